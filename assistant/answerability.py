"""Whether the record answers a question at all: one score in [0, 1] from what retrieval saw.

A logistic function of two signals, fitted on the development sets (eval/LOG.md, "Refusing"), over a floor: where too
little of the question, or of relatives of its words, stands in the debates found, there is no answer. Knows nothing of
sentences.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

THRESHOLD = 0.5
"""Below it the question is not answered."""

LEAST_COVERED = 0.2
"""A debate that holds less of the question than this is about something else."""

LEAST_OWN = 0.45
"""Weight from which a variant of a word that the record knows counts as the word: itself, a part, another form."""

LEAST_VARIANT = 0.12
"""The same for a word that the record does not know: then the most distant related word, in a compound, counts too."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What the score is made of, each in [0, 1], all of the best few turns.

    `covered`: the share of the question's words, each by its worth, that stand, in some variant, in the turn, the turn
    before it, or the title; `title`: the cosine of the question to the title of the debate; `clear`: how
    far the best turn stands above the tenth, 1 for `FAR` or more.
    """

    covered: float
    title: float
    clear: float


FAR = 3.0
"""Of the score of retrieval: the distance of best and tenth turn beyond which more says nothing."""


def answerability(signals: Signals) -> float:
    """How likely it is that the record answers."""
    score = 1 / (1 + math.exp(-(-1.07 + 4.5 * signals.title + 4.1 * signals.clear)))
    return score if signals.covered >= LEAST_COVERED else min(score, 0.3)
