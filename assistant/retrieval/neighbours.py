"""The turns around each candidate, found once for all that they tell. Knows nothing of what that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.arrays import distinct

Rows = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Candidates and those around them in the same debate.

    `wide` are the rows of all, (w,), in order; `own` the place of each candidate there, (n,); `beside` the places of
    its neighbours by distance, (distances, n), and `shares` what each counts, 0 where there is none, (distances, n).
    """

    wide: Rows
    own: Rows
    beside: Rows
    shares: Floats

    @classmethod
    def of(cls, rows: Rows, debates: Rows, shares: Mapping[int, float]) -> Neighbourhood:
        """That of rows, (n,), with `debates` of every row, (turns,), and the share of a neighbour by its distance."""
        near = rows + np.array(list(shares))[:, None]
        inside = np.clip(near, 0, max(len(debates) - 1, 0))
        there = (inside == near) & (debates.take(inside) == debates.take(rows))
        wide = distinct(np.concatenate([rows, near[there]]))
        own = np.searchsorted(wide, rows)
        # A debate's turns mostly follow each other, and so do their places; what lies apart is looked up.
        beside = np.clip(own + near - rows, 0, max(len(wide) - 1, 0))
        apart = there & (wide.take(beside) != near)
        beside[apart] = np.searchsorted(wide, near[apart])
        return cls(wide, own, np.where(there, beside, 0), there * np.array(list(shares.values()))[:, None])

    @property
    def rows(self) -> Rows:
        """The candidates, (n,)."""
        return self.wide[self.own]

    def only(self, kept: npt.NDArray[np.bool_] | Rows) -> Neighbourhood:
        """That of some of the candidates, with all of `wide`."""
        return Neighbourhood(self.wide, self.own[kept], self.beside[:, kept], self.shares[:, kept])

    def places(self) -> npt.NDArray[np.bool_]:
        """Which of `wide` are candidates or around them, (w,)."""
        found = np.zeros(len(self.wide), dtype=bool)
        found[self.own] = True
        found[self.beside[self.shares > 0]] = True
        return found

    def around(self, values: Floats) -> Floats:
        """The best weighted value among each candidate's neighbours, (n,), of values of all, (w,), none below 0."""
        worth = values.take(self.beside)
        worth *= self.shares
        best: Floats = worth.max(axis=0)
        return best
