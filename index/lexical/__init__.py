"""Search by words: BM25 over the terms of passages, behind a narrow protocol."""

from index.lexical.base import EVERYWHERE, LexicalIndex, Scope, Variant

__all__ = ["EVERYWHERE", "LexicalIndex", "Scope", "Variant"]
