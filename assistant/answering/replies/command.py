"""The command ``python -m assistant replies``: questions of an intervention beside passages that may reply to them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import WoordelijkError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.text import Text

    from assistant.answering.replies.intervention import Candidate, Intervention, Listed, PutQuestion
    from assistant.assistant import Assistant

WIDE = 100
"""Columns of a terminal from which questions and replies stand side by side."""


def replies(
    of: Annotated[str | None, typer.Argument(metavar="[TURN|SITTING]", help="An id, as `index show` names it.")] = None,
    speaker: Annotated[str | None, typer.Option(help="List somebody's: a name, or the last part of one.")] = None,
    index: Annotated[Path | None, typer.Option(help="Index directory; without it, the demo record.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """Show a turn's questions with the passages of the reply that may answer each; for a sitting or a speaker, list."""
    if of is None and speaker is None:
        raise typer.BadParameter("name a turn or a sitting, or a speaker with --speaker")
    # Imported here, so that --help does not wait for the libraries behind the index.
    from assistant.answering.counting.filters import named_filters
    from assistant.opening import open_assistant
    from assistant.settings import Settings

    try:
        assistant = open_assistant(Settings.load({"index": index}))
        if speaker is not None or _is_sitting(assistant, of):
            listed = assistant.interventions(named_filters(assistant.index, speaker), of)
            if as_json:
                _write([one.to_json() for one in listed])
            else:
                _print_list(listed)
        else:
            found = assistant.replies(str(of))
            if as_json:
                _write(found.to_json() if found else None)
            else:
                show(found)
    except WoordelijkError as error:
        typer.echo(f"woordelijk: {error}", err=True)
        raise typer.Exit(1) from error


def _is_sitting(assistant: Assistant, name: str | None) -> bool:
    return any(info.id == name for info in assistant.index.sittings.values())


def _write(document: object) -> None:
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def _print_list(listed: Sequence[Listed]) -> None:
    """One intervention after the other: its id, who, how many questions, the first words."""
    from rich.console import Console
    from rich.text import Text

    from assistant.answering.phrases import speaker_in_words

    console = Console(highlight=False)
    for one in listed:
        who, day = speaker_in_words(one.citation.turn.speaker, "en"), one.citation.sitting.date or "undated"
        asked = "1 question" if one.questions == 1 else f"{one.questions} questions"
        replied = "no turn replies" if not one.replies else f"replied to in {one.replies}"
        console.print(Text(f"{one.turn_id} · {day} · {who} · {asked}, {replied}", "bold"), soft_wrap=True)
        console.print(Text(f"  “{one.citation.quote}”"), soft_wrap=True)
    console.print(Text("1 intervention" if len(listed) == 1 else f"{len(listed)} interventions"))


def show(found: Intervention | None, console: Console | None = None) -> None:
    """Print an intervention: its questions beside the candidates, or above them on a narrow terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from assistant.answering.phrases import date_in_words, speaker_in_words

    console = console or Console(highlight=False)
    if found is None:
        console.print(Text("This turn asks nothing."))
        return
    names = ", ".join(speaker_in_words(one, "en") for one in found.replied_by) or "nobody"
    console.print(Text(found.title, style="bold"))
    console.print(Text(f"{speaker_in_words(found.asked_by, 'en')}, {date_in_words(found.sitting.date, 'en')}"))
    console.print(Text(f"Reply by: {names}. Passages that may answer each question, likeliest first:"))
    for question in found.questions:
        console.print()
        if console.width < WIDE:
            console.print(_asked(question))
            console.print(_replied(question))
            continue
        table = Table(box=None, show_header=False, expand=True, padding=(0, 2, 0, 0))
        table.add_column(ratio=2)
        table.add_column(ratio=3)
        table.add_row(_asked(question), _replied(question))
        console.print(table)
    if found.sitting.notice:
        console.print()
        console.print(Text(found.sitting.notice, style="dim italic"))


def _asked(question: PutQuestion) -> Text:
    from rich.text import Text

    before = f"“{question.context.quote}” " if question.context else ""
    return Text.assemble((f"{question.number}. ", "bold"), (before, "dim"), (f"“{question.citation.quote}”", "bold"))


def _replied(question: PutQuestion) -> Text:
    from rich.text import Text

    if question.is_unanswered:
        return Text("No reply found in this sitting.", style="italic")
    return Text("\n").join(map(_candidate, question.candidates))


def _candidate(candidate: Candidate) -> Text:
    from rich.text import Text

    from assistant.answering.phrases import speaker_in_words

    turn = candidate.citation.turn
    named = ", which says that it replies to this question" if candidate.named else ""
    source = f"  {speaker_in_words(turn.speaker, 'en')}, {turn.id}{named}"
    return Text.assemble(f"“{candidate.citation.quote}”", (source, "dim"))
