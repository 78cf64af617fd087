"""The command `replies`: an intervention to read, a list, JSON, errors."""

import io
import json

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from assistant.__main__ import app
from assistant.answering.replies.command import WIDE, show
from assistant.assistant import Assistant


@pytest.fixture
def run(assistant: Assistant) -> "Run":
    return Run(str(assistant.index.directory))


class Run:
    def __init__(self, directory: str) -> None:
        self._directory = directory

    def __call__(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, ["replies", *arguments, "--index", self._directory])


def printed(assistant: Assistant, turn_id: str, width: int) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    show(assistant.replies(turn_id), console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_turn_is_shown_with_its_questions_and_candidates(run: Run) -> None:
    done = run("brug-0")
    assert done.exit_code == 0
    text = " ".join(done.output.split())
    assert "Ann Maes (Groen), 1 March 2024" in text
    assert "“Wanneer wordt de brug opnieuw geschilderd?”" in text
    assert "in de lente van volgend jaar" in text


def test_on_a_wide_terminal_question_and_reply_stand_side_by_side(assistant: Assistant) -> None:
    wide = printed(assistant, "brug-0", WIDE + 40).splitlines()
    assert any("2. “Wanneer" in line and line.count("“") == 2 for line in wide)
    narrow = printed(assistant, "brug-0", WIDE - 40).splitlines()
    assert all(len(line) < WIDE - 39 for line in narrow)
    assert not any("2. “Wanneer" in line and line.count("“") == 2 for line in narrow)


def test_a_question_without_reply_says_so(run: Run) -> None:
    assert "No reply found in this sitting." in run("bus-0").output


def test_a_sitting_and_a_speaker_are_listed(run: Run) -> None:
    assert "2 interventions" in run("brug").output
    assert "bus-0 · 2024-04-02 · Piet Wit" in run("--speaker", "Wit").output
    listed = json.loads(run("brug", "--json").stdout)
    assert [one["turn_id"] for one in listed] == ["brug-0", "brug-2"]


def test_json_is_one_document_and_null_where_nothing_is_asked(run: Run) -> None:
    assert json.loads(run("brug-0", "--json").stdout)["turn_id"] == "brug-0"
    assert json.loads(run("brug-4", "--json").stdout) is None
    assert "asks nothing" in run("brug-4").output


@pytest.mark.parametrize("arguments", [("brug-99",), ("--speaker", "Nobody")])
def test_what_the_record_does_not_have_is_one_line_on_stderr(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.exit_code == 1
    assert done.stderr.startswith("woordelijk: the record has no")
    assert done.stderr.count("\n") == 1


def test_neither_a_turn_nor_a_speaker_is_wrong_usage(run: Run) -> None:
    assert run().exit_code == 2
