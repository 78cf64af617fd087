"""The text of a PDF page as it is set: pieces with positions, gathered into words and rows.

Positions are points from the page's lower left corner. Knows nothing of columns, paragraphs or speakers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, FloatObject, NameObject

_MOVES = {b"Td", b"TD", b"Tm", b"T*"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text set in one go: where it starts and about where it ends, its baseline, its type size, its rank in the page.

    A leading blank says that pypdf saw a gap before it. The end is measured by the widths of a common typeface, and
    good to a tenth.
    """

    text: str
    x: float
    end: float
    y: float
    size: float
    rank: int


def _pieces(page: PageObject, pdf: PdfReader) -> list[Piece]:
    """The page's text as it is set. An idle ``cm`` before each move makes pypdf report every piece by itself."""
    contents = page.get("/Contents")
    if contents is None:
        return []
    stream = ContentStream(contents.get_object(), pdf, "bytes")
    idle = ([FloatObject(n) for n in (1, 0, 0, 1, 0, 0)], b"cm")
    operations: list[Any] = []
    for operation in stream.operations:
        if operation[1] in _MOVES:
            operations.append(idle)
        operations.append(operation)
    stream.operations = operations
    page[NameObject("/Contents")] = stream
    pieces: list[Piece] = []
    gap = ""

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        nonlocal gap
        words = text.replace("\n", " ").rstrip()
        if words:
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
            real = abs(size * scale) or 10.0
            pieces.append(Piece(gap + words, x, x + real * _width(words.lstrip()), y, real, len(pieces)))
        if text:
            gap = " " if text[-1].isspace() else ""

    page.extract_text(visitor_text=visit)
    return pieces


def page_rows(page: PageObject, pdf: PdfReader) -> list[list[Piece]]:
    """Pieces of one baseline together, from the top of the page down, each row from left to right.

    Letters that were set one by one become words.
    """
    pieces = _pieces(page, pdf)
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.y, p.rank)):
        if rows and abs(rows[-1][0].y - piece.y) < 0.4 * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_words(sorted(row, key=lambda p: (round(p.x, 1), p.rank))) for row in rows]


def _words(row: list[Piece]) -> list[Piece]:
    words = row[:1]
    for piece in row[1:]:
        last = words[-1]
        # After a change of typeface pypdf reports the place where the line's text began, not where it goes on.
        start = last.end if piece.x <= last.x + 0.1 and piece.rank > last.rank else piece.x
        if piece.rank == last.rank + 1 and not piece.text.startswith(" "):
            end = start + piece.end - piece.x
            words[-1] = Piece(last.text + piece.text, last.x, end, last.y, last.size, piece.rank)
        else:
            words.append(Piece(piece.text, start, start + piece.end - piece.x, piece.y, piece.size, piece.rank))
    return words


def row_text(row: list[Piece]) -> str:
    """The row's words, with a blank where pypdf saw a gap, or where one can be measured."""
    text = row[0].text
    for before, piece in pairwise(row):
        text += " " if piece.x > before.end + 0.2 * piece.size else ""
        text += piece.text
    return " ".join(text.split())


def _width(text: str) -> float:
    """About how wide a text is, in units of its type size."""
    narrow = sum(character in " ijl.,:;'|!ftI()[]-/\"" for character in text)
    wide = sum(character in "mwMW&—%@" for character in text)
    capital = sum(character.isupper() for character in text)
    return 0.29 * narrow + 0.85 * wide + 0.67 * capital + 0.5 * (len(text) - narrow - wide - capital)
