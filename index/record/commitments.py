"""What is read of a record's commitments, and of what people said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from index.commitments.base import Commitment, SetStatus
from index.record.database import Database, Row, counter
from index.record.schema import commitments, statuses, turns

_questions = turns.alias("questions")


class CommitmentReading(Database):
    """Commitments, in the order spoken, and their statuses."""

    def commitment_rules(self) -> int:
        """The rules by which commitments were last found throughout, 0 if they never were."""
        with self._reading() as connection:
            return counter(connection, "commitment rules")

    def commitments(self) -> list[tuple[int, int | None, Commitment]]:
        """Every commitment with the keys of its turn and of the turn that it replies to, in the order spoken."""
        query = (
            sa.select(commitments, turns.c.position, _questions.c.position)
            .join(turns, turns.c.key == commitments.c.turn)
            .join(_questions, _questions.c.key == commitments.c.question, isouter=True)
            .order_by(turns.c.key, commitments.c.start)
        )
        with self._reading() as connection:
            return [(row.turn, row.question, _commitment(row)) for row in connection.execute(query)]

    def commitment_spans(self, keys: Sequence[int]) -> list[tuple[int, int, int]]:
        """Turn, start and end of every commitment of the turns with these keys."""
        c = commitments.c
        query = sa.select(c.turn, c.start, c.end).where(c.turn.in_(list(keys))).order_by(c.turn, c.start)
        with self._reading() as connection:
            return [(row.turn, row.start, row.end) for row in connection.execute(query)]

    def statuses(self) -> dict[str, SetStatus]:
        """What was last said of each commitment, by its id."""
        with self._reading() as connection:
            return {row.commitment: _set_status(row) for row in connection.execute(_all_statuses())}

    def status_history(self, commitment: str) -> list[SetStatus]:
        """All that was said of a commitment, oldest first."""
        with self._reading() as connection:
            query = _all_statuses().where(statuses.c.commitment == commitment)
            return [_set_status(row) for row in connection.execute(query)]


def _commitment(row: Row) -> Commitment:
    """A commitment from a row of its columns, its turn's position and its question's."""
    identifier, _, start, end, strength, actor, action, beneficiary, deadline, due, _, order, question = row
    day = dt.date.fromisoformat(due) if due else None
    return Commitment(identifier, order, start, end, strength, actor, action, beneficiary, deadline, day, question)


def _all_statuses() -> Any:
    return sa.select(statuses).order_by(statuses.c.key)


def _set_status(row: Row) -> SetStatus:
    return SetStatus(row.status, row.by, dt.datetime.fromisoformat(row.at), row.note)
