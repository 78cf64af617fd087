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


def count_filters(understood: Understood, chosen: Filters) -> Filters | None:
    """The filters of a count: what the user chose and what the question says, both at once.

    None where a count could not keep to the question: it names somebody whom the record does not have, whom it was said
    to or about, one of several parliaments, or nobody and nothing of what was chosen.
    """
    nobody = (understood.unknown_names or understood.unresolved) and not understood.speakers
    if nobody or understood.addressees or understood.about or len(understood.sources) > 1:
        return None
    since, until = understood.period or (None, None)
    people = tuple(dict.fromkeys(speaker.id for speaker in understood.speakers))
    # Somebody named counts under whatever party the record gives them: often none for a minister.
    kept = {
        "speakers": (chosen.speakers, people),
        "parties": (chosen.parties, () if people else understood.parties),
        "committees": (chosen.committees, understood.committees),
    }
    both = {name: _both(*sides) for name, sides in kept.items()}
    source = _both((chosen.source,) if chosen.source else (), understood.sources)
    if source is None or any(names is None for names in both.values()):
        return None
    return Filters(
        since=max(filter(None, (chosen.since, since)), default=None),
        until=min(filter(None, (chosen.until, until)), default=None),
        source=source[0] if source else None,
        **{name: names for name, names in both.items() if names},
    )


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...] | None:
    """What two choices leave, each of which may be empty for any; None if nothing."""
    if not one or not other:
        return one or other
    return tuple(name for name in one if name in other) or None


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
