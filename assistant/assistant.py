"""The assistant: a question goes in, an answer of the record's own words comes out, or a refusal.

understand -> search -> weigh whether it answers -> quote. One instance serves one opened index. Every citation it
gives is proved against the record before it leaves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from assistant.answer import Answer, Citation, Evidence, Filters, Question, Refusal, Understood
from assistant.answerability import FAR, LEAST_OWN, LEAST_VARIANT, THRESHOLD, Signals, answerability
from assistant.answering.extractive import Extractor, Wanted, coverage
from assistant.answering.phrases import say, searched
from assistant.citing import prove
from assistant.glossary import Glossary
from assistant.late import LateInteraction
from assistant.people import People
from assistant.query import QueryWords
from assistant.question import Asked, understand
from assistant.retrieval import Retriever
from index.encoders import load_bundled
from index.lexical import Variant
from index.related import RelatedWords
from index.store import Index
from index.terms import passage_terms

WEIGHED = 10
"""Turns that are looked at when an answer is made."""

JUDGED = 3
"""Of these, the turns by which it is judged whether the record answers."""


class Assistant:
    """Answers questions over one opened index."""

    def __init__(self, index: Index, glossary: Glossary | None = None) -> None:
        self.index = index
        self._people = People(index.speakers.values())
        # Whatever encoder the index has: words and tokens are compared by the bundled one, which is quick at it.
        bundled = load_bundled()
        related = RelatedWords(bundled, index.vocabulary.frequencies)
        self._query = QueryWords(index.splitter, related, glossary or Glossary.read())
        self.retriever = Retriever(index, self._query, LateInteraction(bundled))
        self._extractor = Extractor(index.encoder, index.splitter)

    def understand(self, question: Question) -> Asked:
        """What the question is taken to ask."""
        return understand(question, self._people, self.index.vocabulary)

    def retrieve(self, question: Question, limit: int, sitting: str | None = None) -> list[Evidence]:
        """Evidence for a question, best first, at most one a turn; `sitting` restricts it to that sitting's turns."""
        asked = self.understand(question)
        return self.retriever.retrieve(asked, limit, question.filters, sitting)

    def ask(self, question: Question) -> Answer:
        """The answer to a question, or a refusal that says what was searched and shows what came nearest."""
        asked = self.understand(question)
        filters = question.filters
        evidence = self.retriever.retrieve(asked, WEIGHED, filters)
        words = self._query.of(asked.text, asked.carried)
        worth = [self._worth(variants) for variants in words]
        wanted = Wanted(words, worth, self.retriever.vector(asked), asked.understood.kind, asked.understood.language)
        by_named = _by_named(evidence, asked.understood)
        # Judged by what may be quoted: that others spoke of it is no answer of the person asked about.
        score = answerability(self._signals(by_named, evidence, words, worth))
        reason = self._reason(asked, by_named, score)
        if reason is None:
            sentences, citations = self._extractor.answer(by_named, wanted)
            self._prove(citations)
            return Answer(question, asked.understood, tuple(sentences), tuple(citations), None, score)
        nearest = self._extractor.nearest(evidence, wanted)
        self._prove(nearest)
        refusal = Refusal(reason, self._searched(filters, asked), tuple(nearest))
        return Answer(question, asked.understood, (), (), refusal, min(score, THRESHOLD * 0.99))

    def _reason(self, asked: Asked, by_named: Sequence[Evidence], score: float) -> str | None:
        """Why the question is not answered, None if it is."""
        understood = asked.understood
        language = understood.language
        if understood.unknown_names and not understood.speakers:
            return say("nobody", language, names=", ".join(understood.unknown_names))
        if not understood.topic and not asked.carried:
            return say("empty", language)
        if understood.speakers and not by_named:
            return say("not by them", language, names=", ".join(s.name for s in understood.speakers))
        return say("nothing", language) if score < THRESHOLD else None

    def _worth(self, variants: Sequence[Variant]) -> float:
        """How telling a word is: the inverse document frequency of its exact form, or of its commonest variant."""
        total = len(self.index.layout.passage_keys)
        own = max((v.weight for v in variants), default=0.0)
        standing = max(
            (self.index.lexical.document_frequency(v.term) for v in variants if not v.part and v.weight >= own),
            default=0,
        )
        return math.log(1 + (total - standing + 0.5) / (standing + 0.5)) * min(own, 1.0)

    def _stands(self, variants: Sequence[Variant]) -> bool:
        """Whether a word of the question itself stands anywhere in the record, not only words related to it."""
        own = max((v.weight for v in variants), default=0.0)
        return any(self.index.lexical.document_frequency(v.term) for v in variants if v.weight == own and not v.part)

    def _signals(
        self,
        quotable: Sequence[Evidence],
        evidence: Sequence[Evidence],
        words: Sequence[Sequence[Variant]],
        worth: Sequence[float],
    ) -> Signals:
        """What `answerability` needs, from the best few turns that may be quoted, with the debate around them."""
        if not quotable or not words:
            return Signals(0.0, 0.0, 0.0)
        covered = 0.0
        bars = [LEAST_OWN if self._stands(variants) else LEAST_VARIANT for variants in words]
        for found in quotable[:JUDGED]:
            terms, parts = self._terms_around(found)
            stand = [
                coverage([variants], [1.0], terms, parts) >= least for variants, least in zip(words, bars, strict=True)
            ]
            covered = max(covered, sum(w for s, w in zip(stand, worth, strict=True) if s) / (sum(worth) or 1.0))
        title = max(found.found_by.get("title", 0.0) for found in quotable[:JUDGED]) / self.retriever.weights.title
        return Signals(covered, title, min((evidence[0].score - evidence[-1].score) / FAR, 1.0))

    def _terms_around(self, found: Evidence) -> tuple[set[str], set[str]]:
        """The terms of a turn, of the two before it, and of the sitting's and the agenda item's title."""
        layout = self.index.layout
        row = layout.row_of(found.turn.id)
        texts = [found.sitting.title, found.turn.text]
        if found.turn.item_id:
            texts.append(self.index.items[int(layout.sitting_of_turn[row]), found.turn.item_id].title)
        # Two turns before: between a question and its reply the chair often gives the floor.
        before = range(max(0, found.turn.order - 2), found.turn.order)
        texts += [turn.text for turn in self.index.turns([row - found.turn.order + at for at in before]).values()]
        terms: set[str] = set()
        parts: set[str] = set()
        for language in ("nl", "fr", "en"):
            for text in texts:
                own, halves = passage_terms(text, language, self.index.splitter)
                terms.update(own)
                parts.update(halves)
        return terms, parts

    def _searched(self, filters: Filters, asked: Asked) -> str:
        """What was looked through, in words."""
        scope = self.retriever.scope(filters)
        sittings = self.index.sittings
        keys = list(sittings) if scope.sittings is None else sorted(scope.sittings)
        turns = np.isin(self.index.layout.sitting_of_turn, keys).sum()
        dates = [date for key in keys if (date := sittings[key].date)]
        return searched(len(keys), int(turns), dates, asked.understood.language)

    def _prove(self, citations: Sequence[Citation]) -> None:
        layout = self.index.layout
        rows = {citation.turn.id: layout.row_of(citation.turn.id) for citation in citations}
        turns = self.index.turns(list(rows.values()))
        for citation in citations:
            prove(citation, turns[rows[citation.turn.id]])


def _by_named(evidence: Sequence[Evidence], understood: Understood) -> list[Evidence]:
    """The evidence that may be quoted: where people are named, only their own words."""
    if not understood.speakers:
        return list(evidence)
    named = {speaker.id for speaker in understood.speakers}
    return [found for found in evidence if found.turn.speaker is not None and found.turn.speaker.id in named]
