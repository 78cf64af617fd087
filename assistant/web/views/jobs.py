"""Changes to the index from the page: files added, files or sittings removed, one change at a time, in the background.

What is uploaded is kept in the index directory, `files/BATCH/NAME`, as long as the record holds something that was read
from it: an index of another format can be built from there. A name that was given once is never written over, for each
upload has a folder of its own. When a change is done the index is opened anew. Knows nothing of pages.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import secrets
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal

from assistant.errors import BusyError
from assistant.web.serving import Serving
from index.build import Progress, build, remove
from index.errors import RecordError, WoordelijkError
from index.place import Place
from index.record import Record

FOLDER = "files"
KEPT = 20
"""Changes that are remembered, with what was refused, until the program stops."""

_UPLOAD = re.compile(rf"(?:^|/){FOLDER}/(?P<batch>\d{{8}}-\d{{6}}-[0-9a-f]{{8}})/(?P<name>[^/].*)$", re.DOTALL)

_LOG = logging.getLogger(__name__)

Upload = tuple[str, IO[bytes]]
"""A safe bare name, and what is to be read from."""


@dataclass(slots=True)
class Job:
    """One change: who asked for it, how far it is, and what came of it. `failed` says in a line why nothing did."""

    number: int
    kind: Literal["add", "remove"]
    names: tuple[str, ...]
    by: str | None
    began: dt.datetime
    done: int = 0
    files: int = 0
    name: str = ""
    passages: int = 0
    finished: bool = False
    failed: str | None = None
    read: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[RecordError] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    sittings: int = 0
    turns: int = 0


class Jobs:
    """The changes to the index that is served."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._one = threading.Lock()
        self._jobs: list[Job] = []

    @property
    def recent(self) -> list[Job]:
        """The changes that are remembered, newest first."""
        return self._jobs[::-1]

    @property
    def running(self) -> Job | None:
        """The change that is being made."""
        return next((job for job in self._jobs[-1:] if not job.finished), None)

    def add(self, uploads: Sequence[Upload], by: str | None) -> Job:
        """Begin to take in files.

        Raises:
            BusyError: another change is being made.
            OSError: they cannot be kept.
        """
        with self._one:
            job = self._begin("add", tuple(name for name, _ in uploads), by)
        folder = self._place.directory / FOLDER / f"{job.began:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"
        try:
            paths = _kept(folder, uploads)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            job.failed, job.finished = "the files could not be kept", True
            raise
        self._start(job, lambda: self._add(job, paths), folder)
        return job

    def remove(self, name: str, by: str | None) -> Job:
        """Begin to remove a file by the name that the record has for it, or a sitting by its id.

        Raises:
            BusyError: another change is being made.
        """
        with self._one:
            job = self._begin("remove", (name,), by)
        self._start(job, lambda: self._remove(job), self._folder_of(name))
        return job

    @property
    def _place(self) -> Place:
        return self._serving.assistant.index.place

    def _begin(self, kind: Literal["add", "remove"], names: tuple[str, ...], by: str | None) -> Job:
        if self.running:
            raise BusyError("another change is being made to the index; try again when it is done")
        number = self._jobs[-1].number + 1 if self._jobs else 1
        job = Job(number, kind, names, by, dt.datetime.now(dt.UTC), files=len(names))
        self._jobs = [*self._jobs[-KEPT + 1 :], job]
        return job

    def _start(self, job: Job, work: Callable[[], None], folder: Path | None) -> None:
        threading.Thread(target=self._do, args=(job, work, folder), name=f"index job {job.number}", daemon=True).start()

    def _do(self, job: Job, work: Callable[[], None], folder: Path | None) -> None:
        try:
            try:
                work()
            finally:
                if folder is not None:
                    _clear(folder, self._place)
                self._serving.reopen()
        except (WoordelijkError, OSError) as error:
            job.failed = str(error)
        except Exception as error:  # whatever it was, the others must be able to go on
            _LOG.exception("a change to the index failed")
            job.failed = f"an error of this program ({type(error).__name__}); its log says more"
        finally:
            job.finished = True

    def _add(self, job: Job, paths: Sequence[Path]) -> None:
        def tell(state: Progress) -> None:
            job.done, job.files, job.passages = state.done, state.files, state.passages
            job.name = shown_name(state.name)

        report = build(paths, self._place, progress=tell)
        job.read = [shown_name(name) for name in report.files_read]
        job.unchanged = [shown_name(name) for name in report.files_unchanged]
        job.refused, job.sittings, job.turns = report.refused, report.sittings, report.turns

    def _remove(self, job: Job) -> None:
        job.missing = remove(job.names, self._place)

    def _folder_of(self, name: str) -> Path | None:
        """The folder of the upload that a file of the record came from."""
        upload = _upload(name)
        folder = self._place.directory / FOLDER / upload[0] if upload else None
        return folder if folder is not None and folder.is_dir() else None


def shown_name(name: str) -> str:
    """A file's name for people: an upload's without the folder that it is kept in."""
    upload = _upload(name)
    return upload[1] if upload else name


def _upload(name: str) -> tuple[str, str] | None:
    """The batch of an upload and its name within, with the member if it is an archive's; None if it is no upload."""
    match = _UPLOAD.search(name.replace("\\", "/"))
    return (match["batch"], match["name"]) if match else None


def _kept(folder: Path, uploads: Sequence[Upload]) -> list[Path]:
    """The uploads written into a new folder; of names that are the same the later gets a number."""
    folder.mkdir(parents=True)
    paths = []
    for number, (name, content) in enumerate(uploads, start=1):
        path = folder / name
        if path.exists():
            path = folder / f"{number}-{name}"
        with path.open("xb") as file:
            shutil.copyfileobj(content, file, 1 << 20)
        paths.append(path)
    return paths


def _clear(folder: Path, place: Place) -> None:
    """Delete the uploads of a folder from which the record holds nothing."""
    truth = Record(place.record)
    try:
        uploads = [upload for row in truth.file_rows() if (upload := _upload(row.name))]
    finally:
        truth.close()
    held = [bare for batch, bare in uploads if batch == folder.name]
    for path in folder.iterdir():
        if not any(bare == path.name or bare.startswith(f"{path.name}!") for bare in held):
            path.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
