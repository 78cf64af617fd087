import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Filters, Question, Understood
from assistant.question import Asked, understand
from assistant.understanding.changing import limits, period_instead, read, written
from assistant.understanding.naming import Known
from assistant.understanding.offices import Held, Offices
from assistant.understanding.people import People
from index.transcript import Speaker
from index.vocabulary import Vocabulary

SOMERS, ANN, DEMIR = (
    Speaker("somers", "Bart Somers", "Open Vld"), Speaker("ann", "Ann Peeters"), Speaker("demir", "Zuhal Demir"),
)  # fmt: skip
KNOWN = Known(
    People([SOMERS, ANN, DEMIR]),
    Vocabulary({"bruggen": 5}, frozenset({"bruggen"})),
    Offices([
        Held(ANN, "minister", frozenset({"werk"}), "vlaams-parlement", dt.date(2017, 5, 1)),
        Held(DEMIR, "minister", frozenset({"werk"}), "vlaams-parlement", dt.date(2025, 2, 1)),
    ]),
)  # fmt: skip
TODAY = dt.date(2025, 11, 24)
IN_2020 = (dt.date(2020, 1, 1), dt.date(2020, 12, 31))


def asked(text: str, *instead: tuple[str, str], without: tuple[str, ...] = (), history: tuple[str, ...] = ()) -> Asked:
    return understand(Question(text, history, without=without, instead=instead), KNOWN, TODAY)


def understood(text: str, *instead: tuple[str, str], without: tuple[str, ...] = ()) -> Understood:
    return asked(text, *instead, without=without).understood


def test_somebody_else_speaks_and_the_name_that_was_asked_for_is_nothing_to_look_for() -> None:
    found = asked("Wat beloofde Somers over de bruggen?", ("speaker:Bart Somers", "Ann Peeters"))
    assert found.understood.speakers == (ANN,)
    assert found.understood.topic == "bruggen"
    assert "Somers" not in found.text


def test_of_two_speakers_the_one_that_was_changed_is_exchanged_in_its_place() -> None:
    text = "Wat zeiden Somers en Demir over de bruggen?"
    assert understood(text).speakers == (SOMERS, DEMIR)
    assert understood(text, ("speaker:Bart Somers", "Ann Peeters")).speakers == (ANN, DEMIR)
    assert understood(text, ("speaker:Bart Somers", "Zuhal Demir")).speakers == (DEMIR,)


def test_a_name_of_nobody_is_exchanged_for_somebody_who_speaks() -> None:
    text = "Wat zei Janssens over de bruggen?"
    assert understood(text).unknown_names == ("Janssens",)
    found = understood(text, ("unknown:Janssens", "Ann Peeters"))
    assert (found.unknown_names, found.speakers) == ((), (ANN,))


def test_a_surname_is_enough_and_a_name_of_nobody_is_said_to_be_one() -> None:
    assert understood("Wat zei Somers over de bruggen?", ("speaker:Bart Somers", "Peeters")).speakers == (ANN,)
    found = understood("Wat zei Somers over de bruggen?", ("speaker:Bart Somers", "Jan Janssens"))
    assert (found.speakers, found.unknown_names) == ((), ("Jan Janssens",))


def test_a_speaker_a_period_and_a_kind_are_added_to_a_question_that_shows_none() -> None:
    found = understood(
        "Hoe staat het met de bruggen?",
        ("speaker", "Ann Peeters"),
        ("period", "2020-01-01/2020-12-31"),
        ("kind", "why"),
    )
    assert (found.speakers, found.period, found.kind) == ((ANN,), IN_2020, "why")


def test_another_period_stands_in_the_place_of_the_questions_own_and_its_words() -> None:
    found = asked("Wat zei Somers over de bruggen in 2023?", ("period", "2020-01-01/2020-12-31"))
    assert found.understood.period == IN_2020
    assert "2023" not in found.text


def test_an_office_is_that_of_who_held_it_in_the_period_that_was_set() -> None:
    text = "Wat zei de minister van Werk over de bruggen?"
    assert understood(text, ("period", "2017-01-01/2017-12-31")).speakers == (ANN,)
    assert understood(text, ("period", "2025-06-01/")).speakers == (DEMIR,)


def test_what_was_changed_can_be_taken_away_and_what_was_understood_does_not_come_back() -> None:
    text = "Wat beloofde Somers over de bruggen in 2023?"
    change = ("speaker:Bart Somers", "Ann Peeters")
    assert understood(text, change, without=("speaker:Ann Peeters",)).speakers == ()
    assert understood(text, ("period", "2020-01-01/"), without=("period",)).period is None
    assert understood(text, ("kind", "why"), without=("kind",)).kind == "said"


def test_a_change_concerns_the_last_question_and_holds_for_what_it_takes_over() -> None:
    found = asked(
        "En over de bruggen?", ("speaker:Bart Somers", "Ann Peeters"), history=("Wat zei Somers over de haven?",)
    )
    assert found.understood.speakers == (ANN,)
    assert found.carried


def test_days_set_by_hand_are_a_limit_within_the_other_filters() -> None:
    question = Question("?", filters=Filters(since=dt.date(2020, 6, 1)), instead=(("period", "2020-01-01/2020-12-31"),))
    assert limits(question) == Filters(since=dt.date(2020, 6, 1), until=dt.date(2020, 12, 31))
    assert limits(Question("?", without=("period",), instead=question.instead)) == Filters()


@pytest.mark.parametrize(
    "text", ["", "/", "2020", "2020-01-01", "2020-02-30/", "/soon", "2021-01-01/2020-01-01", "2020-01-01/2020-02-01/"]
)
def test_what_is_no_period_changes_nothing(text: str) -> None:
    assert read(text) is None
    assert understood("Wat zei Somers in 2020?", ("period", text)).period == IN_2020
    assert period_instead(Question("?", instead=(("period", text),))) is None


@pytest.mark.parametrize(
    "pair", [("kind", "sung"), ("speaker", " "), ("party:N-VA", "cd&v"), ("", ""), ("nothing:x", "y")]
)
def test_a_change_of_nothing_changes_nothing(pair: tuple[str, str]) -> None:
    text = "Wat beloofde Somers over de bruggen?"
    assert understood(text, pair) == understood(text)


@given(st.dates() | st.none(), st.dates() | st.none())
def test_a_period_is_read_as_it_was_written(one: dt.date | None, other: dt.date | None) -> None:
    period = (min(one, other), max(one, other)) if one and other else (one, other)
    assert read(written(period)) == (None if period == (None, None) else period)
