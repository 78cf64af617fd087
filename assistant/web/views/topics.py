"""What the view of a topic asks of the counts: whose words, of which month, in which groups, in which order.

Nothing here counts: numbers are those of `Assistant.count`, whose denominators are exact. Knows nothing of addresses or
templates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from assistant.answer import Filters
from assistant.answering.counting.counted import Count, Hit
from assistant.answering.counting.filters import is_named
from assistant.assistant import Assistant
from assistant.web.keeping import Kept
from index.store import Index
from index.transcript import Speaker

By = Literal["month", "party", "speaker"]
BYS: tuple[By, ...] = get_args(By)

KEPT_HITS = 20_000
"""Quotes that a count may have to be kept."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody, or a party, whose words are looked at; `key` stands for them in an address."""

    kind: Literal["speaker", "party"]
    key: str
    speaker: Speaker | None = None

    @property
    def name(self) -> str:
        """The name as the record has it."""
        return self.speaker.name if self.speaker else self.key

    def narrowed(self, filters: Filters) -> Filters:
        """The filters that leave only their words."""
        return replace(filters, speakers=(self.key,)) if self.speaker else replace(filters, parties=(self.key,))

    def said(self, hit: Hit) -> bool:
        """Whether the words are theirs."""
        speaker = hit.citation.turn.speaker
        return speaker is not None and self.key == (speaker.id if self.speaker else speaker.party)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for."""

    about: str
    by: By
    who: tuple[Who, ...]
    month: dt.date | None
    period: Filters


@dataclass(frozen=True, slots=True)
class Group:
    """One row of the numbers: `key` is None for what the record does not state; `speaker` where it is a person."""

    key: str | None
    name: str | None
    mentions: int
    turns: int
    words: int
    speaker: Speaker | None = None


def people(index: Index, asked: Iterable[str]) -> tuple[list[Who], list[str]]:
    """The people of these ids or names, each once, and the names that nobody has.

    A name is all of it or its last part; people who share it are all found.
    """
    # Of several rows for one person the last was read last, and has the role and party that the others have not.
    known = {speaker.id: speaker for speaker in index.speakers.values()}
    found: dict[str, Who] = {}
    nobody = []
    for name in asked:
        ids = [name] if name in known else [one.id for one in index.speakers.values() if is_named(one, name)]
        found |= {key: Who("speaker", key, known[key]) for key in ids}
        nobody += [] if ids else [name]
    return list(found.values()), nobody


def parties(index: Index) -> list[str]:
    """The parties of those who speak, in alphabetical order."""
    return sorted({speaker.party for speaker in index.speakers.values() if speaker.party}, key=str.lower)


def months_of(counts: Iterable[Count]) -> list[str]:
    """Every month from the first sitting to the last in which any of the counts looked, as "2024-03"."""
    spoken = [row.name for count in counts for row in count.by_month if row.name]
    return list(_months(min(spoken), max(spoken))) if spoken else []


def groups(count: Count, by: By, months: Sequence[str] = ()) -> list[Group]:
    """The numbers by these months, in order, those without a mention too; else the most mentions first."""
    if by == "speaker":
        persons = [
            Group(one.speaker.id if one.speaker else None, one.speaker.name if one.speaker else None,
                  one.mentions, one.turns, one.words, one.speaker)
            for one in count.by_speaker
        ]  # fmt: skip
        return sorted(persons, key=lambda group: -group.mentions)
    found = [Group(row.name, row.name, row.mentions, row.turns, row.words) for row in count.rows(by)]
    if by == "party":
        return sorted(found, key=lambda group: -group.mentions)
    by_month = {group.key: group for group in found}
    shown = [by_month.get(month, Group(month, month, 0, 0, 0)) for month in months]
    return shown + [group for group in found if group.key is None]


def of_month(hits: Iterable[Hit], month: dt.date | None) -> list[Hit]:
    """The hits of a month; all of them where none is asked for."""
    return [hit for hit in hits if month is None or _is_in(hit.citation.sitting.date, month)]


def within_month(filters: Filters, month: dt.date | None) -> Filters:
    """The filters, narrowed to a month, given by its first day."""
    if month is None:
        return filters
    last = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return replace(
        filters, since=max(month, filters.since or month), until=min(last, filters.until or last)
    )  # fmt: skip


def newest_first(hits: Sequence[Hit]) -> list[Hit]:
    """Hits by day, the last day first and the undated last; within a day as they were spoken."""
    return sorted(hits, key=lambda hit: (hit.citation.sitting.date is None, -_ordinal(hit.citation.sitting.date)))


class Counts:
    """Counts over the assistant in service, the last few of them kept."""

    def __init__(self) -> None:
        self._kept: Kept[tuple[str, Filters], Count] = Kept(
            lambda assistant, asked: assistant.count(*asked), lambda count: len(count.hits) <= KEPT_HITS
        )

    def count(self, assistant: Assistant, about: str, filters: Filters) -> Count:
        """Every mention of a term in what the filters leave.

        Raises:
            CountError: the term has no word that can be counted.
        """
        return self._kept.of(assistant, (about, filters))


def _months(first: str, last: str) -> Iterator[str]:
    """The months from the first to the last, as "2024-03"."""
    year, month = map(int, first.split("-"))
    while (name := f"{year:04}-{month:02}") <= last:
        yield name
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _is_in(date: dt.date | None, month: dt.date) -> bool:
    return date is not None and (date.year, date.month) == (month.year, month.month)


def _ordinal(date: dt.date | None) -> int:
    return date.toordinal() if date else 0
