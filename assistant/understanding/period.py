"""Periods in a question: since, until, between, in; in Dutch, English and French.

Only what the words state is read: "recently" is no period, nor is a month without a year ("the bridge opens in May"),
a bare number, or a time wholly to come, of which no record can tell. Knows nothing of the record.
"""

from __future__ import annotations

import datetime as dt
import re

from assistant.understanding.days import AND, Days, stretches
from assistant.understanding.folding import fold_in_place

Period = tuple[dt.date | None, dt.date | None]

_SINCE = r"sinds|sedert|vanaf|since|from|depuis|a partir d[eu']|des"
_UNTIL = r"voor|before|until|till|tot|avant|jusqu['’](?:en|a|au)"
_AFTER = r"na|after|apres"
_RANGE = r"(?:tussen|between|entre|van|vanaf|from|de|du|depuis)?"
_LEAD = re.compile(
    rf"(?<![\w-])(?P<word>(?:{_SINCE}|{_UNTIL}|{_AFTER}|tussen|between|entre|in|op|en|on|at|a|au|de|du|le|van|of|during|"
    rf"tijdens|pendant|durant|over de|over)\s+)(?:(?:de|het|the|le|la|les)\s+|l['’])?"
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\s+|[a-z]{3,6}day,?\s+|(?:lun|mar|mercre|jeu|vendre|same)di\s+)?"
    r"(?:jaar\s+|year\s+|annee\s+)?$"
)
_JOINED = re.compile(rf"\s*[-–]\s*|{AND}")


def period_in(text: str, today: dt.date, ahead: bool = False) -> tuple[Period | None, str]:
    """The first period that a text states, as inclusive dates either of which may be open, and the text without it.

    With `ahead` the text asks for what is to come: "after the summer" is then when it is to come, not when it was
    spoken of, and no period.
    """
    folded = fold_in_place(text)
    for first in stretches(folded, today):
        lead = _LEAD.search(folded[: first.start])
        word = lead["word"].strip() if lead else ""
        start = lead.start() if lead else first.start
        bound = bool(re.fullmatch(rf"{_SINCE}|{_UNTIL}|{_AFTER}", word))
        if first.weak and not (bound or (word and first.year)):
            continue
        if ahead and re.fullmatch(rf"{_UNTIL}|{_AFTER}", word):
            continue
        days, end = first.days, first.end
        joined = _JOINED.match(folded, first.end)
        second = next((s for s in stretches(folded, today) if joined and s.start == joined.end()), None)
        if second and re.fullmatch(_RANGE, word):
            days, end, word = (days[0], second.days[1]), second.end, ""
        elif first.whole:
            word = ""
        period = _around(days, word)
        if period[0] is not None and period[0] > today:
            continue
        return period, " ".join((text[:start] + " " + text[end:]).split())
    return None, text


def _around(days: Days, word: str) -> Period:
    if re.fullmatch(_SINCE, word):
        return days[0], None
    if re.fullmatch(_UNTIL, word):
        return None, days[0] - dt.timedelta(days=1)
    if re.fullmatch(_AFTER, word):
        return days[1] + dt.timedelta(days=1), None
    return days
