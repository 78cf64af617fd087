"""The command ``python -m eval.bench GOLD``: the systems over the set's pool, one after another.

Tables go to stdout and progress to stderr; ``--json -`` writes one JSON document on stdout and nothing else. Exit
codes: 0 done, 1 could not (one line on stderr), 2 wrong usage.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.console import Console

from eval.bench.figures import Row, rows
from eval.bench.limit import Limit
from eval.bench.measuring import CUT, WHOLE, limits_of, measure
from eval.bench.pool import write_pools
from eval.bench.systems import require_all, versions
from eval.bench.table import WIDTH, print_limits, print_systems
from eval.gold import load_gold
from index.errors import WoordelijkError

STDOUT = Path("-")
TURNS = 2_000
"""Turns of the cut pool: enough for 102 of the 108 answerable questions of `vlaams-dev`, encoded in minutes."""

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

Gold = Annotated[Path, typer.Argument(help="Folder of the gold set, with its own pool.", show_default=False)]
Turns = Annotated[int, typer.Option("--pool", min=1, help="Turns of the pool that the transformer encodes.")]
Json = Annotated[Path | None, typer.Option("--json", help="Write the figures as JSON; - is stdout.")]


@app.command()
def main(gold: Gold, turns: Turns = TURNS, json_file: Json = None) -> None:
    """Measure this system and what a developer would build instead, in one run, alternating."""
    if json_file is not None and not json_file.parent.is_dir():
        raise typer.BadParameter(f"{json_file}: there is no such folder to write to")
    try:
        require_all()
        found, limits = compare(gold, turns)
    except WoordelijkError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    document = json.dumps(to_json(gold, found, limits), ensure_ascii=False, indent=2) + "\n"
    if json_file == STDOUT:
        sys.stdout.write(document)
        return
    if json_file is not None:
        json_file.write_text(document, encoding="utf-8")
    console = Console(width=WIDTH)
    print_systems(found, console)
    print_limits(limits, console)


def compare(folder: Path, turns: int) -> tuple[list[Row], list[Limit]]:
    """Measure everything: first over the cut pool what waits for the transformer, then the rest over the whole one.

    Raises:
        BenchError: a system failed, or the gold set cannot be used for this.
    """
    gold = load_gold(folder)
    with TemporaryDirectory(prefix="bench-") as made:
        workspace = Path(made)
        cut, whole = write_pools(gold, turns, workspace)
        found: list[Row] = []
        for others, pool in ((CUT, cut), (WHOLE, whole)):
            found += rows(measure(others, pool, folder, workspace, _tell), pool, gold)
        limits = [Limit(**one) for one in limits_of(whole, folder, workspace)]
    return found, limits


def to_json(gold: Path, found: Sequence[Row], limits: Sequence[Limit]) -> dict[str, Any]:
    """Rows and limits as they are (seconds, bytes), with what they were measured on."""
    return {
        "gold": gold.resolve().name,
        "cores": os.cpu_count(),
        "threads": os.environ.get("OMP_NUM_THREADS"),
        "versions": versions(),
        "rows": [asdict(row) for row in found],
        "limits": [asdict(limit) | {"least": limit.least, "ratio": limit.ratio} for limit in limits],
    }


def _tell(line: str) -> None:
    typer.echo(line, err=True)


if __name__ == "__main__":
    app(prog_name="python -m eval.bench")
