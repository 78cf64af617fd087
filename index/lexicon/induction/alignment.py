"""Which sentences of a text and its translation belong together, by their lengths alone.

Gale and Church 1993, "A Program for Aligning Sentences in Bilingual Corpora": the likeliest way through both texts in
which a sentence is translated by one, by two, or by none. Knows nothing of words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

VARIANCE = 6.8
"""Of a translation's length, per character; this and the chances below are those of the article."""

CHANCES = {(1, 1): 0.89, (1, 0): 0.00495, (0, 1): 0.00495, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}


def align(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[str, str]]:
    """Stretches of one or two sentences with their translations; sentences without any are left out."""
    costs: dict[tuple[int, int], float] = {(0, 0): 0.0}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(ours) + 1):
        for j in range(len(theirs) + 1):
            for (a, b), chance in CHANCES.items():
                if i < a or j < b or (i - a, j - b) not in costs:
                    continue
                length, other = sum(map(len, ours[i - a : i])), sum(map(len, theirs[j - b : j]))
                cost = costs[i - a, j - b] + _surprise(length, other) - math.log(chance)
                if cost < costs.get((i, j), math.inf):
                    costs[i, j], came[i, j] = cost, (a, b)
    at, found = (len(ours), len(theirs)), []
    while at != (0, 0):
        a, b = came[at]
        if a and b:
            found.append((" ".join(ours[at[0] - a : at[0]]), " ".join(theirs[at[1] - b : at[1]])))
        at = at[0] - a, at[1] - b
    return found[::-1]


def _surprise(length: int, other: int) -> float:
    """How unlikely, as -log, that a stretch of one length translates one of the other."""
    deviation = abs(length - other) / math.sqrt(VARIANCE * max((length + other) / 2, 1.0))
    return -math.log(max(math.erfc(deviation / math.sqrt(2)), 1e-30))
