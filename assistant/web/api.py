"""The JSON API: what the page knows, for other programs. Everything here reads; nothing can be changed.

Its documents are those of the command line (`assistant.documents`). Every route stands in docs/api.md (tested), and
its description for programs at /api/v1/openapi.json. Work is done at a desk of the API's own.

To add a route: its document in `assistant.documents`, the route in the group of routes it belongs to, its line in
docs/api.md.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, FastAPI, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from starlette.types import ASGIApp

from assistant.answer import Citation, Filters, Question, citation_json, understood_json
from assistant.answering.commitments.ledger import Chosen, Ledger
from assistant.answering.counting.filters import named_filters
from assistant.assistant import Assistant
from assistant.citing import cite, prove
from assistant.documents import (
    AnswerDocument,
    CommitmentDocument,
    EvidenceDocument,
    HealthDocument,
    QuoteDocument,
    SearchDocument,
    SittingInfoDocument,
    SittingsDocument,
    SpokenTurnDocument,
)
from assistant.quotes.verdict import QuoteReport
from assistant.settings import Settings
from assistant.web.ask.sharing import LONGEST_QUESTION
from assistant.web.guard.desk import Desk
from assistant.web.guard.problems import HANDLERS, RESPONSES, BoundedBody
from assistant.web.processes import Answering
from assistant.web.serving import Serving
from index.commitments.base import StatusName, Strength
from index.showing import SittingDocument, sitting_json, turn_json
from index.transcript import SittingInfo

LONGEST_TEXT = 10_000
"""Characters of a text whose quotations are checked."""

LONGEST_BODY = 200_000
"""Bytes."""

WAITING = 32

Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_QUESTION, pattern=r"^[^\x00]*$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FiltersBody(_Body):
    """What to search in; each that is left out means "any". Days are of the sitting, inclusive."""

    speaker: Name | None = Field(default=None, description="A name, or the last part of one.")
    party: Name | None = None
    committee: Name | None = Field(default=None, description="Part of a committee's name.")
    source: Name | None = None
    since: dt.date | None = None
    until: dt.date | None = None


class AskBody(_Body):
    """A question, with what came before it."""

    question: Text
    history: Annotated[list[Text], Field(max_length=10, description="Earlier questions, oldest first.")] = []
    without: Annotated[
        list[Name], Field(max_length=50, description='What is understood but not to be used, as "period".')
    ] = []
    filters: FiltersBody = FiltersBody()

    def asked(self, assistant: Assistant) -> Question:
        """The question for an assistant; raises CountError where the record has nobody of a name."""
        return Question(self.question, tuple(self.history), _filters(assistant, self.filters), tuple(self.without))


class SearchBody(AskBody):
    """A question whose evidence is wanted."""

    limit: Annotated[int, Field(ge=1, le=100)] = 10


class QuoteBody(_Body):
    """Words to check, with who is said to have spoken them; or a text whose quotations are checked."""

    words: Annotated[Text | None, Field(description="Or `text`.")] = None
    said_by: Name | None = None
    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT, pattern=r"^[^\x00]*$")] | None = None

    @model_validator(mode="after")
    def _one(self) -> QuoteBody:
        if (self.words is None) == (self.text is None):
            raise ValueError("give words, or a text")
        if self.text is not None and self.said_by is not None:
            raise ValueError("a text says itself who is quoted: leave out said_by")
        return self


def create_api(serving: Serving, settings: Settings) -> ASGIApp:
    """The API as an application of its own, to be mounted at /api/v1."""
    api = FastAPI(
        title="Woordelijk", version=version("woordelijk"), docs_url=None, redoc_url=None, responses=RESPONSES,
        description="Verbatim, cited answers to questions about the transcripts of meetings.",
        max_body_size=LONGEST_BODY,
    )  # fmt: skip
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)
    # One more than can be answered: the next one is there when an answer is done, not when it was handed over.
    desk = Desk("api", settings.processes + 1, WAITING)
    api.include_router(_asking(Answering(serving, settings), desk))
    for routes in (_reading, _checking):
        api.include_router(routes(serving, desk))
    return BoundedBody(api, LONGEST_BODY)


def _asking(answering: Answering, desk: Desk) -> APIRouter:
    """Questions."""
    router = APIRouter()

    @router.post("/ask")
    async def ask(body: AskBody) -> AnswerDocument:
        """Answer a question with the record's own words, or say why not."""
        return await desk.do(partial(answering.do, partial(_ask, body)))

    @router.post("/search")
    async def search(body: SearchBody) -> SearchDocument:
        """Find the passages that may answer a question, with their scores."""
        return await desk.do(partial(answering.do, partial(_search, body)))

    return router


