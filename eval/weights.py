"""Fits the weights of retrieval on development sets: ``python -m eval.weights GOLD... [--ablation]``.

Every question is searched once, and its candidates are a list to learn from (`eval.listwise`). What is printed beside
the weights is measured on questions that they were not fitted on, all languages of a question in one fold, so that
overfitting shows; with `--ablation` also what each signal is worth: the objective without it, fitted anew. Changes
nothing: the weights are written into `assistant.retrieval` by hand, with a line in eval/LOG.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from assistant.answer import Question
from assistant.retrieval import NO_FILTERS, Weights, signal_names
from eval.gold import load_gold
from eval.listwise import Floats, Marked, fit, held_out
from eval.metrics import hit, ndcg, recall
from eval.system import opened, pool_of, prepare


@dataclass(frozen=True, slots=True)
class Judged:
    """One question's candidates: ids (n,), the grades of its judged turns, and the list to learn from."""

    turns: list[str]
    grades: dict[str, int]
    marked: Marked

    def figures(self, weights: Floats) -> tuple[float, float, float]:
        """recall@10, hit@5 and nDCG@10 under these weights."""
        order = np.argsort(-(self.marked.signals @ weights), kind="stable")[:10]
        ranked = [self.turns[at] for at in order]
        return recall(ranked, self.grades, 10), hit(ranked, self.grades, 5), ndcg(ranked, self.grades, 10)


def judged(folder: Path) -> list[Judged]:
    """The answerable questions of a gold set with all candidates that retrieval weighs."""
    gold = load_gold(folder)
    found = []
    with opened(prepare(gold, pool_of(gold, None), None, lambda _: None)) as system:
        assistant = system.assistant
        turn_ids = assistant.index.turn_ids()
        for query in gold.queries:
            if query.id not in gold.qrels:
                continue
            asked = assistant.understand(Question(query.text, query.history))
            searched = assistant.retriever.search(asked, assistant.retriever.scope(NO_FILTERS))
            signals = np.stack([searched.signals[name] for name in signal_names()], axis=1)
            ids = [turn_ids[row] for row in searched.rows]
            need = query.id.removesuffix(f".{query.lang}")
            grades = dict(gold.qrels[query.id])
            gains = np.array([2.0 ** grades.get(turn, 0) - 1 for turn in ids])
            listed = Marked(f"{gold.name} {query.lang}", f"{gold.name} {need}", signals, gains)
            found.append(Judged(ids, grades, listed))
    return found


def by_group(questions: list[Judged], weights: list[Floats]) -> dict[str, Floats]:
    """Mean recall@10, hit@5 and nDCG@10 of each group, (3,), each question ranked by its own weights."""
    figures: dict[str, list[tuple[float, float, float]]] = {}
    for question, own in zip(questions, weights, strict=True):
        figures.setdefault(question.marked.group, []).append(question.figures(own))
    return {group: np.mean(values, axis=0) for group, values in figures.items()}


def objective(groups: dict[str, Floats]) -> float:
    """The mean over groups of recall@10 + hit@5 / 2 + nDCG@10."""
    return float(np.mean([found[0] + found[1] / 2 + found[2] for found in groups.values()]))


def main(
    gold: Annotated[list[Path], typer.Argument(help="Folders of development sets.")],
    ablation: Annotated[bool, typer.Option("--ablation", help="Also say what each signal is worth.")] = False,
) -> None:
    """Fit the weights of retrieval on development sets, and say what each signal is worth."""
    console = Console(highlight=False)
    questions = [question for folder in gold for question in judged(folder)]
    names = signal_names()
    every = np.ones(len(names), dtype=bool)
    lists = [question.marked for question in questions]
    weights = fit(lists, every)
    # Only ratios rank: on the scale of the weights in force, scores stay comparable to those of before.
    if named := weights[names.index("speaker")]:  # nothing where no question names anybody
        weights *= Weights().speaker / named
    outside = by_group(questions, held_out(lists, every))
    table = Table("signal", "in force", "fitted", "without it", box=None)
    for at, name in enumerate(names):
        cells = [name, f"{getattr(Weights(), name):.2f}", f"{weights[at]:.2f}"]
        if ablation:
            without = every.copy()
            without[at] = False
            less = by_group(questions, held_out(lists, without))
            cells.append(f"{objective(less) - objective(outside):+.4f}")
        table.add_row(*cells)
    console.print(table)
    force = np.array([getattr(Weights(), name) for name in names])
    for label, figures in (
        ("in force", by_group(questions, [force] * len(questions))),
        ("fitted", by_group(questions, [weights] * len(questions))),
        ("fitted, on questions held out", outside),
    ):
        groups = Table("set", "recall@10", "hit@5", "ndcg@10", box=None)
        for group, found in figures.items():
            groups.add_row(group, *(f"{figure:.3f}" for figure in found))
        console.print(f"\n{label}: objective {objective(figures):.4f}")
        console.print(groups)


if __name__ == "__main__":
    typer.run(main)
