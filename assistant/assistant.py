"""The assistant: a question goes in, an answer of the record's own words comes out, or a refusal.

understand -> search -> weigh whether it answers -> quote. One instance serves one opened index. Every citation it
gives is proved against the record before it leaves.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.answer import Answer, Citation, Evidence, Filters, Question, Refusal, Understood
from assistant.answerability import JUDGED, THRESHOLD, Judge, answerability
from assistant.answering.counting.counted import Count, Hit, Term
from assistant.answering.counting.engine import Counting
from assistant.answering.extractive import Extractor
from assistant.answering.phrases import date_in_words, say, searched, speaker_in_words
from assistant.answering.sentences import SentenceScorer, Wanted
from assistant.citing import prove
from assistant.glossary import Glossary
from assistant.query import QueryWords
from assistant.question import Asked, understand
from assistant.quotes.attribution import Attribution
from assistant.quotes.check import QuoteChecker
from assistant.quotes.quotations import LONGEST, outside, quotations
from assistant.quotes.verdict import Checked, QuoteReport
from assistant.reranking import CrossEncoderReranker
from assistant.retrieval import Retriever
from assistant.understanding.naming import Known
from index.encoders import load_bundled
from index.exchanges import Part
from index.lexicon import Lexicon
from index.related import RelatedWords
from index.store import Index, open_index

WEIGHED = 10
"""Turns that are looked at when an answer is made."""

LEAST_ASKED = 0.5
"""The share of the question that a question of the record must tell to be held to ask the same."""


class Assistant:
    """Answers questions over one opened index."""

    def __init__(
        self, index: Index, glossary: Glossary | None = None, reranker: CrossEncoderReranker | None = None
    ) -> None:
        self.index = index
        self._reranker = reranker
        self._known = Known.of(index)
        self._people = self._known.people
        # Whatever encoder the index has: words and tokens are compared by the bundled one, which is quick at it.
        bundled = load_bundled()
        related = RelatedWords(bundled, index.vocabulary.frequencies)
        self._glossary = glossary = glossary or Glossary.read()
        vocabulary = index.vocabulary
        acronyms = Glossary([[short, f"{short}s", *longs] for short, longs in vocabulary.acronyms.items()])
        self._query = QueryWords(index.splitter, related, glossary, acronyms, Lexicon(), vocabulary.languages())
        self.retriever = Retriever(index, self._query, reranker=reranker)
        self.judge = Judge(index, self.retriever.weights)
        self._extractor = Extractor(SentenceScorer(index.encoder, index.splitter, self.retriever.late))
        self._counting = Counting(index, glossary)
        self._quotes = QuoteChecker(index, self._people)
        self._attribution = Attribution(self._people, index.vocabulary)

    def reopened(self) -> Assistant:
        """An assistant over the same directory as it is now, with the same glossary and cross-encoder.

        Raises:
            IndexMismatchError: the directory holds no index any more that this program can read.
        """
        return Assistant(open_index(self.index.directory), self._glossary, self._reranker)

    def understand(self, question: Question) -> Asked:
        """What the question is taken to ask."""
        return understand(question, self._known)

    def retrieve(self, question: Question, limit: int, sitting: str | None = None) -> list[Evidence]:
        """Evidence for a question, best first, at most one a turn; `sitting` restricts it to that sitting's turns."""
        asked = self.understand(question)
        return self.retriever.retrieve(asked, limit, question.filters, sitting)

    def ask(self, question: Question) -> Answer:
        """The answer to a question, or a refusal that says what was searched and shows what came nearest."""
        asked = self.understand(question)
        filters = question.filters
        found = self.retriever.search(asked, self.retriever.scope(filters))
        evidence = self.retriever.evidence(found, WEIGHED)
        wanted = Wanted(found.words, self.judge.worth(found.words), found.tokens, found.vector, asked.understood.kind)
        by_named = quotable(evidence, asked.understood)
        # Judged by what may be quoted: that others spoke of it is no answer of the person asked about.
        score = answerability(self.judge.signals(found, evidence, by_named))
        reason = self._reason(asked, evidence, by_named, score)
        if reason is None:
            sentences, citations = self._extractor.answer(by_named, wanted, asked.understood.language)
            self._prove(citations)
            return Answer(question, asked.understood, tuple(sentences), tuple(citations), None, score)
        nearest = self._extractor.nearest(evidence, wanted)
        self._prove(nearest)
        refusal = Refusal(reason, self._searched(filters, asked), tuple(nearest))
        return Answer(question, asked.understood, (), (), refusal, min(score, THRESHOLD * 0.99))

    def count(self, term: str | Term, filters: Filters | None = None) -> Count:
        """Every mention of a word, an acronym or a phrase in what the filters leave, exactly.

        Raises:
            CountError: the term has no word that can be counted.
        """
        return self._counting.count(term if isinstance(term, Term) else Term(term), filters)

    def mentions(self, term: str, sitting_id: str) -> list[Hit]:
        """Every mention of a word, an acronym or a phrase in one sitting, in order.

        Raises:
            CountError: the term has no word that can be counted.
        """
        return self._counting.mentions(Term(term), sitting_id)

    def check_quote(self, words: str, said_by: str | None = None) -> Checked:
        """Whether words stand in the record, where, and as whose; `said_by` names who is said to have spoken them."""
        checked = self._quotes.check(words, said_by)
        self._prove(checked.shown)
        return checked

    def check_text(self, text: str, most: int | None = None) -> QuoteReport:
        """Every quotation of a text checked, with the person whom the sentence around it names.

        Only the first `most` are, and none that is longer than a quotation can be; the report counts the others.
        """
        found = quotations(text)
        kept = [one for one in found if len(one.words) <= LONGEST][:most]
        checked = (
            self.check_quote(f"{one.words} {one.code}".strip(), self._attribution.said_by(one.before, one.after))
            for one in kept
        )
        return QuoteReport.of(checked, outside(text, found), len(found) - len(kept))

    def _reason(
        self, asked: Asked, evidence: Sequence[Evidence], by_named: Sequence[Evidence], score: float
    ) -> str | None:
        """Why the question is not answered, None if it is."""
        understood = asked.understood
        language = understood.language
        if understood.unknown_names and not (understood.speakers or understood.addressees):
            return say("nobody", language, names=", ".join(understood.unknown_names))
        if not understood.topic and not understood.about and not asked.carried:
            return say("empty", language)
        if score >= THRESHOLD and by_named:
            return None
        if unanswered := self._unanswered(evidence, understood):
            who = speaker_in_words(unanswered.turn.speaker, language)
            return say("unanswered", language, who=who, date=date_in_words(unanswered.sitting.date, language))
        if understood.speakers:
            names = ", ".join(speaker.name for speaker in understood.speakers)
            return say("not by them", language, names=names)
        return say("nothing", language)

    def _unanswered(self, evidence: Sequence[Evidence], understood: Understood) -> Evidence | None:
        """The question in the record that asks the same, if nobody (of those named) replies to it."""
        layout = self.index.layout
        named = {speaker.id for speaker in understood.speakers}
        for one in evidence[:JUDGED]:
            row = layout.row_of(one.turn.id)
            told = one.found_by.get("late", 0.0) / self.retriever.weights.late
            if layout.part[row] != Part.QUESTION or told < LEAST_ASKED:
                continue
            replies = [self.index.speakers.get(int(key)) for key in layout.speaker_of_turn[layout.replied_by(row)]]
            if not any(named <= {speaker.id} if named else True for speaker in replies if speaker):
                return one
        return None

    def _searched(self, filters: Filters, asked: Asked) -> str:
        """What was looked through, in words: how many sittings, from when to when, and within which limits."""
        scope = self.retriever.scope(filters)
        sittings = self.index.sittings
        keys = list(sittings) if scope.sittings is None else sorted(scope.sittings)
        turns = np.isin(self.index.layout.sitting_of_turn, keys).sum()
        dates = [date for key in keys if (date := sittings[key].date)]
        people = [speaker.name for speaker in self.index.speakers.values() if speaker.id in filters.speakers]
        people = people or [speaker.name for speaker in asked.understood.speakers]
        limits = [*dict.fromkeys(people), *filters.parties, *filters.committees, *filter(None, [filters.source])]
        return searched(len(keys), int(turns), dates, asked.understood.language, limits)

    def _prove(self, citations: Sequence[Citation]) -> None:
        layout = self.index.layout
        rows = {citation.turn.id: layout.row_of(citation.turn.id) for citation in citations}
        turns = self.index.turns(list(rows.values()))
        for citation in citations:
            prove(citation, turns[rows[citation.turn.id]])


def quotable(evidence: Sequence[Evidence], understood: Understood) -> list[Evidence]:
    """The evidence that may be quoted: where people are named, only their own words."""
    if not understood.speakers:
        return list(evidence)
    named = {speaker.id for speaker in understood.speakers}
    return [found for found in evidence if found.turn.speaker is not None and found.turn.speaker.id in named]
