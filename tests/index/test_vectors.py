"""Every vector backend ranks like exact NumPy search."""

from collections.abc import Callable, Iterator

import faiss
import numpy as np
import numpy.typing as npt
import pytest

from index.lexical import EVERYWHERE, Scope
from index.milvus import MilvusServer
from index.record import PassageVectors
from index.vectors import VectorIndex, embedded
from index.vectors.codes import decoded, encoded, step
from index.vectors.embedded import EmbeddedVectorIndex
from index.vectors.milvus import MilvusVectorIndex
from index.vectors.short import ShortCodes

DIMENSIONS = 24
Keys = npt.NDArray[np.int64]
NONE = np.zeros(0, dtype=np.int64)
SOURCES = {sitting: f'parliament "{sitting % 3}"' for sitting in range(1, 300)}


def unit_vectors(count: int, seed: int = 0) -> npt.NDArray[np.float32]:
    """Vectors of length 1."""
    drawn = np.random.default_rng(seed).standard_normal((count, DIMENSIONS))
    return (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)


QUESTIONS = unit_vectors(5, seed=9)


def passages(count: int, first: int = 7, sitting: int = 1, seed: int = 0) -> list[PassageVectors]:
    """Passages of sittings of 40, each passage of one of 15 speakers or of nobody known."""
    vectors = encoded(unit_vectors(count, seed))
    keys = first + np.arange(count)
    speakers = np.random.default_rng(seed).integers(0, 16, count)
    return [
        PassageVectors(keys[at : at + 40], np.full(len(keys[at : at + 40]), sitting + at // 40),
                       speakers[at : at + 40], vectors[at : at + 40])
        for at in range(0, count, 40)
    ]  # fmt: skip


ALL = passages(1_000)


class Exact:
    """The oracle: all inner products, in 64 bits, sorted."""

    def __init__(self, blocks: list[PassageVectors]) -> None:
        self.keys = np.concatenate([block.keys for block in blocks])
        self.sittings = np.concatenate([block.sittings for block in blocks])
        self.speakers = np.concatenate([block.speakers for block in blocks])
        self.vectors = np.concatenate([decoded(block.codes) for block in blocks]).astype(np.float64)

    def search(self, vector: npt.NDArray[np.float32], limit: int, scope: Scope) -> tuple[Keys, npt.NDArray[np.float64]]:
        inside = np.ones(len(self.keys), dtype=bool)
        if scope.sittings is not None:
            inside &= np.isin(self.sittings, list(scope.sittings))
        if scope.speakers is not None:
            inside &= np.isin(self.speakers, list(scope.speakers))
        keys, scores = self.keys[inside], self.vectors[inside] @ vector
        best = np.argsort(-scores, kind="stable")[:limit]
        return keys[best], scores[best]


def assert_ranks_alike(index: VectorIndex, blocks: list[PassageVectors], limit: int, scope: Scope = EVERYWHERE) -> None:
    exact = Exact(blocks)
    for question in QUESTIONS:
        keys, scores = index.search(question, limit, scope)
        right_keys, right_scores = exact.search(question, limit, scope)
        np.testing.assert_allclose(scores, right_scores, atol=1e-5)
        assert sorted(keys.tolist()) == sorted(right_keys.tolist())


def here(blocks: list[PassageVectors]) -> VectorIndex:
    index = EmbeddedVectorIndex(DIMENSIONS, blocks)
    index.warm_up()
    return index


Opens = Callable[[list[PassageVectors]], VectorIndex]


@pytest.fixture(params=["exact", "short", "milvus"])
def opens(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opens]:
    """Opens the record's vectors: here, exactly or by short codes, by which all are compared; or in Milvus."""
    monkeypatch.setattr(embedded, "LEAST_COMPARED", 2_000)
    if request.param == "short":
        monkeypatch.setattr(embedded, "EXACT_MOST", 0)
    if request.param != "milvus":
        yield here
        return
    server = MilvusServer(request.getfixturevalue("milvus").url)
    server.drop("vectors")

    def in_milvus(blocks: list[PassageVectors]) -> VectorIndex:
        index = MilvusVectorIndex(server, "vectors", DIMENSIONS, SOURCES)
        index.change(NONE, blocks)
        return index

    yield in_milvus
    server.drop("vectors")
    server.close()


@pytest.mark.parametrize("limit", [1, 10, 1_000, 5_000])
def test_every_vector_backend_ranks_like_exact_numpy_search(opens: Opens, limit: int) -> None:
    assert_ranks_alike(opens(ALL), ALL, limit)


@pytest.mark.parametrize("limit", [1, 20, 2_000])
@pytest.mark.parametrize(
    "scope",
    [
        Scope(sittings=frozenset({3})),
        Scope(sittings=frozenset({3, 9, 25, 999})),
        Scope(speakers=frozenset({5})),
        Scope(speakers=frozenset(range(1, 16))),
        Scope(frozenset({4, 5}), frozenset({1, 2, 3})),
    ],
    ids=str,
)
def test_a_search_within_a_scope_is_exact_however_few_are_in_it(
    opens: Opens, scope: Scope, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "LEAST_COMPARED", 1)
    assert_ranks_alike(opens(ALL), ALL, limit, scope)


@pytest.mark.parametrize("scope", [Scope(frozenset(), None), Scope(None, frozenset()), Scope(frozenset({10**6}))])
def test_a_search_in_an_empty_scope_finds_nothing(opens: Opens, scope: Scope) -> None:
    keys, scores = opens(ALL).search(QUESTIONS[0], 10, scope)
    assert (len(keys), len(scores)) == (0, 0)


def test_passages_of_nobody_known_are_in_no_scope_of_speakers(opens: Opens) -> None:
    nobody = Exact(ALL).keys[Exact(ALL).speakers == 0]
    found, _ = opens(ALL).search(QUESTIONS[0], 1_000, Scope(speakers=frozenset(range(1, 16))))
    assert len(found) == 1_000 - len(nobody)
    assert set(found.tolist()).isdisjoint(nobody.tolist())


def test_the_cosines_of_passages_are_those_of_exact_numpy_and_0_for_strangers(opens: Opens) -> None:
    exact = Exact(ALL)
    asked = np.concatenate([[exact.keys[999], 2, exact.keys[0], 10**9, exact.keys[0]], exact.keys])
    index = opens(ALL)
    for question in QUESTIONS:
        found = index.cosines(asked, question)
        right = exact.vectors[[999, 0, 0, *range(1_000)]] @ question
        np.testing.assert_allclose(np.delete(found, [1, 3]), right, atol=1e-6)
        assert found[[1, 3]].tolist() == [0, 0]
    assert len(index.cosines(NONE, QUESTIONS[0])) == 0


def test_two_passages_with_identical_words_stay_two(opens: Opens) -> None:
    one = ALL[0]
    twins = PassageVectors(one.keys + 5_000, one.sittings, one.speakers, one.codes)
    question = Exact(ALL).vectors[0].astype(np.float32)
    assert sorted(opens([*ALL, twins]).search(question, 2)[0].tolist()) == [7, 5_007]


def test_an_empty_index_finds_nothing(opens: Opens) -> None:
    empty = opens([])
    for scope in (EVERYWHERE, Scope(frozenset({1}), frozenset({1}))):
        assert len(empty.search(QUESTIONS[0], 10, scope)[0]) == 0
    assert empty.cosines(np.arange(3), QUESTIONS[0]).tolist() == [0, 0, 0]


def test_short_codes_choose_what_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "EXACT_MOST", 0)
    monkeypatch.setattr(embedded, "LEAST_COMPARED", 0)
    many = passages(20_000)
    index, exact = EmbeddedVectorIndex(DIMENSIONS, many), Exact(many)
    assert_ranks_alike(index, many, 100)  # all are compared until it is warm
    index.warm_up()
    for question in QUESTIONS:
        keys, scores = index.search(question, 100)
        best, _ = exact.search(question, 100, EVERYWHERE)
        assert 0.7 < len(set(best.tolist()) & set(keys.tolist())) / 100 < 1.0
        of_key = dict(zip(exact.keys.tolist(), exact.vectors @ question, strict=True))
        np.testing.assert_allclose(scores, [of_key[key] for key in keys.tolist()], atol=1e-5)
        assert (np.diff(scores) <= 0).all()


