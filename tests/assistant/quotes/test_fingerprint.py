"""A fingerprint is short, can be typed, and leads back to its quote."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.citing import cite
from assistant.quotes.fingerprint import fingerprint, span_of, split_code, turn_half, turns_by_half, words_half
from index.transcript import SittingInfo, Turn
from tests.assistant.quotes.conftest import ANN, BRIDGE

QUOTE = "De kosten worden gedeeld met de gemeente."


def code_of(record: Assistant, words: str) -> str:
    return fingerprint(record.check_quote(words).places[0])


def test_it_is_short_and_has_no_letter_that_is_taken_for_a_digit(record: Assistant) -> None:
    assert re.fullmatch(r"woordelijk:[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}", code_of(record, QUOTE))


def test_it_does_not_change_when_the_words_around_the_quote_do() -> None:
    sitting = SittingInfo("s", "test", None, "Bruggen", None, None)
    turn, longer = (Turn("s-1", "s", None, None, text, 0) for text in (QUOTE, f"Voorzitter. {QUOTE} Dank u."))
    assert fingerprint(cite(1, turn, sitting, 0, 41, 1.0)) == fingerprint(cite(1, longer, sitting, 12, 53, 1.0))


def test_it_is_that_of_one_turn_and_of_these_words() -> None:
    assert turn_half("s-1") != turn_half("s-2")
    assert words_half(QUOTE) != words_half(QUOTE.replace("gemeente", "provincie"))
    assert words_half(f"“{QUOTE}”") == words_half("de kosten  worden gedeeld met de gemeente")


@given(st.text(alphabet="0123456789abcdefghjkmnpqrstvwxyz", min_size=8, max_size=8))
def test_it_is_read_as_people_type_it(letters: str) -> None:
    turn, words = letters[:4], letters[4:]
    halves = (turn, words)
    assert split_code(f"woordelijk:{turn}-{words}") == ("", halves)
    assert split_code(f"Zij zei dat (WOORDELIJK: {turn.upper()}–{words})") == ("Zij zei dat", halves)
    misread = f"woordelijk:{turn}-{words}".replace("0", "o").replace("1", "l").replace("wolrdelijk", "woordelijk")
    assert split_code(misread.replace("w00rde", "woorde"))[1] == halves


@pytest.mark.parametrize("text", ["", "woordelijk", "woordelijk: staat het er", "woordelijk:abcd", "abcd-efgh"])
def test_other_words_are_no_fingerprint(text: str) -> None:
    assert split_code(text) == (text, None)


def test_the_words_of_a_turn_are_found_by_their_half() -> None:
    start = BRIDGE.index(QUOTE)
    assert span_of(words_half(QUOTE), BRIDGE) == (start, start + len(QUOTE))
    assert span_of(words_half("worden gedeeld"), BRIDGE) is None
    at = BRIDGE.index("worden gedeeld")
    assert span_of(words_half("worden gedeeld"), BRIDGE, [(at, at + 14)]) == (at, at + 14)
    assert turns_by_half(["a", "b", "a"])[turn_half("a")] == [0, 2]


def test_a_fingerprint_alone_gives_its_quote(record: Assistant) -> None:
    checked = record.check_quote(code_of(record, QUOTE))
    assert (checked.verdict, checked.words) == ("verbatim", QUOTE)
    assert checked.fingerprint is not None
    assert checked.fingerprint.agrees


def test_a_fingerprint_beside_its_words_agrees(record: Assistant) -> None:
    checked = record.check_quote(f"“{QUOTE}” ({code_of(record, QUOTE)})", ANN)
    assert (checked.verdict, checked.words) == ("verbatim", f"“{QUOTE}”")
    assert checked.fingerprint is not None
    assert checked.fingerprint.agrees


@pytest.mark.parametrize("words", ["De kosten worden betaald door de gemeente.", "Geen woord daarvan klopt, helaas."])
def test_a_fingerprint_beside_other_words_shows_the_quote_that_it_is_of(record: Assistant, words: str) -> None:
    checked = record.check_quote(f"{words} {code_of(record, QUOTE)}")
    assert checked.verdict in ("altered", "not found")
    printed = checked.fingerprint
    assert printed is not None
    assert printed.citation is not None
    assert (printed.agrees, printed.citation.quote.rstrip(".")) == (False, QUOTE.rstrip("."))
    assert checked.to_json()["fingerprint"]["place"]["turn_id"] == "brug-2"


def test_a_fingerprint_of_nothing_is_said_to_be_that(record: Assistant) -> None:
    checked = record.check_quote(f"{QUOTE} woordelijk:zzzz-zzzz")
    assert checked.verdict == "verbatim"
    assert checked.fingerprint is not None
    assert (checked.fingerprint.citation, checked.fingerprint.agrees) == (None, False)
