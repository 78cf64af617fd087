"""What readers said of answers, and the questions that found nothing: in the store, or else in an SQLite file of its
own beside the record, which no writer of the record holds up.

It is only added to. A question that found nothing is kept without a name: it is for whoever looks after the record.
Knows nothing of how answers are found or shown.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import sqlalchemy as sa

from assistant.errors import FeedbackError
from index.errors import StoreError
from index.place import Place, at
from index.record.engines import engine_of
from index.record.schema import feedback, marks, unanswered

FILE = "feedback.sqlite"

Verdict = Literal["right", "wrong", "passage"]
"""Of an answer as a whole that it is right or wrong (a refusal too), or of one passage that it answers."""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of the record as they stood when somebody judged them: ``turn.text[start:end] == quote``."""

    turn_id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What one reader said of one answer: `passages` are the quotes it showed, or the one that answers.

    `by` is None where nobody is known; `history` are the conversation's earlier questions, oldest first.
    """

    at: dt.datetime
    by: str | None
    question: str
    history: tuple[str, ...]
    verdict: Verdict
    refused: bool
    passages: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that found nothing: how often, when last, and why."""

    question: str
    history: tuple[str, ...]
    times: int
    last: dt.datetime
    reason: str


class Feedback:
    """The feedback kept with an index; the file is made at the first write."""

    def __init__(self, place: Place | Path) -> None:
        place = at(place)
        self._path = None if place.store else place.directory / FILE
        # Opened for each use: it is seldom used, and may be taken away meanwhile.
        self._engine = engine_of(self._path or place.record, once=True)

    def add(self, mark: Mark) -> None:
        """Keep a mark.

        Raises:
            FeedbackError: it cannot be written.
        """
        row = {
            "at": mark.at.isoformat(), "by": mark.by, "question": mark.question, "history": json.dumps(mark.history),
            "verdict": mark.verdict, "refused": mark.refused,
            "passages": json.dumps([[p.turn_id, p.start, p.end, p.quote] for p in mark.passages]),
        }  # fmt: skip
        self._insert(marks, row)

    def add_unanswered(self, at: dt.datetime, question: str, history: Sequence[str], reason: str) -> None:
        """Keep a question that found nothing.

        Raises:
            FeedbackError: it cannot be written.
        """
        row = {"at": at.isoformat(), "question": question, "history": json.dumps(list(history)), "reason": reason}
        self._insert(unanswered, row)

    def marks(self) -> list[Mark]:
        """All marks, oldest first."""
        return [
            Mark(
                dt.datetime.fromisoformat(row.at), row.by, row.question, tuple(json.loads(row.history)), row.verdict,
                row.refused, tuple(Marked(*passage) for passage in json.loads(row.passages)),
            )
            for row in self._rows(marks)
        ]  # fmt: skip

    def unanswered(self) -> list[Unanswered]:
        """The questions that found nothing, each once, asked last first."""
        found: dict[tuple[str, str], list[Any]] = {}
        for row in self._rows(unanswered):
            found.setdefault((row.question.strip().casefold(), row.history), []).append(row)
        listed = [
            Unanswered(
                rows[-1].question, tuple(json.loads(rows[-1].history)), len(rows),
                dt.datetime.fromisoformat(rows[-1].at), rows[-1].reason,
            )
            for rows in found.values()
        ]  # fmt: skip
        return sorted(listed, key=lambda one: one.last, reverse=True)

    def _insert(self, table: sa.Table, row: dict[str, Any]) -> None:
        with self._connected() as connection:
            connection.execute(table.insert().values(row))

    def _rows(self, table: sa.Table) -> list[Any]:
        if self._path is not None and not self._path.exists():
            return []
        with self._connected() as connection:
            return list(connection.execute(sa.select(table).order_by(table.c.key)))

    @contextmanager
    def _connected(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as connection:
                if self._path is not None:
                    feedback.create_all(connection)
                yield connection
        except sa.exc.DatabaseError as error:
            raise FeedbackError(f"{self._path or 'the store'} cannot be used: {error.orig}") from error
        except StoreError as error:
            raise FeedbackError(str(error)) from error
