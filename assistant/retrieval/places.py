"""Where in an opened index who speaks: rows of turns by sitting, by speaker and by debate.

Everything is answered for the rows or the scope that are asked for, without going through the whole record. Knows
nothing of searches or scores.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.answer import Filters
from assistant.question import Asked
from index.lexical import Scope
from index.store import Index

Rows = npt.NDArray[np.int64]
Inside = npt.NDArray[np.bool_]

NO_FILTERS = Filters()


class Places:
    """The places of one opened index. `debates` is the debate of each turn by row, (turns,), a position in `titles`:
    an agenda item, or a whole sitting without items."""

    def __init__(self, index: Index) -> None:
        self._index, self._layout = index, index.layout
        self.debates, self.titles = index.layout.debate_of_turn, index.debate_titles
        self._of_person: dict[str, list[int]] = defaultdict(list)
        self._of_party: dict[str, list[int]] = defaultdict(list)
        for key, speaker in index.speakers.items():
            self._of_person[speaker.id].append(key)
            if speaker.party:
                self._of_party[speaker.party].append(key)

    def speakers(self, people: Iterable[str], parties: Iterable[str] = ()) -> set[int]:
        """Keys of the speakers who are one of these people, by id, or of one of these parties."""
        found = [self._of_person.get(person, []) for person in people]
        found += [self._of_party.get(party, []) for party in parties]
        return {key for keys in found for key in keys}

    def named(self, asked: Asked) -> set[int]:
        """Keys of the speakers whose words are asked for: of people who are named, or else of parties."""
        people = {speaker.id for speaker in asked.understood.speakers}
        return self.speakers(people, () if people else asked.understood.parties)

    def scope(self, filters: Filters, sitting: str | None = None) -> Scope:
        """The part of the record that filters leave."""
        sittings = None
        if sitting is not None or filters.since or filters.until or filters.source or filters.committees:
            sittings = frozenset(
                key
                for key, row in self._index.sittings.items()
                if (sitting is None or row.id == sitting)
                and (filters.source is None or row.source == filters.source)
                and (not filters.committees or row.committee in filters.committees)
                and (filters.since is None or (row.date is not None and row.date >= filters.since))
                and (filters.until is None or (row.date is not None and row.date <= filters.until))
            )
        speakers = None
        if filters.speakers or filters.parties:
            of_people, of_parties = self.speakers(filters.speakers), self.speakers((), filters.parties)
            both = of_people & of_parties if filters.speakers and filters.parties else of_people | of_parties
            speakers = frozenset(both)
        return Scope(sittings, speakers)

    def rows(self, scope: Scope) -> Rows:
        """The rows of the turns in a scope, (n,), in order."""
        if scope.sittings is None and scope.speakers is None:
            return np.arange(len(self._layout.turn_keys))
        if scope.speakers is None:
            return np.sort(_ranges(self._layout.sitting_of_turn, scope.sittings or ()))
        theirs = np.sort(self._by_speaker[_ranges(self._speakers_in_order, scope.speakers)])
        return theirs[self.inside(theirs, Scope(scope.sittings))]

    def inside(self, rows: Rows, scope: Scope) -> Inside:
        """Which of these rows are in a scope, (len(rows),)."""
        found = np.ones(len(rows), dtype=bool)
        if scope.sittings is not None:
            found &= np.isin(self._layout.sitting_of_turn[rows], list(scope.sittings))
        if scope.speakers is not None:
            found &= self.spoken_by(rows, scope.speakers)
        return found

    def spoken_by(self, rows: Rows, speakers: Iterable[int]) -> Inside:
        """Which of these rows are turns of speakers with these keys, (len(rows),)."""
        return np.isin(self._layout.speaker_of_turn[rows], list(speakers))

    @cached_property
    def _by_speaker(self) -> Rows:
        """All rows, one speaker's after another's, (turns,)."""
        return np.argsort(self._layout.speaker_of_turn, kind="stable")

    @cached_property
    def _speakers_in_order(self) -> Rows:
        found: Rows = self._layout.speaker_of_turn[self._by_speaker]
        return found


def _ranges(ordered: Rows, keys: Iterable[int]) -> Rows:
    """Where these keys stand in an array that is in order, (n,)."""
    wanted = np.fromiter(keys, dtype=np.int64)
    first, end = np.searchsorted(ordered, wanted, "left"), np.searchsorted(ordered, wanted, "right")
    counts = end - first
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    found: Rows = np.repeat(first, counts) + within
    return found
