"""Which language a stretch is taken to be in."""

import pytest

from index.language import identify, language_of
from index.transcript import LanguageSpan, Turn

DUTCH = "Wij vragen de minister om meer woningen te bouwen in de stad."
FRENCH = "Nous demandons au ministre de construire plus de logements dans la ville."
ENGLISH = "We ask the minister to build more houses in the city this year."


def a_turn(text: str, *spans: LanguageSpan) -> Turn:
    return Turn("s-0", "s", None, None, text, 0, languages=spans)


@pytest.mark.parametrize(("text", "language"), [(DUTCH, "nl"), (FRENCH, "fr"), (ENGLISH, "en")])
def test_a_language_is_told_by_its_words(text: str, language: str) -> None:
    assert identify(text) == language


@pytest.mark.parametrize("text", ["", "Merci.", "Thank you."])
def test_what_is_too_short_to_tell_is_dutch(text: str) -> None:
    assert identify(text) == "nl"


def test_what_the_record_states_counts_more_than_the_words() -> None:
    assert language_of(a_turn(DUTCH, LanguageSpan(0, len(DUTCH), "fr")), 0, len(DUTCH)) == "fr"


def test_the_stated_language_of_most_of_the_stretch_counts() -> None:
    turn = a_turn(DUTCH, LanguageSpan(0, 10, "fr"), LanguageSpan(10, 40, "en"), LanguageSpan(40, 50, "fr"))
    assert language_of(turn, 0, 50) == "en"  # 30 characters of 50
    assert language_of(turn, 0, 19) == "fr"  # 10 of 19
    assert language_of(turn, 35, 50) == "fr"  # 10 of 15


def test_a_stretch_outside_every_stated_span_is_told_by_its_words() -> None:
    text = f"{FRENCH} {DUTCH}"
    turn = a_turn(text, LanguageSpan(0, len(FRENCH), "fr"))
    assert language_of(turn, len(FRENCH) + 1, len(text)) == "nl"


def test_a_stated_language_that_has_no_stems_here_is_passed_over() -> None:
    assert language_of(a_turn(FRENCH, LanguageSpan(0, len(FRENCH), "de")), 0, len(FRENCH)) == "fr"
