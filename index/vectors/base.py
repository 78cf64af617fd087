"""What a search by vectors must do, whatever engine is behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.lexical.base import Hits


class VectorIndex(Protocol):
    """Nearest passages by inner product of vectors of length 1, that is by cosine."""

    def search(self, vector: npt.NDArray[np.float32], limit: int, allowed: npt.NDArray[np.int64] | None = None) -> Hits:
        """The nearest passages to a vector (dimensions,), at most `limit`, only of the `allowed` keys where given."""
        ...

    def vectors(self, keys: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """The vectors of passages, (n, dimensions); zeros for a key that is not there."""
        ...

    def change(
        self,
        removed: npt.NDArray[np.int64],
        added: Iterable[tuple[npt.NDArray[np.int64], npt.NDArray[np.float16]]],
    ) -> None:
        """Forget passages by key and take in others, as blocks of keys (n,) and vectors (n, dimensions)."""
        ...
