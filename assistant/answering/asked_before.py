"""The question in the record that a yes or a no replies to: found by the dialogue of the index, never by likeness.

A "ja" that opens a reply is nothing without its question, and with another question it would be a lie. So it is given
only where the turn is known to answer, where nobody else spoke in between, and all that was asked is shown. Knows
nothing of how quotes are chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.context import answers
from assistant.answering.sentences import is_courtesy
from index.exchanges import Part
from index.sentences import sentence_spans
from index.store import Index
from index.transcript import SittingInfo, Turn

MOST_WORDS = 80
"""Of what was asked; where the questions of a turn lie further apart, the last of them are shown."""


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """Questions that a reply answers: ``turn.text[start:end]``, whole sentences of the one who asked."""

    turn: Turn
    sitting: SittingInfo
    start: int
    end: int


class QuestionsBefore:
    """What was asked before the replies of one opened index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def asked(self, turn: Turn, start: int) -> AskedBefore | None:
        """The questions to which a quote that begins at `start` opens the reply with a yes or a no, if it does."""
        spans = sentence_spans(turn.text)
        at = next((n for n, span in enumerate(spans) if span[0] == start), None)
        if at is None or not answers(turn.text[slice(*spans[at])]):
            return None
        if not all(is_courtesy(turn.text[a:b]) for a, b in spans[:at]):
            return None
        row = self._asking(self._index.layout.row_of(turn.id))
        question = self._index.turns([row]).get(row) if row is not None else None
        if question is None or question.speaker is None:
            return None
        span = questions_of(question.text)
        sitting = self._index.sittings[int(self._index.layout.sitting_of_turn[row])]
        return AskedBefore(question, sitting, *span) if span else None

    def _asking(self, row: int) -> int | None:
        """The row of the turn that a turn answers, if it is the last that was spoken before, the chair's aside."""
        layout = self._index.layout
        before = row - 1
        while before >= 0 and layout.part[before] == Part.CHAIR:
            before -= 1
        return before if before in layout.replies_to(row).tolist() else None


def questions_of(text: str) -> tuple[int, int] | None:
    """The stretch from the first question of a text to the last, or as much of its end as can be read."""
    spans = sentence_spans(text)
    asking = [at for at, (start, end) in enumerate(spans) if text[start:end].rstrip().endswith("?")]
    for first in asking:
        start, end = spans[first][0], spans[asking[-1]][1]
        if len(text[start:end].split()) <= MOST_WORDS:
            return start, end
    return (spans[asking[-1]][0], spans[asking[-1]][1]) if asking else None
