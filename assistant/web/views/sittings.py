"""What is in the record: its sources and sittings, filtered and page by page, and a search through all that was said.

Every state has an address. What an address cannot mean (a date that is none, a page that is not there) narrows nothing.
Knows nothing of what a sitting's own page shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Any
from urllib.parse import urlencode

import numpy as np
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from assistant.answer import Filters, Language
from assistant.answering.counting.counted import Hit
from assistant.answering.phrases import date_in_words, grouped, many, speaker_in_words
from assistant.assistant import Assistant
from assistant.errors import CountError
from assistant.web.addresses import context_address, sitting_address
from assistant.web.guard.identity import reader_of
from assistant.web.pages import chosen_language, page
from assistant.web.serving import Serving
from assistant.web.views.contents import in_order
from assistant.web.views.record import LONGEST_TERM, Piece, paragraphs
from index.language import language_of
from index.store import Index
from index.terms import fold
from index.transcript import SittingInfo

PAGE = 50
"""Sittings, or sentences found, on a page."""

Text = Annotated[str, Query(max_length=1_000)]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What an address narrows the record to, as it was typed; "" is anything. `find` is looked for in what was said."""

    find: str
    title: str
    source: str
    committee: str
    since: str
    until: str

    def sittings(self, index: Index) -> list[SittingInfo]:
        """The sittings that are left, newest first; those without a date last."""
        since, until = _date(self.since), _date(self.until)
        wanted = fold(self.title).split()
        rows = (
            row
            for row in index.sittings.values()
            if (not self.source or row.source == self.source)
            and (not self.committee or row.committee == self.committee)
            and (since is None or (row.date is not None and row.date >= since))
            and (until is None or (row.date is not None and row.date <= until))
            and all(word in fold(row.title) for word in wanted)
        )
        # Within a day in the order of the record.
        return sorted(in_order(rows), key=lambda row: row.date or dt.date.min, reverse=True)

    def filters(self) -> Filters:
        """The same for a count; titles are no part of that."""
        committees = (self.committee,) if self.committee else ()
        return Filters((), _date(self.since), _date(self.until), self.source or None, (), committees)

    def address(self, number: int = 1) -> str:
        """The address of a page of this."""
        given = {field.name: getattr(self, field.name) for field in fields(self)} | {
            "page": number if number > 1 else ""
        }
        return f"?{urlencode({name: value for name, value in given.items() if value})}"

    @property
    def any(self) -> bool:
        """Whether anything but the search narrows the record."""
        return any((self.title, self.source, self.committee, self.since, self.until))


def narrowed(
    find: Text = "", title: Text = "", source: Text = "", committee: Text = "", since: Text = "", until: Text = ""
) -> Narrowed:
    """What a request's address narrows the record to."""
    since, until = (day if _date(day) else "" for day in (since, until))
    return Narrowed(" ".join(find[:LONGEST_TERM].split()), title.strip(), source, committee, since, until)


def sittings_pages(serving: Serving) -> APIRouter:
    """Route of the record's view at /record/."""
    router = APIRouter()

    @router.get("/record/", response_class=HTMLResponse)
    def sittings(
        request: Request,
        asked: Annotated[Narrowed, Depends(narrowed)],
        number: Annotated[str, Query(alias="page")] = "1",
    ) -> HTMLResponse:
        assistant, language = serving.assistant, chosen_language(request)
        left = asked.sittings(assistant.index)
        hits, refused = _found(assistant, asked, left)
        every: Sequence[Any] = hits if asked.find else left
        last = max(1, -(-len(every) // PAGE))
        at = min(int(number), last) if number.isdecimal() and len(number) < 9 and int(number) else 1
        shown = every[(at - 1) * PAGE : at * PAGE]
        values: dict[str, Any] = {
            "hits": [_hit(hit, language) for hit in shown] if asked.find else [],
            "sittings": [] if asked.find else [_listed(row, language) for row in shown],
            "counted": _counts(hits, language) if asked.find else many("sitting", len(left), language),
            "refused": refused,
            "before": asked.address(at - 1) if at > 1 else None,
            "after": asked.address(at + 1) if at < last else None,
        }
        return page(
            request, "sittings.html", "record", root="../", asked=asked, at=at, last=last,
            overview=_overview(assistant.index, language), choices=_choices(assistant.index),
            admin=reader_of(request).admin, **values,
        )  # fmt: skip

    return router


def _found(assistant: Assistant, asked: Narrowed, left: Sequence[SittingInfo]) -> tuple[list[Hit], bool]:
    """The sentences that hold what is looked for, newest first; and whether it is nothing that can be looked for."""
    if not asked.find:
        return [], False
    try:
        hits = assistant.count(asked.find, asked.filters()).hits
    except CountError:
        return [], True
    ids = {row.id for row in left}
    kept = [hit for hit in hits if hit.citation.sitting.id in ids]
    return sorted(kept, key=lambda hit: hit.citation.sitting.date or dt.date.min, reverse=True), False


def _counts(hits: Sequence[Hit], language: Language) -> str:
    turns, sittings = ({one(hit) for hit in hits} for one in (_turn_of, _sitting_of))
    return " · ".join(
        (
            many("mention", sum(len(hit.marks) for hit in hits), language),
            many("turn", len(turns), language),
            many("sitting", len(sittings), language),
        )
    )


def _turn_of(hit: Hit) -> str:
    return hit.citation.turn.id


def _sitting_of(hit: Hit) -> str:
    return hit.citation.sitting.id


def _hit(hit: Hit, language: Language) -> dict[str, Any]:
    place = hit.citation
    marks = [(mark.start - place.start, mark.end - place.start) for mark in hit.marks]
    pieces: list[Piece] = [piece for paragraph in paragraphs(place.quote, marks) for piece in paragraph]
    return {
        "pieces": pieces,
        "language": language_of(place.turn, place.start, place.end),
        "speaker": speaker_in_words(place.turn.speaker, language),
        "date": date_in_words(place.sitting.date, language),
        "title": place.sitting.title,
        "address": context_address(place),
        "sitting": sitting_address(place.sitting.id),
    }


def _listed(row: SittingInfo, language: Language) -> dict[str, Any]:
    return {
        "address": sitting_address(row.id), "title": row.title, "committee": row.committee,
        "date": date_in_words(row.date, language),
    }  # fmt: skip


def _overview(index: Index, language: Language) -> dict[str, Any]:
    """What is in the record: for each source how much, and from when to when."""
    turns = np.unique(index.layout.sitting_of_turn, return_counts=True)
    by_sitting = dict(zip(*(column.tolist() for column in turns), strict=True))
    sources: dict[str, list[int]] = {}
    for key, row in index.sittings.items():
        sources.setdefault(row.source, []).append(key)
    rows = []
    for source, keys in sorted(sources.items()):
        dates = [date for key in keys if (date := index.sittings[key].date)]
        rows.append(
            {
                "source": source,
                "sittings": grouped(len(keys), language),
                "turns": grouped(sum(by_sitting.get(key, 0) for key in keys), language),
                "first": date_in_words(min(dates, default=None), language),
                "newest": date_in_words(max(dates, default=None), language),
            }
        )
    people = len({speaker.id for speaker in index.speakers.values()})
    return {"rows": rows, "speakers": grouped(people, language)}


def _choices(index: Index) -> dict[str, list[str]]:
    """What can be chosen from: the sources, and the committees."""
    rows = index.sittings.values()
    return {
        "source": sorted({row.source for row in rows}),
        "committee": sorted({row.committee for row in rows if row.committee}),
    }


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
