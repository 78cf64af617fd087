"""Periods in a question: a year, a month of a year, since, until; in Dutch, English and French.

Only what the words state outright is read; "recently" is no period. Knows nothing of the record.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from index.terms import fold

Period = tuple[dt.date | None, dt.date | None]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january janvier", "februari february fevrier", "maart march mars", "april avril", "mei may mai",
            "juni june juin", "juli july juillet", "augustus august aout", "september septembre",
            "oktober october octobre", "november novembre", "december decembre",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DATE = (
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er)?\s+(?:of\s+)?)?"
    rf"(?:(?P<month>{'|'.join(_MONTHS)})\s+)?(?P<year>(?:19|20)\d\d)"
)
_PERIOD = re.compile(
    rf"\b(?P<since>sinds|sedert|vanaf|since|from|depuis|a partir de)?\s*"
    rf"(?P<until>voor|before|until|tot|avant|jusqu'en)?\s*"
    rf"(?:(?:in|op|en|on|au|de|le|van|of|during|tijdens)\s+)?(?:het jaar\s+|the year\s+|l'annee\s+)?"
    rf"{_DATE}\b(?![-/.]\d)"
)


def period_in(text: str) -> tuple[Period | None, str]:
    """The period that a text states, as inclusive dates either of which may be open, and the text without it.

    A bare year counts only with a word before it that makes it a time ("in 2023"), since numbers of reports and
    laws look alike.
    """
    folded = "".join(fold(character) or character for character in text)
    if len(folded) != len(text):  # a character that folds into several: offsets would not fit
        return None, text
    match = _PERIOD.search(folded)
    if not match:
        return None, text
    lead = folded[
        match.start() : match.start("day") if match["day"] else match.start("month" if match["month"] else "year")
    ]
    if not match["month"] and not lead.strip():
        return None, text
    year, month = int(match["year"]), _MONTHS.get(match["month"] or "")
    first = dt.date(year, month or 1, 1)
    last = dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    if match["day"] and month and 1 <= int(match["day"]) <= last.day:
        first = last = dt.date(year, month, int(match["day"]))
    rest = " ".join((text[: match.start()] + " " + text[match.end() :]).split())
    if match["since"]:
        return (first, None), rest
    if match["until"]:
        return (None, first - dt.timedelta(days=1)), rest
    return (first, last), rest
