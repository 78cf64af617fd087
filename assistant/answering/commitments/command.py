"""The command ``python -m assistant commitments``: the ledger to read, to export, and to note what became of it."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from index.commitments.base import StatusName, Strength
from index.errors import WoordelijkError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answering.commitments.ledger import Entry
    from index.place import Place

_STDOUT = Path("-")


def commitments(
    speaker: Annotated[str | None, typer.Option(help="A name, or the last part of one.")] = None,
    since: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day of sitting.")] = None,
    until: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day of sitting.")] = None,
    committee: Annotated[str | None, typer.Option(help="Part of a committee's name.")] = None,
    source: Annotated[str | None, typer.Option(help="A source, as `show` names it.")] = None,
    strength: Annotated[Strength | None, typer.Option(help="How firmly they bind.")] = None,
    status: Annotated[StatusName | None, typer.Option(help="What a person has said of them.")] = None,
    words: Annotated[str | None, typer.Option(help="Words that stand in the quote or the title.")] = None,
    follow_up: Annotated[bool, typer.Option("--follow-up", help="Propose later turns on each.")] = False,
    set_: Annotated[
        tuple[str, str] | None, typer.Option("--set", metavar="ID STATUS", help="Note what became of a commitment.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who says so, with --set.")] = None,
    note: Annotated[str | None, typer.Option(help="Why, with --set.")] = None,
    index: Annotated[Path | None, typer.Option(help="Index directory; without it, the demo record.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write a table for a spreadsheet; - is stdout.")] = None,
) -> None:
    """List what ministers committed themselves to, or note what became of a commitment."""
    if set_ is None and (by is not None or note is not None):
        raise typer.BadParameter("--by and --note go with --set")
    if set_ is not None and (set_[1] not in get_args(StatusName) or not by or not by.strip()):
        raise typer.BadParameter(f"--set takes an id and one of {', '.join(get_args(StatusName))}, and needs --by NAME")
    if as_json and csv is not None:
        raise typer.BadParameter("choose --json or --csv")
    # Imported here, so that --help does not wait for the libraries behind the index.
    from assistant.answering.commitments.ledger import Chosen

    chosen = Chosen(
        speaker, since.date() if since else None, until.date() if until else None, committee, source, strength,
        status, words,
    )  # fmt: skip
    try:
        if set_ is not None and by is not None:
            _set(set_, by.strip(), note, index, as_json)
        else:
            _list(chosen, follow_up, index, as_json, csv)
    except (WoordelijkError, OSError) as error:
        typer.echo(f"woordelijk: {error}", err=True)
        raise typer.Exit(1) from error


def _place(index: Path | None) -> Place:
    from assistant.settings import Settings
    from index.demo import place_or_demo

    settings = Settings.load({"index": index})
    return place_or_demo(settings.index, settings.elsewhere())


def _set(chosen: tuple[str, str], by: str, note: str | None, index: Path | None, as_json: bool) -> None:
    from index.commitments.keeping import set_status

    name = next(name for name in get_args(StatusName) if name == chosen[1])
    said = set_status(_place(index), chosen[0], name, by, note)
    if as_json:
        _write({"id": chosen[0], "status": said.status, "by": said.by, "at": said.at.isoformat(), "note": said.note})
    else:
        typer.echo(f"{chosen[0]}: {said.status}, says {said.by} on {said.at.date()}")


def _list(chosen: Any, follow_up: bool, index: Path | None, as_json: bool, csv: Path | None) -> None:
    from assistant.answering.commitments.ledger import Ledger, write_csv
    from index.store import open_index

    opened = open_index(_place(index))
    ledger = Ledger(opened)
    entries = ledger.entries(chosen)
    if csv is not None:
        if csv == _STDOUT:
            write_csv(entries, sys.stdout)
        else:
            with csv.open("w", encoding="utf-8", newline="") as file:
                write_csv(entries, file)
        return
    proposed: dict[str, list[dict[str, Any]]] = {}
    if follow_up:
        from assistant.assistant import Assistant

        assistant = Assistant(opened)
        for entry in entries:
            proposed[entry.made.id] = [
                {"turn_id": one.turn.id, "doc_id": one.sitting.id,
                 "date": one.sitting.date.isoformat() if one.sitting.date else None,
                 "speaker": one.turn.speaker.name if one.turn.speaker else None, "title": one.sitting.title}
                for one in ledger.follow_ups(entry, assistant)
            ]  # fmt: skip
    if as_json:
        _write(
            [{**entry.to_json(), **({"follow_up": proposed[entry.made.id]} if follow_up else {})} for entry in entries]
        )
    else:
        _print(entries, proposed)


def _write(document: Any) -> None:
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def _print(entries: Sequence[Entry], proposed: dict[str, list[dict[str, Any]]]) -> None:
    """The ledger to read on a terminal."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from assistant.answering.commitments.ledger import counted
    from assistant.answering.phrases import speaker_in_words

    console = Console(highlight=False)
    for entry in entries:
        sitting, made = entry.citation.sitting, entry.made
        who = speaker_in_words(entry.citation.turn.speaker, "en")
        console.print(Text(f"{sitting.date or 'undated'} · {who} · {entry.title}", style="bold"), soft_wrap=True)
        console.print(Padding(Text(f"“{entry.citation.quote}”"), (0, 0, 0, 2)))
        parts = [made.id, made.strength, entry.status]
        if made.deadline:
            parts.append(f"by: {made.deadline}" + (f" ({made.due})" if made.due else ""))
        if entry.asked_by:
            parts.append(f"in reply to {entry.asked_by.name}")
        if entry.said:
            note = f": {entry.said.note}" if entry.said.note else ""
            parts.append(f"says {entry.said.by} on {entry.said.at.date()}{note}")
        console.print(Text(f"  {' · '.join(parts)}", style="dim"), soft_wrap=True)
        for one in proposed.get(made.id, []):
            console.print(Text(f"  later, perhaps: {one['date']} {one['speaker']}, {one['title']} ({one['turn_id']})"))
        console.print()
    console.print(Text(counted(entries)))
