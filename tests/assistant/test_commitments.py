"""The ledger of commitments, and ``python -m assistant commitments``."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.__main__ import app
from assistant.answering.commitments.ledger import COLUMNS, Chosen, Entry, Ledger, write_csv
from assistant.assistant import Assistant
from assistant.errors import CitationError
from index.build import build
from index.commitments.keeping import set_status
from index.demo import record_folder
from index.store import Index, open_index
from tests.index.conftest import turn

FIELDS = [
    "id", "turn_id", "doc_id", "date", "speaker", "party", "role", "title", "committee", "quote", "start", "end",
    "strength", "actor", "action", "beneficiary", "deadline", "in_reply_to", "status", "said", "url",
]  # fmt: skip
MINISTER: dict[str, Any] = {"speaker": "Jo Maes", "role": "minister"}
TURNS = [
    turn("d1", 0, "Minister, wanneer komen de huurcijfers?", date="2024-03-01", committee="Commissie voor Wonen"),
    turn("d1", 1, "Ik zal de huurcijfers tegen 1 juli bezorgen. We zullen de huurpremie bekijken.", date="2024-03-01",
         committee="Commissie voor Wonen", **MINISTER),
    turn("d1", 2, "Huur, huur, huur, huur. Cijfers, cijfers, cijfers, cijfers. Premie, premie.", date="2024-03-01",
         committee="Commissie voor Wonen"),  # a compound's parts are known where the record has them
    turn("d2", 0, "Minister, waar blijven de huurcijfers?", date="2024-09-10"),
    turn("d2", 1, "=Ik zal ze aan het parlement bezorgen.", date="2024-09-10", **(MINISTER | {"speaker": "Eva Smet"})),
]  # fmt: skip


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in TURNS), encoding="utf-8")
    assert build([path], tmp_path / "index").refused == []
    return tmp_path / "index"


@pytest.fixture
def index(directory: Path) -> Iterator[Index]:
    opened = open_index(directory)
    yield opened
    opened.close()


def quotes(index: Index, chosen: Chosen | None = None) -> list[str]:
    return [entry.citation.quote for entry in Ledger(index).entries(chosen)]


FIGURES, PREMIUM, THEM = (
    "Ik zal de huurcijfers tegen 1 juli bezorgen.",
    "We zullen de huurpremie bekijken.",
    "=Ik zal ze aan het parlement bezorgen.",
)


def test_the_ledger_lists_every_commitment_oldest_first_verbatim_in_its_turn(index: Index) -> None:
    entries = Ledger(index).entries()
    assert [entry.citation.quote for entry in entries] == [FIGURES, PREMIUM, THEM]
    for entry in entries:
        sitting = index.sitting(entry.citation.sitting.id)
        assert sitting is not None
        own = sitting.turns[entry.made.order]
        assert own == entry.citation.turn
        assert own.text[entry.citation.start : entry.citation.end] == entry.citation.quote


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (Chosen(speaker="Maes"), [FIGURES, PREMIUM]),
        (Chosen(speaker="eva smet"), [THEM]),
        (Chosen(speaker="Eva"), []),
        (Chosen(since=dt.date(2024, 9, 10)), [THEM]),
        (Chosen(until=dt.date(2024, 3, 1)), [FIGURES, PREMIUM]),
        (Chosen(committee="wonen"), [FIGURES, PREMIUM]),
        (Chosen(source="elders"), []),
        (Chosen(strength="weak"), [PREMIUM]),
        (Chosen(status="kept"), []),
        (Chosen(status="open"), [FIGURES, PREMIUM, THEM]),
        (Chosen(words="premies"), [PREMIUM]),  # another form, within a compound
        (Chosen(words="cijfers bezorgen"), [FIGURES]),
        (Chosen(speaker="Maes", strength="firm"), [FIGURES]),
    ],
)
def test_the_ledger_is_narrowed_by_whatever_is_chosen(index: Index, chosen: Chosen, found: list[str]) -> None:
    assert quotes(index, chosen) == found


def test_an_entry_says_who_had_asked_and_by_when(index: Index) -> None:
    document = Ledger(index).entries()[0].to_json()
    assert list(document) == FIELDS
    assert document["deadline"] == {"phrase": "tegen 1 juli", "date": "2024-07-01"}
    assert document["in_reply_to"] == {"turn_id": "d1-0", "speaker": "Ann Peeters"}
    assert (document["status"], document["said"]) == ("open", None)


def test_words_that_are_not_those_that_were_found_are_refused(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(rows: Any) -> Any:
        return dict(zip(rows, reversed(list(turns(rows).values())), strict=True))

    turns = index.turns
    monkeypatch.setattr(index, "turns", other)
    with pytest.raises(CitationError):
        Ledger(index).entries()


def test_a_table_holds_the_same_and_no_formulas(index: Index) -> None:
    out = io.StringIO()
    write_csv(Ledger(index).entries(), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["quote"] for row in rows] == [FIGURES, PREMIUM, f"'{THEM}"]
    assert (rows[0]["due"], rows[0]["in_reply_to"]) == ("2024-07-01", "Ann Peeters d1-0")


def entry_of(entries: list[Entry], quote: str) -> Entry:
    return next(entry for entry in entries if entry.citation.quote == quote)


def test_later_turns_on_the_matter_are_proposed_and_earlier_ones_never(demo: Assistant) -> None:
    ledger = Ledger(demo.index)
    entries = ledger.entries(Chosen(speaker="Somers"))
    first = entries[0]
    assert first.citation.sitting.date == dt.date(2020, 1, 21)
    later = ledger.follow_ups(first, demo)
    assert later
    assert {one.sitting.date for one in later} == {dt.date(2020, 7, 7)}
    assert {one.turn.speaker.name for one in later if one.turn.speaker} <= {"Bart Somers", "Maaike De Vreese"}
    assert ledger.follow_ups(entries[-1], demo) == []  # nothing comes after


def run(directory: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["commitments", "--index", str(directory), *arguments])


def document(result: Result) -> Any:
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_the_command_prints_one_json_document(directory: Path) -> None:
    found = document(run(directory, "--json"))
    assert [row["quote"] for row in found] == [FIGURES, PREMIUM, THEM]
    assert all(list(row) == FIELDS for row in found)
    narrowed = document(run(directory, "--json", "--speaker", "Maes", "--until", "2024-03-01", "--strength", "weak"))
    assert [row["quote"] for row in narrowed] == [PREMIUM]


def test_what_became_of_a_commitment_is_noted_with_the_name(directory: Path) -> None:
    identifier = document(run(directory, "--json"))[0]["id"]
    said = document(run(directory, "--json", "--set", identifier, "kept", "--by", "Eva Wouters", "--note", "brief"))
    assert (said["id"], said["status"], said["by"], said["note"]) == (identifier, "kept", "Eva Wouters", "brief")
    (kept,) = document(run(directory, "--json", "--status", "kept"))
    assert (kept["id"], kept["said"]["by"], kept["said"]["at"][:4].isdigit()) == (identifier, "Eva Wouters", True)
    assert len(document(run(directory, "--json", "--status", "open"))) == 2


def test_the_command_writes_a_table(directory: Path, tmp_path: Path) -> None:
    result = run(directory, "--csv", str(tmp_path / "ledger.csv"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "ledger.csv").read_text(encoding="utf-8").count(",firm,") == 2
    assert run(directory, "--csv", "-").stdout.startswith("id,date,speaker,")


def test_without_json_the_ledger_is_for_people(directory: Path) -> None:
    set_status(directory, document(run(directory, "--json"))[0]["id"], "broken", "Eva Wouters", "geen brief")
    shown = run(directory).stdout
    assert f"“{FIGURES}”" in shown
    assert "by: tegen 1 juli (2024-07-01) · in reply to Ann Peeters" in shown
    assert "says Eva Wouters on" in shown
    assert "3 commitments: 2 firm, 1 weak" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["--set", "abc", "kept"],  # nobody says so
        ["--set", "abc", "perhaps", "--by", "Eva"],
        ["--by", "Eva"],
        ["--json", "--csv", "-"],
        ["--since", "soon"],
        ["--strength", "iron"],
    ],
)
def test_wrong_usage_is_exit_code_2(directory: Path, arguments: list[str]) -> None:
    assert run(directory, *arguments).exit_code == 2


def test_what_cannot_be_done_is_one_line_on_stderr(directory: Path, tmp_path: Path) -> None:
    for result in (
        run(directory, "--set", "abc", "kept", "--by", "Eva"),
        run(tmp_path / "none", "--json"),
        run(tmp_path / "none", "--set", "abc", "kept", "--by", "Eva"),
    ):
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_the_demos_ledger_holds_what_was_promised_on_sibs(tmp_path: Path) -> None:
    build([record_folder()], tmp_path / "demo")
    found = document(run(tmp_path / "demo", "--json", "--speaker", "Somers", "--since", "2020-07-01"))
    assert {row["doc_id"] for row in found} == {"vp-1411853"}
    assert {row["in_reply_to"]["speaker"] for row in found} == {"Maaike De Vreese"}
    assert [row["deadline"]["date"] for row in found if row["deadline"]] == ["2020-07-20", None, "2020-12-20"]
