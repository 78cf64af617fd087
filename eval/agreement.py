"""Do an index of this directory alone and one in PostgreSQL and Milvus give the same turns?

``python -m eval.agreement GOLD --store URL --milvus-url URL`` builds the set's pool both ways and asks its
questions: how many have the same first ten turns, and how many in the same order. The database must be empty, or hold
the same pool.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.answer import Question
from assistant.assistant import Assistant
from eval.gold import load_gold
from eval.system import pool_of, prepare
from index.build import build
from index.errors import WoordelijkError
from index.place import MILVUS_URL, Milvus, Place
from index.store import open_index

FIRST = 10

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.command()
def main(
    gold: Annotated[Path, typer.Argument(help="Folder of the gold set.", show_default=False)],
    store: Annotated[str | None, typer.Option(help="The PostgreSQL database; without it, SQLite.")] = None,
    milvus_url: Annotated[str, typer.Option(help="Where Milvus listens.")] = MILVUS_URL,
    every: Annotated[int, typer.Option(min=1, help="Ask each of so many questions.")] = 1,
) -> None:
    """Compare, and print the shares as one JSON document."""
    try:
        with tempfile.TemporaryDirectory() as copy:
            found = compared(gold, Place(Path(copy), store, Milvus(milvus_url)), every)
    except WoordelijkError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo(json.dumps(found, indent=2))


def compared(folder: Path, place: Place, every: int = 1) -> dict[str, float]:
    """The questions of a gold set asked of both: how many there are, and the shares with the same turns."""
    gold = load_gold(folder)
    pool = pool_of(gold, None)
    here = prepare(gold, pool, None, lambda _: None)
    build([pool.resolve()], place)
    questions = [Question(query.text, query.history) for query in gold.queries[::every]]
    one, other = (_first(where, questions) for where in (here, place))
    pairs = list(zip(one, other, strict=True))
    return {
        "questions": len(questions),
        "same_ten": round(sum(set(a) == set(b) for a, b in pairs) / len(pairs), 4),
        "same_order": round(sum(a == b for a, b in pairs) / len(pairs), 4),
        "shared": round(sum(len(set(a) & set(b)) / max(len(a), 1) for a, b in pairs) / len(pairs), 4),
    }


def _first(where: Place | Path, questions: Sequence[Question]) -> list[list[str]]:
    """The ids of the first turns for each question."""
    index = open_index(where)
    try:
        assistant = Assistant(index)
        assistant.warm_up()  # as it is served
        return [[found.turn.id for found in assistant.retrieve(question, FIRST)] for question in questions]
    finally:
        index.close()


if __name__ == "__main__":
    app(prog_name="python -m eval.agreement")
