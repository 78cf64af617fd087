"""For administrators: the files of the index, adding with progress, what readers could not place, removing.

Whoever is no administrator is told so in one line, and finds no link here. Knows nothing of how an index is written.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from assistant.answer import Language
from assistant.answering.phrases import date_in_words, grouped, many
from assistant.errors import BusyError, UploadError
from assistant.web.addresses import anchor_address, sitting_address, turn_anchor
from assistant.web.guard.identity import reader_of
from assistant.web.guard.uploads import Limits, files_in, form_of, plain_name, text_in
from assistant.web.pages import chosen_language, page
from assistant.web.serving import Serving
from assistant.web.texts import texts
from assistant.web.views.jobs import Job, Jobs, shown_name
from index.store import HeldFile, Index
from index.transcript import NoteKind, SittingInfo

UPLOAD = Limits(total=64_000_000, files=50)
SMALL = Limits(total=100_000, files=0)
"""A form with a name in it."""

PAGE = 100
"""Files on a page."""

SHOWN = 200
"""Stretches that a reader could not place, shown of one file."""

KINDS: tuple[NoteKind, ...] = get_args(NoteKind)
"""The kinds of notes; `note_KIND` is the text of each."""

_REFUSED = {"size": "upload_size", "number": "upload_number", "broken": "upload_broken"}


def manage_pages(serving: Serving) -> APIRouter:
    """Routes under /record/manage."""
    router = APIRouter(prefix="/record/manage")
    jobs = Jobs(serving)

    @router.get("", response_class=HTMLResponse)
    def files(request: Request) -> Response:
        return _refused(request, "../") or _files(request, serving.assistant.index, jobs)

    @router.post("")
    async def add(request: Request) -> Response:
        if refused := _refused(request, "../"):
            return refused
        said, index = texts(chosen_language(request)), serving.assistant.index
        if jobs.running:
            return _files(request, index, jobs, said["manage_busy"], 409)
        try:
            async with form_of(request, UPLOAD) as sent:
                uploads = [(plain_name(file.filename), file.file) for file in files_in(sent, "files")]
                if not uploads:
                    return _files(request, index, jobs, said["manage_none"], 400)
                job = await run_in_threadpool(jobs.add, uploads, reader_of(request).name)
        except UploadError as error:
            line = said[_REFUSED[error.kind]].format(size=UPLOAD.megabytes, number=UPLOAD.files)
            return _files(request, index, jobs, line, 413 if error.kind == "size" else 400)
        except BusyError:
            return _files(request, index, jobs, said["manage_busy"], 409)
        except OSError as error:
            unkept = said["manage_unkept"]
            return _files(request, index, jobs, f"{unkept} ({error.strerror})", 507)
        return RedirectResponse(f"manage/job?n={job.number}", 303)

    @router.get("/file", response_class=HTMLResponse)
    def file(request: Request, name: str = "") -> Response:
        if refused := _refused(request, "../../"):
            return refused
        index, language = serving.assistant.index, chosen_language(request)
        held = next((one for one in index.files() if one.name == name), None)
        if held is None:
            return _line(request, "manage_gone", 404)
        return page(request, "manage_file.html", "record", root="../../", **_held(index, held, language))

    @router.get("/remove", response_class=HTMLResponse)
    def confirm(request: Request, name: str = "") -> Response:
        if refused := _refused(request, "../../"):
            return refused
        goes = _what_goes(serving.assistant.index, name, chosen_language(request))
        if goes is None:
            return _line(request, "manage_gone", 404)
        return page(request, "manage_remove.html", "record", root="../../", name=name, **goes)

    @router.post("/remove")
    async def remove(request: Request) -> Response:
        if refused := _refused(request, "../../"):
            return refused
        try:
            async with form_of(request, SMALL) as sent:
                name = text_in(sent, "name")
            job = jobs.remove(name, reader_of(request).name)
        except UploadError:
            return _line(request, "upload_broken", 400)
        except BusyError:
            return _line(request, "manage_busy", 409)
        return RedirectResponse(f"job?n={job.number}", 303)

    @router.get("/job", response_class=HTMLResponse)
    def job(request: Request, n: str = "") -> Response:
        if refused := _refused(request, "../../"):
            return refused
        found = _job(jobs, n)
        if found is None:
            return _line(request, "manage_gone", 404)
        shown = _shown(found, chosen_language(request))
        return page(request, "manage_job.html", "record", root="../../", job=found, **shown)

    @router.get("/job.json")
    def job_json(request: Request, n: str = "") -> Response:
        found = _job(jobs, n)
        if not reader_of(request).admin or found is None:
            return JSONResponse({}, 404)
        line = _progress(found, chosen_language(request))
        return JSONResponse({"finished": found.finished, "done": found.done, "files": found.files, "line": line})

    return router


def _refused(request: Request, root: str) -> HTMLResponse | None:
    """The page for whoever is no administrator."""
    if reader_of(request).admin:
        return None
    return page(request, "manage_line.html", "record", root=root, status=403, line="not_admin")


def _line(request: Request, line: str, status: int) -> HTMLResponse:
    return page(request, "manage_line.html", "record", root="../../", status=status, line=line)


def _files(request: Request, index: Index, jobs: Jobs, refused: str | None = None, status: int = 200) -> HTMLResponse:
    """The page with every file of the index."""
    language = chosen_language(request)
    every = index.files()
    last = max(1, -(-len(every) // PAGE))
    number = request.query_params.get("page", "")
    at = min(int(number), last) if number.isdecimal() and len(number) < 9 and int(number) else 1
    rows = [
        {
            "name": one.name,
            "shown": shown_name(one.name) if shown_name(one.name) != one.name else PurePath(one.name).name,
            "format": one.format,
            "sittings": grouped(len(one.sittings), language),
            "turns": grouped(one.turns, language),
            "unplaced": grouped(one.notes.get("unplaced", 0), language),
        }
        for one in every[(at - 1) * PAGE : at * PAGE]
    ]
    recent = [{"number": job.number, "line": _title(job, language), "began": _when(job)} for job in jobs.recent]
    return page(
        request, "manage.html", "record", root="../", status=status, files=rows, at=at, last=last, refused=refused,
        running=jobs.running, recent=recent, upload=UPLOAD,
    )  # fmt: skip


def _held(index: Index, held: HeldFile, language: Language) -> dict[str, Any]:
    """What a file gave, and the words that its reader could not place."""
    unplaced: list[dict[str, str]] = []
    for row in held.sittings:
        sitting = index.sitting(row.id)
        if sitting is None or len(unplaced) >= SHOWN:
            continue
        for note in sitting.notes:
            if note.kind == "unplaced":
                anchor = turn_anchor(sitting.turns[note.after].id) if 0 <= note.after < len(sitting.turns) else ""
                address = f"{sitting_address(row.id)}{anchor_address(anchor) if anchor else ''}"
                unplaced.append({"text": note.text, "address": address, "title": row.title})
    return {
        "file": held,
        "shown": shown_name(held.name),
        "turns": many("turn", held.turns, language),
        "sittings": [_sitting(row, language) for row in held.sittings],
        "notes": [(kind, grouped(held.notes[kind], language)) for kind in KINDS if kind in held.notes],
        "unplaced": unplaced[:SHOWN],
    }


def _what_goes(index: Index, name: str, language: Language) -> dict[str, Any] | None:
    """What would go if this file or sitting were removed, None if there is no such thing."""
    held = index.files()
    for one in held:
        if one.name == name:
            return {
                "shown": shown_name(name),
                "sittings": [_sitting(row, language) for row in one.sittings],
                "file": None,
            }
    for one in held:
        for row in one.sittings:
            if row.id == name:
                return {"shown": row.title, "sittings": [_sitting(row, language)], "file": shown_name(one.name)}
    return None


def _sitting(row: SittingInfo, language: Language) -> dict[str, str]:
    date = date_in_words(row.date, language)
    return {"id": row.id, "title": row.title, "date": date, "address": sitting_address(row.id)}


def _job(jobs: Jobs, number: str) -> Job | None:
    """The change of this number; the newest where none is named."""
    return next((job for job in jobs.recent if number in ("", str(job.number))), None)


def _title(job: Job, language: Language) -> str:
    said = texts(language)
    names = ", ".join(shown_name(name) for name in job.names[:3]) + (" …" if len(job.names) > 3 else "")
    return said["job_add" if job.kind == "add" else "job_remove"].format(names=names)


def _when(job: Job) -> str:
    return job.began.astimezone().strftime("%Y-%m-%d %H:%M")


def _progress(job: Job, language: Language) -> str:
    said = texts(language)
    if job.finished:
        return said["job_failed" if job.failed else "job_finished"]
    values = {"done": job.done, "files": job.files, "passages": grouped(job.passages, language)}
    return said["job_progress"].format(**values)


def _shown(job: Job, language: Language) -> dict[str, Any]:
    return {
        "title": _title(job, language),
        "began": _when(job),
        "line": _progress(job, language),
        "gave": [many("sitting", job.sittings, language), many("turn", job.turns, language)],
        "refused": [(shown_name(one.file), one.place, one.reason) for one in job.refused],
        "missing": [shown_name(name) for name in job.missing],
    }
