"""The command ``python -m assistant brief``: questions, as one conversation, and quotes, as a note with its sources.

The note's format is that of the file's ending: .docx, .md, .csv, .json (CSL-JSON) or .ris.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import QuoteError
from index.errors import WoordelijkError

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation
    from assistant.assistant import Assistant
    from assistant.briefing.note import Briefing

ENDINGS = (".docx", ".md", ".csv", ".json", ".ris")


def brief(
    out: Annotated[Path, typer.Option(help=f"The file to write, by its ending {', '.join(ENDINGS)}.")],
    questions: Annotated[
        list[str] | None, typer.Argument(help="In order, as one conversation: later ones may lean on earlier ones.")
    ] = None,
    quote: Annotated[
        list[str] | None, typer.Option(help='The fingerprint of a quote, as "woordelijk:k3f9-2mxa"; repeatable.')
    ] = None,
    title: Annotated[str | None, typer.Option(help="The note's title; else its first question.")] = None,
    index: Annotated[Path | None, typer.Option(help="Index directory; without it, the demo record.")] = None,
) -> None:
    """Write the answers to questions, and quotes, as a note with its sources."""
    if not questions and not quote:
        raise typer.BadParameter("give a question, or the fingerprint of a quote with --quote")
    if out.suffix.lower() not in ENDINGS:
        raise typer.BadParameter(f"--out needs a file that ends in {', '.join(ENDINGS)}")
    # Imported here, so that --help does not wait for the libraries behind the index.
    from assistant.briefing.note import briefing
    from assistant.opening import open_assistant
    from assistant.settings import Settings

    try:
        assistant = open_assistant(Settings.load({"index": index}))
        answers = _answered(assistant, questions or [])
        quotes = [_quoted(assistant, code) for code in quote or []]
        language = answers[0].understood.language if answers else "nl"
        named = title or (questions[0] if questions else out.stem)
        out.write_bytes(_written(briefing(named, [*answers, *quotes], language), out.suffix.lower()))
    except (WoordelijkError, OSError) as error:
        typer.echo(f"woordelijk: {error}", err=True)
        raise typer.Exit(1) from error


def _answered(assistant: Assistant, questions: list[str]) -> list[Answer]:
    from assistant.answer import Question

    return [assistant.ask(Question(text, tuple(questions[:at]))) for at, text in enumerate(questions)]


def _quoted(assistant: Assistant, code: str) -> Citation:
    """The quote that a fingerprint belongs to.

    Raises:
        QuoteError: the record has none.
    """
    printed = assistant.check_quote(code).fingerprint
    if printed is None or printed.citation is None:
        raise QuoteError(f"the record has no quote with the fingerprint {code}")
    return printed.citation


def _written(note: Briefing, ending: str) -> bytes:
    from assistant.briefing.note import to_csl, to_csv, to_markdown, to_ris
    from assistant.briefing.word import to_docx

    if ending == ".docx":
        return to_docx(note)
    forms = {".md": to_markdown, ".csv": to_csv, ".json": to_csl, ".ris": to_ris}
    return forms[ending](note).encode()
