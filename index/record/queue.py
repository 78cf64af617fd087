"""The queue of sittings that wait for their vectors: leased to workers, and written back by who still holds the lease.

A lease has an end, after which another worker may take the sitting over; what a worker writes after it was taken over
is not kept. So a worker that is killed loses nothing, and none is doubled. Passages get their keys together with their
vectors: what is derived from the record finds the new ones by their keys.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa

from index.record.database import Database, counted_up
from index.record.schema import passages, work
from index.vectors.codes import Codes

MOST_ATTEMPTS = 5
"""Leases of a sitting that ended without vectors, after which it is left alone: it may be what kills the workers."""

LONGEST_WAIT = 600_000
"""Milliseconds that a worker waits for another's transaction on SQLite."""


@dataclass(frozen=True, slots=True)
class Queue:
    """How many sittings wait: all, those of them that a worker has, and those that are given up."""

    waiting: int
    leased: int
    given_up: int


class WorkQueue(Database):
    """The queue of a record."""

    def queue(self) -> Queue:
        """How many sittings wait."""
        with self._reading() as connection:
            now = _now(connection)
            rows = connection.execute(sa.select(work.c.lease_until, work.c.attempts)).all()
        leased = sum(until > now for until, _ in rows)
        given_up = sum(until <= now and attempts >= MOST_ATTEMPTS for until, attempts in rows)
        return Queue(len(rows), leased, given_up)

    def lease(self, worker: str, seconds: int) -> int | None:
        """The key of a sitting that is this worker's for so many seconds; None if there is none to have now."""
        with self._working() as connection:
            now = _now(connection)
            free = sa.and_(work.c.lease_until <= now, work.c.attempts < MOST_ATTEMPTS)
            # Rows that others are about to lease are passed over on PostgreSQL; on SQLite, which has no such thing,
            # the condition of the update decides.
            first = sa.select(work.c.sitting).where(free).order_by(work.c.sitting).limit(1)
            sitting = connection.scalar(first.with_for_update(skip_locked=True))
            while sitting is not None:
                taken = connection.execute(
                    sa.update(work)
                    .where(work.c.sitting == sitting, free)
                    .values(leased_by=worker, lease_until=now + seconds, attempts=work.c.attempts + 1)
                )
                if taken.rowcount:
                    return int(sitting)
                sitting = connection.scalar(first)
            return None

    def release(self, worker: str, sitting: int) -> None:
        """Give a sitting back that is still this worker's, as if it had never been leased."""
        own = (work.c.sitting == sitting, work.c.leased_by == worker)
        with self._working() as connection:
            connection.execute(
                sa.update(work).where(*own).values(leased_by=None, lease_until=0, attempts=work.c.attempts - 1)
            )

    def finish(self, worker: str, sitting: int, codes: Codes) -> bool:
        """Write the vectors of a sitting's passages, (n, dimensions); False if the sitting is no longer this worker's,
        and then nothing is written."""
        own = (work.c.sitting == sitting, work.c.leased_by == worker)
        with self._working() as connection:
            # The row first, then the counters, as whoever removes a sitting has it too: neither waits for the other.
            if connection.execute(sa.delete(work).where(*own)).rowcount == 0:
                return False
            first = counted_up(connection, "passage", len(codes)) - len(codes) + 1
            connection.execute(
                sa.update(passages).where(passages.c.sitting == sitting).values(first=first, vectors=codes.tobytes())
            )
            counted_up(connection, "revision", 1)
            return True

    @contextmanager
    def _working(self) -> Iterator[sa.Connection]:
        with self._transaction() as connection:
            if not self.is_shared:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={LONGEST_WAIT}")
            yield connection


def _now(connection: sa.Connection) -> int:
    """Seconds since 1970, by the clock of the database: those of the workers may differ."""
    if connection.dialect.name == "sqlite":
        return int(time.time())
    return int(connection.scalar(sa.select(sa.func.extract("epoch", sa.func.clock_timestamp()))) or 0)
