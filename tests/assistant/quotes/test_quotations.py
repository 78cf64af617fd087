"""Which words of a text are quoted, and as whose."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.quotes.quotations import CLOSERS, quotations

WORDS = "de brug gaat morgen open"


def quoted(text: str) -> list[str]:
    found = quotations(text)
    assert all(text[one.start : one.end].strip() for one in found)
    return [one.words for one in found]


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "‘’", "„”", "„“", "''", "””"])
def test_words_between_marks_of_any_kind_are_a_quotation(marks: str) -> None:
    assert quoted(f"Zij zei: {marks[0]}{WORDS}{marks[1]}, en ging.") == [WORDS]
    assert quoted(f"{marks[0]}{WORDS}.{marks[1]} Dat was het.") == [f"{WORDS}."]


def test_fewer_than_four_words_are_a_term_not_a_quotation() -> None:
    assert quoted("Het heet “de nieuwe brug” en «brug in aanleg nu».") == ["brug in aanleg nu"]


def test_inner_marks_belong_to_the_outer_quotation() -> None:
    assert quoted("“Hij zei ‘de brug blijft helaas dicht’ tegen mij”") == [
        "Hij zei ‘de brug blijft helaas dicht’ tegen mij"
    ]


def test_apostrophes_open_and_close_nothing() -> None:
    assert quoted("'s Morgens gaan foto's en auto's de brug over, 't is druk' zei hij.") == []
    assert quoted("Zij zei ‘de foto’s van zo’n brug zijn mooi’.") == ["de foto’s van zo’n brug zijn mooi"]


def test_marks_that_are_not_closed_in_their_paragraph_quote_nothing() -> None:
    assert quoted(f"Zij zei: “{WORDS}.\n\nDat was alles. „Nog een keer dan maar” zei hij.") == ["Nog een keer dan maar"]


def test_a_quotation_may_go_on_in_the_next_paragraph_that_opens_again() -> None:
    assert quoted(f"“{WORDS}.\n\n“En de sluis blijft nog dicht.” Dat zei zij.") == [
        f"{WORDS}.",
        "En de sluis blijft nog dicht.",
    ]


def test_a_quotation_may_run_over_lines() -> None:
    assert quoted("Zij zei: “de brug\ngaat morgen open”.") == ["de brug\ngaat morgen open"]


def test_a_block_quote_is_one_quotation() -> None:
    text = "Zij schreef:\n\n> De brug gaat\n> morgen open.\n> — Ann Peeters\n\nEn verder “de sluis blijft nog dicht”."
    block, inline = quotations(text)
    assert (block.words, block.before, block.after) == ("De brug gaat\nmorgen open.", "Zij schreef:", "— Ann Peeters")
    assert inline.words == "de sluis blijft nog dicht"


def test_what_stands_around_is_the_rest_of_the_sentence_without_other_quotations() -> None:
    text = f"Eerst sprak Claes. “{WORDS}”, zei Peeters, “en de sluis blijft dicht.” Toen ging De Wolf."
    one, other = quotations(text)
    assert one.before == ""
    assert one.after.startswith(", zei Peeters, “Xxx")
    assert other.before.endswith("zei Peeters, ")
    assert "Wolf" not in other.after


@pytest.mark.parametrize(
    "text",
    [
        f"“{WORDS}” (woordelijk:abcd-efgh).",
        f"“{WORDS} (woordelijk:abcd-efgh)”",
        f"“{WORDS}”[^1] en meer.\n\n[^1]: Ann Peeters, 2024 (woordelijk:abcd-efgh)",
        f"> “{WORDS}”[^noot]\n\n[^noot]: Ann Peeters (woordelijk:abcd-efgh)",
    ],
    ids=["behind it", "in it", "in a footnote", "in a block quote's footnote"],
)
def test_a_fingerprint_goes_with_its_quotation(text: str) -> None:
    (one,) = quotations(text)
    assert one.code == "woordelijk:abcd-efgh"
    assert "woordelijk" not in one.words
    assert "[^" not in one.words


def test_a_fingerprint_goes_with_no_other_quotation() -> None:
    one, other = quotations(f"“{WORDS}” en “de sluis blijft nog dicht” (woordelijk:abcd-efgh)")
    assert (one.code, other.code) == ("", "woordelijk:abcd-efgh")


@given(st.text(alphabet="ab .\n>'\"“”„«»‘’-[^1]:", max_size=200))
def test_any_text_has_quotations_in_order_that_stand_in_it(text: str) -> None:
    found = quotations(text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize("mark", list(CLOSERS))
def test_marks_without_end_take_no_time(mark: str) -> None:
    begun = time.perf_counter()
    quotations(f" {mark}a" * 20_000)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("“{}”, aldus minister Peeters.", "Ann Peeters"),
        ("“{}”, zei Ann Peeters tegen Bob Claes.", "Ann Peeters"),
        ("Bob Claes vroeg het. “{}”, antwoordde Peeters.", "Ann Peeters"),
        ("Minister Peeters: «{}».", "Ann Peeters"),
        ("Volgens Claes is het zo dat “{}”.", "Bob Claes"),
        ("“{}” (Eve De Wolf)", "Eve De Wolf"),
        ("Claes antwoordde Peeters: “{}”.", "Bob Claes, Ann Peeters"),
        ("“{}”, said Peeters.", "Ann Peeters"),
        ("« {} », a déclaré Mme Peeters.", "Ann Peeters"),
        ("“{}”, zei minister Churchill.", "Churchill"),
        ("“{}”, zei de minister.", None),
        ("“{}.” Claes zweeg.", None),
        ("Claes zweeg. “{}”.", None),
    ],
)
def test_the_sentence_around_it_names_who_is_quoted(record: Assistant, text: str, said_by: str | None) -> None:
    report = record.check_text(text.format("Wij herstellen eerst de leuning"))
    assert [(one.words.strip(" ."), one.said_by) for one in report.checked] == [
        ("Wij herstellen eerst de leuning", said_by)
    ]


def test_of_several_people_who_may_be_meant_any_is_right(record: Assistant) -> None:
    text = "Claes antwoordde Peeters: “{}”."
    assert record.check_text(text.format("Wij herstellen eerst de leuning")).checked[0].verdict == "verbatim"
    assert (
        record.check_text(text.format("De bewoners mogen zelf een boom kiezen")).checked[0].verdict == "other speaker"
    )


def test_a_quotation_may_be_closed_in_the_next_paragraph() -> None:
    text = "Zij zei: “De brug gaat dicht.\n\nDat duurt een heel jaar lang.” Toen ging zij weg, “en wel heel snel weg”."
    found = [one.words for one in quotations(text)]
    assert found == ["De brug gaat dicht.\n\nDat duurt een heel jaar lang.", "en wel heel snel weg"]


def test_a_mark_that_was_never_closed_does_not_take_the_next_quotation() -> None:
    text = "Hij begon: “En toen zweeg hij voorgoed.\n\nZij zei: “De brug gaat volgend jaar dicht.”"
    assert [one.words for one in quotations(text)] == ["De brug gaat volgend jaar dicht."]
