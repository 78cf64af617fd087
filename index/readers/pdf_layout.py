"""The paragraphs of a PDF in reading order: columns told apart, running heads dropped, broken words joined.

A page is taken as pieces of text with positions (`pypdf`), in points from the page's lower left corner. Whether it
has one column or two is found page by page; what repeats at the top or foot of several pages, digits apart, is
furniture. A word broken at a line's end is joined when the next line goes on in lower case: without its hyphen,
unless the document has the hyphenated form in one piece elsewhere and the joined form nowhere. Knows nothing of
speakers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pypdf import PageObject, PdfReader

from index.readers.pdf_pieces import Piece, page_rows, row_text

_HYPHENS = "-\u2010\xad"
_SUSPENDED = {"en", "of", "et", "ou", "and", "or", "tot", "als"}
_EDGE_ROWS = 3
"""A running head or foot is looked for among this many rows at either edge of a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column, and the number of its page from 1."""

    text: str
    x: float
    y: float
    size: float
    page: int
    new_column: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the page on which it starts."""

    text: str
    page: int


def paragraphs(pdf: PdfReader, opens: Callable[[str], object]) -> tuple[list[Paragraph], list[str]]:
    """The document's paragraphs and its running heads and feet, each of these once.

    `opens` says whether a line that follows the end of a sentence opens a paragraph by its words alone.
    """
    pages = [page_rows(page, pdf) for page in pdf.pages]
    furniture = _drop_running(pages, opens)
    edges = [_second_column(rows, page) for rows, page in zip(pages, pdf.pages, strict=True)]
    usual = Counter(round(edge) for edge in edges if edge is not None).most_common(1)
    lines: list[Line] = []
    for number, (rows, edge) in enumerate(zip(pages, edges, strict=True), start=1):
        if edge is None and usual and _parts(rows, usual[0][0], least=1):
            edge = usual[0][0]  # the last page may hold a line or two in its second column
        lines += _lines(rows, edge, number)
    return _joined(lines, opens), furniture


def _drop_running(pages: list[list[list[Piece]]], opens: Callable[[str], object]) -> list[str]:
    """Take running heads and feet out of `pages`; return their texts, each once. Who speaks is never one."""

    def key(row: list[Piece]) -> tuple[str, int]:
        return re.sub(r"\d+", "#", row_text(row)), round(row[0].y / 6)

    seen = Counter(k for rows in pages for k in {key(row) for row in rows[:_EDGE_ROWS] + rows[-_EDGE_ROWS:]})
    enough = max(2, math.ceil(0.3 * len(pages)))
    running = {k for k, times in seen.items() if times >= enough and not opens(k[0])}
    dropped: dict[tuple[str, int], str] = {}
    for rows in pages:
        for at in (0, -1):
            for _ in range(_EDGE_ROWS):
                if rows and key(rows[at]) in running:
                    row = rows.pop(at)
                    dropped.setdefault(key(row), row_text(row))
    return list(dropped.values())


def _second_column(rows: list[list[Piece]], page: PageObject) -> float | None:
    """Where the second column begins, or None: the commonest start near the page's middle, if it parts the page."""
    left, width = float(page.mediabox.left), float(page.mediabox.width)
    starts = [piece.x for row in rows for piece in row if 0.45 < (piece.x - left) / width < 0.65]
    if not starts:
        return None
    best, _ = Counter(round(x / 3) for x in starts).most_common(1)[0]
    edge = min(x for x in starts if round(x / 3) == best)
    return edge if _parts(rows, edge, least=3) else None


def _parts(rows: list[list[Piece]], edge: float, least: int) -> bool:
    """Whether most rows that reach beyond `edge` begin anew there (`least` of them), and few run across it."""
    beyond = [row for row in rows if row[-1].x >= edge - 6]
    anew = sum(any(abs(piece.x - edge) < 6 for piece in row) for row in beyond)
    across = sum(_runs_across(row, edge) for row in rows)
    return anew >= max(least, 0.6 * len(beyond)) and across <= 0.4 * len(rows)


