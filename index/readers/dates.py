"""Dates as records write them out: "woensdag 28 oktober 2015", "Jeudi 1er mars 2012", "4 June 2020".

Knows nothing of relative dates or of periods.
"""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = (
    "januari janvier january",
    "februari février february",
    "maart mars march",
    "april avril",
    "mei mai may",
    "juni juin june",
    "juli juillet july",
    "augustus août august",
    "september septembre",
    "oktober octobre october",
    "november novembre",
    "december décembre",
)
_MONTH = {name: month for month, names in enumerate(_MONTHS, start=1) for name in names.split()}
_WRITTEN = re.compile(rf"\b(\d{{1,2}})(?:er|e)?\s+({'|'.join(_MONTH)})\s+(\d{{4}})\b", re.IGNORECASE)


def written_date(text: str) -> dt.date | None:
    """The first date written out in `text` in Dutch, French or English, or None; impossible dates are passed over."""
    for day, month, year in _WRITTEN.findall(text):
        try:
            return dt.date(int(year), _MONTH[month.lower()], int(day))
        except ValueError:
            continue
    return None
