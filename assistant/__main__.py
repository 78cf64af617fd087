"""The assistant's command line: `python -m assistant ask "QUESTION" [--history ...] [--without CHIP] [--json]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.answering.commitments.command import commitments
from assistant.answering.counting.command import count
from assistant.answering.positions.command import positions
from assistant.answering.replies.command import replies
from assistant.briefing.command import brief
from assistant.feedback.command import feedback
from assistant.quotes.command import quote
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
    without: Annotated[
        list[str] | None,
        typer.Option(help='Something understood that is not to be used, as "period" or "speaker:NAME"; repeatable.'),
    ] = None,
    prose: Annotated[bool, typer.Option("--prose", help="With prose by the language model of the settings.")] = False,
    translate: Annotated[bool, typer.Option("--translate", help="With machine translations of the quotes.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """Answer a question with the record's own words, or say that the record does not answer it."""
    # Imported here, so that --help does not wait for the libraries behind the index.
    from assistant.answer import Question
    from assistant.opening import narrator, open_assistant
    from assistant.settings import Settings
    from assistant.terminal import show

    try:
        settings = Settings.load({"index": index})
        assistant = open_assistant(settings)
        asked = Question(question, tuple(history or ()), without=tuple(without or ()))
        if prose or translate:
            answer = narrator(settings, assistant).ask(asked, prose=prose, translate=translate)
        else:
            answer = assistant.ask(asked)
    except WoordelijkError as error:
        typer.echo(f"woordelijk: {error}", err=True)
        raise typer.Exit(1) from error
    if as_json:
        json.dump(answer.to_json(), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        show(answer)


app.command()(quote)
app.command()(commitments)
app.command()(count)
app.command()(feedback)
app.command()(positions)
app.command()(replies)
app.command()(brief)


if __name__ == "__main__":
    app(prog_name="python -m assistant")
