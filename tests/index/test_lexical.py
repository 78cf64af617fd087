"""Search by words: BM25 as the formula gives it, scopes, variants, changes."""

import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from index.lexical import LexicalIndex, Scope, Variant
from index.lexical.base import EVERYWHERE, LexicalPassage
from index.lexical.embedded import EmbeddedLexicalIndex
from index.lexical.milvus import MilvusLexicalIndex
from index.milvus import MilvusServer

SOURCES = {sitting: f"parliament {sitting % 3}" for sitting in range(20_000)}


def passage(key: int, terms: str, sitting: int = 1, speaker: int | None = 1, parts: str = "") -> LexicalPassage:
    return LexicalPassage(key, sitting, speaker, terms.split(), parts.split())


def word(*terms: str, weight: float = 1.0) -> list[Variant]:
    return [Variant(term, weight) for term in terms]


def keys(index: LexicalIndex, words: Sequence[Sequence[Variant]], scope: Scope = EVERYWHERE) -> list[int]:
    return index.search(words, 1_000, scope)[0].tolist()


@pytest.fixture(params=["embedded", "milvus"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LexicalIndex]:
    """An empty index of every backend."""
    if request.param == "embedded":
        yield EmbeddedLexicalIndex(tmp_path / "lexical")
        return
    server = MilvusServer(request.getfixturevalue("milvus").url)
    yield MilvusLexicalIndex(server, "lexical", SOURCES)
    server.drop("lexical")
    server.close()


SMALL = {1: "huur huur stijgt", 2: "huur daalt niet meer zegt zij", 3: "haven", 4: "stijgt de haven"}


def bm25(term: str, key: int, texts: dict[int, str], k1: float = 1.2, b: float = 0.75) -> float:
    """Robertson and Zaragoza 2009, with the idf that is never negative: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    lengths = {k: len(text.split()) for k, text in texts.items()}
    average = sum(lengths.values()) / len(texts)
    holding = sum(term in text.split() for text in texts.values())
    idf = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
    count = texts[key].split().count(term)
    return idf * count * (k1 + 1) / (count + k1 * (1 - b + b * lengths[key] / average))


@pytest.fixture
def small(empty: LexicalIndex) -> LexicalIndex:
    empty.change((), [passage(key, text) for key, text in SMALL.items()])
    return empty


def test_bm25_of_one_word_by_hand(small: LexicalIndex) -> None:
    # N 4, n 2, idf ln(1 + 2.5 / 2.5) = ln 2; lengths 3, 6, 1 and 3: 3.25 on average.
    # Passage 1: 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 3.25)).
    # Passage 2: 1 * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 6 / 3.25)).
    found, scores = small.search([word("huur")], 10, EVERYWHERE)
    assert found.tolist() == [1, 2]
    np.testing.assert_allclose(scores, [0.9741, 0.5149], atol=1e-4)


def test_bm25_of_two_words_is_the_sum(small: LexicalIndex) -> None:
    found, scores = small.search([word("huur"), word("stijgt")], 10, EVERYWHERE)
    expected = {k: bm25("huur", k, SMALL) + bm25("stijgt", k, SMALL) for k in SMALL if k != 3}
    assert found.tolist() == sorted(expected, key=lambda k: -expected[k])
    np.testing.assert_allclose(scores, [expected[k] for k in found.tolist()], rtol=1e-5)


def test_the_score_of_a_variant_is_weighed(small: LexicalIndex) -> None:
    _, (whole, *_) = small.search([word("haven")], 10, EVERYWHERE)
    _, (half, *_) = small.search([word("haven", weight=0.5)], 10, EVERYWHERE)
    assert half == pytest.approx(whole / 2)


def test_the_variants_of_a_word_add_up(small: LexicalIndex) -> None:
    variants = [Variant("huur", 1.0), Variant("stijgt", 0.5)]
    found, scores = small.search([variants], 10, EVERYWHERE)
    expected = {k: bm25("huur", k, SMALL) + bm25("stijgt", k, SMALL) / 2 for k in SMALL if k != 3}
    assert found.tolist() == sorted(expected, key=lambda k: -expected[k])
    np.testing.assert_allclose(scores, [expected[k] for k in found.tolist()], rtol=1e-5)


def test_a_variant_of_two_words_counts_for_both(small: LexicalIndex) -> None:
    _, both = small.search([[Variant("huur", 1.0)], [Variant("huur", 0.5)]], 10, EVERYWHERE)
    _, once = small.search([[Variant("huur", 1.5)]], 10, EVERYWHERE)
    np.testing.assert_allclose(both, once, rtol=1e-6)


def test_the_parts_of_compounds_are_found_as_parts_only(empty: LexicalIndex) -> None:
    empty.change((), [passage(1, "klimatbeleid", parts="klimat beleid"), passage(2, "beleid")])
    assert keys(empty, [[Variant("beleid", 1.0, part=True)]]) == [1]
    assert keys(empty, [word("beleid")]) == [2]
    assert sorted(keys(empty, [[Variant("beleid", 1.0), Variant("beleid", 0.5, part=True)]])) == [1, 2]


@pytest.fixture
def large(empty: LexicalIndex) -> LexicalIndex:
    """1,000 passages that all hold "huur": 100 sittings of 10 passages, 50 speakers; every 25th speaker unknown."""
    drawn = random.Random(4)
    empty.change(
        (),
        [
            passage(
                key,
                " ".join(["huur"] * drawn.randint(1, 4) + ["ander"] * drawn.randint(1, 30)),
                sitting=key // 10,
                speaker=None if key % 25 == 0 else key % 50,
            )
            for key in range(1_000)
        ],
    )
    return empty


@pytest.mark.parametrize("count", [1, 2, 50, 100])
def test_a_scope_of_sittings_is_exact_at_any_selectivity(large: LexicalIndex, count: int) -> None:
    chosen = frozenset(random.Random(count).sample(range(100), count))
    everything, scores = large.search([word("huur")], 1_000, EVERYWHERE)
    expected = [(k, s) for k, s in zip(everything.tolist(), scores.tolist(), strict=True) if k // 10 in chosen]
    found, within = large.search([word("huur")], 1_000, Scope(sittings=chosen))
    assert dict(zip(found.tolist(), within.tolist(), strict=True)) == dict(expected)
    assert within.tolist() == sorted(within.tolist(), reverse=True)


def test_a_limit_below_the_scope_gives_its_best(large: LexicalIndex) -> None:
    scope = Scope(sittings=frozenset(range(30)))
    _, all_scores = large.search([word("huur")], 1_000, scope)
    found, scores = large.search([word("huur")], 7, scope)
    assert len(found) == 7
    assert scores.tolist() == all_scores[:7].tolist()


def test_a_scope_of_speakers_leaves_out_unknown_ones(large: LexicalIndex) -> None:
    assert sorted(keys(large, [word("huur")], Scope(speakers=frozenset({0, 25})))) == []
    assert sorted(keys(large, [word("huur")], Scope(speakers=frozenset({7})))) == list(range(7, 1_000, 50))


def test_a_scope_of_sittings_and_speakers_is_where_both_hold(large: LexicalIndex) -> None:
    scope = Scope(sittings=frozenset({0, 5, 99}), speakers=frozenset({7}))
    assert sorted(keys(large, [word("huur")], scope)) == [7, 57]


def test_a_scope_of_one_passage_in_a_thousand_finds_it(large: LexicalIndex) -> None:
    assert keys(large, [word("huur")], Scope(frozenset({99}), frozenset({47}))) == [997]


@pytest.mark.parametrize(
    "scope",
    [Scope(sittings=frozenset()), Scope(speakers=frozenset()), Scope(frozenset({1}), frozenset()),
     Scope(frozenset({12_345}))],
)  # fmt: skip
def test_nowhere_nothing_is_found(large: LexicalIndex, scope: Scope) -> None:
    assert keys(large, [word("huur")], scope) == []


@pytest.mark.parametrize("words", [[], [[]], [word("onbekend")], [[], word("onbekend")]])
def test_a_question_of_no_known_words_finds_nothing(large: LexicalIndex, words: list[list[Variant]]) -> None:
    assert keys(large, words) == []


def test_an_empty_index_finds_nothing(empty: LexicalIndex) -> None:
    assert keys(empty, [word("huur")]) == []
    assert empty.document_frequency("huur") == 0


def test_a_removed_passage_is_never_found(large: LexicalIndex) -> None:
    removed = list(range(0, 1_000, 3))
    large.change(removed, [])
    found = keys(large, [word("huur")])
    assert sorted(found) == sorted(set(range(1_000)) - set(removed))


def test_a_passage_added_in_the_commit_that_removes_others_is_found(small: LexicalIndex) -> None:
    small.change([1, 2], [passage(9, "huur blijft")])
    assert keys(small, [word("huur")]) == [9]


def test_the_document_frequency_counts_passages(small: LexicalIndex) -> None:
    assert [small.document_frequency(term) for term in ("huur", "haven", "zegt", "onbekend")] == [2, 2, 1, 0]


def test_terms_of_other_letters_and_digits_are_found_as_they_are(empty: LexicalIndex) -> None:
    empty.change((), [passage(1, "2024 łukasz straße"), passage(2, "日本")])
    assert [keys(empty, [word(term)]) for term in ("2024", "łukasz", "straße", "日本")] == [[1], [1], [1], [2]]


def test_a_commit_is_seen_by_a_new_reader_and_not_by_one_opened_before(tmp_path: Path) -> None:
    writer = EmbeddedLexicalIndex(tmp_path)
    writer.change((), [passage(key, "huur") for key in (1, 2)])
    before = EmbeddedLexicalIndex(tmp_path)
    writer.change([1], [passage(3, "huur")])
    assert sorted(keys(EmbeddedLexicalIndex(tmp_path), [word("huur")])) == [2, 3]
    assert sorted(keys(before, [word("huur")])) == [1, 2]


def test_a_reader_goes_on_while_segments_are_merged_away(tmp_path: Path) -> None:
    writer = EmbeddedLexicalIndex(tmp_path)
    writer.change((), [passage(0, "huur")])
    before = EmbeddedLexicalIndex(tmp_path)
    for key in range(1, 30):
        writer.change([key - 1], [passage(key, "huur")])
        assert keys(before, [word("huur")]) == [0]
    assert keys(writer, [word("huur")]) == [29]


def test_an_exception_while_passages_come_in_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    index = EmbeddedLexicalIndex(tmp_path)
    index.change((), [passage(1, "huur")])

    def broken() -> list[LexicalPassage]:
        raise OSError("the record went away")

    with pytest.raises(OSError, match="went away"):
        index.change([1], (passage for _ in (0,) for passage in broken()))
    index.change((), [passage(2, "huur")])
    assert sorted(keys(EmbeddedLexicalIndex(tmp_path), [word("huur")])) == [1, 2]


def test_passages_with_all_words_are_found_whatever_form_each_word_has(empty: LexicalIndex) -> None:
    empty.change(
        (), [passage(1, "huur stijgt hier"), passage(2, "huren stijgt"), passage(3, "huur daalt", parts="stijgt")]
    )
    assert sorted(empty.with_all([["huur", "huren"], ["stijgt"]], 10).tolist()) == [1, 2]
    assert empty.with_all([["huur"], ["stijgt"]], 10).tolist() == [1]
    assert empty.with_all([["huur"], ["haven"]], 10).tolist() == []
    assert empty.with_all([], 10).tolist() == []


def test_passages_with_all_words_are_at_most_so_many_and_as_few_as_there_are(large: LexicalIndex) -> None:
    assert sorted(large.with_all([["huur"]], 2_000).tolist()) == list(range(1_000))
    assert len(set(large.with_all([["huur"]], 7).tolist())) == 7
