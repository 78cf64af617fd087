"""What is read of a record: files, sittings, turns and passages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa

from index.record.columns import (
    Ints,
    Outline,
    PassageVectors,
    from_binary,
    languages_from_binary,
    spans_from_text,
)
from index.record.database import Database, Row, counter
from index.record.engines import holds
from index.record.schema import files, items, manifest, notes, passages, sittings, speakers, turns, work
from index.transcript import AgendaItem, Locator, Note, Passage, Sitting, Speaker, Turn

# Built once: every question reads turns.
_KEYS = turns.c.key.in_(sa.bindparam("keys", expanding=True))
_TEXTS_BY_KEY = sa.select(turns.c.key, turns.c.text).where(_KEYS)
_TURNS_BY_KEY = (
    sa.select(turns, sittings.c.id.label("sitting_id"), speakers)
    .join(sittings, sittings.c.key == turns.c.sitting)
    .join(speakers, speakers.c.key == turns.c.speaker, isouter=True)
    .where(_KEYS)
)


class RecordReading(Database):
    """Sittings and what is in them."""

    @property
    def revision(self) -> int:
        """Grows by one with every change; what is derived says of which revision it is."""
        with self._reading() as connection:
            return counter(connection, "revision")

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
            return list(connection.execute(sa.select(files.c.name, files.c.format).order_by(files.c.number)))

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
        """How many sittings, turns, files and passages with vectors there are."""
        held = sa.select(sa.func.coalesce(sa.func.sum(passages.c["count"]), 0)).where(passages.c.first.is_not(None))
        with self._reading() as connection:
            found = {
                table.name: int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)
                for table in (files, sittings, turns)
            }
            return found | {"passages": int(connection.scalar(held) or 0)}

    def sitting_rows(self) -> list[Row]:
        """Key, id, source, date, title and committee of every sitting, by key, those that wait for vectors too."""
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
        """Sitting key, position, id, number and title of every agenda item, in order."""
        query = sa.select(items).order_by(items.c.sitting, items.c.position)
        with self._reading() as connection:
            return list(connection.execute(query))

    def outlines(self) -> list[Outline]:
        """Turns and passages without their words of every sitting that has its vectors, by sitting key."""
        c = passages.c
        query = sa.select(
            c.sitting, c.first_turn, c.speakers, c["items"], c.first, c.orders, c.starts, c.ends
        ).where(c.first.is_not(None)).order_by(c.sitting)  # fmt: skip
        with self._reading() as connection:
            return [
                Outline(sitting, first_turn, from_binary(spoken), from_binary(placed), first, *map(from_binary, spans))
                for sitting, first_turn, spoken, placed, first, *spans in connection.execute(query)
            ]

    def passage_keys(self) -> Ints:
        """Keys of all passages with vectors, (n,), in order."""
        spans = [np.arange(span.first, span.first + span.count) for span in self.spans()]
        return np.concatenate([np.zeros(0, dtype=np.int64), *spans])

    def waiting(self) -> list[int]:
        """Keys of the sittings that wait for their vectors."""
        with self._reading() as connection:
            return list(connection.scalars(sa.select(work.c.sitting).order_by(work.c.sitting)))

    def is_waiting(self, sitting_id: str) -> bool:
        """Whether a sitting waits for its vectors."""
        query = sa.select(work.c.sitting).join(sittings, sittings.c.key == work.c.sitting)
        with self._reading() as connection:
            return connection.scalar(query.where(sittings.c.id == sitting_id)) is not None

    def manifest(self) -> dict[str, Any] | None:
        """What the index was built with, None where that was never said."""
        with self._reading() as connection:
            row = connection.execute(sa.select(manifest)).first()
            return dict(row._mapping) if row else None

    def turn_ids(self) -> tuple[Ints, list[str]]:
        """Keys of all turns, (n,), in no order, and the id of each."""
        with self._reading() as connection:
            found = connection.execute(sa.select(turns.c.key, turns.c.id)).all()
        return np.array([row[0] for row in found], dtype=np.int64), [row[1] for row in found]

    def turn_key(self, turn_id: str) -> int | None:
        """The key of a turn, None if there is none of that id."""
        with self._reading() as connection:
            found: int | None = connection.scalar(sa.select(turns.c.key).where(turns.c.id == turn_id))
            return found

    def spans(self) -> list[Row]:
        """Sitting key, key of its first turn, number of turns, key of its first passage, number of passages
        (`sitting`, `first_turn`, `turns`, `first`, `count`) of every sitting that has its vectors, in the order in
        which they got them: that of the passages' keys."""
        c = passages.c
        query = sa.select(c.sitting, c.first_turn, c.turns, c.first, c["count"]).where(c.first.is_not(None))
        with self._reading() as connection:
            return list(connection.execute(query.order_by(c.first, c.sitting)))

    def turn_texts(self, of: Iterable[int]) -> Iterator[tuple[int, int, str | None, int | None, str]]:
        """Sitting key, key, item id, speaker key and text of the turns of these sittings, sitting by sitting."""
        c = turns.c
        with self._reading() as connection:
            for sitting in of:
                query = sa.select(c.sitting, c.key, c.item, c.speaker, c.text).where(c.sitting == sitting)
                for row in connection.execute(query.order_by(c.position)):
                    yield tuple(row)

    def passage_texts(self, of: Iterable[int]) -> Iterator[tuple[int, int, int | None, str, str]]:
        """Key, sitting key, speaker key, language and text of the passages of these sittings, sitting by sitting."""
        for sitting in of:
            row, texts = self._cut_texts(sitting)
            if row is not None and row.first is not None:
                named = zip(texts, languages_from_binary(row.languages), strict=True)
                for key, ((speaker, text), language) in enumerate(named, row.first):
                    yield key, sitting, speaker, language, text

    def passages_of(self, sitting: int) -> list[str] | None:
        """The texts of a sitting's passages, by its key, with vectors or without; None if it is gone."""
        row, texts = self._cut_texts(sitting)
        return [text for _, text in texts] if row is not None else None

    def _cut_texts(self, sitting: int) -> tuple[Row | None, list[tuple[int | None, str]]]:
        """What the record has of a sitting's passages, and the speaker key and text of each."""
        c = passages.c
        query = sa.select(c.first, c.orders, c.starts, c.ends, c.languages).where(c.sitting == sitting)
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None, []
        spoken = [(speaker, text) for *_, speaker, text in self.turn_texts([sitting])]
        spans = zip(*(from_binary(column).tolist() for column in (row.orders, row.starts, row.ends)), strict=True)
        return row, [(spoken[order][0], spoken[order][1][start:end]) for order, start, end in spans]

    def passage_vectors(self, dimensions: int, since: int = 0) -> Iterator[PassageVectors]:
        """The vectors of the passages with keys above `since`, by key, sitting by sitting."""
        c = passages.c
        query = sa.select(c.sitting, c.first, c.orders, c.speakers, c.vectors).where(c.first > since)
        with self._reading() as connection:
            rows = connection.execution_options(yield_per=200).execute(query.order_by(c.first))
            for sitting, first, orders, spoken, codes in rows:
                of_turn = from_binary(orders)
                yield PassageVectors(
                    first + np.arange(len(of_turn)),
                    np.full(len(of_turn), sitting),
                    from_binary(spoken)[of_turn],
                    np.frombuffer(codes, dtype=np.int8).reshape(len(of_turn), dimensions),
                )

    def turns_by_key(self, keys: Sequence[int]) -> dict[int, Turn]:
        """The turns with these keys; a key that is gone is left out."""
        with self._reading() as connection:
            return {row[0]: _turn(row) for row in connection.execute(_TURNS_BY_KEY, {"keys": list(keys)}).all()}

    def texts_by_key(self, keys: Sequence[int]) -> dict[int, str]:
        """The texts of the turns with these keys; a key that is gone is left out."""
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(_TEXTS_BY_KEY, {"keys": list(keys)}).all()}

    def turns_holding(self, words: Sequence[Sequence[str]]) -> list[int]:
        """Keys of the turns in which every word stands, each in one of its spellings, as part of a word or alone.

        Spellings are of letters and digits, in any case, and of "_", which stands for any one character: letters with
        accents are taken for others when the case differs.
        """
        with self._reading() as connection:
            held = [
                sa.or_(*(holds(turns.c.text, f"%{spelling}%", connection.dialect) for spelling in spellings))
                for spellings in words
            ]
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


def _turn(row: Row) -> Turn:
    """A turn from a row of the turns' columns, the sitting's id, then the speaker's columns."""
    _, turn_id, _, item, _, position, url, page, fragment, languages, text, sitting_id, *person = row
    speaker = Speaker(*person[1:]) if person[0] is not None else None
    return Turn(
        id=turn_id,
        sitting_id=sitting_id,
        item_id=item,
        speaker=speaker,
        text=text,
        order=position,
        locator=Locator(url, page, fragment),
        languages=spans_from_text(languages, text),
    )


def passage_of(turn: Turn, start: int, end: int) -> Passage:
    """The passage of a turn at these offsets."""
    return Passage(f"{turn.id}@{start}-{end}", turn.id, start, end)
