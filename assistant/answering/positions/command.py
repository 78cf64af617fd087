"""The command ``python -m assistant positions TOPIC``: one person over time, or people and parties side by side."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from index.errors import WoordelijkError

if TYPE_CHECKING:
    from assistant.answering.positions.finding import Positions


def positions(
    topic: Annotated[str, typer.Argument(help="In a few words, in Dutch, English or French.")],
    speaker: Annotated[
        list[str] | None, typer.Option(help="A name, or the last part of one; repeatable. One alone: over time.")
    ] = None,
    party: Annotated[list[str] | None, typer.Option(help="A party, as the record names it; repeatable.")] = None,
    since: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day of sitting.")] = None,
    until: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day of sitting.")] = None,
    language: Annotated[
        Literal["nl", "en", "fr"] | None, typer.Option(help="Of the words around quotes; else the topic's.")
    ] = None,
    index: Annotated[Path | None, typer.Option(help="Index directory; without it, the demo record.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """Show what people or parties said on a topic, in order of time, and who said nothing on it."""
    if not speaker and not party:
        raise typer.BadParameter("say whose words: --speaker NAME or --party PARTY")
    # Imported here, so that --help does not wait for the libraries behind the index.
    from assistant.answer import Filters
    from assistant.opening import open_assistant
    from assistant.settings import Settings

    filters = Filters(since=since.date() if since else None, until=until.date() if until else None)
    try:
        assistant = open_assistant(Settings.load({"index": index}))
        found = assistant.positions(topic, speaker or (), party or (), filters, language)
    except WoordelijkError as error:
        typer.echo(f"woordelijk: {error}", err=True)
        raise typer.Exit(1) from error
    if as_json:
        json.dump(found.to_json(), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        _show(found)


def _show(found: Positions) -> None:
    """Each person or party with their quotes under the day, then where each stands."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from assistant.answering.phrases import heading
    from assistant.terminal import show_sources

    console = Console(highlight=False)
    for column in found.columns:
        console.print(Text(column.whom.name, style="bold underline"))
        if (absent := column.absent(found.language)) is not None:
            console.print(Text(absent))
        for citation in column.citations:
            console.print(Text(heading(citation.turn.speaker, citation.sitting, found.language), style="bold"))
            console.print(
                Padding(Text.assemble("“", citation.quote, "” ", (f"[{citation.number}]", "dim")), (0, 0, 0, 2))
            )
        console.print()
    show_sources(console, [citation for column in found.columns for citation in column.citations], found.language)
