"""The exchanges of a sitting: who presides and who answers, then debate by debate.

A debate is what is said under one agenda item, or between two turns of the chair that close one matter or open
another. Links never leave it. Knows nothing of storage or search.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.exchanges import signs
from index.exchanges.debate import Debate
from index.exchanges.offices import CHAIR, Said, by_title, offices
from index.exchanges.sheet import Part, Sheet

_OWN_WORDS = 400
"""Characters: a chair who calls upon a minister, or upon the chair, at such length speaks as a member."""


@dataclass(frozen=True, slots=True)
class Exchanges:
    """The exchanges of one sitting, turns by order: the part of each, the turn that each continues (-1: none), and
    pairs of a reply and a question that it answers; and what each person is, by the person's id."""

    parts: list[Part]
    continues: list[int]
    answers: list[tuple[int, int]]
    kinds: Mapping[str, int]


def exchanges_of(turns: Sequence[Said], titles: Mapping[str | None, str]) -> Exchanges:
    """The exchanges of a sitting: its turns in order, and its titles by agenda item (None: the sitting's own)."""
    asking, _ = by_title(titles.values(), {speaker.name for _, speaker, _ in turns if speaker})
    sheet = Sheet(
        turns=turns,
        people=[speaker.id if speaker else None for _, speaker, _ in turns],
        kinds=offices(turns, titles),
        askers=frozenset(speaker.id for _, speaker, _ in turns if speaker and speaker.name in asking),
        parts=[Part.SPEECH] * len(turns),
        continues=[-1] * len(turns),
    )
    for order in range(len(turns)):
        if _presides(sheet, order):
            sheet.parts[order] = Part.CHAIR
    starts = [order for order in range(len(turns)) if order == 0 or _begins_debate(sheet, order)]
    for start, end in itertools.pairwise([*starts, len(turns)]):
        Debate(sheet, start, end).walk()
    pairs = [(reply, question) for reply, questions in sheet.answers.items() for question in questions]
    return Exchanges(sheet.parts, sheet.continues, sorted(pairs), sheet.kinds)


def _presides(sheet: Sheet, order: int) -> bool:
    """Whether a turn is the chair's, or a fixed phrase of the report."""
    person, text = sheet.people[order], sheet.turns[order][2]
    if person is None or sheet.kinds[person] != CHAIR:
        return signs.is_formula(text)
    return len(text) <= _OWN_WORDS or not (signs.opens_to_office(text) or signs.calls_chair(text))


def _begins_debate(sheet: Sheet, order: int) -> bool:
    item, _, text = sheet.turns[order]
    if item != sheet.turns[order - 1][0]:
        return True
    if sheet.parts[order] != Part.CHAIR:
        return False
    # Where a record has no agenda items, two turns of the chair in a row are the end of one and the start of another,
    # if the sitting was not only suspended.
    twice = sheet.parts[order - 1] == Part.CHAIR and sheet.people[order] == sheet.people[order - 1]
    suspended = "schors" in sheet.turns[order - 1][2] or "heropen" in text
    return (twice and not suspended) or signs.turns_topic(text)
