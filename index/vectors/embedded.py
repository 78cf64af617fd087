"""Search by vectors in this process: FAISS (https://github.com/facebookresearch/faiss), 8 bits a component.

The vectors are the record's, read when the index is opened. A record of moderate size is searched exactly; a larger
one by cells (IVF), of which the nearest are looked at. Within a scope every passage is looked at in both, so that no
filter comes back empty by exhaustion.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from index.lexical.base import EVERYWHERE, Hits, Scope
from index.record.columns import Ints, PassageVectors, Places
from index.vectors.cells import Cells
from index.vectors.codes import MOST, decoded, step

PROBED = 0.25
"""The share of cells that are looked at, the nearest. Of 900,000 passages they hold .95 of the ten nearest to a
question, and the ten turns that come first in the end are those of exact search (eval/LOG.md, 29)."""

UNIFORM = faiss.ScalarQuantizer.QT_8bit_uniform
"""One range for all components, so that the record's codes are FAISS's own but for an offset."""


class EmbeddedVectorIndex:
    """The passages of a record, in memory. A passage's number in FAISS is its place in the order of keys."""

    def __init__(self, dimensions: int, blocks: Iterable[PassageVectors], cells: Cells | None = None) -> None:
        """`blocks` in the order of their keys; with `cells`, those of the same passages, it is searched by them."""
        none = np.zeros(0, dtype=np.int64)
        empty = PassageVectors(none, none, none, np.zeros((0, dimensions), dtype=np.int8))
        parts = [empty, *blocks]
        self._keys = np.concatenate([part.keys for part in parts])
        self._places = Places(self._keys)
        self._sittings = np.concatenate([part.sittings for part in parts]).astype(np.int32)
        self._speakers = np.concatenate([part.speakers for part in parts]).astype(np.int32)
        # Kept beside what FAISS holds by cells: it gives single vectors several times more slowly.
        self._codes = np.concatenate([part.codes for part in parts])
        # From 0, as FAISS has them; what is past 127 wraps to where a byte without a sign has it.
        stored = (self._codes + np.int8(MOST)).view(np.uint8)
        self._dimensions, self._cells = dimensions, cells
        # FAISS does not hold on to what finds the cells, so it is held here.
        self._quantizer = cells.quantizer() if cells else None
        self._index = _by_cells(stored, cells, self._quantizer) if cells else _flat(stored)

    def search(self, vector: npt.NDArray[np.float32], limit: int, scope: Scope = EVERYWHERE) -> Hits:
        """The nearest passages, best first, all within `scope`."""
        inside = self._inside(scope)
        wanted = min(limit, len(self._keys) if inside is None else int(inside.sum()))
        if wanted == 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        selector = None
        if inside is not None:
            bits = np.packbits(inside, bitorder="little")
            selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
        scores, found = self._index.search(
            vector[None, :].astype(np.float32), wanted, params=self._parameters(selector)
        )
        real = found[0] >= 0
        return self._keys[found[0][real]], scores[0][real]

    def vectors(self, keys: Ints) -> npt.NDArray[np.float32]:
        """The vectors of passages, (n, dimensions); zeros for a key that is not there."""
        found = np.zeros((len(keys), self._dimensions), dtype=np.float32)
        at = self._places.of(keys)
        known = at >= 0
        if known.any():
            found[known] = decoded(self._codes[at[known]])
        return found

    def describe(self) -> str:
        """How it searches, in a few words."""
        if self._cells is None:
            return "exact, 8 bits a component"
        return f"IVF, the nearest {self._probed():,} of {len(self._cells.centres):,} cells, 8 bits a component"

    def _probed(self) -> int:
        return max(1, round(PROBED * len(self._cells.centres))) if self._cells else 0

    def _inside(self, scope: Scope) -> npt.NDArray[np.bool_] | None:
        """Which passages are in a scope, (n,), None for all."""
        inside: npt.NDArray[np.bool_] | None = None
        for keys, own in ((scope.sittings, self._sittings), (scope.speakers, self._speakers)):
            if keys is not None:
                member = np.zeros(int(own.max(initial=0)) + 1, dtype=bool)
                member[[key for key in keys if key < len(member)]] = True
                inside = member[own] if inside is None else inside & member[own]
        return inside

    def _parameters(self, selector: Any) -> Any:
        if self._cells is None:
            return faiss.SearchParameters(sel=selector) if selector else None  # type: ignore[call-arg]
        probed = len(self._cells.centres) if selector else self._probed()
        return faiss.SearchParametersIVF(sel=selector, nprobe=probed)  # type: ignore[call-arg]


def _flat(stored: npt.NDArray[np.uint8]) -> Any:
    index: Any = faiss.IndexScalarQuantizer(stored.shape[1], UNIFORM, faiss.METRIC_INNER_PRODUCT)
    _calibrate(index)
    faiss.copy_array_to_vector(stored.ravel(), index.codes)
    index.ntotal = len(stored)
    return index


def _by_cells(stored: npt.NDArray[np.uint8], cells: Cells, quantizer: Any) -> Any:
    count, dimensions = stored.shape
    index: Any = faiss.IndexIVFScalarQuantizer(
        quantizer, dimensions, len(cells.centres), UNIFORM, faiss.METRIC_INNER_PRODUCT, False
    )
    _calibrate(index)
    order = np.argsort(cells.cells, kind="stable")
    bounds = np.searchsorted(cells.cells[order], np.arange(len(cells.centres) + 1))
    for cell, (start, end) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)):
        if end > start:
            members = np.ascontiguousarray(order[start:end])
            held = np.ascontiguousarray(stored[members])
            index.invlists.add_entries(cell, end - start, faiss.swig_ptr(members), faiss.swig_ptr(held))
    index.ntotal = count
    return index


def _calibrate(index: Any) -> None:
    """Let FAISS decode a component as `codes` does: it takes the middle of each of 255 steps of its range."""
    unit = step(index.d)
    faiss.copy_array_to_vector(np.array([-(MOST + 0.5) * unit, 255 * unit], dtype=np.float32), index.sq.trained)
    index.is_trained = True
