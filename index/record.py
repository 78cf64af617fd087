"""The truth of an index directory: sittings, turns, passages, vectors and the files they came from, in SQLite.

A file's sittings are written in one transaction, or not at all. Keys of turns and passages are whole numbers that
grow and are never used again, so that a search that found a passage a moment ago never shows another one's words.
Knows nothing of the searches that are derived from it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from index.commitments.base import Commitment, SetStatus
from index.errors import IndexMismatchError
from index.transcript import AgendaItem, LanguageSpan, Locator, Note, Passage, Sitting, Speaker, Turn

FORMAT = 1
"""Of the tables below; another number needs a rebuild."""

tables = sa.MetaData()
files = sa.Table(
    "files",
    tables,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("format", sa.Text, nullable=False),
)
sittings = sa.Table(
    "sittings",
    tables,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("file", sa.Text, sa.ForeignKey("files.name"), nullable=False, index=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("date", sa.Text),  # ISO 8601
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("committee", sa.Text),
)
items = sa.Table(
    "items",
    tables,
    sa.Column("sitting", sa.Integer, sa.ForeignKey("sittings.key"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("number", sa.Text),
    sa.Column("title", sa.Text, nullable=False),
)
speakers = sa.Table(
    "speakers",
    tables,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("party", sa.Text),
    sa.Column("role", sa.Text),
)
turns = sa.Table(
    "turns",
    tables,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("sitting", sa.Integer, sa.ForeignKey("sittings.key"), nullable=False, index=True),
    sa.Column("item", sa.Text),
    sa.Column("speaker", sa.Integer, sa.ForeignKey("speakers.key")),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("page", sa.Integer),
    sa.Column("fragment", sa.Text),
    sa.Column("languages", sa.Text, nullable=False),  # JSON: [[start, end, code], ...]
)
notes = sa.Table(
    "notes",
    tables,
    sa.Column("sitting", sa.Integer, sa.ForeignKey("sittings.key"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("after", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)
passages = sa.Table(
    "passages",
    tables,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("turn", sa.Integer, sa.ForeignKey("turns.key"), nullable=False, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("vector", sa.LargeBinary, nullable=False),  # float16, little-endian
)
commitments = sa.Table(
    "commitments",
    tables,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("turn", sa.Integer, sa.ForeignKey("turns.key"), nullable=False, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("strength", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("beneficiary", sa.Text),
    sa.Column("deadline", sa.Text),
    sa.Column("due", sa.Text),  # ISO 8601
    sa.Column("question", sa.Integer, sa.ForeignKey("turns.key")),
)
statuses = sa.Table(  # what people have said of commitments: outlives the sittings, and is only added to
    "statuses",
    tables,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("commitment", sa.Text, nullable=False, index=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),  # ISO 8601, UTC
    sa.Column("note", sa.Text),
)
counters = sa.Table(
    "counters",
    tables,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)

Row = Any
"""A row of a result: a tuple whose columns are named too. SQLAlchemy's own type for it changes between releases."""

