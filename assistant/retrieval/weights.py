"""What each signal of a turn counts. Knows nothing of how signals are found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal counts. All signals lie about in [0, 1]; see eval/LOG.md for how the weights were found."""

    words: float = 0.9  # BM25 of the turn's best passage, as a share of the best of all
    meaning: float = 0.9  # cosine of the turn's best passage
    words_around: float = 0.6  # the neighbours' shares of the two
    meaning_around: float = 1.6
    title: float = 0.7  # cosine of the agenda item's or sitting's title
    speaker: float = 1.6  # the turn is by somebody named in the question, or of a party that it names
    addressed: float = 1.8  # it stands beside a turn of the person to whom it is said to have been said
    sitting: float = 1.7  # the sitting is of the period, the committee or the parliament that the question names
    late: float = 3.1  # the share of the question that the turn tells, token by token; of the best turns only
    asks: float = 0.8  # the turn's share of questions, for "what did X ask"; against it for every other question
    judged: float = 2.0  # what a cross-encoder says, where one is set; not fitted, for none comes with the program
    form: float = 0.6  # the best passage has the form of an answer: a figure for "how much", a date for "when"

    def total(self, signals: Mapping[str, Floats]) -> Floats:
        """The signals' weighted sum, (n,), of signals (n,) by name."""
        total: Floats = np.zeros(len(next(iter(signals.values()))))
        for name, signal in signals.items():
            total += getattr(self, name) * signal
        return total


def signal_names() -> list[str]:
    """The signals that every search has, in the order of `Weights`."""
    return [field.name for field in fields(Weights) if field.name != "judged"]
