"""Search by vectors: nearest passages by inner product, behind a narrow protocol."""

from index.vectors.base import VectorIndex

__all__ = ["VectorIndex"]
