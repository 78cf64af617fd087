"""Cells of tables that people open in a spreadsheet. Words of a record may begin like a formula; they stay words."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula: what begins like one begins with "'" (OWASP, CSV
    injection). None is an empty cell."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
