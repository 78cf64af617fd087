"""Every vector backend ranks like exact NumPy search over what the record's codes stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest

from index.lexical.base import EVERYWHERE, Scope
from index.milvus import MilvusServer
from index.vectors import VectorIndex
from index.vectors.codes import Codes, decoded, encoded
from index.vectors.milvus import EXACT_MOST, MilvusVectorIndex
from tests.milvus import MilvusServerForTests

DIMENSIONS = 24
Keys = npt.NDArray[np.int64]
NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class PassageVectors:
    keys: Keys
    sittings: Keys
    speakers: Keys
    codes: Codes

    def at(self, rows: npt.NDArray[np.bool_] | slice) -> PassageVectors:
        return PassageVectors(self.keys[rows], self.sittings[rows], self.speakers[rows], self.codes[rows])


def drawn(count: int, seed: int = 0, first: int = 7) -> PassageVectors:
    """Vectors of length 1 in all directions: ten passages a sitting, fifty speakers, every 25th passage without one."""
    vectors = np.random.default_rng(seed).standard_normal((count, DIMENSIONS)).astype(np.float32)
    numbers = np.arange(count, dtype=np.int64)
    speakers = np.where(numbers % 25 == 0, 0, 1 + numbers % 50)
    codes = encoded(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    return PassageVectors(numbers * 3 + first, 1 + numbers // 10, speakers, codes)


ALL = drawn(1_000)
SOURCES = {sitting: f'parliament "{sitting % 3}"' for sitting in range(1, 200)}
QUESTIONS = decoded(drawn(5, seed=9).codes)


def exact(
    held: PassageVectors, question: npt.NDArray[np.float32], limit: int, scope: Scope
) -> tuple[Keys, npt.NDArray[np.float64]]:
    """The oracle: all inner products, in 64 bits, sorted."""
    inside = np.ones(len(held.keys), dtype=bool)
    if scope.sittings is not None:
        inside &= np.isin(held.sittings, list(scope.sittings))
    if scope.speakers is not None:
        inside &= np.isin(held.speakers, list(scope.speakers))
    keys, scores = held.keys[inside], decoded(held.codes[inside]).astype(np.float64) @ question
    best = np.argsort(-scores, kind="stable")[:limit]
    return keys[best], scores[best]


def assert_ranks_alike(index: VectorIndex, held: PassageVectors, limit: int, scope: Scope = EVERYWHERE) -> None:
    for question in QUESTIONS:
        keys, scores = index.search(question, limit, scope)
        right_keys, right_scores = exact(held, question, limit, scope)
        np.testing.assert_allclose(scores, right_scores, atol=1e-5)
        # Two that differ by less than the rounding of 32 bits may change places.
        own = dict(zip(*exact(held, question, len(held.keys), scope), strict=True))
        np.testing.assert_allclose(scores, [own[key] for key in keys.tolist()], atol=1e-5)
        assert len(set(keys.tolist())) == len(right_keys)


class MilvusBackend:
    """Indexes in the server of the tests."""

    def __init__(self, running: MilvusServerForTests) -> None:
        self.server = MilvusServer(running.url)

    def of(self, *blocks: PassageVectors) -> VectorIndex:
        index = MilvusVectorIndex(self.server, "vectors", DIMENSIONS, SOURCES)
        index.change(NONE, blocks)  # type: ignore[arg-type]
        return index

    def changed(self, removed: Keys, added: PassageVectors) -> VectorIndex:
        index = MilvusVectorIndex(self.server, "vectors", DIMENSIONS, SOURCES)
        index.change(removed, [added])  # type: ignore[arg-type]
        return index


@pytest.fixture(params=["milvus"])
def backend(request: pytest.FixtureRequest) -> Iterator[MilvusBackend]:
    made = MilvusBackend(request.getfixturevalue("milvus"))
    yield made
    made.server.drop("vectors")
    made.server.close()


@pytest.fixture
def full(backend: MilvusBackend) -> VectorIndex:
    return backend.of(ALL.at(slice(600)), ALL.at(slice(600, None)))


@pytest.mark.parametrize("limit", [1, 10, 5_000])
def test_every_vector_backend_ranks_like_exact_numpy_search(full: VectorIndex, limit: int) -> None:
    assert_ranks_alike(full, ALL, limit)


def test_a_scope_is_exact_at_any_selectivity(full: VectorIndex) -> None:
    for sittings in (1, 2, 50, 100):
        chosen = frozenset(np.random.default_rng(sittings).choice(100, sittings, replace=False).tolist())
        assert_ranks_alike(full, ALL, 10, Scope(sittings=chosen))
    assert_ranks_alike(full, ALL, 10, Scope(speakers=frozenset({3})))
    assert_ranks_alike(full, ALL, 10, Scope(frozenset(range(40)), frozenset({3, 4, 77})))


def test_a_scope_of_one_passage_in_a_thousand_finds_it(full: VectorIndex) -> None:
    for question in QUESTIONS:
        found, _ = full.search(question, 10, Scope(frozenset({100}), frozenset({48})))
        assert found.tolist() == [ALL.keys[997]]


@pytest.mark.parametrize(
    "scope",
    [Scope(sittings=frozenset()), Scope(speakers=frozenset()), Scope(frozenset({1}), frozenset()),
     Scope(frozenset({12_345}))],
)  # fmt: skip
def test_nowhere_nothing_is_found(full: VectorIndex, scope: Scope) -> None:
    assert len(full.search(QUESTIONS[0], 10, scope)[0]) == 0


def test_what_was_removed_is_gone_and_what_was_added_is_found(backend: MilvusBackend, full: VectorIndex) -> None:
    kept = np.ones(1_000, dtype=bool)
    kept[::3] = False
    new = drawn(200, seed=5, first=50_000)
    index = backend.changed(ALL.keys[~kept], new)
    old = ALL.at(kept)
    held = PassageVectors(
        np.concatenate([old.keys, new.keys]), np.concatenate([old.sittings, new.sittings]),
        np.concatenate([old.speakers, new.speakers]), np.concatenate([old.codes, new.codes]),
    )  # fmt: skip
    assert_ranks_alike(index, held, 2_000)
    assert_ranks_alike(index, held, 10, Scope(sittings=frozenset({4})))
    np.testing.assert_allclose(index.vectors(held.keys), decoded(held.codes), atol=1e-6)
    assert not index.vectors(ALL.keys[~kept]).any()


def test_the_vectors_of_passages_come_back_as_they_went_in_and_zero_for_strangers(full: VectorIndex) -> None:
    asked = np.array([ALL.keys[999], 8, ALL.keys[0], ALL.keys[500], 10**9, ALL.keys[0]], dtype=np.int64)
    found = full.vectors(asked)
    np.testing.assert_allclose(found[[0, 2, 3, 5]], decoded(ALL.codes[[999, 0, 500, 0]]), atol=1e-6)
    assert not found[[1, 4]].any()
    assert full.vectors(NONE).shape == (0, DIMENSIONS)


def test_two_passages_with_identical_words_stay_two(backend: MilvusBackend) -> None:
    one = ALL.at(slice(1))
    other = PassageVectors(one.keys + 1, one.sittings, one.speakers, one.codes)
    index = backend.of(one, other)
    assert sorted(index.search(QUESTIONS[0], 10, EVERYWHERE)[0].tolist()) == [7, 8]


def test_an_empty_index_finds_nothing(backend: MilvusBackend) -> None:
    index = backend.of()
    for scope in (EVERYWHERE, Scope(sittings=frozenset({1})), Scope(sittings=frozenset())):
        assert len(index.search(QUESTIONS[0], 10, scope)[0]) == 0
    assert not index.vectors(ALL.keys[:3]).any()


def test_a_large_index_in_milvus_is_searched_by_a_graph_and_still_finds_the_nearest(
    milvus: MilvusServerForTests,
) -> None:
    server = MilvusServer(milvus.url)
    index = MilvusVectorIndex(server, "graph", DIMENSIONS, SOURCES, expected=EXACT_MOST + 1)
    index.change(NONE, [ALL])  # type: ignore[list-item]
    assert index.describe() == f"Milvus at {milvus.url}, a graph, HNSW"
    found = [set(index.search(question, 10)[0].tolist()) for question in QUESTIONS]
    right = [set(exact(ALL, question, 10, EVERYWHERE)[0].tolist()) for question in QUESTIONS]
    assert sum(len(a & b) for a, b in zip(found, right, strict=True)) >= 49
    assert_ranks_alike(index, ALL, 10, Scope(frozenset({100}), frozenset({48})))
    server.drop("graph")
    server.close()
