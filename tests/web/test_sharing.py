from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Question
from assistant.web.ask.sharing import (
    ASKED_AGAIN,
    LONGEST_ADDRESS,
    LONGEST_QUESTION,
    Step,
    asked,
    changes,
    read,
    written,
)

SOMERS, ANN, EVA = "speaker:Bart Somers", "speaker:Ann Peeters", "speaker:Eva Claes"


def read_back(address: str) -> tuple[Step, ...]:
    return read(parse_qsl(address))


def test_an_address_says_each_question_with_what_was_taken_away_and_changed_behind_it() -> None:
    steps = (Step("One?", ("kind",)), Step("Two?", instead=(("period", "2020-01-01/"),)))
    assert written(steps) == ("q=One%3F&without=kind&q=Two%3F&change=period&to=2020-01-01%2F", 2)
    assert read_back(written(steps)[0]) == steps


texts_of_people = st.text(min_size=1, max_size=30).map(str.strip).filter(bool)


@given(
    st.lists(
        st.builds(
            Step,
            texts_of_people,
            st.lists(texts_of_people, max_size=3, unique=True).map(tuple),
            st.lists(st.tuples(texts_of_people, texts_of_people), max_size=3).map(tuple),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_was_written_is_read_as_it_was(steps: list[Step]) -> None:
    address, held = written(steps)
    assert read_back(address) == tuple(steps)[-held:]


def test_a_long_conversation_is_held_by_its_last_questions() -> None:
    many = [Step(f"{number}?") for number in range(ASKED_AGAIN + 3)]
    address, held = written(many)
    assert held == ASKED_AGAIN
    assert read_back(address) == tuple(many[-ASKED_AGAIN:])
    wordy = [Step("é" * 300)] * 8
    address, held = written(wordy)
    assert held < 8
    assert len(address) <= LONGEST_ADDRESS


def test_an_address_with_more_questions_than_are_asked_again_asks_the_last_ones() -> None:
    steps = read([("q", str(number)) for number in range(100)])
    assert [step.text for step in steps] == [str(number) for number in range(100 - ASKED_AGAIN, 100)]


@pytest.mark.parametrize(
    ("address", "steps"),
    [
        ("without=kind&q=One", (Step("One"),)),
        ("q=One&to=x&change=kind", (Step("One"),)),
        ("q=One&change=kind&q=Two&to=why", (Step("One"), Step("Two"))),
        ("q=%20&open=record/x", ()),
        ("lang=nl&q=One&theme=dark", (Step("One"),)),
        ("q=" + "a" * 2_000, (Step("a" * LONGEST_QUESTION),)),
    ],
)
def test_what_an_address_should_not_hold_is_left_out(address: str, steps: tuple[Step, ...]) -> None:
    assert read_back(address) == steps


def test_no_address_takes_away_or_changes_without_end() -> None:
    (step,) = read([("q", "?"), *[("without", "kind")] * 1_000, *[("change", "kind"), ("to", "why")] * 1_000])
    assert max(len(step.without), len(step.instead)) <= 50


def test_the_last_question_is_asked_with_those_before_it() -> None:
    steps = (Step("One?", ("kind",)), Step("Two?", ("period",), ((SOMERS, "Ann Peeters"),)))
    assert asked(steps) == Question("Two?", ("One?",), without=("period",), instead=((SOMERS, "Ann Peeters"),))


def test_a_change_of_what_was_changed_takes_its_place() -> None:
    once = Step("?").changed([(SOMERS, "Ann Peeters")])
    assert once.changed([(ANN, "Eva Claes")]).instead == ((SOMERS, "Eva Claes"),)
    assert once.changed([("kind", "why")]).changed([("kind", "when")]).instead == (
        (SOMERS, "Ann Peeters"), ("kind", "when"),
    )  # fmt: skip


def test_what_is_put_in_the_place_of_something_taken_away_is_there_again() -> None:
    assert Step("?", ("period", EVA)).changed([("period", "2020-01-01/"), (SOMERS, "Eva Claes")]).without == ()


def test_changes_are_read_alone() -> None:
    assert changes([("change", "kind"), ("to", "why"), ("toggle", "period")]) == [("kind", "why")]
    assert changes([("toggle", "period")]) == []
