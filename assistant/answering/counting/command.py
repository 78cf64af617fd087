"""The command ``python -m assistant count "TERM"``: how often something was said, by whom, when and where."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from index.errors import WoordelijkError

if TYPE_CHECKING:
    from rich.table import Table

    from assistant.answer import Language
    from assistant.answering.counting.counted import Count, Row

By = Literal["speaker", "party", "month", "committee"]
_STDOUT = Path("-")
MOST_ROWS = 25
"""Rows that the terminal shows; ``--json`` and ``--csv`` hold everything."""


def count(
    term: Annotated[str, typer.Argument(help='A word, an acronym or a phrase: "sociale woningen".')],
    speaker: Annotated[str | None, typer.Option(help="A name, or the last part of one.")] = None,
    party: Annotated[str | None, typer.Option(help="A party, as the record names it.")] = None,
    since: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day of sitting.")] = None,
    until: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day of sitting.")] = None,
    committee: Annotated[str | None, typer.Option(help="Part of a committee's name.")] = None,
    source: Annotated[str | None, typer.Option(help="A source, as `show` names it.")] = None,
    by: Annotated[By, typer.Option(help="What the table is by.")] = "speaker",
    compounds: Annotated[
        bool, typer.Option("--compounds/--no-compounds", help="Count compounds with the word in them.")
    ] = True,
    language: Annotated[Literal["nl", "en", "fr"], typer.Option(help="Of the explanation.")] = "nl",
    index: Annotated[Path | None, typer.Option(help="Index directory; without it, the demo record.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write every mention as a table; - is stdout.")] = None,
) -> None:
    """Count how often something was said, exactly, with every mention."""
    if as_json and csv is not None:
        raise typer.BadParameter("choose --json or --csv")
    # Imported here, so that --help does not wait for the libraries behind the index.
    from assistant.answering.counting.counted import Term
    from assistant.answering.counting.engine import Counting
    from assistant.answering.counting.filters import named_filters
    from assistant.glossary import FILE, Glossary
    from assistant.settings import Settings
    from index.demo import place_or_demo
    from index.store import open_index

    days = (since.date() if since else None, until.date() if until else None)
    try:
        settings = Settings.load({"index": index})
        opened = open_index(place_or_demo(settings.index, settings.elsewhere()))
        filters = named_filters(opened, speaker, party, committee, source, *days)
        counting = Counting(opened, Glossary.read(settings.glossary or FILE))
        counted = counting.count(Term(term, compounds), filters)
        if as_json:
            json.dump(counted.to_json(language), sys.stdout, ensure_ascii=False, indent=2)
            sys.stdout.write("\n")
        elif csv is None:
            _show(counted, by, language)
        elif csv == _STDOUT:
            counted.write_csv(sys.stdout)
        else:
            with csv.open("w", encoding="utf-8", newline="") as file:
                counted.write_csv(file)
    except (WoordelijkError, OSError) as error:
        typer.echo(f"woordelijk: {error}", err=True)
        raise typer.Exit(1) from error


def _show(counted: Count, by: By, language: Language) -> None:
    """What was counted, then the groups of one grouping, at most `MOST_ROWS` of them."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(counted.what(language)))
    if not counted.mentions:
        return
    console.print()
    console.print(_people(counted) if by == "speaker" else _groups(counted, by))
    if (rest := len(_shown(counted, by)) - MOST_ROWS) > 0:
        console.print(Text(f"and {rest} more: --json or --csv FILE"))


def _shown(counted: Count, by: By) -> list[Row]:
    """The groups with mentions."""
    return [row for row in counted.rows(by) if row.mentions]


def _people(counted: Count) -> Table:
    from rich.text import Text

    table = _table("speaker", "turns", "said", "/10,000", "first", "last")
    for one in counted.by_speaker[:MOST_ROWS]:
        marks = ", ".join([*one.roles, *one.parties])
        name = one.speaker.name if one.speaker else "speaker unknown"
        days = (day.isoformat() if day else "" for day in (one.first, one.last))
        shown = Text(name)
        if marks:
            shown.append(f" ({marks})", style="dim")
        table.add_row(shown, str(one.turns), str(one.mentions), _rate(one.mentions, one.words), *days)
    return table


def _groups(counted: Count, by: By) -> Table:
    from rich.text import Text

    table = _table(by, "turns", "said", "/10,000", "words")
    for row in _shown(counted, by)[:MOST_ROWS]:
        numbers = (str(row.turns), str(row.mentions), _rate(row.mentions, row.words), f"{row.words:,}")
        table.add_row(Text(row.name or "not stated"), *numbers)
    return table


def _table(*columns: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for number, column in enumerate(columns):
        if number:
            table.add_column(column, justify="right", no_wrap=True)
        else:
            table.add_column(column, overflow="fold")
    return table


def _rate(mentions: int, words: int) -> str:
    from assistant.answering.counting.counted import rate
    from assistant.answering.counting.phrases import decimal

    return decimal(rate(mentions, words), "en")
