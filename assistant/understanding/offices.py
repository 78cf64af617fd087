"""Offices: those that a question names ("the prime minister", "la ministre de la Santé"), and who holds them.

An office is resolved only by what the index itself shows (`assistant.understanding.holders`), on the dates asked about.
Several holders are all given: it is not for the program to choose. Knows nothing of where the evidence was found.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Language
from assistant.understanding.chambers import DUTCH, FLEMISH, chamber_of_adjective
from assistant.understanding.domains import field_of, leading
from assistant.understanding.folding import fold_in_place
from assistant.understanding.period import Period
from index.terms import fold
from index.transcript import Speaker

Rank = Literal["prime minister", "minister-president", "minister", "state secretary", "chair"]

MANY = 12
"""Holders. An office that more people hold ("the chair", over many committees) points at nobody."""


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody held an office on a day. `inferred`: from where they spoke, not from what the record calls them."""

    speaker: Speaker
    rank: Rank
    fields: frozenset[str]
    source: str
    date: dt.date | None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a text names, ``text[start:end]``, the article included.

    `fields` are those of its portfolio (`assistant.understanding.domains`); with `several` each has a minister of its
    own. `sources` are the records that can know it, None for any; empty for an office of another country.
    """

    start: int
    end: int
    name: str
    rank: Rank
    fields: frozenset[str] = frozenset()
    several: bool = False
    sources: frozenset[str] | None = None


class Offices:
    """Who holds what, by the evidence of one index. `more` finds what is worth looking for only when it is asked."""

    def __init__(self, held: Iterable[Held], more: Callable[[Office], Iterable[Held]] = lambda _: ()) -> None:
        self._held, self._more = list(held), more
        self._looked_for: dict[tuple[Rank, frozenset[str]], tuple[Held, ...]] = {}
        self._evidence: dict[tuple[Rank, frozenset[str] | None, frozenset[str], frozenset[str]], list[Held]] = {}
        self._governing = {held.speaker.id for held in self._held if held.rank != "chair"}
        self._secretaries = {held.speaker.id for held in self._held if held.rank == "state secretary"}

    def governs(self, person: str) -> bool:
        """Whether the record ever calls somebody a member of a government."""
        return person in self._governing

    def holders(self, office: Office, period: Period | None) -> tuple[Speaker, ...]:
        """Everybody who held an office in a period, those who held it last first; empty where the index shows nobody.

        Within a period those count who are shown in it, or both before and after it; where the record ends before the
        period begins, whoever is shown last.
        """
        parts = [frozenset({field}) for field in sorted(office.fields)] if office.several else [office.fields]
        found: dict[str, tuple[dt.date, Speaker]] = {}
        for fields in parts:
            for held in _within(self._of(office, fields), period):
                seen = held.date or dt.date.min
                if held.speaker.id not in found or found[held.speaker.id][0] <= seen:
                    found[held.speaker.id] = (seen, held.speaker)
        if len(found) > MANY:
            return ()
        return tuple(speaker for _, speaker in sorted(found.values(), key=lambda s: (s[0], s[1].name), reverse=True))

    def _of(self, office: Office, fields: frozenset[str]) -> list[Held]:
        """The evidence of who held an office of these fields, gone through once for each."""
        key = office.rank, office.sources, office.fields, fields
        if key not in self._evidence:
            fitting = [held for held in (*self._held, *self._found(office)) if self._fits(held, office, fields)]
            self._evidence[key] = [held for held in fitting if not held.inferred] or fitting
        return self._evidence[key]

    def _found(self, office: Office) -> tuple[Held, ...]:
        """Further evidence, looked for once for each office."""
        key = office.rank, office.fields
        if key not in self._looked_for:
            self._looked_for[key] = tuple(self._more(office))
        return self._looked_for[key]

    def _fits(self, held: Held, office: Office, fields: frozenset[str]) -> bool:
        if office.sources is not None and held.source not in office.sources:
            return False
        if office.rank in ("prime minister", "minister-president"):
            # The Dutch prime minister bears the other title as well.
            same = held.source in DUTCH and held.rank in ("prime minister", "minister-president")
            return held.rank == office.rank or same
        if office.rank == "chair":
            return held.rank == "chair"
        # Headings print a portfolio without the rank, so a state secretary is known by another line.
        ranked = office.rank == "minister" or held.rank == office.rank or held.speaker.id in self._secretaries
        return held.rank != "chair" and bool(fields) and fields <= held.fields and ranked


def _within(evidence: list[Held], period: Period | None) -> list[Held]:
    if period is None:
        return evidence
    since, until = period[0] or dt.date.min, period[1] or dt.date.max
    inside = [h for h in evidence if h.date and since <= h.date <= until]
    if inside:
        return inside
    days: dict[str, list[dt.date]] = {}
    for held in evidence:
        if held.date:
            days.setdefault(held.speaker.id, []).append(held.date)
    if days and since > max(latest for seen in days.values() for latest in seen):
        # The record ends before the period does: who was shown last may well hold it still.
        last = max(evidence, key=lambda h: h.date or dt.date.min)
        return [held for held in evidence if held.speaker.id == last.speaker.id]
    around = {person for person, seen in days.items() if min(seen) <= until and max(seen) >= since}
    return [held for held in evidence if held.speaker.id in around]


_ADJECTIVE = r"(?:vlaamse?|flemish|federale?|federal|belgische?|belgian|nederlandse?|dutch)\s+"
_BEFORE = (
    r"(?:(?:\b(?:de|den|het|the|le|la|onze|our|notre|haar|zijn|his|her|their|hun)\s+|\bl['’])"
    rf"(?:(?P<whose>[a-z]+(?:-[a-z]+)?)\s+)??|\b(?P<bare>{_ADJECTIVE}))?"
)
_OF = r"\s+(?P<of>(?:bevoegd |verantwoordelijk |responsible |belast |in charge |chargee? |competente? )?" + (
    r"(?:van|voor|met|of|for|de la|de l['’]|des|du|de|d['’]|a la|a l['’]|aux|au|a|pour)(?:\s+|(?<=['’])))"
)
_WITH_FIELD: tuple[tuple[Rank, str], ...] = (
    (
        "state secretary",
        r"staatssecretaris(?:sen)?|secretar(?:y|ies) of state|state secretar(?:y|ies)|secretaires? d['’]etat",
    ),
    ("minister", r"(?<!vice-)(?:vice)?ministers?|ministres?"),
)  # fmt: skip
_FIELD_FIRST = re.compile(r"\b(?P<joined>[a-z]{4,}?)?-?(?P<rank>minister|secretary)s?\b(?![- ]presiden)(?! of state)")
_HEADS: tuple[tuple[Rank, str], ...] = (
    ("minister-president", r"(?<!vice-)(?<!vice )(?:minister[- ]president(?:e)?|ministre[- ]presidente?)"),
    ("prime minister", r"(?<!vice-)(?<!vice )(?:eerste[- ]?minister|premiere? ministre|prime minister)"),
)
_PREMIER = re.compile(rf"{_BEFORE}(?<!vice-)\bpremier\b(?!\s+(?:ministre|league))")
_CHAIR = re.compile(
    r"\b(?:de (?:kamer|commissie|parlements)?voorz(?:itter|itster)|"
    r"the (?:committee )?(?:chair(?:man|woman|person)?|speaker)|"
    r"(?:le president|la presidente)(?=\s+(?:de (?:seance|la chambre|la commission)|a |dit |a-t-|repond|sur |au sujet)|"
    r"\s*(?:[?!.]|$)))"
    r"(?:\s*(?:van de (?:kamer|commissie|vergadering)|van het parlement|of the (?:chamber|house|committee|meeting)|"
    r"de (?:seance|la chambre|la commission)))?(?!\s*(?:van|of|de la|du|des)\b)"
)
_FOREIGN = re.compile(
    r"\s+[a-z]+(?:iens?|iennes?|ais|aises?|ois|oises?|icains?|icaines?|iques?|ands?|andes?|ols?|oles?|turc|russe)\b"
)


def offices_in(text: str, language: Language) -> list[Office]:
    """The offices that a text names, in its order."""
    folded = fold_in_place(text)
    found = [
        *_heads(text, folded, language),
        *_with_field(text, folded),
        *_field_first(text, folded),
        *_chairs(text, folded),
    ]
    kept: list[Office] = []
    for office in sorted(found, key=lambda o: (o.start, -o.end)):
        if not kept or office.start >= kept[-1].end:
            kept.append(office)
    return kept


def _heads(text: str, folded: str, language: Language) -> Iterable[Office]:
    for rank, words in _HEADS:
        for match in re.finditer(rf"{_BEFORE}\b{words}\b", folded):
            sources = _sources(match, text)
            if rank == "prime minister" and sources == FLEMISH:
                yield _office(text, match.start(), match.end(), "minister-president", sources)
            elif not _FOREIGN.match(folded, match.end()):
                yield _office(text, match.start(), match.end(), rank, sources)
    if language != "fr":  # where it is a number
        for match in _PREMIER.finditer(folded):
            yield _office(text, match.start(), match.end(), "prime minister", _sources(match, text))


def _with_field(text: str, folded: str) -> Iterable[Office]:
    for rank, words in _WITH_FIELD:
        for match in re.finditer(rf"{_BEFORE}\b(?P<rank>{words}){_OF}", folded):
            length, fields = leading(text[match.end("of") :])
            end = match.end("of") + length
            if not fields:  # a portfolio that no list has: its first word, if it is written like a name
                word = re.match(r"[^\W\d_]+", text[match.end("of") :])
                if not word or not word[0][0].isupper():
                    continue
                fields, end = frozenset({fold(word[0])}), match.end("of") + word.end()
            several = match["rank"].endswith(("s", "sen", "ies")) and not match["rank"].endswith("secretaris")
            yield _office(text, match.start(), end, rank, _sources(match, text), fields, several and len(fields) > 1)


def _field_first(text: str, folded: str) -> Iterable[Office]:
    """Such as "the health minister", "de energieminister", "foreign affairs minister"."""
    for match in _FIELD_FIRST.finditer(folded):
        start, field = match.start(), None
        if match["joined"]:
            field = field_of(match["joined"]) or field_of(match["joined"].removesuffix("s"))
        else:
            for count in (2, 1):
                words = re.search(rf"\b(?:[a-z]+ ){{{count}}}$", folded[:start])
                if words and (field := field_of(words[0])):
                    start = words.start()
                    break
        if field and (match["rank"] == "minister" or not match["joined"]):
            rank: Rank = "minister" if match["rank"] == "minister" else "state secretary"
            before = re.search(rf"{_BEFORE}$", folded[:start])
            first = before.start() if before else start
            yield _office(text, first, match.end(), rank, _sources(before, text), frozenset({field}))


def _chairs(text: str, folded: str) -> Iterable[Office]:
    for match in _CHAIR.finditer(folded):
        if not text[match.end() :].lstrip()[:1].isupper():  # "le président Macron"
            yield _office(text, match.start(), match.end(), "chair", None)


def _office(
    text: str,
    start: int,
    end: int,
    rank: Rank,
    sources: frozenset[str] | None,
    fields: frozenset[str] = frozenset(),
    several: bool = False,
) -> Office:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Office(start, end, text[start:end], rank, fields, several, sources)


def _sources(before: re.Match[str] | None, text: str) -> frozenset[str] | None:
    """The records that an adjective before an office points at; none at all for another country's."""
    adjective = (before["whose"] or before["bare"]) if before else None
    if not before or not adjective:
        return None
    known = chamber_of_adjective(adjective.strip())
    # "the Israeli prime minister": Dutch and English write such adjectives with a capital.
    foreign = text[before.start("whose")].isupper()
    return known if known is not None else frozenset() if foreign else None
