"""The first signals of a turn: what both searches say of it and of its neighbours, and what the question names.

They cost little and order the candidates, of which the best are read once more. Each lies about in [0, 1].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answer import Understood
from assistant.question import Asked
from assistant.retrieval.neighbours import Neighbourhood
from assistant.retrieval.places import Places, Rows
from assistant.retrieval.weights import Floats, Weights
from index.arrays import distinct, runs
from index.lexical import Scope
from index.store import Index

Vector = npt.NDArray[np.float32]
Found = tuple[Rows, npt.NDArray[np.float32]]
"""What a search found: keys of passages (n,) and their scores (n,), best first."""

INHERITED = {-3: 0.3, -2: 0.6, -1: 1.0, 1: 0.5, 2: 0.3}
"""The share of a neighbour's scores that a turn inherits, by distance: what was said just before it tells most."""

BESIDE = (-2, -1, 1, 2)
"""How far from a turn somebody speaks who is spoken to: between the two the chair often gives the floor."""


SLACK = 0.001
"""By how much cosines of the two searches may differ, and more."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What both searches found: passages by key (n,), in order; their BM25 as a share of the best, 0 for those found
    by vector alone; their cosines, those found by words alone taken to be like all others: `others` at most."""

    keys: Rows
    shares: Floats
    cosines: Floats
    others: float

    @classmethod
    def of(cls, by_words: Sequence[Found], by_vector: Sequence[Found], whole: bool) -> Hits:
        """Those of several searches; where the first went through `whole` sittings, what it did not find of them is no
        nearer than what it found."""
        others = float(by_vector[0][1].min(initial=1.0)) if whole else 1.0
        others = min(max(others, 0.0), 1.0)
        keys = distinct(np.concatenate([found for found, _ in (*by_words, *by_vector)]))
        shares, cosines = np.zeros(len(keys)), np.full(len(keys), others)
        for values, searches in ((shares, by_words), (cosines, by_vector)):
            for found, scores in searches:
                values[np.searchsorted(keys, found)] = scores
        shares /= shares.max(initial=0.0) or 1.0
        return cls(keys, shares, np.clip(cosines, 0.0, 1.0), others)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that the cosine of each turn may be, and whether it was looked at, (n,) each."""

    least: Floats
    most: Floats
    known: npt.NDArray[np.bool_]


class FirstSignals:
    """Candidates and their first signals, over one opened index."""

    def __init__(self, index: Index, places: Places, weights: Weights) -> None:
        self._index, self._places, self._weights = index, places, weights
        self._titles_read = np.zeros(len(places.titles), dtype=bool)
        self._title_vectors = np.zeros((len(places.titles), index.manifest.dimensions), dtype=np.float32)

    def read_titles(self, debates: Rows) -> None:
        """Encode the titles of debates, those that were not yet."""
        unread = distinct(debates[~self._titles_read[debates]])
        if len(unread):
            titles = [self._places.titles[debate] for debate in unread.tolist()]
            self._title_vectors[unread] = self._index.encoder.encode_passages(titles)
            self._titles_read[unread] = True

    def best(
        self, found: Hits, scope: Scope, asked: Asked, vector: Vector, count: int
    ) -> tuple[Rows, dict[str, Floats]]:
        """Candidates, in order, with their signals, (n,) each, by the names of `Weights`: at least the best `count` of
        all.

        The signals that need vectors are found for those alone that may be among the best: a turn's cosine is known, or
        it is no nearer than what the search by vectors found.
        """
        # Neighbours outside the scope (another speaker's question) still tell what a reply is about.
        near = Neighbourhood.of(self.candidates(found, scope), self._places.debates, INHERITED)
        words, least, most = self._by_hits(near.wide, found)
        rows, named = near.rows, self._places.named(asked)
        signals = {
            "words": words[near.own],
            "words_around": near.around(words),
            "title": self._titles(rows, vector),
            "speaker": self._places.spoken_by(rows, named).astype(float),
            "addressed": self._beside(rows, {person.id for person in asked.understood.addressees}),
            "sitting": self._in_sitting(rows, asked.understood),
        }
        bounds = Bounds(least, most, np.zeros(len(near.wide), dtype=bool))
        if len(rows) > count:
            # How good the most promising are says how good one must be at least.
            low, high = self._totals(near, signals, bounds)
            self._look(near.only(np.argpartition(-low - high, count - 1)[:count]), bounds, vector)
            low, high = self._totals(near, signals, bounds)
            kept = high >= np.partition(low, -count)[-count] - SLACK
            near, signals = near.only(kept), {name: signal[kept] for name, signal in signals.items()}
        self._look(near, bounds, vector)
        return near.rows, signals | _meaning(near, bounds.most)

    def _totals(self, near: Neighbourhood, signals: Mapping[str, Floats], bounds: Bounds) -> tuple[Floats, Floats]:
        """The least and the most that candidates may score, (n,) each."""
        low, high = (self._weights.total({**signals, **_meaning(near, own)}) for own in (bounds.least, bounds.most))
        return low, high

    def _look(self, near: Neighbourhood, bounds: Bounds, vector: Vector) -> None:
        """Find the cosines of these rows and of those whose scores they inherit, as far as they were not looked at."""
        places = np.flatnonzero(near.places() & ~bounds.known)
        bounds.known[places] = True
        bounds.least[places] = bounds.most[places] = self._cosines(near.wide[places], vector)

    def _titles(self, rows: Rows, vector: Vector) -> Floats:
        """The cosine of the title of each turn's debate, (len(rows),)."""
        debates = self._places.debates[rows]
        begins = runs(debates)
        self.read_titles(debates[begins])
        cosines = np.clip(self._title_vectors[debates[begins]] @ vector, 0.0, 1.0).astype(float)
        return np.repeat(cosines, np.diff(begins, append=len(rows)))

    def _by_hits(self, wide: Rows, found: Hits) -> tuple[Floats, Floats, Floats]:
        """What the searches alone say of turns, (len(wide),) each: the BM25 of the best passage, and the least and the
        most that its cosine may be."""
        layout = self._index.layout
        at = layout.rows_of_passages(found.keys)
        there = at >= 0
        turns = layout.turn_of_passage[at[there]]
        place = np.minimum(np.searchsorted(wide, turns), max(len(wide) - 1, 0))
        inside = wide[place] == turns if len(wide) else np.zeros(len(turns), dtype=bool)
        words, least = np.zeros(len(wide)), np.zeros(len(wide))
        cosines = np.where(found.cosines > found.others, found.cosines, 0.0)
        for values, own in ((words, found.shares), (least, cosines)):
            np.maximum.at(values, place[inside], own[there][inside])
        return words, least, np.maximum(least, found.others)

    def candidates(self, found: Hits, scope: Scope) -> Rows:
        """Rows of the turns of the passages found and of their neighbours in the same debate, each once."""
        layout, debates = self._index.layout, self._places.debates
        at = layout.rows_of_passages(found.keys)
        hits = distinct(layout.turn_of_passage[at[at >= 0]])
        around = [hits]
        for distance in INHERITED:
            beside = hits - distance
            inside = (beside >= 0) & (beside < len(layout.turn_keys))
            same = debates[hits[inside]] == debates[beside[inside]]
            around.append(beside[inside][same])
        rows = distinct(np.concatenate(around))
        return rows[self._places.inside(rows, scope)]

    def _beside(self, rows: Rows, people: set[str]) -> Floats:
        """1 for turns that one of these people answers, or that stand beside a turn of theirs, (len(rows),)."""
        found = np.zeros(len(rows))
        if not people:
            return found
        layout, debates = self._index.layout, self._places.debates
        keys = self._places.speakers(people)
        for links in (layout.answers, layout.answered_by):
            linked, which = links.of(rows)
            found[which[self._places.spoken_by(linked, keys)]] = 1.0
        for distance in BESIDE:
            near = np.clip(rows + distance, 0, len(debates) - 1)
            found[self._places.spoken_by(near, keys) & (debates[near] == debates[rows])] = 1.0
        return found

    def _in_sitting(self, rows: Rows, understood: Understood) -> Floats:
        """The share of what the question says of the sitting (period, committee, source) that is so, (len(rows),).

        A wish, no filter: "fined in 2023" may be said in 2025.
        """
        since, until = understood.period or (None, None)
        wanted = bool(understood.period) + bool(understood.committees) + bool(understood.sources)
        if not wanted:
            return np.zeros(len(rows))
        sittings = self._index.layout.sitting_of_turn[rows]
        begins = runs(sittings)
        held = [self._index.sittings[key] for key in sittings[begins].tolist()]
        met = [
            bool(understood.period and row.date and (since or row.date) <= row.date <= (until or row.date))
            + (row.committee in understood.committees)
            + (row.source in understood.sources)
            for row in held
        ]
        return np.repeat(np.array(met, dtype=float), np.diff(begins, append=len(rows))) / wanted

    def _cosines(self, rows: Rows, vector: Vector) -> Floats:
        """The cosine of each turn's best passage, (len(rows),)."""
        layout = self._index.layout
        if len(rows) == 0:
            return np.zeros(0)
        flat, starts = layout.passages_of_turns(rows)
        cosines = np.clip(self._index.vectors.cosines(layout.passage_keys[flat], vector), 0.0, 1.0).astype(float)
        best: Floats = np.maximum.reduceat(cosines, starts)
        return best


def _meaning(near: Neighbourhood, cosines: Floats) -> dict[str, Floats]:
    return {"meaning": cosines[near.own], "meaning_around": near.around(cosines)}
