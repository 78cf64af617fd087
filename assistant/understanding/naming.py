"""Who and what a question names, each with its place in the text and its part: said by, to, or about.

Names, offices and bodies are found apart (`people`, `offices`, `bodies`) and put together here: an office beside a
name is that person's ("Demir, minister van Omgeving"), a title picks among people of one name those whom the record
calls ministers. Knows nothing of earlier questions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from assistant.answer import Language
from assistant.understanding.addressing import Part, parts
from assistant.understanding.bodies import Bodies
from assistant.understanding.holders import offices_of
from assistant.understanding.offices import Office, Offices, offices_in
from assistant.understanding.people import Mention, People
from assistant.understanding.period import Period
from index.store import Index
from index.transcript import Speaker
from index.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Known:
    """What an index knows by name: its people, who holds which office, its parties, committees and sources."""

    people: People
    vocabulary: Vocabulary
    offices: Offices = field(default_factory=lambda: Offices(()))
    bodies: Bodies = field(default_factory=Bodies)

    @classmethod
    def of(cls, index: Index) -> Known:
        """What an index knows."""
        return cls(People(index.speakers.values()), index.vocabulary, offices_of(index), Bodies.of(index))


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a question, ``text[start:end]``.

    `label` is as it stands there, without a title. `people` are those it may mean; an office that nobody is shown to
    hold, and the name of nobody, have none. A party has its spellings in the index.
    """

    start: int
    end: int
    label: str
    part: Part
    people: tuple[Speaker, ...] = ()
    parties: tuple[str, ...] = ()
    office: bool = False


_GOVERNS = re.compile(r"\b(?:minist|premier|staatssecretaris|secr[eé]taire|secretary)", re.IGNORECASE)
_BESIDE = re.compile(r"[\s,(]*(?:de |the |le |la )?")


def names_in(
    text: str,
    language: Language,
    known: Known,
    period: Period | None,
    without: Collection[str] = (),
) -> list[Name]:
    """The people, offices and parties that a text names, in its order; office holders are those of the period.

    `without` are ids of chips that were taken away: who or what they stand for is not found.
    """
    mentions = known.people.mentions(text, known.vocabulary)
    offices = offices_in(text, language)
    found = [*_people(text, mentions, offices, known, period), *_holders(mentions, text, offices, known, period)]
    for spot in known.bodies.find(text, known.vocabulary):
        there = [name for name in found if name.start < spot.end and spot.start < name.end]
        if spot.body == "party" and not any(name.people or name.office for name in there):
            # Where the record has the word nowhere, it was taken for the name of nobody.
            found = [name for name in found if name not in there]
            found.append(Name(spot.start, spot.end, text[spot.start : spot.end], "by", parties=spot.names))
    found.sort(key=lambda name: name.start)
    placed = parts(text, [(name.start, name.end) for name in found])
    kept = (_kept(_with_part(name, part), without) for name, part in zip(found, placed, strict=True))
    return [name for name in kept if name is not None]


def _with_part(name: Name, part: Part) -> Name:
    return Name(name.start, name.end, name.label, part, name.people, name.parties, name.office)


def _kept(name: Name, without: Collection[str]) -> Name | None:
    """The name without what was taken away, None if nothing is left of it."""
    kind = {"by": "speaker", "to": "addressee", "about": "about"}[name.part]
    people = tuple(speaker for speaker in name.people if f"{kind}:{speaker.name}" not in without)
    parties = tuple(party for party in name.parties if f"party:{party}" not in without)
    if (name.people and not people) or (name.parties and not parties):
        return None
    if not name.people and not name.parties and f"{'unresolved' if name.office else 'unknown'}:{name.label}" in without:
        return None
    return Name(name.start, name.end, name.label, name.part, people, parties, name.office)


def _people(
    text: str, mentions: Sequence[Mention], offices: Sequence[Office], known: Known, period: Period | None
) -> Iterable[Name]:
    for mention in mentions:
        start, end = mention.start, mention.end
        people = tuple(known.people.by_id[person] for person in mention.people)
        if len(people) > 1:
            people = _narrowed(text, mention, people, known)
        for office in offices:
            if _overlap(office, mention) or _beside(text, office, mention):
                start, end = min(start, office.start), max(end, office.end)
                holders = {speaker.id for speaker in known.offices.holders(office, period)}
                people = tuple(speaker for speaker in people if speaker.id in holders) or people
        yield Name(start, end, mention.name, "by", people)


def _narrowed(text: str, mention: Mention, people: tuple[Speaker, ...], known: Known) -> tuple[Speaker, ...]:
    """Of people of one name, those whom the record calls ministers if a title asks for one, or of the party behind."""
    if _GOVERNS.search(mention.title):
        people = tuple(speaker for speaker in people if known.offices.governs(speaker.id)) or people
    behind = re.match(r"\s*\(([^)]+)\)", text[mention.end :])
    if behind:
        parties = {party for spot in known.bodies.find(f"({behind[1]})", known.vocabulary) for party in spot.names}
        people = tuple(speaker for speaker in people if speaker.party in parties) or people
    return people


def _holders(
    mentions: Sequence[Mention], text: str, offices: Sequence[Office], known: Known, period: Period | None
) -> Iterable[Name]:
    for office in offices:
        if any(_overlap(office, mention) or _beside(text, office, mention) for mention in mentions):
            continue
        yield Name(office.start, office.end, office.name, "by", known.offices.holders(office, period), office=True)


def _overlap(office: Office, mention: Mention) -> bool:
    return mention.start < office.end and mention.end > office.start


def _beside(text: str, office: Office, mention: Mention) -> bool:
    """Whether an office stands right beside a name: "minister van Omgeving Zuhal Demir"."""
    between = text[office.end : mention.start] if office.end <= mention.start else text[mention.end : office.start]
    # A minister asked *by* somebody stands beside them too: "vroeg Sneppe de minister van ...". A comma tells.
    after = office.end <= mention.start
    return bool(_BESIDE.fullmatch(between)) and (after or between.lstrip()[:1] in (",", "("))
