"""In what to count: from what people type, and from what a question says.

Knows nothing of how is counted.
"""

from __future__ import annotations

import datetime as dt

from assistant.answer import Filters, Understood
from assistant.errors import CountError
from index.store import Index
from index.terms import fold, words
from index.transcript import Speaker


def count_filters(understood: Understood, chosen: Filters) -> Filters:
    """The filters of a count: what the user chose, and where nothing was chosen what the question says."""
    since, until = understood.period or (None, None)
    return Filters(
        speakers=chosen.speakers or tuple(speaker.id for speaker in understood.speakers),
        since=chosen.since or since,
        until=chosen.until or until,
        source=chosen.source or (understood.sources[0] if len(understood.sources) == 1 else None),
        parties=chosen.parties or understood.parties,
        committees=chosen.committees or understood.committees,
    )


def named_filters(
    index: Index,
    speaker: str | None = None,
    party: str | None = None,
    committee: str | None = None,
    source: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Filters:
    """Filters from what people type: a name or its last part, a party in any case, a part of a committee's name.

    Raises:
        CountError: the index has nobody of that name, or no such party, committee or source.
    """
    sittings = index.sittings.values()
    people = {s.id for s in index.speakers.values() if speaker and is_named(s, speaker)}
    parties = {s.party for s in index.speakers.values() if s.party and party and fold(s.party) == fold(party)}
    committees = {s.committee for s in sittings if s.committee and committee and fold(committee) in fold(s.committee)}
    for asked, found, what in (
        (speaker, people, "nobody of the name"),
        (party, parties, "no party"),
        (committee, committees, "no committee"),
        (source, {s.source for s in sittings if s.source == source}, "no source"),
    ):
        if asked is not None and not found:
            raise CountError(f"the record has {what} {asked}")
    return Filters(tuple(sorted(people)), since, until, source, tuple(sorted(parties)), tuple(sorted(committees)))


def is_named(speaker: Speaker, name: str) -> bool:
    """Whether a name is the speaker's, or the last part of it."""
    own, asked = words(speaker.name), words(name)
    return bool(asked) and own[-len(asked) :] == asked
