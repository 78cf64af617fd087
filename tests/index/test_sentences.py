"""Where a sentence ends, and above all where it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentence_spans

PIECES = [
    "Wij", "bijv.", "art.", "3", "3,5", "2.000", "’s Avonds", "'s", "A.", "De heer", "…", "...", "?", "!", ".", '"',
    "”", "(", ")", "\n", "\n\n", "\n 1. ", "\t", " ", "École", "été", "ß", "日本。", "\u00a0", "e\u0301", "🏛",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@given(TEXTS)
def test_spans_come_in_order_do_not_overlap_and_hold_all_words(text: str) -> None:
    spans = sentence_spans(text)
    end = 0
    for span in spans:
        assert end <= span[0] < span[1] <= len(text)
        end = span[1]
    assert [word for sentence in sentences(text) for word in sentence.split()] == text.split()


@given(TEXTS)
def test_a_span_has_no_white_space_at_its_ends(text: str) -> None:
    assert all(sentence == sentence.strip() != "" for sentence in sentences(text))


@pytest.mark.parametrize("text", ["", " ", "\n\n \n"])
def test_a_text_without_words_has_no_sentences(text: str) -> None:
    assert sentence_spans(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dat kan niet. Wij wachten.", ["Dat kan niet.", "Wij wachten."]),
        ("Kan dat? Ja! Graag.", ["Kan dat?", "Ja!", "Graag."]),
        ("Het is klaar. 25 mensen kwamen.", ["Het is klaar.", "25 mensen kwamen."]),
        ("Zonder punt aan het eind", ["Zonder punt aan het eind"]),
    ],
)
def test_closing_punctuation_before_something_that_can_begin_a_sentence_ends_one(
    text: str, expected: list[str]
) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Er zijn grote steden, bijv. Gent en Luik.",
        "Dat staat in art. 3 van het decreet.",
        "Wij doen dat o.m. Vlaams en d.m.v. Europees geld.",
        "Dank aan dhr. Maes en mevr. Claes.",
        "See e.g. Article 5 of the act.",
        "Je remercie M. Lambert et Mme. Petit.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize("text", ["Dat zei J. Maes al.", "Vraag het aan J.P. Maes.", "Zo schreef Ch. Dubois het op."])
def test_an_initial_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_an_initial_with_an_accent_ends_no_sentence() -> None:
    assert sentences("Het boek van É. Dubois ligt klaar.") == ["Het boek van É. Dubois ligt klaar."]


@pytest.mark.parametrize(
    "text", ["Het kost 3.500 euro.", "Dat is 2.5 procent.", "Om 14.30 uur begint het.", "Zie punt 4.1.2 daarvan."]
)
def test_a_point_inside_a_number_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_the_number_of_a_list_ends_no_sentence() -> None:
    text = "1. Meer huizen.\n2. Minder wachten."
    assert sentences(text) == ["1. Meer huizen.", "2. Minder wachten."]


def test_a_number_at_the_end_of_a_sentence_ends_it() -> None:
    assert sentences("Wij waren met 12. Dat was genoeg.") == ["Wij waren met 12.", "Dat was genoeg."]


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_sentence_can_begin_with_an_apostrophe(apostrophe: str) -> None:
    text = f"De raad is dicht. {apostrophe}s Avonds gaat hij open."
    assert sentences(text) == ["De raad is dicht.", f"{apostrophe}s Avonds gaat hij open."]


def test_an_abbreviation_before_an_apostrophe_ends_no_sentence() -> None:
    assert sentences("Dat gebeurt bijv. 's avonds laat.") == ["Dat gebeurt bijv. 's avonds laat."]


def test_an_ellipsis_ends_a_sentence_only_before_a_capital() -> None:
    assert sentences("Ik dacht… maar nee. Of toch… Wie weet.") == ["Ik dacht… maar nee.", "Of toch…", "Wie weet."]
    assert sentences("Ik dacht... maar nee.") == ["Ik dacht... maar nee."]


@pytest.mark.parametrize("closing", ['"', "”", "’", "»", ")", '.")'])
def test_closing_quotes_and_brackets_belong_to_the_sentence_they_close(closing: str) -> None:
    text = f"Zij riep: niet doen!{closing} Toen werd het stil."
    assert sentences(text) == [f"Zij riep: niet doen!{closing}", "Toen werd het stil."]


def test_opening_quotes_belong_to_the_sentence_they_open() -> None:
    text = "Hij zweeg. “Wij gaan door”, zei zij."
    assert sentences(text) == ["Hij zweeg.", "“Wij gaan door”, zei zij."]


def test_a_question_inside_a_sentence_does_not_end_it() -> None:
    text = "De vraag (wie betaalt?) die u stelt, is goed."
    assert sentences(text) == [text]


@pytest.mark.parametrize("blank", ["\n\n", "\n \n", "\n\t\n\n"])
def test_a_blank_line_always_ends_a_sentence(blank: str) -> None:
    assert sentences(f"zonder punt{blank}en zonder hoofdletter") == ["zonder punt", "en zonder hoofdletter"]
    assert sentences(f"dat is bijv.{blank}Gent") == ["dat is bijv.", "Gent"]


def test_a_single_line_end_ends_none() -> None:
    assert sentences("een regel\ndie doorloopt.") == ["een regel\ndie doorloopt."]
