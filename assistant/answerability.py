"""Whether the record answers a question at all: one score in [0, 1] from what retrieval saw.

A logistic function of two signals, fitted on the development sets (eval/LOG.md, "refusing"), and a floor under it. All
signals are independent of the record's size. Knows nothing of sentences.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

THRESHOLD = 0.5
"""Below it the question is not answered."""

LEAST_COVERED = 0.15
"""A turn that, with the debate around it, holds less of the question than this does not answer it."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What the score is made of, each in [0, 1], all of the best few turns.

    `found`: how much of the question is left when its most telling missing word is taken away, 1 if none is missing;
    `title`: the cosine of the question to the title of the debate; `covered`: the share of the question's worth that
    stands in the turn, the turn before it, or the title.
    """

    found: float
    title: float
    covered: float


def answerability(signals: Signals) -> float:
    """How likely it is that the record answers."""
    score = 1 / (1 + math.exp(-(-0.48 + 1.1 * signals.found + 3.7 * signals.title)))
    return score if signals.covered >= LEAST_COVERED else min(score, 0.3)
