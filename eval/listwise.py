"""Weights of signals learned from lists, of which people marked what is right: a linear model, none negative.

The weights minimise the cross-entropy between the marks and the softmax of the scores over each list (ListNet, Cao et
al. 2007, https://www.microsoft.com/en-us/research/publication/learning-to-rank-from-pairwise-approach-to-listwise-approach/),
each group of lists counting the same. Knows nothing of what the signals are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

FOLDS = 6
DECAY = 0.01
"""Of the squared weights, beside the cross-entropy, when signals are put on one scale."""

Floats = npt.NDArray[np.float64]
Used = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Marked:
    """One list: signals (n, signals) and what each entry is worth, (n,), none negative.

    `need` is the same for the same question in several languages, so that it is never both learned from and measured.
    """

    group: str
    need: str
    signals: Floats
    gains: Floats


def fit(lists: Sequence[Marked], used: Used) -> Floats:
    """The weights of the signals in use, (signals,), 0 for the others."""
    signals = np.concatenate([marked.signals for marked in lists]) * used
    spread = signals.std(axis=0) + 1e-9
    scaled = signals / spread
    sizes = [len(marked.gains) for marked in lists]
    first = np.cumsum([0, *sizes[:-1]])
    share = Counter(marked.group for marked in lists)
    target = np.concatenate([m.gains / max(m.gains.sum(), 1.0) / share[m.group] for m in lists])
    mass = np.repeat(np.add.reduceat(target, first), sizes)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = scaled @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, first), sizes)
        odds = np.exp(scores)
        totals = np.repeat(np.add.reduceat(odds, first), sizes)
        value = -(target * (scores - np.log(totals))).sum() + DECAY * (weights**2).sum()
        return float(value), (mass * odds / totals - target) @ scaled + 2 * DECAY * weights

    found = minimize(loss, np.zeros(len(used)), jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(used))
    return np.asarray(found.x / spread * used, dtype=np.float64)


def held_out(lists: Sequence[Marked], used: Used, seed: int = 7) -> list[Floats]:
    """For each list the weights fitted without it, (signals,) each: by folds, all lists of a need in one."""
    needs = sorted({marked.need for marked in lists})
    np.random.default_rng(seed).shuffle(needs)
    fold = {need: number % FOLDS for number, need in enumerate(needs)}
    fitted = [fit([marked for marked in lists if fold[marked.need] != number], used) for number in range(FOLDS)]
    return [fitted[fold[marked.need]] for marked in lists]
