"""Where everything of an opened index stands, in arrays: turns by sitting and speaker, passages by turn, replies.

Turns are numbered by *row*, from 0, in the order of sittings and of speech. Knows no words.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.exchanges.stored import RowExchanges, StoredExchanges
from index.record import Record
from index.record.columns import Ints, Places

MOST_KNOWN = 100_000
"""Turns whose rows are remembered by their ids."""


class Layout:
    """Which passage is of which turn, which turn of which sitting and speaker, what answers what: arrays, in memory.

    Turns are numbered by *row*, from 0, in the order of sittings and of speech, so that a turn's neighbours are the
    rows beside it; `debate_of_turn` numbers the debates that they are part of: an agenda item, or what of a sitting
    has none. `part` has a value of `exchanges.Part` for each, (n,); `continues` the row that each goes on with
    after an interruption, (n,), -1 for none; `asks` is the share of each that is questions, (n,); `answers` links
    replies to their questions and `answered_by` back.
    """

    def __init__(self, truth: Record, exchanges: StoredExchanges) -> None:
        self._truth = truth
        outlines = truth.outlines()
        turns = np.array([len(outline.speakers) for outline in outlines], dtype=np.int64)
        held = np.array([len(outline.orders) for outline in outlines], dtype=np.int64)
        first_row = np.cumsum(turns) - turns

        def joined(columns: Iterable[Ints]) -> Ints:
            return np.concatenate([np.zeros(0, dtype=np.int64), *columns])

        self.turn_keys = joined(o.first_turn + np.arange(len(o.speakers)) for o in outlines)
        self.sitting_of_turn = np.repeat(np.array([o.sitting for o in outlines], dtype=np.int64), turns)
        self.speaker_of_turn = joined(o.speakers for o in outlines)
        self.item_of_turn = joined(o.items for o in outlines)
        self.debate_of_turn = _numbered(self.sitting_of_turn, self.item_of_turn)
        self.passage_keys = joined(o.first_passage + np.arange(len(o.orders)) for o in outlines)
        # Sittings get their vectors in any order where workers find them, and their passages' keys with them.
        self._places = Places(self.passage_keys)
        self.turn_of_passage = joined(o.orders for o in outlines) + np.repeat(first_row, held)
        self.spans = np.stack([joined(o.starts for o in outlines), joined(o.ends for o in outlines)], axis=1)
        by_turn = np.argsort(self.turn_of_passage, kind="stable")
        self._passages_by_turn = by_turn
        self._first_passage = np.searchsorted(self.turn_of_passage[by_turn], np.arange(len(self.turn_keys) + 1))
        self._rows: dict[str, int] = {}
        by_row = RowExchanges.of(exchanges, self.turn_keys)
        self.part, self.continues, self.asks = by_row.parts, by_row.continues, by_row.asks
        self.answers, self.answered_by = by_row.answers, by_row.answered_by

    @cached_property
    def turn_ids(self) -> list[str]:
        """The id of each turn, read when it is first asked for; empty for a turn that was removed meanwhile."""
        keys, ids = self._truth.turn_ids()
        by_key = dict(zip(keys.tolist(), ids, strict=True))
        return [by_key.get(key, "") for key in self.turn_keys.tolist()]

    def rows_of_passages(self, keys: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Positions of passages in the arrays by key, (n,); -1 for a key that is not there."""
        return self._places.of(keys)

    def passages_of_turns(self, rows: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Positions of all passages of these turns, turn after turn, and where each turn's begin, (len(rows),)."""
        first = self._first_passage.take(rows)
        counts = self._first_passage.take(rows + 1) - first
        starts = np.cumsum(counts) - counts
        places = np.arange(int(counts.sum())) + np.repeat(first - starts, counts)
        return self._passages_by_turn.take(places), starts

    def replies_to(self, row: int) -> npt.NDArray[np.int64]:
        """The rows of the questions that a turn answers."""
        return self.answers.of(np.array([row]))[0]

    def replied_by(self, row: int) -> npt.NDArray[np.int64]:
        """The rows of the turns that answer a turn."""
        return self.answered_by.of(np.array([row]))[0]

    def row_of(self, turn_id: str) -> int:
        """The row of a turn.

        Raises:
            KeyError: no such turn.
        """
        row = self._rows.get(turn_id)
        if row is None:
            key = self._truth.turn_key(turn_id)
            row = -1 if key is None else int(np.searchsorted(self.turn_keys, key))
            if row < 0 or row >= len(self.turn_keys) or self.turn_keys[row] != key:
                raise KeyError(turn_id)
            self.know(turn_id, row)
        return row

    def know(self, turn_id: str, row: int) -> None:
        """Remember the row of a turn that was read, so that it need not be looked up."""
        if len(self._rows) >= MOST_KNOWN:
            self._rows.clear()
        self._rows[turn_id] = row


def _numbered(sittings: Ints, items: Ints) -> Ints:
    """A number from 0 for the debate of each turn: those of an agenda item, or those of a sitting without one."""
    both = sittings * (int(items.max(initial=0)) + 2) + items + 1
    numbers: Ints = np.unique(both, return_inverse=True)[1].reshape(-1)
    return numbers
