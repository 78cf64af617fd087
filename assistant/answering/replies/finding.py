"""Interventions of an opened index: which there are, their questions, the turns that reply, the candidates.

What replies is what the dialogue model links (`index.exchanges`): the turns that answer the intervention, and, since a
question may be passed over at first, those that answer what the same member asked afterwards in the same debate. Knows
nothing of how passages are weighed.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from assistant.answer import Citation, Filters
from assistant.answering.replies.intervention import Candidate, Intervention, Listed, PutQuestion
from assistant.answering.replies.pairing import Pairing, Put, Replying, Stretch
from assistant.answering.replies.questions import AskedSpan, questions_of
from assistant.citing import cite
from assistant.errors import RepliesError
from assistant.retrieval import Retriever
from index.exchanges import Part
from index.exchanges.signs import surname
from index.sentences import sentence_spans
from index.store import Index
from index.transcript import SittingInfo, Turn

ASKING = (Part.QUESTION, Part.FOLLOW_UP)

OPENING = 1_500
"""Characters of an intervention that say what its questions are about."""


class Replies:
    """Questions and replies of one opened index."""

    def __init__(self, index: Index, pairing: Pairing, retriever: Retriever) -> None:
        self._index, self._pairing, self._retriever = index, pairing, retriever

    def of(self, turn_id: str) -> Intervention | None:
        """The intervention that a turn is part of, None if it asks nothing.

        Raises:
            RepliesError: the index has no such turn.
        """
        row = self._row(turn_id)
        rows = self._whole(row)
        direct = self._answering(rows)
        if not direct and self._index.layout.part[row] in (Part.CHAIR, Part.REPLY, Part.INTERJECTION):
            return None
        later = [reply for reply in self._answering(self._afterwards(rows)) if reply not in direct]
        beside = [int(other) for reply in direct for other in self._index.layout.replies_to(reply)]
        turns = self._index.turns([*rows, *direct, *later, *beside])
        rows = [row for row in rows if row in turns]  # without those removed since the index was opened
        asked = [(row, span) for row in rows for span in questions_of(turns[row].text)]
        if not asked:
            return None
        first, title = turns[rows[0]], self._title(rows[0], turns[rows[0]])
        replies = [
            self._replying(reply, rows, len(asked), turns, reply in later)
            for reply in [*direct, *later]
            if reply in turns
        ]
        puts = [_put(turns[row], span) for row, span in asked]
        found = self._pairing.candidates(puts, replies, first.text[:OPENING], title)
        spans = [(turns[row], span) for row, span in asked]
        shown = {one.replying.turn.id for stretches in found for one in stretches}
        speakers = [one.turn.speaker for one in replies if not one.later or one.turn.id in shown]
        return Intervention(
            turns=tuple(turns[row] for row in rows),
            sitting=self._sitting(row),
            title=title,
            questions=tuple(_cited(spans, found, self._sitting(row))),
            replied_by=tuple(dict.fromkeys(speakers)),
        )

    def listed(self, filters: Filters, sitting: str | None = None) -> list[Listed]:
        """The interventions that ask something, in the order of the record, of what the filters leave.

        Raises:
            RepliesError: `sitting` is no sitting of the index.
        """
        if sitting is not None and all(info.id != sitting for info in self._index.sittings.values()):
            raise RepliesError(f"the record has no sitting {sitting}; python -m index show lists what it has")
        layout, scope = self._index.layout, self._retriever.scope(filters, sitting)
        kept = np.isin(layout.part, ASKING) & (layout.continues < 0)
        if scope.sittings is not None:
            kept &= np.isin(layout.sitting_of_turn, list(scope.sittings))
        if scope.speakers is not None:
            kept &= np.isin(layout.speaker_of_turn, list(scope.speakers))
        roots: list[int] = np.flatnonzero(kept).tolist()
        wholes = [self._whole(row) for row in roots]
        turns = self._index.turns([row for rows in wholes for row in rows])
        return list(self._entries(wholes, turns))

    def _entries(self, wholes: Sequence[Sequence[int]], turns: Mapping[int, Turn]) -> Iterator[Listed]:
        for rows in wholes:
            if any(row not in turns for row in rows):  # removed since the index was opened
                continue
            count = sum(len(questions_of(turns[row].text)) for row in rows)
            if count:
                first = turns[rows[0]]
                words: Citation = cite(1, first, self._sitting(rows[0]), *sentence_spans(first.text)[0], 1.0)
                yield Listed(words, self._title(rows[0], first), count, len(self._answering(rows)))

    def _row(self, turn_id: str) -> int:
        try:
            return self._index.layout.row_of(turn_id)
        except KeyError:
            raise RepliesError(
                f"the record has no turn {turn_id}; python -m index show SITTING lists a sitting's turns"
            ) from None

    def _whole(self, row: int) -> list[int]:
        """The rows of the speech that a row is part of, in order: it may have been interrupted."""
        continues = self._index.layout.continues
        while continues[row] >= 0:
            row = int(continues[row])
        rows = [row]
        for one in rows:
            rows += self._gone_on.get(one, [])
        return sorted(rows)

    @cached_property
    def _gone_on(self) -> dict[int, list[int]]:
        """The rows that go on with a row, by that row."""
        continues, found = self._index.layout.continues, defaultdict(list)
        for row in np.flatnonzero(continues >= 0).tolist():
            found[int(continues[row])].append(row)
        return dict(found)

    def _answering(self, rows: Sequence[int]) -> list[int]:
        """The rows of the turns that answer any of these, in order."""
        return sorted({int(reply) for row in rows for reply in self._index.layout.replied_by(row)})

    def _afterwards(self, rows: Sequence[int]) -> list[int]:
        """What the same member asked afterwards in the same debate."""
        layout = self._index.layout
        key = layout.speaker_of_turn[rows[0]]
        after = range(rows[-1] + 1, self._end_of_debate(rows[-1]))
        return [row for row in after if key and layout.speaker_of_turn[row] == key and layout.part[row] in ASKING]

    def _end_of_debate(self, row: int) -> int:
        """The row after the last one of the same sitting and agenda item."""
        debates, end = self._index.layout.debate_of_turn, row + 1
        while end < len(debates) and debates[end] == debates[row]:
            end += 1
        return end

    def _replying(
        self, reply: int, rows: Sequence[int], count: int, turns: Mapping[int, Turn], later: bool
    ) -> Replying:
        """A turn that replies, with where in it the replies are due if all that it answers is answered in order."""
        layout, asker = self._index.layout, turns[rows[0]].speaker
        before = after = 0
        others: dict[str, None] = {}
        for other in map(int, layout.replies_to(reply)) if not later else ():
            if other not in rows and other in turns:
                asked = len(questions_of(turns[other].text))
                before, after = before + asked * (other < rows[0]), after + asked * (other > rows[0])
                if turns[other].speaker and turns[other].speaker != asker:
                    others[surname(turns[other].speaker)] = None
        due = tuple((before + number + 0.5) / (before + count + after) for number in range(count))
        return Replying(turns[reply], self._sitting(reply), due, surname(asker) if asker else "", tuple(others), later)

    def _sitting(self, row: int) -> SittingInfo:
        return self._index.sittings[int(self._index.layout.sitting_of_turn[row])]

    def _title(self, row: int, turn: Turn) -> str:
        item = self._index.items.get((int(self._index.layout.sitting_of_turn[row]), turn.item_id or ""))
        return item.title if item else self._sitting(row).title


def _cited(
    asked: Sequence[tuple[Turn, AskedSpan]], found: Sequence[Sequence[Stretch]], sitting: SittingInfo
) -> Iterator[PutQuestion]:
    """The questions with their candidates, citations numbered in the order in which they are shown."""
    numbers = itertools.count(1)
    for at, ((turn, span), stretches) in enumerate(zip(asked, found, strict=True), 1):
        context = cite(next(numbers), turn, sitting, *span.context, 1.0) if span.context else None
        question = cite(next(numbers), turn, sitting, span.start, span.end, 1.0)
        candidates = tuple(
            Candidate(
                cite(next(numbers), one.replying.turn, one.replying.sitting, one.start, one.end, one.likelihood),
                one.named,
            )
            for one in stretches
        )
        yield PutQuestion(at, question, context, candidates)


def _put(turn: Turn, span: AskedSpan) -> Put:
    return Put(turn.text[span.start : span.end], turn.text[slice(*span.context)] if span.context else "")