@pytest.mark.parametrize("dimensions", [12, 24, 128])
def test_short_codes_choose_as_well_as_those_that_faiss_makes(dimensions: int) -> None:
    vectors = np.random.default_rng(1).standard_normal((5_000, dimensions)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    codes = encoded(vectors)
    theirs = faiss.index_factory(dimensions, f"PQ{dimensions // 4}x4fs", faiss.METRIC_INNER_PRODUCT)
    theirs.train(vectors)  # type: ignore[call-arg]
    theirs.add(vectors)  # type: ignore[call-arg]
    ours = ShortCodes((codes + np.int8(127)).view(np.uint8))
    shares = []
    for question in vectors[:50]:
        best = set(np.argsort(-(decoded(codes) @ question))[:50].tolist())
        by_faiss = theirs.search(question[None], 200)[1][0].tolist()  # type: ignore[call-arg]
        shares.append([len(best & set(found)) / 50 for found in (ours.nearest(question, 200).tolist(), by_faiss)])
    own, of_faiss = np.mean(shares, axis=0)
    assert own > of_faiss - 0.02 > 0.5


@pytest.mark.parametrize(
    ("count", "dimensions", "by"), [(10, 24, "exact"), (200, 24, "short codes"), (200, 3, "exact")]
)
def test_how_is_searched_is_chosen_by_size(
    count: int, dimensions: int, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "EXACT_MOST", 100)
    codes = encoded(np.random.default_rng(0).standard_normal((count, dimensions)).astype(np.float32))
    numbers = np.arange(count)
    index = EmbeddedVectorIndex(dimensions, [PassageVectors(numbers, numbers, numbers, codes)])
    index.warm_up()
    assert by in index.describe()
    assert len(index.search(np.ones(dimensions, dtype=np.float32), 5)[0]) == 5


def test_a_code_is_within_half_a_step_of_the_component() -> None:
    vectors = unit_vectors(200, seed=3)
    back = decoded(encoded(vectors))
    small = np.abs(vectors) < 6 / DIMENSIONS**0.5
    assert np.abs(back - vectors)[small].max() <= step(DIMENSIONS) / 2 + 1e-7
    np.testing.assert_allclose(np.abs(back)[~small], 6 / DIMENSIONS**0.5, rtol=1e-5)


def test_the_components_of_a_short_vector_are_kept_whole() -> None:
    assert decoded(encoded(np.eye(3, dtype=np.float32))).tolist() == np.eye(3).tolist()
