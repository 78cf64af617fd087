"""Feedback: a reader says that an answer is right or wrong, or which passage answers; the editor sees it together.

What is marked is proved against the record before it is kept. Knows nothing of how feedback is stored.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from assistant.answer import Citation
from assistant.assistant import Assistant
from assistant.citing import cite
from assistant.errors import CitationError, FeedbackError
from assistant.feedback.gold import write_gold
from assistant.feedback.kept import Mark, Marked, Verdict
from assistant.web.addresses import context_address, question_address
from assistant.web.guard.identity import reader_of
from assistant.web.pages import page
from assistant.web.serving import Serving

_LOG = logging.getLogger(__name__)

LONGEST = 1_000
"""Characters of a question."""

LISTED = 200
"""Marks on the editor's page, newest first."""


class Passage(BaseModel):
    """Words of a turn: by their place, or, where a reader selected them on the page, by themselves."""

    turn_id: str = Field(max_length=300)
    start: int = 0
    end: int = 0
    words: str = Field("", max_length=20_000)


class Said(BaseModel):
    """What a reader said of an answer."""

    question: str = Field(min_length=1, max_length=LONGEST)
    history: list[Annotated[str, Field(max_length=LONGEST)]] = Field(default_factory=list, max_length=50)
    verdict: Verdict
    refused: bool = False
    passages: list[Passage] = Field(default_factory=list, max_length=20)


def feedback_pages(serving: Serving) -> APIRouter:
    """Routes: readers post to /feedback, the editor reads it there, and takes it away as a gold set."""
    router = APIRouter()

    @router.post("/feedback", status_code=204)
    def say(request: Request, said: Said) -> Response:
        assistant = serving.assistant
        try:
            passages = tuple(_marked(passage, assistant) for passage in said.passages)
        except (KeyError, CitationError) as error:
            raise HTTPException(422, "the passage does not stand in the record") from error
        if said.verdict == "passage" and len(passages) != 1:
            raise HTTPException(422, "name the one passage that answers")
        now = dt.datetime.now(dt.UTC)
        name = reader_of(request).name
        mark = Mark(now, name, said.question, tuple(said.history), said.verdict, said.refused, passages)
        try:
            serving.feedback.add(mark)
        except FeedbackError as error:
            _LOG.exception("feedback is lost")
            raise HTTPException(503, "feedback cannot be kept at the moment") from error
        return Response(status_code=204)

    @router.get("/feedback", response_class=HTMLResponse, dependencies=[Depends(_editor)])
    def listed(request: Request) -> HTMLResponse:
        marks = serving.feedback.marks()[::-1]
        shown = [(mark, _citations(mark, serving.assistant)) for mark in marks[:LISTED]]
        return page(
            request, "feedback.html", "record", marks=shown, count=len(marks), unanswered=serving.feedback.unanswered(),
            address=context_address, ask=question_address,
        )  # fmt: skip

    @router.get("/feedback/gold.zip", dependencies=[Depends(_editor)])
    def gold() -> Response:
        packed = io.BytesIO()
        with tempfile.TemporaryDirectory() as folder:
            try:
                write_gold(serving.feedback.marks(), serving.assistant, Path(folder))
            except FeedbackError as error:
                raise HTTPException(404, str(error)) from error
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for file in sorted(Path(folder).iterdir()):
                    archive.write(file, f"gold/{file.name}")
        headers = {"content-disposition": 'attachment; filename="gold.zip"'}
        return Response(packed.getvalue(), media_type="application/zip", headers=headers)

    return router


def _editor(request: Request) -> None:
    if not reader_of(request).admin:
        raise HTTPException(403, "only those who look after the record see what readers said")


def _marked(passage: Passage, assistant: Assistant) -> Marked:
    """The words as they stand in the record now.

    Raises:
        KeyError: no such turn.
        CitationError: no such words in it.
    """
    row = assistant.index.layout.row_of(passage.turn_id)
    turn = assistant.index.turns([row])[row]
    start, end = passage.start, passage.end
    if words := passage.words.split():  # selected across paragraphs, which a page sets apart in its own way
        found = re.search(r"\s+".join(map(re.escape, words)), turn.text)
        if found is None:
            raise CitationError(f"{passage.turn_id} does not hold these words")
        start, end = found.span()
    sitting = assistant.index.sittings[int(assistant.index.layout.sitting_of_turn[row])]
    citation = cite(1, turn, sitting, start, end, 1.0)
    return Marked(turn.id, citation.start, citation.end, citation.quote)


def _citations(mark: Mark, assistant: Assistant) -> list[Citation]:
    """The marked passages that the record still holds, to be opened."""
    index = assistant.index
    citations = []
    for number, passage in enumerate(mark.passages, 1):
        try:
            row = index.layout.row_of(passage.turn_id)
            turn = index.turns([row])[row]
            sitting = index.sittings[int(index.layout.sitting_of_turn[row])]
            citations.append(cite(number, turn, sitting, passage.start, passage.end, 1.0))
        except (KeyError, CitationError):
            continue
    return citations
