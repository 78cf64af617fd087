"""The system that is evaluated: a pool built into an index directory, and the assistant over it.

The same code that serves users, reached through the doors that they use. An index directory of the evaluator
holds one pool and nothing else: it is updated while the pool, the encoder and the rules stay the same, and
otherwise built anew. Knows nothing of questions or metrics.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import Timeout

from assistant.assistant import Assistant
from eval.gold import GoldError, GoldSet
from index.build import build
from index.demo import record_folder
from index.errors import IndexMismatchError
from index.place import Place, at
from index.store import Index, open_index, writer_lock

WORKSPACE = Path(".eval")
"""Where pools are built, under the current directory."""


@dataclass(frozen=True, slots=True)
class System:
    """The assistant over one pool. `documents` maps every turn of the pool to its document."""

    assistant: Assistant
    documents: dict[str, str]
    encoder: str
    index: str


def pool_of(gold: GoldSet, corpus: Path | None) -> Path:
    """The pool that is asked for, else the one that came with the gold set, else the demo record.

    Raises:
        GoldError: there is no such file.
    """
    if corpus is not None and not corpus.exists():
        raise GoldError(f"{corpus}: there is no such file; --corpus names the pool, a file or folder of records")
    return corpus or gold.corpus or record_folder()


def prepare(gold: GoldSet, pool: Path, encoder: str | None, advance: Callable[[int], None]) -> Path:
    """Build the pool into its index directory, ``.eval/<gold set>-<encoder>``, and give that directory.

    `advance` is told how many passages are written. A directory that holds another pool or was built by other
    rules is removed first: an index would keep what it has and add to it.

    Raises:
        RecordError: the pool cannot be read.
    """
    name = "bundled" if encoder is None else Path(encoder).name
    directory = WORKSPACE / re.sub(r"[^\w.-]+", "-", f"{gold.name}-{name}")
    stamp = directory.with_name(f"{directory.name}.pool")
    fingerprint = _fingerprint(pool, encoder)
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != fingerprint:
        if directory.exists():
            shutil.rmtree(directory)
        WORKSPACE.mkdir(exist_ok=True)
        # Before the build, so that one that is interrupted goes on where it was.
        stamp.write_text(fingerprint, encoding="ascii")
    try:
        report = build([pool.resolve()], directory, encoder, lambda far: advance(far.passages))
    except IndexMismatchError as mismatch:
        try:
            with writer_lock(directory, wait=0):
                shutil.rmtree(directory)
        except Timeout:  # another process is writing it: that is what the message says
            raise mismatch from None
        report = build([pool.resolve()], directory, encoder, lambda far: advance(far.passages))
    if report.refused:
        raise report.refused[0]
    return directory


@contextmanager
def opened(place: Place | Path) -> Iterator[System]:
    """The assistant over an index, for the length of a ``with``."""
    place = at(place)
    index = open_index(place)
    try:
        yield System(Assistant(index), documents_of(index), index.encoder_name, str(place.directory))
    finally:
        index.close()


def _fingerprint(pool: Path, encoder: str | None) -> str:
    """A hash of the pool's files, by place and content, and of which encoder is meant."""
    named = Path(encoder).resolve() if encoder is not None and Path(encoder).is_dir() else encoder
    digest = hashlib.sha256(str(named).encode())
    for file in sorted(pool.resolve().rglob("*")) if pool.is_dir() else [pool.resolve()]:
        if file.is_file():
            digest.update(str(file).encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def documents_of(index: Index) -> dict[str, str]:
    """The document (sitting) of every turn."""
    keys = index.layout.sitting_of_turn.tolist()
    return {turn_id: index.sittings[key].id for turn_id, key in zip(index.turn_ids(), keys, strict=True)}
