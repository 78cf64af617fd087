"""Commitments in an index directory: found anew when the rules have changed, and what people say of them.

What a person noted stays, by the commitment's id, whatever is read again. Knows nothing of searching.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import DataError, OperationalError

from index.commitments.base import RULES, Commitment, SetStatus, StatusName
from index.errors import IndexMismatchError
from index.place import Place, at
from index.record import Record


def is_current(record: Record) -> bool:
    """Whether the commitments of a record were found by the present rules."""
    return record.commitment_rules() == RULES


def bring_up(record: Record) -> None:
    """Find the commitments of all sittings anew, if other rules or none found them. For a holder of the writer's lock.

    No turn changes by it, so the record's revision stays.
    """
    if not is_current(record):
        record.replace_commitments(list(_found(record)), RULES)


def _found(record: Record) -> Iterator[tuple[str, list[Commitment]]]:
    from index.commitments.finding import commitments_of  # its grammar takes long to load, and an index seldom needs it

    for row in record.sitting_rows():  # those that wait for their vectors too
        sitting = record.sitting(row.id)
        if sitting is not None:
            yield sitting.id, commitments_of(sitting)


def set_status(place: Place | Path, commitment: str, status: StatusName, by: str, note: str | None = None) -> SetStatus:
    """Note what a person says of a commitment.

    Raises:
        IndexMismatchError: the index has no such commitment, or is being written by another process.
        StoreError: its store cannot be reached.
    """
    record = Record(at(place).record)
    try:
        if not any(made.id == commitment for _, _, made in record.commitments()):
            raise IndexMismatchError(
                f"{record.place} has no commitment {commitment!r}; `commitments --json` gives the ids of those it has"
            )
        said = SetStatus(status, by, dt.datetime.now(dt.UTC).replace(microsecond=0), note)
        try:
            record.add_status(commitment, said)
        except OperationalError as error:  # SQLite waits some seconds for another writer
            raise IndexMismatchError(
                f"{record.place} is being written by another process; try again when it is done"
            ) from error
        except DataError as error:  # PostgreSQL has no NUL in texts
            raise IndexMismatchError(f"{record.place} cannot keep this: {' '.join(str(error.orig).split())}") from error
        return said
    finally:
        record.close()