def _reading(serving: Serving, desk: Desk) -> APIRouter:
    """The record as it stands, and what was found in it beforehand."""
    router = APIRouter()

    @router.get("/sittings")
    async def sittings(
        source: Name | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
        offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    ) -> SittingsDocument:
        """List sittings, newest first; those without a date come last."""
        found = [row for row in serving.assistant.index.sittings.values() if _within(row, source, since, until)]
        found.sort(key=lambda row: (row.date is not None, row.date or dt.date.min), reverse=True)
        return {"total": len(found), "sittings": [_info(row) for row in found[offset : offset + limit]]}

    @router.get("/sittings/{sitting_id:path}")
    async def sitting(sitting_id: str) -> SittingDocument:
        """Give one sitting, whole."""
        return await desk.do(partial(_sitting, serving.assistant, sitting_id))

    @router.get("/turns/{turn_id:path}")
    async def turn(turn_id: str) -> SpokenTurnDocument:
        """Give one turn, whole, with the sitting it was spoken in."""
        return await desk.do(partial(_turn, serving.assistant, turn_id))

    @router.get("/commitments")
    async def commitments(
        speaker: Name | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        committee: Name | None = None,
        source: Name | None = None,
        strength: Strength | None = None,
        status: StatusName | None = None,
        words: Name | None = None,
    ) -> list[CommitmentDocument]:
        """List what ministers committed themselves to, oldest first."""
        chosen = Chosen(speaker, since, until, committee, source, strength, status, words)
        index = serving.assistant.index
        return await desk.do(lambda: [entry.to_json() for entry in Ledger(index).entries(chosen)])

    @router.get("/health")
    async def health() -> HealthDocument:
        """Say that the service is there, and what it serves."""
        index = serving.assistant.index
        days = sorted(row.date.isoformat() for row in index.sittings.values() if row.date)
        return {
            "status": "ok", "version": version("woordelijk"), "sittings": len(index.sittings),
            "turns": len(index.turn_ids()), "dates": [days[0], days[-1]] if days else None,
        }  # fmt: skip

    return router


def _checking(serving: Serving, desk: Desk) -> APIRouter:
    """What others wrote, held against the record."""
    router = APIRouter()

    @router.post("/quote")
    async def quote(body: QuoteBody) -> QuoteDocument:
        """Say whether words, or the quotations of a text, stand in the record, and as whose."""
        return await desk.do(partial(_quote, serving.assistant, body))

    return router


def _filters(assistant: Assistant, body: FiltersBody) -> Filters:
    return named_filters(assistant.index, **body.model_dump())


def _ask(body: AskBody, assistant: Assistant) -> AnswerDocument:
    return assistant.ask(body.asked(assistant)).to_json()


def _search(body: SearchBody, assistant: Assistant) -> SearchDocument:
    question = body.asked(assistant)
    understood = assistant.understand(question).understood
    evidence: list[EvidenceDocument] = []
    for number, found in enumerate(assistant.retrieve(question, body.limit), 1):
        passage = found.passage
        citation: Citation = cite(number, found.turn, found.sitting, passage.start, passage.end, found.score)
        prove(citation, found.turn)
        shares = {signal: round(share, 4) for signal, share in found.found_by.items()}
        evidence.append({**citation_json(citation), "found_by": shares})
    return {
        "question": body.question, "lang": understood.language, "understood": understood_json(understood),
        "evidence": evidence,
    }  # fmt: skip


def _quote(assistant: Assistant, body: QuoteBody) -> QuoteDocument:
    if body.text is not None:
        return assistant.check_text(body.text).to_json()
    return QuoteReport.of([assistant.check_quote(body.words or "", body.said_by)]).to_json()


def _sitting(assistant: Assistant, sitting_id: str) -> SittingDocument:
    found = assistant.index.sitting(sitting_id)
    try:
        if found is not None:
            return sitting_json(assistant.index, found)
    except KeyError:  # written anew since the index was opened; it is opened anew in a moment
        pass
    raise HTTPException(404, "the record has no such sitting")


def _turn(assistant: Assistant, turn_id: str) -> SpokenTurnDocument:
    index = assistant.index
    try:
        row = index.layout.row_of(turn_id)
        turn = index.turns([row])[row]
    except KeyError:  # there is none, or it was removed since the index was opened
        raise HTTPException(404, "the record has no such turn") from None
    sitting = index.sittings[int(index.layout.sitting_of_turn[row])]
    return {**turn_json(index, turn), "sitting": _info(sitting)}


def _info(sitting: SittingInfo) -> SittingInfoDocument:
    return {
        "doc_id": sitting.id,
        "source": sitting.source,
        "date": sitting.date.isoformat() if sitting.date else None,
        "title": sitting.title,
        "committee": sitting.committee,
    }


def _within(sitting: SittingInfo, source: str | None, since: dt.date | None, until: dt.date | None) -> bool:
    return (
        source in (None, sitting.source)
        and (since is None or (sitting.date is not None and sitting.date >= since))
        and (until is None or (sitting.date is not None and sitting.date <= until))
    )
