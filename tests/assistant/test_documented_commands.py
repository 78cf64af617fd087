"""Every command line in a code block of the docs is one that the programs take."""

import re
import shlex
from pathlib import Path

import pytest
import typer

import app as page
from assistant.__main__ import app as assistant
from eval.__main__ import app as evaluation
from eval.bench.__main__ import app as benchmark
from index.__main__ import app as index

ROOT = Path(__file__).resolve().parents[2]
DOCS = (
    "README.md",
    "docs/architecture.md",
    "docs/settings.md",
    "docs/scaling.md",
    "docs/embedding.md",
    "docs/api.md",
    "eval/README.md",
)
_page = typer.Typer()
_page.command()(page.main)
PROGRAMS = {
    "-m index": index,
    "-m assistant": assistant,
    "-m eval": evaluation,
    "-m eval.bench": benchmark,
    "app.py": _page,
}
_COMMAND = re.compile(rf"(?:\S*/)?python ({'|'.join(map(re.escape, PROGRAMS))})(?=\s|$)(.*)")


def documented() -> list[tuple[str, str, str]]:
    """File, program and arguments of every command line in a code block."""
    found = []
    for name in DOCS:
        text = (ROOT / name).read_text(encoding="utf-8")
        for block in re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            found += [(name, *command) for command in _COMMAND.findall(block)]
    return found


def parse(program: str, arguments: str) -> None:
    """Parses a command line without running it; raises a usage error where it is wrong."""
    words = shlex.split(arguments.partition(">")[0], comments=True)
    command = typer.main.get_command(PROGRAMS[program])
    context = command.make_context(program, list(words))
    if hasattr(command, "resolve_command"):
        _, subcommand, rest = command.resolve_command(context, list(words))
        subcommand.make_context(words[0], rest, parent=context)


def test_the_readme_shows_how_to_check_build_ask_and_serve() -> None:
    shown = [(program, arguments.split()[0]) for name, program, arguments in documented() if name == "README.md"]
    assert shown[:3] == [("-m index", "check"), ("-m index", "build"), ("-m assistant", "ask")]
    assert ("app.py", "--index") in shown


@pytest.mark.parametrize(("name", "program", "arguments"), documented())
def test_a_command_line_of_the_docs_is_understood(name: str, program: str, arguments: str) -> None:
    parse(program, arguments)


@pytest.mark.parametrize(
    ("program", "arguments"),
    [("-m index", "build x --no-such"), ("-m index", "no-such x"), ("-m assistant", "ask"), ("app.py", "--port x")],
)
def test_a_command_line_that_is_wrong_would_be_noticed(program: str, arguments: str) -> None:
    with pytest.raises(Exception, match=r"(?i)no such|missing|valid integer"):
        parse(program, arguments)
