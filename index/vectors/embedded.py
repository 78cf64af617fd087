"""Search by vectors in this process: FAISS (https://github.com/facebookresearch/faiss), 8 bits a component.

The vectors are the record's, read when the index is opened. In a record of moderate size all are compared, and in a
larger one as long as it is not warm; then short codes of all say which are. Within a scope all passages of it are
compared, so that no filter comes back empty by exhaustion.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from index.lexical.base import EVERYWHERE, Hits, Scope
from index.record.columns import Ints, PassageVectors, Places
from index.vectors.codes import MOST, step
from index.vectors.short import PARTS, ShortCodes

EXACT_MOST = 100_000
"""Passages up to which all vectors are compared: that takes some three milliseconds."""

COMPARED = 8
"""Vectors that are compared, for each that is wanted, where short codes choose them: of 900,000 passages they hold .87
of the nearest 500, and all but one in a thousand of the nearest ten (eval/LOG.md, 34)."""

LEAST_COMPARED = 4_000
"""However few are wanted."""

FEW = 8_000
"""Passages of a scope up to which their vectors are taken out and compared; of more, FAISS goes through all."""

BLOCK = 256
"""Vectors that are decoded at once."""

UNIFORM = faiss.ScalarQuantizer.QT_8bit_uniform
"""One range for all components, so that the record's codes are FAISS's own but for an offset."""


class EmbeddedVectorIndex:
    """The passages of a record, in memory. A passage's number in FAISS is its place in the order of keys."""

    def __init__(self, dimensions: int, blocks: Iterable[PassageVectors]) -> None:
        """`blocks` in the order of their keys."""
        none = np.zeros(0, dtype=np.int64)
        parts = [PassageVectors(none, none, none, np.zeros((0, dimensions), dtype=np.int8)), *blocks]
        self._keys = np.concatenate([part.keys for part in parts])
        self._places = Places(self._keys)
        self._sittings = Members(np.concatenate([part.sittings for part in parts]))
        self._speakers = Members(np.concatenate([part.speakers for part in parts]))
        self._index = _room(len(self._keys), dimensions)
        self._stored = _held(self._index)
        at = 0
        for part in parts:
            # From 0, as FAISS has them; what is past 127 wraps to where a byte without a sign has it.
            self._stored[at : at + len(part.keys)] = part.codes.view(np.uint8) + np.uint8(MOST)
            at += len(part.keys)
        self._short: ShortCodes | None = None

    def search(self, vector: npt.NDArray[np.float32], limit: int, scope: Scope = EVERYWHERE) -> Hits:
        """The nearest passages, best first, all within `scope`."""
        vector = vector.astype(np.float32)
        if scope != EVERYWHERE:
            inside = self._inside(scope)
            return self._best(inside, vector, limit) if len(inside) <= FEW else self._exact(vector, limit, inside)
        if self._short is None:
            return self._exact(vector, limit)
        count = min(max(COMPARED * limit, LEAST_COMPARED), len(self._keys))
        return self._best(self._short.nearest(vector, count), vector, limit)

    def _best(self, at: Ints, vector: npt.NDArray[np.float32], limit: int) -> Hits:
        """The best of the passages at some places, best first."""
        scores = self._cosines_at(at, vector)
        best = np.argsort(-scores, kind="stable")[:limit]
        return self._keys[at[best]], scores[best]

    def _exact(self, vector: npt.NDArray[np.float32], limit: int, inside: Ints | None = None) -> Hits:
        """The best of all passages or of those at some places, best first, by FAISS."""
        wanted, parameters = min(limit, len(self._keys) if inside is None else len(inside)), None
        if wanted == 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        if inside is not None:
            among = np.zeros(len(self._keys), dtype=bool)
            among[inside] = True
            bits = np.packbits(among, bitorder="little")
            selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        scores, found = self._index.search(vector[None, :], wanted, params=parameters)
        return self._keys[found[0]], scores[0]

    def cosines(self, keys: Ints, vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The inner products of passages' vectors and a vector (dimensions,), (n,); 0 for a key that is not there."""
        at = self._places.of(keys)
        known = at >= 0
        found = np.zeros(len(keys), dtype=np.float32)
        found[known] = self._cosines_at(at[known], vector.astype(np.float32))
        return found

    def _cosines_at(self, at: Ints, vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The inner products with the vectors at some places, (n,): a block of them after the other, which the
        processor's cache holds."""
        scaled = vector * np.float32(step(self._index.d))
        found = np.zeros(len(at), dtype=np.float32)
        for begin in range(0, len(at), BLOCK):
            block = self._stored.take(at[begin : begin + BLOCK], axis=0).astype(np.float32)
            block -= MOST
            found[begin : begin + BLOCK] = block @ scaled
        return found

    def warm_up(self) -> None:
        """Make the short codes of a large record, which takes as long as comparing all vectors some ten times."""
        if self._short is None and self._is_large():
            self._short = ShortCodes(self._stored)

    def describe(self) -> str:
        """How it searches once it is warm, in a few words."""
        if not self._is_large():
            return "exact, 8 bits a component"
        return f"by short codes (PQ, 1 bit a component), the best {COMPARED} for each passage wanted by 8 bits"

    def _is_large(self) -> bool:
        return len(self._keys) > EXACT_MOST and self._stored.shape[1] % PARTS == 0

    def _inside(self, scope: Scope) -> Ints:
        """Places of the passages in a scope, (n,)."""
        if scope.speakers is None:
            return self._sittings.of(scope.sittings or ())
        found = self._speakers.of(scope.speakers)
        return found if scope.sittings is None else found[self._sittings.holds(found, scope.sittings)]


class Members:
    """Which of n passages are of whom: as quick to find as there are few of them."""

    def __init__(self, whose: Ints) -> None:
        """`whose` has a key for each passage, (n,)."""
        self._whose = whose.astype(np.int32)
        self._order = np.argsort(self._whose, kind="stable").astype(np.int32)
        self._begins = np.searchsorted(self._whose, np.arange(int(whose.max(initial=0)) + 2), sorter=self._order)

    def of(self, keys: Iterable[int]) -> Ints:
        """Places of the passages of some, (m,)."""
        begins = self._begins
        found = [self._order[begins[key] : begins[key + 1]] for key in sorted(keys) if key + 1 < len(begins)]
        return np.concatenate([np.zeros(0, dtype=np.int64), *found])

    def holds(self, places: Ints, keys: Iterable[int]) -> npt.NDArray[np.bool_]:
        """Which of some places are of some of these, (len(places),)."""
        member = np.zeros(len(self._begins), dtype=bool)
        member[[key for key in keys if key < len(member)]] = True
        return member[self._whose[places]]


def _room(count: int, dimensions: int) -> Any:
    """FAISS's index of so many vectors, which are to be written yet. It decodes a component as `codes` does: it takes
    the middle of each of 255 steps of its range."""
    index: Any = faiss.IndexScalarQuantizer(dimensions, UNIFORM, faiss.METRIC_INNER_PRODUCT)
    unit = step(dimensions)
    faiss.copy_array_to_vector(np.array([-(MOST + 0.5) * unit, 255 * unit], dtype=np.float32), index.sq.trained)
    index.codes.resize(count * dimensions)
    index.ntotal, index.is_trained = count, True
    return index


def _held(index: Any) -> npt.NDArray[np.uint8]:
    """The bytes of all vectors where FAISS holds them, (n, dimensions)."""
    held = faiss.rev_swig_ptr(index.codes.data(), index.ntotal * index.d) if index.ntotal else np.zeros(0, np.uint8)
    found: npt.NDArray[np.uint8] = held.reshape(index.ntotal, index.d)
    return found
