"""What people upload: forms whose size and number of files are bounded while they are read, before anything is kept.

The name of an upload is a stranger's: `plain_name` leaves a bare file name of it. Knows nothing of what files hold.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from assistant.errors import Refused, UploadError

LONGEST_NAME = 150
_FORM_BYTES = 65_536
"""What the form's own lines may take beside the files."""

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069!/\\:*?"<>|]+')


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one form may bring: bytes in all, files. With `in_memory` nothing of it touches the disk."""

    total: int
    files: int
    in_memory: bool = False

    @property
    def megabytes(self) -> int:
        """Bytes in all, as people say it."""
        return self.total // 1_000_000


@asynccontextmanager
async def form_of(request: Request, limits: Limits) -> AsyncGenerator[FormData, None]:
    """The form that a request carries, multipart only; its files are there until the block ends.

    Raises:
        UploadError: it is larger than may be, holds too many files, or is no such form.
    """
    kind = request.headers.get("content-type", "")
    if not kind.lower().startswith("multipart/form-data"):
        raise UploadError("broken", "the form is not multipart/form-data")
    most = limits.total + _FORM_BYTES
    parser = MultiPartParser(
        request.headers, _bounded(request, most), max_files=limits.files, max_fields=20, max_part_size=limits.total
    )
    if limits.in_memory:
        parser.spool_max_size = most
    try:
        form = await parser.parse()
    except MultiPartException as error:
        reason: Refused = (
            "size" if isinstance(error, _TooMuchError) else "number" if "files" in error.message else "broken"
        )
        raise UploadError(reason, error.message) from error
    try:
        yield form
    finally:
        await form.close()


def files_in(form: FormData, field: str) -> Sequence[UploadFile]:
    """The files of a field; a field that was left empty has none."""
    found = (value for value in form.getlist(field) if isinstance(value, UploadFile))
    return [file for file in found if file.filename or file.size]


def text_in(form: FormData, field: str) -> str:
    """The text of a field, "" where there is none."""
    value = form.get(field)
    return value if isinstance(value, str) else ""


def plain_name(name: str | None, fallback: str = "file") -> str:
    """A bare file name of what a browser sent: no folders, nothing that a file system or a reader stumbles over."""
    bare = PurePosixPath((name or "").replace("\\", "/")).name
    bare = " ".join(_UNSAFE.sub(" ", bare).split()).strip(". ")
    if len(bare.encode()) <= LONGEST_NAME:
        return bare or fallback
    ending = PurePosixPath(bare).suffix[:12]
    stem = bare.encode()[: LONGEST_NAME - len(ending.encode())].decode(errors="ignore")
    return f"{stem.rstrip('. ')}{ending}"


class _TooMuchError(MultiPartException):
    """Of the parser's own kind, so that it lets go of the files that it has begun."""


async def _bounded(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    """The request's body as it comes in; of one that is too long no more is kept, whatever length it states.

    It is read on for a while, since a browser that is cut off while it sends shows no answer.
    """
    received = 0
    async for block in request.stream():
        received += len(block)
        if received <= most:
            yield block
        elif received > 10 * most:
            break
    if received > most:
        raise _TooMuchError(f"more than {most:,} bytes")
