"""Vectors in 8 bits: a whole number from -127 to 127 for each component, with one step for all.

A vector of length 1 has components of about 1/√dimensions, so the step is chosen for the dimensions alone: what is
stored never depends on other vectors, and can be compared without being decoded. Knows nothing of passages.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int8]

MOST = 127
DEVIATIONS = 6.0
"""The largest component that is told from larger ones, in 1/√dimensions; of drawn directions one in 10⁹ is larger."""


def step(dimensions: int) -> float:
    """What one unit of a code stands for."""
    return float(min(1.0, DEVIATIONS / dimensions**0.5) / MOST)


def encoded(vectors: npt.NDArray[np.float32]) -> Codes:
    """The codes of vectors (n, dimensions) of length 1, (n, dimensions)."""
    codes: Codes = np.clip(np.rint(vectors / step(vectors.shape[1])), -MOST, MOST).astype(np.int8)
    return codes


def decoded(codes: Codes) -> npt.NDArray[np.float32]:
    """The vectors (n, dimensions) that codes stand for: each component within half a step of what it was."""
    return codes.astype(np.float32) * np.float32(step(codes.shape[1]))
