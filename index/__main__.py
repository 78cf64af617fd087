"""The index's command line: build, add, work, remove, migrate, show and check."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import WoordelijkError
from index.place import Place, configured, configured_elsewhere

if TYPE_CHECKING:
    from index.build import BuildReport, Progress

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

Paths = Annotated[list[Path], typer.Argument(help="Files, folders or archives, of any format that is read.")]
Directory = Annotated[Path, typer.Option("--index", help="Index directory.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
EncoderName = Annotated[
    str | None,
    typer.Option(help="A sentence-transformers model, by folder or hub name; default: the bundled one."),
]


Queue = Annotated[
    bool, typer.Option("--queue", help="Leave the vectors to workers: what is read is searched when they are done.")
]


@app.callback()
def main() -> None:
    """Reads transcripts into an index."""


@app.command("build")
def build_command(
    paths: Paths, index: Directory, encoder: EncoderName = None, queue: Queue = False, as_json: Json = False
) -> None:
    """Build an index from files, folders or archives; what is unchanged is skipped."""
    with _one_line():
        place = configured(index)
    _build(paths, place, encoder, queue, as_json)


@app.command()
def add(paths: Paths, index: Directory, queue: Queue = False, as_json: Json = False) -> None:
    """Add files to an index that is there."""
    from index.manifest import Manifest
    from index.record import Record

    with _one_line():
        place = configured(index)
        with closing(Record(place.record)) as record:
            Manifest.read(record)
    _build(paths, place, None, queue, as_json)


@app.command("work")
def work_command(
    index: Directory,
    lease: Annotated[int, typer.Option(min=1, help="Seconds for a sitting, then another worker takes it.")] = 600,
    wait: Annotated[bool, typer.Option("--wait", help="Stay when the queue is empty.")] = False,
    as_json: Json = False,
) -> None:
    """Find the vectors of what `build --queue` left to workers; any number of them, on any machine."""
    import signal

    from rich.console import Console

    from index.work import WorkReport, work

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is leased goes back to the queue
    with _one_line(), Console(stderr=True).status("looking for work") as status:

        def tell(report: WorkReport) -> None:
            status.update(f"{report.sittings:,} sittings, {report.passages:,} passages")

        report = work(configured(index), lease, wait, tell)
    if as_json:
        _write_json(asdict(report) | {"seconds": round(report.seconds, 2)})
    else:
        typer.echo(f"{report.sittings:,} sittings, {report.passages:,} passages in {report.seconds:.1f} s")
    if report.given_up:
        typer.echo(
            f"woordelijk: {report.given_up} sittings were tried too often and are given up; remove them and add their "
            "files again",
            err=True,
        )
        raise typer.Exit(1)


@app.command()
def migrate(index: Directory) -> None:
    """Bring the tables of an older index up to this version of the program."""
    from index.record.database import migrate

    with _one_line():
        changed = migrate(configured(index).record)
    typer.echo("the tables are brought up" if changed else "the tables are up to date")


@app.command()
def remove(
    names: Annotated[list[str], typer.Argument(help="Ids of sittings, or names of files as `show` gives them.")],
    index: Directory,
) -> None:
    """Remove sittings or files from an index."""
    from index.build import remove as remove_names

    with _one_line():
        missing = remove_names(names, configured(index))
    if missing:
        typer.echo(f"woordelijk: not in {index}: {', '.join(missing)}", err=True)
        raise typer.Exit(1)


@app.command()
def show(
    sitting: Annotated[str | None, typer.Argument(help="Id of a sitting; without it, the whole index.")] = None,
    index: Annotated[Path | None, typer.Option(help="Index directory; without it, the demo record.")] = None,
    as_json: Json = False,
) -> None:
    """Show what is in an index, or one sitting's turns in order."""
    from index import showing
    from index.demo import place_or_demo
    from index.store import open_index

    with _one_line(), closing(open_index(place_or_demo(index, configured_elsewhere()))) as opened:
        if sitting is None:
            summary = showing.summary(opened)
            _write_json(summary) if as_json else showing.print_summary(summary)
        else:
            found = showing.sitting(opened, sitting)
            _write_json(showing.sitting_json(opened, found)) if as_json else showing.print_sitting(found)


@app.command()
def check(paths: Paths, as_json: Json = False) -> None:
    """Say what would be read, and what not, without writing anything."""
    from index import showing

    with _one_line():
        files = showing.check(paths)
    _write_json(files) if as_json else showing.print_check(files)
    if any(file["error"] for file in files):
        raise typer.Exit(1)


def _build(paths: list[Path], place: Place, encoder: str | None, queue: bool, as_json: bool) -> None:
    from index.build import build

    with _one_line(), _progress() as progress:
        report = build(paths, place, encoder, progress, queue)
    for error in report.refused:
        typer.echo(f"woordelijk: {error}", err=True)
    if as_json:
        _write_json(_report_json(report))
    else:
        typer.echo(
            f"{len(report.files_read)} files read, {len(report.files_unchanged)} unchanged, "
            f"{len(report.refused)} refused: {report.sittings:,} sittings, {report.turns:,} turns, "
            f"{report.passages:,} passages in {report.seconds:.1f} s"
            + (". Their vectors are left to workers: python -m index work" if queue and report.passages else "")
        )
    if report.refused:
        raise typer.Exit(1)


def _report_json(report: BuildReport) -> dict[str, Any]:
    return {
        "files_read": report.files_read,
        "files_unchanged": report.files_unchanged,
        "refused": [{"file": e.file, "place": e.place, "reason": e.reason} for e in report.refused],
        "sittings": report.sittings,
        "turns": report.turns,
        "passages": report.passages,
        "removed_passages": report.removed_passages,
        "seconds": round(report.seconds, 2),
    }


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """A line on stderr with files done, passages a second and the time left; silent where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    console = Console(stderr=True)
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("files", rate="")

        def tell(state: Progress) -> None:
            rate = f"{state.passages / state.seconds:,.0f} passages/s" if state.seconds > 0.5 else ""
            bar.update(task, total=state.files, completed=state.done, description=state.name[-40:], rate=rate)

        yield tell


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except (WoordelijkError, OSError) as error:  # such as a disk that is full, or a directory not ours to write
        typer.echo(f"woordelijk: {error}", err=True)
        raise typer.Exit(1) from error


def _write_json(document: Any) -> None:
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    app(prog_name="python -m index")
