"""The record's own pages: the list of sittings, and a sitting whole, with a quote marked in the turn it stands in.

A turn's words are shown complete and unchanged: only empty lines between paragraphs are turned into paragraphs. Knows
nothing of questions, nor of the conversation beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.answer import Language
from assistant.answering.phrases import date_in_words, speaker_in_words
from assistant.web.addresses import outside_address, sitting_address, turn_anchor
from assistant.web.copying import citation_text
from assistant.web.pages import chosen_language, page
from assistant.web.serving import Serving
from index.language import language_of
from index.store import Index
from index.transcript import NoteKind, Sitting, Turn

LISTED = 200
"""Sittings on the list, newest first."""

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
_HIDDEN: tuple[NoteKind, ...] = ("notice", "furniture")
"""Notices stand at the top; the furniture of the page that a text was taken from is no part of the sitting."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a turn, within the quote or outside it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn as it is laid out."""

    anchor: str
    name: str
    standing: str
    chair: bool
    unknown: bool
    cited: bool
    language: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    kind: Literal["turn"] = "turn"


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands between turns: a note of this kind, or the heading of an agenda item."""

    kind: NoteKind | Literal["item"]
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The turn to show, and the characters of it to mark."""

    turn_id: str
    start: int
    end: int


def record_pages(serving: Serving) -> APIRouter:
    """Routes of the record's pages: the list at /record/, a sitting at /record/ID."""
    router = APIRouter()

    @router.get("/record/", response_class=HTMLResponse)
    def sittings(request: Request) -> HTMLResponse:
        shown, older = _listed(serving.assistant.index, chosen_language(request))
        return page(request, "sittings.html", "record", root="../", sittings=shown, older=older)

    @router.get("/record/{sitting_id:path}", response_class=HTMLResponse)
    def sitting(
        request: Request,
        sitting_id: str,
        turn: str = "",
        start: Annotated[str, Query()] = "",
        end: Annotated[str, Query()] = "",
    ) -> HTMLResponse:
        found = serving.assistant.index.sitting(sitting_id)
        if found is None:
            return page(request, "missing.html", "record", root="../", status=404)
        shown = _sitting(found, _mark(turn, start, end), chosen_language(request))
        return page(request, "record.html", "record", root="../", **shown)

    return router


def paragraphs(text: str, start: int, end: int) -> tuple[tuple[Piece, ...], ...]:
    """A turn's paragraphs, the characters ``text[start:end]`` marked; a range that is not in the text marks nothing."""
    if not 0 <= start < end <= len(text):
        start = end = 0
    shown = []
    for paragraph in _PARAGRAPH.finditer(text):
        first, last = paragraph.span()
        cuts = [first, min(max(start, first), last), min(max(end, first), last), last]
        pieces = zip(cuts, cuts[1:], (False, True, False), strict=False)
        shown.append(tuple(Piece(text[a:b], marked) for a, b, marked in pieces if a < b))
    return tuple(shown)


def _mark(turn_id: str, start: str, end: str) -> Mark:
    """The mark an address asks for. Addresses are typed and cut off by people: what is no number marks nothing."""
    numbers = [int(number) if re.fullmatch("[0-9]{1,9}", number) else -1 for number in (start, end)]
    return Mark(turn_id, *numbers)


def _listed(index: Index, language: Language) -> tuple[list[dict[str, Any]], int]:
    """The newest sittings, and how many there are besides."""
    # Sittings without a date come last; within a day, in the order of the record.
    rows = sorted(
        index.sittings.values(), key=lambda row: (row.date is None, -(row.date.toordinal() if row.date else 0))
    )
    shown = [
        {
            "address": sitting_address(row.id), "title": row.title, "committee": row.committee,
            "date": date_in_words(row.date, language),
        }
        for row in rows[:LISTED]
    ]  # fmt: skip
    return shown, len(rows) - len(shown)


def _sitting(sitting: Sitting, mark: Mark, language: Language) -> dict[str, Any]:
    """What the page of a sitting shows."""
    cited = next((turn for turn in sitting.turns if turn.id == mark.turn_id), None)
    addressed = cited or next(iter(sitting.turns), None)
    return {
        "sitting": sitting,
        "date": date_in_words(sitting.date, language),
        "notices": [note.text.strip(" –\n") for note in sitting.notes if note.kind == "notice"],
        "official": outside_address(addressed.locator.url) if addressed else None,
        "turn_missing": bool(mark.turn_id) and cited is None,
        "note": citation_text(sitting, cited, mark.start, mark.end, language),
        "parts": list(_parts(sitting, mark, language)),
    }


def _parts(sitting: Sitting, mark: Mark, language: Language) -> Iterator[ShownTurn | Aside]:
    """Turns, notes and headings of agenda items in the order of the record."""
    titles = {item.id: " ".join(filter(None, (item.number, item.title))) for item in sitting.items}
    notes: dict[int, list[Aside]] = {}
    for note in sitting.notes:
        if note.kind not in _HIDDEN:
            notes.setdefault(note.after, []).append(Aside(note.kind, note.text.strip(" –\n")))
    yield from notes.get(-1, ())
    before: str | None = None
    for turn in sitting.turns:
        # The only item of a sitting is what the sitting's title says already.
        if turn.item_id is not None and turn.item_id != before and len(titles) > 1:
            yield Aside("item", titles[turn.item_id])
        before = turn.item_id
        yield _shown(turn, mark, language)
        yield from notes.get(turn.order, ())


def _shown(turn: Turn, mark: Mark, language: Language) -> ShownTurn:
    speaker, cited = turn.speaker, turn.id == mark.turn_id
    label = speaker_in_words(speaker, language)
    name = speaker.name if speaker else label
    return ShownTurn(
        anchor=turn_anchor(turn.id),
        name=name,
        standing=label.removeprefix(name).strip(" ()"),
        chair=speaker is not None and speaker.role == "chair",
        unknown=speaker is None,
        cited=cited,
        language=language_of(turn, 0, len(turn.text)),
        paragraphs=paragraphs(turn.text, *((mark.start, mark.end) if cited else (0, 0))),
    )
