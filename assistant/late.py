"""Late interaction: how much of a question, token by token, a passage and the debate around it have something near to.

Each token of the question is matched with the nearest token of a text, whatever its language (MaxSim of ColBERT,
Khattab and Zaharia 2020, https://arxiv.org/abs/2004.12832), over the static vectors of the bundled encoder. A match
counts by its information: -log of the chance that as many tokens of the record, drawn at random, hold one so near. So
a common word says nothing, a near miss less than the word itself, and a long text, in which anything is found, less
than a short one. What a turn leaves out may stand before it: a reply seldom repeats the question that it answers, nor
the title, so their matches fill the gaps. Knows nothing of other signals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index.arrays import distinct
from index.encoders import Encoder
from index.encoders.near import near_tokens
from index.encoders.static import StaticEncoder
from index.layout import Layout
from index.tokens import PassageTokens

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

FROM_NEIGHBOUR = 0.5
"""What a passage beside another in a turn adds to it, where those are looked for that hold the answer."""

MOST_KNOWN = 1_000
"""Tokens of questions of which it is kept what others tell of them: the same function words stand in most."""

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class QuestionTokens:
    """A question of q tokens, ready to be compared.

    `place` says which of r tokens that tell something each token of the vocabulary is, (vocabulary,), 0 for one that
    tells nothing. What the token at place p tells, in nats, for a text of one token, is
    `tells[begins[p]:begins[p + 1]]` of the question's tokens `of[begins[p]:begins[p + 1]]`: mostly of one. `shares` is
    what each token of the question counts, (q,), `most` the most that a passage can tell of all.
    """

    place: npt.NDArray[np.int32]
    begins: Rows
    of: Rows
    tells: npt.NDArray[np.float32]
    shares: Floats
    most: float

    def told_by(self, ids: Rows, counts: Rows) -> npt.NDArray[np.float32]:
        """The most that a token of each text tells of each token of the question, (q, texts): of texts of so many
        tokens, (texts,), which follow each other in `ids`."""
        found = np.zeros(len(self.shares) * len(counts), dtype=np.float32)
        places = self.place.take(ids)
        telling = np.flatnonzero(places > 0)  # few of a text's tokens are
        text, at = np.repeat(np.arange(len(counts)), counts)[telling], self.begins[places[telling]]
        left = self.begins[places[telling] + 1] - at
        while len(at):
            np.maximum.at(found, self.of[at] * len(counts) + text, self.tells[at])
            more = left > 1
            text, at, left = text[more], at[more] + 1, left[more] - 1
        return found.reshape(len(self.shares), len(counts))


class LateInteraction:
    """The turns of one opened index, token by token."""

    def __init__(
        self, encoder: StaticEncoder, tokens: PassageTokens, layout: Layout, debates: Rows, titles: Sequence[str]
    ) -> None:
        """`debates` is the debate of each row, (rows,), a position in `titles`."""
        self._encoder, self._tokens, self._layout, self._debates = encoder, tokens, layout, debates
        self._titles = titles
        self._title_tokens: dict[int, Rows] = {}
        self._near, self._chances = near_tokens(), tokens.shares(encoder.vocabulary)
        self._telling = lru_cache(maxsize=MOST_KNOWN)(self._tells)

    def question(self, texts: Sequence[str]) -> QuestionTokens:
        """A question and the earlier ones that it leans on, newest first."""
        ids = self._encoder.tokens(texts)
        shares = np.concatenate([np.full(len(found), EARLIER**n) for n, found in enumerate(ids)])
        asked = np.concatenate(ids)
        near_each = [self._telling(token) for token in asked.tolist()]
        near = np.zeros(self._encoder.vocabulary, dtype=bool)
        near[np.concatenate([asked, *(tokens for tokens, _ in near_each)])] = True
        telling = np.flatnonzero(near)
        place = np.zeros(len(near), dtype=np.int32)
        place[telling] = 1 + np.arange(len(telling))
        told = np.zeros((len(asked), len(telling) + 1), dtype=np.float32)
        # A token that the record does not have is itself worth most, though nothing there tells it.
        told[np.arange(len(asked)), place[asked]] = -np.log(RAREST)
        for row, (tokens, nats) in zip(told, near_each, strict=True):
            row[place[tokens]] = nats
        whole = told.max(axis=1, initial=0.0)
        most = max(shares @ np.maximum(whole - np.log(PASSAGE), 0.0), LEAST_MOST * (shares @ whole))
        at, of = np.nonzero(told.T)
        begins = np.searchsorted(at, np.arange(told.shape[1] + 1))
        return QuestionTokens(place, begins, of, told[of, at], shares, float(most))

    def _tells(self, token: int) -> tuple[Rows, npt.NDArray[np.float32]]:
        """The tokens of the record that are near to one of a question, nearest first, and what each tells of it, in
        nats, (n,) each."""
        near = self._near.of(token)
        near = near[self._chances[near] > 0]
        chances = np.cumsum(self._chances[near])
        return near, -np.log(np.maximum(chances, RAREST)).astype(np.float32)

    def turns(self, question: QuestionTokens, rows: Rows) -> tuple[Floats, Rows]:
        """The share of the question's information that the best passage of each turn tells, with what its
        neighbours and the title add, (len(rows),); and which passage that is, by position in the
        layout, (len(rows),)."""
        if not len(rows) or not question.most:
            flat, starts = self._layout.passages_of_turns(rows)
            return np.zeros(len(rows)), flat[starts]
        turn, beside, share = self._beside(rows)
        both = np.concatenate([rows, beside])
        wide = distinct(both)
        at = np.searchsorted(wide, both)
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

    def best_passages(self, question: QuestionTokens, turn_ids: Sequence[str], count: int) -> list[list[list[int]]]:
        """Where the passages of each turn stand that tell most of the question, with what those beside them in the
        turn add: the best `count`, best first, as [start, end]."""
        rows = np.array([self._layout.row_of(turn_id) for turn_id in turn_ids], dtype=np.int64)
        told, lengths, owner, flat = self._passages(question, rows)
        shares = question.shares @ np.maximum(told - np.log(np.maximum(lengths, 1)), 0.0)
        beside = np.zeros(len(shares))
        follows = owner[1:] == owner[:-1]
        beside[1:] = np.where(follows, shares[:-1], 0.0)
        beside[:-1] = np.maximum(beside[:-1], np.where(follows, shares[1:], 0.0))
        order = np.lexsort((-shares - FROM_NEIGHBOUR * beside, owner))
        kept = np.arange(len(order)) - np.searchsorted(owner, owner) < count
        spans = self._layout.spans[flat[order][kept]].tolist()
        ends = np.cumsum(np.bincount(owner[kept], minlength=len(rows))).tolist()
        return [spans[start:end] for start, end in pairwise([0, *ends])]

    def cut(self, texts: Sequence[str]) -> list[Rows]:
        """The tokens of texts, for `texts`."""
        return self._encoder.tokens(texts)

    def vectors(self, texts: Sequence[str], ids: Sequence[Rows], encoder: Encoder) -> npt.NDArray[np.float32]:
        """The vectors of texts, (len(texts), dimensions), by an encoder that may be the one by whose tokens they are
        cut."""
        return self._encoder.encode_tokens(ids) if encoder is self._encoder else encoder.encode_passages(texts)

    def texts(self, question: QuestionTokens, ids: Sequence[Rows], beside: int = 0) -> Floats:
        """What each text, given by its tokens, tells of each token of the question, (q, texts), in nats; together with
        so many texts before it and after it."""
        counts = np.array([len(found) for found in ids], dtype=np.int64)
        told = question.told_by(np.concatenate([*ids, np.zeros(0, dtype=np.int64)]), counts)
        whole, length = told, counts
        for distance in range(1, min(beside, len(ids) - 1) + 1):
            whole, length = whole.copy(), length.copy()
            for here, there in ((slice(distance, None), slice(-distance)), (slice(-distance), slice(distance, None))):
                whole[:, here] = np.maximum(whole[:, here], told[:, there])
                length[here] += counts[there]
        return np.maximum(whole - np.log(np.maximum(length, 1)), 0.0)

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
        told = question.told_by(ids, counts)
        return told, counts, owner, flat

    def read_titles(self, debates: Iterable[int]) -> None:
        """Cut the titles of debates into tokens, those that were not yet."""
        unread = [debate for debate in debates if debate not in self._title_tokens]
        if unread:
            self._title_tokens.update(zip(unread, self._encoder.tokens([self._titles[d] for d in unread]), strict=True))

    def _told_by_titles(self, question: QuestionTokens, rows: Rows) -> Floats:
        """What the title of each turn's debate tells of each token of the question, (q, len(rows))."""
        debates = distinct(self._debates[rows])
        at = np.searchsorted(debates, self._debates[rows])
        self.read_titles(debates.tolist())
        ids = [self._title_tokens[debate] for debate in debates.tolist()]
        counts = np.array([len(found) for found in ids])
        told = question.told_by(np.concatenate(ids), counts)
        each: Floats = np.maximum(told - np.log(np.maximum(counts, 1)), 0.0)
        return each[:, at]
