"""What a reader is: it recognises a format by its first bytes and turns a file into sittings.

A reader yields whole sittings, or raises `RecordError` naming file and place; it never yields part of one. It may
yield many sittings one after the other without holding them all. Knows nothing of stores or search.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from index.transcript import Sitting

HEAD_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class RecordFile:
    """One file to read, wherever it lies: on disk, compressed, or inside an archive.

    `name` is what the user sees ("folder/a.xml.gz", "a.zip!b.txt"). `opener` opens the decompressed bytes from the
    start, every time. `sibling` opens a file of the given bare name that lies beside this one (compressed or not),
    or gives None: a ParlaMint sitting finds its corpus root that way.
    """

    name: str
    opener: Callable[[], BinaryIO]
    sibling: Callable[[str], RecordFile | None]

    def head(self) -> bytes:
        """The first `HEAD_BYTES` decompressed bytes."""
        with self.opener() as stream:
            return stream.read(HEAD_BYTES)

    def read(self) -> bytes:
        """All decompressed bytes."""
        with self.opener() as stream:
            return stream.read()

    def sha256(self) -> str:
        """Hash of the decompressed bytes, as 64 hexadecimal digits."""
        digest = hashlib.sha256()
        with self.opener() as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()


class Reader(Protocol):
    """One format. `name` is shown to users; `sniff` looks only at the head, never at the file's name."""

    name: str

    def sniff(self, head: bytes) -> bool:
        """Whether a file beginning with these bytes is of this format."""
        ...

    def read(self, file: RecordFile) -> Iterator[Sitting]:
        """The file's sittings, each complete.

        Raises:
            RecordError: what is wrong and where; sittings already yielded from this file are then dropped.
        """
        ...
