"""Late interaction: how much of a question, token by token, a passage and the debate around it have something near to.

Each token of the question is matched with the nearest token of a text, whatever its language (MaxSim of ColBERT,
Khattab and Zaharia 2020, https://arxiv.org/abs/2004.12832), over the static vectors of the bundled encoder. A match
counts by its information: -log of the chance that as many tokens of the record, drawn at random, hold one so near. So
a common word says nothing, a near miss less than the word itself, and a long text, in which anything is found, less
than a short one. What a turn leaves out may stand before it: a reply seldom repeats the question that it answers, nor
the title, so their matches fill the gaps. Knows nothing of other signals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.encoders.static import StaticEncoder
from index.store import Layout
from index.tokens import PassageTokens

LEAST = 0.25
"""Cosine below which two tokens have nothing to do with each other."""

RAREST = 1e-6
"""Chance of a match below which it tells no more."""

PASSAGE = 100
"""Tokens of a text in which a whole match of the question is worth all its information."""

LEAST_MOST = 1 / 3
"""The share of all its information that a question is worth at least, so that one of common words is no measure of
almost nothing, by which every turn would tell many times what was asked."""

EARLIER = 0.6
"""What a token of an earlier question counts, as a share of a token of the one after it."""

AROUND = {-3: 0.4, -2: 0.5, -1: 0.6, 1: 0.4, 2: 0.2}
"""What a match in a neighbour of the same debate counts, by distance."""

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class QuestionTokens:
    """A question of q tokens: what each token of the vocabulary tells of each, (q, vocabulary), in nats, for a text of
    one token; each token's share, (q,); and the most that a passage can tell of all."""

    told: npt.NDArray[np.float32]
    shares: Floats
    most: float


