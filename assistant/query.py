"""A question's words as the record may have them: stems in each language, compounds, glossary, related words.

Every word becomes a group of variants of which the best in a passage counts, so that what is added never drowns what
was asked. Knows nothing of passages or scores.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.glossary import Glossary
from assistant.question import topic_words
from index.lexical import Variant
from index.related import RelatedWords
from index.terms import LANGUAGES, CompoundSplitter, is_stop_word, stem, words

GLOSSARY_WEIGHT = 0.9
COMMON_OF_FORM = 0.1
"""What the other words of a glossary form count beside its rarest one, as a share."""

PART_WEIGHT = 0.5
RELATED_WEIGHT = 0.8
RELATED_LIMIT = 6
RELATED_LEAST = 0.3
"""Cosine below which a word of the record is not held to be related."""

CARRIED_WEIGHT = 0.5
"""What a word of an earlier question counts, as a share of a word of this one."""


class QueryWords:
    """Turns texts into groups of variants, for one index."""

    def __init__(self, splitter: CompoundSplitter, related: RelatedWords, glossary: Glossary) -> None:
        self._splitter, self._related, self._glossary = splitter, related, glossary

    def of(self, text: str, carried: Iterable[str] = ()) -> list[list[Variant]]:
        """The words of a question, and those of the earlier questions it leans on, as groups of variants."""
        groups = self._groups(text, 1.0)
        for number, earlier in enumerate(carried, 1):
            groups += self._groups(earlier, CARRIED_WEIGHT**number)
        return groups

    def _groups(self, text: str, weight: float) -> list[list[Variant]]:
        # Glossary forms are looked for in all words: "value for money" may hold stop words.
        asked = words(text)
        groups, covered = [], set()
        for start, end, forms in self._glossary.find(asked):
            covered.update(asked[start:end])
            groups.append(self._glossary_group(asked[start:end], forms, weight))
        for word in topic_words(text):
            if word not in covered:
                groups.append(self._group(word, weight))
        return groups

    def _group(self, word: str, weight: float) -> list[Variant]:
        best: dict[tuple[str, bool], float] = {}

        def offer(term: str, share: float, part: bool = False) -> None:
            best[term, part] = max(best.get((term, part), 0.0), share * weight)

        for language in LANGUAGES:
            offer(stem(word, language), 1.0)
            offer(stem(word, language), PART_WEIGHT, part=True)
            for half in self._splitter.parts(word):
                offer(stem(half, language), PART_WEIGHT)
                offer(stem(half, language), PART_WEIGHT, part=True)
        if not word.isdigit():
            for near, cosine in self._related.nearest(word, RELATED_LIMIT):
                if near != word and cosine >= RELATED_LEAST:
                    for language in LANGUAGES:
                        offer(stem(near, language), RELATED_WEIGHT * cosine)
                        offer(stem(near, language), RELATED_WEIGHT * cosine * PART_WEIGHT, part=True)
        return [Variant(term, share, part) for (term, part), share in best.items()]

    def _glossary_group(self, asked: list[str], forms: list[tuple[str, ...]], weight: float) -> list[Variant]:
        """The forms of a glossary group. A form of several words is stood for by its rarest word in the record.

        A form that holds a word which the record does not have cannot stand there.
        """
        frequencies = self._splitter.frequencies
        best: dict[str, float] = {}
        for form in forms:
            telling = [word for word in form if not is_stop_word(word)]
            share = 1.0 if list(form) == asked else GLOSSARY_WEIGHT
            if len(telling) > 1 and not all(word in frequencies for word in telling):
                continue
            rarest = min(telling, key=lambda word: frequencies.get(word, 0), default="")
            for word in telling:
                for language in LANGUAGES:
                    term = stem(word, language)
                    worth = share if word == rarest else share * COMMON_OF_FORM
                    best[term] = max(best.get(term, 0.0), weight * worth)
        return [Variant(term, share) for term, share in best.items()]
