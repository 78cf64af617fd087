"""Cells: the passages of a large record in groups of neighbours, so that a search reads the nearest groups alone.

The centres are found by k-means over a sample and kept in a file with the cell of every passage; the vectors stay in
the record. A sitting that is added later is put into the cells that are there. Knows nothing of searching.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from index.record.columns import Ints, PassageVectors
from index.vectors.codes import Codes

EXACT_MOST = 300_000
"""Passages up to which all are looked at: that takes some ten milliseconds."""

SAMPLE = 40
"""Vectors a cell from which the centres are found."""

ROUNDS = 8
BLOCK = 100_000


@dataclass(frozen=True, slots=True)
class Cells:
    """Centres (cells, dimensions); of each sitting, in order, its key and its number of passages, (s,); and the cell
    of each passage, (n,)."""

    centres: npt.NDArray[np.float32]
    sittings: Ints
    counts: Ints
    cells: npt.NDArray[np.uint16]

    @classmethod
    def found(cls, blocks: list[PassageVectors]) -> Cells:
        """Those of a record's passages, sitting by sitting."""
        count = sum(len(block.keys) for block in blocks)
        number = cells_for(count)
        every = max(1, count // (number * SAMPLE))
        sample = np.concatenate([block.codes[::every] for block in blocks]).astype(np.float32)
        clustering = faiss.Kmeans(
            sample.shape[1], number, niter=ROUNDS, spherical=True, seed=0, max_points_per_centroid=SAMPLE
        )
        clustering.train(sample)
        none = cls(np.asarray(clustering.centroids, dtype=np.float32), *_empty())
        return none.brought_up(none.sittings, blocks)

    def brought_up(self, present: Ints, blocks: Iterable[PassageVectors]) -> Cells:
        """These cells for the passages of the sittings that are `present` now, by key: what is gone leaves them, and
        what of the `blocks`, sitting by sitting, is new is put into the nearest."""
        staying = np.isin(self.sittings, present)
        held = set(self.sittings.tolist())
        new = [block for block in blocks if len(block.keys) and int(block.sittings[0]) not in held]
        quantizer = self.quantizer()
        found = [self.cells[np.repeat(staying, self.counts)]]
        for codes in _joined(new):
            _, nearest = quantizer.search(codes.astype(np.float32), 1)
            found.append(nearest[:, 0].astype(np.uint16))
        sittings = np.array([block.sittings[0] for block in new], dtype=np.int64)
        counts = np.array([len(block.keys) for block in new], dtype=np.int64)
        return Cells(
            self.centres,
            np.concatenate([self.sittings[staying], sittings]),
            np.concatenate([self.counts[staying], counts]),
            np.concatenate(found),
        )

    def quantizer(self) -> faiss.Index:
        """FAISS's search among the centres."""
        flat = faiss.IndexFlatIP(self.centres.shape[1])
        flat.add(self.centres)
        return flat

    @classmethod
    def open(cls, path: Path) -> Cells:
        """Those of a file."""
        with np.load(path) as arrays:
            return cls(*(arrays[name] for name in cls.__slots__))

    def save(self, path: Path) -> None:
        """Write them to a file."""
        with path.open("wb") as file:
            np.savez(file, **{name: getattr(self, name) for name in self.__slots__})


def cells_for(count: int) -> int:
    """How many cells so many passages are put into: a power of two near four times its root, as FAISS advises."""
    return int(2 ** np.clip(np.round(np.log2(4 * max(count, 1) ** 0.5)), 4, 16))


def _empty() -> tuple[Ints, Ints, npt.NDArray[np.uint16]]:
    return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint16)


def _joined(blocks: list[PassageVectors]) -> Iterable[Codes]:
    """The codes of blocks in larger blocks."""
    held: list[Codes] = []
    for block in blocks:
        held.append(block.codes)
        if sum(map(len, held)) >= BLOCK:
            yield np.concatenate(held)
            held = []
    if held:
        yield np.concatenate(held)
