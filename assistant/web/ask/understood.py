"""What a question was taken to ask, as an answer shows it: chips that can be taken away, and names of several people.

A chip that was taken away stays where it stood, so that it can be brought back. Knows nothing of Gradio.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from assistant.answer import Kind, Language, Understood
from assistant.answering.phrases import speaker_in_words
from assistant.understanding.chips import Chip, ChipKind
from assistant.web.texts import texts

KIND_KEYS: dict[str, str] = {kind: f"kind_{kind.replace(' ', '_')}" for kind in get_args(Kind) if kind != "said"}
CHIP_KEYS: dict[ChipKind, str] = {kind: f"chip_{kind}" for kind in get_args(ChipKind)}
_ORDER: tuple[ChipKind, ...] = get_args(ChipKind)


@dataclass(frozen=True, slots=True)
class ShownChip:
    """A chip in words: `sort` says what `label` is to the question, `action` what pressing its button does.

    `change` names the button that changes it, to something else than `value`; a chip that cannot be changed has none.
    """

    id: str
    sort: str
    label: str
    removed: bool
    action: str
    change: str = ""
    value: str = ""


def together(now: Sequence[Chip], before: Sequence[Chip], without: Collection[str]) -> tuple[Chip, ...]:
    """The chips of an answer and those taken away for it, sort by sort, each where it stood `before`."""
    ids = {chip.id for chip in now} | set(without)
    found = {chip.id: chip for chip in (*(chip for chip in before if chip.id in ids), *now)}
    return tuple(sorted(found.values(), key=lambda chip: _ORDER.index(chip.kind)))


def shown(chips: Iterable[Chip], without: Collection[str], language: Language) -> list[ShownChip]:
    """The chips in a language; those whose ids are in `without` are taken away."""
    return [_in_words(chip, chip.id in without, texts(language)) for chip in chips]


def ambiguities(understood: Understood) -> list[str]:
    """A sentence for each name or office that stands for several people, all of them still searched for."""
    words = texts(understood.language)
    searched = {speaker.id for speaker in (*understood.speakers, *understood.addressees, *understood.about)}
    found = []
    for one in understood.ambiguous:
        people = [speaker_in_words(s, understood.language) for s in one.people if s.id in searched]
        if len(people) > 1:
            found.append(words["ambiguous"].format(name=one.name, people="; ".join(people)))
    return found


def _in_words(chip: Chip, removed: bool, words: Mapping[str, str]) -> ShownChip:
    label = words[KIND_KEYS[chip.label]] if chip.kind == "kind" else chip.label
    action = words["restore" if removed else "remove"].format(label=label)
    sort = words[CHIP_KEYS[chip.kind]]
    if removed or not chip.value:
        return ShownChip(chip.id, sort, label, removed, action)
    return ShownChip(chip.id, sort, label, removed, action, words["change"].format(label=label), chip.value)
