"""A conversation as an address: what was asked and what of it was taken away or changed, so that it is asked again.

The query string holds each question as ``q``; behind it, in order, the chips of that question that were taken away
(``without``) and those that were changed (``change``, and ``to`` what). An address is no longer than proxies let
through: of a long conversation it holds the last questions. Knows nothing of answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from assistant.answer import Question
from assistant.understanding.changing import CHANGED_TO_SOMEBODY, Pairs

LONGEST_QUESTION = 1_000
"""Characters."""

ASKED_AGAIN = 12
"""Questions that an address holds at most, each answered anew when it is opened."""

LONGEST_ADDRESS = 6_000
"""Characters of a query string; nginx takes request lines of 8 kB."""

_CHIPS = 50
"""Chips of a question that an address may take away or change."""


@dataclass(frozen=True, slots=True)
class Step:
    """One question of a conversation as it stands: `without` and `instead` as in `Question`."""

    text: str
    without: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()

    def toggled(self, chip: str) -> Step:
        """Without a chip, or with it again."""
        kept = tuple(gone for gone in self.without if gone != chip)
        return replace(self, without=kept if chip in self.without else (*kept, chip))

    def changed(self, changes: Pairs) -> Step:
        """With something else in the place of chips; a change of what was changed before takes that change's place."""
        instead = list(self.instead)
        without = list(self.without)
        for chip, value in changes:
            made = [i for i, (key, before) in enumerate(instead) if _result(key, before) == chip]
            if made:
                instead[made[0]] = (instead[made[0]][0], value)
            else:
                instead.append((chip, value))
            without = [gone for gone in without if gone not in (chip, _result(chip, value))]
        return replace(self, without=tuple(without), instead=tuple(instead[-_CHIPS:]))


def asked(steps: Sequence[Step]) -> Question:
    """The last question of a conversation, as the assistant takes it."""
    *history, last = steps
    return Question(last.text, tuple(step.text for step in history), without=last.without, instead=last.instead)


def read(items: Iterable[tuple[str, str]]) -> tuple[Step, ...]:
    """The questions that the parameters of an address hold, the last of them where there are too many."""
    steps: list[Step] = []
    chip: str | None = None
    for name, value in items:
        if name == "q":
            if text := value.strip()[:LONGEST_QUESTION]:
                steps.append(Step(text))
        elif steps and name == "without" and len(steps[-1].without) < _CHIPS:
            steps[-1] = replace(steps[-1], without=(*steps[-1].without, value))
        elif steps and name == "to" and chip is not None and len(steps[-1].instead) < _CHIPS:
            steps[-1] = replace(steps[-1], instead=(*steps[-1].instead, (chip, value)))
        chip = value if name == "change" else None
    return tuple(steps[-ASKED_AGAIN:])


def changes(items: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The changes alone that such parameters hold."""
    return list(next((step.instead for step in read([("q", "-"), *items])), ()))


def written(steps: Sequence[Step]) -> tuple[str, int]:
    """The query string of a conversation, and how many of its last questions it holds."""
    kept = steps[-ASKED_AGAIN:]
    while len(kept) > 1 and len(_encoded(kept)) > LONGEST_ADDRESS:
        kept = kept[1:]
    return _encoded(kept), len(kept)


def _encoded(steps: Iterable[Step]) -> str:
    pairs: list[tuple[str, str]] = []
    for step in steps:
        pairs.append(("q", step.text))
        pairs += [("without", chip) for chip in step.without]
        for chip, value in step.instead:
            pairs += [("change", chip), ("to", value)]
    return urlencode(pairs)


def _result(key: str, value: str) -> str:
    """The id of the chip that a change makes."""
    return f"speaker:{value}" if key.partition(":")[0] in CHANGED_TO_SOMEBODY else key
