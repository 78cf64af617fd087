"""Days that words name, from one to another: dates, months, years, seasons, and what is reckoned from today.

In Dutch, English and French. Knows nothing of "since" or "before".
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Days = tuple[dt.date, dt.date]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january janvier jan", "februari february fevrier feb", "maart march mars", "april avril apr",
            "mei may mai", "juni june juin", "juli july juillet", "augustus august aout aug",
            "september septembre sept sep", "oktober october octobre okt oct", "november novembre nov",
            "december decembre dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_SEASONS = {
    name: months
    for names, months in (
        ("voorjaar lente spring printemps", (3, 5)),
        ("zomer zomermaanden summer ete", (6, 8)),
        ("najaar herfst autumn fall automne", (9, 11)),
        ("winter hiver", (12, 14)),
    )
    for name in names.split()
}
"""First and last month, by the meteorologists; winter ends in the year after."""

RECESS = ((7, 21), (8, 31))
"""Day and month between which parliaments do not sit in summer, the Belgian national day to the end of August."""

_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "een one un une", "twee two deux", "drie three trois", "vier four quatre", "vijf five cinq", "zes six",
            "zeven seven sept", "acht eight huit", "negen nine neuf", "tien ten dix",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_UNITS = {
    **dict.fromkeys(("jaar", "jaren", "year", "years", "an", "ans", "annee", "annees"), "year"),
    **dict.fromkeys(("maand", "maanden", "month", "months", "mois"), "month"),
    **dict.fromkeys(("week", "weken", "weeks", "semaine", "semaines"), "week"),
    **dict.fromkeys(("dag", "dagen", "day", "days", "jour", "jours"), "day"),
}
_PARTS = {
    **dict.fromkeys(("begin", "start", "beginning", "early", "debut"), 0),
    **dict.fromkeys(("midden", "halfweg", "halverwege", "half", "mid", "middle", "mi", "milieu"), 1),
    **dict.fromkeys(("eind", "einde", "end", "late", "fin"), 2),
}

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_SEASON = rf"(?P<season>{'|'.join(sorted(_SEASONS, key=len, reverse=True))})"
_RECESS = (
    r"(?P<recess>zomerreces|zomervakantie|summer (?:recess|break|holidays?)|"
    r"(?:vacances|treve|recess?|intersession)(?: parlementaires?)? (?:d['’]ete|estivale?s?))"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d-]*\d|[/.]\d)"
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b"
_LAST = r"(?:vorige?|afgelopen|voorbije|laatste|jongste|last|past|previous)"
_THIS = r"(?:dit|deze|this|cet(?:te)?|ce)"
_THE = r"(?:de |het |the |le |la |les |ces |l['’])?"
_OF = r"(?:\s+(?:of|van|de|du|in|en))?(?:\s+(?:het jaar|the year|l['’]annee))?\s+"
AND = r"\s+(?:tot en met|t/m|tot|to|until|and|en|et|a|au|jusqu['’]a|jusqu['’]en)\s+"
_PART = rf"(?:(?P<part>{'|'.join(_PARTS)})(?:[ -](?:of |van |de |du )?(?:the )?|\s+))"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text that names days.

    A weak one only does so with a word before it: a bare `year` with one that makes it a time ("in 2023"), a season
    without a year with one that makes it a bound ("since the summer"). A whole one is a range by itself ("March to
    June 2024"), whatever stands before it.
    """

    start: int
    end: int
    days: Days
    weak: bool = False
    whole: bool = False
    year: bool = False


def stretches(folded: str, today: dt.date) -> list[Stretch]:
    """The stretches that name days, in order; of those that overlap, the earliest and longest."""
    if not _TIME.search(folded):
        return []
    found = [stretch for pattern, read in _PATTERNS for stretch in _read(pattern, read, folded, today)]
    kept: list[Stretch] = []
    for stretch in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or stretch.start >= kept[-1].end:
            kept.append(stretch)
    return kept


_Reader = Callable[[re.Match[str], dt.date], tuple[Days, bool] | None]


