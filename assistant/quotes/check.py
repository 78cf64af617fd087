"""The check of one quote: verbatim, of somebody else, stitched, altered, or not in the record.

Words count as verbatim only if they stand in one turn exactly as `assistant.quotes.comparing` compares them; every
place that is given was made by `assistant.citing` from the record's own text. Knows nothing of documents.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from assistant.answer import Citation
from assistant.citing import cite
from assistant.quotes.alignment import (
    SHORTEST_STRETCH,
    Stretch,
    Text,
    alteration_costs,
    left_between,
    stitching,
    tokens_of,
    uncovered,
)
from assistant.quotes.comparing import Mark, Quoted, literal, marked, words_of
from assistant.quotes.differences import compared, gaps, pieced
from assistant.quotes.fingerprint import PREFIX, span_of, split_code, turns_by_half, words_half
from assistant.quotes.search import Found, QuoteSearch, Read
from assistant.quotes.verdict import Checked, Fingerprinted, Part, Verdict
from assistant.understanding.people import People
from index.store import Index

MOST_ALTERED = 0.34
"""Share of the words. What differs in more of them comes from elsewhere, or from nowhere."""

MOST_STITCHED = 0.4
"""The same, of what is not in the stretches that a quote may have been put together from, seams counted."""

LEFT_OUT = 25
"""Words. Stretches of one turn with more than that between them, and no mark, were stitched."""

NEAR = 60
"""Words. What is left out, with a mark, within one citation; and beside a scrap of a piece at all."""

REPLACED = 12
"""Words. What an insertion in square brackets may stand for."""

LISTED = 20
"""Places that are shown of an altered quote: several turns may hold the same words."""


_CLOSING = frozenset(".?!…")


@dataclass(frozen=True, slots=True)
class Named:
    """Who is said to have spoken: the name, and the people of the index whom it may mean (none: nobody in it)."""

    name: str
    ids: frozenset[str]


class QuoteChecker:
    """Checks quotes against one opened index."""

    def __init__(self, index: Index, people: People) -> None:
        self._index, self._people = index, people
        self._search = QuoteSearch(index)

    def check(self, words: str, said_by: str | None = None) -> Checked:
        """What the record says of words; a fingerprint among them is looked up too."""
        named = self._named(said_by) if said_by else None
        text, code = split_code(words)
        turns = self._fingerprinted(code[0]) if code else []
        if code and not literal(text).tokens:  # nothing but the fingerprint: its quote is what is asked for
            text = next((r.turn.text[slice(*span)] for r in turns if (span := span_of(code[1], r.turn.text))), text)
        checked = self._check(text, named, turns)
        return replace(checked, fingerprint=self._agreement(code, turns, checked)) if code else checked

    def _named(self, said_by: str) -> Named:
        """The person whom a name means."""
        for text in (said_by, f"minister {said_by}"):  # a surname that is an ordinary word needs a title
            ids = self._people.find(text, self._index.vocabulary).people
            if ids:
                return Named(", ".join(dict.fromkeys(self._people.by_id[one].name for one in ids)), frozenset(ids))
        return Named(said_by, frozenset())

    def _check(self, text: str, said_by: Named | None, also: Sequence[Read]) -> Checked:
        quoted = literal(text)
        blank = Checked(text, "not found", said_by.name if said_by else None)
        people = said_by.ids if said_by else frozenset()
        found, complete = self._search.exact([quoted.tokens], people)
        if found:
            return self._verbatim(blank, quoted, found, said_by, complete)
        quoted = marked(text) or quoted
        reads = {read.row: read for read in also}
        if quoted.gaps:
            found, complete = self._search.exact(quoted.pieces, people)
            reads |= {place.read.row: place.read for place in found}
        reads |= self._sources(quoted)
        if words_of(quoted.tokens) < SHORTEST_STRETCH or not reads:
            return blank
        return self._explained(blank, quoted, list(reads.values()), said_by, complete)

    def _verbatim(
        self, blank: Checked, quoted: Quoted, found: Sequence[Found], said_by: Named | None, complete: bool
    ) -> Checked:
        ordered = sorted(found, key=lambda place: (not _is_by(place.read, said_by), *self._when(place.read)))
        spans = [(place.read, _closed(quoted, place.read, place.first, place.last)) for place in ordered]
        places = tuple(self._cite(number, read, *span) for number, (read, span) in enumerate(spans, start=1))
        return replace(blank, verdict=_verdict(ordered[0].read, said_by), places=places, more=not complete)

    def _sources(self, quoted: Quoted) -> dict[int, Read]:
        """The turns that the words may come from, by row; what none of them explains is looked for by itself."""
        reads = {read.row: read for read in self._search.nearest(quoted)}
        if reads:
            _, stretches = stitching(Text(quoted, list(reads.values())))
            for first, last in uncovered(quoted, stretches):
                rest = replace(quoted, tokens=quoted.tokens[first:last], marks=())
                reads |= {read.row: read for read in self._search.nearest(rest)}
        return reads

    def _explained(
        self, blank: Checked, quoted: Quoted, reads: list[Read], said_by: Named | None, complete: bool
    ) -> Checked:
        """The cheapest explanation of words that stand nowhere in one stretch."""
        costs = dict(zip((r.row for r in reads), alteration_costs(Text(quoted, reads)).tolist(), strict=True))
        reads.sort(key=lambda read: (costs[read.row], not _is_by(read, said_by), *self._when(read)))
        least = costs[reads[0].row]
        best = [read for read in reads if costs[read.row] == least]
        length = sum(token.weight for token in quoted.tokens)
        if least == 0:
            return self._as_marked(blank, quoted, best, said_by, complete)
        stitched, stretches = stitching(Text(quoted, reads))
        if len(stretches) > 1 and stitched <= min(least, MOST_STITCHED * length):
            if not _is_one_place(stretches):
                return self._stitched(blank, quoted, stretches)
            # One turn, in order, with little between: words were left out of it.
            omissions = tuple(Mark("omission", stretch.first, "") for stretch in stretches[1:])
            return self._of_turns(
                blank, replace(quoted, marks=quoted.marks + omissions), [stretches[0].read], "altered"
            )
        return self._of_turns(blank, quoted, best[:LISTED], "altered") if least <= MOST_ALTERED * length else blank

    def _as_marked(
        self, blank: Checked, quoted: Quoted, best: Sequence[Read], said_by: Named | None, complete: bool
    ) -> Checked:
        """Words that stand in one turn but for what the marks say."""
        honest = [read for read in best if _is_honest(quoted, read)]
        if not honest:
            return self._of_turns(blank, quoted, best[:1], "stitched")
        checked = self._of_turns(blank, quoted, honest, _verdict(honest[0], said_by))
        return replace(checked, more=not complete)

    def _of_turns(self, blank: Checked, quoted: Quoted, reads: Sequence[Read], verdict: Verdict) -> Checked:
        """The places in these turns that the words come from, and how they differ from the first."""
        places: list[Citation] = []
        difference: tuple[Part, ...] = ()
        for read in reads:
            spans, parts = compared(quoted, read, NEAR, len(places) + 1)
            places += [self._cite(len(places) + 1 + n, read, *span) for n, span in enumerate(spans)]
            difference = difference or parts
        return replace(blank, verdict=verdict, places=tuple(places), difference=difference)

    def _stitched(self, blank: Checked, quoted: Quoted, stretches: Sequence[Stretch]) -> Checked:
        places = []
        for number, stretch in enumerate(stretches, start=1):
            own = tokens_of(stretch)
            places.append(self._cite(number, stretch.read, own[0].start, own[-1].end))
        return replace(blank, verdict="stitched", places=tuple(places), difference=pieced(quoted, stretches))

    def _cite(self, number: int, read: Read, start: int, end: int) -> Citation:
        sitting = self._index.sittings[int(self._index.layout.sitting_of_turn[read.row])]
        return cite(number, read.turn, sitting, start, end, 1.0)

    def _when(self, read: Read) -> tuple[str, int]:
        date = self._index.sittings[int(self._index.layout.sitting_of_turn[read.row])].date
        return date.isoformat() if date else "", read.row

    @cached_property
    def _halves(self) -> dict[str, list[int]]:
        return turns_by_half(self._index.turn_ids())

    def _fingerprinted(self, half: str) -> list[Read]:
        return self._search.read(np.array(self._halves.get(half, []), dtype=np.int64))

    def _agreement(self, code: tuple[str, str], turns: Sequence[Read], checked: Checked) -> Fingerprinted:
        """Whether the words are those of the quote that a fingerprint belongs to."""
        printed = f"{PREFIX}{'-'.join(code)}"
        for read in turns:
            likely = [(place.start, place.end) for place in checked.places if place.turn.id == read.turn.id]
            span = span_of(code[1], read.turn.text, likely)
            if span is not None:
                agrees = bool(likely) and words_half(checked.words) == code[1]
                return Fingerprinted(printed, self._cite(1, read, *span), agrees)
        return Fingerprinted(printed, None, agrees=False)


def _is_by(read: Read, said_by: Named | None) -> bool:
    """Whether the turn is by the person named; of anybody's where nobody is."""
    speaker = read.turn.speaker
    return said_by is None or (speaker is not None and speaker.id in said_by.ids)


