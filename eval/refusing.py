"""Fits the score of answerability on development sets: ``python -m eval.refusing GOLD GOLD...``.

The sets' unanswerable questions are near misses: the topic is there, the answer is not. So that what is about
something else is refused as well, questions of one set that name nobody are also put to the other set's pool, where
they have no answer. A logistic function is fitted to tell these two kinds from questions that are answered; how well
it tells each kind is measured by folds. Changes nothing: the weights are written into `assistant.answerability` by
hand, with a line in eval/LOG.md.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer
from rich.console import Console
from rich.table import Table
from scipy.optimize import minimize

from assistant.answer import Question
from assistant.answerability import Signals, answerability
from assistant.assistant import WEIGHED, quotable
from assistant.retrieval import NO_FILTERS
from eval.gold import GoldSet, Query, load_gold
from eval.metrics import auroc
from eval.system import System, opened, pool_of, prepare

FOLDS = 10
DECAY = 0.3
BARS = (0.3, 0.4, 0.5, 0.6)
"""Thresholds at which refusals are counted."""

FITTED = ("title", "clear")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A question put to a pool: what it is (answered, near miss, foreign), and what was seen."""

    kind: str
    need: str
    signals: Signals


def cases(golds: list[GoldSet]) -> list[Case]:
    """All questions of the sets over their own pools, and those without names over each other's."""
    found = []
    for gold in golds:
        with opened(prepare(gold, pool_of(gold, None), None, lambda _: None)) as system:
            for query in gold.queries:
                kind = "answered" if query.id in gold.qrels else "near miss"
                found.append(Case(kind, f"{gold.name} {query.id.removesuffix('.' + query.lang)}", seen(system, query)))
            for other in golds:
                for query in other.queries if other is not gold else ():
                    if not system.assistant.understand(Question(query.text)).understood.speakers and not query.history:
                        need = f"{other.name} {query.id.removesuffix('.' + query.lang)}"
                        found.append(Case("foreign", need, seen(system, query)))
    return found


def seen(system: System, query: Query) -> Signals:
    """What the assistant judges a question by."""
    assistant = system.assistant
    asked = assistant.understand(Question(query.text, query.history))
    found = assistant.retriever.search(asked, assistant.retriever.scope(NO_FILTERS))
    evidence = assistant.retriever.evidence(found, WEIGHED)
    return assistant.judge.signals(found, evidence, quotable(evidence, asked.understood, assistant.index.layout))


def fit(signals: Floats, answered: npt.NDArray[np.bool_], weights: Floats) -> Floats:
    """Bias and weights, none of these negative, of the logistic function, (1 + signals,)."""
    with_bias = np.hstack([np.ones((len(signals), 1)), signals])
    sign = np.where(answered, 1.0, -1.0)

    def loss(values: Floats) -> tuple[float, Floats]:
        margin = sign * (with_bias @ values)
        gradient = -(weights * sign / (1 + np.exp(margin))) @ with_bias
        decay = np.array([0.0, *values[1:]])
        return float((weights * np.log1p(np.exp(-margin))).sum() + DECAY * decay @ decay / 2), gradient + DECAY * decay

    bounds = [(None, None), *[(0, None)] * signals.shape[1]]
    return np.asarray(minimize(loss, np.zeros(1 + signals.shape[1]), jac=True, bounds=bounds).x, dtype=np.float64)


def main(gold: Annotated[list[Path], typer.Argument(help="Folders of development sets.")]) -> None:
    """Fit the score of answerability, and say how well it tells questions apart."""
    console = Console(highlight=False)
    found = cases([load_gold(folder) for folder in gold])
    kinds = np.array([case.kind for case in found])
    names = [field.name for field in fields(Signals)]
    every = np.array([astuple(case.signals) for case in found])
    signals = every[:, [names.index(name) for name in FITTED]]
    answered = kinds == "answered"
    # Both sides count the same, and of what has no answer both kinds: a threshold of one half is fair to all.
    weights = np.where(answered, len(kinds) / 2 / answered.sum(), 0.0)
    for kind in ("near miss", "foreign"):
        weights[kinds == kind] = len(kinds) / 4 / (kinds == kind).sum()
    values = fit(signals, answered, weights)
    named = ", ".join(f"{name} {value:.2f}" for name, value in zip(FITTED, values[1:], strict=True))
    console.print(f"bias {values[0]:.2f}, {named}")
    needs = sorted({case.need for case in found})
    np.random.default_rng(7).shuffle(needs)
    fold = {need: number % FOLDS for number, need in enumerate(needs)}
    folds = np.array([fold[case.need] for case in found])
    scores = np.zeros(len(found))
    for number in range(FOLDS):
        inside = folds == number
        own = fit(signals[~inside], answered[~inside], weights[~inside])
        scores[inside] = 1 / (1 + np.exp(-(own[0] + signals[inside] @ own[1:])))
    floored = every[:, names.index("covered")] == 0
    scores = np.where(floored, np.minimum(scores, 0.3), scores)
    force = np.array([answerability(case.signals) for case in found])
    table = Table("questions", "number", "AUROC held out", "in force", *(f"refused at {bar}" for bar in BARS), box=None)
    for kind in ("near miss", "foreign", "answered"):
        some = kinds == kind
        told = [
            f"{auroc(each[answered].tolist(), each[some].tolist()):.3f}" if kind != "answered" else "-"
            for each in (scores, force)
        ]
        bars = [f"{(scores[some] < bar).mean():.2f} / {(force[some] < bar).mean():.2f}" for bar in BARS]
        table.add_row(kind, str(some.sum()), *told, *bars)
    console.print(table)
    console.print("refused: held out / in force")


if __name__ == "__main__":
    typer.run(main)
