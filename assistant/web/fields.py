"""The fields of a form that is sent by GET: what an address asks for, and the addresses beside it.

People type addresses and cut them off. A value that cannot be read is left out and kept in `unread`, so that a page
can say so: one that filtered silently by something else would count wrongly. Knows nothing of what the fields mean.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

from fastapi import Request

LONGEST = 1_000
"""Characters of a value; the fields hold names and a few words."""

_One = TypeVar("_One", bound=str)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Fields:
    """The fields of one request's address. An empty value is none: a form sends every field that it has."""

    def __init__(self, request: Request) -> None:
        self._sent = [(name, value.strip()) for name, value in request.query_params.multi_items() if value.strip()]
        self.unread: list[str] = []

    def text(self, name: str) -> str | None:
        """What is typed in a field."""
        return next(iter(self.texts(name)), None)

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of a field that may stand in the address several times, each once."""
        values = dict.fromkeys(value for sent, value in self._sent if sent == name)
        self.unread += [f"{name}={value[:40]}…" for value in values if len(value) > LONGEST]
        return tuple(value for value in values if len(value) <= LONGEST)

    def day(self, name: str) -> dt.date | None:
        """A day, written as 2024-03-01."""
        value = self.text(name)
        return self._day(value, f"{name}={value}") if value else None

    def month(self, name: str) -> dt.date | None:
        """The first day of a month, written as 2024-03."""
        value = self.text(name)
        return self._day(f"{value}-01", f"{name}={value}") if value else None

    def _day(self, value: str, sent: str) -> dt.date | None:
        try:
            # `fromisoformat` reads more than a date field sends, "2024-W01" among it.
            return dt.date.fromisoformat(value if _DAY.fullmatch(value) else "")
        except ValueError:
            self.unread.append(sent)
            return None

    def one_of(self, name: str, allowed: Sequence[_One]) -> _One | None:
        """One of these values."""
        value = self.text(name)
        if value is None:
            return None
        found = next((one for one in allowed if one == value), None)
        if found is None:
            self.unread.append(f"{name}={value}")
        return found

    def number(self, name: str, most: int) -> int:
        """A number from 1 up to `most`; 1 where there is none, and the nearest for one that lies outside."""
        value = self.text(name) or "1"
        if not re.fullmatch("[0-9]{1,9}", value):
            self.unread.append(f"{name}={value}")
            return 1
        return min(max(int(value), 1), max(most, 1))

    def query(self, **changed: str | Sequence[str] | None) -> str:
        """The address's query with these fields in place of its own; None takes a field away, "" stands for nothing."""
        kept = [(name, value) for name, value in self._sent if name not in changed]
        for name, value in changed.items():
            kept += [(name, one) for one in ([value] if isinstance(value, str) else value or ())]
        return f"?{urlencode(kept)}"


def with_chosen(choices: Sequence[str], chosen: str | None) -> list[str]:
    """What can be chosen; what an address has chosen in other words, such as part of a name, stands there too."""
    kept = [choice for choice in choices if len(choice) <= LONGEST]
    return [chosen, *kept] if chosen and chosen not in kept else kept
