"""Reads files into an index directory: read, cut, encode, write; only what changed.

A file is known by its name and the hash of its content. Each file is one transaction: a file that turns out bad is
reported and leaves nothing behind, and the others are read all the same. Knows nothing of questions.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from filelock import Timeout

from index import derived
from index.commitments.keeping import bring_up
from index.encoders import BUNDLED, Encoder, load_encoder
from index.errors import IndexMismatchError, RecordError
from index.preparing import Preparing, workers_for
from index.readers import reader_for, walk
from index.readers.base import RecordFile
from index.record import FileWriter, Record
from index.store import Manifest, writer_lock
from index.transcript import Sitting
from index.workers import Workers

BATCH = 2_000
"""Turns that are cut and encoded at once."""


@dataclass(slots=True)
class BuildReport:
    """What a build did."""

    files_read: list[str] = field(default_factory=list)
    files_unchanged: list[str] = field(default_factory=list)
    refused: list[RecordError] = field(default_factory=list)
    sittings: int = 0
    turns: int = 0
    passages: int = 0
    removed_passages: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: files done of all, the file at hand, passages written, seconds since the start."""

    done: int
    files: int
    name: str
    passages: int
    seconds: float


def build(
    paths: Sequence[Path],
    directory: Path,
    encoder: str | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> BuildReport:
    """Read files, folders and archives into an index directory, made if it is not there.

    Files that are in the directory with the same content are skipped; others in the directory are left as they are.
    `encoder` defaults to the directory's own, or the bundled one for a new directory.

    Raises:
        IndexMismatchError: the directory was built otherwise than asked for.
        EncoderError: the encoder cannot be loaded.
    """
    report = BuildReport()
    begun = time.monotonic()
    if directory.exists() and not directory.is_dir():
        raise IndexMismatchError(f"{directory} is a file, and an index is a directory: name another with --index")
    directory.mkdir(parents=True, exist_ok=True)
    with _Writing(directory):
        if (directory / "manifest.json").is_file():
            manifest = Manifest.read(directory)
            chosen = load_encoder(encoder or manifest.encoder)
            manifest.check(chosen, directory)
        else:
            if (directory / "record.sqlite").exists():
                raise IndexMismatchError(
                    f"{directory} has a record.sqlite but no manifest.json, which says how it was built. Rebuild: "
                    f"remove {directory} and run python -m index build PATH... --index {directory}"
                )
            chosen = load_encoder(encoder or BUNDLED)
            manifest = Manifest.of(chosen)
            manifest.write(directory)
        truth = Record(directory / "record.sqlite")
        try:
            bring_up(truth)
            before, removed = truth.revision, []
            found = _found(paths, report)
            with Workers(workers_for(chosen)) as workers:
                for done, file in enumerate(found):

                    def state(name: str = file.name, done: int = done) -> None:
                        progress(Progress(done, len(found), name, report.passages, time.monotonic() - begun))

                    state()
                    try:
                        removed += _take_in(file, truth, chosen, workers, report, state)
                    except RecordError as error:
                        report.refused.append(error)
            report.removed_passages = len(removed)
            parts = derived.current(directory)
            if parts is None or parts.revision != truth.revision:
                derived.update(directory, truth, manifest.dimensions, removed, before)
        finally:
            truth.close()
    report.seconds = time.monotonic() - begun
    return report


def remove(names: Sequence[str], directory: Path) -> list[str]:
    """Forget sittings by id, or files by name; gives the names that were not found.

    A file is read again when it is named again, if it was removed or a sitting of it was.

    Raises:
        IndexMismatchError: the directory holds no index that this program can change.
    """
    manifest = Manifest.read(directory)
    gone: list[int] = []
    with _Writing(directory):
        truth = Record(directory / "record.sqlite")
        try:
            before = truth.revision
            found = [name for name in dict.fromkeys(names) if truth.file_of(name) or truth.file_hash(name) is not None]
            if found:
                with truth.writing() as writer:
                    for name in found:
                        gone += _leave_out(writer, name)
                derived.update(directory, truth, manifest.dimensions, gone, before)
        finally:
            truth.close()
    return [name for name in names if name not in found]


def _leave_out(writer: FileWriter, name: str) -> list[int]:
    """Remove a sitting or a file; gives the keys of the passages that are gone."""
    sitting = writer.sitting_key(name)
    if sitting is None:
        return writer.remove_file(name)
    writer.forget_hash(sitting[1])
    return writer.remove_sitting(sitting[0])


class _Writing:
    """Holds the writer's lock, or says in one line that another process does."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = writer_lock(directory, wait=10)

    def __enter__(self) -> None:
        try:
            self._lock.acquire()
        except Timeout:
            raise IndexMismatchError(
                f"{self._directory} is being written by another process; try again when it is done"
            ) from None

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def _found(paths: Sequence[Path], report: BuildReport) -> list[RecordFile]:
    """All files under the paths; one that cannot be opened is reported."""
    files: list[RecordFile] = []
    for path in paths:
        try:
            files += walk([path])
        except RecordError as error:
            report.refused.append(error)
    return files


def _take_in(
    file: RecordFile,
    truth: Record,
    encoder: Encoder,
    workers: Workers,
    report: BuildReport,
    tell: Callable[[], None],
) -> list[int]:
    """Read one file in one transaction; gives the keys of the passages of its earlier version."""
    sha256 = file.sha256()
    if truth.has_content(sha256):  # under this name or another: a file may have moved, or be named by another path
        report.files_unchanged.append(file.name)
        return []
    known = truth.file_hash(file.name)
    reader = reader_for(file)
    sittings = turns = passages = 0
    with truth.writing() as writer:
        removed = writer.remove_file(file.name) if known is not None else []
        writer.add_file(file.name, sha256, reader.name)
        for batch, prepared in workers.map(Preparing(encoder), _batches(reader.read(file))):
            for sitting, (pieces, made) in zip(batch, prepared, strict=True):
                _refuse_twice(writer, sitting, file)
                writer.add_sitting(file.name, sitting, pieces, made)
                sittings, turns, passages = sittings + 1, turns + len(sitting.turns), passages + len(pieces)
                report.passages += len(pieces)
            tell()
    report.files_read.append(file.name)
    report.sittings += sittings
    report.turns += turns
    return removed


def _refuse_twice(writer: FileWriter, sitting: Sitting, file: RecordFile) -> None:
    known = writer.sitting_key(sitting.id)
    if known:
        raise RecordError(
            file.name, f"sitting {sitting.id}", f"is in the index already, from {known[1]}; remove that first"
        )
    taken = writer.taken_turn([turn.id for turn in sitting.turns])
    if taken:
        reason = f"is in the index already, in sitting {taken[1]}; a turn's id must be its own in the whole index"
        raise RecordError(file.name, f"turn {taken[0]}", reason)


def _batches(read: Iterator[Sitting]) -> Iterator[list[Sitting]]:
    """Sittings in batches of some thousand turns."""
    waiting: list[Sitting] = []
    held = 0
    for sitting in read:
        waiting.append(sitting)
        held += len(sitting.turns)
        if held >= BATCH:
            yield waiting
            waiting, held = [], 0
    if waiting:
        yield waiting
