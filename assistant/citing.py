"""Citations: the one place where a quote is made, and where it is proved to stand in its turn.

``turn.text[start:end] == quote`` holds for every citation that leaves this module, and the turn is the one that the
record gave. Knows nothing of how the quote was chosen.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.errors import CitationError
from index.transcript import SittingInfo, Turn


def cite(
    number: int,
    turn: Turn,
    sitting: SittingInfo,
    start: int,
    end: int,
    score: float,
    marks: Sequence[tuple[int, int]] = (),
) -> Citation:
    """A citation of ``turn.text[start:end]``.

    Raises:
        CitationError: the offsets are not within the turn, or hold no words; a mark is not within the quote.
    """
    if not 0 <= start < end <= len(turn.text) or not turn.text[start:end].strip():
        raise CitationError(f"{turn.id}: characters {start} to {end} are no quote of a turn of {len(turn.text)}")
    for first, last in marks:
        if not start <= first < last <= end:
            raise CitationError(f"{turn.id}: a mark from {first} to {last} is not within the quote {start} to {end}")
    return Citation(number, turn, sitting, turn.text[start:end], start, end, turn.locator, score, tuple(marks))


def prove(citation: Citation, turn: Turn) -> None:
    """Check a citation against a turn read from the record anew.

    Raises:
        CitationError: another turn, another speaker, or other words.
    """
    if citation.turn.id != turn.id or citation.turn.speaker != turn.speaker:
        raise CitationError(f"citation {citation.number} names {citation.turn.id}, the record gives {turn.id}")
    if turn.text[citation.start : citation.end] != citation.quote:
        raise CitationError(
            f"citation {citation.number} is not verbatim in {turn.id} at {citation.start}-{citation.end}"
        )
