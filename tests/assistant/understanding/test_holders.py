"""Who holds which office, read from invented records."""

import datetime as dt
from typing import Any

import pytest

from assistant.answer import Question
from assistant.assistant import Assistant
from assistant.understanding.holders import offices_of, rank_of
from assistant.understanding.offices import Rank, offices_in
from assistant.understanding.period import Period
from tests.assistant.conftest import Over
from tests.index.conftest import turn


@pytest.mark.parametrize(
    ("role", "rank"),
    [
        ("Eerste minister", "prime minister"),
        ("premier ministre", "prime minister"),
        ("vice-eersteminister en minister van Werk", "minister"),
        ("viceminister-president", "minister"),
        ("minister-president", "minister-president"),
        ("Vlaams minister van Omgeving", "minister"),
        ("ministre", "minister"),
        ("secrétaire d'État", "state secretary"),
        ("Staatssecretaris", "state secretary"),
        ("chair", "chair"),
        ("member", None),
        ("rapporteur", None),
    ],
)
def test_a_printed_role_is_of_a_rank(role: str, rank: Rank | None) -> None:
    assert rank_of(role) == rank


def line(number: int, speaker: str, text: str = "Dank u wel.", doc: str = "a", **fields: Any) -> dict[str, Any]:
    return turn(doc, number, text, speaker, **fields)


def house(number: int, speaker: str, text: str, **fields: Any) -> dict[str, Any]:
    """A line of a record that prints no roles."""
    return line(number, speaker, text, "d", source="tweede-kamer", **fields)


@pytest.fixture(scope="module")
def record(over: Over) -> Assistant:
    heading = 'Vraag van An Smet aan Jan Vos (VEM Justitie, belast met Noordzee) over "De haven van Gent (Noord)"'
    other = 'Question de An Smet à Eva Roos (Santé publique) sur "Le port"'
    return over(
        [
            line(1, "An Smet", doc="a", title=heading, party="X", source="dekamer", date="2024-03-01"),
            line(2, "Jan Vos", doc="a", title=heading, role="Minister", source="dekamer", date="2024-03-01"),
            line(1, "Eva Roos", doc="b", title=other, role="ministre", source="dekamer", date="2025-03-01"),
            line(2, "Tom Mol", doc="b", title=other, role="Eerste minister", source="dekamer", date="2025-03-01"),
            line(1, "Bea Dal", doc="c", role="minister", committee="Wonen", source="vlaams-parlement"),
            line(2, "Rik Bos", doc="c", role="Vlaams minister van Sport", source="vlaams-parlement"),
            house(1, "Ina Berg", "Het woord is aan de minister van Defensie.", party="Y"),
            house(2, "Cor Lam", "Dank, voorzitter."),
            house(3, "Ina Berg", "Het woord is aan de minister van Landbouw, maar eerst mevrouw Smet.", party="Y"),
            house(4, "Ugo Hof", "Dank, voorzitter."),
            house(5, "Ina Berg", "Ik geef het woord aan de minister-president.", party="Y"),
            house(6, "Piet Kaag", "Een kort antwoord."),
        ]
    )


def holders(record: Assistant, text: str, period: Period | None = None) -> list[str]:
    (office,) = offices_in(text, "nl")
    return [speaker.name for speaker in offices_of(record.index).holders(office, period)]


@pytest.mark.parametrize(
    ("office", "names"),
    [
        ("de minister van Justitie", ["Jan Vos"]),
        ("the minister of the North Sea", ["Jan Vos"]),
        ("the health minister", ["Eva Roos"]),
        ("de eerste minister", ["Tom Mol", "Piet Kaag"]),
        ("de Belgische premier", ["Tom Mol"]),
        ("de minister van Sport", ["Rik Bos"]),
        ("de minister van Defensie", ["Cor Lam"]),
        ("the Dutch prime minister", ["Piet Kaag"]),
    ],
)
def test_offices_are_read_from_roles_headings_and_the_chairs_words(
    record: Assistant, office: str, names: list[str]
) -> None:
    assert sorted(holders(record, office)) == sorted(names)


def test_a_minister_without_a_printed_portfolio_is_known_by_the_committee(record: Assistant) -> None:
    assert holders(record, "de minister van Wonen") == ["Bea Dal"]


def test_a_word_to_the_minister_after_which_somebody_else_speaks_is_no_evidence(record: Assistant) -> None:
    assert holders(record, "de minister van Landbouw") == []


def test_the_day_is_the_sittings(record: Assistant) -> None:
    assert holders(record, "de minister van Justitie", (dt.date(2024, 1, 1), dt.date(2024, 12, 31))) == ["Jan Vos"]
    assert holders(record, "de minister van Justitie", (None, dt.date(2023, 12, 31))) == []


def test_a_question_to_an_office_is_answered_by_its_holder(record: Assistant) -> None:
    understood = record.understand(Question("Wat antwoordde de minister van Justitie over de haven?")).understood
    assert [speaker.name for speaker in understood.speakers] == ["Jan Vos"]
