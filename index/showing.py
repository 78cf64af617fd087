"""What an index holds, and what files would give: as documents for `--json`, and as tables for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from typing_extensions import TypedDict

from index.errors import IndexMismatchError, RecordError
from index.exchanges import Part
from index.readers import reader_for, walk
from index.store import Index
from index.transcript import NoteKind, Sitting, Turn


class ItemDocument(TypedDict):
    """An item of the agenda."""

    id: str
    number: str | None
    title: str


class TurnDocument(TypedDict):
    """A turn; `part` is the one it plays in the debate, `answers` are the turns that it answers."""

    turn_id: str
    item: str | None
    speaker: str | None
    party: str | None
    role: str | None
    text: str
    url: str | None
    page: int | None
    part: str
    answers: list[str]


class NoteDocument(TypedDict):
    """What stands between turns: after the turn with this place in the order, -1 before the first."""

    kind: NoteKind
    after: int
    text: str


class SittingDocument(TypedDict):
    """A sitting, whole: `show SITTING --json`."""

    doc_id: str
    source: str
    date: str | None
    title: str
    committee: str | None
    items: list[ItemDocument]
    turns: list[TurnDocument]
    notes: list[NoteDocument]


def summary(index: Index) -> dict[str, Any]:
    """The document of `show --json`."""
    layout, rows = index.layout, list(index.sittings.values())
    dates = sorted(row.date for row in rows if row.date)
    return {
        "sittings": len(rows),
        "turns": len(layout.turn_keys),
        "passages": len(layout.passage_keys),
        "speakers": len({speaker.id for speaker in index.speakers.values()}),
        "unknown_speaker_words": index.unknown_speaker_words(),
        "sources": dict(Counter(row.source for row in rows)),
        "dates": [dates[0].isoformat(), dates[-1].isoformat()] if dates else None,
        "encoder": index.encoder_name,
        "search": index.vectors.describe(),
        "waiting": index.waiting,
        "bytes": sum(path.stat().st_size for path in index.directory.rglob("*") if path.is_file()),
    }


def print_summary(found: dict[str, Any]) -> None:
    """The summary as a table."""
    table = Table(show_header=False, box=None)
    for name, value in found.items():
        if isinstance(value, dict):
            value = ", ".join(f"{key} ({count:,})" for key, count in value.items())
        elif isinstance(value, list):
            value = " to ".join(value)
        table.add_row(name.replace("_", " "), f"{value:,}" if isinstance(value, int) else str(value))
    Console(highlight=False).print(table)


def sitting(index: Index, sitting_id: str) -> Sitting:
    """One sitting of an index.

    Raises:
        IndexMismatchError: it is not there.
    """
    found = index.sitting(sitting_id)
    if found is None:
        raise IndexMismatchError(f"{index.directory} has no sitting {sitting_id!r}; `show` without an id counts them")
    return found


def sitting_json(index: Index, found: Sitting) -> SittingDocument:
    """A sitting as a JSON document, its turns in order, each with its part in the debate and the turns it answers."""
    return {
        "doc_id": found.id,
        "source": found.source,
        "date": found.date.isoformat() if found.date else None,
        "title": found.title,
        "committee": found.committee,
        "items": [{"id": item.id, "number": item.number, "title": item.title} for item in found.items],
        "turns": [turn_json(index, turn) for turn in found.turns],
        "notes": [{"kind": note.kind, "after": note.after, "text": note.text} for note in found.notes],
    }


def turn_json(index: Index, turn: Turn) -> TurnDocument:
    """A turn as it stands in JSON documents."""
    layout = index.layout
    row = layout.row_of(turn.id)
    return {
        "turn_id": turn.id,
        "item": turn.item_id,
        "speaker": turn.speaker.name if turn.speaker else None,
        "party": turn.speaker.party if turn.speaker else None,
        "role": turn.speaker.role if turn.speaker else None,
        "text": turn.text,
        "url": turn.locator.url,
        "page": turn.locator.page,
        "part": Part(layout.part[row]).name.lower(),
        "answers": [layout.turn_ids[answered] for answered in layout.replies_to(row)],
    }


def print_sitting(found: Sitting) -> None:
    """A sitting to read."""
    console = Console(highlight=False)
    console.print(Text(f"{found.title} · {found.date or 'undated'} · {found.id}", style="bold"))
    for turn in found.turns:
        name = turn.speaker.name if turn.speaker else "speaker unknown"
        console.print()
        console.print(Text(f"{turn.order + 1}. {name}", style="bold"))
        console.print(Text(turn.text))


def check(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """What each file would give: its format, counts, what could not be placed, or why it is refused."""
    files: list[dict[str, Any]] = []
    for path in paths:
        try:
            for file in walk([path]):
                files.append(_checked(file))
        except RecordError as error:
            files.append(_line(error.file, "", Counter(), str(error)))
    return files


def _checked(file: Any) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    try:
        reader = reader_for(file)
        for found in reader.read(file):
            counts["sittings"] += 1
            counts["turns"] += len(found.turns)
            counts["unknown_speakers"] += sum(1 for turn in found.turns if turn.speaker is None)
            counts["notes"] += len(found.notes)
            counts["unplaced"] += sum(1 for note in found.notes if note.kind == "unplaced")
    except RecordError as error:
        return _line(file.name, "", Counter(), str(error))
    return _line(file.name, reader.name, counts, None)


def _line(name: str, form: str, counts: Counter[str], error: str | None) -> dict[str, Any]:
    return {
        "file": name,
        "format": form or None,
        **{key: counts[key] for key in ("sittings", "turns", "unknown_speakers", "notes", "unplaced")},
        "error": error,
    }


def print_check(files: Sequence[dict[str, Any]]) -> None:
    """The same as a table, refusals below it. Names stand last, whole: they may be longer than the terminal is wide."""
    console = Console(highlight=False, soft_wrap=True)
    counted = ("sittings", "turns", "unknown_speakers", "notes", "unplaced")
    read = [file for file in files if not file["error"]]
    if read:
        heads = ("sittings", "turns", "speaker unknown", "notes", "unplaced")
        width = max(len(file["format"]) for file in read)
        console.print(Text("  ".join((*heads, f"{'format':<{width}}", "file")), style="bold"))
        for file in read:
            numbers = (f"{file[key]:>{len(head)},}" for key, head in zip(counted, heads, strict=True))
            console.print(Text("  ".join((*numbers, f"{file['format']:<{width}}", file["file"]))))
    for file in files:
        if file["error"]:
            console.print(Text(f"refused: {file['error']}"))
