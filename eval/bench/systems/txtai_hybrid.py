"""txtai, hybrid: https://neuml.github.io/txtai/embeddings and .../embeddings/configuration/general.

One row a turn, as its documentation indexes texts; `hybrid` adds BM25 to the vectors, `content` keeps the texts.
"""

from __future__ import annotations

from pathlib import Path

from txtai import Embeddings

from eval.bench.base import asked, first_turns, read_turns
from eval.gold import Query


class TxtaiHybrid:
    """`Embeddings(hybrid=True, content=True)`."""

    def __init__(self, encoder: Path) -> None:
        self._encoder = str(encoder)

    def build(self, pool: Path, folder: Path) -> None:
        """Embed, index and write."""
        # Without a method it takes every model for a transformer, which a static one is not.
        embeddings = Embeddings(path=self._encoder, method="sentence-transformers", hybrid=True, content=True)
        embeddings.index((turn.id, turn.text, None) for turn in read_turns(pool))
        embeddings.save(str(folder))

    def open(self, folder: Path) -> None:
        """Open what was written."""
        self._embeddings = Embeddings()
        self._embeddings.load(str(folder))

    def search(self, query: Query, limit: int) -> list[str]:
        """The best rows."""
        return first_turns((row["id"] for row in self._embeddings.search(asked(query), limit)), limit)
