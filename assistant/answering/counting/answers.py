"""Questions that a count answers: which they are, and the answer with its count told.

Knows nothing of how mentions are found, nor of answers by quotes.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Answer, Filters, Question
from assistant.answering.counting.counted import Count, Term
from assistant.answering.counting.engine import Counting
from assistant.answering.counting.filters import count_filters
from assistant.answering.counting.question import count_question, grouping
from assistant.answering.counting.telling import of_nothing, sentences_of
from assistant.errors import CountError
from assistant.query import PART_WEIGHT, QueryWords
from assistant.question import Asked, understand
from assistant.understanding.changing import limits
from assistant.understanding.naming import Known
from index.store import Index

LEANS_ON = 2
"""Earlier questions among which a count's term is looked for, if a follow-up does not name it."""


class CountAnswers:
    """Answers "how often", "who all" and "every time" over one opened index."""

    def __init__(self, index: Index, known: Known, query: QueryWords, counting: Counting) -> None:
        self._index, self._known, self._query, self._counting = index, known, query, counting

    def of(self, question: Question, asked: Asked) -> Count | None:
        """What a question wants counted, None if it wants no count, or one that cannot be made."""
        history = question.history
        before = [
            understand(replace(question, text=history[at], history=history[:at], instead=()), self._known)
            for at in reversed(range(max(0, len(history) - LEANS_ON), len(history)))
        ]
        term = count_question(asked, before)
        filters = count_filters(asked.understood, limits(question)) if term else None
        if term is None or filters is None:
            return None
        try:
            return self._counting.count(term, filters)
        except CountError:  # no word in it that can be counted
            return None

    def has_words_for(self, term: Term) -> bool:
        """Whether a word of a term, its translation or a near relative stands in the record, rather than a part."""
        standing = self._index.lexical.document_frequency
        return any(
            variant.weight > PART_WEIGHT and not variant.part and standing(variant.term)
            for variants in self._query.of(term.text)
            for variant in variants
        )

    def told(self, answer: Answer, asked: Asked) -> Answer:
        """The answer with its count told; what it quotes already comes after a count of nothing."""
        count, language = answer.count, answer.understood.language
        assert count is not None
        if count.mentions:
            sentences, citations = sentences_of(count, grouping(asked), language)
            return replace(answer, sentences=tuple(sentences), citations=tuple(citations))
        everywhere = count if count.filters == Filters() else self._counting.count(count.term)
        told = of_nothing(count, everywhere, language, in_other_words=bool(answer.sentences))
        return replace(answer, sentences=(*told, *answer.sentences), refusal=None)
