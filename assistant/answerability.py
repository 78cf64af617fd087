"""Whether the record answers a question at all: one score in [0, 1] from what retrieval saw.

A logistic function of a few signals, fitted on the development sets (`python -m eval.refusing`), over a floor: where
too little of the question, or of relatives of its words, stands in the debates found, there is no answer. Judged by
the turns that may be quoted: that others spoke of it is no answer of the person asked about. Knows nothing of
sentences.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from assistant.answer import Evidence
from assistant.retrieval import Searched, Weights
from index.lexical import Variant
from index.store import Index
from index.terms import CompoundSplitter

THRESHOLD = 0.5
"""Below it the question is not answered."""

JUDGED = 3
"""The best turns, by which it is judged whether the record answers."""

LEAST_COVERED = 0.25
"""A debate that holds less of the question than this is about something else."""

LEAST_OWN = 0.45
"""Weight from which a variant of a word that the record knows counts as the word: itself, a part, another form."""

LEAST_VARIANT = 0.08
"""The same for a word that the record does not know: then the most distant related word, in a compound, counts too."""

FAR = 3.0
"""Of the score of retrieval: the distance of best and tenth turn beyond which more says nothing."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What the score is made of.

    `covered`: whether enough of the question (`LEAST_COVERED`) stands, in some variant of its words, in one of the best
    turns with the turns before it and the titles; `title`: the cosine of the question to the title of the debate, in
    [0, 1]; `clear`: how far the best turn stands above the tenth, in [0, 1], 1 for `FAR` or more.
    """

    covered: bool
    title: float
    clear: float


def answerability(signals: Signals) -> float:
    """How likely it is that the record answers."""
    score = 1 / (1 + math.exp(-(-1.15 + 4.5 * signals.title + 4.1 * signals.clear)))
    return score if signals.covered else min(score, 0.3)


class Judge:
    """Reads the signals off what was found in one opened index."""

    def __init__(self, index: Index, weights: Weights) -> None:
        self._index, self._weights = index, weights
        self._languages = index.vocabulary.languages()

    def signals(self, found: Searched, evidence: Sequence[Evidence], quotable: Sequence[Evidence]) -> Signals:
        """The signals of what was found: the evidence, best first, and what of it may be quoted."""
        if not quotable or not found.words:
            return Signals(False, 0.0, 0.0)
        best = quotable[:JUDGED]
        title = max(one.found_by.get("title", 0.0) for one in best) / self._weights.title
        clear = min((evidence[0].score - evidence[-1].score) / FAR, 1.0)
        return Signals(self._covers(best, found.words), title, clear)

    def _covers(self, best: Sequence[Evidence], words: Sequence[Sequence[Variant]]) -> bool:
        """Whether enough of a question's words, each by its worth, stand in or around one of these turns."""
        worth, asked = self.worth(words), AskedTerms(words, self._index.splitter)
        whole = sum(worth) or 1.0
        bars = [LEAST_OWN if self._stands(variants) else LEAST_VARIANT for variants in words]
        for one in best:
            weights = [0.0] * len(words)
            for texts in self._texts_around(one):
                tokens = set().union(*(text.split() for text in texts))
                for language in self._spoken_first(one):
                    weights = [*map(max, weights, asked.covered(asked.told(tokens, language), tokens))]
                    told = sum(w for weight, least, w in zip(weights, bars, worth, strict=True) if weight >= least)
                    if told / whole >= LEAST_COVERED:
                        return True
        return False

    def _spoken_first(self, found: Evidence) -> list[str]:
        """The record's languages, that of a turn first: what stands there is mostly told by it alone."""
        spoken = {span.language for span in found.turn.languages}
        return sorted(self._languages, key=lambda language: language not in spoken)

    def worth(self, words: Sequence[Sequence[Variant]]) -> list[float]:
        """How telling each word of a question is."""
        return [self._worth(variants) for variants in words]

    def _worth(self, variants: Sequence[Variant]) -> float:
        """How telling a word is: the inverse document frequency of its exact form, or of its commonest variant."""
        total = len(self._index.layout.passage_keys)
        own = max((v.weight for v in variants), default=0.0)
        standing = max(
            (self._index.lexical.document_frequency(v.term) for v in variants if not v.part and v.weight >= own),
            default=0,
        )
        return math.log(1 + (total - standing + 0.5) / (standing + 0.5)) * min(own, 1.0)

    def _stands(self, variants: Sequence[Variant]) -> bool:
        """Whether a word of the question itself stands anywhere in the record, not only words related to it."""
        own = max((v.weight for v in variants), default=0.0)
        return any(self._index.lexical.document_frequency(v.term) for v in variants if v.weight == own and not v.part)

    def _texts_around(self, found: Evidence) -> Iterator[list[str]]:
        """The texts in and around a turn, what is quickest to read first: the titles of its sitting and its agenda
        item, its own, and those of the two turns before."""
        row = self._index.layout.row_of(found.turn.id)
        titles = [found.sitting.title]
        if found.turn.item_id:
            titles.append(self._index.items[int(self._index.layout.sitting_of_turn[row]), found.turn.item_id].title)
        yield titles
        yield [found.turn.text]
        # Two turns before: between a question and its reply the chair often gives the floor.
        yield list(self._index.texts(range(row - min(found.turn.order, 2), row)).values())


Told = tuple[tuple[int, float], ...]
"""Which words of a question something stands for, by number, and with what weight."""


class AskedTerms:
    """The words of a question by the terms that they may stand as, so that a text is read once for all of them."""

    def __init__(self, words: Sequence[Sequence[Variant]], splitter: CompoundSplitter) -> None:
        self._count, self._splitter = len(words), splitter
        self._terms: dict[str, Told] = {}
        self._parts: dict[str, Told] = {}
        for number, variants in enumerate(words):
            for variant in variants:
                table = self._parts if variant.part else self._terms
                table[variant.term] = (*table.get(variant.term, ()), (number, variant.weight))

    def told(self, tokens: AbstractSet[str], language: str) -> dict[str, Told]:
        """What tokens of texts in a language tell, those that tell something: a token is what stands between white
        space."""
        terms, of_words, of_parts = self._splitter.terms(language, tokens), self._terms, self._parts
        found: dict[str, Told] = {}
        for token in tokens:
            own, parts = terms[token]
            for term in own:
                if term in of_words:
                    found[token] = (*found.get(token, ()), *of_words[term])
            for part in parts:
                if part in of_parts:
                    found[token] = (*found.get(token, ()), *of_parts[part])
        return found

    def covered(self, told: Mapping[str, Told], tokens: Collection[str]) -> list[float]:
        """For each word of the question the weight of its best variant among a text's tokens, 0 for none."""
        best = [0.0] * self._count
        for token in told.keys() & tokens:
            for number, weight in told[token]:
                best[number] = max(best[number], weight)
        return best
