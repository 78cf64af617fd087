"""Finding the files to read: folders, zip archives and compressed files, opened as plain streams of bytes.

Compression and archives are told by their first bytes, never by a name. Nothing is unpacked to disk or held whole in
memory. Whatever goes wrong while bytes are read (a file cut off, a wrong checksum, a password, a decompression bomb)
reaches the caller as `RecordError` naming file and place. Knows nothing of what the bytes mean.
"""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NoReturn, cast

from index.errors import RecordError
from index.readers.base import RecordFile

GZIP, XZ, ZIP = b"\x1f\x8b", b"\xfd7zXZ\x00", (b"PK\x03\x04", b"PK\x05\x06")
SUFFIXES = ("", ".gz", ".xz")
MAX_BYTES = 4 << 30
"""A file that decompresses to more than this (4 GiB) is refused."""
MAX_RATIO, RATIO_FROM = 1000, 100 << 20
"""So is one that grows more than a thousandfold, once it is past 100 MiB: records shrink about tenfold."""

_BUFFER = 1 << 18
_BROKEN = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,  # zipfile: "password required"
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
)


def walk(paths: Iterable[Path]) -> Iterator[RecordFile]:
    """Every file under `paths`: folders recursively and in the order of their names, archives member by member.

    Hidden files are skipped, and links to folders are not followed. A file that cannot be opened is yielded all the
    same: opening it raises `RecordError`, so that one bad file does not end the walk.

    Raises:
        RecordError: a path that does not exist; raised before anything is yielded.
    """
    wanted = list(paths)
    for path in wanted:
        if not path.exists():
            raise RecordError(str(path), None, "there is no such file or folder")
    return (file for path in wanted for file in _under(path))


def _under(path: Path) -> Iterator[RecordFile]:
    if not path.is_dir():
        yield from _file_or_members(path)
        return
    try:
        entries = sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield _unreadable(str(path), f"the folder cannot be listed ({error.strerror})")
        return
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            yield from _under(entry)
        elif not entry.is_dir():
            yield from _file_or_members(entry)


def _file_or_members(path: Path) -> Iterator[RecordFile]:
    if not path.is_file():
        yield _unreadable(str(path), "not a regular file (a device, a pipe, or a link that leads nowhere)")
        return
    try:
        with path.open("rb") as stream:
            zipped = stream.read(4) in ZIP
        archive = _Archive(path) if zipped else None
    except _BROKEN as error:
        yield _unreadable(str(path), f"cannot be opened ({_say(error)})")
        return
    if archive is None or archive.is_document:
        yield _on_disk(path)
    else:
        yield from archive.files()


def _on_disk(path: Path) -> RecordFile:
    def sibling(name: str) -> RecordFile | None:
        beside = (path.parent / f"{name}{suffix}" for suffix in SUFFIXES)
        return next((_on_disk(found) for found in beside if found.is_file()), None)

    return RecordFile(str(path), partial(_open_on_disk, path), sibling)


def _open_on_disk(path: Path) -> BinaryIO:
    return _plain(str(path), lambda: (path.open("rb"), path.stat().st_size))


class _Archive:
    """A zip file on disk; it stays open as long as somebody holds one of its files."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip = zipfile.ZipFile(path)
        self._members = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}

    @property
    def is_document(self) -> bool:
        """Whether this is an office document or e-book, which are zip files by construction."""
        return "[Content_Types].xml" in self._members or "mimetype" in self._members

    def files(self) -> Iterator[RecordFile]:
        for member in sorted(self._members):
            hidden = any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(member).parts)
            if not hidden:
                yield self._file(member)

    def _file(self, member: str) -> RecordFile:
        return RecordFile(self._name(member), partial(self._open, member), partial(self._sibling, member))

    def _name(self, member: str) -> str:
        return f"{self._path}!{member}"

    def _open(self, member: str) -> BinaryIO:
        info = self._members[member]
        return _plain(self._name(member), lambda: (cast(BinaryIO, self._zip.open(info)), info.compress_size))

    def _sibling(self, member: str, name: str) -> RecordFile | None:
        beside = (str(PurePosixPath(member).with_name(f"{name}{suffix}")) for suffix in SUFFIXES)
        return next((self._file(found) for found in beside if found in self._members), None)


def _unreadable(name: str, reason: str) -> RecordFile:
    def fail() -> NoReturn:
        raise RecordError(name, None, reason)

    return RecordFile(name, fail, lambda _: None)


def _plain(name: str, opener: Callable[[], tuple[BinaryIO, int]]) -> BinaryIO:
    """The decompressed bytes of what `opener` gives, which is a stream and its size as stored."""
    try:
        stored, size = opener()
    except _BROKEN as error:
        raise RecordError(name, None, f"cannot be opened ({_say(error)})") from error
    return cast(BinaryIO, io.BufferedReader(_Plain(name, stored, size), _BUFFER))


class _Plain(io.RawIOBase):
    """Stored bytes, decompressed if they need to be, counted, and with every failure turned into `RecordError`."""

    def __init__(self, name: str, stored: BinaryIO, size: int) -> None:
        super().__init__()
        self._name, self._stored, self._size = name, stored, size
        self._plain: BinaryIO | None = None
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            if self._plain is None:
                self._plain = _decompressed(self._stored)
            got = self._plain.read(len(buffer))
        except _BROKEN as error:
            place = f"byte {self._count:,}"
            raise RecordError(self._name, place, f"the file is damaged or cut off ({_say(error)})") from error
        self._count += len(got)
        self._refuse_bombs()
        buffer[: len(got)] = got
        return len(got)

    def _refuse_bombs(self) -> None:
        if self._count > MAX_BYTES:
            raise RecordError(self._name, None, f"holds more than {MAX_BYTES >> 30} GiB; split it")
        if self._count > RATIO_FROM and self._count > MAX_RATIO * self._size:
            grown = f"{self._size:,} bytes grow to more than {self._count:,}"
            raise RecordError(self._name, None, f"looks like a decompression bomb: {grown}")

    def close(self) -> None:
        if not self.closed:
            if self._plain is not None:
                self._plain.close()
            self._stored.close()
        super().close()


def _decompressed(stored: BinaryIO) -> BinaryIO:
    start = cast(io.BufferedReader, stored).peek(len(XZ))[: len(XZ)]
    if start.startswith(GZIP):
        return cast(BinaryIO, gzip.GzipFile(fileobj=stored))
    return cast(BinaryIO, lzma.LZMAFile(stored)) if start == XZ else stored


def _say(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(reason).split()).rstrip(".")
