"""Asking a gold set's questions: what the assistant found, showed and refused, and how long it took.

Every question is asked twice, as users reach it: `retrieve` for the ranking, `ask` for quotes and refusal.
Knows nothing of judgements; `Respondent` is all it knows of the assistant.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer, Evidence, Question
from eval.gold import Query

DEPTH = 20
"""How many turns are asked for: the deepest metric is recall@20."""


class Respondent(Protocol):
    """What is evaluated: `assistant.assistant.Assistant`, or a stand-in of a test."""

    def retrieve(self, question: Question, limit: int, sitting: str | None = None) -> list[Evidence]:
        """The best `limit` turns, best first, each once; of one sitting where it is named."""
        ...

    def ask(self, question: Question) -> Answer:
        """The answer, as a user sees it."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question. Times are in seconds.

    `within` is the ranking of the turns of the question's own document, None for a question without `doc_id`.
    """

    query: Query
    found: tuple[Evidence, ...]
    within: tuple[Evidence, ...] | None
    answer: Answer
    search_time: float
    answer_time: float

    @property
    def ranked(self) -> list[str]:
        """The ids of the turns found in the whole pool, best first."""
        return [evidence.turn.id for evidence in self.found]

    @property
    def ranked_within(self) -> list[str] | None:
        """The ids of the turns found in the question's own document, best first."""
        return None if self.within is None else [evidence.turn.id for evidence in self.within]

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Pairs (turn id, quote) in the order shown; empty after a refusal."""
        return [(citation.turn.id, citation.quote) for citation in self.answer.citations]


def ask_all(
    respondent: Respondent, queries: Iterable[Query], advance: Callable[[int], None] = lambda _: None
) -> list[Outcome]:
    """Ask every question, in order; `advance` is told after each how many are done.

    The first question is searched once beforehand without being timed, because it alone pays for loading.
    """
    outcomes: list[Outcome] = []
    for query in queries:
        question = Question(query.text, query.history)
        if not outcomes:
            respondent.retrieve(question, DEPTH)
        start = time.perf_counter()
        found = respondent.retrieve(question, DEPTH)
        searched = time.perf_counter()
        answer = respondent.ask(question)
        answered = time.perf_counter()
        within = None if query.doc_id is None else respondent.retrieve(question, DEPTH, sitting=query.doc_id)
        outcomes.append(
            Outcome(
                query=query,
                found=_checked(query, found),
                within=None if within is None else _checked(query, within),
                answer=answer,
                search_time=searched - start,
                answer_time=answered - searched,
            )
        )
        advance(len(outcomes))
    return outcomes


def _checked(query: Query, found: list[Evidence]) -> tuple[Evidence, ...]:
    """The ranking, if every figure of it would be right: at most `DEPTH` turns, each once."""
    turns = [evidence.turn.id for evidence in found]
    if len(turns) > DEPTH or len(set(turns)) < len(turns):
        raise ValueError(f"question {query.id}: {len(turns)} turns were found, {len(set(turns))} of them different")
    return tuple(found)
