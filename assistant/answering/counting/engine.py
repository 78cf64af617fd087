"""How often something was said, by whom and when: every mention in the record, each proved and to be opened.

Nothing is estimated. Turns that may hold a mention are those with its letters in them: the lexical index would not do,
since its stems are no part of the words they stand for ("toeslagen" has "toeslaag"). Each mention is then looked for in
the text of its turn (`assistant.answering.counting.matching`); the quote is the sentence around it. What was counted,
and in how much, is part of the result. Knows nothing of how it is shown.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from assistant.answer import Filters
from assistant.answering.counting.counted import By, Count, Hit, Person, Row, Scope, Term, Variant, group_of, month_of
from assistant.answering.counting.matching import Kind, Mark, Matcher
from assistant.citing import cite, prove
from assistant.glossary import Glossary
from index.language import language_of
from index.sentences import sentence_spans
from index.store import Index
from index.terms import words
from index.transcript import Speaker, Turn

BLOCK = 2_000
"""Turns read at once."""


class Counting:
    """Counts in one opened index."""

    def __init__(self, index: Index, glossary: Glossary) -> None:
        self._index, self._glossary = index, glossary
        # Of more than one word, so that "De voorzitter" is nobody's name; the last, so that "Jo" and "De" are none.
        self._names = {words(s.name)[-1] for s in index.speakers.values() if len(words(s.name)) > 1}

    def count(self, term: Term, filters: Filters | None = None) -> Count:
        """Every mention of a term in what the filters leave.

        Raises:
            CountError: the term has no word that can be counted.
            CitationError: a quote does not stand in its turn.
        """
        filters = filters or Filters()
        matcher = Matcher(term.text, self._glossary, self._index.vocabulary, self._names)
        within = self._within(filters)
        hits = list(self._hits(matcher, term, within))
        hits.sort(key=lambda hit: hit.citation.sitting.date or dt.date.max)
        hits = [replace(hit, citation=replace(hit.citation, number=n)) for n, hit in enumerate(hits, 1)]
        return self._counted(term, filters, hits, within)

    def mentions(self, term: Term, sitting_id: str) -> list[Hit]:
        """Every mention of a term in one sitting, in order.

        Raises:
            CountError: the term has no word that can be counted.
        """
        matcher = Matcher(term.text, self._glossary, self._index.vocabulary, self._names)
        keys = [key for key, sitting in self._index.sittings.items() if sitting.id == sitting_id]
        return list(self._hits(matcher, term, np.isin(self._index.layout.sitting_of_turn, keys)))

    def _within(self, filters: Filters) -> npt.NDArray[np.bool_]:
        """Which turns the filters leave, (turns,)."""
        sittings = [
            key
            for key, row in self._index.sittings.items()
            if (filters.source is None or row.source == filters.source)
            and (filters.since is None or (row.date is not None and row.date >= filters.since))
            and (filters.until is None or (row.date is not None and row.date <= filters.until))
            and (not filters.committees or row.committee in filters.committees)
        ]
        within = np.isin(self._index.layout.sitting_of_turn, sittings)
        if filters.speakers or filters.parties:
            speakers = [
                key
                for key, speaker in self._index.speakers.items()
                if (not filters.speakers or speaker.id in filters.speakers)
                and (not filters.parties or speaker.party in filters.parties)
            ]
            within &= np.isin(self._index.layout.speaker_of_turn, speakers)
        return within

    def _hits(self, matcher: Matcher, term: Term, within: npt.NDArray[np.bool_]) -> Iterator[Hit]:
        found = {int(row) for words in matcher.spellings() for row in self._index.rows_holding(words)}
        rows = [row for row in sorted(found) if within[row]]
        for start in range(0, len(rows), BLOCK):
            turns = self._index.turns(rows[start : start + BLOCK])
            for row in sorted(turns):
                marks = [m for m in matcher.find(turns[row].text) if term.compounds or m.kind != "compound"]
                if marks:
                    yield from self._quoted(row, turns[row], marks)

    def _quoted(self, row: int, turn: Turn, marks: Sequence[Mark]) -> Iterator[Hit]:
        """The marks of a turn with the sentence around each; marks of one sentence share their quote."""
        sitting = self._index.sittings[int(self._index.layout.sitting_of_turn[row])]
        for (start, end), held in _by_sentence(turn.text, marks):
            kept = tuple(m for m in held if m.languages is None or language_of(turn, start, end) in m.languages)
            if kept:
                citation = cite(0, turn, sitting, start, end, 1.0)
                prove(citation, turn)
                yield Hit(citation, kept)

    def _counted(self, term: Term, filters: Filters, hits: Sequence[Hit], within: npt.NDArray[np.bool_]) -> Count:
        index, layout = self._index, self._index.layout
        spoken = np.where(within, index.word_counts(), 0)
        by_sitting = _sums(layout.sitting_of_turn, spoken)
        by_speaker = _sums(layout.speaker_of_turn, spoken)
        sittings = [index.sittings[int(key)] for key in np.unique(layout.sitting_of_turn[within])]
        dates = [sitting.date for sitting in sittings if sitting.date]
        names = {s.id: s.name for s in index.speakers.values() if s.id in filters.speakers}
        scope = Scope(
            len(sittings), int(within.sum()), int(spoken.sum()), min(dates, default=None), max(dates, default=None),
            tuple(names.values()),
        )  # fmt: skip

        def said_by(of: Callable[[Speaker], str | None]) -> dict[str | None, int]:
            return _added((_of(index.speakers.get(key), of), count) for key, count in by_speaker.items())

        months = _added((month_of(index.sittings[key].date), count) for key, count in by_sitting.items())
        committees = _added((index.sittings[key].committee, count) for key, count in by_sitting.items())
        return Count(
            term,
            filters,
            scope,
            _variants(hits),
            tuple(hits),
            len({hit.citation.turn.id for hit in hits}),
            len({hit.citation.sitting.id for hit in hits}),
            _people(hits, said_by(lambda speaker: speaker.id)),
            _rows(hits, "party", said_by(lambda speaker: speaker.party)),
            _months(_rows(hits, "month", months), months),
            _rows(hits, "committee", committees),
        )


def _by_sentence(text: str, marks: Sequence[Mark]) -> list[tuple[tuple[int, int], list[Mark]]]:
    """Marks with the sentence that each stands in, or the sentences if it is not within one."""
    spans = sentence_spans(text)
    starts = [start for start, _ in spans]
    found: list[tuple[tuple[int, int], list[Mark]]] = []
    for mark in marks:
        first, last = (bisect_right(starts, at) - 1 for at in (mark.start, mark.end - 1))
        place = spans[first][0], max(spans[last][1], mark.end)
        if found and place[0] < found[-1][0][1]:
            (start, end), held = found[-1]
            found[-1] = (start, max(end, place[1])), [*held, mark]
        else:
            found.append((place, [mark]))
    return found


def _variants(hits: Iterable[Hit]) -> tuple[Variant, ...]:
    """The spellings that were found, whatever their case: the term's own first, most frequent first."""
    spellings: dict[tuple[str, Kind], Counter[str]] = {}
    for hit in hits:
        for mark in hit.marks:
            text = " ".join(hit.citation.turn.text[mark.start : mark.end].split())
            spellings.setdefault((text.lower(), mark.kind), Counter())[text] += 1
    kinds: tuple[Kind, ...] = ("form", "glossary", "compound")
    found = [
        Variant(min(cases, key=lambda case: (-cases[case], case)), kind, cases.total())
        for (_, kind), cases in spellings.items()
    ]
    return tuple(sorted(found, key=lambda one: (kinds.index(one.kind), -one.mentions, one.text)))


