"""Sittings, agenda items, turns and speakers: what was said, by whom, where in the record.

All types are frozen. They are checked where they enter (a reader builds them, `Sitting` checks that they hang
together) and plain afterwards. Ids derive from the source, never from a counter, so that reading the same file twice
gives the same ids. Knows nothing of files, passages or search.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

NoteKind = Literal["notice", "stage", "vote", "heading", "furniture", "unplaced"]
"""What a note is: a *notice* about the text itself ("condensed rendering", shown to every reader of the sitting),
a *stage* direction ("(Applause)", a change of chair), a *vote*, a *heading* without words under it, *furniture* of
the page the text was taken from, or *unplaced*: words that the reader could not make sense of."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks, as of one date: `party` and `role` are those of that date.

    `id` stands for the person: the source's own identifier where there is one, else the folded name. `role` is in
    the record's words ("minister", "Vlaams minister van Omgeving") or one of "chair" and "member".
    """

    id: str
    name: str
    party: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a turn can be looked up: the record's address, a page number from 1, a fragment within the page."""

    url: str | None = None
    page: int | None = None
    fragment: str | None = None


@dataclass(frozen=True, slots=True)
class LanguageSpan:
    """A stretch `text[start:end]` of a turn whose language the record states, as an ISO 639-1 code."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One uninterrupted stretch of speech by one speaker; `speaker` is None where it cannot be known.

    `order` counts the turns of the sitting from 0. Paragraphs of `text` are separated by a blank line. `languages`
    is what the record states, in order and without overlap; empty where it states nothing.
    """

    id: str
    sitting_id: str
    item_id: str | None
    speaker: Speaker | None
    text: str
    order: int
    locator: Locator = Locator()
    languages: tuple[LanguageSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A point of the agenda: `number` as printed ("02.01"), `title` as printed."""

    id: str
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the record and is nobody's speech; `after` is the order of the turn before it, -1 at the top."""

    text: str
    kind: NoteKind
    after: int = -1


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting, or the part of it that one record holds.

    Raises:
        ValueError: a turn of another sitting, an empty turn, turns out of order, an item that is not listed, or a
            language span outside its turn.
    """

    id: str
    source: str
    date: dt.date | None
    title: str
    committee: str | None = None
    items: tuple[AgendaItem, ...] = ()
    turns: tuple[Turn, ...] = ()
    notes: tuple[Note, ...] = field(default=())

    def __post_init__(self) -> None:
        item_ids = {item.id for item in self.items}
        for order, turn in enumerate(self.turns):
            if turn.sitting_id != self.id:
                raise ValueError(f"turn {turn.id} belongs to sitting {turn.sitting_id}, not to {self.id}")
            if turn.order != order:
                raise ValueError(f"turn {turn.id} has order {turn.order} where {order} is due")
            if not turn.text.strip():
                raise ValueError(f"turn {turn.id} has no words")
            if turn.item_id is not None and turn.item_id not in item_ids:
                raise ValueError(f"turn {turn.id} names agenda item {turn.item_id}, which the sitting does not list")
            end = 0
            for span in turn.languages:
                if not end <= span.start < span.end <= len(turn.text):
                    raise ValueError(f"turn {turn.id} has a language span {span.start}-{span.end} out of place")
                end = span.end
        if len({turn.id for turn in self.turns}) != len(self.turns):
            raise ValueError(f"sitting {self.id} has two turns of one id")


@dataclass(frozen=True, slots=True)
class SittingInfo:
    """A sitting without its words; `notice` is what it says about its own text, None if nothing."""

    id: str
    source: str
    date: dt.date | None
    title: str
    committee: str | None
    notice: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch `turn.text[start:end]` of one turn that is embedded and found; `id` is ``<turn id>@<start>-<end>``."""

    id: str
    turn_id: str
    start: int
    end: int
