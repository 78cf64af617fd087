"""LangChain with FAISS: https://docs.langchain.com/oss/python/langchain/rag and .../integrations/vectorstores/faiss.

Pieces of 1,000 characters that overlap by 200, as in that tutorial and in public examples over transcripts; every
other setting is the default. The index is written by `save_local`.
"""

from __future__ import annotations

from pathlib import Path

from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from eval.bench.base import PIECES, asked, first_turns, read_turns
from eval.gold import Query


class LangChainFaiss:
    """`RecursiveCharacterTextSplitter`, `HuggingFaceEmbeddings`, `FAISS`."""

    def __init__(self, encoder: Path) -> None:
        self._embeddings = HuggingFaceEmbeddings(model_name=str(encoder))

    def build(self, pool: Path, folder: Path) -> None:
        """Split, embed and write."""
        documents = [Document(page_content=turn.text, metadata={"turn_id": turn.id}) for turn in read_turns(pool)]
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        FAISS.from_documents(splitter.split_documents(documents), self._embeddings).save_local(str(folder))

    def open(self, folder: Path) -> None:
        """Open what was written; it holds pickles, which are our own."""
        self._store = FAISS.load_local(str(folder), self._embeddings, allow_dangerous_deserialization=True)

    def search(self, query: Query, limit: int) -> list[str]:
        """The turns of the nearest pieces."""
        found = self._store.similarity_search(asked(query), k=PIECES)
        return first_turns((piece.metadata["turn_id"] for piece in found), limit)
