"""What is true of Milvus alone: a server that goes away, names, errors; and BM25 as it is reckoned here."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.errors import SearchServerError
from index.lexical import Scope, Variant
from index.lexical.base import EVERYWHERE, LexicalPassage
from index.lexical.bm25 import kept_length
from index.lexical.embedded import EmbeddedLexicalIndex
from index.lexical.milvus import MilvusLexicalIndex
from index.milvus import MilvusServer, within
from index.vectors.milvus import EXACT_MOST, MilvusVectorIndex
from tests.index.test_vectors import ALL, DIMENSIONS, NONE, QUESTIONS, SOURCES, Exact, assert_ranks_alike, passages
from tests.milvus import MilvusServerForTests

HUUR = [[Variant("huur", 1.0)]]


def passage(key: int, terms: str, sitting: int = 1) -> LexicalPassage:
    return LexicalPassage(key, sitting, 1, terms.split(), [])


@pytest.fixture
def running(tmp_path: Path) -> Iterator[MilvusServerForTests]:
    """A server of its own, for a test that stops it."""
    made = MilvusServerForTests(tmp_path)
    made.start()
    yield made
    made.stop()


def test_a_server_that_was_restarted_is_found_again_with_all_that_was_written(running: MilvusServerForTests) -> None:
    server = MilvusServer(running.url)
    words = MilvusLexicalIndex(server, "debates", SOURCES)
    vectors = MilvusVectorIndex(server, "debates", DIMENSIONS, SOURCES)
    words.change((), [passage(key, "huur stijgt") for key in range(1, 40)])
    vectors.change(NONE, ALL)
    before = vectors.search(QUESTIONS[0], 10)
    running.stop()
    running.start()
    assert sorted(words.search(HUUR, 100, EVERYWHERE)[0].tolist()) == list(range(1, 40))
    assert vectors.search(QUESTIONS[0], 10)[0].tolist() == before[0].tolist()
    assert len(words.with_all([["stijgt"]], 100)) == 39
    running.stop()
    running.start()
    words.change([1], [passage(50, "huur")])
    assert words.document_frequency("huur") == 39
    server.close()


def test_a_server_that_is_away_is_said_in_one_line_and_asked_again_the_next_time(
    running: MilvusServerForTests,
) -> None:
    server = MilvusServer(running.url, wait=1)
    words = MilvusLexicalIndex(server, "debates", SOURCES)
    words.change((), [passage(1, "huur")])
    running.stop()
    with pytest.raises(SearchServerError) as raised:
        words.search(HUUR, 10, EVERYWHERE)
    assert (
        str(raised.value)
        == f"no Milvus answers at {running.url}: start it there, or name another address with milvus_url"
    )
    running.start()
    assert words.search(HUUR, 10, EVERYWHERE)[0].tolist() == [1]
    server.close()


def test_where_no_server_is_the_message_says_where_it_was_looked_for() -> None:
    with pytest.raises(SearchServerError, match=r"^no Milvus answers at http://127\.0\.0\.1:9: start it there"):
        MilvusLexicalIndex(MilvusServer("http://127.0.0.1:9", wait=1), "debates", SOURCES)


def test_without_pymilvus_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(SearchServerError, match=r"not installed: pip install 'pymilvus>=3\.0\.2'$"):
        MilvusServer().names()


def test_what_the_server_refuses_is_said_in_one_line(server: MilvusServer) -> None:
    with pytest.raises(SearchServerError, match=f"^Milvus at {server.url}: .*nothing_here") as raised:
        server.ask("query", "nothing_here", filter="key > 0", limit=1)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["", "2024", "tweede-kamer", "a b", "é"])
def test_a_name_that_milvus_does_not_take_is_refused(server: MilvusServer, name: str) -> None:
    with pytest.raises(SearchServerError, match="cannot be the name of an index in Milvus"):
        MilvusLexicalIndex(server, name, SOURCES)


def test_indexes_on_one_server_know_nothing_of_each_other_and_go_one_by_one(server: MilvusServer) -> None:
    for number, name in enumerate(("vlaams", "vlaams_2"), 1):
        MilvusLexicalIndex(server, name, SOURCES).change((), [passage(number, "huur")])
        MilvusVectorIndex(server, name, DIMENSIONS, SOURCES).change(NONE, ALL)
    assert server.names() == ["vlaams", "vlaams_2"]
    server.drop("vlaams")
    assert (server.names(), server.holds("vlaams"), server.holds("vlaams_2")) == (["vlaams_2"], False, True)
    assert MilvusLexicalIndex(server, "vlaams_2", SOURCES).search(HUUR, 9, EVERYWHERE)[0].tolist() == [2]
    assert MilvusLexicalIndex(server, "vlaams", SOURCES).search(HUUR, 9, EVERYWHERE)[0].tolist() == []
    server.drop("never_there")


def test_an_index_that_another_program_filled_is_found_whole(
    server: MilvusServer, milvus: MilvusServerForTests
) -> None:
    MilvusLexicalIndex(server, "debates", SOURCES).change((), [passage(1, "huur"), passage(2, "huur haven")])
    other = MilvusServer(milvus.url)
    opened = MilvusLexicalIndex(other, "debates", SOURCES)
    assert opened.search(HUUR, 10, EVERYWHERE)[0].tolist() == [1, 2]
    assert opened.document_frequency("haven") == 1
    other.close()


def test_vectors_that_were_removed_are_gone_and_those_added_are_found(server: MilvusServer) -> None:
    index = MilvusVectorIndex(server, "debates", DIMENSIONS, SOURCES)
    index.change(NONE, ALL)
    removed, kept = ALL[::3], [block for at, block in enumerate(ALL) if at % 3]
    added = passages(90, first=5_000, sitting=200, seed=4)
    index.change(Exact(removed).keys, added)
    assert_ranks_alike(index, kept + added, 2_000)
    assert_ranks_alike(index, kept + added, 10, Scope(sittings=frozenset({5, 200})))
    cosines = index.cosines(Exact(added).keys, QUESTIONS[0])
    np.testing.assert_allclose(cosines, Exact(added).vectors @ QUESTIONS[0], atol=1e-6)
    assert not index.cosines(Exact(removed).keys, QUESTIONS[0]).any()


def test_more_vectors_than_are_looked_at_one_by_one_are_searched_by_a_graph(server: MilvusServer) -> None:
    index = MilvusVectorIndex(server, "debates", DIMENSIONS, SOURCES, expected=EXACT_MOST + 1)
    index.change(NONE, ALL)
    assert index.describe() == f"Milvus at {server.url}, a graph, HNSW"
    exact = Exact(ALL)
    for question in QUESTIONS:
        nearest, _ = exact.search(question, 10, EVERYWHERE)
        assert len(set(index.search(question, 10)[0].tolist()) & set(nearest.tolist())) >= 9
    for sitting in range(1, 26):
        assert len(index.search(QUESTIONS[0], 10, Scope(sittings=frozenset({sitting})))[0]) == 10


def test_thousands_of_sittings_are_a_scope(server: MilvusServer) -> None:
    sources = dict.fromkeys(range(1, 20001), "a")
    words = MilvusLexicalIndex(server, "debates", sources)
    words.change((), [passage(key, "huur", sitting=key) for key in range(1, 101)])
    found, _ = words.search(HUUR, 100, Scope(sittings=frozenset(range(51, 20_001))))
    assert found.tolist() == list(range(51, 101))


def test_more_passages_with_all_words_than_one_call_gives_come_page_by_page(
    server: MilvusServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.milvus.MOST", 50)
    words = MilvusLexicalIndex(server, "debates", SOURCES)
    words.change((), [passage(key, "huur stijgt") for key in range(1, 121)])
    assert sorted(words.with_all([["huur"]], 1_000).tolist()) == list(range(1, 121))
    assert len(set(words.with_all([["huur"]], 70).tolist())) == 70


def test_milvus_and_the_embedded_index_give_the_same_ranking_and_scores(server: MilvusServer, tmp_path: Path) -> None:
    chance = random.Random(3)
    vocabulary = [f"term{number}" for number in range(3_000)]
    weights = [1 / (rank + 10) for rank in range(3_000)]

    def text(longest: int) -> list[str]:
        return chance.choices(vocabulary, weights, k=chance.randint(0, longest))

    def variant() -> Variant:
        return Variant(
            chance.choices(vocabulary, weights)[0], chance.choice([0.3, 0.5, 0.8, 1.0]), chance.random() < 0.3
        )

    spoken = [LexicalPassage(key, 1 + key % 9, 1 + key % 5, text(140), text(8)) for key in range(1, 5_001)]
    embedded, milvus = EmbeddedLexicalIndex(tmp_path), MilvusLexicalIndex(server, "debates", SOURCES)
    for index in (embedded, milvus):
        index.change((), spoken)
    for _ in range(20):
        words = [[variant() for _ in range(4)] for _ in range(3)]
        keys, scores = embedded.search(words, 100, EVERYWHERE)
        found, own = milvus.search(words, 100, EVERYWHERE)
        np.testing.assert_allclose(own, scores, rtol=1e-5)
        assert found[:50].tolist() == keys[:50].tolist()


def test_a_scope_is_an_expression_with_the_partitions_it_needs() -> None:
    sources = {1: "a", 2: 'b "c"', 3: "a"}
    assert within(EVERYWHERE, sources) == ""
    assert within(Scope(sittings=frozenset({3, 1})), sources) == 'sitting in [1, 3] and source in ["a"]'
    assert within(Scope(sittings=frozenset({2})), sources) == 'sitting in [2] and source in ["b \\"c\\""]'
    assert within(Scope(speakers=frozenset({5, 0})), sources) == "speaker in [5]"
    assert within(Scope(sittings=frozenset({4})), sources) == "sitting in [4]"
    assert within(Scope(frozenset({1}), frozenset({0})), sources) is None
    assert within(Scope(sittings=frozenset()), sources) is None


def test_a_length_is_kept_exactly_to_40_and_then_in_steps() -> None:
    lengths = [0, 1, 39, 40, 41, 42, 55, 57, 60, 87, 95, 96, 103, 110, 112, 120, 151, 152, 167, 168]
    kept = [0, 1, 39, 40, 40, 42, 54, 56, 60, 84, 88, 96, 96, 104, 112, 120, 144, 152, 152, 168]
    assert [kept_length(length) for length in lengths] == kept
