"""The exchanges of a whole record: found when an index is built, kept in one file, laid out by row when it is opened.

The file names turns by their keys in the record, which are never used again, so that what a newer writer added or
removed is simply not there: such a turn is a speech without links. Knows nothing of the debate: that is `debate`.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.exchanges.model import Exchanges, exchanges_of
from index.exchanges.sheet import Part
from index.exchanges.signs import share_asked
from index.record import Record
from index.transcript import Speaker

RULES = "2"
"""Version of the rules in `signs`, `offices`, `debate` and `model`; what was found by others is found anew."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Links:
    """Links from each of n rows to other rows: those of row i are `rows[starts[i]:starts[i + 1]]`."""

    starts: Ints
    rows: Ints

    @classmethod
    def of_pairs(cls, source: Ints, target: Ints, count: int) -> Links:
        """The links of `count` rows from pairs (m,), (m,), in any order; targets come in order."""
        order = np.lexsort((target, source))
        return cls(np.searchsorted(source[order], np.arange(count + 1)), target[order])

    def of(self, rows: Ints) -> tuple[Ints, Ints]:
        """All rows linked from `rows`, (k,), and for each the position in `rows` that it belongs to, (k,)."""
        first, counts = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        which = np.repeat(np.arange(len(rows)), counts)
        within = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
        return self.rows[first[which] + within], which


@dataclass(frozen=True, slots=True)
class StoredExchanges:
    """The exchanges of a record by turn keys: keys (n,), parts (n,), keys continued (n,), 0 for none, the shares of the
    turns that are questions (n,), and pairs of keys (m, 2), each a reply and a question."""

    keys: Ints
    parts: npt.NDArray[np.int8]
    continues: Ints
    asks: npt.NDArray[np.float32]
    answers: Ints

    @classmethod
    def none(cls) -> StoredExchanges:
        """Those of an empty record."""
        none = np.zeros(0, np.int64)
        return cls(none, none.astype(np.int8), none, none.astype(np.float32), none.reshape(0, 2))

    @classmethod
    def find(cls, record: Record, of: Iterable[int]) -> StoredExchanges:
        """Those of these sittings, by key."""
        return cls.joined(_in_keys(keys, asks, exchanges) for keys, asks, exchanges in _sittings(record, of))

    @classmethod
    def read(cls, path: Path) -> StoredExchanges:
        """Those of a file."""
        with np.load(path) as arrays:
            return cls(*(arrays[name] for name in cls.__slots__))

    def write(self, path: Path) -> None:
        """Write them to a file."""
        with path.open("wb") as file:
            np.savez_compressed(file, **{name: getattr(self, name) for name in self.__slots__})

    def brought_up(self, record: Record) -> StoredExchanges:
        """These without the turns that are gone from the record, and with those that are new."""
        spans = record.spans()
        there = np.concatenate([self.keys[:0], *(np.arange(s.first_turn, s.first_turn + s.turns) for s in spans)])
        kept = np.isin(self.keys, there)
        both = np.isin(self.answers, self.keys[kept]).all(axis=1)
        old = StoredExchanges(
            self.keys[kept], self.parts[kept], self.continues[kept], self.asks[kept], self.answers[both]
        )
        held = np.isin([s.first_turn for s in spans], self.keys)
        new = (span.sitting for span, known in zip(spans, held.tolist(), strict=True) if not known)
        return self.joined([old, self.find(record, new)])

    @classmethod
    def joined(cls, several: Iterable[StoredExchanges]) -> StoredExchanges:
        """Those of one after the other."""
        every = [cls.none(), *several]
        return cls(*(np.concatenate([getattr(one, name) for one in every]) for name in cls.__slots__))


@dataclass(frozen=True, slots=True)
class RowExchanges:
    """The exchanges of an opened index by row: parts (n,), the row that each continues (n,), -1 for none, the shares
    that are questions (n,), and the links from a reply to the questions that it answers, and back."""

    parts: npt.NDArray[np.int8]
    continues: Ints
    asks: npt.NDArray[np.float32]
    answers: Links
    answered_by: Links

    @classmethod
    def of(cls, stored: StoredExchanges, turn_keys: Ints) -> RowExchanges:
        """Those of the turns with these keys, (n,), by row."""
        count = len(turn_keys)
        by_key = np.argsort(turn_keys, kind="stable")

        def rows_of(keys: Ints) -> Ints:
            """The rows of turns, -1 for those that are not there."""
            if count == 0:
                return np.full(keys.shape, -1, dtype=np.int64)
            at = by_key[np.minimum(np.searchsorted(turn_keys, keys, sorter=by_key), count - 1)]
            return np.where(turn_keys[at] == keys, at, -1)

        rows = rows_of(stored.keys)
        there = rows >= 0
        parts = np.full(count, Part.SPEECH, dtype=np.int8)
        parts[rows[there]] = stored.parts[there]
        continues = np.full(count, -1, dtype=np.int64)
        continues[rows[there]] = rows_of(stored.continues[there])
        asks = np.zeros(count, dtype=np.float32)
        asks[rows[there]] = stored.asks[there]
        pairs = rows_of(stored.answers)
        replies, questions = pairs[(pairs >= 0).all(axis=1)].T
        answers, answered_by = (Links.of_pairs(*pair, count) for pair in ((replies, questions), (questions, replies)))
        return cls(parts, continues, asks, answers, answered_by)


def _sittings(record: Record, of: Iterable[int]) -> Iterator[tuple[Ints, npt.NDArray[np.float32], Exchanges]]:
    """The keys of each sitting's turns, the shares of them that are questions, and its exchanges."""
    people = {row.key: Speaker(row.id, row.name, row.party, row.role) for row in record.speaker_rows()}
    titles: dict[int, dict[str | None, str]] = {row.key: {None: row.title} for row in record.sitting_rows()}
    for row in record.item_rows():
        titles[row.sitting][row.id] = row.title
    for sitting, rows in itertools.groupby(record.turn_texts(of), key=operator.itemgetter(0)):
        keys, turns = [], []
        for _, key, item, speaker, text in rows:
            keys.append(key)
            turns.append((item, people[speaker] if speaker is not None else None, text))
        asks = np.array([share_asked(text) for *_, text in turns], dtype=np.float32)
        yield np.array(keys, dtype=np.int64), asks, exchanges_of(turns, titles[sitting])


def _in_keys(keys: Ints, asks: npt.NDArray[np.float32], found: Exchanges) -> StoredExchanges:
    before = np.array(found.continues, dtype=np.int64)
    pairs = np.array(found.answers, dtype=np.int64).reshape(-1, 2)
    return StoredExchanges(
        keys, np.array(found.parts, dtype=np.int8), np.where(before < 0, 0, keys[before]), asks, keys[pairs]
    )
