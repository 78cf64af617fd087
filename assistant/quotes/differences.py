"""How checked words differ from the record, word by word, and which stretches of the record they come from.

All parts' words in order are the checked words, but for punctuation at the ends. Knows nothing of verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.quotes.alignment import Step, Stretch, steps, tokens_of
from assistant.quotes.comparing import Mark, Quoted, Token, words_of
from assistant.quotes.search import Read
from assistant.quotes.verdict import Part, PartKind

Span = tuple[int, int]
"""Start and end in a turn's text."""

_Steps = Sequence[tuple[Step, int, int]]


def compared(quoted: Quoted, read: Read, near: int, number: int) -> tuple[list[Span], tuple[Part, ...]]:
    """The stretches of a turn that words come from, and the words beside them.

    A gap of more than `near` words ends a stretch. The stretches are numbered from `number`.
    """
    spans: list[Span] = []
    parts: list[Part] = []
    first: Token | None = None
    last: Token | None = None
    for is_gap, at, run in _runs(quoted, steps(quoted, read)):
        theirs = [read.tokens[j] for step, _, j in run if step != "add"]
        if is_gap:
            if first and last and words_of(theirs) > near:
                spans.append((first.start, last.end))
                first = None
            parts += _marked(quoted, at, _slice(read.turn.text, theirs), number + len(spans))
            continue
        if theirs:
            first, last = first or theirs[0], theirs[-1]
        parts += _changes(quoted, read, run, number + len(spans))
    if first and last:
        spans.append((first.start, last.end))
    return spans, tuple(parts)


def gaps(quoted: Quoted, read: Read) -> dict[int, int]:
    """How many words of the turn each gap of the quote stands for, by the token that follows it."""
    found = dict.fromkeys(quoted.gaps, 0)
    for step, at, j in steps(quoted, read):
        if step == "gap":
            found[at] += read.tokens[j].is_word
    return found


def pieced(quoted: Quoted, stretches: Sequence[Stretch]) -> tuple[Part, ...]:
    """Words that were put together from stretches, each with the number of its place, from 1."""
    parts: list[Part] = []
    at = 0
    for number, stretch in enumerate([*stretches, None], start=1):
        end = stretch.first if stretch else len(quoted.tokens)
        between = quoted.tokens[at:end]
        parts += [Part("marked omission", m.words, "", None) for m in quoted.marks if _is_between(m, at, end, stretch)]
        if between:
            parts.append(Part("added", _slice(quoted.text, between), "", None))
        if stretch:
            own = quoted.tokens[stretch.first : stretch.last]
            record = _slice(stretch.read.turn.text, tokens_of(stretch))
            parts.append(Part("same", _slice(quoted.text, own), record, number))
            at = stretch.last
    return tuple(parts)


def _is_between(mark: Mark, at: int, end: int, stretch: Stretch | None) -> bool:
    return mark.kind == "omission" and at <= mark.at <= end and bool(mark.words) and (at > 0 or stretch is not None)


def _runs(quoted: Quoted, way: _Steps) -> Iterator[tuple[bool, int, _Steps]]:
    """The steps between the gaps, and at each gap, also one that stands for nothing, its own: (is gap, at, steps)."""
    by_gap: dict[int, list[tuple[Step, int, int]]] = {at: [] for at in sorted(quoted.gaps)}
    rest: list[tuple[Step, int, int]] = []
    for step in way:
        if step[0] == "gap":
            by_gap[step[1]].append(step)
        else:
            rest.append(step)
    for at, own in by_gap.items():
        before = [step for step in rest if _before(step, at)]
        rest = rest[len(before) :]
        if before:
            yield False, 0, before
        yield True, at, own
    if rest:
        yield False, 0, rest


def _before(step: tuple[Step, int, int], gap: int) -> bool:
    """Whether a step belongs before a gap; what is left out is counted by the token that follows."""
    return step[1] <= gap - (step[0] != "leave out")


def _changes(quoted: Quoted, read: Read, run: _Steps, number: int) -> Iterator[Part]:
    for same, group in groupby(run, key=lambda step: step[0] == "match"):
        block = list(group)
        ours = [quoted.tokens[i] for step, i, _ in block if step != "leave out"]
        theirs = [read.tokens[j] for step, _, j in block if step != "add"]
        kind: PartKind = "same" if same else "changed" if ours and theirs else "added" if ours else "left out"
        yield Part(kind, _slice(quoted.text, ours), _slice(read.turn.text, theirs), number if theirs else None)


def _marked(quoted: Quoted, at: int, record: str, number: int) -> Iterator[Part]:
    """The parts of the marks at one gap; the first of them stands for what the record has there."""
    for mark in quoted.marks:
        if mark.at == at and mark.kind != "letter":
            if mark.words or record:
                yield Part(_kind(mark), mark.words, record, number if record else None)
            record = ""


def _kind(mark: Mark) -> PartKind:
    if not mark.words:  # no mark at all: found to have been left out
        return "left out"
    return "marked omission" if mark.kind == "omission" else "marked insertion"


def _slice(text: str, some: Iterable[Token]) -> str:
    """The text from the first of the tokens to the last."""
    each = list(some)
    return text[each[0].start : each[-1].end] if each else ""
