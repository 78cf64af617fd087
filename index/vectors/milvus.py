"""Search by vectors in Milvus.

The vectors are those that the record's codes stand for, so that the ranking is that of the embedded index. Knows
nothing of words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.lexical.base import EVERYWHERE, Hits, Scope
from index.milvus import MOST, MilvusServer, within
from index.vectors.codes import decoded

if TYPE_CHECKING:
    from index.record.columns import PassageVectors

EXACT_MOST = 1_000_000
"""Passages up to which all are looked at; beyond, a graph (HNSW) is searched."""

GRAPH = {"M": 32, "efConstruction": 200}
LOOKED_AT = 4
"""Passages that a search in the graph keeps in sight, for each that is wanted."""


class MilvusVectorIndex:
    """The vectors of an index in Milvus."""

    def __init__(
        self, server: MilvusServer, name: str, dimensions: int, sources: Mapping[int, str], expected: int = 0
    ) -> None:
        """Opens the index of that name, or begins an empty one.

        `sources` are those of the sittings by key, as for `index.lexical.milvus`. `expected` passages decide, when an
        index is begun, how it will be searched.
        """
        self._server, self._dimensions, self._sources = server, dimensions, sources
        kind = "FLAT" if expected <= EXACT_MOST else "HNSW"
        self._vectors = server.open(name, "vectors", lambda: _schema(dimensions, kind))
        self._kind = str(server.call("describe_index", self._vectors, "vector")["index_type"])
        # What another program wrote before this one opened the index is found from here on.
        list(server.get(self._vectors, [0], ["key"], "Strong"))

    def search(self, vector: npt.NDArray[np.float32], limit: int, scope: Scope = EVERYWHERE) -> Hits:
        """The nearest passages to a vector (dimensions,), best first, at most `limit`, all within `scope`."""
        limits = within(scope, self._sources)
        if limits is None:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        most = min(limit, MOST)
        (hits,) = self._server.ask(
            "search", self._vectors, data=[vector.astype(np.float32)], anns_field="vector", limit=most, filter=limits,
            search_params={"metric_type": "IP", "params": self._effort(most)},
        )  # fmt: skip
        keys = np.array([hit["key"] for hit in hits], dtype=np.int64)
        return keys, np.array([hit["distance"] for hit in hits], dtype=np.float32)

    def cosines(self, keys: npt.NDArray[np.int64], vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The inner products of passages' vectors and a vector (dimensions,), (n,); 0 for a key that is not there."""
        different, places = np.unique(keys, return_inverse=True)
        found = np.zeros((len(different), self._dimensions), dtype=np.float32)
        for row in self._server.get(self._vectors, different.tolist(), ["key", "vector"]):
            found[np.searchsorted(different, row["key"])] = row["vector"]
        cosines: npt.NDArray[np.float32] = (found @ vector)[places]
        return cosines

    def change(self, removed: npt.NDArray[np.int64], added: Iterable[PassageVectors]) -> None:
        """Forget passages by key and take in others; what is written is found by the next search."""
        self._server.delete(self._vectors, removed.tolist())
        self._server.insert(self._vectors, (row for block in added for row in self._rows(block)))
        self._server.settle(self._vectors)

    def warm_up(self) -> None:
        """Nothing: Milvus holds what it searches by."""

    def describe(self) -> str:
        """How it searches, in a few words."""
        how = "exact" if self._kind == "FLAT" else f"a graph, {self._kind}"
        return f"Milvus at {self._server.url}, {how}"

    def _effort(self, limit: int) -> dict[str, int]:
        return {} if self._kind == "FLAT" else {"ef": LOOKED_AT * limit}

    def _rows(self, block: PassageVectors) -> Iterator[dict[str, Any]]:
        columns = (block.keys.tolist(), block.sittings.tolist(), block.speakers.tolist(), decoded(block.codes))
        for key, sitting, speaker, vector in zip(*columns, strict=True):
            yield {
                "key": key, "sitting": sitting, "speaker": speaker, "source": self._sources[sitting], "vector": vector,
            }  # fmt: skip


def _schema(dimensions: int, kind: str) -> tuple[Any, Any]:
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False)
    schema.add_field("key", DataType.INT64, is_primary=True)
    schema.add_field("sitting", DataType.INT64)
    schema.add_field("speaker", DataType.INT64)
    schema.add_field("source", DataType.VARCHAR, max_length=1_000, is_partition_key=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimensions)
    indexes = MilvusClient.prepare_index_params()
    indexes.add_index("vector", index_type=kind, metric_type="IP", params={} if kind == "FLAT" else GRAPH)
    return schema, indexes
