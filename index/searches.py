"""The two searches of an index in Milvus: filled, brought up, and opened under a name that its derived parts give.

Milvus knows no transactions, so an index there is marked with the record's revision when a change is complete, and
with none while it is made: what was left half done is filled anew, under another name. Knows nothing of other parts.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

import numpy as np

from index.errors import IndexMismatchError
from index.lexical.base import LexicalPassage
from index.lexical.milvus import MilvusLexicalIndex, mark, revision_of
from index.milvus import MilvusServer
from index.place import Milvus
from index.record import Record
from index.record.columns import Ints
from index.vectors.milvus import MilvusVectorIndex


class MilvusSearches:
    """The searches of one record on a Milvus server."""

    def __init__(self, address: Milvus, record: Record) -> None:
        """Nothing is asked of the server yet."""
        self.server = MilvusServer(address.url, address.token)
        self._record = record
        self._prefix = "w" + hashlib.sha256(record.name.encode()).hexdigest()[:12]

    def new_name(self) -> str:
        """A name for an index that is to be filled."""
        return f"{self._prefix}_{self._record.revision}_{secrets.token_hex(3)}"

    def is_whole(self, name: str, revision: int) -> bool:
        """Whether the server holds the index of that name as it was at a revision of the record."""
        return self.server.holds(name) and revision_of(self.server, name) == revision

    def fill(self, name: str, dimensions: int, passages: int, terms: Iterable[LexicalPassage]) -> None:
        """Put all of the record's passages under a new name; `passages` is how many they are."""
        sources = self._sources()
        MilvusLexicalIndex(self.server, name, sources).change((), terms)
        vectors = MilvusVectorIndex(self.server, name, dimensions, sources, expected=passages)
        vectors.change(np.zeros(0, dtype=np.int64), self._record.passage_vectors(dimensions))
        mark(self.server, name, self._record.revision)

    def bring_up(self, name: str, dimensions: int, removed: Ints, terms: Iterable[LexicalPassage], since: int) -> None:
        """Forget passages by key, and take in those with keys above `since`, whose terms are given."""
        sources = self._sources()
        mark(self.server, name, 0)
        MilvusLexicalIndex(self.server, name, sources).change(removed.tolist(), terms)
        vectors = MilvusVectorIndex(self.server, name, dimensions, sources)
        vectors.change(removed, self._record.passage_vectors(dimensions, since=since))
        mark(self.server, name, self._record.revision)

    def opened(self, name: str, dimensions: int) -> tuple[MilvusLexicalIndex, MilvusVectorIndex]:
        """The searches under a name, to be searched.

        Raises:
            IndexMismatchError: the server does not hold them.
            SearchServerError: it does not answer.
        """
        if not self.server.holds(name):
            raise IndexMismatchError(
                f"Milvus at {self.server.url} does not hold the index {name}: run python -m index build once more, "
                "with the same files, to fill it"
            )
        sources = self._sources()
        return (
            MilvusLexicalIndex(self.server, name, sources),
            MilvusVectorIndex(self.server, name, dimensions, sources),
        )

    def clear(self, kept: Iterable[str]) -> None:
        """Delete the record's indexes of other names."""
        held = set(kept)
        for name in self.server.names():
            if name.startswith(f"{self._prefix}_") and name not in held:
                self.server.drop(name)

    def _sources(self) -> dict[int, str]:
        return {row.key: row.source for row in self._record.sitting_rows()}
