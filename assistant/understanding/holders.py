"""Who holds which office, as far as an index itself shows it.

Four kinds of evidence, the first three of them words of the record: the role printed with a speaker, headings ("Vraag
van X aan Y (Justitie, belast met Noordzee)", "van X aan minister Y"), the chair's giving the floor ("Het woord is aan
de minister van Defensie"), and, where a record prints no portfolio, the committee before which a minister answers.
Knows nothing of questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from assistant.understanding.domains import fields, leading
from assistant.understanding.folding import fold_in_place
from assistant.understanding.offices import Held, Office, Offices, Rank
from index.lexical import Scope, Variant
from index.names import speaker_id
from index.store import Index
from index.terms import LANGUAGES, fold, stem
from index.transcript import Speaker

_RANKS: tuple[tuple[Rank, re.Pattern[str]], ...] = (
    ("chair", re.compile(r"^chair\b")),
    ("state secretary", re.compile(r"staatssecretaris|secretary of state|secretaire d.etat")),
    ("minister", re.compile(r"^vice|\bv[ep]m\b")),
    ("minister-president", re.compile(r"mini\w*[- ]president|ministre[- ]president")),
    ("prime minister", re.compile(r"eerste[- ]?minister|premiere? ministre|prime minister|^premier\b")),
    ("minister", re.compile(r"minist(?:er|re)|^gov\b")),
)
_HEADING = re.compile(
    r"\b(?:aan|à)\s+(?P<name>[^()\"“„]{4,60}?)\s*\((?P<portfolio>[^()\"“„]{4,300})\)\s*(?:over|sur)\b"
)
_TO_MINISTER = re.compile(
    r"\baan\s+(?:Vlaams\s+)?(?P<rank>(?:vice)?minister(?:-president)?(?:\s+en\s+minister)?|staatssecretaris)\s+"
    r"(?P<name>[A-ZÀ-Þ][^()\"“„,]{3,60}?)\s*$"
)
_FLOOR = re.compile(
    r"\b(?:woord|parole|floor|call)\b[^.?!]{0,60}\b(?P<rank>minister-president|minister|staatssecretaris|ministre|"
    r"secretaire d.etat|secretary of state)(?P<of>\s+(?:van|voor|de la|de l.|de|du|des|of|for)\s+)?"
)
TAIL = 300
"""Characters at the end of a chair's turn in which the floor is given."""

FLOORS = 400
"""Passages that are looked at for a chair's giving the floor to the holder of one office."""


def offices_of(index: Index) -> Offices:
    """The offices of an index."""
    names = {speaker_id(speaker.name): speaker for speaker in index.speakers.values()}
    held = [*_by_role(index), *_by_heading(index, names)]
    return Offices(held, lambda office: _by_floor(index, office))


def rank_of(role: str) -> Rank | None:
    """The rank that a printed role is of, None for a member's."""
    folded = fold(role)
    return next((rank for rank, pattern in _RANKS if pattern.search(folded)), None)


def _by_role(index: Index) -> Iterator[Held]:
    """Roles as they are printed with speakers, each once for a sitting."""
    layout = index.layout
    ranks = {key: rank for key, s in index.speakers.items() if s.role and (rank := rank_of(s.role)) is not None}
    printed = np.isin(layout.speaker_of_turn, list(ranks))
    pairs = np.unique(np.stack([layout.speaker_of_turn[printed], layout.sitting_of_turn[printed]]), axis=1)
    for key, sitting in pairs.T.tolist():
        speaker, row, rank = index.speakers[key], index.sittings[sitting], ranks[key]
        named = fields(speaker.role or "") if rank in ("minister", "state secretary") else frozenset[str]()
        yield Held(speaker, rank, named, row.source, row.date)
        if rank == "minister" and not named and row.committee:
            yield Held(speaker, rank, fields(row.committee), row.source, row.date, inferred=True)


def _by_heading(index: Index, names: dict[str, Speaker]) -> Iterator[Held]:
    titles = [(sitting, item.title) for (sitting, _), item in index.items.items()]
    titles += [(sitting, row.title) for sitting, row in index.sittings.items()]
    for sitting, title in titles:
        row = index.sittings[sitting]
        for match in _HEADING.finditer(title):
            speaker = names.get(speaker_id(match["name"]))
            if speaker:
                rank = rank_of(match["portfolio"]) or "minister"
                yield Held(speaker, rank, fields(match["portfolio"]), row.source, row.date)
        addressed = _TO_MINISTER.search(title)
        speaker = names.get(speaker_id(addressed["name"])) if addressed else None
        if addressed and speaker:
            yield Held(speaker, rank_of(addressed["rank"]) or "minister", frozenset(), row.source, row.date)


def _by_floor(index: Index, office: Office) -> Iterator[Held]:
    """Those who speak, in records that print no roles, when the chair has given the floor to that office."""
    if office.rank == "chair":
        return
    asked = " ".join(sorted(office.fields)) or office.rank.split("-")[0]
    groups = [
        [Variant(stem(form, language), 1.0) for form in forms for language in LANGUAGES]
        for forms in (("woord", "parole", "floor"), *((word,) for word in asked.split()))
    ]
    keys, _ = index.lexical.search(groups, FLOORS, Scope())
    layout = index.layout
    at = layout.rows_of_passages(np.asarray(keys, dtype=np.int64))
    rows = np.unique(layout.turn_of_passage[at[at >= 0]])
    rows = rows[rows + 1 < len(layout.turn_keys)]
    rows = rows[layout.sitting_of_turn[rows] == layout.sitting_of_turn[rows + 1]]
    for row, turn in index.turns(rows.tolist()).items():
        tail = turn.text[-TAIL:]
        given = list(_FLOOR.finditer(fold_in_place(tail)))
        speaker = index.speakers.get(int(layout.speaker_of_turn[row + 1]))
        # Members of the house have a party; who has a role is known by it.
        if not given or speaker is None or speaker.party or speaker.role:
            continue
        length, named = leading(tail[given[-1].end() :]) if given[-1]["of"] else (0, frozenset[str]())
        # "..., but first Mrs X": somebody else may be next.
        if re.fullmatch(r"[^.?!,;:]*[.?!]?\s*", tail[given[-1].end() + length :]):
            info = index.sittings[int(layout.sitting_of_turn[row])]
            yield Held(speaker, rank_of(given[-1]["rank"]) or "minister", named, info.source, info.date)
