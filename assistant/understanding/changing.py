"""What a user put in the place of something understood: somebody else, other days, another kind of answer.

`Question.instead` pairs the id of a chip with what it is to stand for: a name, days as "2020-01-01/2020-12-31" with
either end open (ISO 8601), or a kind. The ids "speaker", "period" and "kind" add one to a question that shows none.
Pairs that say nothing (addresses are typed and cut off by people) change nothing. Days set by hand are a limit, where
those read from a question only count for more. Knows nothing of what else a question says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from assistant.answer import Filters, Kind, Question, Understood
from assistant.understanding.people import People
from assistant.understanding.period import Period
from index.transcript import Speaker
from index.vocabulary import Vocabulary

CHANGED_TO_SOMEBODY = ("speaker", "unknown", "unresolved")
"""Kinds of chips in whose place somebody's name can be put."""

Pairs = Sequence[tuple[str, str]]


def written(period: Period) -> str:
    """A period as `Question.instead` has it."""
    return "/".join(day.isoformat() if day else "" for day in period)


def read(text: str) -> Period | None:
    """The period that was written so; None where there is none, or its end lies before its beginning."""
    since, slash, until = text.partition("/")
    try:
        days = dt.date.fromisoformat(since) if since else None, dt.date.fromisoformat(until) if until else None
    except ValueError:
        return None
    if not slash or days == (None, None) or (days[0] and days[1] and days[1] < days[0]):
        return None
    return days


def period_instead(question: Question) -> Period | None:
    """The period that the user set for a question, unless it was taken away again."""
    if "period" in question.without:
        return None
    return next((period for key, value in question.instead if key == "period" and (period := read(value))), None)


def limits(question: Question) -> Filters:
    """The filters of a question, narrowed to the period that the user set."""
    filters = question.filters
    since, until = period_instead(question) or (None, None)
    return replace(
        filters,
        since=max(filter(None, [since, filters.since]), default=None),
        until=min(filter(None, [until, filters.until]), default=None),
    )


def changed(understood: Understood, instead: Pairs, people: People, vocabulary: Vocabulary) -> Understood:
    """What was understood, with what the user put in the place of it."""
    for key, value in instead:
        sort, _, label = key.partition(":")
        if sort == "period" and (period := read(value)):
            understood = replace(understood, period=period)
        elif sort == "kind" and value in get_args(Kind):
            understood = replace(understood, kind=value)  # type: ignore[arg-type]  # it is one of them
        elif sort in CHANGED_TO_SOMEBODY and value.strip():
            understood = _somebody_else(understood, sort, label, _called(value, people, vocabulary), value)
    return understood


def _somebody_else(understood: Understood, sort: str, label: str, people: tuple[Speaker, ...], name: str) -> Understood:
    """With other people in the place of a speaker, or of a name or an office that means nobody."""
    speakers = understood.speakers
    at = [i for i, speaker in enumerate(speakers) if sort == "speaker" and speaker.name == label]
    place = at[0] if at else len(speakers)
    kept = [speaker for i, speaker in enumerate(speakers) if i not in at and speaker not in people]
    unknown = tuple(one for one in understood.unknown_names if (sort, one) != ("unknown", label))
    return replace(
        understood,
        speakers=(*kept[:place], *people, *kept[place:]),
        unknown_names=unknown if people else (*unknown, name),
        unresolved=tuple(one for one in understood.unresolved if (sort, one) != ("unresolved", label)),
    )


def _called(name: str, people: People, vocabulary: Vocabulary) -> tuple[Speaker, ...]:
    """The people of the record of that name: whose name it is, letter for letter, else whom it may mean."""
    exact = tuple(speaker for speaker in people.by_id.values() if speaker.name == name)
    if exact:
        return exact
    found = dict.fromkeys(person for mention in people.mentions(name, vocabulary) for person in mention.people)
    return tuple(people.by_id[person] for person in found)
