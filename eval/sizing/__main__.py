"""The command ``python -m eval.sizing FILE... --gold GOLD --sizes 10000,100000``: a table of how an index grows.

The files are turns (`.jsonl.xz`). A size is a number of passages; where the files have fewer, the rest is drawn from
their turns (`records`). Everything is built in a folder that is removed at the end.
"""

from __future__ import annotations

import itertools
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from eval.sizing.processes import watched
from eval.sizing.records import drawn, sittings, write
from index.errors import WoordelijkError

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.command()
def main(
    files: Annotated[list[Path], typer.Argument(help="Files of turns, .jsonl.xz.", show_default=False)],
    gold: Annotated[list[Path], typer.Option(help="Gold sets whose questions are asked.")],
    sizes: Annotated[str, typer.Option(help="Passages, separated by commas.")] = "10000,100000",
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures as JSON.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Where to build; it must have room.")] = None,
) -> None:
    """Build records of these sizes and measure each."""
    found = []
    try:
        for size in map(int, sizes.split(",")):
            found.append(measured(files, gold, size, folder))
            print(json.dumps(found[-1]), file=sys.stderr)
    except WoordelijkError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    if json_file is not None:
        json_file.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print_table(found)


def measured(files: list[Path], gold: list[Path], size: int, folder: Path | None) -> dict[str, Any]:
    """The figures of one size."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        real = list(sittings(files))
        turns, text = write(place / "turns", itertools.chain(real, drawn(real)), size)
        held = sum(map(len, real))
        del real
        index = place / "index"
        build = watched([sys.executable, "-m", "index", "build", str(place / "turns"), "--index", str(index)], place)
        shutil.rmtree(place / "turns")
        disk = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
        ask = watched([sys.executable, "-m", "eval.sizing.asking", str(index), *map(str, gold)], place)
        return {
            "size": size, "real_share": round(min(1.0, held / turns), 3), "text_mb": round(text / 1e6, 1),
            "build_s": round(build.seconds, 1), "build_mb": round(build.memory / 1e6),
            "disk_mb": round(disk / 1e6, 1), "disk_of_text": round(disk / text, 2), "serve_mb": round(ask.memory / 1e6),
            **json.loads(ask.output.strip().splitlines()[-1]),
        }  # fmt: skip


def print_table(found: list[dict[str, Any]]) -> None:
    """The figures, a column a size."""
    table = Table("", *(f"{row['size']:,}" for row in found), box=None)
    for name in found[0] if found else ():
        if name != "size":
            table.add_row(name, *(_shown(row[name]) for row in found))
    Console().print(table)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return " / ".join(str(one) for one in value.values())
    return f"{value:,}" if isinstance(value, int | float) else str(value)


if __name__ == "__main__":
    app(prog_name="python -m eval.sizing")
