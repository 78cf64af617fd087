"""The assistant's command line: `python -m assistant ask "QUESTION" [--history ...] [--index DIR] [--json]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from index.errors import WoordelijkError

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Verbatim, cited answers to questions about transcripts."""


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="In Dutch, English or French.")],
    history: Annotated[list[str] | None, typer.Option(help="An earlier question, oldest first; repeatable.")] = None,
    index: Annotated[Path | None, typer.Option(help="Index directory; without it, the demo record.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """Answer a question with the record's own words, or say that the record does not answer it."""
    # Imported here, so that --help does not wait for the libraries behind the index.
    from assistant.answer import Question
    from assistant.opening import open_assistant
    from assistant.settings import Settings
    from assistant.terminal import show

    try:
        assistant = open_assistant(Settings.load({"index": index}))
        answer = assistant.ask(Question(question, tuple(history or ())))
    except WoordelijkError as error:
        typer.echo(f"woordelijk: {error}", err=True)
        raise typer.Exit(1) from error
    if as_json:
        json.dump(answer.to_json(), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        show(answer)


if __name__ == "__main__":
    app(prog_name="python -m assistant")
