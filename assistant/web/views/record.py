"""A sitting's own page: read from start to end, with a quote marked in its turn, or each mention of what is looked for.

A turn's words are shown complete and unchanged: only empty lines between paragraphs are turned into paragraphs. Knows
nothing of questions, nor of the conversation beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.answer import Language
from assistant.answering.counting.counted import Hit
from assistant.answering.phrases import date_in_words, many, speaker_in_words
from assistant.errors import CountError
from assistant.web.addresses import anchor_address, outside_address, turn_anchor
from assistant.web.copying import citation_text
from assistant.web.keeping import Kept
from assistant.web.pages import chosen_language, page
from assistant.web.serving import Serving
from assistant.web.views.contents import Around, Links, item_anchor
from assistant.web.views.replies import asking
from index.exchanges import Part
from index.language import language_of
from index.transcript import NoteKind, Sitting, Turn

TELLING = 240
"""Characters of a turn that its language is told by: more take longer than the rest of the page."""

LONGEST_TERM = 200
"""Characters of what is looked for."""

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
_HIDDEN: tuple[NoteKind, ...] = ("notice", "furniture")
"""Notices stand at the top; the furniture of the page that a text was taken from is no part of the sitting."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a turn, within the quote or outside it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Which of the turns with a mention this is, from 1, and the addresses of those before and after it."""

    number: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn as it is laid out."""

    anchor: str
    name: str
    standing: str
    chair: bool
    interjection: bool
    unknown: bool
    cited: bool
    language: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    links: Links
    found: Found | None
    kind: Literal["turn"] = "turn"


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands between turns: a note of this kind, or the heading of an agenda item."""

    kind: NoteKind | Literal["item"]
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The turn to show, and the characters of it to mark."""

    turn_id: str
    start: int
    end: int


def record_pages(serving: Serving) -> APIRouter:
    """Route of a sitting's page at /record/ID."""
    router, asked = APIRouter(), Kept(asking)

    @router.get("/record/{sitting_id:path}", response_class=HTMLResponse)
    def sitting(
        request: Request,
        sitting_id: str,
        turn: str = "",
        start: Annotated[str, Query()] = "",
        end: Annotated[str, Query()] = "",
        find: str = "",
    ) -> HTMLResponse:
        assistant, language = serving.assistant, chosen_language(request)
        found = assistant.index.sitting(sitting_id)
        if found is None:
            return page(request, "missing.html", "record", root="../", status=404)
        find = " ".join(find[:LONGEST_TERM].split())
        try:
            hits = assistant.mentions(find, sitting_id) if find else []
        except CountError:
            hits = []
        shown = _sitting(found, _mark(turn, start, end), hits, Around(assistant.index, found, language), language)
        return page(
            request, "record.html", "record", root="../", find=find, asking=asked.of(assistant, sitting_id), **shown
        )

    return router


def paragraphs(text: str, marks: Sequence[tuple[int, int]]) -> tuple[tuple[Piece, ...], ...]:
    """A turn's paragraphs, the characters ``text[start:end]`` of each mark marked; a mark that is not in the text marks
    nothing, and of marks that overlap the later adds to the earlier."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if 0 <= start < end <= len(text):
            start = max(start, spans[-1][1] if spans else 0)
            if start < end:
                spans.append((start, end))
    shown = []
    for paragraph in _PARAGRAPH.finditer(text):
        first, last = paragraph.span()
        pieces, at = [], first
        for start, end in spans:
            a, b = min(max(start, first), last), min(max(end, first), last)
            pieces += [Piece(text[at:a], False), Piece(text[a:b], True)]
            at = max(at, b)
        pieces.append(Piece(text[at:last], False))
        shown.append(tuple(piece for piece in pieces if piece.text))
    return tuple(shown)


def _mark(turn_id: str, start: str, end: str) -> Mark:
    """The mark an address asks for. Addresses are typed and cut off by people: what is no number marks nothing."""
    numbers = [int(number) if re.fullmatch("[0-9]{1,9}", number) else -1 for number in (start, end)]
    return Mark(turn_id, *numbers)


def _sitting(sitting: Sitting, mark: Mark, hits: Sequence[Hit], around: Around, language: Language) -> dict[str, Any]:
    """What the page of a sitting shows."""
    cited = next((turn for turn in sitting.turns if turn.id == mark.turn_id), None)
    addressed = cited or next(iter(sitting.turns), None)
    marks: dict[str, list[tuple[int, int]]] = {}
    for hit in hits:
        marks.setdefault(hit.citation.turn.id, []).extend((one.start, one.end) for one in hit.marks)
    anchors = [anchor_address(turn_anchor(turn_id)) for turn_id in marks]
    sides = zip(marks, [None, *anchors], [*anchors[1:], None], strict=False)
    found = {turn_id: Found(n, before, after) for n, (turn_id, before, after) in enumerate(sides, start=1)}
    return {
        "sitting": sitting,
        "date": date_in_words(sitting.date, language),
        "notices": [note.text.strip(" –\n") for note in sitting.notes if note.kind == "notice"],
        "official": outside_address(addressed.locator.url) if addressed else None,
        "turn_missing": bool(mark.turn_id) and cited is None,
        "note": citation_text(sitting, cited, mark.start, mark.end, language),
        "parts": list(_parts(sitting, mark, marks, found, around, language)),
        "around": around,
        "mentions": many("mention", sum(map(len, marks.values())), language),
        "found_in": many("turn", len(marks), language),
        "first_found": anchors[0] if anchors else None,
    }


def _parts(
    sitting: Sitting, mark: Mark, marks: dict[str, list[tuple[int, int]]], found: dict[str, Found], around: Around,
    language: Language,
) -> Iterator[ShownTurn | Aside]:  # fmt: skip
    """Turns, notes and headings of agenda items in the order of the record."""
    notes: dict[int, list[Aside]] = {}
    for note in sitting.notes:
        if note.kind not in _HIDDEN:
            notes.setdefault(note.after, []).append(Aside(note.kind, note.text.strip(" –\n")))
    yield from notes.get(-1, ())
    for turn in sitting.turns:
        if turn.id in around.items:
            yield Aside("item", around.items[turn.id], item_anchor(turn.id))
        own = [*marks.get(turn.id, ()), *([(mark.start, mark.end)] if turn.id == mark.turn_id else ())]
        yield _shown(turn, turn.id == mark.turn_id, own, around, found.get(turn.id), language)
        yield from notes.get(turn.order, ())


def _shown(
    turn: Turn, cited: bool, marks: Sequence[tuple[int, int]], around: Around, found: Found | None, language: Language
) -> ShownTurn:
    speaker = turn.speaker
    label = speaker_in_words(speaker, language)
    name = speaker.name if speaker else label
    return ShownTurn(
        anchor=turn_anchor(turn.id),
        name=name,
        standing=label.removeprefix(name).strip(" ()"),
        chair=(speaker is not None and speaker.role == "chair") or around.part(turn.id) == Part.CHAIR,
        interjection=around.part(turn.id) == Part.INTERJECTION,
        unknown=speaker is None,
        cited=cited,
        language=language_of(turn, 0, min(len(turn.text), TELLING)),
        paragraphs=paragraphs(turn.text, marks),
        links=around.links(turn.id),
        found=found,
    )
