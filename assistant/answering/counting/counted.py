"""A count: every mention of a term, in all groupings, with what was counted and in how much.

Nothing is estimated, and the mentions of each grouping add up to all. Knows nothing of how mentions are found.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TextIO

from assistant.answer import Citation, Filters, Language, citation_json
from assistant.answering.counting.matching import Kind, Mark
from assistant.answering.counting.phrases import Told, on, told
from assistant.spreadsheets import cell
from index.transcript import Speaker

By = Literal["speaker", "party", "month", "committee"]

COLUMNS = (
    "date", "speaker", "party", "role", "committee", "title", "variant", "kind", "quote", "start", "end", "url",
    "turn_id", "doc_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """What is to be counted; with `compounds`, words that it is a part of count too."""

    text: str
    compounds: bool = True


@dataclass(frozen=True, slots=True)
class Variant:
    """A spelling that was found, in its commonest case; "glossary" is another name for what was asked."""

    text: str
    kind: Kind
    mentions: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence with mentions, which are at `marks` of the turn's text, within the citation's quote."""

    citation: Citation
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A group: a party, a month ("2024-03"), a committee; None where the record does not say.

    `words` are all that the group said within the scope, whether or not it holds mentions.
    """

    name: str | None
    mentions: int
    turns: int
    words: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who mentioned it, None where the speaker is not known.

    Parties and roles are those of the mentions, oldest first; `first` and `last` are the days of sitting, None where
    no sitting with a mention has a date.
    """

    speaker: Speaker | None
    parties: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: int
    turns: int
    words: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Scope:
    """In how much was counted: everything that the filters leave; `speakers` are the names of those chosen."""

    sittings: int
    turns: int
    words: int
    first: dt.date | None
    last: dt.date | None
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """Every mention of a term within a scope. `hits` are oldest first, those of undated sittings last.

    `turns` and `sittings` are those with mentions. Speakers stand by turns with mentions, most first; parties and
    committees likewise. Months are in order, and those in which something was said but not the term are among them,
    with 0 mentions. The mentions of each grouping add up to all.
    """

    term: Term
    filters: Filters
    scope: Scope
    variants: tuple[Variant, ...]
    hits: tuple[Hit, ...]
    turns: int
    sittings: int
    by_speaker: tuple[Person, ...]
    by_party: tuple[Row, ...]
    by_month: tuple[Row, ...]
    by_committee: tuple[Row, ...]

    @property
    def mentions(self) -> int:
        """How many mentions there are."""
        return sum(len(hit.marks) for hit in self.hits)

    def rows(self, by: By) -> tuple[Row, ...]:
        """The groups of one grouping, each with its own words as denominator."""
        if by == "speaker":
            return tuple(
                Row(one.speaker.name if one.speaker else None, one.mentions, one.turns, one.words)
                for one in self.by_speaker
            )
        return {"party": self.by_party, "month": self.by_month, "committee": self.by_committee}[by]

    def narrowed(self, groups: Mapping[By, str | None]) -> tuple[Hit, ...]:
        """The hits within all of these groups: ``count.narrowed({"month": "2024-03", "party": None})``.

        A speaker is given by id, the others by the name of their `Row`; None is what the record does not say.
        """
        return tuple(hit for hit in self.hits if all(group_of(hit.citation, by) == name for by, name in groups.items()))

    def what(self, language: Language) -> str:
        """What was counted, how, and in how much, in a few sentences."""
        spelled = {
            kind: [(one.text, one.mentions) for one in self.variants if one.kind == kind]
            for kind in ("form", "glossary", "compound")
        }
        filters = self.filters
        chosen = [*self.scope.speakers, *filters.parties, *filters.committees]
        chosen += [filters.source] if filters.source else []
        chosen += [on("since", filters.since, language)] if filters.since else []
        chosen += [on("until", filters.until, language)] if filters.until else []
        return told(
            Told(
                self.term.text, self.mentions, self.turns, self.sittings, rate(self.mentions, self.scope.words),
                spelled["form"], spelled["glossary"], spelled["compound"] if self.term.compounds else None,
                self.scope.turns, self.scope.sittings, self.scope.words, chosen,
            ),
            language,
        )  # fmt: skip

    def to_json(self, language: Language) -> dict[str, Any]:
        """The document that ``count --json`` prints; other programs rely on its names."""
        scope = self.scope
        return {
            "term": self.term.text,
            "what": self.what(language),
            "compounds": self.term.compounds,
            "mentions": self.mentions,
            "turns": self.turns,
            "sittings": self.sittings,
            "per_10000": rate(self.mentions, scope.words),
            "searched": {
                "sittings": scope.sittings, "turns": scope.turns, "words": scope.words,
                "first": _iso(scope.first), "last": _iso(scope.last),
            },
            "variants": [{"text": v.text, "kind": v.kind, "mentions": v.mentions} for v in self.variants],
            "by_speaker": [_person_json(person) for person in self.by_speaker],
            "by_party": [_row_json(row) for row in self.by_party],
            "by_month": [_row_json(row) for row in self.by_month],
            "by_committee": [_row_json(row) for row in self.by_committee],
            "hits": [_hit_json(hit) for hit in self.hits],
        }  # fmt: skip

    def write_csv(self, out: TextIO) -> None:
        """Every mention as a row, under a header; a cell that a spreadsheet would take for a formula is quoted."""
        table = csv.writer(out)
        table.writerow(COLUMNS)
        for hit in self.hits:
            whole = {**citation_json(hit.citation), "committee": hit.citation.sitting.committee}
            for mark in hit.marks:
                said = hit.citation.turn.text[mark.start : mark.end]
                row = whole | {"variant": said, "kind": mark.kind, "start": mark.start, "end": mark.end}
                table.writerow([cell(row[column]) for column in COLUMNS])


def group_of(citation: Citation, by: By) -> str | None:
    """The group that a quote is of: the speaker's id, the party, the month, the committee; None where none is known."""
    speaker, sitting = citation.turn.speaker, citation.sitting
    if by in ("speaker", "party"):
        return (speaker.id if by == "speaker" else speaker.party) if speaker else None
    return month_of(sitting.date) if by == "month" else sitting.committee


def month_of(date: dt.date | None) -> str | None:
    """The month of a day, as "2024-03"."""
    return f"{date:%Y-%m}" if date else None


def rate(mentions: int, words: int) -> float | None:
    """Mentions per 10,000 words, None where there are no words."""
    return 10_000 * mentions / words if words else None


def _person_json(person: Person) -> dict[str, Any]:
    speaker = person.speaker
    return {
        "speaker": speaker.name if speaker else None,
        "id": speaker.id if speaker else None,
        "parties": list(person.parties),
        "roles": list(person.roles),
        "mentions": person.mentions,
        "turns": person.turns,
        "words": person.words,
        "per_10000": rate(person.mentions, person.words),
        "first": _iso(person.first),
        "last": _iso(person.last),
    }


def _row_json(row: Row) -> dict[str, Any]:
    per = rate(row.mentions, row.words)
    return {"name": row.name, "mentions": row.mentions, "turns": row.turns, "words": row.words, "per_10000": per}


def _hit_json(hit: Hit) -> dict[str, Any]:
    marks = [{"start": mark.start, "end": mark.end, "kind": mark.kind} for mark in hit.marks]
    shown = {**citation_json(hit.citation), "committee": hit.citation.sitting.committee, "marks": marks}
    return {name: value for name, value in shown.items() if name != "score"}  # nothing was weighed


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
