"""How words came about from turns: with which changes from one stretch, or from which stretches put together.

Two explanations are weighed against each other in words: an *alteration* costs each word that was left out, added or
changed; a *seam* between two stretches costs `SEAM`, and each word that is in none of them one more. Works on tokens;
knows nothing of the index.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from assistant.quotes.comparing import Quoted, Token, either_case, words_of
from assistant.quotes.search import Read

Step = Literal["match", "change", "add", "leave out", "gap"]

SEAM = 3.0
"""Words. One or two words put in between are an alteration, whole clauses from elsewhere are stitched."""

SHORTEST_STRETCH = 4
"""Words. Shorter stretches stand somewhere by chance."""

_BARRIER = 1e5
_Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens ``quoted.tokens[first:last]`` that stand in a turn from token `at` on."""

    first: int
    last: int
    read: Read
    at: int


class Text:
    """The tokens of several turns, one after the other, numbered so that each agrees with those of a quote."""

    def __init__(self, quoted: Quoted, reads: Sequence[Read]) -> None:
        self.quoted, self.reads = quoted, reads
        forms: dict[str, int] = {}
        for token in quoted.tokens:
            forms.setdefault(token.form, len(forms))
            forms.setdefault(either_case(token.form), len(forms))
        self._forms = forms
        numbers: list[int] = []
        weights: list[float] = []
        self.starts: list[int] = []
        for read in reads:
            self.starts.append(len(numbers))
            numbers += [forms.get(token.form, -1) for token in read.tokens]
            weights += [token.weight for token in read.tokens]
            numbers.append(-2)  # a barrier: no stretch goes on into the next turn
            weights.append(_BARRIER)
        self.numbers = np.array(numbers, dtype=np.int64)
        self.weights = np.array(weights)

    def agree(self, at: int, *, loose: bool) -> npt.NDArray[np.bool_]:
        """Where token `at` of the quote stands; with `loose`, its first letter in either case."""
        form = self.quoted.tokens[at].form
        found: npt.NDArray[np.bool_] = self.numbers == self._forms[form]
        return found | (self.numbers == self._forms[either_case(form)]) if loose else found


def alteration_costs(text: Text) -> _Array:
    """What it costs, in words, to make the quote of one stretch of each turn, (turns,).

    The edit distance to the best stretch of a text (Sellers 1980, "The theory and computation of evolutionary
    distances"), over words, with the words at a gap free.
    """
    ends = [*text.starts[1:], len(text.numbers)]
    last = deque(_rows(text), maxlen=1).pop()
    return np.array([last[start:end].min() for start, end in zip(text.starts, ends, strict=True)])


def steps(quoted: Quoted, read: Read) -> list[tuple[Step, int, int]]:
    """The cheapest way from a turn's stretch to the quote: steps with the token of the quote and of the turn."""
    text = Text(quoted, [read])
    table = np.array(list(_rows(text)))
    i, j = len(quoted.tokens), int(table[-1][:-1].argmin())
    found: list[tuple[Step, int, int]] = []
    while i > 0:
        token, here = quoted.tokens[i - 1], table[i, j]
        before = table[i - 1, j - 1] if j else np.inf
        if j and text.agree(i - 1, loose=i - 1 in quoted.loose)[j - 1] and here == before:
            found.append(("match", i - 1, j - 1))
            i, j = i - 1, j - 1
        elif j and here == before + max(token.weight, text.weights[j - 1]):
            found.append(("change", i - 1, j - 1))
            i, j = i - 1, j - 1
        elif here == table[i - 1, j] + token.weight:
            found.append(("add", i - 1, j))
            i -= 1
        else:
            found.append(("gap" if i in quoted.gaps else "leave out", i, j - 1))
            j -= 1
    return found[::-1]


def _rows(text: Text) -> Iterator[_Array]:
    """Row i, ``[j]``: the cost of the quote's first i tokens as a stretch that ends before token j of the text."""
    quoted = text.quoted
    into = np.concatenate([[0.0], np.cumsum(text.weights)])
    walls = np.concatenate([[0.0], np.cumsum(np.where(text.numbers == -2, _BARRIER, 0.0))])
    row = np.zeros(len(text.numbers) + 1)
    yield row
    for i, token in enumerate(quoted.tokens, start=1):
        change = np.where(text.agree(i - 1, loose=i - 1 in quoted.loose), 0.0, np.maximum(token.weight, text.weights))
        best = row + token.weight
        np.minimum(best[1:], row[:-1] + change, out=best[1:])
        free = walls if i in quoted.gaps else into
        row = free + np.minimum.accumulate(best - free)
        yield row


def stitching(text: Text) -> tuple[float, list[Stretch]]:
    """What it costs, in words, to put the quote together from stretches of any turns, and from which.

    Of stretches that are as long, that of the turn that comes first is taken.
    """
    tokens = text.quoted.tokens
    longest = _longest(text)
    words = [0, *itertools.accumulate(token.is_word for token in tokens)]
    cost = [0.0] + [np.inf] * len(tokens)
    way: list[Stretch | None] = [None] * (len(tokens) + 1)
    for i, token in enumerate(tokens):
        if cost[i] + token.weight < cost[i + 1]:
            cost[i + 1], way[i + 1] = cost[i] + token.weight, None
        length, at = longest[i]
        if words[i + length] - words[i] >= SHORTEST_STRETCH and cost[i] + SEAM < cost[i + length]:
            turn = int(np.searchsorted(text.starts, at, side="right")) - 1
            cost[i + length] = cost[i] + SEAM
            way[i + length] = Stretch(i, i + length, text.reads[turn], at - text.starts[turn])
    found: list[Stretch] = []
    i = len(tokens)
    while i:
        stretch = way[i]
        if stretch is None:
            i -= 1
        else:
            found.append(stretch)
            i = stretch.first
    return cost[-1] - (SEAM if found else 0.0), found[::-1]


def _longest(text: Text) -> list[tuple[int, int]]:
    """For each token of the quote, how many from there on stand in one stretch of a turn, and where."""
    found = [(0, 0)] * len(text.quoted.tokens)
    after = np.zeros(len(text.numbers) + 1, dtype=np.int64)
    for i in reversed(range(len(text.quoted.tokens))):
        going_on = after[1:] + 1
        begun = np.where(text.agree(i, loose=True), going_on, 0)
        at = int(begun.argmax()) if len(begun) else 0
        found[i] = (int(begun[at]), at) if len(begun) else (0, 0)
        after = np.append(np.where(text.agree(i, loose=i in text.quoted.loose), going_on, 0), 0)
    return found


def uncovered(quoted: Quoted, stretches: Sequence[Stretch]) -> list[tuple[int, int]]:
    """The tokens between stretches, where these are long enough to be a stretch; none if there are no stretches."""
    ends = [0, *(end for stretch in stretches for end in (stretch.first, stretch.last)), len(quoted.tokens)]
    between = zip(ends[::2], ends[1::2], strict=True)
    return [(a, b) for a, b in between if stretches and words_of(quoted.tokens[a:b]) >= SHORTEST_STRETCH]


def left_between(one: Stretch, other: Stretch) -> int | None:
    """How many words of the record lie between two stretches of one turn; None if they do not follow in one."""
    end = one.at + one.last - one.first
    if one.read.row != other.read.row or other.at < end:
        return None
    return words_of(one.read.tokens[end : other.at])


def tokens_of(stretch: Stretch) -> Sequence[Token]:
    """The turn's tokens of a stretch."""
    return stretch.read.tokens[stretch.at : stretch.at + stretch.last - stretch.first]
