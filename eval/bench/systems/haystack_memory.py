"""Haystack in memory: https://docs.haystack.deepset.ai/docs/inmemorybm25retriever and .../inmemoryembeddingretriever.

Pieces of 200 words, the default of its splitter, in an `InMemoryDocumentStore`, which `save_to_disk` writes as JSON.
"""

from __future__ import annotations

from pathlib import Path

from haystack import Document, Pipeline
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.components.writers import DocumentWriter
from haystack.document_stores.in_memory import InMemoryDocumentStore

from eval.bench.base import PIECES, asked, first_turns, read_turns
from eval.gold import Query

_FILE = "store.json"


class HaystackBm25:
    """`DocumentSplitter`, `InMemoryBM25Retriever`; no encoder."""

    def __init__(self, encoder: Path) -> None:
        self._encoder = str(encoder)

    def build(self, pool: Path, folder: Path) -> None:
        """Split and write."""
        store = InMemoryDocumentStore()
        indexing = Pipeline()
        indexing.add_component("splitter", DocumentSplitter())
        indexing.add_component("writer", DocumentWriter(store))
        self._connect(indexing)
        documents = [Document(content=turn.text, meta={"turn_id": turn.id}) for turn in read_turns(pool)]
        indexing.run({"splitter": {"documents": documents}})
        store.save_to_disk(str(folder / _FILE))

    def open(self, folder: Path) -> None:
        """Read everything into memory."""
        self._searching = Pipeline()
        self._add_retriever(self._searching, InMemoryDocumentStore.load_from_disk(str(folder / _FILE)))

    def search(self, query: Query, limit: int) -> list[str]:
        """The turns of the best pieces."""
        found = self._searching.run(self._inputs(asked(query)))["retriever"]["documents"]
        return first_turns((piece.meta["turn_id"] for piece in found), limit)

    def _connect(self, indexing: Pipeline) -> None:
        indexing.connect("splitter", "writer")

    def _add_retriever(self, searching: Pipeline, store: InMemoryDocumentStore) -> None:
        searching.add_component("retriever", InMemoryBM25Retriever(store, top_k=PIECES))

    def _inputs(self, question: str) -> dict[str, dict[str, str]]:
        return {"retriever": {"query": question}}


class HaystackEmbedding(HaystackBm25):
    """`DocumentSplitter`, `SentenceTransformersDocumentEmbedder`, `InMemoryEmbeddingRetriever`."""

    def _connect(self, indexing: Pipeline) -> None:
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
        )

        indexing.add_component(
            "embedder", SentenceTransformersDocumentEmbedder(model=self._encoder, progress_bar=False)
        )
        indexing.connect("splitter", "embedder")
        indexing.connect("embedder", "writer")

    def _add_retriever(self, searching: Pipeline, store: InMemoryDocumentStore) -> None:
        from haystack_integrations.components.embedders.sentence_transformers import SentenceTransformersTextEmbedder

        searching.add_component("embedder", SentenceTransformersTextEmbedder(model=self._encoder, progress_bar=False))
        searching.add_component("retriever", InMemoryEmbeddingRetriever(store, top_k=PIECES))
        searching.connect("embedder.embedding", "retriever.query_embedding")

    def _inputs(self, question: str) -> dict[str, dict[str, str]]:
        return {"embedder": {"text": question}}
