"""Search by words: BM25 over the terms of passages, behind a narrow protocol."""

from index.lexical.base import LexicalIndex, Scope, Variant

__all__ = ["LexicalIndex", "Scope", "Variant"]
