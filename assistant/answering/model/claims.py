"""A model's prose taken apart: sentences, what each says on which citations, and what it puts in quotation marks.

Marks are numbers in square brackets: "[1]", "[1, 2]", "[1][2]", before or after the full stop. Knows nothing of
whether anything is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.quotes.comparing import QUOTES
from index.sentences import sentence_spans

_MARK = re.compile(r"\[\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*\]")
_MARKS = re.compile(rf"{_MARK.pattern}(?:[\s,]*{_MARK.pattern})*")
_STOP_BEFORE_MARKS = re.compile(rf"[.?!…]+[\"”’»)]*\s*{_MARKS.pattern}")
_QUOTED = re.compile(
    r"“[^“”]*”|„[^„”“]*[”“]|«[^«»]*»|‹[^‹›]*›|\"[^\"]*\"|”[^”]*”|‚[^‘’]*[‘’]|"
    # Single marks are apostrophes as well: the last that can close one does, so that nothing quoted is overlooked.
    r"(?<!\w)‘(?![stnk]\b)(?=\S)[^‘]*(?<!\s)’(?!\w)|"
    r"(?<!\w)'(?![stnk]\b)(?=\S)(?:[^'\n]|(?<=[\w.?!,…])')*(?<=[\w.?!,…])'(?!\w)"
)
_APOSTROPHE = re.compile(r"(?<=\w)['’]|['’‘](?=[stnk]\b)")
_LAYOUT = re.compile(r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+|#+\s*)|\*\*|__")
_ENDS = re.compile(rf"[.?!…][\"”’'»)]*\s*(?:{_MARKS.pattern})?\s*$")


@dataclass(frozen=True, slots=True)
class Claim:
    """The part of a sentence that rests on the citations of these numbers.

    `text` is without marks; `quotes` are the spans of the words between quotation marks in it, and `own` is the text
    with those blotted out, of the same length. `first` says whether it begins its sentence.
    """

    text: str
    numbers: tuple[int, ...]
    quotes: tuple[tuple[int, int], ...]
    own: str
    first: bool


def sentences(prose: str) -> list[str]:
    """The sentences of a text, each with its marks, without the signs of lists, headings and bold print."""
    found = []
    for line in prose.splitlines():
        text = _LAYOUT.sub("", line)
        # Neither a full stop within a quotation nor one before a mark ends the sentence.
        masked = _QUOTED.sub(lambda m: _blotted(m[0], keep=2 if m[0][-2:-1] in ".?!…" else 1), text)
        masked = _STOP_BEFORE_MARKS.sub(lambda m: "x" * (len(m[0]) - 1) + ".", masked)
        found += [text[start:end] for start, end in sentence_spans(masked)]
    return found


def is_whole(sentence: str) -> bool:
    """Whether a sentence ends as one; the last of a reply that was cut off does not."""
    return bool(_ENDS.search(sentence))


def claims(sentence: str) -> list[Claim]:
    """What a sentence says, citations by citations; none if it cites nothing. What follows the last mark is its."""
    masked = _QUOTED.sub(lambda m: _blotted(m[0], keep=1), sentence)
    marks = list(_MARKS.finditer(masked))
    pieces: list[tuple[str, tuple[int, ...]]] = []
    at = 0
    for mark in marks:
        pieces.append((sentence[at : mark.start()], tuple(int(n) for n in re.findall(r"\d+", mark[0]))))
        at = mark.end()
    if pieces:
        pieces[-1] = (pieces[-1][0] + sentence[at:], pieces[-1][1])
    return [_claim(text, numbers, first=number == 0) for number, (text, numbers) in enumerate(pieces)]


def has_stray_mark(claim: Claim) -> bool:
    """Whether a quotation mark is left over that belongs to no quotation and is no apostrophe."""
    return any(mark in QUOTES for mark in _APOSTROPHE.sub("", claim.own))


def _claim(text: str, numbers: tuple[int, ...], *, first: bool) -> Claim:
    spans = tuple((match.start() + 1, match.end() - 1) for match in _QUOTED.finditer(text))
    own = _QUOTED.sub(lambda m: " " * len(m[0]), text)
    return Claim(text, numbers, spans, own, first)


def quoted(claim: Claim) -> Iterator[str]:
    """The words between quotation marks."""
    for start, end in claim.quotes:
        yield claim.text[start:end]


def _blotted(quotation: str, keep: int) -> str:
    """A quotation of the same length that holds no full stops; `keep` characters at its end stay."""
    return "x" * (len(quotation) - keep) + quotation[-keep:]
