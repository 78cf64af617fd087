"""A conversation as a file: asked again from its address, its answers as a briefing note with their sources.

Nothing is kept: the file is made for the request and sent. Knows nothing of how a note is written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from assistant.briefing.note import Briefing, briefing, to_csl, to_csv, to_markdown, to_ris
from assistant.briefing.word import to_docx
from assistant.errors import CitationError
from assistant.web.ask.sharing import asked, read
from assistant.web.pages import chosen_language
from assistant.web.serving import Serving
from assistant.web.texts import texts
from index.terms import fold


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which a note is saved: the ending of its file's name, its media type, and what writes it."""

    ending: str
    media_type: str
    write: Callable[[Briefing], str | bytes]


FORMATS: dict[str, Format] = {
    "docx": Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "md": Format("md", "text/markdown; charset=utf-8", to_markdown),
    "csv": Format("csv", "text/csv; charset=utf-8", to_csv),
    "csl": Format("csl.json", "application/vnd.citationstyles.csl+json", to_csl),
    "ris": Format("ris", "application/x-research-info-systems; charset=utf-8", to_ris),
}


def export_route(serving: Serving) -> APIRouter:
    """The route of the files: /export?format=...&q=..., a conversation as `assistant.web.ask.sharing` writes it."""
    router = APIRouter()

    @router.get("/export")
    def export(request: Request) -> Response:
        words = texts(chosen_language(request))
        chosen = FORMATS.get(request.query_params.get("format", ""))
        steps = read(request.query_params.multi_items())
        if chosen is None or not steps:
            return PlainTextResponse(words["no_file"], status_code=400)
        assistant = serving.assistant
        try:
            answers = [assistant.ask(asked(steps[: count + 1])) for count in range(len(steps))]
        except CitationError:
            return PlainTextResponse(words["failed"], status_code=500)
        note = briefing(steps[0].text, answers, answers[0].understood.language)
        name = file_name(steps[0].text, chosen, dt.date.today())
        return Response(
            chosen.write(note), media_type=chosen.media_type,
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )  # fmt: skip

    return router


def file_name(title: str, form: Format, today: dt.date) -> str:
    """The name of a file: the day, then the first words of what was asked, in letters that every system takes."""
    words = re.findall(r"[a-z0-9]+", fold(title))
    return "-".join(["woordelijk", today.isoformat(), *words])[:70].rstrip("-") + f".{form.ending}"
