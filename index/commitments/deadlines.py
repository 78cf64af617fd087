"""By when: the words that name a deadline, and the day they come to, counted from the day they were said.

`Deadline.date` is the last day by which the words bind. Where the words leave room, these conventions hold: seasons
begin on the 21st of March, June, September and December; the summer recess is 21 July to 20 September; "after" summer
or recess lasts as long as the autumn; "by" a month or a season is the day it begins, "by" a year its last day; "from" a
period is the day it begins; a school year begins on the 1st of September; the
beginning of a month or season is its first third and the middle the next, of a year the first quarter and the first
half. Words that name no period ("soon", "as soon as the study is there") have no day. Knows nothing of who promises.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from index.commitments.periods import LANGUAGES, Words

_SEASON_BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_BARE = frozenset({"date", "month", "season", "year", "years", "quarter", "half"})
"""Kinds of period that are a deadline only with a word before them: "maart" alone may be anything."""

_JUST_PAST = 270
"""Days: a month that comes back only so late is taken to be the one that was, where the words do not look ahead."""

_PLANNED_FOR = re.compile(r"\b(?:gepland|voorzien|ingepland|verwacht|uitgesteld)\s+$", re.IGNORECASE)
"""What stands before a "voor" that means for, not before: "gepland voor november"."""

_ELECTIONS = (dt.date(2014, 5, 25), dt.date(2019, 5, 26), dt.date(2024, 6, 9), dt.date(2029, 6, 10))
"""Of the Belgian Chamber and the regional parliaments: every five years, on the day of the European elections."""

_ELECTED_TOGETHER = frozenset({"vlaams-parlement", "dekamer"})

Bounds = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Deadline:
    """`phrase` is ``text[start:end]`` of the text it was found in; `date` is None where no day can be computed.

    `period` says whether the words name one ("before the summer"), not only how soon ("shortly").
    """

    phrase: str
    date: dt.date | None
    start: int
    end: int
    period: bool


def hints() -> frozenset[str]:
    """Words, in small letters, one of which stands in every deadline of any language."""
    return frozenset().union(*(words.hints for words in LANGUAGES.values()))


def may_name_deadline(words: Iterable[str], language: str) -> bool:
    """Whether a text with these words, in small letters, may name a deadline."""
    return not LANGUAGES[language].hints.isdisjoint(words)


def deadlines_in(text: str, language: str, said: dt.date | None, source: str = "") -> list[Deadline]:
    """The deadlines in a text that was said on a day, in order, without overlap. What lies before that day is none.

    `source` is the parliament: "this legislature" has an end only where its elections are fixed by law.
    """
    words = LANGUAGES[language]
    found: list[Deadline] = []
    small = text.lower()
    if len(small) != len(text):  # "İ" has two small letters
        small = text
    for match in _grammar(language).finditer(small):
        date = None
        if match["term"]:
            date = _term_end(source, said)
        elif match["span"] or match["vague"]:
            date = _after_span(match[0], words, said) if match["span"] else None
        else:
            try:
                named = _named(match, words)
                date = _last_day(*named, words, said) if named and said else None
            except (ValueError, OverflowError):  # "31 juni"
                continue
            if named is None or (said is not None and (date is None or date < said)):
                continue
        found.append(Deadline(text[match.start() : match.end()], date, match.start(), match.end(), not match["vague"]))
    return found


def _bare(pattern: str) -> str:
    """A pattern without its group names, so that several may stand in one."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


@cache
def _grammar(language: str) -> re.Pattern[str]:
    words = LANGUAGES[language]
    kinds = "|".join(f"(?P<{kind}>{_bare(pattern)})" for kind, pattern in words.periods.items())
    manner, part = (_choice(mapping) for mapping in (words.manners, words.parts))
    period = rf"(?:(?P<manner>{manner})(?:\s+|(?<=['’])))?(?:(?:het\s+)?(?P<part>{part})(?:\s+|(?<=[-'’])))?(?:{kinds})"
    lead = r"(?:(?:nog|al|(?P<latest>ten laatste|uiterlijk))\s+)*" if language == "nl" else r"(?P<latest>(?!))?"
    others = rf"(?P<term>{words.term})|(?P<vague>{words.vague})|(?P<span>{_bare(words.span)})"
    begins = "|".join(words.begins.split())
    return re.compile(rf"(?<![\w'’])(?=\d|(?:{begins})\b)(?:{others}|{lead}{period})(?!\w|-\w){words.not_after}")


def _choice(mapping: Mapping[str, str]) -> str:
    phrases = sorted(mapping, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)


def _after_span(phrase: str, words: Words, said: dt.date | None) -> dt.date | None:
    """ "Within two weeks": so long after the day."""
    match = re.search(words.span, phrase, re.IGNORECASE)
    if match is None or said is None:
        return None
    written = (match["count"] or "1").lower()
    count = int(written) if written.isdigit() else words.numbers[written]
    unit = words.units[match["unit"].lower()]
    if unit in ("month", "year"):
        return _months_on(said, count * (12 if unit == "year" else 1))
    return said + dt.timedelta(days=count * {"hour": 0, "day": 1, "week": 7}[unit])