class LateInteraction:
    """The turns of one opened index, token by token."""

    def __init__(
        self, encoder: StaticEncoder, tokens: PassageTokens, layout: Layout, debates: Rows, titles: Sequence[str]
    ) -> None:
        """`debates` is the debate of each row, (rows,), a position in `titles`."""
        self._encoder, self._tokens, self._layout, self._debates = encoder, tokens, layout, debates
        self._titles = encoder.tokens(titles)
        shares = tokens.shares(encoder.vocabulary)
        self._known = np.flatnonzero(shares)  # the tokens that the record has
        self._chances = shares[self._known]
        self._vectors = _unit(encoder.token_vectors(self._known))

    def question(self, texts: Sequence[str]) -> QuestionTokens:
        """A question and the earlier ones that it leans on, newest first, ready to be compared."""
        ids = self._encoder.tokens(texts)
        shares = np.concatenate([np.full(len(found), EARLIER**n) for n, found in enumerate(ids)])
        asked = np.concatenate(ids)
        near = _unit(self._encoder.token_vectors(asked)) @ self._vectors.T
        told = np.zeros((len(asked), self._encoder.vocabulary), dtype=np.float32)
        # A token that the record does not have is itself worth most, though nothing there tells it.
        told[np.arange(len(asked)), asked] = -np.log(RAREST)
        for row, cosines in zip(told, near, strict=True):
            alike = np.flatnonzero(cosines > LEAST)
            nearest = alike[np.argsort(-cosines[alike], kind="stable")]
            chances = np.maximum(np.cumsum(self._chances[nearest]), RAREST)
            row[self._known[nearest]] = -np.log(chances)
        whole = told.max(axis=1, initial=0.0)
        most = max(shares @ np.maximum(whole - np.log(PASSAGE), 0.0), LEAST_MOST * (shares @ whole))
        return QuestionTokens(told, shares, float(most))

    def turns(self, question: QuestionTokens, rows: Rows) -> tuple[Floats, Rows]:
        """The share of the question's information that the best passage of each turn tells, with what its
        neighbours and the title add, (len(rows),); and which passage that is, by position in the
        layout, (len(rows),)."""
        if not len(rows) or not question.most:
            flat, starts = self._layout.passages_of_turns(rows)
            return np.zeros(len(rows)), flat[starts]
        turn, beside, share = self._beside(rows)
        wide, at = np.unique(np.concatenate([rows, beside]), return_inverse=True)
        told, passages, owner, flat = self._passages(question, wide)
        # What each turn tells as a whole, and from it what the turns beside each candidate tell.
        whole = np.maximum.reduceat(told, np.searchsorted(owner, np.arange(len(wide))), axis=1)
        counts = np.bincount(owner, passages, minlength=len(wide))
        whole = np.maximum(whole - np.log(np.maximum(counts, 1)), 0.0)
        around = self._told_by_titles(question, rows)
        order = np.argsort(turn, kind="stable")
        if len(order):
            offered = whole[:, at[len(rows) :][order]] * share[order]
            named, first = np.unique(turn[order], return_index=True)
            around[:, named] = np.maximum(around[:, named], np.maximum.reduceat(offered, first, axis=1))
        candidate = np.full(len(wide), -1)
        candidate[at[: len(rows)]] = np.arange(len(rows))
        mine = candidate[owner] >= 0
        own = np.maximum(told[:, mine] - np.log(np.maximum(passages[mine], 1)), 0.0)
        both = np.maximum(own, around[:, candidate[owner[mine]]])
        shares = question.shares @ both / question.most
        # The first passage of each candidate when its passages are put best first.
        order = np.lexsort((-shares, candidate[owner[mine]]))
        best = order[np.searchsorted(candidate[owner[mine]][order], np.arange(len(rows)))]
        return shares[best], flat[mine][best]

    def texts(self, question: QuestionTokens, texts: Sequence[str]) -> Floats:
        """What each text tells of each token of the question, (q, len(texts)), in nats."""
        told = np.zeros((len(question.shares), len(texts)))
        for n, ids in enumerate(self._encoder.tokens(texts)):
            if len(ids):
                told[:, n] = np.maximum(question.told[:, ids].max(axis=1) - np.log(len(ids)), 0.0)
        return told

    def _beside(self, rows: Rows) -> tuple[Rows, Rows, Floats]:
        """The turns that speak for each turn: the position in `rows`, the row beside it, and its share, (n,) each."""
        turn, beside, share = [], [], []
        for distance, worth in AROUND.items():
            near = rows + distance
            there = np.flatnonzero((near >= 0) & (near < len(self._debates)))
            there = there[self._debates[near[there]] == self._debates[rows[there]]]
            turn.append(there)
            beside.append(near[there])
            share.append(np.full(len(there), worth))
        return np.concatenate(turn), np.concatenate(beside), np.concatenate(share)

    def _passages(self, question: QuestionTokens, rows: Rows) -> tuple[npt.NDArray[np.float32], Rows, Rows, Rows]:
        """All passages of turns, turn after turn: the most that a token of each tells of each token of the question,
        (q, passages), and for each its number of tokens, the position in `rows` of its turn, and its own position in
        the layout, (passages,)."""
        flat, starts = self._layout.passages_of_turns(rows)
        ids, counts = self._tokens.of(self._layout.passage_keys[flat])
        owner = np.repeat(np.arange(len(rows)), np.diff([*starts.tolist(), len(flat)]))
        told = np.zeros((len(question.shares), len(flat)), dtype=np.float32)
        some = counts > 0
        if some.any():
            first = (np.cumsum(counts) - counts)[some]
            told[:, some] = np.maximum.reduceat(question.told[:, ids], first, axis=1)
        return told, counts, owner, flat

    def _told_by_titles(self, question: QuestionTokens, rows: Rows) -> Floats:
        """What the title of each turn's debate tells of each token of the question, (q, len(rows))."""
        debates, at = np.unique(self._debates[rows], return_inverse=True)
        told = np.zeros((len(question.shares), len(debates)))
        for n, debate in enumerate(debates.tolist()):
            ids = self._titles[debate]
            if len(ids):
                told[:, n] = np.maximum(question.told[:, ids].max(axis=1) - np.log(len(ids)), 0.0)
        return told[:, at]


def _unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return np.asarray(vectors / lengths, dtype=np.float32)
