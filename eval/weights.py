"""Fits the weights of retrieval on development sets: ``python -m eval.weights GOLD...``.

Every question is searched once; the signals of all its candidates are kept, so that other weights cost a matrix
product. Coordinate ascent from the weights in force, over all sets and languages alike: the objective is the mean,
over the groups of one set and one language, of recall@10 + hit@5 / 2 + nDCG@10. Also prints what each signal is worth:
the objective without it, and with it alone. Changes nothing: the weights are written into `assistant.retrieval` by
hand, with a line in eval/LOG.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer
from rich.console import Console
from rich.table import Table

from assistant.answer import Question
from assistant.retrieval import NO_FILTERS, Weights, signal_names
from eval.gold import load_gold
from eval.metrics import hit, ndcg, recall
from eval.system import opened, pool_of, prepare

STEPS = (0.0, 0.5, 0.75, 0.9, 1.1, 1.33, 2.0, -1.0)
"""What a weight is tried at, as factors of what it is; one that is nothing is tried at these times `BEGIN`."""

BEGIN = 0.2
ROUNDS = 6
LEAST_GAIN = 1e-4

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """One question's candidates: ids (n,), signals (n, signals), and the grades of its judged turns."""

    group: str
    turns: list[str]
    signals: Floats
    grades: dict[str, int]

    def figures(self, weights: Floats) -> tuple[float, float, float]:
        """recall@10, hit@5 and nDCG@10 under these weights."""
        order = np.argsort(-(self.signals @ weights), kind="stable")[:10]
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
            found.append(Judged(f"{gold.name} {query.lang}", ids, signals, dict(gold.qrels[query.id])))
    return found


def by_group(questions: list[Judged], weights: Floats) -> dict[str, Floats]:
    """Mean recall@10, hit@5 and nDCG@10 of each group, (3,)."""
    figures: dict[str, list[tuple[float, float, float]]] = {}
    for question in questions:
        figures.setdefault(question.group, []).append(question.figures(weights))
    return {group: np.mean(values, axis=0) for group, values in figures.items()}


def objective(questions: list[Judged], weights: Floats) -> float:
    """What is maximised."""
    groups = by_group(questions, weights).values()
    return float(np.mean([found[0] + found[1] / 2 + found[2] for found in groups]))


def fit(begin: Floats, value: Callable[[Floats], float], seed: int = 7) -> Floats:
    """Coordinate ascent: each weight in turn is set to the best of its steps, until nothing gains."""
    rng = np.random.default_rng(seed)
    weights, best = begin.copy(), value(begin)
    for _ in range(ROUNDS):
        before = best
        for at in rng.permutation(len(weights)):
            for step in STEPS:
                tried = weights.copy()
                tried[at] = weights[at] * step if weights[at] else BEGIN * step
                reached = value(tried)
                if reached > best + LEAST_GAIN:
                    weights, best = tried, reached
        if best == before:
            break
    return weights


def main(
    gold: Annotated[list[Path], typer.Argument(help="Folders of development sets.")],
    only: Annotated[bool, typer.Option("--ablation", help="Do not fit: only say what each signal is worth.")] = False,
) -> None:
    """Fit the weights of retrieval on development sets, and say what each signal is worth."""
    console = Console(highlight=False)
    questions = [question for folder in gold for question in judged(folder)]
    names = signal_names()
    weights = np.array([getattr(Weights(), name) for name in names])
    if not only:
        weights = fit(weights, lambda tried: objective(questions, tried))
    whole = objective(questions, weights)
    table = Table("signal", "weight", "without it", "alone", box=None)
    for at, name in enumerate(names):
        without, alone = weights.copy(), np.zeros_like(weights)
        without[at], alone[at] = 0.0, weights[at]
        table.add_row(
            name,
            f"{weights[at]:.3f}",
            f"{objective(questions, without) - whole:+.4f}",
            f"{objective(questions, alone):.4f}",
        )
    console.print(table)
    console.print(f"objective {whole:.4f}")
    groups = Table("set", "recall@10", "hit@5", "ndcg@10", box=None)
    for group, figures in by_group(questions, weights).items():
        groups.add_row(group, *(f"{figure:.3f}" for figure in figures))
    console.print(groups)


if __name__ == "__main__":
    typer.run(main)