def _read(pattern: re.Pattern[str], read: _Reader, folded: str, today: dt.date) -> Iterator[Stretch]:
    for match in pattern.finditer(folded):
        days = read(match, today)
        if days is not None:
            yield Stretch(match.start(), match.end(), *days, whole=read is _months, year=read is _year)


def _month(year: int, month: int, last: int | None = None) -> Days:
    """A month, or the months from one to another; a month after December is one of the next year."""
    year_of_last, index = divmod((last or month) - 1, 12)
    final = dt.date(year + year_of_last, index + 1, 1)
    return dt.date(year, month, 1), final.replace(day=calendar.monthrange(final.year, final.month)[1])


def _part(days: Days, part: str | None) -> Days:
    """The first, middle or last third."""
    if part is None:
        return days
    third = ((days[1] - days[0]).days + 1) / 3
    number = _PARTS[part]
    return (
        days[0] + dt.timedelta(days=round(third * number)),
        days[0] + dt.timedelta(days=round(third * (number + 1)) - 1),
    )


def _dated(match: re.Match[str], _: dt.date) -> tuple[Days, bool] | None:
    year, month = int(match["year"]), _MONTHS[match["month"]]
    days = _month(year, month)
    day = match.groupdict().get("day")
    if day and 1 <= int(day) <= days[1].day:
        one = days[0].replace(day=int(day))
        return (one, one), False
    return _part(days, match.groupdict().get("part")), False


def _numeric(match: re.Match[str], _: dt.date) -> tuple[Days, bool] | None:
    try:
        day = dt.date(int(match["year"]), int(match["mm"]), int(match["dd"]))
    except ValueError:
        return None
    return (day, day), False


def _months(match: re.Match[str], _: dt.date) -> tuple[Days, bool] | None:
    first, last, year = _MONTHS[match["first"]], _MONTHS[match["month"]], int(match["year"])
    return (_month(year if first <= last else year - 1, first)[0], _month(year, last)[1]), False


def _year(match: re.Match[str], _: dt.date) -> tuple[Days, bool] | None:
    return _part(_month(int(match["year"]), 1, 12), match["part"]), match["part"] is None


def _season_of_year(match: re.Match[str], _: dt.date) -> tuple[Days, bool] | None:
    return _named_days(match, int(match["year"])), False


def _named_days(match: re.Match[str], year: int) -> Days:
    """A season, the recess or a month, in a year."""
    named = match.groupdict()
    if named.get("recess"):
        return dt.date(year, *RECESS[0]), dt.date(year, *RECESS[1])
    if named.get("month"):
        return _month(year, _MONTHS[named["month"] or ""])
    return _month(year, *_SEASONS[named["season"] or ""])


def _nearest(match: re.Match[str], today: dt.date) -> tuple[Days, bool] | None:
    """A season or recess without a year: the one whose beginning is nearest. "Before the summer" needs its word."""
    years = (_named_days(match, today.year + difference) for difference in (-1, 0, 1))
    return min(years, key=lambda days: abs(days[0] - today)), True


def _latest(match: re.Match[str], today: dt.date) -> tuple[Days, bool] | None:
    """ "Last summer", "afgelopen mei": the last that is over; "this summer": the one of this year."""
    if match.groupdict().get("this"):
        return _named_days(match, today.year), False
    return next(d for year in (0, 1, 2) if (d := _named_days(match, today.year - year))[1] < today), False


def _of_last_year(match: re.Match[str], today: dt.date) -> tuple[Days, bool] | None:
    return _named_days(match, today.year - (0 if match.groupdict().get("this") else 1)), False


def _this_or_last(match: re.Match[str], today: dt.date) -> tuple[Days, bool] | None:
    named = match.groupdict()
    return _part(_unit(match, today, 0 if named.get("this") else 1), named.get("part")), False


def _unit(match: re.Match[str], today: dt.date, back: int) -> Days:
    """The calendar year, month, week or day so many before today's."""
    unit = _UNITS[match["unit"]]
    if unit == "year":
        return _month(today.year - back, 1, 12)
    if unit == "month":
        years, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        return _month(years, month + 1)
    if unit == "week":
        monday = today - dt.timedelta(days=today.weekday() + 7 * back)
        return monday, monday + dt.timedelta(days=6)
    day = today - dt.timedelta(days=back)
    return day, day


