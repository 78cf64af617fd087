"""What a commitment is: who binds themselves, with which words, how firmly, to what, for whom, by when.

``turn.text[start:end]`` is the sentence that binds, whole, so that no condition is cut off, with the sentence before it
where it only points back ("That we shall do."). Knows nothing of how commitments are found.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

RULES = 2
"""Of finding commitments: with another number, those of an index are found anew."""

Strength = Literal["firm", "weak"]
StatusName = Literal["open", "kept", "broken", "withdrawn"]
STATUSES: tuple[StatusName, ...] = get_args(StatusName)


@dataclass(frozen=True, slots=True)
class Binding:
    """A clause ``sentence[start:end]`` by which somebody is bound; `actor` as in `Commitment`."""

    strength: Strength
    actor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment of one turn; `order` is the turn's order in its sitting.

    `actor` is "speaker", "government" (what will be done, by nobody named), or the record's own words for a body
    ("mijn administratie"). `action` is the clause that binds, verbatim. `beneficiary` is in the record's words, or the
    name of the member addressed as "you". `due` is the last day of `deadline`, where one can be computed. `question`
    is the order of the turn that is replied to.
    """

    id: str
    order: int
    start: int
    end: int
    strength: Strength
    actor: str
    action: str
    beneficiary: str | None = None
    deadline: str | None = None
    due: dt.date | None = None
    question: int | None = None


@dataclass(frozen=True, slots=True)
class SetStatus:
    """What a person has said of a commitment: never the program. `at` is in UTC."""

    status: StatusName
    by: str
    at: dt.datetime
    note: str | None = None


def commitment_id(turn_id: str, start: int, end: int, quote: str) -> str:
    """An id that is the same whenever the same words stand at the same place of the same turn, 16 hexadecimal digits.

    What a person has noted about a commitment is kept under it, whatever happens to the index in between.
    """
    return hashlib.sha256(f"{turn_id}\n{start}\n{end}\n{quote}".encode()).hexdigest()[:16]
