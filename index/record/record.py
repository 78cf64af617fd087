"""The record of an index, read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from index.commitments.base import Commitment, SetStatus
from index.record.commitments import CommitmentReading
from index.record.database import counted_up, set_counter
from index.record.published import PublishedParts
from index.record.queue import WorkQueue
from index.record.reading import RecordReading
from index.record.schema import commitments, manifest, sittings, statuses, turns
from index.record.writing import FileWriter, insert_commitments


class Record(RecordReading, CommitmentReading, WorkQueue, PublishedParts):
    """The truth of an index: a file's sittings are written in one transaction, or not at all."""

    @contextmanager
    def writing(self) -> Iterator[FileWriter]:
        """One transaction: everything written in it is kept together, or nothing if an exception passes through."""
        with self._transaction() as connection:
            yield FileWriter(connection)
            counted_up(connection, "revision", 1)

    def set_manifest(self, values: dict[str, Any]) -> None:
        """Say what the index is built with, in place of what was said before."""
        with self._transaction() as connection:
            connection.execute(sa.delete(manifest))
            connection.execute(sa.insert(manifest), values)

    def add_status(self, commitment: str, status: SetStatus) -> None:
        """Note what a person says of a commitment. No sitting changes by it: the revision stays."""
        row = {"commitment": commitment, "status": status.status, "by": status.by, "note": status.note}
        with self._transaction() as connection:
            connection.execute(sa.insert(statuses), row | {"at": status.at.isoformat()})

    def replace_commitments(self, found: Iterable[tuple[str, Sequence[Commitment]]], rules: int) -> None:
        """Put other commitments in place of all, by the id of their sitting, found by these rules."""
        with self._transaction() as connection:
            connection.execute(sa.delete(commitments))
            for sitting_id, made in found:
                query = sa.select(sa.func.min(turns.c.key)).join(sittings).where(sittings.c.id == sitting_id)
                insert_commitments(connection, connection.scalar(query) or 0, made)
            set_counter(connection, "commitment rules", rules)
