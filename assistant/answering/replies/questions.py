"""A member's turn as the questions it asks: spans of the turn, in the order spoken.

A question is one or more consecutive sentences that ask one thing: what leans on the sentence before it ("Zo ja,
wanneer?") goes with it, and so does all that is asked under one number of a list. A question that refers back has the
sentence before it as its *context*, kept apart. The spans of two questions never overlap. What is asked in a quotation,
or answered by the member in the next sentence, is no question. Knows nothing of replies.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.replies.asking import (
    answers_itself,
    asks,
    is_announcement,
    is_courtesy,
    is_dependent,
    refers_back,
)
from index.sentences import sentence_spans

Span = tuple[int, int]

_BEFORE_MARK = r"(?:^|(?<=[\s.?!:;)]))(?<!\d[.,])"
_AFTER_MARK = r"[.)]\)?[ \t]?(?=[\"“'‘«(]?[^\W\d_])"
_LETTERS = "abcdefghij"


@dataclass(frozen=True, slots=True)
class AskedSpan:
    """A question: ``text[start:end]``; the sentence before it where it is not understood alone; its number in a list
    that the member numbers, None elsewhere."""

    start: int
    end: int
    context: Span | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of a turn: an entry of a list (`listed`), under a number if it has one, or what is outside lists."""

    start: int
    end: int
    listed: bool = False
    number: int | None = None


def questions_of(text: str) -> list[AskedSpan]:
    """The questions of a turn, in order."""
    found: list[AskedSpan] = []
    before: Span | None = None
    for stretch in _stretches(text):
        spans = [(stretch.start + a, stretch.start + b) for a, b in sentence_spans(text[stretch.start : stretch.end])]
        if stretch.listed:
            found += _of_entry(text, spans, stretch.number, before)
        else:
            found += _of_speech(text, spans)
        before = spans[-1] if spans else before
    return found


def _of_speech(text: str, spans: Sequence[Span]) -> list[AskedSpan]:
    """The questions among sentences outside a list."""
    found: list[AskedSpan] = []
    open_ = False  # whether the sentence before is the end of the last question found
    for at, (start, end) in enumerate(spans):
        sentence = text[start:end]
        after = text[slice(*spans[at + 1])] if at + 1 < len(spans) else ""
        meant = asks(sentence) and not is_announcement(sentence) and not answers_itself(sentence, after)
        if not meant and not (open_ and is_dependent(sentence) and _goes_on_asking(sentence)):
            open_ = False
        elif open_ and is_dependent(sentence):
            found[-1] = AskedSpan(found[-1].start, end, found[-1].context)
        else:
            found.append(AskedSpan(start, end, _context(text, spans, at)))
            open_ = True
    return found


def _of_entry(text: str, spans: Sequence[Span], number: int | None, before: Span | None) -> list[AskedSpan]:
    """The question of one entry of a list: from its first sentence that asks to its last, none if none asks."""
    asking = [at for at, (start, end) in enumerate(spans) if asks(text[start:end])]
    if not asking:
        return []
    first, last = asking[0], asking[-1]
    while (
        last + 1 < len(spans)
        and is_dependent(text[slice(*spans[last + 1])])
        and _goes_on_asking(text[slice(*spans[last + 1])])
    ):
        last += 1
    context = spans[first - 1] if first else None
    if context is None and before is not None and refers_back(text[slice(*spans[first])]):
        context = before if _tells(text[slice(*before)]) else None
    return [AskedSpan(spans[first][0], spans[last][1], context, number)]


def _context(text: str, spans: Sequence[Span], at: int) -> Span | None:
    """The sentence before a question, if the question refers back to it, and it is one that tells something."""
    if at == 0 or not (refers_back(text[slice(*spans[at])]) or is_dependent(text[slice(*spans[at])])):
        return None
    before = spans[at - 1]
    return before if _tells(text[slice(*before)]) else None


def _tells(sentence: str) -> bool:
    return not is_announcement(sentence) and not is_courtesy(sentence)


def _goes_on_asking(sentence: str) -> bool:
    """Whether a sentence without a verb of asking belongs to the question before: "Graag uitgesplitst per jaar."."""
    return sentence.casefold().startswith("graag")


def _stretches(text: str) -> list[_Stretch]:
    """The text cut at the marks of numbered lists ("1.", "2)") and of lettered ones within ("a)", "b)")."""
    marks: list[tuple[int, int, int | None]] = []  # where a mark begins, where what follows it begins, the number
    numbered = _ascending(text, [str(n) for n in range(1, 30)], 0, len(text))
    marks += [(start, after, number) for number, (start, after) in enumerate(numbered, 1)]
    edges = [0, *(start for start, _ in numbered), len(text)]
    for at, (left, right) in enumerate(itertools.pairwise(edges)):
        lettered = _ascending(text, list(_LETTERS), left, right)
        marks += [(start, after, at or None) for start, after in lettered]
    marks.sort()
    if not marks:
        return [_Stretch(0, len(text))]
    stretches = [_Stretch(0, marks[0][0])]
    ends = [start for start, _, _ in marks[1:]] + [_end_of_list(text, marks[-1][1])]
    stretches += [_Stretch(after, end, True, number) for (_, after, number), end in zip(marks, ends, strict=True)]
    return [*stretches, _Stretch(ends[-1], len(text))]


def _ascending(text: str, names: Sequence[str], left: int, right: int) -> list[Span]:
    """The marks of a list, "1." then "2." and so on: where each begins and ends; none if there is only one."""
    found: list[Span] = []
    for name in names:
        mark = re.compile(_BEFORE_MARK + re.escape(name) + _AFTER_MARK).search(
            text, found[-1][1] if found else left, right
        )
        if mark is None:
            break
        found.append(mark.span())
    return found if len(found) > 1 else []


def _end_of_list(text: str, start: int) -> int:
    """Where the last entry of a list ends: at its paragraph's end."""
    end = text.find("\n\n", start)
    return end if end >= 0 else len(text)
