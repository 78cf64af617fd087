"""The view that checks quotes: one, which has an address, or every quotation of a text or document.

What is handed in stays in memory and is gone with the response. A verdict is said in words and by a sign, never by
colour alone. Knows nothing of how quotes are checked.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from assistant.answer import Citation, Language
from assistant.answering.phrases import date_in_words, speaker_in_words
from assistant.assistant import Assistant
from assistant.errors import DocumentError, UploadError
from assistant.quotes.documents import MOST_CHARACTERS, document_text
from assistant.quotes.fingerprint import fingerprint
from assistant.quotes.report import markdown, write_csv
from assistant.quotes.verdict import Checked, Part, QuoteReport
from assistant.quotes.wording import explained, fingerprint_line, label, unlisted, word
from assistant.web.addresses import context_address, outside_address
from assistant.web.guard.uploads import Limits, files_in, form_of, plain_name, text_in
from assistant.web.pages import chosen_language, page
from assistant.web.serving import Serving
from assistant.web.texts import texts
from index.language import language_of

LONGEST_QUOTE = 5_000
"""Characters. What is longer is a text with quotations in it."""

MOST_QUOTATIONS = 200
LISTED = 20
"""Places shown of one quote."""

UPLOAD = Limits(total=5_000_000, files=1, in_memory=True)

_REFUSED = {"size": "upload_size", "number": "upload_number", "broken": "upload_broken"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the record as it is shown under a quote."""

    number: int
    quote: str
    language: str
    speaker: str
    date: str
    title: str
    address: str
    official: str | None
    code: str


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A checked quote as it is laid out; `kind` is the verdict as a name of a style."""

    words: str
    kind: str
    label: str
    explained: str
    difference: tuple[Part, ...]
    places: tuple[Place, ...]
    unlisted: str | None
    fingerprint: str | None
    printed: Place | None


def check_pages(serving: Serving) -> APIRouter:
    """Routes of the view at /check."""
    router = APIRouter()

    @router.get("/check", response_class=HTMLResponse)
    def check(
        request: Request,
        words: str = "",
        said_by: str = "",
        form: Annotated[str, Query(alias="report")] = "",
    ) -> Response:
        language, words, said_by = chosen_language(request), words.strip(), said_by.strip()[:200]
        if not words:
            return _page(request)
        if len(words) > LONGEST_QUOTE:
            return _page(request, words=words, said_by=said_by, refused=texts(language)["check_long"], status=400)
        checked = serving.assistant.check_quote(words, said_by or None)
        report = QuoteReport((checked,), language)
        if form in _FORMS:
            return _download(report, form)
        downloads = {one: f"check?{urlencode({'words': words, 'said_by': said_by, 'report': one})}" for one in _FORMS}
        return _page(request, words=words, said_by=said_by, report=report, downloads=downloads)

    @router.post("/check", response_class=HTMLResponse)
    async def check_document(request: Request) -> Response:
        language = chosen_language(request)
        said = texts(language)
        name = ""
        try:
            async with form_of(request, UPLOAD) as sent:
                form, text = text_in(sent, "report"), text_in(sent, "text")
                for file in files_in(sent, "document"):
                    name = plain_name(file.filename)
                    text = await run_in_threadpool(document_text, await file.read(), name)
        except UploadError as error:
            line = said[_REFUSED[error.kind]].format(size=UPLOAD.megabytes, number=UPLOAD.files)
            return _page(request, refused=line, status=413 if error.kind == "size" else 400)
        except DocumentError as error:
            reason = str(error).removeprefix(f"{name}: ")
            return _page(request, refused=said["document_refused"].format(name=name), reason=reason, status=400)
        if not text.strip():
            return _page(request, refused=said["check_nothing"], status=400)
        if len(text) > MOST_CHARACTERS:
            return _page(request, refused=said["upload_size"].format(size=UPLOAD.megabytes), status=413)
        report = await run_in_threadpool(_report, serving.assistant, text, language)
        return _download(report, form) if form in _FORMS else _page(request, text=text, name=name, report=report)

    return router


def _report(assistant: Assistant, text: str, language: Language) -> QuoteReport:
    """The report on a text, in the language of the page."""
    return replace(assistant.check_text(text, MOST_QUOTATIONS), language=language)


def _page(request: Request, *, status: int = 200, report: QuoteReport | None = None, **values: Any) -> HTMLResponse:
    language = chosen_language(request)
    given: dict[str, Any] = {
        "words": "", "said_by": "", "text": "", "name": "", "refused": None, "reason": None, "downloads": {},
    } | values  # fmt: skip
    shown = [_shown(checked, language) for checked in report.checked] if report else []
    counts = [(_kind(verdict), label(verdict, language), n) for verdict, n in report.counts().items()] if report else []
    unchecked = None
    if report and report.unchecked:
        unchecked = word("unchecked", language, count=len(shown), rest=report.unchecked)
    return page(
        request, "check.html", "check", status=status, report=report, quotes=shown, counts=counts,
        unchecked=unchecked, nothing=word("none", language), forms=list(_FORMS), longest=LONGEST_QUOTE, upload=UPLOAD,
        **given,
    )  # fmt: skip


def _shown(checked: Checked, language: Language) -> ShownQuote:
    printed = checked.fingerprint.citation if checked.fingerprint and not checked.fingerprint.agrees else None
    return ShownQuote(
        checked.words,
        _kind(checked.verdict),
        label(checked.verdict, language),
        explained(checked, language),
        checked.difference,
        tuple(_place(place, language) for place in checked.places[:LISTED]),
        unlisted(checked, language, LISTED),
        fingerprint_line(checked, language),
        _place(printed, language) if printed else None,
    )


def _kind(verdict: str) -> str:
    return verdict.replace(" ", "-")


def _place(place: Citation, language: Language) -> Place:
    return Place(
        place.number,
        place.quote,
        language_of(place.turn, place.start, place.end),
        speaker_in_words(place.turn.speaker, language),
        date_in_words(place.sitting.date, language),
        place.sitting.title,
        context_address(place),
        outside_address(place.locator.url),
        fingerprint(place),
    )


def _csv(report: QuoteReport) -> str:
    table = io.StringIO(newline="")
    write_csv(report, table)
    return f"\ufeff{table.getvalue()}"  # without the mark, a spreadsheet reads UTF-8 as something else


_FORMS: Mapping[str, tuple[str, str, Callable[[QuoteReport], str]]] = {
    "markdown": ("report.md", "text/markdown", markdown),
    "csv": ("report.csv", "text/csv", _csv),
}
"""Forms in which a report is downloaded: file name, media type, and what writes it."""


def _download(report: QuoteReport, form: str) -> Response:
    name, kind, write = _FORMS[form]
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(write(report), media_type=f"{kind}; charset=utf-8", headers=headers)
