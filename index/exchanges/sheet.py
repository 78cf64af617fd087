"""What is noted down about the turns of a sitting while its exchanges are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from index.exchanges.offices import Said


class Part(IntEnum):
    """The part that a turn plays in its debate."""

    SPEECH = 0  # whatever shows no other
    CHAIR = 1
    QUESTION = 2
    REPLY = 3
    FOLLOW_UP = 4  # what somebody who has had a reply says next
    INTERJECTION = 5  # a few words between two stretches of another's speech


@dataclass(slots=True)
class Sheet:
    """The turns of a sitting, and by order what is found out about them; `people` and `askers` are ids."""

    turns: Sequence[Said]
    people: list[str | None]
    kinds: Mapping[str, int]
    askers: frozenset[str]  # who asks according to the titles
    parts: list[Part]
    continues: list[int]
    answers: dict[int, list[int]] = field(default_factory=dict)
