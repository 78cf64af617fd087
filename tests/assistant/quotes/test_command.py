"""``python -m assistant quote``: what it prints, where, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.__main__ import app
from index.build import build
from tests.assistant.quotes.conftest import ANN, BRIDGE
from tests.index.conftest import turn

QUOTE = "De kosten worden gedeeld met de gemeente."


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("record")
    (folder / "a.jsonl").write_text(json.dumps(turn("brug", 1, BRIDGE, ANN)) + "\n", encoding="utf-8")
    build([folder / "a.jsonl"], folder / "index")
    return str(folder / "index")


def quote(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["quote", *arguments])


def checked(result: Result) -> list[dict[str, Any]]:
    """What the one JSON document on stdout holds."""
    assert (result.exit_code, result.stderr) == (0, "")
    document = json.loads(result.stdout)
    assert list(document) == ["checked"]
    found: list[dict[str, Any]] = document["checked"]
    return found


def test_words_are_checked(directory: str) -> None:
    (one,) = checked(quote(QUOTE, "--said-by", "Peeters", "--index", directory, "--json"))
    assert (one["words"], one["verdict"], one["said_by"]) == (QUOTE, "verbatim", ANN)
    (place,) = one["places"]
    assert BRIDGE[place["start"] : place["end"]] == place["quote"] == QUOTE
    assert place["fingerprint"].startswith("woordelijk:")


def test_what_is_not_in_the_record_is_an_answer_and_ends_well(directory: str) -> None:
    (one,) = checked(quote("Hier staat helemaal niets van in de tekst", "--index", directory, "--json"))
    assert (one["verdict"], one["places"]) == ("not found", [])


def test_every_quotation_of_a_document_is_checked(directory: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"“{QUOTE}”\n\n> Daarna volgt het wegdek (...) met de gemeente.", encoding="utf-8")
    found = checked(quote("--file", str(tmp_path / "a.md"), "--index", directory, "--json"))
    assert [one["verdict"] for one in found] == ["verbatim", "verbatim"]


def test_without_json_it_is_for_people(directory: str) -> None:
    result = quote(QUOTE, "--index", directory)
    assert result.exit_code == 0
    assert "Woordelijk. Dit staat zo in het verslag." in result.stdout


@pytest.mark.parametrize("arguments", [[], ["woorden", "--file", "a.md"], ["--file", "a.md", "--said-by", "Peeters"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert quote(*arguments).exit_code == 2


def test_a_document_that_cannot_be_read_is_one_line_on_stderr_and_exit_code_1(directory: str, tmp_path: Path) -> None:
    result = quote("--file", str(tmp_path / "a.odt"), "--index", directory, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("woordelijk: ")
    assert result.stderr.count("\n") == 1
