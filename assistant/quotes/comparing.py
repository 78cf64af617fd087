"""Words as they are compared: tokens with their place in the text, and the honest marks that a quoter leaves.

Only what is no part of the wording is evened out: white space, kinds of quotation marks and dashes, Unicode forms. The
first letter of a piece may be of either case, and punctuation at the ends of the whole is left off. All else counts,
commas too. A token's offsets always point into the text that it was cut from, so that what is shown is that text and
never its compared form. Knows nothing of turns or of searching.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

MarkKind = Literal["omission", "insertion", "letter"]
"""Words left out, words put in (perhaps instead of others), or one letter whose case was changed."""

QUOTES = "\"'“”„‟‘’‚‛«»‹›`´′″＂"
_DASHES = "-‐‑‒–—―−"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ĳ": "ij", "Ĳ": "IJ"}
_EVEN = str.maketrans({**dict.fromkeys(QUOTES, "'"), **dict.fromkeys(_DASHES, "-"), **_LIGATURES}) | dict.fromkeys(
    map(ord, _INVISIBLE)
)
_DOTS = re.compile(r"\.{3,}")
_TOKEN = re.compile(rf"[\w{_INVISIBLE}\u0300-\u036f]+|\.{{3,}}|[^\w\s]")
_SYMBOLS = frozenset("%‰&§@#*/\\")  # which Unicode counts as punctuation, and which say something
_BRACKETED_LETTER = re.compile(r"\[(\w)\](?=\w)")
_DOTTED = r"(?:\.{3,}|…|\.\s\.\s\.)"
_MARK = re.compile(rf"(?P<omission>[(\[]\s*{_DOTTED}\s*[)\]]|{_DOTTED})|\[(?P<insertion>[^\[\]]*)\]")
PUNCTUATION_WEIGHT = 0.25
"""What a comma that differs counts, where a word counts 1."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark: `form` is compared, ``text[start:end]`` is shown."""

    form: str
    start: int
    end: int
    is_word: bool

    @property
    def weight(self) -> float:
        """What its difference counts, in words."""
        return 1.0 if self.is_word else PUNCTUATION_WEIGHT


@dataclass(frozen=True, slots=True)
class Mark:
    """An honest mark before token `at` (a changed letter: in it), and how it was written."""

    kind: MarkKind
    at: int
    words: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that are said to be somebody's, without punctuation at the ends.

    Without `marks` they are meant to stand in the record in one stretch. `closing` is the punctuation that followed
    the last word and is not compared.
    """

    text: str
    tokens: tuple[Token, ...]
    marks: tuple[Mark, ...] = ()
    closing: str = ""

    @property
    def loose(self) -> frozenset[int]:
        """The tokens whose first letter may be of either case: those that begin a piece."""
        return frozenset({0, *(mark.at for mark in self.marks)})

    @property
    def gaps(self) -> frozenset[int]:
        """The tokens before which anything may stand in the record."""
        return frozenset(mark.at for mark in self.marks if mark.kind != "letter")

    @property
    def pieces(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens between the gaps."""
        cuts = sorted({0, len(self.tokens), *self.gaps})
        return tuple(self.tokens[a:b] for a, b in itertools.pairwise(cuts))


def tokens(text: str) -> list[Token]:
    """The words and punctuation marks of a text, in order."""
    found = []
    for match in _TOKEN.finditer(text):
        form, is_word = _form(match[0])
        if form:
            found.append(Token(form, match.start(), match.end(), is_word))
    return found


def even(text: str) -> str:
    """One form for what is written in several ways; white space stays as it is."""
    return _DOTS.sub("…", unicodedata.normalize("NFC", text).translate(_EVEN))


def squeezed(text: str) -> str:
    """The text without white space: if the words of a quote are in it, so is the quote's own squeezed text."""
    return "".join(even(text).split())


def literal(text: str) -> Quoted:
    """A quote read as it stands: "(...)" is then three characters of the record's, not a mark."""
    return _trimmed(text, tokens(text), ())


def marked(text: str) -> Quoted | None:
    """A quote with its honest marks understood; None if it has none.

    "(...)", "[...]" and dots between words mark an omission, words in square brackets an insertion; a letter in
    brackets ("[D]e brug") only says that its case was changed.
    """
    letters = list(_BRACKETED_LETTER.finditer(text))
    # Brackets around one letter become characters that are not compared, so that offsets stay what they are.
    plain = _BRACKETED_LETTER.sub("\u2060\\1\u2060", text)
    kept: list[Token] = []
    marks: list[Mark] = []
    at = 0
    for match in [*_MARK.finditer(plain), None]:
        piece = _shifted(plain, at, match.start() if match else len(plain))
        # A quoter ends a piece as a sentence, whatever the record goes on with.
        kept += _ends_cut(piece, first=bool(marks), last=match is not None)
        if match is not None:
            kind: MarkKind = "omission" if match["omission"] else "insertion"
            marks.append(Mark(kind, len(kept), match[0]))
            at = match.end()
    marks += [
        Mark("letter", number, letter[0])
        for letter in letters
        for number, token in enumerate(kept)
        if token.start <= letter.start() < token.end
    ]
    return _trimmed(text, kept, tuple(sorted(marks, key=lambda mark: mark.at))) if marks else None


def same(one: str, other: str, loose: bool) -> bool:
    """Whether two forms agree; with `loose`, their first letters may differ in case."""
    return one == other or (loose and one == either_case(other))


def either_case(form: str) -> str:
    """The form with its first letter in the other case."""
    return form[:1].swapcase() + form[1:]


def words_of(some: Sequence[Token]) -> int:
    """How many of the tokens are words."""
    return sum(token.is_word for token in some)


def _shifted(text: str, start: int, end: int) -> list[Token]:
    return [Token(t.form, t.start + start, t.end + start, t.is_word) for t in tokens(text[start:end])]


def _ends_cut(piece: Sequence[Token], *, first: bool, last: bool) -> Sequence[Token]:
    """A piece without punctuation at the ends that are asked for."""
    start, end = 0, len(piece)
    while first and start < end and not piece[start].is_word:
        start += 1
    while last and end > start and not piece[end - 1].is_word:
        end -= 1
    return piece[start:end]


@lru_cache(maxsize=100_000)
def _form(written: str) -> tuple[str, bool]:
    """How a word or mark is compared, and whether it is a word."""
    form = even(written)
    return form, bool(form) and _is_word(form)


def _is_word(form: str) -> bool:
    return form in _SYMBOLS or not unicodedata.category(form[0]).startswith("P") or len(form) > 1


def _trimmed(text: str, kept: Sequence[Token], marks: tuple[Mark, ...]) -> Quoted:
    """Without punctuation at either end."""
    inner = _ends_cut(kept, first=True, last=True)
    first = kept.index(inner[0]) if inner else 0
    closing = "".join(token.form for token in kept[first + len(inner) :])
    moved = tuple(Mark(m.kind, min(max(m.at - first, 0), len(inner)), m.words) for m in marks)
    return Quoted(text, tuple(inner), moved, closing)
