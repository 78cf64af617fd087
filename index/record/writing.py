"""What is written to a record within one transaction: files with their sittings, and the removal of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa

from index.commitments.base import Commitment
from index.record.columns import CutPassages, languages_to_binary, spans_to_text, to_binary
from index.record.database import counted_up
from index.record.schema import commitments, files, items, notes, passages, sittings, speakers, turns, work
from index.transcript import Sitting, Speaker, Turn

SpeakerRow = tuple[str, str, str | None, str | None]


class FileWriter:
    """Writes and removes files within one transaction of `Record.writing`."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._speakers: dict[SpeakerRow, int] = {
            (row.id, row.name, row.party, row.role): row.key for row in connection.execute(sa.select(speakers))
        }

    def remove_file(self, name: str) -> list[int]:
        """Forget a file and its sittings; gives the keys of the passages that are gone."""
        keys = self._connection.scalars(sa.select(sittings.c.key).where(sittings.c.file == name)).all()
        gone = [key for sitting in keys for key in self.remove_sitting(sitting)]
        self._connection.execute(sa.delete(files).where(files.c.name == name))
        return gone

    def remove_sitting(self, key: int) -> list[int]:
        """Forget a sitting by key; gives the keys of the passages that are gone."""
        c = passages.c
        cut = self._connection.execute(sa.select(c.first, c["count"]).where(c.sitting == key)).all()
        own_turns = sa.select(turns.c.key).where(turns.c.sitting == key)
        self._connection.execute(sa.delete(commitments).where(commitments.c.turn.in_(own_turns)))
        for table in (work, passages, turns, items, notes):
            self._connection.execute(sa.delete(table).where(table.c.sitting == key))
        self._connection.execute(sa.delete(sittings).where(sittings.c.key == key))
        return [passage for first, count in cut if first is not None for passage in range(first, first + count)]

    def sitting_key(self, sitting_id: str) -> tuple[int, str] | None:
        """Key and file of a sitting."""
        row = self._connection.execute(
            sa.select(sittings.c.key, sittings.c.file).where(sittings.c.id == sitting_id)
        ).first()
        return (row.key, row.file) if row else None

    def taken_turn(self, ids: Sequence[str]) -> tuple[str, str] | None:
        """The first of these turns' ids that a turn has already, with the id of its sitting."""
        for start in range(0, len(ids), 10_000):  # SQLite takes so many values in a query, and not many more
            query = (
                sa.select(turns.c.id, sittings.c.id)
                .join(sittings, sittings.c.key == turns.c.sitting)
                .where(turns.c.id.in_(ids[start : start + 10_000]))
            )
            row = self._connection.execute(query).first()
            if row is not None:
                return row[0], row[1]
        return None

    def forget_hash(self, file: str) -> None:
        """Let a file count as changed: it no longer has here what it was read for."""
        self._connection.execute(sa.update(files).where(files.c.name == file).values(sha256=""))

    def add_file(self, name: str, sha256: str, form: str) -> None:
        """Say that a file is about to be written."""
        self._connection.execute(sa.insert(files), {
            "name": name, "number": self._next("file", 1), "sha256": sha256, "format": form,
        })  # fmt: skip

    def add_sitting(self, file: str, sitting: Sitting, cut: CutPassages, made: Sequence[Commitment] = ()) -> None:
        """Write one sitting of a file with the passages of its turns and the commitments made in it. Passages without
        vectors put it in the queue."""
        insert = self._connection.execute
        key = self._next("sitting", 1)
        insert(
            sa.insert(sittings),
            {
                "key": key, "id": sitting.id, "file": file, "source": sitting.source, "title": sitting.title,
                "date": sitting.date.isoformat() if sitting.date else None, "committee": sitting.committee,
            },
        )  # fmt: skip
        listed: tuple[tuple[sa.Table, list[dict[str, Any]]], ...] = (
            (items, [{"id": i.id, "number": i.number, "title": i.title} for i in sitting.items]),
            (notes, [{"kind": n.kind, "after": n.after, "text": n.text} for n in sitting.notes]),
        )
        for table, rows in listed:
            if rows:
                insert(
                    sa.insert(table),
                    [{"sitting": key, "position": position} | row for position, row in enumerate(rows)],
                )
        first_turn = self._next("turn", len(sitting.turns))
        spoken = [self._turn_row(key, first_turn, turn) for turn in sitting.turns]
        if spoken:
            insert(sa.insert(turns), spoken)
        insert_commitments(self._connection, first_turn, made)
        placed = {item.id: position for position, item in enumerate(sitting.items)}
        waits = cut.codes is None and len(cut) > 0
        insert(
            sa.insert(passages),
            {
                "sitting": key, "first_turn": first_turn, "turns": len(spoken),
                "first": None if waits else self._next("passage", len(cut)), "count": len(cut),
                "speakers": to_binary(np.array([row["speaker"] or 0 for row in spoken], dtype=np.int64)),
                "items": to_binary(np.array([placed.get(row["item"], -1) for row in spoken], dtype=np.int64)),
                "orders": to_binary(cut.orders), "starts": to_binary(cut.starts), "ends": to_binary(cut.ends),
                "languages": languages_to_binary(cut.languages),
                "vectors": None if waits else b"" if cut.codes is None else cut.codes.tobytes(),
            },
        )  # fmt: skip
        if waits:
            insert(sa.insert(work), {"sitting": key, "lease_until": 0, "attempts": 0})

    def _turn_row(self, sitting: int, first_turn: int, turn: Turn) -> dict[str, Any]:
        return {
            "key": first_turn + turn.order, "id": turn.id, "sitting": sitting, "item": turn.item_id,
            "speaker": self._speaker_key(turn.speaker) if turn.speaker else None, "position": turn.order,
            "text": turn.text, "url": turn.locator.url, "page": turn.locator.page, "fragment": turn.locator.fragment,
            "languages": spans_to_text(turn),
        }  # fmt: skip

    def _speaker_key(self, speaker: Speaker) -> int:
        row = (speaker.id, speaker.name, speaker.party, speaker.role)
        if row not in self._speakers:
            key = self._next("speaker", 1)
            identifier, name, party, role = row
            values = {"key": key, "id": identifier, "name": name, "party": party, "role": role}
            self._connection.execute(sa.insert(speakers), values)
            self._speakers[row] = key
        return self._speakers[row]

    def _next(self, name: str, count: int) -> int:
        return next_keys(self._connection, name, count)


def next_keys(connection: sa.Connection, name: str, count: int) -> int:
    """Takes `count` keys that were never used, and gives the first."""
    return counted_up(connection, name, count) - count + 1


def insert_commitments(connection: sa.Connection, first_turn: int, made: Sequence[Commitment]) -> None:
    """Write a sitting's commitments; `first_turn` is the key of its turn of order 0."""
    if made:
        connection.execute(
            sa.insert(commitments),
            [
                {
                    "id": one.id, "turn": first_turn + one.order, "start": one.start, "end": one.end,
                    "strength": one.strength, "actor": one.actor, "action": one.action,
                    "beneficiary": one.beneficiary, "deadline": one.deadline,
                    "due": one.due.isoformat() if one.due else None,
                    "question": first_turn + one.question if one.question is not None else None,
                }
                for one in made
            ],
        )  # fmt: skip
