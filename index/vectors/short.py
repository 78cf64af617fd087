"""Short codes: half a byte for each four components, so that a large record is scanned at an eighth of its bytes.

Product quantization (Jégou, Douze and Schmid 2011) of four components at a time, scanned by FAISS with tables that stay
in registers (fast scan, after André, Kermarrec and Le Scouarnec 2017, "Accelerated Nearest Neighbor Search with Quick
ADC"). They say which passages are worth a look, and their vectors, which are compared. To read them takes longer than
to compare them, so half as many bytes and twice as many vectors looked at are quicker (eval/LOG.md, 34). Made in two
seconds a million passages whenever an assistant is warmed, so that nothing is kept of them. Knows nothing of passages.
"""

from __future__ import annotations

from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from index.record.columns import Ints
from index.vectors.codes import MOST, step

SAMPLE = 4_096
"""Vectors by which the codes are chosen."""

ROUNDS = 25
BLOCK = 4_096

PARTS = 4
"""Components that share a code."""

LEVELS, COARSE = 16, 8
"""Values of a component that the choice of a code tells apart, and how many bytes each stands for. Together they reach
three standard deviations to each side of the middle; what is beyond counts as the outermost."""

LOWEST = MOST - LEVELS * COARSE // 2

Stored = npt.NDArray[np.uint8]


class ShortCodes:
    """The short codes of vectors, given by their codes from 0, (n, dimensions), `dimensions` a multiple of `PARTS`."""

    def __init__(self, stored: Stored) -> None:
        count, dimensions = stored.shape
        quantizer = faiss.ProductQuantizer(dimensions, dimensions // PARTS, 4)
        quantizer.cp.niter, quantizer.cp.min_points_per_centroid = ROUNDS, 1
        sample = stored[:: max(1, count // SAMPLE)].astype(np.float32) - MOST
        quantizer.train(sample * np.float32(step(dimensions)))
        plain: Any = faiss.IndexPQ(dimensions, dimensions // PARTS, 4, faiss.METRIC_INNER_PRODUCT)
        plain.pq, plain.is_trained, plain.ntotal = quantizer, True, count
        faiss.copy_array_to_vector(_coded(stored, _tables(quantizer)).ravel(), plain.codes)
        self._index: Any = faiss.IndexPQFastScan(plain)

    def nearest(self, vector: npt.NDArray[np.float32], count: int) -> Ints:
        """Places of so many vectors as are there, about those with the largest inner products, (count,)."""
        found: Ints = self._index.search(vector[None, :].astype(np.float32), count)[1][0]
        return found[found >= 0]


def _tables(quantizer: Any) -> npt.NDArray[np.uint8]:
    """Which of 16 centres is nearest to four components, given by their levels, read as one number, (fours, 65,536): to
    look it up takes a quarter of the time of finding it."""
    centres = faiss.vector_to_array(quantizer.centroids).reshape(quantizer.M, 16, PARTS)
    values = (LOWEST + COARSE * np.arange(LEVELS) + (COARSE - 1) / 2 - MOST) * step(quantizer.d)
    apart = (values[:, None] - centres[:, :, None, :]) ** 2  # (fours, centres, levels, components)
    # By the order in which `_coded` puts them together: of two bytes the first is the lower one.
    second, first, fourth, third = (apart[..., part].astype(np.float32) for part in (1, 0, 3, 2))
    upper = (fourth[..., :, None] + third[..., None, :]).reshape(quantizer.M, 16, 256)
    lower = (second[..., :, None] + first[..., None, :]).reshape(quantizer.M, 16, 256)
    nearest = np.zeros((quantizer.M, 256, 256), dtype=np.uint8)
    least = np.full(nearest.shape, np.inf, dtype=np.float32)
    for centre in range(16):
        distance = upper[:, centre, :, None] + lower[:, centre, None, :]
        nearer = distance < least
        nearest[nearer] = centre
        np.minimum(least, distance, out=least)
    return nearest.reshape(quantizer.M, 65_536)


def _coded(stored: Stored, tables: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The short codes as FAISS lays them out, two to a byte, (n, fours / 2, rounded up)."""
    fours = len(tables)
    flat, begins = tables.ravel(), np.arange(fours) * tables.shape[1]
    codes = np.zeros((len(stored), (fours + 1) // 2), dtype=np.uint8)
    for at in range(0, len(stored), BLOCK):
        levels = (np.clip(stored[at : at + BLOCK], LOWEST, LOWEST + LEVELS * COARSE - 1) - LOWEST) // COARSE
        found = flat.take((levels[:, ::2] | levels[:, 1::2] << 4).view("<u2") + begins)
        codes[at : at + BLOCK] = found[:, ::2]
        codes[at : at + BLOCK, : fours // 2] |= found[:, 1::2] << 4
    return codes
