"""The command ``python -m eval GOLD``: asks a gold set's questions and says how well they were answered.

Tables go to stdout and progress to stderr; ``--json -`` writes one JSON document on stdout and nothing else.
Exit codes: 0 done, 1 could not (one line on stderr), 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from eval.gold import GoldSet, check_pool, load_gold
from eval.outcomes import Outcome, ask_all
from eval.report import print_tables, write_report
from eval.runs import write_run
from eval.scoring import Evaluation, evaluate
from index.errors import WoordelijkError
from index.place import Place, configured

STDOUT = Path("-")

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

Gold = Annotated[Path, typer.Argument(help="Folder of the gold set.", show_default=False)]
Corpus = Annotated[Path | None, typer.Option(help="The pool, instead of the set's own.")]
IndexDirectory = Annotated[Path | None, typer.Option(help="An index directory that is the pool.")]
Encoder = Annotated[str | None, typer.Option(help="Name or folder of the encoder for the pool.")]
Json = Annotated[Path | None, typer.Option("--json", help="Write the figures as JSON; - is stdout.")]
Run = Annotated[Path | None, typer.Option(help="Write what was found as a TREC run.")]
Report = Annotated[Path | None, typer.Option(help="Write a page with plots and the worst questions.")]


@app.command()
def main(
    gold: Gold,
    corpus: Corpus = None,
    index: IndexDirectory = None,
    encoder: Encoder = None,
    json_file: Json = None,
    run: Run = None,
    report: Report = None,
) -> None:
    """Ask the questions of a gold set, and measure what is found, quoted and refused."""
    if index is not None and (corpus is not None or encoder is not None):
        raise typer.BadParameter("an index has its own pool and encoder: leave out --corpus and --encoder")
    for path in (json_file, run, report):
        if path is not None and not path.parent.is_dir():
            raise typer.BadParameter(f"{path}: there is no such folder to write to")
    try:
        evaluation = measure(load_gold(gold), corpus, index, encoder)
        if run is not None:
            write_run(run, as_run(evaluation.outcomes), tag="woordelijk")
    except WoordelijkError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    if report is not None:
        write_report(evaluation, report)
    document = json.dumps(evaluation.to_json(), ensure_ascii=False, indent=2) + "\n"
    if json_file == STDOUT:
        sys.stdout.write(document)
        return
    if json_file is not None:
        json_file.write_text(document, encoding="utf-8")
    print_tables(evaluation, Console())


def measure(gold: GoldSet, corpus: Path | None, index: Path | None, encoder: str | None) -> Evaluation:
    """Build or open the pool, ask every question, and score the outcomes, with progress on stderr."""
    # Imported here because it loads the search libraries: --help and a malformed gold set need none of them.
    from eval.system import opened, pool_of, prepare

    if index is None:
        pool = pool_of(gold, corpus)
        with _task("passages", None) as advance:
            place = Place(prepare(gold, pool, encoder, advance))
    else:
        place = configured(index)
    with opened(place) as system, _task("questions", len(gold.queries)) as advance:
        check_pool(gold, system.documents)
        outcomes = ask_all(system.assistant, gold.queries, advance)
        return evaluate(gold, outcomes, system.documents, encoder=system.encoder, index=system.index)


def as_run(outcomes: Sequence[Outcome]) -> dict[str, list[tuple[str, float]]]:
    """What was found in the whole pool, as a run."""
    return {
        outcome.query.id: [(evidence.turn.id, evidence.score) for evidence in outcome.found] for outcome in outcomes
    }


@contextmanager
def _task(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A line of progress on stderr; the function that it gives is told how many are done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.update(task, completed=done)


if __name__ == "__main__":
    app(prog_name="python -m eval")