SpeakerRow = tuple[str, str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class CutPassage:
    """A passage as it is written: its turn by order in the sitting, its language, its vector (dimensions,)."""

    order: int
    start: int
    end: int
    language: str
    vector: npt.NDArray[np.float32]


class Record:
    """The SQLite file of an index directory."""

    def __init__(self, path: Path) -> None:
        """Opens the file, or makes an empty one.

        Raises:
            IndexMismatchError: it is no database, or a damaged one.
        """
        self._engine = sa.create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})

        @sa.event.listens_for(self._engine, "connect")
        def _configure(connection: Any, _: Any) -> None:
            # Readers go on undisturbed while a writer works.
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")

        try:
            tables.create_all(self._engine)
        except sa.exc.DatabaseError as error:
            raise IndexMismatchError(
                f"{path} cannot be read ({error.orig}); if it is damaged, remove {path.parent} and build the index anew"
            ) from error
        self._snapshot: sa.Connection | None = None

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    # -- reading ----------------------------------------------------------------------------------------------

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read within is of one moment, whatever a writer does meanwhile. For one thread at a time."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")  # else SQLite would begin anew with every query
            self._snapshot = connection
            try:
                yield
            finally:
                self._snapshot = None

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        if self._snapshot is not None:
            yield self._snapshot
        else:
            with self._engine.connect() as connection:
                yield connection

    @property
    def revision(self) -> int:
        """Grows by one with every change; what is derived says of which revision it is."""
        with self._reading() as connection:
            return _counter(connection, "revision")

    def file_hash(self, name: str) -> str | None:
        """SHA-256 of a file as it was read, None if it never was."""
        with self._reading() as connection:
            found: str | None = connection.scalar(sa.select(files.c.sha256).where(files.c.name == name))
            return found

    def has_content(self, sha256: str) -> bool:
        """Whether a file of this content was read, under whatever name."""
        with self._reading() as connection:
            return connection.scalar(sa.select(files.c.name).where(files.c.sha256 == sha256).limit(1)) is not None

    def file_of(self, sitting_id: str) -> str | None:
        """The file a sitting was read from."""
        with self._reading() as connection:
            found: str | None = connection.scalar(sa.select(sittings.c.file).where(sittings.c.id == sitting_id))
            return found

    def file_rows(self) -> list[Row]:
        """Name and format of every file, in the order in which they were read."""
        with self._reading() as connection:
            return list(connection.execute(sa.select(files.c.name, files.c.format).order_by(sa.text("rowid"))))

    def sitting_files(self) -> dict[int, str]:
        """The file that each sitting was read from, by sitting key."""
        with self._reading() as connection:
            return {row.key: row.file for row in connection.execute(sa.select(sittings.c.key, sittings.c.file))}

    def note_counts(self) -> list[Row]:
        """Sitting key, kind, and how many notes of that kind the sitting has."""
        query = sa.select(notes.c.sitting, notes.c.kind, sa.func.count()).group_by(notes.c.sitting, notes.c.kind)
        with self._reading() as connection:
            return list(connection.execute(query))

    def counts(self) -> dict[str, int]:
        """How many sittings, turns, passages and files there are."""
        with self._reading() as connection:
            return {
                table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
                for table in (files, sittings, turns, passages)
            }

    def sitting_rows(self) -> list[Row]:
        """Key, id, source, date, title and committee of every sitting, by key."""
        query = sa.select(
            sittings.c.key,
            sittings.c.id,
            sittings.c.source,
            sittings.c.date,
            sittings.c.title,
            sittings.c.committee,
        )
        with self._reading() as connection:
            return list(connection.execute(query.order_by(sittings.c.key)))

    def speaker_rows(self) -> list[Row]:
        """Key, id, name, party and role of every speaker, by key."""
        with self._reading() as connection:
            return list(connection.execute(sa.select(speakers).order_by(speakers.c.key)))

    def item_rows(self) -> list[Row]:
        """Sitting key, id, number and title of every agenda item."""
        query = sa.select(items.c.sitting, items.c.id, items.c.number, items.c.title)
        with self._reading() as connection:
            return list(connection.execute(query))

    def turn_rows(self) -> list[Row]:
        """Key, id, sitting key, item id and speaker key of every turn, by sitting and order."""
        query = sa.select(
            turns.c.key,
            turns.c.id,
            turns.c.sitting,
            turns.c.item,
            turns.c.speaker,
        )
        with self._reading() as connection:
            return list(connection.execute(query.order_by(turns.c.sitting, turns.c.position)))

    def turn_keys(self) -> npt.NDArray[np.int64]:
        """Keys of all turns, (n,), in order."""
        with self._reading() as connection:
            return np.array(connection.scalars(sa.select(turns.c.key).order_by(turns.c.key)).all(), dtype=np.int64)

    def turn_texts(self, since: int = 0) -> Iterator[tuple[int, int, str | None, int | None, str]]:
        """Sitting key, key, item id, speaker key and text of the turns with keys above `since`, sitting by sitting."""
        query = (
            sa.select(turns.c.sitting, turns.c.key, turns.c.item, turns.c.speaker, turns.c.text)
            .where(turns.c.key > since)
            .order_by(turns.c.key)  # a sitting's turns are written together, in order
        )
        with self._reading() as connection:
            for row in connection.execution_options(yield_per=2_000).execute(query):
                yield tuple(row)

    def passage_rows(self) -> list[Row]:
        """Key, turn key, start and end of every passage, by key."""
        query = sa.select(passages.c.key, passages.c.turn, passages.c.start, passages.c.end)
        with self._reading() as connection:
            return list(connection.execute(query.order_by(passages.c.key)))

    def passage_texts(self, since: int = 0) -> Iterator[tuple[int, int, int | None, str, str]]:
        """Key, sitting key, speaker key, language and text of the passages with keys above `since`, by key."""
        query = (
            sa.select(
                passages.c.key, turns.c.sitting, turns.c.speaker, passages.c.language,
                sa.func.substr(turns.c.text, passages.c.start + 1, passages.c.end - passages.c.start),
            )
            .join(turns, turns.c.key == passages.c.turn)
            .where(passages.c.key > since)
            .order_by(passages.c.key)
        )  # fmt: skip
        with self._reading() as connection:
            for row in connection.execution_options(yield_per=2_000).execute(query):
                yield tuple(row)

    def passage_vectors(
        self, dimensions: int, since: int = 0
    ) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.float16]]]:
        """Keys (n,) and vectors (n, dimensions) of the passages with keys above `since`, in blocks, by key."""
        query = sa.select(passages.c.key, passages.c.vector).where(passages.c.key > since).order_by(passages.c.key)
        with self._reading() as connection:
            for block in connection.execution_options(yield_per=20_000).execute(query).partitions():
                keys = np.array([row[0] for row in block], dtype=np.int64)
                vectors = np.frombuffer(b"".join(row[1] for row in block), dtype="<f2")
                yield keys, vectors.reshape(len(keys), dimensions)

    def turns_by_key(self, keys: Sequence[int]) -> dict[int, Turn]:
        """The turns with these keys; a key that is gone is left out."""
        query = (
            sa.select(turns, sittings.c.id.label("sitting_id"), speakers)
            .join(sittings, sittings.c.key == turns.c.sitting)
            .join(speakers, speakers.c.key == turns.c.speaker, isouter=True)
            .where(turns.c.key.in_(list(keys)))
        )
        with self._reading() as connection:
            return {row[0]: _turn(row) for row in connection.execute(query)}

    def turns_holding(self, words: Sequence[Sequence[str]]) -> list[int]:
        """Keys of the turns in which every word stands, each in one of its spellings, as part of a word or alone.

        Spellings are of letters and digits, in any case, and of "_", which stands for any one character: SQLite
        takes letters with accents for others when the case differs.
        """
        held = [sa.or_(*(turns.c.text.like(f"%{spelling}%") for spelling in spellings)) for spellings in words]
        with self._reading() as connection:
            return list(connection.scalars(sa.select(turns.c.key).where(sa.and_(*held))))

    def texts_without_speaker(self) -> Iterator[str]:
        """What was said by nobody knows whom."""
        query = sa.select(turns.c.text).where(turns.c.speaker.is_(None))
        with self._reading() as connection:
            yield from connection.execution_options(yield_per=2_000).scalars(query)

    def sitting(self, sitting_id: str) -> Sitting | None:
        """One sitting, whole, or None."""
        with self._reading() as connection:
            row = connection.execute(sa.select(sittings).where(sittings.c.id == sitting_id)).first()
            if row is None:
                return None
            query = (
                sa.select(turns, sa.literal(row.id).label("sitting_id"), speakers)
                .join(speakers, speakers.c.key == turns.c.speaker, isouter=True)
                .where(turns.c.sitting == row.key)
                .order_by(turns.c.position)
            )
            own_items = connection.execute(
                sa.select(items).where(items.c.sitting == row.key).order_by(items.c.position)
            )
            own_notes = connection.execute(
                sa.select(notes).where(notes.c.sitting == row.key).order_by(notes.c.position)
            )
            return Sitting(
                id=row.id,
                source=row.source,
                date=dt.date.fromisoformat(row.date) if row.date else None,
                title=row.title,
                committee=row.committee,
                items=tuple(AgendaItem(item.id, item.number, item.title) for item in own_items),
                turns=tuple(_turn(turn) for turn in connection.execute(query)),
                notes=tuple(Note(note.text, note.kind, note.after) for note in own_notes),
            )

    def notices(self) -> dict[int, str]:
        """What each sitting says about its own text, by sitting key."""
        query = sa.select(notes.c.sitting, notes.c.text).where(notes.c.kind == "notice").order_by(notes.c.position)
        with self._reading() as connection:
            return dict(reversed([(row.sitting, row.text) for row in connection.execute(query)]))

    def commitment_rules(self) -> int:
        """The rules by which commitments were last found throughout, 0 if they never were."""
        with self._reading() as connection:
            return _counter(connection, "commitment rules")

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

    # -- writing ----------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[FileWriter]:
        """One transaction: everything written in it is kept together, or nothing if an exception passes through."""
        with self._engine.begin() as connection:
            yield FileWriter(connection)
            _set_counter(connection, "revision", _counter(connection, "revision") + 1)

    def add_status(self, commitment: str, status: SetStatus) -> None:
        """Note what a person says of a commitment. No sitting changes by it: the revision stays."""
        row = {"commitment": commitment, "status": status.status, "by": status.by, "note": status.note}
        with self._engine.begin() as connection:
            connection.execute(sa.insert(statuses), row | {"at": status.at.isoformat()})

    def replace_commitments(self, found: Iterable[tuple[str, Sequence[Commitment]]], rules: int) -> None:
        """Put other commitments in place of all, by the id of their sitting, found by these rules."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(commitments))
            for sitting_id, made in found:
                query = sa.select(sa.func.min(turns.c.key)).join(sittings).where(sittings.c.id == sitting_id)
                _insert_commitments(connection, connection.scalar(query) or 0, made)
            _set_counter(connection, "commitment rules", rules)


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
        own_turns = sa.select(turns.c.key).where(turns.c.sitting == key)
        gone = self._connection.scalars(sa.select(passages.c.key).where(passages.c.turn.in_(own_turns))).all()
        for table, turn in ((passages, passages.c.turn), (commitments, commitments.c.turn)):
            self._connection.execute(sa.delete(table).where(turn.in_(own_turns)))
        for table in (turns, items, notes):
            self._connection.execute(sa.delete(table).where(table.c.sitting == key))
        self._connection.execute(sa.delete(sittings).where(sittings.c.key == key))
        return list(gone)

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
        self._connection.execute(sa.insert(files), {"name": name, "sha256": sha256, "format": form})

    def add_sitting(
        self, file: str, sitting: Sitting, cut: Iterable[CutPassage], made: Sequence[Commitment] = ()
    ) -> None:
        """Write one sitting of a file with the passages of its turns and the commitments made in it."""
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
        if sitting.turns:
            insert(sa.insert(turns), [self._turn_row(key, first_turn, turn) for turn in sitting.turns])
        _insert_commitments(self._connection, first_turn, made)
        pieces = list(cut)
        first_passage = self._next("passage", len(pieces))
        if pieces:
            insert(
                sa.insert(passages),
                [
                    {
                        "key": first_passage + position, "turn": first_turn + piece.order, "start": piece.start,
                        "end": piece.end, "language": piece.language, "vector": piece.vector.astype("<f2").tobytes(),
                    }
                    for position, piece in enumerate(pieces)
                ],
            )  # fmt: skip

    def _turn_row(self, sitting: int, first_turn: int, turn: Turn) -> dict[str, Any]:
        spans = [[span.start, span.end, span.language] for span in turn.languages]
        return {
            "key": first_turn + turn.order, "id": turn.id, "sitting": sitting, "item": turn.item_id,
            "speaker": self._speaker_key(turn.speaker) if turn.speaker else None, "position": turn.order,
            "text": turn.text, "url": turn.locator.url, "page": turn.locator.page, "fragment": turn.locator.fragment,
            "languages": json.dumps(spans),
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
        """Takes `count` keys that were never used, and gives the first."""
        first = _counter(self._connection, name) + 1
        _set_counter(self._connection, name, first + count - 1)
        return first


def _counter(connection: sa.Connection, name: str) -> int:
    return connection.scalar(sa.select(counters.c.value).where(counters.c.name == name)) or 0


def _set_counter(connection: sa.Connection, name: str, value: int) -> None:
    changed = connection.execute(sa.update(counters).where(counters.c.name == name).values(value=value))
    if changed.rowcount == 0:
        connection.execute(sa.insert(counters), {"name": name, "value": value})


_questions = turns.alias("questions")


def _insert_commitments(connection: sa.Connection, first_turn: int, made: Sequence[Commitment]) -> None:
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


def _commitment(row: Row) -> Commitment:
    """A commitment from a row of its columns, its turn's position and its question's."""
    identifier, _, start, end, strength, actor, action, beneficiary, deadline, due, _, order, question = row
    day = dt.date.fromisoformat(due) if due else None
    return Commitment(identifier, order, start, end, strength, actor, action, beneficiary, deadline, day, question)


def _all_statuses() -> Any:
    return sa.select(statuses).order_by(statuses.c.key)


def _set_status(row: Row) -> SetStatus:
    return SetStatus(row.status, row.by, dt.datetime.fromisoformat(row.at), row.note)


def _turn(row: Row) -> Turn:
    """A turn from a row of the turns' columns, the sitting's id, then the speaker's columns."""
    _, turn_id, _, item, _, position, text, url, page, fragment, languages, sitting_id, *person = row
    speaker = Speaker(*person[1:]) if person[0] is not None else None
    return Turn(
        id=turn_id,
        sitting_id=sitting_id,
        item_id=item,
        speaker=speaker,
        text=text,
        order=position,
        locator=Locator(url, page, fragment),
        languages=tuple(LanguageSpan(*span) for span in json.loads(languages)),
    )


def passage_of(turn: Turn, start: int, end: int) -> Passage:
    """The passage of a turn at these offsets."""
    return Passage(f"{turn.id}@{start}-{end}", turn.id, start, end)
