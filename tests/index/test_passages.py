"""How turns are cut."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.passages import LONGEST, cut
from index.sentences import sentence_spans
from index.transcript import Turn

TURN = Turn(id="s-0", sitting_id="s", item_id=None, speaker=None, text="Wij beginnen.", order=0)

WORDS = st.sampled_from(["Wij", "wachten", "été", "naïef", "日本", "3,5", "art.", "2.000", "ﬁn", "e\u0301", "🏛"])
SENTENCES = st.tuples(st.integers(1, 140), WORDS, st.sampled_from([".", "?", "!", "…", ".”", ""])).map(
    lambda made: "Dus" + f" {made[1]}" * (made[0] - 1) + made[2]
)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=30).flatmap(
    lambda made: st.lists(st.sampled_from([" ", "\n\n", "\n"]), min_size=len(made), max_size=len(made)).map(
        lambda gaps: "".join(sentence + gap for sentence, gap in zip(made, gaps, strict=True))
    )
)


def turn_of(text: str) -> Turn:
    return replace(TURN, text=text)


def lengths(text: str) -> list[int]:
    return [len(text[p.start : p.end].split()) for p in cut(turn_of(text))]


def sentence(words: int) -> str:
    """A sentence of so many words."""
    return " ".join(["Woord"] + ["woord"] * (words - 1)) + "."


def of_sentences(*counts: int) -> str:
    return " ".join(sentence(count) for count in counts)


@given(TEXTS)
def test_the_passages_of_a_turn_hold_all_its_words_in_order(text: str) -> None:
    passages = cut(turn_of(text))
    ends = [0, *(p.end for p in passages)]
    assert all(end <= p.start < p.end <= len(text) for end, p in zip(ends, passages, strict=False))
    assert [word for p in passages for word in text[p.start : p.end].split()] == text.split()


@given(TEXTS)
def test_a_passage_longer_than_the_longest_is_one_sentence(text: str) -> None:
    spans = sentence_spans(text)
    for passage in cut(turn_of(text)):
        if len(text[passage.start : passage.end].split()) > LONGEST:
            assert (passage.start, passage.end) in spans


@given(TEXTS)
def test_a_passage_holds_whole_sentences(text: str) -> None:
    spans = sentence_spans(text)
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    assert all(p.start in starts and p.end in ends for p in cut(turn_of(text)))


@given(st.text(max_size=400))
def test_any_text_can_be_cut(text: str) -> None:
    passages = cut(turn_of(text))
    assert [word for p in passages for word in text[p.start : p.end].split()] == text.split()


def test_a_passage_names_its_turn_and_where_it_stands() -> None:
    (passage,) = cut(turn_of("  Wij beginnen. Nu meteen.\n"))
    assert (passage.id, passage.turn_id, passage.start, passage.end) == ("s-0@2-26", "s-0", 2, 26)


def test_words_are_spread_evenly() -> None:
    assert lengths(of_sentences(*[20] * 6)) == [60, 60]
    assert lengths(of_sentences(*[10] * 11)) == [110]
    assert lengths(of_sentences(*[10] * 12)) == [60, 60]


def test_a_sentence_that_would_make_a_passage_too_long_begins_the_next() -> None:
    assert lengths(of_sentences(100, 20, 100)) == [100, 20, 100]


def test_a_sentence_that_is_too_long_stands_alone() -> None:
    assert lengths(of_sentences(10, 150, 10)) == [10, 150, 10]


def test_a_turn_without_words_has_no_passages() -> None:
    assert cut(turn_of(" \n ")) == []
