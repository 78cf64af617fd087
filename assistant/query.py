"""A question's words as the record may have them: stems, compounds, glossary, translations, related words.

Every word becomes a group of variants, each with what finding it counts: what is added counts less than what was asked.
Knows nothing of passages or scores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.glossary import Glossary
from assistant.question import topic_words
from index.language import identify
from index.lexical import Variant
from index.lexicon import LONGEST_PHRASE, Lexicon
from index.related import Nearest, RelatedWords
from index.terms import LANGUAGES, CompoundSplitter, is_stop_word, stem, words

GLOSSARY_WEIGHT = 0.9
COMMON_OF_FORM = 0.1
"""What the other words of a glossary form count beside its rarest one, as a share."""

PART_WEIGHT = 0.5
RELATED_WEIGHT = 0.55
RELATED_LEAST = 0.3
"""Cosine below which a word of the record is not held to be related."""

TRANSLATED_WEIGHT = 0.95  # below 1, which is the word itself
TRANSLATED_FALL = 0.5
"""The power of a translation's probability, as a share of the likeliest one's, by which it counts less."""

CARRIED_WEIGHT = 0.5
"""What a word of an earlier question counts, as a share of a word of this one."""


class QueryWords:
    """Turns texts into groups of variants, for one index."""

    def __init__(
        self,
        splitter: CompoundSplitter,
        related: RelatedWords,
        glossary: Glossary,
        acronyms: Glossary,
        lexicon: Lexicon,
        languages: Sequence[str],
        stands: Callable[[str], bool],
    ) -> None:
        """`acronyms` are the record's own; `languages` those that it is in: into them, words are translated. `stands`
        tells whether a folded word stands in the record: the splitter knows those of a sitting added later when all is
        made anew."""
        self._splitter, self._related, self._glossary, self._acronyms = splitter, related, glossary, acronyms
        self._lexicon, self._languages, self._stands = lexicon, languages, stands

    def of(self, text: str, carried: Iterable[str] = ()) -> list[list[Variant]]:
        """The words of a question, and those of the earlier questions it leans on, as groups of variants."""
        groups = self._groups(text, 1.0)
        for number, earlier in enumerate(carried, 1):
            groups += self._groups(earlier, CARRIED_WEIGHT**number)
        return groups

    def _groups(self, text: str, weight: float) -> list[list[Variant]]:
        language = identify(text)
        # Forms are looked for in all words: "value for money" may hold stop words.
        asked, topic = words(text), topic_words(text)
        groups, covered = [], set()
        beside = self._acronyms.find(asked)
        for start, end, forms in self._glossary.find(asked):
            form = asked[start:end]
            if len(form) == 1 and form[0] in topic:
                # The word may also mean itself: "mer" is an abbreviation in Dutch and the sea in French.
                beside.append((start, end, forms))
            elif len(form) > 1 or not is_stop_word(form[0], [language]):
                covered.update(form)
                groups.append(self._whole(form, forms, weight))
        telling = [word for word in topic if word not in covered]
        related = self._related.nearest(telling)
        offers = [self._offers(word, near, language, weight) for word, near in zip(telling, related, strict=True)]
        for start, end, forms in beside:
            for term, share in self._other_forms(asked[start:end], forms):
                for word, within in zip(telling, offers, strict=True):
                    if word in asked[start:end]:
                        within.offer(term, share)
        # What a phrase is called in one word stands for each of its words: "housing market" is "woningmarkt".
        for length in range(2, LONGEST_PHRASE + 1):
            for start in range(len(telling) - length + 1):
                for term, share in self._translations(telling[start : start + length], language):
                    for within in offers[start : start + length]:
                        within.offer_also_as_part(term, share)
        return groups + [within.variants() for within in offers]

    def _offers(self, word: str, related: Nearest, language: str, weight: float) -> _Offers:
        """What a word of a question may stand as."""
        found = _Offers(weight)
        for stemmed in LANGUAGES:
            found.offer(stem(word, stemmed), 1.0)
            found.offer(stem(word, stemmed), PART_WEIGHT, part=True)
            for half in self._splitter.parts(word):
                found.offer(stem(half, stemmed), PART_WEIGHT)
                found.offer(stem(half, stemmed), PART_WEIGHT, part=True)
        if word.isdigit():
            return found
        for near, cosine in related:
            if near != word and cosine >= RELATED_LEAST:
                for stemmed in LANGUAGES:
                    found.offer_also_as_part(stem(near, stemmed), RELATED_WEIGHT * cosine)
        for term, share in self._translations([word], language):
            found.offer_also_as_part(term, share)
        return found

    def _translations(self, phrase: Sequence[str], language: str) -> list[tuple[str, float]]:
        """Terms of the record's other languages for a word or phrase of a question, and what they count.

        A word that neither the record has nor the lexicon in the question's language is taken to be of another one:
        a Dutch question may hold an English word, and few words do not always tell their language.
        """
        found = self._translated(phrase, language)
        if not found and not self._stands(phrase[0]):
            found = next(filter(None, (self._translated(phrase, other) for other in LANGUAGES)), [])
        return found

    def _translated(self, phrase: Sequence[str], language: str) -> list[tuple[str, float]]:
        found = []
        for target in self._languages:
            translations = self._lexicon.translations(phrase, language, target) if target != language else []
            for term, share in translations:
                found.append((term, TRANSLATED_WEIGHT * (share / translations[0][1]) ** TRANSLATED_FALL))
        return found

    def _whole(self, asked: list[str], forms: Sequence[Sequence[str]], weight: float) -> list[Variant]:
        """One group for a form of the glossary: a phrase is not looked for by each of its words."""
        found = _Offers(weight)
        # "AI" is a function word of French, but not in a question in another language.
        alone = [(stem(asked[0], language), 1.0) for language in LANGUAGES] if len(asked) == 1 else []
        for term, share in (*alone, *self._of_form(asked, 1.0), *self._other_forms(asked, forms)):
            found.offer(term, share)
        return found.variants()

    def _other_forms(self, asked: list[str], forms: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
        """The terms of the forms that mean what was asked in another one."""
        return [pair for form in forms if list(form) != asked for pair in self._of_form(form, GLOSSARY_WEIGHT)]

    def _of_form(self, form: Sequence[str], share: float) -> Iterator[tuple[str, float]]:
        """The terms of a form that means what was asked, and what they count.

        A form of several words is stood for by its rarest word in the record; one that holds a word which the record
        does not have cannot stand there.
        """
        frequencies = self._splitter.frequencies
        telling = [word for word in form if not is_stop_word(word)]
        if len(telling) > 1 and not all(map(self._stands, telling)):
            return
        rarest = min(telling, key=lambda word: frequencies.get(word, 0), default="")
        for word in telling:
            for language in LANGUAGES:
                yield stem(word, language), share if word == rarest else share * COMMON_OF_FORM


class _Offers:
    """The variants of one word, each once, at the most that it was offered for."""

    def __init__(self, weight: float) -> None:
        self._weight = weight
        self._best: dict[tuple[str, bool], float] = {}

    def offer(self, term: str, share: float, part: bool = False) -> None:
        self._best[term, part] = max(self._best.get((term, part), 0.0), share * self._weight)

    def offer_also_as_part(self, term: str, share: float) -> None:
        self.offer(term, share)
        self.offer(term, share * PART_WEIGHT, part=True)

    def variants(self) -> list[Variant]:
        return [Variant(term, share, part) for (term, part), share in self._best.items()]
