"""Where words may stand: candidates from the lexical index, and exact places proved on the turns' own text.

Nothing here reads the whole record: the index names turns, and only those are read. Passages hold whole sentences, so
words that stand in one turn either lie within one passage or are cut between two sentences; both are looked for, which
makes the places complete up to `LOOKED` turns. Knows nothing of speakers or verdicts.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from assistant.quotes.comparing import Quoted, Token, either_case, same, squeezed, tokens
from index.lexical import Scope, Variant
from index.store import Index
from index.terms import LANGUAGES, stem, words
from index.transcript import Turn

LOOKED = 2_000
"""Turns that are read for one quote: only of stock phrases there are more."""

BROAD = 100_000
"""Passages that hold the words, in any order, before turns are read."""

CUT_CONTEXT = 8
"""Words on either side of a cut that are searched for."""

NEAREST = 120
"""Turns that are read to find where words come from that stand nowhere as they are."""

RANKED = 40
"""Of these, how many a ranking by all the words may add."""

WINDOW = 5
"""Words that follow one another, by which the turns are found that they may come from."""

HELD = 2_000
"""Passages: a window that as many hold tells nothing."""

_ENDS_SENTENCE = frozenset(".?!…:;'])")

Rows = npt.NDArray[np.int64]
Group = tuple[str, ...]
"""The terms under which a word may stand in the index."""


@dataclass(frozen=True, slots=True)
class Read:
    """A turn that was read: its row in the layout, itself, and its tokens."""

    row: int
    turn: Turn
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a turn, as token numbers: ``read.tokens[first:last]``."""

    read: Read
    first: int
    last: int


class QuoteSearch:
    """Finds words in the turns of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._tokens = lru_cache(maxsize=2_000)(_tokens)

    def exact(
        self, pieces: Sequence[Sequence[Token]], people: frozenset[str] = frozenset()
    ) -> tuple[list[Found], bool]:
        """Every place where the pieces' longest stands word for word, and whether these are all there are.

        The first letter may be of either case. Where not all turns can be read, those of `people` (by id) are read
        before others'.
        """
        piece = max(pieces, key=len, default=())
        groups = [self._groups(token) for token in piece]
        if not any(groups):
            return [], True
        rows, complete = self._holding(piece, groups, people)
        needle = "".join(token.form for token in piece)[1:]
        return [
            Found(read, at, at + len(piece))
            for read in self.read(rows, needle)
            for at in occurrences(piece, read.tokens)
        ], complete

    def nearest(self, quoted: Quoted) -> list[Read]:
        """The turns that most of the words may come from, likeliest first, at most `NEAREST`.

        Each `WINDOW` words that follow one another count for the passages that hold them all, the more the fewer
        these are; the best passages for all the words count too, for quotes without one whole window.
        """
        groups = [group for token in quoted.tokens for group in self._groups(token)]
        total = len(self._index.layout.passage_keys)
        weights: dict[int, float] = defaultdict(float)
        for window in dict.fromkeys(zip(*(groups[at:] for at in range(WINDOW)), strict=False)):
            keys = self._index.lexical.with_all(window, HELD)
            if 0 < len(keys) < HELD:
                weight = math.log(total / len(keys))
                for key in keys.tolist():
                    weights[key] += weight
        variants = [[Variant(term, 1.0) for term in group] for group in dict.fromkeys(groups)]
        ranked, _ = self._index.lexical.search(variants, RANKED, Scope())
        best = sorted(weights, key=lambda key: -weights[key])[: NEAREST - RANKED]
        rows = self._rows(np.array([*best, *ranked.tolist()], dtype=np.int64), ordered=True)
        position = {row: place for place, row in enumerate(rows.tolist())}
        return sorted(self.read(rows), key=lambda read: position[read.row])

    def read(self, rows: Rows, needle: str = "") -> list[Read]:
        """These turns with their tokens, by row; with a `needle`, only those whose squeezed text holds it."""
        turns = self._index.turns(rows.tolist())
        return [
            Read(row, turn, self._tokens(turn.text))
            for row, turn in sorted(turns.items())
            if not needle or needle in squeezed(turn.text)
        ]

    def _holding(
        self, piece: Sequence[Token], groups: Sequence[Sequence[Group]], people: frozenset[str]
    ) -> tuple[Rows, bool]:
        """Rows of the turns that may hold the piece, at most `LOOKED`, and whether none was left out."""
        keys = self._index.lexical.with_all(_distinct(g for word in groups for g in word), BROAD)
        rows, complete = [self._rows(keys)], len(keys) < BROAD
        for left, right in _cuts(piece, groups):
            sides = [self._index.lexical.with_all(_distinct(side), BROAD) for side in (left, right)]
            complete = complete and all(len(side) < BROAD for side in sides)
            rows.append(np.intersect1d(self._rows(sides[0]), self._rows(sides[1])))
        every = np.unique(np.concatenate(rows))
        if len(every) > LOOKED:
            own = [key for key, speaker in self._index.speakers.items() if speaker.id in people]
            others = ~np.isin(self._index.layout.speaker_of_turn[every], own)
            every = every[np.argsort(others, kind="stable")]
        return every[:LOOKED], complete and len(every) <= LOOKED

    def _groups(self, token: Token) -> list[Group]:
        return [tuple(sorted({stem(word, language) for language in LANGUAGES})) for word in words(token.form)]

    def _rows(self, keys: npt.NDArray[np.int64], *, ordered: bool = False) -> Rows:
        """Rows of the turns that passages with these keys belong to, each once."""
        layout = self._index.layout
        at = layout.rows_of_passages(keys)
        rows = layout.turn_of_passage[at[at >= 0]]
        return np.array(list(dict.fromkeys(rows.tolist())), dtype=np.int64) if ordered else np.unique(rows)


def occurrences(piece: Sequence[Token], among: Sequence[Token]) -> list[int]:
    """Where the piece stands in other tokens, its first letter in either case."""
    if not piece:
        return []
    forms = [token.form for token in among]
    joined = f" {' '.join(forms)} "
    found = []
    for first in {piece[0].form, either_case(piece[0].form)}:
        needle = f" {' '.join([first, *(token.form for token in piece[1:])])} "
        at = joined.find(needle)
        while at >= 0:
            found.append(joined.count(" ", 0, at))
            at = joined.find(needle, at + 1)
    return sorted(at for at in found if same(piece[0].form, forms[at], loose=True))


def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(tokens(text))


def _cuts(piece: Sequence[Token], groups: Sequence[Sequence[Group]]) -> Iterator[tuple[list[Group], list[Group]]]:
    """The words before and after each place where a sentence may end, back and on to the next such place."""
    ends = [0, *(at for at in range(1, len(piece)) if _may_cut(piece, at)), len(piece)]
    for before, here, after in zip(ends, ends[1:], ends[2:], strict=False):
        left = [group for word in groups[before:here] for group in word][-CUT_CONTEXT:]
        right = [group for word in groups[here:after] for group in word][:CUT_CONTEXT]
        if left and right:
            yield left, right


def _may_cut(piece: Sequence[Token], at: int) -> bool:
    """Whether a sentence may end before this token: punctuation stands there, and a word follows."""
    return piece[at - 1].form in _ENDS_SENTENCE and (piece[at].is_word or piece[at].form in "'([-")


def _distinct(groups: Iterable[Group]) -> list[Group]:
    return list(dict.fromkeys(groups))
