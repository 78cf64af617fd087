import pytest

from assistant.spreadsheets import cell


@pytest.mark.parametrize("text", ["=1+1", "+32 2 552 11 11", "-ja", "@SUM(A1)", "\tx", "\rx"])
def test_what_begins_like_a_formula_stays_words(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(("value", "shown"), [(None, ""), (12, "12"), ("a=b", "a=b"), ("“=1”", "“=1”"), ("", "")])
def test_anything_else_is_shown_as_it_is(value: object, shown: str) -> None:
    assert cell(value) == shown
