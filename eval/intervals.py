"""95% intervals of a mean, by resampling documents.

Questions about one document share its words, its speakers and often its judge (and one need asked in three
languages is three questions), so they are not independent draws. Whole documents are drawn instead of
questions. Knows nothing of what the figures mean.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

RESAMPLES = 1_000
SEED = 20_250_217


def interval(figures: Sequence[float], documents: Sequence[str]) -> tuple[float, float] | None:
    """The percentile bootstrap interval (2.5% to 97.5%) of the mean of `figures`.

    Each of `RESAMPLES` resamples draws as many documents as there are, with replacement, and takes the mean
    over the questions of the documents drawn, so a document counts by the number of its questions. The same
    input always gives the same interval. Source: Efron and Tibshirani, An Introduction to the Bootstrap
    (1993), chapter 13; resampling clusters: Field and Welsh, Bootstrapping clustered data (2007).

    Args:
        figures: one figure for each question.
        documents: the document of each question, in the same order.

    Returns:
        (low, high), or None with fewer than two documents: there is nothing to resample.
    """
    if len(figures) != len(documents):
        raise ValueError(f"{len(figures)} figures for {len(documents)} documents")
    names, inverse = np.unique(np.asarray(documents), return_inverse=True)
    if len(names) < 2:
        return None
    sums = np.bincount(inverse, weights=np.asarray(figures, dtype=np.float64))
    counts = np.bincount(inverse)
    drawn = np.random.default_rng(SEED).integers(len(names), size=(RESAMPLES, len(names)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return float(low), float(high)
