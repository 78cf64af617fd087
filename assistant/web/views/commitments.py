"""The view of commitments: the ledger as a table that filters and exports, and a page for each commitment.

What became of a commitment is said by a signed-in person and shown with their name; the program never decides it, and
its proposals of later words are only that. Knows nothing of how commitments are found.
"""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from assistant.answer import Language
from assistant.answering.commitments.ledger import Chosen, Entry, Ledger, write_csv
from assistant.answering.phrases import date_in_words, grouped
from assistant.assistant import Assistant
from assistant.citing import cite
from assistant.web.addresses import replies_address
from assistant.web.fields import Fields, with_chosen
from assistant.web.guard.identity import reader_of
from assistant.web.pages import chosen_language, page
from assistant.web.quoted import quoted, standing
from assistant.web.serving import Serving
from assistant.web.texts import texts
from index.commitments.base import STATUSES, SetStatus, StatusName, Strength
from index.commitments.keeping import set_status
from index.errors import IndexMismatchError

A_PAGE = 100
"""Commitments on one page of the table."""

LONGEST_NOTE = 1_000
"""Characters."""

Order = Literal["newest", "oldest", "deadline"]
ORDERS: tuple[Order, ...] = get_args(Order)
STRENGTHS: tuple[Strength, ...] = get_args(Strength)

KEYS = tuple(
    f"{of}_{name}" for of, names in (("status", STATUSES), ("strength", STRENGTHS), ("sort", ORDERS)) for name in names
)
"""Texts that the templates look up by a status, a strength or an order."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a quote, of the clause that binds or beside it."""

    text: str
    binds: bool


