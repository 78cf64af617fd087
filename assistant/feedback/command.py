"""`python -m assistant feedback [--gold FOLDER] [--index DIR] [--json]`: what readers said, and the gold set of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import WoordelijkError

if TYPE_CHECKING:
    from assistant.feedback.kept import Mark, Unanswered


def feedback(
    gold: Annotated[Path | None, typer.Option(help="A new folder, to write the feedback to as a gold set.")] = None,
    index: Annotated[Path | None, typer.Option(help="Index directory; without it, the demo record.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """List what readers said of answers and the questions that found nothing, or write it out as a gold set."""
    from assistant.feedback.gold import write_gold
    from assistant.feedback.kept import Feedback
    from assistant.opening import open_assistant
    from assistant.settings import Settings

    try:
        assistant = open_assistant(Settings.load({"index": index}))
        kept = Feedback(assistant.index.place)
        if gold is not None:
            written = write_gold(kept.marks(), assistant, gold)
            typer.echo(
                f"{gold}: {written.queries} questions; {written.left_out} left out, for no mark says what answers them",
                err=as_json,
            )
        marks, unanswered = kept.marks(), kept.unanswered()
    except (WoordelijkError, OSError) as error:
        typer.echo(f"woordelijk: {error}", err=True)
        raise typer.Exit(1) from error
    if as_json:
        shown = {"marks": [mark_json(m) for m in marks], "unanswered": [unanswered_json(u) for u in unanswered]}
        json.dump(shown, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    elif gold is None:
        _show(marks, unanswered)


def mark_json(mark: Mark) -> dict[str, Any]:
    """A mark as it stands in ``feedback --json``."""
    return {
        "at": mark.at.isoformat(),
        "by": mark.by,
        "question": mark.question,
        "history": list(mark.history),
        "verdict": mark.verdict,
        "refused": mark.refused,
        "passages": [
            {"turn_id": p.turn_id, "start": p.start, "end": p.end, "quote": p.quote} for p in mark.passages
        ],
    }  # fmt: skip


def unanswered_json(one: Unanswered) -> dict[str, Any]:
    """A question that found nothing as it stands in ``feedback --json``."""
    return {
        "question": one.question, "history": list(one.history), "times": one.times, "last": one.last.isoformat(),
        "reason": one.reason,
    }  # fmt: skip


def _show(marks: list[Mark], unanswered: list[Unanswered]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(f"{len(marks)} marks of readers", style="bold"))
    for mark in marks:
        who = f" ({mark.by})" if mark.by else ""
        console.print(Text(f"  {mark.at:%Y-%m-%d}  {mark.verdict:<7}  {mark.question}{who}"), soft_wrap=True)
    console.print(Text(f"{len(unanswered)} questions that found nothing", style="bold"))
    for one in unanswered:
        console.print(Text(f"  {one.last:%Y-%m-%d}  {one.times:>3} x    {one.question}"), soft_wrap=True)