def _rolling(match: re.Match[str], today: dt.date) -> tuple[Days, bool] | None:
    """ "The last two years": to today."""
    count = match.groupdict().get("count") or "1"
    days = {"year": 365.25, "month": 30.44, "week": 7, "day": 1}[_UNITS[match["unit"]]]
    number = int(count) if count.isdigit() else _NUMBERS[count]
    return (today - dt.timedelta(days=round(number * days)), today), False


def _ago(match: re.Match[str], today: dt.date) -> tuple[Days, bool] | None:
    count = match["count"]
    return _unit(match, today, int(count) if count.isdigit() else _NUMBERS[count]), False


def _yesterday(_: re.Match[str], today: dt.date) -> tuple[Days, bool] | None:
    day = today - dt.timedelta(days=1)
    return (day, day), False


_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|e)?"
_NAMED = rf"(?:{_RECESS}|{_SEASON}|{_MONTH})"
_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(rf"\b{pattern}(?!\w)"), read)
    for pattern, read in (
        (rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}", _dated),
        (rf"{_MONTH}\s+(?:the\s+)?{_DAY},?\s+{_YEAR}", _dated),
        (rf"{_PART}?{_MONTH}{_OF}{_YEAR}", _dated),
        (r"(?P<year>(?:19|20)\d\d)-(?P<mm>\d\d)-(?P<dd>\d\d)", _numeric),
        (r"(?P<dd>\d{1,2})[/.-](?P<mm>\d{1,2})[/.-](?P<year>(?:19|20)\d\d)", _numeric),
        (rf"(?P<first>{'|'.join(_MONTHS)})(?:\s*[-–]\s*|{AND}){_MONTH}{_OF}{_YEAR}", _months),
        (rf"{_PART}?{_YEAR}", _year),
        (rf"{_THE}(?:{_RECESS}|{_SEASON}){_OF}{_YEAR}", _season_of_year),
        (rf"{_THE}(?:{_RECESS}|{_SEASON})", _nearest),
        (rf"(?:{_LAST}|(?P<this>{_THIS}))\s+{_NAMED}", _latest),
        (rf"{_THE}{_NAMED}\s+derni(?:er|ere)s?", _latest),
        (
            rf"{_THE}{_NAMED}\s+(?:van\s+|in\s+|of\s+|de\s+)?(?:vorig jaar|last year|l['’]an(?:nee)? derni(?:er|ere)|"
            r"(?P<this>dit jaar|this year|cette annee))",
            _of_last_year,
        ),
        (rf"(?:vorig|(?P<this>dit)) jaar (?:in )?{_NAMED}", _of_last_year),
        (rf"{_PART}?(?:vorige?|last|previous|(?P<this>{_THIS}))\s+{_UNIT}", _this_or_last),
        (rf"{_PART}?{_THE}(?P<unit>annee|mois|semaine|an)\s+(?:dernier|derniere|passee?|precedente?)", _this_or_last),
        (rf"{_THE}(?:afgelopen|voorbije|laatste|jongste|last|past|previous)\s+{_COUNT}\s+{_UNIT}", _rolling),
        (rf"{_THE}{_COUNT}\s+(?:dernier|derniere)s?\s+{_UNIT}", _rolling),
        (rf"(?:het|the|de)\s+(?:afgelopen|voorbije|past)\s+{_UNIT}", _rolling),
        (r"l['’](?P<unit>annee)\s+ecoulee", _rolling),
        (rf"{_COUNT}\s+{_UNIT}\s+(?:geleden|ago|earlier)", _ago),
        (rf"il y a {_COUNT}\s+{_UNIT}", _ago),
        (r"(?:gisteren|yesterday)", _yesterday),
    )
)  # fmt: skip

_TIME = re.compile(
    rf"\b(?:(?:19|20)\d\d|(?:{'|'.join((*_MONTHS, *_SEASONS, *_UNITS))})\b|{_RECESS}|gisteren|yesterday)"
)
"""One of these stands in whatever a pattern finds, also in what a new one does; most texts have none."""
