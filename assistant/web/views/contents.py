"""What stands around a sitting's words: its agenda, who spoke, who answers whom, the sittings before and after it.

All of it is taken from the opened index; a turn that was added since then has no links. Knows nothing of marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answer import Language
from assistant.answering.phrases import date_in_words, speaker_in_words
from assistant.web.addresses import anchor_address, sitting_address, turn_anchor
from index.exchanges import Part
from index.store import Index
from index.transcript import Sitting, SittingInfo, Speaker

MOST_LINKS = 3
"""Turns that one turn is said to answer, or to be answered by."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an anchor of this page, or to another page; `count` is of turns, where there is one."""

    text: str
    address: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Links:
    """The turns that a turn answers, and those that answer it, by the name of who speaks."""

    answers: tuple[Link, ...] = ()
    answered_by: tuple[Link, ...] = ()


class Around:
    """What stands around one sitting. `items` are titles of agenda items by the id of the turn that begins each."""

    def __init__(self, index: Index, sitting: Sitting, language: Language) -> None:
        self._index, self._sitting, self._language = index, sitting, language
        self._speakers = {turn.id: turn.speaker for turn in sitting.turns}
        self.items = dict(_beginnings(sitting))
        layout = index.layout
        keys = [key for key, row in index.sittings.items() if row.id == sitting.id]
        self._rows = np.flatnonzero(np.isin(layout.sitting_of_turn, keys))
        self._parts = {layout.turn_ids[row]: Part(layout.part[row]) for row in self._rows}
        self._links = self._exchanges()

    @property
    def agenda(self) -> list[Link]:
        """The agenda items, each once."""
        first = {title: turn_id for turn_id, title in reversed(self.items.items())}
        return [Link(title, anchor_address(item_anchor(first[title]))) for title in dict.fromkeys(self.items.values())]

    @property
    def speakers(self) -> list[Link]:
        """Everybody who spoke, those with most turns first; who is not known last."""
        own: dict[str | None, list[tuple[str, Speaker | None]]] = {}
        for turn_id, speaker in self._speakers.items():
            own.setdefault(speaker.id if speaker else None, []).append((turn_id, speaker))
        ordered = sorted(own.items(), key=lambda pair: (pair[0] is None, -len(pair[1])))
        return [
            Link(speaker_in_words(turns[0][1], self._language), anchor_address(turn_anchor(turns[0][0])), len(turns))
            for _, turns in ordered
        ]

    def links(self, turn_id: str) -> Links:
        """The turns of this sitting that a turn is linked to."""
        return self._links.get(turn_id, Links())

    def part(self, turn_id: str) -> Part:
        """The part that a turn plays in its debate; a speech where that is not known yet."""
        return self._parts.get(turn_id, Part.SPEECH)

    @property
    def before(self) -> Link | None:
        """The sitting of the same source before this one."""
        return self._beside(-1)

    @property
    def after(self) -> Link | None:
        """The sitting of the same source after this one."""
        return self._beside(1)

    def _beside(self, step: int) -> Link | None:
        ordered = in_order(row for row in self._index.sittings.values() if row.source == self._sitting.source)
        ids = [row.id for row in ordered]
        at = ids.index(self._sitting.id) + step if self._sitting.id in ids else -1
        if not 0 <= at < len(ordered):
            return None
        beside = ordered[at]
        return Link(f"{date_in_words(beside.date, self._language)} · {beside.title}", sitting_address(beside.id))

    def _exchanges(self) -> dict[str, Links]:
        layout, rows = self._index.layout, self._rows
        linked: list[dict[str, list[str]]] = []
        for way in (layout.answers, layout.answered_by):
            by_turn: dict[str, list[str]] = {}
            for target, which in zip(*way.of(rows), strict=True):
                by_turn.setdefault(layout.turn_ids[rows[which]], []).append(layout.turn_ids[target])
            linked.append(by_turn)
        answers, answered_by = linked
        return {
            turn_id: Links(self._named(answers.get(turn_id, ())), self._named(answered_by.get(turn_id, ())))
            for turn_id in answers.keys() | answered_by.keys()
        }

    def _named(self, turn_ids: Sequence[str]) -> tuple[Link, ...]:
        here = [turn_id for turn_id in turn_ids if turn_id in self._speakers]
        return tuple(
            Link(
                speaker.name if speaker else speaker_in_words(None, self._language),
                anchor_address(turn_anchor(turn_id)),
            )
            for turn_id in here[:MOST_LINKS]
            for speaker in [self._speakers[turn_id]]
        )


def item_anchor(turn_id: str) -> str:
    """The id of the heading above the turn that begins an agenda item."""
    return f"item-{turn_id}"


def in_order(sittings: Iterable[SittingInfo]) -> list[SittingInfo]:
    """Sittings oldest first, within a day in the order of the record; those without a date first of all."""
    return sorted(sittings, key=lambda row: row.date.toordinal() if row.date else 0)


def _beginnings(sitting: Sitting) -> Iterator[tuple[str, str]]:
    """The turns that begin an agenda item, with its number and title.

    The only item of a sitting is what the sitting's title says already: it has no heading.
    """
    titles = {item.id: " ".join(filter(None, (item.number, item.title))) for item in sitting.items}
    before: str | None = None
    for turn in sitting.turns:
        if turn.item_id is not None and turn.item_id != before and len(titles) > 1:
            yield turn.id, titles[turn.item_id]
        before = turn.item_id
