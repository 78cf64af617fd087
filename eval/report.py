"""An evaluation for people: a table for the terminal, and a page that needs nothing but itself.

The page holds its style and plots, asks nothing of the network and runs no script. Words of the record and of
questions are escaped. Knows nothing of how figures were found.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from rich import box
from rich.console import Console
from rich.table import Table

from eval import plots
from eval.metrics import NAMES
from eval.outcomes import DEPTH
from eval.scoring import Evaluation, Group, Score

WORST = 20
"""How many questions the page lists as the worst."""

WITH_INTERVAL = "recall@10"
"""The metric that is shown with its interval, and drawn."""


def print_tables(evaluation: Evaluation, console: Console) -> None:
    """The table of groups, and under it refusal and latency."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=0)
    table.add_column("group", no_wrap=True, overflow="ellipsis", vertical="bottom")
    table.add_column("n", justify="right", no_wrap=True, vertical="bottom")
    before = ""
    for name in NAMES:
        family, at, depth = name.partition("@")
        above = family if family != before else ""
        heading = name.replace("-", "-\n") if "-" in name else f"{above}\n{at}{depth}"
        table.add_column(heading, justify="right", no_wrap=True)
        before = family
        if name == WITH_INTERVAL:
            table.add_column("95%\ninterval", justify="center", no_wrap=True, style="dim")
    for group in evaluation.groups:
        cells = [group.name, str(group.questions)]
        for name in NAMES:
            cells.append(figure(group.means[name]))
            if name == WITH_INTERVAL:
                cells.append(span(group.intervals[name]))
        table.add_row(*cells, end_section=group.name == "all")
    console.print(table)
    for line in summary(evaluation):
        console.print(line, highlight=False, markup=False)


def summary(evaluation: Evaluation) -> list[str]:
    """Lines on refusal (where it was measured), latency and what was measured."""
    lines = []
    if evaluation.auroc is not None:
        without = len(evaluation.outcomes) - len(evaluation.scores)
        lines.append(
            f"refusal: AUROC {figure(evaluation.auroc)}, F1 {figure(evaluation.refusal_f1)} "
            f"({without} of {len(evaluation.outcomes)} questions have no answer in the pool)"
        )
    for label, what in (("search", "finding turns"), ("answer", "the whole answer")):
        times = evaluation.latency_ms[label]
        lines.append(f"{what}: p50 {times['p50']:.0f} ms, p95 {times['p95']:.0f} ms a question")
    lines.append(f"encoder {evaluation.encoder}, index {evaluation.index}")
    return lines


def write_report(evaluation: Evaluation, path: Path) -> None:
    """Write the page of this evaluation to `path`."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["figure"], environment.filters["span"] = figure, span
    page = environment.get_template("report.html.jinja").render(
        evaluation=evaluation,
        summary=summary(evaluation),
        names=NAMES,
        with_interval=WITH_INTERVAL,
        depth=DEPTH,
        bars=[(group, _bar(group)) for group in evaluation.groups],
        ranks=_ranks(evaluation.scores),
        answerability=_answerability(evaluation),
        worst=worst(evaluation.scores),
    )
    path.write_text(page, encoding="utf-8")


def figure(value: float | None) -> str:
    """Three decimals without the zero before them (".584", "1.00"), "-" for what was not measured."""
    return "-" if value is None else f"{value:.3f}".removeprefix("0")[:4]


def span(low_high: tuple[float, float] | None) -> str:
    """An interval with two decimals (".51-.66"), "-" for none."""
    return "-" if low_high is None else "\N{EN DASH}".join(f"{end:.2f}".removeprefix("0") for end in low_high)


def worst(scores: Sequence[Score]) -> list[Score]:
    """The `WORST` questions of lowest nDCG@10 below 1, in the order of the set where equal."""
    return sorted(
        (score for score in scores if (score.figures["ndcg@10"] or 0) < 1),
        key=lambda score: score.figures["ndcg@10"] or 0,
    )[:WORST]


def _bar(group: Group) -> Markup:
    mean, low_high = group.means[WITH_INTERVAL], group.intervals[WITH_INTERVAL]
    title = f"{group.name}: {WITH_INTERVAL} {figure(mean)}, 95% interval {span(low_high)}"
    return plots.bar(mean or 0, low_high, title)


def _ranks(scores: Sequence[Score]) -> Markup:
    """At which rank the first relevant turn stands; the last column is "not among them"."""
    ranks = [score.rank for score in scores]
    counts = [*(ranks.count(rank) for rank in range(1, DEPTH + 1)), ranks.count(None)]
    labels = [str(rank) if rank in (1, 5, 10, 15) else "" for rank in range(1, DEPTH + 1)]
    title = f"First relevant turn at rank 1: {counts[0]} questions; not among {DEPTH}: {counts[-1]}"
    return plots.histogram(counts, [*labels, "none"], title)


def _answerability(evaluation: Evaluation) -> Markup | None:
    """Scores of answerable questions above, of unanswerable ones below; None where none is unanswerable."""
    if evaluation.auroc is None:
        return None
    above = [outcome.answer.score for outcome in evaluation.outcomes if outcome.query.answerable]
    below = [outcome.answer.score for outcome in evaluation.outcomes if not outcome.query.answerable]
    return plots.mirrored(above, below, f"Answerability scores; AUROC {figure(evaluation.auroc)}")
