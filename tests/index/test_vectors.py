"""Every vector backend ranks like exact NumPy search."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from index.vectors import VectorIndex
from index.vectors.embedded import EmbeddedVectorIndex

BACKENDS: dict[str, Callable[[int], VectorIndex]] = {"embedded": EmbeddedVectorIndex}
"""Every backend by name, with what begins an empty index of it."""

DIMENSIONS = 24
NONE = np.zeros(0, dtype=np.int64)
Keys = npt.NDArray[np.int64]
Half = npt.NDArray[np.float16]


def unit_vectors(count: int, seed: int = 0) -> Half:
    """Vectors of length 1, rounded to 16 bits as the record holds them."""
    drawn = np.random.default_rng(seed).standard_normal((count, DIMENSIONS))
    return (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float16)


QUESTIONS = unit_vectors(5, seed=9).astype(np.float32)


class Exact:
    """The oracle: all inner products, in 64 bits, sorted."""

    def __init__(self, keys: Keys, vectors: Half) -> None:
        self.keys, self.vectors = keys, vectors.astype(np.float64)

    def search(
        self, vector: npt.NDArray[np.float32], limit: int, allowed: Keys | None = None
    ) -> tuple[Keys, npt.NDArray[np.float64]]:
        inside = np.ones(len(self.keys), dtype=bool) if allowed is None else np.isin(self.keys, allowed)
        keys, scores = self.keys[inside], self.vectors[inside] @ vector
        best = np.argsort(-scores)[:limit]
        return keys[best], scores[best]


def assert_ranks_alike(index: VectorIndex, exact: Exact, limit: int, allowed: Keys | None = None) -> None:
    for question in QUESTIONS:
        keys, scores = index.search(question, limit, allowed)
        right_keys, right_scores = exact.search(question, limit, allowed)
        assert keys.tolist() == right_keys.tolist()
        np.testing.assert_allclose(scores, right_scores, atol=1e-5)


@pytest.fixture(params=BACKENDS)
def empty(request: pytest.FixtureRequest) -> VectorIndex:
    return BACKENDS[request.param](DIMENSIONS)


KEYS = np.arange(1_000, dtype=np.int64) * 3 + 7
VECTORS = unit_vectors(1_000)


@pytest.fixture
def full(empty: VectorIndex) -> VectorIndex:
    empty.change(NONE, [(KEYS[:600], VECTORS[:600]), (KEYS[600:], VECTORS[600:])])
    return empty


@pytest.mark.parametrize("limit", [1, 10, 1_000, 5_000])
def test_every_vector_backend_ranks_like_exact_numpy_search(full: VectorIndex, limit: int) -> None:
    assert_ranks_alike(full, Exact(KEYS, VECTORS), limit)


@pytest.mark.parametrize("count", [1, 2, 500, 999, 1_000])
@pytest.mark.parametrize("limit", [1, 20, 2_000])
def test_a_search_among_allowed_passages_is_exact_however_few_they_are(
    full: VectorIndex, count: int, limit: int
) -> None:
    allowed = np.random.default_rng(count).permutation(KEYS)[:count]
    assert_ranks_alike(full, Exact(KEYS, VECTORS), limit, allowed)


def test_a_search_for_the_one_allowed_passage_finds_it_even_if_it_is_the_worst(full: VectorIndex) -> None:
    worst, _ = Exact(KEYS, VECTORS).search(QUESTIONS[0], 1_000)
    keys, _ = full.search(QUESTIONS[0], 10, worst[-1:])
    assert keys.tolist() == worst[-1:].tolist()


def test_a_search_among_no_passages_finds_none(full: VectorIndex) -> None:
    keys, scores = full.search(QUESTIONS[0], 10, NONE)
    assert (len(keys), len(scores)) == (0, 0)


def test_allowed_keys_that_are_not_there_are_passed_over(full: VectorIndex) -> None:
    keys, _ = full.search(QUESTIONS[0], 10, np.array([1, 2, 7], dtype=np.int64))
    assert keys.tolist() == [7]


def test_after_removal_and_addition_the_ranking_is_that_of_what_is_there(full: VectorIndex) -> None:
    removed = np.random.default_rng(1).permutation(KEYS)[:400]
    kept = ~np.isin(KEYS, removed)
    new_keys, new_vectors = np.arange(5_000, 5_300, dtype=np.int64), unit_vectors(300, seed=2)
    full.change(removed, [(new_keys, new_vectors)])
    keys, vectors = np.concatenate([KEYS[kept], new_keys]), np.concatenate([VECTORS[kept], new_vectors])
    assert_ranks_alike(full, Exact(keys, vectors), 1_000)
    assert_ranks_alike(full, Exact(keys, vectors), 10, keys[::7])
    assert_ranks_alike(full, Exact(keys, vectors), 10, removed[:50])
    np.testing.assert_array_equal(full.vectors(keys), vectors.astype(np.float32))
    assert not full.vectors(removed).any()


def test_the_vectors_of_passages_come_back_as_they_went_in_and_zero_for_strangers(full: VectorIndex) -> None:
    asked = np.array([KEYS[999], 8, KEYS[0], KEYS[500], 10**9, KEYS[0]], dtype=np.int64)
    found = full.vectors(asked)
    np.testing.assert_array_equal(found[[0, 2, 3, 5]], VECTORS[[999, 0, 500, 0]].astype(np.float32))
    assert not found[[1, 4]].any()


def test_an_empty_index_finds_nothing(empty: VectorIndex) -> None:
    for allowed in (None, NONE, KEYS[:3]):
        assert len(empty.search(QUESTIONS[0], 10, allowed)[0]) == 0
    assert not empty.vectors(KEYS[:3]).any()


def test_the_embedded_index_is_the_same_after_saving_and_opening(tmp_path: Path) -> None:
    index = EmbeddedVectorIndex(DIMENSIONS)
    index.change(NONE, [(KEYS, VECTORS)])
    index.save(tmp_path / "vectors.faiss")
    opened = EmbeddedVectorIndex.open(tmp_path / "vectors.faiss")
    assert_ranks_alike(opened, Exact(KEYS, VECTORS), 100)
    assert_ranks_alike(opened, Exact(KEYS, VECTORS), 100, KEYS[:40])
    opened.change(KEYS[:500], [])
    assert_ranks_alike(opened, Exact(KEYS[500:], VECTORS[500:]), 1_000)


def test_a_saved_index_stays_as_it_was_until_it_is_saved_again(tmp_path: Path) -> None:
    index = EmbeddedVectorIndex(DIMENSIONS)
    index.change(NONE, [(KEYS[:10], VECTORS[:10])])
    index.save(tmp_path / "vectors.faiss")
    index.change(KEYS[:10], [])
    assert len(EmbeddedVectorIndex.open(tmp_path / "vectors.faiss").search(QUESTIONS[0], 99)[0]) == 10
    assert [path.name for path in tmp_path.iterdir()] == ["vectors.faiss"]
