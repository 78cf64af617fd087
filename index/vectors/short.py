"""Short codes: half a byte for each two components, so that a large record is scanned at a fraction of its bytes.

Product quantization (Jégou, Douze and Schmid 2011) of pairs of components, scanned by FAISS with tables that stay in
registers (fast scan, after André, Kermarrec and Le Scouarnec 2017, "Accelerated Nearest Neighbor Search with Quick
ADC"). They say which passages are worth a look, and their vectors, which are compared. Made in less than a second a
million passages whenever an index is opened, so that nothing is kept of them. Knows nothing of passages.
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

ROUNDS = 10
BLOCK = 4_096

COARSE = 4
"""Values of a component between which the choice of a code does not tell."""

Stored = npt.NDArray[np.uint8]


class ShortCodes:
    """The short codes of vectors, given by their codes from 0, (n, dimensions); `dimensions` is even."""

    def __init__(self, stored: Stored) -> None:
        count, dimensions = stored.shape
        quantizer = faiss.ProductQuantizer(dimensions, dimensions // 2, 4)
        quantizer.cp.niter, quantizer.cp.min_points_per_centroid = ROUNDS, 1
        sample = stored[:: max(1, count // SAMPLE)].astype(np.float32) - MOST
        quantizer.train(sample * np.float32(step(dimensions)))
        plain: Any = faiss.IndexPQ(dimensions, dimensions // 2, 4, faiss.METRIC_INNER_PRODUCT)
        plain.pq, plain.is_trained, plain.ntotal = quantizer, True, count
        faiss.copy_array_to_vector(_coded(stored, _tables(quantizer)).ravel(), plain.codes)
        self._index: Any = faiss.IndexPQFastScan(plain)

    def nearest(self, vector: npt.NDArray[np.float32], count: int) -> Ints:
        """Places of so many vectors as are there, about those with the largest inner products, (count,)."""
        found: Ints = self._index.search(vector[None, :].astype(np.float32), count)[1][0]
        return found[found >= 0]


def _tables(quantizer: Any) -> npt.NDArray[np.uint8]:
    """Which of 16 centres is nearest to each two bytes, read as one number, (pairs, 65,536): to look it up takes a
    tenth of the time of finding it."""
    centres = faiss.vector_to_array(quantizer.centroids).reshape(quantizer.M, 1, 16, 2)
    values = (np.arange(0, 256, COARSE) + (COARSE - 1) / 2 - MOST) * step(quantizer.d)
    apart = (values[:, None, None] - centres) ** 2  # (pairs, values, centres, first or second)
    nearest = (apart[:, :, None, :, 0] + apart[:, None, :, :, 1]).argmin(axis=3).astype(np.uint8)
    first, second = np.arange(65_536) % 256, np.arange(65_536) // 256
    tables: npt.NDArray[np.uint8] = nearest[:, first // COARSE, second // COARSE]
    return tables


def _coded(stored: Stored, tables: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The short codes as FAISS lays them out, two to a byte, (n, pairs / 2, rounded up)."""
    pairs = len(tables)
    flat, begins = tables.ravel(), np.arange(pairs) * tables.shape[1]
    codes = np.zeros((len(stored), (pairs + 1) // 2), dtype=np.uint8)
    for at in range(0, len(stored), BLOCK):
        found = flat.take(stored[at : at + BLOCK].view("<u2") + begins)
        codes[at : at + BLOCK] = found[:, ::2]
        codes[at : at + BLOCK, : pairs // 2] |= found[:, 1::2] << 4
    return codes
