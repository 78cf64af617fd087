"""Who presides and who answers, among the people of one sitting: by role, by title, by how the others treat them.

Records differ: some print every role, some call a minister by name alone and leave out only the party, some give
nothing. So somebody is taken to answer for the government by a role; by an office printed as party; by the title of
the agenda item ("van A aan minister B"); by having no party where the others have one, and standing beside turns that
speak of a minister; or, where parties and roles are absent, by speaking after turns that address a minister or, a
witness, by answering several askers and asking nothing. Without such signs somebody is a `MEMBER`. Knows nothing of
which turn answers which.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from index.exchanges import signs
from index.transcript import Speaker

MEMBER, CHAIR, ANSWERS = 0, 1, 2
"""What somebody is in a sitting; who answers is a minister or another who is there to be questioned."""

Said = tuple[str | None, Speaker | None, str]
"""A turn as it is judged here: agenda item, speaker, text."""

_ROLE = re.compile(
    r"\bminist|premier|secr[ée]taire d|staatssecretaris|secretary of state|commissaris|^gov\b", re.IGNORECASE
)
_ADDRESSED = re.compile(
    r" (?:aan|à|to) (?:(?:vlaams )?(?:vice-?)?(?:eerste |premi[eè]re? )?minist(?:er|re)(?:-president)? |"
    r"staatssecretaris |secr[ée]taire d['’][ée]tat )?(?=[A-ZÀ-Þ'])",
    re.IGNORECASE,
)
_SHARE_WITH_PARTY = 0.6
"""Of the people of a sitting: from this share on, having no party is a sign."""
_CHAIR_FORMS, _OTHER_CHAIR_FORMS, _CHAIR_SHARE = 3, 6, 0.25
"""How many turns that sound like a chair's make one of whoever has most of them, and of others; and the share."""
_TITLE_CHARS = 4_000
"""A longer title is somebody's text."""


@dataclass(slots=True)
class _Person:
    """What is counted about one person in one sitting."""

    speaker: Speaker
    turns: int = 0
    party: bool = False
    role: str = ""
    presiding: int = 0  # turns that sound like a chair's, or that the next speaker answers with "Voorzitter."
    beside_office: int = 0  # turns before or after which a minister is spoken of or to
    after_call: int = 0  # turns directly after one that addresses a minister
    calling: int = 0  # own turns that address a minister
    asking: int = 0
    after_question: int = 0
    askers: set[str] = field(default_factory=set)


def offices(turns: Sequence[Said], titles: Mapping[str | None, str]) -> dict[str, int]:
    """What each person of a sitting is, by the person's id; `titles` are those of agenda items, None the sitting's."""
    people: dict[str, _Person] = {}
    of_turn: list[_Person | None] = []
    for _, speaker, _ in turns:
        person = None
        if speaker is not None:
            person = people.get(speaker.id)
            if person is None:
                person = people[speaker.id] = _Person(speaker)
            person.turns += 1
            if speaker.party:
                person.party = True
            if speaker.role and not person.role:
                person.role = speaker.role
        of_turn.append(person)
    found = {name: _printed(person) for name, person in people.items()}
    printed_chair = CHAIR in found.values()
    if not printed_chair:
        _count_presiding(turns, of_turn)
        most = max((person.presiding for person in people.values()), default=0)
        for name, person in people.items():
            forms = _CHAIR_FORMS if person.presiding == most else _OTHER_CHAIR_FORMS
            if person.presiding >= max(forms, _CHAIR_SHARE * person.turns):
                found[name] = CHAIR
    _, asked = by_title(titles.values(), (person.speaker.name for person in people.values()))
    for name, person in people.items():
        if found[name] == MEMBER and person.speaker.name in asked:
            found[name] = ANSWERS
    if ANSWERS in found.values() and any(
        person.role for person in people.values() if found[person.speaker.id] == MEMBER
    ):
        return found  # roles are printed: those without one have none
    parties = sum(person.party for person in people.values() if found[person.speaker.id] != ANSWERS)
    others = sum(1 for kind in found.values() if kind != ANSWERS)
    _count_offices(turns, of_turn, found)
    by_party = others >= 3 and parties >= _SHARE_WITH_PARTY * others
    for name, person in people.items():
        if found[name] == MEMBER and not person.role and (_lacks_party(person) if by_party else _is_asked(person)):
            found[name] = ANSWERS
    return found


def _printed(person: _Person) -> int:
    if person.role == "chair":
        return CHAIR
    if _ROLE.search(person.role) or (person.speaker.party and signs.names_office(person.speaker.party)):
        return ANSWERS
    return MEMBER


def _lacks_party(person: _Person) -> bool:
    return not person.party and person.beside_office > 0 and person.calling <= person.turns / 4


def _is_asked(person: _Person) -> bool:
    if person.party:
        return False
    if person.asking > max(1, person.turns / 3):
        return False
    if person.after_call >= 2 and person.after_call >= 2 * person.calling:
        return True
    return person.after_question >= max(3, person.turns / 2) and len(person.askers) >= 2


def _count_presiding(turns: Sequence[Said], of_turn: Sequence[_Person | None]) -> None:
    before: _Person | None = None
    for (_, _, text), person in zip(turns, of_turn, strict=True):
        if person is not None and signs.presides(text):
            person.presiding += 1
        elif before is not None and before is not person and signs.calls_chair(text):
            before.presiding += 1
        before = person


def _count_offices(turns: Sequence[Said], of_turn: Sequence[_Person | None], found: Mapping[str, int]) -> None:
    """Counts what stands around the turns of those who may yet turn out to answer."""
    open_people = {name for name, kind in found.items() if kind == MEMBER}
    before: tuple[_Person, str] | None = None
    chair_before = ""
    for (_, _, text), person in zip(turns, of_turn, strict=True):
        if person is None:
            before, chair_before = None, ""
            continue
        name = person.speaker.id
        if name in open_people and not (person.party and before and before[0].party):
            said = before[1] if before and before[0] is not person else ""
            if (said and signs.speaks_of_office(said)) or (chair_before and signs.names_office(chair_before[-60:])):
                person.beside_office += 1
            if said:
                question = "?" in said[-300:]
                person.after_call += (
                    before is not None and found[before[0].speaker.id] != CHAIR and signs.calls_office(said)
                )
                person.after_question += question
                if question and before:
                    person.askers.add(before[0].speaker.id)
            person.calling += signs.opens_to_office(text)
            person.asking += "?" in text
        if found[name] == CHAIR:
            chair_before = text
            if "?" in text and len(text) > 60:
                before = (person, text)
        else:
            before, chair_before = (person, text), ""


def by_title(titles: Iterable[str], names: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Which of the names ask, and which are asked, by titles of the form "over X van A aan minister B"."""
    names, asking, asked = tuple(names), set(), set()
    for title in titles:
        pieces = _ADDRESSED.split(title[:_TITLE_CHARS])
        for before, after in itertools.pairwise(pieces):
            asking |= {name for name in names if before.endswith(name)}
            asked |= {name for name in names if after.startswith(name)}
    return frozenset(asking), frozenset(asked)