def _runs_across(row: list[Piece], edge: float) -> bool:
    """Whether text covers `edge` (lengths being estimates, by more than a tenth), or no gutter lies before it."""
    if any(piece.x < edge - 6 and piece.x + 0.85 * (piece.end - piece.x) > edge for piece in row):
        return True
    left, right = [p for p in row if p.x < edge - 6], [p for p in row if p.x >= edge - 6]
    narrow = bool(left and right) and left[-1].end - left[-1].x < 12 * left[-1].size
    return narrow and right[0].x - left[-1].end < 0.6 * right[0].size


def _lines(rows: list[list[Piece]], edge: float | None, page: int) -> Iterator[Line]:
    """The page's lines in reading order; a row across both columns ends what stands above it."""
    if edge is None:
        for row in rows:
            yield _line(row, page, False)
        return
    columns: tuple[list[list[Piece]], list[list[Piece]]] = ([], [])

    def flush() -> Iterator[Line]:
        for column in columns:
            for number, row in enumerate(column):
                yield _line(row, page, number == 0)
            column.clear()

    for row in rows:
        if _runs_across(row, edge):
            yield from flush()
            yield _line(row, page, True)
            continue
        left, right = [p for p in row if p.x < edge - 6], [p for p in row if p.x >= edge - 6]
        for column, part in zip(columns, (left, right), strict=True):
            if part:
                column.append(part)
    yield from flush()


def _line(row: list[Piece], page: int, new_column: bool) -> Line:
    return Line(row_text(row), row[0].x, row[0].y, row[0].size, page, new_column)


def _joined(lines: list[Line], opens: Callable[[str], object]) -> list[Paragraph]:
    if not lines:
        return []
    gaps = [above.y - line.y for above, line in pairwise(lines) if above.page == line.page and above.y > line.y]
    leading = sorted(gaps)[len(gaps) // 4] if gaps else 12.0  # the larger ones are between paragraphs
    margins = _margins(lines)
    known = Counter(word for line in lines for word in re.findall(r"[\w-]*\w", line.text.lower()))
    groups: list[list[Line]] = [[lines[0]]]
    for above, line in pairwise(lines):
        indented = 4 < line.x - margins(line) < 40 and (above.x - margins(above) <= 4 or opens(line.text))
        apart = not line.new_column and above.page == line.page and above.y - line.y > 1.35 * leading
        worded = opens(line.text) and above.text.rstrip(' "”»)')[-1:] in ".!?:…"
        if indented or apart or worded or abs(above.size - line.size) > 1.5:
            groups.append([])
        groups[-1].append(line)
    return [Paragraph(_unbroken([line.text for line in group], known), group[0].page) for group in groups]


def _margins(lines: list[Line]) -> Callable[[Line], float]:
    """The left margin of the column in which a line stands: the commonest start of its page, near the line."""
    starts: dict[int, Counter[int]] = {}
    for line in lines:
        starts.setdefault(line.page, Counter())[round(line.x)] += 1

    def margin(line: Line) -> float:
        near = {x: n for x, n in starts[line.page].items() if line.x - 40 < x <= line.x + 1}
        return max(near, key=lambda x: (near[x], -x), default=line.x)

    return margin


def _unbroken(lines: Iterable[str], known: Counter[str]) -> str:
    text = ""
    for line in lines:
        word, ahead = text.split(" ")[-1], line.split(" ")[0]
        broken = len(word) > 1 and word[-1] in _HYPHENS and word[-2].isalpha()
        if not broken:
            text = f"{text} {line}" if text else line
        elif ahead.lower() in _SUSPENDED:  # "in- en uitvoer"
            text = f"{text} {line}"
        elif not ahead[:1].islower() or _is_hyphenated(word, ahead, known):
            text = text.rstrip("\xad") + line
        else:
            text = text[:-1] + line
    return text.replace("\xad", "")


def _is_hyphenated(word: str, ahead: str, known: Counter[str]) -> bool:
    start = re.sub(r"^\W+", "", word[:-1].lower())
    end = re.sub(r"\W+$", "", ahead.lower())
    return word[-1] != "\xad" and known[f"{start}-{end}"] > 0 and known[start + end] == 0
