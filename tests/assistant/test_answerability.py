from dataclasses import astuple, fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answerability import LEAST_COVERED, THRESHOLD, AskedTerms, Signals, answerability
from index.lexical import Variant

SHARE = st.floats(0.0, 1.0)
SIGNALS = st.builds(Signals, *[SHARE] * len(fields(Signals)))


@settings(deadline=None, derandomize=True)
@given(SIGNALS, SIGNALS)
def test_more_of_every_signal_never_makes_an_answer_less_likely(one: Signals, other: Signals) -> None:
    pairs = list(zip(astuple(one), astuple(other), strict=True))
    low, high = Signals(*map(min, pairs)), Signals(*map(max, pairs))
    assert 0 <= answerability(low) <= answerability(high) <= 1


@settings(deadline=None, derandomize=True)
@given(SHARE, SHARE, st.floats(0.0, LEAST_COVERED, exclude_max=True))
def test_a_debate_about_something_else_does_not_answer(title: float, clear: float, covered: float) -> None:
    assert answerability(Signals(covered, title, clear)) < THRESHOLD


def test_nothing_found_is_refused_and_everything_found_is_answered() -> None:
    assert answerability(Signals(0.0, 0.0, 0.0)) < THRESHOLD < answerability(Signals(1.0, 1.0, 1.0))


@pytest.mark.parametrize("name", ["title", "clear"])
def test_each_signal_counts(name: str) -> None:
    middle = dict.fromkeys((field.name for field in fields(Signals)), 0.5)
    assert answerability(Signals(**middle | {name: 0.9})) > answerability(Signals(**middle | {name: 0.1}))


def test_each_word_of_the_question_is_covered_by_its_best_variant() -> None:
    variants = [Variant("brug", 1.0), Variant("bridg", 0.8), Variant("brug", 0.5, part=True)]
    asked = AskedTerms([variants, [Variant("kanal", 1.0), Variant("bridg", 0.2)]])
    assert asked.covered(["brug", "bridg"], []) == [1.0, 0.2]
    assert asked.covered({"bridg"}, {"brug"}) == [0.8, 0.2]
    assert asked.covered([], ["brug", "kanal"]) == [0.5, 0.0]
    assert asked.covered(["kanal", "sluis", "brug"], []) == [1.0, 1.0]
    assert AskedTerms([]).covered(["brug"], ["brug"]) == []