def _verdict(read: Read, said_by: Named | None) -> Verdict:
    return "verbatim" if _is_by(read, said_by) else "other speaker"


def _closed(quoted: Quoted, read: Read, first: int, last: int) -> tuple[int, int]:
    """The stretch of a place, with the record's closing punctuation where the quote had some.

    It is not compared, and so it is shown: a question that is quoted as a statement then looks like one.
    """
    end = read.tokens[last - 1].end
    following = read.tokens[last] if last < len(read.tokens) else None
    if following and quoted.closing[:1] in _CLOSING and following.form in _CLOSING and following.start == end:
        end = following.end
    return read.tokens[first].start, end


def _is_one_place(stretches: Sequence[Stretch]) -> bool:
    """Whether the stretches follow one another in one turn, with little between them."""
    between = [left_between(one, other) for one, other in itertools.pairwise(stretches)]
    return all(words is not None and words <= LEFT_OUT for words in between)


def _is_honest(quoted: Quoted, read: Read) -> bool:
    """Whether the marks stand for no more than such marks may.

    An insertion replaces a few words. An omission may be long, but not beside a scrap of a piece: scraps from
    everywhere in a long turn would make it say anything.
    """
    left = gaps(quoted, read)
    ends = sorted({0, len(quoted.tokens), *quoted.gaps})
    scraps = [words_of(piece) < SHORTEST_STRETCH for piece in quoted.pieces]
    beside = {at for (a, b), scrap in zip(itertools.pairwise(ends), scraps, strict=True) if scrap for at in (a, b)}
    insertions = {mark.at for mark in quoted.marks if mark.kind == "insertion"}
    omissions = {mark.at for mark in quoted.marks if mark.kind == "omission"}
    return all(
        words <= REPLACED if at in insertions - omissions else words <= NEAR or at not in beside
        for at, words in left.items()
    )
