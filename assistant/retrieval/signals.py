"""The first signals of a turn: what both searches say of it and of its neighbours, and what the question names.

They cost little and order the candidates, of which the best are read once more. Each lies about in [0, 1]. Knows
nothing of how signals are weighed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.answer import Understood
from assistant.question import Asked
from assistant.retrieval.places import Places, Rows
from index.lexical import Scope
from index.store import Index

Floats = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float32]

INHERITED = {-3: 0.3, -2: 0.6, -1: 1.0, 1: 0.5, 2: 0.3}
"""The share of a neighbour's scores that a turn inherits, by distance: what was said just before it tells most."""

BESIDE = (-2, -1, 1, 2)
"""How far from a turn somebody speaks who is spoken to: between the two the chair often gives the floor."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What both searches found: passages by key (n,), in order, with their BM25, 0 for those found by vector alone."""

    keys: Rows
    bm25: Floats

    @classmethod
    def of(cls, by_words: Iterable[tuple[Rows, npt.NDArray[np.float32]]], by_vector: Iterable[Rows]) -> Hits:
        """Those of several searches."""
        words, vectors = list(by_words), list(by_vector)
        near = np.concatenate(vectors)
        keys, first = np.unique(np.concatenate([*(keys for keys, _ in words), near]), return_index=True)
        return cls(keys, np.concatenate([*(scores for _, scores in words), np.zeros(len(near))])[first])

    def shares(self, keys: Rows) -> Floats:
        """The BM25 of passages as a share of the best, (len(keys),); 0 for those that were not found."""
        if not len(self.keys):
            return np.zeros(len(keys))
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.bm25[at], 0.0) / (self.bm25.max() or 1.0)


class FirstSignals:
    """Candidates and their first signals, over one opened index."""

    def __init__(self, index: Index, places: Places) -> None:
        self._index, self._places = index, places

    def candidates(self, found: Hits, scope: Scope) -> Rows:
        """Rows of the turns of the passages found and of their neighbours in the same debate, each once."""
        layout, debates = self._index.layout, self._places.debates
        at = layout.rows_of_passages(found.keys)
        hits = np.unique(layout.turn_of_passage[at[at >= 0]])
        around = [hits]
        for distance in INHERITED:
            beside = hits - distance
            inside = (beside >= 0) & (beside < len(layout.turn_keys))
            same = debates[hits[inside]] == debates[beside[inside]]
            around.append(beside[inside][same])
        rows = np.unique(np.concatenate(around))
        return rows[self._places.inside(rows, scope)]

    def of(self, rows: Rows, asked: Asked, found: Hits, vector: Vector) -> dict[str, Floats]:
        """The signals of candidates, (len(rows),) each, by the names of `Weights`."""
        turns = len(self._index.layout.turn_keys)
        # Neighbours outside the scope (another speaker's question) still tell what a reply is about.
        wide = np.unique(np.concatenate([rows + d for d in (0, *INHERITED)])) if len(rows) else rows
        wide = wide[(wide >= 0) & (wide < turns)]
        own_words, own_meaning = self._own(wide, found, vector)
        at = np.searchsorted(wide, rows)
        debates, of = np.unique(self._places.debates[rows], return_inverse=True)
        titles = np.clip(self._title_vectors[debates] @ vector, 0.0, 1.0)
        named = self._places.named(asked)
        return {
            "words": own_words[at],
            "meaning": own_meaning[at],
            "words_around": self._around(rows, wide, own_words),
            "meaning_around": self._around(rows, wide, own_meaning),
            "title": titles[of],
            "speaker": self._places.spoken_by(rows, named).astype(float),
            "addressed": self._beside(rows, {person.id for person in asked.understood.addressees}),
            "sitting": self._in_sitting(rows, asked.understood),
        }

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
        sittings, of = np.unique(self._index.layout.sitting_of_turn[rows], return_inverse=True)
        held = [self._index.sittings[key] for key in sittings.tolist()]
        met = [
            bool(understood.period and row.date and (since or row.date) <= row.date <= (until or row.date))
            + (row.committee in understood.committees)
            + (row.source in understood.sources)
            for row in held
        ]
        return np.array(met)[of] / wanted

    def _own(self, rows: Rows, found: Hits, vector: Vector) -> tuple[Floats, Floats]:
        """BM25 (share of the best) and cosine of each turn's best passage, (len(rows),) each."""
        layout = self._index.layout
        if len(rows) == 0:
            return np.zeros(0), np.zeros(0)
        flat, starts = layout.passages_of_turns(rows)
        keys = layout.passage_keys[flat]
        cosines = np.clip(self._index.vectors.vectors(keys) @ vector, 0.0, 1.0).astype(float)
        return np.maximum.reduceat(found.shares(keys), starts), np.maximum.reduceat(cosines, starts)

    def _around(self, rows: Rows, wide: Rows, values: Floats) -> Floats:
        """The best weighted value among each turn's neighbours in the same debate."""
        debates, found = self._places.debates, np.zeros(len(rows))
        for distance, share in INHERITED.items():
            beside = rows + distance
            at = np.minimum(np.searchsorted(wide, beside), max(len(wide) - 1, 0))
            inside = (beside >= 0) & (beside < len(debates)) & (wide[at] == beside if len(wide) else False)
            same = np.zeros(len(rows), dtype=bool)
            same[inside] = debates[rows[inside]] == debates[beside[inside]]
            found[same] = np.maximum(found[same], share * values[at[same]])
        return found

    @cached_property
    def _title_vectors(self) -> Vector:
        """The vectors of the debates' titles, (debates, dimensions)."""
        return self._index.encoder.encode_passages(self._places.titles)
