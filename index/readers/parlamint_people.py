"""Who sat in a ParlaMint parliament: name, party and office of each person on a given date.

Read from ``person``, ``affiliation`` and ``org`` of a corpus root. An affiliation without dates always holds; where
none holds on the date, the party is unknown. Knows nothing of sittings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from index.readers.parlamint_header import ID, TEI

_PARTIES = ("parliamentaryGroup", "politicalGroup", "politicalParty")
_OFFICES = {
    "minister": "minister",
    "primeMinister": "prime minister",
    "deputyPrimeMinister": "deputy prime minister",
    "secretary": "secretary of state",
    "secretaryOfState": "secretary of state",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person as of one date; `role` is an office of government, or None."""

    name: str
    party: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class _Affiliation:
    role: str
    org: str
    since: str
    until: str

    def holds(self, day: str) -> bool:
        """Whether it holds on an ISO date; ends may be a year or a month alone, and count as whole."""
        return day[: len(self.since)] >= self.since and (not self.until or day[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of a corpus, by ``xml:id``; empty where there is no corpus root."""

    names: dict[str, str] = field(default_factory=dict)
    affiliations: dict[str, tuple[_Affiliation, ...]] = field(default_factory=dict)
    orgs: dict[str, tuple[str, str]] = field(default_factory=dict)

    def on(self, person_id: str, date: dt.date | None) -> Person | None:
        """The person on that date, or None where the corpus does not list them."""
        if person_id not in self.names:
            return None
        day = date.isoformat() if date else ""
        held = [a for a in self.affiliations[person_id] if (a.holds(day) if day else not a.since and not a.until)]
        held.sort(key=lambda affiliation: affiliation.since, reverse=True)
        parties = {self.orgs[a.org][0]: self.orgs[a.org][1] for a in reversed(held) if a.org in self.orgs}
        party = next((parties[kind] for kind in _PARTIES if kind in parties), None)
        role = next((_OFFICES[a.role] for a in held if a.role in _OFFICES), None)
        return Person(self.names[person_id], party, role)


def read_people(lists: Iterable[Element]) -> People:
    """The people of a corpus root and of the lists it includes."""
    people = People()
    for root in lists:
        for org in root.iter(f"{TEI}org"):
            if org.get("role") in _PARTIES and (name := _short_name(org)):
                people.orgs[org.get(ID, "")] = (org.get("role", ""), name)
        for person in root.iter(f"{TEI}person"):
            who = person.get(ID, "")
            people.names[who] = _full_name(person) or who
            people.affiliations[who] = tuple(
                _Affiliation(a.get("role", ""), a.get("ref", "").lstrip("#"), a.get("from", ""), a.get("to", ""))
                for a in person.iter(f"{TEI}affiliation")
            )
    return people


def _short_name(org: Element) -> str:
    names = {name.get("full", ""): " ".join((name.text or "").split()) for name in org.iter(f"{TEI}orgName")}
    return next((names[kind] for kind in ("abb", "init", "yes", "") if names.get(kind)), "")


def _full_name(person: Element) -> str:
    name = person.find(f"{TEI}persName")
    if name is None:
        return ""
    parts: list[str] = []
    for tag in ("forename", "nameLink", "surname"):
        parts += [" ".join((part.text or "").split()) for part in name.findall(f"{TEI}{tag}")]
    return " ".join(filter(None, parts)) or " ".join("".join(name.itertext()).split())
