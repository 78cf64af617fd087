"""What a language model had to do with an answer, as the command line and the terminal show it."""

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console
from typer.testing import CliRunner

from assistant.__main__ import app
from assistant.answer import Answer, Prose, Question, Sentence, Translation
from assistant.assistant import Assistant
from assistant.terminal import show
from tests.assistant.conftest import Over
from tests.assistant.model.debate import debate
from tests.assistant.model.server import ModelServerForTests, Reply, says

QUESTION = "What did people say on the new sea lock in the port of Zeebrugge?"


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return debate(over)


@pytest.fixture
def command(assistant: Assistant, server: ModelServerForTests, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command line that asks, with a model set."""
    monkeypatch.setenv("ASSISTANT_MODEL_URL", server.url)
    monkeypatch.setenv("ASSISTANT_MODEL_NAME", "parrot")
    monkeypatch.setenv("ASSISTANT_MODEL_KEY", "s3cret")
    return ["ask", QUESTION, "--index", str(assistant.index.directory)]


def printed(answer: Answer) -> str:
    stream = io.StringIO()
    show(answer, Console(file=stream, width=200, color_system=None, force_terminal=False))
    return stream.getvalue()


def test_prose_is_asked_for_on_the_command_line_and_the_key_goes_to_the_server_only(
    command: list[str], server: ModelServerForTests
) -> None:
    prose = "Minister Ann Peeters will build a new sea lock in the port of Zeebrugge [1]."
    server.behaviour = lambda _: says(f"{prose} Bravo!")
    result = CliRunner().invoke(app, [*command, "--prose", "--json"])
    assert result.exit_code == 0, result.stderr
    document = json.loads(result.stdout)
    assert document["prose"] == {"sentences": [{"text": prose, "citations": [1]}], "removed": 1, "reason": None}
    assert document["citations"][0]["speaker"] == "Ann Peeters"
    assert server.requests[0].key == "Bearer s3cret"
    assert "s3cret" not in result.output


def test_a_server_that_fails_is_a_line_above_the_answer(command: list[str], server: ModelServerForTests) -> None:
    server.behaviour = lambda _: Reply([b"my key is s3cret"], status=429)
    result = CliRunner().invoke(app, [*command, "--prose", "--translate"])
    plain = CliRunner().invoke(app, command)
    assert (result.exit_code, plain.exit_code) == (0, 0)
    # Once for the translations and once for the prose.
    told = "The language model gets too many requests at the moment.\n" * 2
    assert result.stdout == told + plain.stdout


def test_the_terminal_marks_what_is_not_the_records(assistant: Assistant) -> None:
    answer = assistant.ask(Question(QUESTION))
    text = printed(
        replace(
            answer,
            prose=Prose((Sentence("Peeters builds [bold]a lock [1].", (1,)),), 2),
            translations=(Translation(1, "en", "We are building a lock."),),
            rewritten="What of the lock?",
        )
    )
    lines = [line.strip() for line in text.splitlines()]
    assert lines[0] == "Searched with: What of the lock? (rewritten by a language model)"
    assert lines[1] == "Peeters builds [bold]a lock [1]."
    assert lines[2] == "Written by a language model and checked sentence by sentence; sentences left out: 2."
    quote = next(number for number, line in enumerate(lines) if line.endswith("[1]"))
    assert lines[quote + 1] == "We are building a lock. (machine translation, not a quote)"
    assert printed(answer).splitlines() == [
        line for number, line in enumerate(text.splitlines()) if number > 3 and number != quote + 1
    ]
