"""Parties, committees and parliaments that a question names, as far as the index holds them.

Knows nothing of people. What the index does not hold is not found: the words stay with the topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.understanding.chambers import chambers_in
from assistant.understanding.domains import fields, leading
from assistant.understanding.folding import fold_in_place
from index.store import Index
from index.terms import fold, is_stop_word
from index.vocabulary import Vocabulary

Body = Literal["party", "committee", "source"]

_ALIASES = (
    ("vb", "vlaams belang"), ("open vld", "vld", "openvld"), ("pvda-ptb", "pvda", "ptb"), ("les engages", "engages"),
    ("ecolo-groen", "ecolo", "groen"), ("fvd", "forum voor democratie"), ("christenunie", "cu"), ("n-va", "nva"),
    ("cd&v", "cdenv", "cd en v", "cd and v"), ("groenlinks-pvda", "gl-pvda"), ("pvdd", "partij voor de dieren"),
    ("vvd",), ("defi",),
)  # fmt: skip
"""Names of one party, the folded name that records print first. "sp.a" and "Vooruit" are as written: two names."""

_COMMITTEE = re.compile(
    r"\b(?:in|binnen|uit|en|dans|at)?\s*(?:de |the |la )?(?:commissie(?:vergadering)?|committee|commission)\s+"
    r"(?P<of>(?:(?:voor|van|on|for|of|de la|de l['’]|des|du|de|d['’])\s*(?:the |de |het )?)?)"
)
_COMMITTEE_BEHIND = re.compile(r"\b(?:in|at)\s+the\s+(?P<name>[a-z][a-z ]{2,40}?)\s+committee\b")
_JOINED = r"(?=$|[^\w&]|['’]s\b|-(?:kamerlid|kamerleden|fractie|lid|leden|minister|mp))"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text names a body, ``text[start:end]``; `names` are those of the index that it may be."""

    start: int
    end: int
    body: Body
    names: tuple[str, ...]


class Bodies:
    """The parties, committees and sources of one index."""

    def __init__(
        self, parties: Iterable[str] = (), committees: Iterable[str] = (), sources: Iterable[str] = ()
    ) -> None:
        self._parties: dict[str, set[str]] = {}
        forms = set(parties)
        for party in sorted(forms):
            self._parties.setdefault(_plain(party), set()).add(party)
        for names in _ALIASES:
            known = [name for name in names if _plain(name) in self._parties]
            for name in names if known else ():
                forms.add(name)
                self._parties.setdefault(_plain(name), self._parties[_plain(known[0])])
        self._committees = {committee: fields(committee) for committee in committees}
        self._sources = frozenset(sources)
        self._party = _any_of(forms)

    @classmethod
    def of(cls, index: Index) -> Bodies:
        """The bodies of an index."""
        return cls(
            {s.party for s in index.speakers.values() if s.party},
            {row.committee for row in index.sittings.values() if row.committee},
            {row.source for row in index.sittings.values()},
        )

    def find(self, text: str, vocabulary: Vocabulary) -> list[Spot]:
        """What a text names, in its order and apart."""
        found = [*self._find_committees(text), *self._find_sources(text), *self._find_parties(text, vocabulary)]
        kept: list[Spot] = []
        for spot in found:
            if all(spot.end <= other.start or spot.start >= other.end for other in kept):
                kept.append(spot)
        return sorted(kept, key=lambda spot: spot.start)

    def _find_parties(self, text: str, vocabulary: Vocabulary) -> Iterable[Spot]:
        if self._party is None:
            return
        for match in self._party.finditer(fold_in_place(text)):
            written = text[match.start() : match.end()]
            plain = _plain(written)
            names = self._parties[plain]
            # "Groen" is a party and "groen" a colour; "MR" is one and "Mr" is none; "PS" is none in "ps: ...".
            telling = len(plain) > 2 and plain not in vocabulary.ordinary and not is_stop_word(plain)
            short = len(plain) <= 3 and all(name.isupper() for name in names)
            capital = written.isupper() if short else written[:1].isupper() and match.start() > 0
            first = match.start() == 0 and plain in vocabulary.ordinary  # "Groen licht voor de brug"
            if capital or telling or (written in names and not first):
                yield Spot(match.start(), match.end(), "party", tuple(sorted(names)))

    def _find_committees(self, text: str) -> Iterable[Spot]:
        folded = fold_in_place(text)
        for match in _COMMITTEE.finditer(folded):
            length, named = leading(text[match.end() :])
            if names := self._committees_of(named):
                yield Spot(match.start(), match.end() + length, "committee", names)
        for match in _COMMITTEE_BEHIND.finditer(folded):
            if names := self._committees_of(fields(match["name"])):
                yield Spot(match.start(), match.end(), "committee", names)

    def _committees_of(self, named: frozenset[str]) -> tuple[str, ...]:
        """The committees whose names cover all these fields."""
        return tuple(sorted(name for name, covered in self._committees.items() if named and named <= covered))

    def _find_sources(self, text: str) -> Iterable[Spot]:
        for start, end, sources in chambers_in(text):
            if held := tuple(sorted(sources & self._sources)):
                yield Spot(start, end, "source", held)


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for folded text that finds names however they are spaced, hyphenated or dotted; None for no names."""
    forms = []
    for name in sorted(set(names), key=len, reverse=True):
        parts = re.findall(r"[a-z0-9]+|&", fold(name))
        forms.append(r"[ .\-·/]*".join(map(_spelled, parts)))
    return re.compile(rf"(?<![\w&-])(?:{'|'.join(forms)}){_JOINED}") if forms else None


def _spelled(part: str) -> str:
    """A pattern for a part of a party's name; short ones may have points between the letters."""
    if part == "&":
        return "(?:&|en)"
    return "[.-]?".join(part) if len(part) < 4 else part


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(name).replace("&", "en"))
