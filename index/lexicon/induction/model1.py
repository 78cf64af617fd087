"""How often a word of one language stands for a word of another, counted over sentence pairs.

IBM Model 1 (Brown et al. 1993, "The Mathematics of Statistical Machine Translation"), run in both directions and
symmetrised: a pair of words counts as the geometric mean of what the two directions expect of it, so that a word that
merely keeps company with another is not taken for its translation. Sentences are sets of terms. Knows nothing of files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ITERATIONS = 6
LONGEST = 40
"""Terms a side. Longer pairs tell little of any one word."""

Counts = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class TermPair:
    """The terms of a sentence or dictionary entry and of its translation, and what it counts."""

    source: Sequence[str]
    target: Sequence[str]
    weight: float = 1.0


def expected_counts(pairs: Iterable[TermPair]) -> Counts:
    """How often each source term is expected to stand for each target term, in both directions at once."""
    forward, backward = _Table(), _Table()
    for pair in pairs:
        if 0 < len(pair.source) <= LONGEST and 0 < len(pair.target) <= LONGEST:
            forward.add(pair.source, pair.target, pair.weight)
            backward.add(pair.target, pair.source, pair.weight)
    there, back = forward.counts(), backward.counts()
    return {(s, t): (count * back[t, s]) ** 0.5 for (s, t), count in there.items() if (t, s) in back}


class _Table:
    """One direction: every (source, target) meeting of every sentence pair, in flat arrays."""

    LEAST = 1e-3

    def __init__(self) -> None:
        self._sources: dict[str, int] = defaultdict(lambda: len(self._sources))
        self._targets: dict[str, int] = defaultdict(lambda: len(self._targets))
        self._sources[""] = 0  # the empty word, for target terms that translate nothing
        self._source_ids: list[npt.NDArray[np.int32]] = []
        self._target_ids: list[npt.NDArray[np.int32]] = []
        self._weights: list[float] = []

    def add(self, source: Sequence[str], target: Sequence[str], weight: float) -> None:
        self._source_ids.append(np.array([0, *(self._sources[term] for term in dict.fromkeys(source))], dtype=np.int32))
        self._target_ids.append(np.array([self._targets[term] for term in dict.fromkeys(target)], dtype=np.int32))
        self._weights.append(weight)

    def counts(self) -> Counts:
        """Expected counts of (source, target) after the last iteration, without the smallest."""
        if not self._weights:
            return {}
        sizes = [len(source) for source in self._source_ids]
        widths = [len(target) for target in self._target_ids]
        # A token is a target term of one pair; its meetings are the pair's source terms, and lie together.
        token_sizes = np.repeat(sizes, widths)
        starts = np.concatenate([[0], np.cumsum(token_sizes)[:-1]])
        source = np.concatenate([np.tile(s, w) for s, w in zip(self._source_ids, widths, strict=True)])
        target = np.repeat(np.concatenate(self._target_ids), token_sizes)
        weight = np.repeat(np.repeat(np.array(self._weights), widths), token_sizes)
        keys, kind = np.unique(source.astype(np.int64) * len(self._targets) + target, return_inverse=True)
        of_source = keys // len(self._targets)
        probability: npt.NDArray[np.float64] = np.ones(len(keys))
        counts: npt.NDArray[np.float64] = probability
        for _ in range(ITERATIONS):
            chance = probability[kind]
            chance /= np.repeat(np.add.reduceat(chance, starts), token_sizes)
            counts = np.bincount(kind, chance * weight, minlength=len(keys)).astype(np.float64)
            probability = counts / np.bincount(of_source, counts)[of_source]
        names, translations = list(self._sources), list(self._targets)
        kept = np.flatnonzero((counts > self.LEAST) & (of_source > 0))
        return {(names[of_source[at]], translations[keys[at] % len(self._targets)]): float(counts[at]) for at in kept}
