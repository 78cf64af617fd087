"""What a search by vectors must do, whatever engine is behind it."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.lexical.base import EVERYWHERE, Hits, Scope


class VectorIndex(Protocol):
    """Nearest passages by inner product of vectors of length 1, that is by cosine."""

    def search(self, vector: npt.NDArray[np.float32], limit: int, scope: Scope = EVERYWHERE) -> Hits:
        """The nearest passages to a vector (dimensions,), best first, at most `limit`, all within `scope`.

        Within a scope all of its passages are looked at, however few they are.
        """
        ...

    def cosines(self, keys: npt.NDArray[np.int64], vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The inner products of passages' vectors and a vector (dimensions,), (n,); 0 for a key that is not there."""
        ...

    def warm_up(self) -> None:
        """Make ready for many searches: what a single one would wait longer for than it gains by it."""
        ...

    def describe(self) -> str:
        """How it searches, in a few words."""
        ...
