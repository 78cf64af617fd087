import datetime as dt
from dataclasses import replace

import pytest

from assistant.citing import cite, prove
from assistant.errors import CitationError
from index.transcript import Locator, SittingInfo, Speaker, Turn

ANN, BOB = Speaker("ann", "Ann Peeters"), Speaker("bob", "Bob Claes")
TURN = Turn("s-1", "s", None, ANN, "Wij openen de brug.\n\nDat is zeker.", 0, Locator("https://example.org/1", 4))
SITTING = SittingInfo("s", "test", dt.date(2024, 3, 1), "Bruggen", None, None)


def test_a_citation_holds_the_words_between_its_offsets_and_where_they_can_be_looked_up() -> None:
    citation = cite(2, TURN, SITTING, 4, 19, 0.7)
    assert (citation.number, citation.score) == (2, 0.7)
    assert citation.quote == TURN.text[4:19] == "openen de brug."
    assert citation.locator == Locator("https://example.org/1", 4)


def test_a_whole_turn_can_be_quoted() -> None:
    assert cite(1, TURN, SITTING, 0, len(TURN.text), 1.0).quote == TURN.text


@pytest.mark.parametrize(
    ("start", "end"),
    [(-1, 5), (0, len(TURN.text) + 1), (5, 5), (6, 5), (19, 21), (len(TURN.text), len(TURN.text) + 3)],
    ids=["before the turn", "past its end", "empty", "backwards", "only blanks", "outside"],
)
def test_no_citation_is_made_of_offsets_that_hold_no_words_of_the_turn(start: int, end: int) -> None:
    with pytest.raises(CitationError, match=rf"s-1: characters {start} to {end}"):
        cite(1, TURN, SITTING, start, end, 1.0)


def test_marks_are_places_in_the_turn_within_the_quote() -> None:
    assert cite(1, TURN, SITTING, 4, 19, 1.0, [(4, 10), (11, 13)]).marks == ((4, 10), (11, 13))
    for mark in ((0, 3), (3, 6), (18, 20), (6, 6), (8, 6)):
        with pytest.raises(CitationError, match="mark"):
            cite(1, TURN, SITTING, 4, 19, 1.0, [mark])


def test_a_citation_is_proved_by_the_turn_it_was_made_from() -> None:
    prove(cite(1, TURN, SITTING, 0, 19, 1.0), replace(TURN))


@pytest.mark.parametrize(
    "turn",
    [
        replace(TURN, id="s-2"),
        replace(TURN, speaker=BOB),
        replace(TURN, speaker=None),
        replace(TURN, speaker=replace(ANN, role="minister")),
        replace(TURN, text=TURN.text.replace("openen", "Openen")),
        replace(TURN, text=" " + TURN.text),
        replace(TURN, text="Wij"),
    ],
    ids=[
        "another turn", "another speaker", "a speaker unknown", "another role", "another letter", "moved by one",
        "shorter",
    ],
)  # fmt: skip
def test_a_citation_is_refused_where_the_record_says_otherwise(turn: Turn) -> None:
    with pytest.raises(CitationError, match="citation 1"):
        prove(cite(1, TURN, SITTING, 0, 19, 1.0), turn)
