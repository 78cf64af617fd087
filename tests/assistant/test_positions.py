"""One person over time, and people and parties side by side: whose words are shown, in what order, and who has none."""

import datetime as dt
import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.__main__ import app
from assistant.answer import Filters
from assistant.answering.positions.finding import MOST_SIDE_BY_SIDE, Positions
from assistant.assistant import Assistant
from assistant.errors import CountError
from tests.assistant.conftest import Over, assert_verbatim
from tests.index.conftest import turn

MAES: dict[str, Any] = {"speaker": "Jo Maes", "role": "minister"}
PEETERS: dict[str, Any] = {"speaker": "Ann Peeters", "party": "Groen"}
CLAES: dict[str, Any] = {"speaker": "Piet Claes", "party": "Groen"}
TITLE = {"title": "Vraag om uitleg"}


@pytest.fixture(scope="module")
def record(over: Over) -> Assistant:
    """Three people on the ferry, on three days read in no order; one of them also on something else, one not at all."""
    turns = []
    for doc, date in (("late", "2024-05-02"), ("early", "2023-01-10"), ("middle", "2023-09-20")):
        day = {"date": date, **TITLE}
        turns += [
            turn(doc, 0, f"De veerboot over de Schelde moet vaker varen dan in {date[:4]}.", **PEETERS, **day),
            turn(doc, 1, f"Het budget voor de veerboot is voor {date[:4]} vastgelegd.", **MAES, **day),
            turn(doc, 2, "Zwemlessen in de lagere school verdienen meer uren en meer leraren.", "Lia Stevens", **day),
            turn(doc, 3, "Wie betaalt de veerboot? De gemeente Temse toch niet.", **CLAES, **day),
            turn(doc, 4, "De erkenning van brouwerijen loopt via het agentschap en duurt een maand.", **MAES, **day),
        ]
    return over(turns)


def days(found: Positions, column: int = 0) -> list[dt.date | None]:
    return [citation.sitting.date for citation in found.columns[column].citations]


def test_one_persons_words_on_a_topic_stand_in_order_of_time(record: Assistant) -> None:
    found = record.over_time("veerboot", "Maes")
    assert days(found) == [dt.date(2023, 1, 10), dt.date(2023, 9, 20), dt.date(2024, 5, 2)]
    (column,) = found.columns
    assert all("veerboot" in citation.quote for citation in column.citations)  # and nothing on breweries
    assert (column.turns, column.sittings, column.absent("nl")) == (6, 3, None)
    assert_verbatim(record, column.citations)


def test_people_and_parties_stand_side_by_side_each_with_their_own_words(record: Assistant) -> None:
    found = record.positions("veerboot", ["Maes", "Ann Peeters"], ["groen"])
    assert [(column.whom.kind, column.whom.name) for column in found.columns] == [
        ("speaker", "Jo Maes"), ("speaker", "Ann Peeters"), ("party", "Groen"),
    ]  # fmt: skip
    for column in found.columns:
        assert 0 < len(column.citations) <= MOST_SIDE_BY_SIDE
        assert all(column.whom.spoke(citation.turn.speaker) for citation in column.citations)
        assert_verbatim(record, column.citations)
    numbers = [citation.number for column in found.columns for citation in column.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert days(found, 2) == sorted(day for day in days(found, 2) if day)


def test_who_has_no_words_on_it_is_said_with_how_much_they_spoke(record: Assistant) -> None:
    found = record.positions("veerboot", ["Maes", "Stevens"])
    absent = found.columns[1]
    assert absent.citations == ()
    assert absent.absent("nl") == "Geen woorden van Lia Stevens hierover in 3 vergaderingen (3 spreekbeurten)."
    assert absent.absent("en") == "No words of Lia Stevens on this in 3 sittings (3 turns)."
    assert absent.absent("fr") == "Aucune parole de Lia Stevens à ce sujet en 3 séances (3 interventions)."


def test_a_period_limits_the_words_and_the_sittings_counted(record: Assistant) -> None:
    found = record.over_time("veerboot", "Maes", Filters(since=dt.date(2023, 6, 1), until=dt.date(2023, 12, 31)))
    assert days(found) == [dt.date(2023, 9, 20)]
    assert (found.columns[0].turns, found.columns[0].sittings) == (2, 1)
    (column,) = record.over_time("veerboot", "Maes", Filters(since=dt.date(2030, 1, 1)), "en").columns
    assert column.absent("en") == "Jo Maes does not speak within the period and filters chosen."


def test_a_name_that_two_share_gives_a_column_for_each(over: Over) -> None:
    assistant = over(
        [
            turn("d", 0, "De sluis blijft open in de winter.", "Ann Peeters"),
            turn("d", 1, "De sluis kost te veel geld.", "Jan Peeters"),
            *(turn("e", n, f"Zwemlessen in school {n} verdienen meer uren.", "Lia Stevens") for n in range(9)),
        ]
    )
    found = assistant.over_time("sluis", "Peeters")
    assert [column.whom.name for column in found.columns] == ["Ann Peeters", "Jan Peeters"]
    for column in found.columns:
        assert {citation.turn.speaker and citation.turn.speaker.name for citation in column.citations} == {
            column.whom.name
        }


def test_an_id_means_that_person_alone_whoever_else_has_the_name(over: Over) -> None:
    assistant = over(
        [turn("d", 0, "De sluis blijft open.", "Peeters"), turn("d", 1, "De sluis kost te veel geld.", "Jan Peeters")]
    )
    (short,) = (speaker.id for speaker in assistant.index.speakers.values() if speaker.name == "Peeters")
    assert [column.whom.id for column in assistant.positions("sluis", [short]).columns] == [short]


def test_a_name_of_nobody_is_refused(record: Assistant) -> None:
    with pytest.raises(CountError, match="nobody of the name Zwartkruis"):
        record.over_time("veerboot", "Zwartkruis")


def run(record: Assistant, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["positions", *arguments, "--index", str(record.index.directory)])


def test_the_command_prints_one_json_document(record: Assistant) -> None:
    result = run(record, "veerboot", "--speaker", "Maes", "--speaker", "Stevens", "--language", "en", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    document = json.loads(result.stdout)
    assert list(document) == ["topic", "lang", "columns"]
    assert list(document["columns"][0]) == [
        "kind", "id", "name", "turns", "sittings", "score", "absent", "citations",
    ]  # fmt: skip
    assert [column["absent"] for column in document["columns"]] == [
        None, "No words of Lia Stevens on this in 3 sittings (3 turns).",
    ]  # fmt: skip
    assert document["columns"][0]["citations"][0]["date"] == "2023-01-10"


def test_the_command_shows_each_with_dated_quotes_and_who_said_nothing(record: Assistant) -> None:
    shown = run(record, "veerboot", "--speaker", "Maes", "--party", "Groen", "--speaker", "Stevens").stdout
    assert "Jo Maes (minister), op 10 januari 2023:" in shown
    assert "Geen woorden van Lia Stevens hierover" in shown


def test_the_command_needs_to_know_whose_words_and_says_what_the_record_lacks(record: Assistant) -> None:
    assert run(record, "veerboot").exit_code == 2
    result = run(record, "veerboot", "--party", "Nergens")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "woordelijk: the record has no party Nergens\n")
