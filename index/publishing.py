"""Derived parts between machines: whoever writes to a shared store publishes them there, and others fetch them.

Making the parts of a large record takes minutes, fetching them seconds. A directory that is lost, or new, is filled
from the store; files that it has already are not fetched again. Knows nothing of what is in the parts.
"""

from __future__ import annotations

from pathlib import Path

from index import derived
from index.errors import StoreError
from index.place import Place
from index.record import Record
from index.record.published import sha256_of


def bring_up(place: Place, record: Record, dimensions: int) -> None:
    """Bring the derived parts up to the record, and publish them if the store is shared. For the one writer."""
    directory = place.directory
    if record.is_shared:
        fetch(directory, record)
    parts = derived.current(directory)
    if parts is None or parts.revision != record.revision or not derived.fits(place, parts, record):
        derived.update(place, record, dimensions)
    if record.is_shared:
        record.publish({path.relative_to(directory).as_posix(): path for path in derived.files(directory)})


def is_behind(directory: Path, record: Record) -> bool:
    """Whether the parts that readers use are behind the record: those published in a shared store, else these."""
    if record.is_shared:
        sha256 = record.published_hash(derived.FILE)
        parts = derived.parsed(b"".join(record.content(sha256))) if sha256 else None
    else:
        parts = derived.current(directory)
    return parts is None or parts.revision != record.revision


def is_fetched(directory: Path, record: Record) -> bool:
    """Whether the parts in use are those that are published now."""
    named = directory / derived.FILE
    return named.is_file() and record.published_hash(derived.FILE) == sha256_of(named)


def fetch(directory: Path, record: Record) -> bool:
    """Put the published parts in use; False if there are none that this program can use.

    Raises:
        StoreError: what is published is damaged.
    """
    with record.snapshot():
        published = record.published()
        if derived.FILE not in published:
            return False
        named = b"".join(record.content(published.pop(derived.FILE)))
        if derived.parsed(named) is None:
            return False
        if derived.current(directory) is not None and (directory / derived.FILE).read_bytes() == named:
            return True
        held = {sha256_of(path): path for path in derived.files(directory)}
        for path, sha256 in published.items():
            _put(directory, path, sha256, held, record)
    derived.swap(directory, named)
    return True


def _put(directory: Path, path: str, sha256: str, held: dict[str, Path], record: Record) -> None:
    """Put one file where it belongs, in one step."""
    target = directory / path
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.new")
    beside.unlink(missing_ok=True)
    if sha256 in held:
        derived.link_or_copy(held[sha256], beside)
    else:
        with beside.open("wb") as file:
            for content in record.content(sha256):
                file.write(content)
        if sha256_of(beside) != sha256:
            raise StoreError(
                f"{record.name}: the published {target.name} is damaged: empty its tables parts and blocks"
            )
    beside.replace(target)