def _named(match: re.Match[str], words: Words) -> tuple[str, dict[str, str], str, str] | None:
    """The kind of a period, what its words name, how they bind and which part of it; None where it is no deadline."""
    kind = next(kind for kind in words.periods if match[kind])
    inner = re.fullmatch(words.periods[kind], match[kind], re.IGNORECASE)
    manner = words.manners[" ".join(match["manner"].lower().split())] if match["manner"] else ""
    if match["latest"] and not manner:
        manner = "in"
    part = words.parts[" ".join(match["part"].lower().split())] if match["part"] else ""
    if inner is None:
        return None
    named = {name.rstrip("23"): value.lower() for name, value in inner.groupdict().items() if value}
    if manner == "before" and _PLANNED_FOR.search(match.string, 0, match.start()):
        manner = "for"
    pointed = bool(part) or bool(named.keys() & {"coming", "next"}) or _pointed(match[kind])
    if not pointed and ((kind in _BARE and not manner) or kind == "unit"):
        return None
    return kind, named, manner, part


def _last_day(kind: str, named: dict[str, str], manner: str, part: str, words: Words, said: dt.date) -> dt.date | None:
    """The last day by which a named period binds; None where it is over."""
    first, last = _bounds(kind, named, words, said)
    if kind in ("date", "month") and "year" not in named and manner == "in" and (last - said).days > _JUST_PAST:
        return None  # "in januari", said in February: the one that was
    if part:
        last = _part(part, first, last)
        return first - dt.timedelta(days=1) if manner == "before" and part == "begin" else last
    if manner == "before":
        return first - dt.timedelta(days=1)
    if manner == "from" and first >= said:
        return first
    if manner == "after":
        return dt.date(last.year, 12, 20) if kind in ("season", "recess") else None
    if manner == "by" and kind in ("month", "season", "recess", "school") and first >= said:
        return first
    return last


def _term_end(source: str, said: dt.date | None) -> dt.date | None:
    """The day until which a parliament that sat on a day was elected, None where that is not known."""
    if said is None or source not in _ELECTED_TOGETHER:
        return None
    return next((day for day in _ELECTIONS if day >= said), None)


def _pointed(period: str) -> bool:
    """Whether a period begins with a word that points: "deze zomer", "this autumn"."""
    return period.lower().startswith(("deze ", "dit ", "this ", "cet ", "cette ", "ce ", "volgend", "komend", "next "))


def _bounds(kind: str, named: dict[str, str], words: Words, said: dt.date) -> Bounds:
    """First and last day of a period; one of no stated year is the next that is not over."""
    year = int(named["year"]) if "year" in named else said.year if "this" in named else None
    if year is None and "next" in named and kind != "unit":
        year = said.year + 1
    match kind:
        case "date":
            return _coming(lambda y: _day(y, words.months[named["month"]], int(named["day"])), year, said)
        case "month":
            return _coming(lambda y: _months(y, words.months[named["month"]], 1), year, said)
        case "season":
            return _coming(lambda y: _season(y, words.seasons[named["season"]]), year, said)
        case "recess":
            return _coming(lambda y: (dt.date(y, 7, 21), dt.date(y, 9, 20)), year, said)
        case "quarter":
            return _coming(lambda y: _months(y, 3 * words.ordinals[named["which"]] - 2, 3), year, said)
        case "half":
            return _coming(lambda y: _months(y, 6 * words.ordinals[named["which"]] - 5, 6), year, said)
        case "school":
            return _school_year(said, "coming" in named)
        case "weekday":
            ahead = (words.weekdays[named["weekday"]] - said.weekday() - 1) % 7 + 1
            return said + dt.timedelta(days=ahead), said + dt.timedelta(days=ahead)
        case "years":
            return dt.date(int(named["year"]), 1, 1), dt.date(int(named["last"]), 12, 31)
        case "year":
            return _months(int(named["year"]), 1, 12)
        case "day_word":
            day = said + dt.timedelta(days=words.day_words[" ".join(named["day_word"].split())])
            return day, day
    return _unit(words.units.get(named["unit"], "year"), "next" in named, said)


def _coming(bounds_in: Callable[[int], Bounds], year: int | None, said: dt.date) -> Bounds:
    """A period in its year, or in the first year from `said` in which it is not over."""
    if year is not None:
        return bounds_in(year)
    this_year = bounds_in(said.year)
    return this_year if this_year[1] >= said else bounds_in(said.year + 1)


def _unit(unit: str, following: bool, said: dt.date) -> Bounds:
    """This or the next week, month or year."""
    if unit == "week":
        monday = said - dt.timedelta(days=said.weekday()) + dt.timedelta(weeks=int(following))
        return monday, monday + dt.timedelta(days=6)
    if unit == "month":
        first = _months_on(said.replace(day=1), int(following))
        return _months(first.year, first.month, 1)
    return _months(said.year + int(following), 1, 12)


def _school_year(said: dt.date, following: bool) -> Bounds:
    """The school year of a day, or the next: from the 1st of September."""
    year = said.year - (said.month < 9) + int(following)
    return dt.date(year, 9, 1), dt.date(year + 1, 8, 31)


def _day(year: int, month: int, day: int) -> Bounds:
    return dt.date(year, month, day), dt.date(year, month, day)


def _season(year: int, season: str) -> Bounds:
    first = dt.date(year, _SEASON_BEGINS[season], 21)
    return first, _months_on(first, 3) - dt.timedelta(days=1)


def _months(year: int, first: int, count: int) -> Bounds:
    """So many months of a year from its month number `first`."""
    start = dt.date(year, first, 1)
    return start, _months_on(start, count) - dt.timedelta(days=1)


def _months_on(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _part(part: str, first: dt.date, last: dt.date) -> dt.date:
    """The last day of the beginning, middle or end of a period."""
    days = (last - first).days + 1
    if part == "end":
        return last
    if days > 300:
        return _months_on(first, 3 if part == "begin" else 6) - dt.timedelta(days=1)
    return first + dt.timedelta(days={"begin": 1, "middle": 2}[part] * days // 3 - 1)
