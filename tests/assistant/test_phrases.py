import datetime as dt

import pytest

from assistant.answer import Language
from assistant.answering.phrases import date_in_words, heading, searched, speaker_in_words
from index.transcript import SittingInfo, Speaker

DAY = dt.date(2020, 7, 7)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "Doorzocht: 1.234 vergaderingen van 7 juli 2020 tot 9 augustus 2021, 1 spreekbeurt."),
        ("en", "Searched: 1,234 sittings from 7 July 2020 to 9 August 2021, 1 turn."),
        ("fr", "Consulté : 1\u202f234 séances du 7 juillet 2020 au 9 août 2021, 1 intervention."),
    ],
)
def test_what_was_searched_is_told_in_the_language_of_the_question(language: Language, told: str) -> None:
    assert searched(1234, 1, [dt.date(2021, 8, 9), DAY], language) == told


def test_one_day_is_told_as_one_day_and_unknown_days_not_at_all() -> None:
    assert searched(1, 20, [DAY], "en") == "Searched: 1 sitting of 7 July 2020, 20 turns."
    assert searched(2, 20, [], "en") == "Searched: 2 sittings, 20 turns."


def test_a_search_that_no_sitting_lies_within_says_so() -> None:
    assert searched(0, 0, [], "en") == "No sitting lies within the period and filters chosen."


@pytest.mark.parametrize(
    ("speaker", "told"),
    [
        (Speaker("a", "Bart Somers", None, "minister"), "Bart Somers (ministre)"),
        (Speaker("a", "Vera Smet", "N-VA", "member"), "Vera Smet (N-VA)"),
        (Speaker("a", "Ann Nys", "Groen", "Vlaams minister van Wonen"), "Ann Nys (Vlaams minister van Wonen, Groen)"),
        (Speaker("a", "Ann Nys", "Groen", "chair"), "Ann Nys (président(e), Groen)"),
        (Speaker("a", "Ann Nys"), "Ann Nys"),
        (None, "orateur inconnu"),
    ],
)
def test_a_speaker_is_named_with_role_and_party_as_the_record_gives_them(speaker: Speaker | None, told: str) -> None:
    assert speaker_in_words(speaker, "fr") == told


def test_a_role_that_stands_in_the_name_is_not_said_twice() -> None:
    assert speaker_in_words(Speaker("v", "De voorzitter", None, "chair"), "nl") == "De voorzitter"


@pytest.mark.parametrize(
    ("language", "told"),
    [("nl", "Bob, op 7 juli 2020:"), ("en", "Bob, on 7 July 2020:"), ("fr", "Bob, le 7 juillet 2020:")],
)
def test_a_heading_says_who_and_when(language: Language, told: str) -> None:
    assert heading(Speaker("b", "Bob"), SittingInfo("s", "test", DAY, "T", None, None), language) == told


def test_a_date_that_is_not_known_is_said_to_be() -> None:
    assert date_in_words(None, "en") == "date unknown"
    assert heading(None, SittingInfo("s", "test", None, "T", None, None), "en") == "speaker unknown, date unknown:"
