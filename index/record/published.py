"""Derived parts that the writer of a shared store published: files by their path, contents by their hash.

A publication is one transaction: whoever reads sees the one before it or the whole of it, and contents that the one
before it had are not sent again. Knows nothing of what the files hold.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import sqlalchemy as sa

from index.record.database import Database
from index.record.schema import blocks, parts

BLOCK = 1 << 22
"""Bytes of a file that are a row."""


class PublishedParts(Database):
    """The files of the last publication."""

    def published(self) -> dict[str, str]:
        """The SHA-256 of each file, by its path."""
        with self._reading() as connection:
            return {row.path: row.sha256 for row in connection.execute(sa.select(parts))}

    def published_hash(self, path: str) -> str | None:
        """The SHA-256 of one file, None if it is not there."""
        with self._reading() as connection:
            found: str | None = connection.scalar(sa.select(parts.c.sha256).where(parts.c.path == path))
            return found

    def content(self, sha256: str) -> Iterator[bytes]:
        """A file's content, piece by piece."""
        query = sa.select(blocks.c.content).where(blocks.c.sha256 == sha256).order_by(blocks.c.number)
        with self._reading() as connection:
            yield from connection.execution_options(yield_per=4).scalars(query)

    def publish(self, files: Mapping[str, Path]) -> None:
        """Put files, by the path that they are to have, in place of what was published before."""
        hashes = {path: sha256_of(file) for path, file in files.items()}
        before = self.published()
        if hashes == before:
            return
        with self._transaction() as connection:
            sent = set(before.values())
            for path, sha256 in hashes.items():
                if sha256 not in sent:
                    sent.add(sha256)
                    for number, content in enumerate(_pieces(files[path])):
                        connection.execute(sa.insert(blocks), {"sha256": sha256, "number": number, "content": content})
            connection.execute(sa.delete(parts))
            connection.execute(sa.insert(parts), [{"path": path, "sha256": sha} for path, sha in hashes.items()])
            connection.execute(sa.delete(blocks).where(blocks.c.sha256.not_in(sa.select(parts.c.sha256))))


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file's content."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _pieces(file: Path) -> Iterator[bytes]:
    """A file in pieces: one, of nothing, if it is empty."""
    with file.open("rb") as opened:
        yield opened.read(BLOCK)
        while piece := opened.read(BLOCK):
            yield piece
