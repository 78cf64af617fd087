"""Whether a reply has more of what was asked than replies of other sittings have.

How near a reply must come to a question to be its reply differs from record to record and with the length of both. So
what counts is the share of other replies that come as near: a sample of the record's replies, each compared as the
reply itself is. The reply of another sitting is one of them, and passes in as many cases as the share allows. Knows
nothing of passages; by the bundled encoder, whatever encoder the index has, for it is quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.encoders import Encoder
from index.exchanges import Part
from index.sentences import sentence_spans
from index.store import Index

SAMPLE = 300
"""Replies of the record that are compared with, at most."""

SEED = 2

QUESTION, QUESTIONS, OPENING, TITLE = 0.5, 0.5, 1.0, 0.5
"""What counts towards nearness: the cosine of the question to the reply's nearest sentence, the mean of that over all
questions of the intervention, the cosines of its opening words and of the title to the whole reply (eval/LOG.md)."""

Floats = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared with replies: the questions put (q), the words of the intervention they stand in, the title."""

    questions: Sequence[str]
    opening: str
    title: str


@dataclass(frozen=True, slots=True)
class _Texts:
    """n texts as vectors: their sentences (s, dimensions), where each text's begin, (n,), the texts whole (n, d)."""

    sentences: Vectors
    starts: npt.NDArray[np.int64]
    whole: Vectors


class Likeness:
    """Compares replies with those of the rest of one opened index."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self._index, self._encoder = index, encoder

    def shares(self, asked: Asked, replies: Sequence[str], sitting: str) -> Floats:
        """For each question the share of replies of other sittings that come as near as the nearest of these, (q,): 0
        where none does, or where the record has no others."""
        vectors = self._encoder.encode_questions([*asked.questions, asked.opening, asked.title])
        of, compared = self._sample
        elsewhere = np.array([name != sitting for name in of], dtype=bool)
        if not elsewhere.any():
            return np.zeros(len(asked.questions))
        own = _nearness(vectors, self._texts(replies)).max(axis=1, keepdims=True)
        shares: Floats = (_nearness(vectors, compared)[:, elsewhere] >= own).mean(axis=1)
        return shares

    @cached_property
    def _sample(self) -> tuple[list[str], _Texts]:
        """Replies drawn from the record, by a fixed seed, and the sitting of each."""
        rows = np.flatnonzero(self._index.layout.part == Part.REPLY)
        if len(rows) > SAMPLE:
            rows = np.sort(np.random.default_rng(SEED).choice(rows, SAMPLE, replace=False))
        turns = list(self._index.turns(rows.tolist()).values())
        return [turn.sitting_id for turn in turns], self._texts([turn.text for turn in turns])

    def _texts(self, texts: Sequence[str]) -> _Texts:
        cut = [[text[start:end] for start, end in sentence_spans(text)] for text in texts]
        starts = np.cumsum([0, *(len(sentences) for sentences in cut)])[:-1]
        flat = [sentence for sentences in cut for sentence in sentences]
        return _Texts(self._encoder.encode_passages(flat), starts, self._encoder.encode_passages(list(texts)))


def _nearness(vectors: Vectors, texts: _Texts) -> Floats:
    """How near each of n texts comes to each question, (q, n); the last two vectors are of opening and title."""
    best = np.maximum.reduceat(vectors[:-2] @ texts.sentences.T, texts.starts, axis=1)
    opening, title = vectors[-2:] @ texts.whole.T
    near: Floats = QUESTION * best + QUESTIONS * best.mean(axis=0) + OPENING * opening + TITLE * title
    return near