def _people(hits: Iterable[Hit], spoken: dict[str | None, int]) -> tuple[Person, ...]:
    said: dict[str | None, list[Hit]] = {}
    for hit in hits:
        speaker = hit.citation.turn.speaker
        said.setdefault(speaker.id if speaker else None, []).append(hit)
    people = []
    for identifier, own in said.items():
        speakers = [hit.citation.turn.speaker for hit in own]
        dates = [hit.citation.sitting.date for hit in own if hit.citation.sitting.date]
        people.append(
            Person(
                speakers[-1],
                tuple(dict.fromkeys(speaker.party for speaker in speakers if speaker and speaker.party)),
                tuple(dict.fromkeys(speaker.role for speaker in speakers if speaker and speaker.role)),
                sum(len(hit.marks) for hit in own),
                len({hit.citation.turn.id for hit in own}),
                spoken[identifier],
                min(dates, default=None),
                max(dates, default=None),
            )
        )
    return tuple(sorted(people, key=lambda p: (-p.turns, -p.mentions, p.speaker.name if p.speaker else "~")))


def _rows(hits: Iterable[Hit], by: By, spoken: dict[str | None, int]) -> tuple[Row, ...]:
    mentions: Counter[str | None] = Counter()
    turns: dict[str | None, set[str]] = {}
    for hit in hits:
        name = group_of(hit.citation, by)
        mentions[name] += len(hit.marks)
        turns.setdefault(name, set()).add(hit.citation.turn.id)
    rows = [Row(name, count, len(turns[name]), spoken[name]) for name, count in mentions.items()]
    return tuple(sorted(rows, key=lambda row: (-row.turns, -row.mentions, row.name or "~")))


def _months(rows: Iterable[Row], spoken: dict[str | None, int]) -> tuple[Row, ...]:
    """The months in order, those in which something was said but no mention fell included; the undated come last."""
    silent = {month: Row(month, 0, 0, words) for month, words in spoken.items() if month is not None}
    found = silent | {row.name: row for row in rows}
    return tuple(sorted(found.values(), key=lambda row: row.name or "~"))


def _of(speaker: Speaker | None, what: Callable[[Speaker], str | None]) -> str | None:
    return what(speaker) if speaker else None


def _sums(keys: npt.NDArray[np.int64], spoken: npt.NDArray[np.int64]) -> dict[int, int]:
    """The words of each key."""
    return {int(key): int(total) for key, total in enumerate(np.bincount(keys, spoken)) if total}


def _added(named: Iterable[tuple[str | None, int]]) -> dict[str | None, int]:
    totals: Counter[str | None] = Counter()
    for name, count in named:
        totals[name] += count
    return totals