def commitment_pages(serving: Serving) -> APIRouter:
    """Routes: the table at /commitments, the same as a file, and each commitment at /commitments/ID."""
    router = APIRouter()
    writing = threading.Lock()

    @router.get("/commitments", response_class=HTMLResponse)
    def table(request: Request) -> HTMLResponse:
        ledger, fields, language = Ledger(serving.assistant.index), Fields(request), chosen_language(request)
        chosen, order = _chosen(fields)
        entries = _ordered(ledger.entries(chosen), order)
        scope = ledger.scope()
        pages = max(1, -(-len(entries) // A_PAGE))
        number = fields.number("page", pages)
        first = (number - 1) * A_PAGE
        shown = [_row(entry, language) for entry in entries[first : first + A_PAGE]]
        return page(
            request, "commitments.html", "commitments", entries=shown, chosen=chosen, order=order, orders=ORDERS,
            statuses=STATUSES, strengths=STRENGTHS, said=_said(entries, scope.commitments, first, len(shown), language),
            speakers=with_chosen(scope.speakers, chosen.speaker),
            committees=with_chosen(scope.committees, chosen.committee),
            unread=fields.unread, narrowed=chosen != Chosen(), query=fields.query(page=None),
            before=fields.query(page=str(number - 1)) if number > 1 else None,
            after=fields.query(page=str(number + 1)) if number < pages else None,
        )  # fmt: skip

    @router.get("/commitments.csv")
    def as_csv(request: Request) -> Response:
        out = io.StringIO(newline="")
        write_csv(_wanted(serving, request), out)
        # With a byte order mark, without which spreadsheets misread accents.
        return Response(out.getvalue().encode("utf-8-sig"), media_type="text/csv", headers=_file("commitments.csv"))

    @router.get("/commitments.json")
    def as_json(request: Request) -> Response:
        document = [entry.to_json() for entry in _wanted(serving, request)]
        return JSONResponse(document, headers=_file("commitments.json"))

    @router.get("/commitments/{commitment}", response_class=HTMLResponse)
    def one(request: Request, commitment: str) -> HTMLResponse:
        return _one(request, serving.assistant, commitment)

    @router.post("/commitments/{commitment}", response_class=HTMLResponse)
    def say(
        request: Request,
        commitment: str,
        status: Annotated[StatusName, Form()],
        note: Annotated[str, Form(max_length=4 * LONGEST_NOTE)] = "",
    ) -> Response:
        assistant, name = serving.assistant, reader_of(request).name
        if name is None:
            return _one(request, assistant, commitment, http=403)
        if Ledger(assistant.index).entry(commitment) is None:
            return page(request, "no_commitment.html", "commitments", root="../", status=404)
        # A field's line ends with two characters when it is sent, and with one when it was measured in the browser.
        kept = "\n".join(note.split("\r\n")).strip()[:LONGEST_NOTE]
        try:
            with writing:
                set_status(assistant.index.place, commitment, status, name, kept or None)
        except IndexMismatchError:
            _LOG.exception("what %s said of commitment %s could not be kept", name, commitment)
            return _one(request, assistant, commitment, http=503, unkept=(status, kept))
        return RedirectResponse(f"{quote(commitment, safe='')}?kept=1#said", 303)

    return router


def _wanted(serving: Serving, request: Request) -> list[Entry]:
    """All that an address asks for, on whatever page of the table."""
    chosen, order = _chosen(Fields(request))
    return _ordered(Ledger(serving.assistant.index).entries(chosen), order)


def _chosen(fields: Fields) -> tuple[Chosen, Order]:
    chosen = Chosen(
        speaker=fields.text("speaker"), since=fields.day("since"), until=fields.day("until"),
        committee=fields.text("committee"), strength=fields.one_of("strength", STRENGTHS),
        status=fields.one_of("status", STATUSES), words=fields.text("words"),
    )  # fmt: skip
    return chosen, fields.one_of("sort", ORDERS) or "newest"


def _ordered(entries: list[Entry], order: Order) -> list[Entry]:
    """Entries, which come oldest first with the undated last, in the order asked for; within a day as spoken."""
    if order == "oldest":
        return entries
    if order == "deadline":
        return sorted(entries, key=lambda entry: (entry.made.due is None, entry.made.due))
    dated = [(date, entry) for entry in entries if (date := entry.citation.sitting.date)]
    undated = [entry for entry in entries if entry.citation.sitting.date is None]
    return [entry for _, entry in sorted(dated, key=lambda one: one[0].toordinal(), reverse=True)] + undated


def _said(entries: Sequence[Entry], all_of_them: int, first: int, shown: int, language: Language) -> str:
    """How many there are, of how many, and which of them stand here."""
    words = texts(language)
    firm = sum(entry.made.strength == "firm" for entry in entries)
    figures = {
        "count": len(entries), "all": all_of_them, "firm": firm, "weak": len(entries) - firm,
        "first": first + 1, "last": first + shown,
    }  # fmt: skip
    written = {name: grouped(figure, language) for name, figure in figures.items()}
    keys = ["commitments_counted" if len(entries) == all_of_them else "commitments_chosen"]
    keys += ["commitments_here"] if shown < len(entries) else []
    return " ".join(words[key].format(**written) for key in keys)


def _one(
    request: Request,
    assistant: Assistant,
    commitment: str,
    *,
    http: int = 200,
    unkept: tuple[StatusName, str] | None = None,
) -> HTMLResponse:
    """The page of one commitment; `unkept` is what somebody said that could not be written down."""
    ledger, language = Ledger(assistant.index), chosen_language(request)
    entry = ledger.entry(commitment)
    if entry is None:
        return page(request, "no_commitment.html", "commitments", root="../", status=404)
    later = [
        cite(number, found.turn, found.sitting, found.passage.start, found.passage.end, found.score)
        for number, found in enumerate(ledger.follow_ups(entry, assistant), 1)
    ]
    return page(
        request, "commitment.html", "commitments", root="../", status=http, entry=_row(entry, language),
        follow_ups=[quoted(citation, language) for citation in later], statuses=STATUSES,
        history=[_saying(said, language) for said in reversed(ledger.history(entry))],
        kept=request.method == "GET" and "kept" in request.query_params, unkept=unkept, longest_note=LONGEST_NOTE,
    )  # fmt: skip


def _row(entry: Entry, language: Language) -> dict[str, Any]:
    """A commitment as the templates show it."""
    made = entry.made
    return quoted(entry.citation, language) | {
        "id": made.id,
        "pieces": _pieces(entry.citation.quote, made.action),
        "title": entry.title,
        "committee": entry.citation.sitting.committee,
        "strength": made.strength,
        "actor": None if made.actor == "speaker" else made.actor,
        "beneficiary": made.beneficiary,
        "deadline": made.deadline,
        "due": date_in_words(made.due, language) if made.due else None,
        "asked_by": standing(entry.asked_by, language) if entry.asked_by else None,
        "asked_in": replies_address(entry.question) if entry.question else None,
        "status": entry.status,
        "said": _saying(entry.said, language) if entry.said else None,
        "notice": entry.citation.sitting.notice,
    }


def _saying(said: SetStatus, language: Language) -> dict[str, Any]:
    return {"status": said.status, "by": said.by, "date": date_in_words(said.at.date(), language), "note": said.note}


def _pieces(quoted: str, clause: str) -> tuple[Piece, ...]:
    """A quote, whole, with its clause that binds set apart where it is not all of it."""
    at = quoted.find(clause)
    cuts = (0, at, at + len(clause), len(quoted)) if at >= 0 and clause != quoted else (0, len(quoted))
    pieces = zip(cuts, cuts[1:], (False, True, False), strict=False)
    return tuple(Piece(quoted[start:end], binds) for start, end, binds in pieces if start < end)


def _file(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}
