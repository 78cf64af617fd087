"""LlamaIndex: https://developers.llamaindex.ai/python/framework/understanding/rag/indexing and .../storing.

`VectorStoreIndex.from_documents` with the default sentence splitter (1,024 tokens, 200 of them shared) and the default
store, which `persist` writes as JSON.
"""

from __future__ import annotations

from pathlib import Path

from llama_index.core import Document, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.node_parser import SentenceSplitter
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from sentence_transformers import SentenceTransformer

from eval.bench.base import PIECES, asked, first_turns, read_turns
from eval.bench.encoders import OURS, folder_of
from eval.gold import Query


class StaticEmbedding(BaseEmbedding):
    """A static encoder, by the recipe for custom embeddings.

    `HuggingFaceEmbedding` takes none: it wants a number as the greatest length, and a static encoder has no limit.
    """

    _model: SentenceTransformer = PrivateAttr()

    def __init__(self, encoder: Path) -> None:
        super().__init__(model_name=str(encoder))
        self._model = SentenceTransformer(str(encoder), device="cpu")

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._model.encode(texts).tolist()
        return vectors

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


class LlamaIndexVectors:
    """`SentenceSplitter`, `HuggingFaceEmbedding`, `VectorStoreIndex`."""

    def __init__(self, encoder: Path) -> None:
        ours = encoder == folder_of(OURS)
        self._embedding = StaticEmbedding(encoder) if ours else HuggingFaceEmbedding(model_name=str(encoder))

    def build(self, pool: Path, folder: Path) -> None:
        """Split, embed and write. The turn's id is the document's, so that it does not become part of the text."""
        documents = [Document(id_=turn.id, text=turn.text) for turn in read_turns(pool)]
        index = VectorStoreIndex.from_documents(
            documents, embed_model=self._embedding, transformations=[SentenceSplitter()]
        )
        index.storage_context.persist(persist_dir=str(folder))

    def open(self, folder: Path) -> None:
        """Read everything into memory."""
        storage = StorageContext.from_defaults(persist_dir=str(folder))
        index = load_index_from_storage(storage, embed_model=self._embedding)
        self._retriever = index.as_retriever(similarity_top_k=PIECES)

    def search(self, query: Query, limit: int) -> list[str]:
        """The turns of the nearest nodes."""
        found = self._retriever.retrieve(asked(query))
        return first_turns((node.node.ref_doc_id for node in found), limit)
