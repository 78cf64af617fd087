"""The command ``python -m assistant quote``: checks words, or every quotation of a document."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from index.errors import WoordelijkError


def quote(
    words: Annotated[str | None, typer.Argument(help="The words to check, with or without a fingerprint.")] = None,
    said_by: Annotated[str | None, typer.Option(help="Who is said to have spoken them.")] = None,
    file: Annotated[Path | None, typer.Option(help="A .txt, .md or .docx whose quotations are checked.")] = None,
    index: Annotated[Path | None, typer.Option(help="Index directory; without it, the demo record.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """Say whether words stand in the record, where, by whom, and what was changed if they do not."""
    if (words is None) == (file is None):
        raise typer.BadParameter("give the words to check, or a document with --file")
    if file is not None and said_by is not None:
        raise typer.BadParameter("a document says itself who is quoted: leave out --said-by")
    # Imported here, so that --help does not wait for the libraries behind the index.
    from assistant.opening import open_assistant
    from assistant.quotes.documents import read_document
    from assistant.quotes.report import show
    from assistant.quotes.verdict import QuoteReport
    from assistant.settings import Settings

    try:
        text = read_document(file) if file is not None else None
        assistant = open_assistant(Settings.load({"index": index}))
        if text is not None:
            report = assistant.check_text(text)
        else:
            report = QuoteReport.of([assistant.check_quote(words or "", said_by)])
    except WoordelijkError as error:
        typer.echo(f"woordelijk: {error}", err=True)
        raise typer.Exit(1) from error
    if as_json:
        json.dump(report.to_json(), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        show(report)
