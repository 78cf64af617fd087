"""What a question was taken to ask, as chips: each shown to the user, and taken away or changed by its id.

`Question.without` holds the ids of chips that were taken away. The topic is no chip: it is what no chip stands for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Understood
from assistant.answering.phrases import date_in_words
from assistant.understanding.changing import CHANGED_TO_SOMEBODY, written

ChipKind = Literal[
    "speaker", "addressee", "about", "unknown", "unresolved", "party", "committee", "source", "period", "kind"
]


@dataclass(frozen=True, slots=True)
class Chip:
    """One understood thing. `label` is as the index or the question has it; a kind's is its name in `Kind`.

    `value` is what it stands for in the form in which it is changed (`assistant.understanding.changing`); chips that
    cannot be changed have none.
    """

    id: str
    kind: ChipKind
    label: str
    value: str = ""


def chips(understood: Understood) -> tuple[Chip, ...]:
    """The chips of a question, in the order who, to whom, about whom, where, when, what kind.

    What is asked for by default ("said") is no chip.
    """
    return tuple(_chips(understood))


def _chips(understood: Understood) -> Iterator[Chip]:
    named: tuple[tuple[ChipKind, tuple[str, ...]], ...] = (
        ("speaker", tuple(speaker.name for speaker in understood.speakers)),
        ("addressee", tuple(speaker.name for speaker in understood.addressees)),
        ("about", tuple(speaker.name for speaker in understood.about)),
        ("unknown", understood.unknown_names),
        ("unresolved", understood.unresolved),
        ("party", understood.parties),
        ("committee", understood.committees),
        ("source", understood.sources),
    )
    for kind, labels in named:
        for label in dict.fromkeys(labels):
            yield Chip(f"{kind}:{label}", kind, label, label if kind in CHANGED_TO_SOMEBODY else "")
    if understood.period is not None:
        since, until = (date_in_words(day, understood.language) if day else "" for day in understood.period)
        label = since if since == until else f"{since} – {until}".strip()
        yield Chip("period", "period", label, written(understood.period))
    if understood.kind != "said":
        yield Chip("kind", "kind", understood.kind, understood.kind)
