"""Late interaction: how much of a question, token by token, has something near it anywhere in a turn.

The sum over the question's tokens of the largest cosine to any token of the turn (MaxSim of ColBERT, Khattab and
Zaharia 2020, https://arxiv.org/abs/2004.12832), here over the static vectors of the bundled encoder, each token
weighing as much as its vector is long. A passage's one vector blurs what this still sees: that each single word of the
question has its counterpart, in whatever language. Knows nothing of scores other than its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.encoders.static import StaticEncoder


class LateInteraction:
    """MaxSim over the token vectors of a static encoder."""

    def __init__(self, encoder: StaticEncoder) -> None:
        self._encoder = encoder

    def scores(self, question: str, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        """The share of the question's tokens, by weight, that each text has something near to, (len(texts),)."""
        asked = self._encoder.tokens([question])[0]
        told = self._encoder.tokens(texts)
        if len(asked) == 0 or not texts:
            return np.zeros(len(texts))
        vectors = self._encoder.token_vectors(asked)
        worth = np.linalg.norm(vectors, axis=1)
        # A text without tokens gets one that is near to nothing, so that every text has a stretch of its own.
        flat = np.concatenate([ids if len(ids) else np.array([-1]) for ids in told])
        starts = np.cumsum([0, *(max(len(ids), 1) for ids in told)])[:-1]
        distinct, at = np.unique(flat, return_inverse=True)
        near = np.maximum(_unit(vectors) @ _unit(self._encoder.token_vectors(np.maximum(distinct, 0))).T, 0.0)
        near[:, distinct < 0] = 0.0
        best = np.maximum.reduceat(near[:, at], starts, axis=1)
        return np.asarray((worth @ best) / max(float(worth.sum()), 1e-9), dtype=np.float64)


def _unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return np.asarray(vectors / lengths, dtype=np.float32)
