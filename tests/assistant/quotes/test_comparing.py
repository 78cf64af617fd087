"""What counts as the same words, and what a quoter's marks mean."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quotes.comparing import Mark, literal, marked, same, squeezed, tokens


def forms(text: str) -> list[str]:
    return [token.form for token in literal(text).tokens]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("de  brug\n\ngaat open", "de brug gaat open"),
        ("hij zei “nee” en ging", "hij zei «nee» en ging"),
        ("hij zei “nee” en ging", "hij zei « nee » en ging"),
        ("de auto’s en foto's", "de auto's en foto’s"),
        ("wij – en dat weet u – blijven", "wij - en dat weet u — blijven"),
        ("het café dicht", "het cafe\u0301 dicht"),
        ("de ﬁets van ĳzer", "de fiets van ijzer"),
        ("ver\u00adgadering morgen", "vergadering morgen"),
        ("en toen… niets", "en toen... niets"),
        ("„De brug gaat open.”", "De brug gaat open"),
        ("– De brug gaat open;", "De brug gaat open!"),
    ],
    ids=[
        "white space", "quotation marks", "French spaces", "apostrophes", "dashes", "accents", "ligatures",
        "soft hyphens", "dots", "marks around it", "punctuation around it",
    ],
)  # fmt: skip
def test_what_is_no_part_of_the_wording_is_evened_out(one: str, other: str) -> None:
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dat doen wij, niet zij", "dat doen wij niet, zij"),
        ("de Vlaamse brug", "de vlaamse brug"),
        ("een cafe open", "een café open"),
        ("3,5 procent erbij", "35 procent erbij"),
        ("10² meter", "102 meter"),
        ("tegemoet komen", "te gemoet komen"),
        ("tien % meer", "tien meer"),
        ("tien procent", "tien %"),
        ("-tien graden is koud", "tien. graden is koud"),
        ("hij zei nee", "hij zei 'nee'"),
    ],
)
def test_all_else_counts(one: str, other: str) -> None:
    assert forms(one) != forms(other)


def test_the_first_letter_may_be_of_either_case_and_no_other() -> None:
    assert same("De", "de", loose=True)
    assert not same("De", "de", loose=False)
    assert not same("De", "DE", loose=True)


@given(st.text(max_size=80))
def test_a_token_shows_the_characters_that_it_was_cut_from(text: str) -> None:
    found = tokens(text)
    assert all(token.form and token.start < token.end for token in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert "".join(token.form for token in found) == squeezed(text)


@pytest.mark.parametrize("omission", ["(...)", "[...]", "(…)", "[…]", "( ... )", "...", "…"])
def test_dots_between_words_mark_an_omission(omission: str) -> None:
    quoted = marked(f"De brug gaat {omission} weer open")
    assert quoted is not None
    assert quoted.marks == (Mark("omission", 3, omission),)
    assert [[token.form for token in piece] for piece in quoted.pieces] == [["De", "brug", "gaat"], ["weer", "open"]]


def test_words_in_square_brackets_are_an_insertion_and_a_letter_is_only_another_case() -> None:
    quoted = marked("[D]e brug [over de vaart] gaat open")
    assert quoted is not None
    assert [token.form for token in quoted.tokens] == ["De", "brug", "gaat", "open"]
    assert quoted.marks == (Mark("letter", 0, "[D]"), Mark("insertion", 2, "[over de vaart]"))
    assert (quoted.gaps, quoted.loose) == ({2}, {0, 2})


def test_the_words_of_a_marked_quote_are_still_where_they_stand_in_it() -> None:
    text = "“[D]e brug (...) gaat, [zegt zij], open.”"
    quoted = marked(text)
    assert quoted is not None
    shown = [text[token.start : token.end] for token in quoted.tokens]
    assert shown == ["[D]e", "brug", "gaat", "open"]


def test_a_piece_may_end_as_a_sentence_where_words_are_left_out() -> None:
    quoted = marked("De brug gaat open. (...) Dat is beloofd.")
    assert quoted is not None
    assert [token.form for token in quoted.tokens] == ["De", "brug", "gaat", "open", "Dat", "is", "beloofd"]


@pytest.mark.parametrize("text", ["De brug gaat open.", "De brug (over de vaart) gaat open", ""])
def test_without_marks_there_is_nothing_to_understand(text: str) -> None:
    assert marked(text) is None
