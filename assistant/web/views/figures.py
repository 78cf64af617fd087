"""The numbers of a topic as a figure: a plot, and the table with the same numbers and the same addresses.

Knows nothing of how mentions are counted, nor of the quotes below.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.answer import Language
from assistant.answering.counting.counted import Count, rate
from assistant.answering.counting.phrases import decimal
from assistant.answering.phrases import grouped, month_in_words, speaker_in_words
from assistant.web.fields import Fields
from assistant.web.texts import texts
from assistant.web.views.plots import Bar, columns, lying
from assistant.web.views.topics import By, Group, Wanted

BARS = 20
"""Lying bars of a plot; the table has every group."""


def figure(
    count: Count, table: Sequence[Group], top: int, wanted: Wanted, fields: Fields, language: Language
) -> dict[str, Any]:
    """The plot of a count, and the table with the same numbers."""
    chosen = {one.key for one in wanted.who if one.kind == wanted.by} if wanted.by != "month" else set()
    if wanted.by == "month" and wanted.month:
        chosen = {f"{wanted.month:%Y-%m}"}
    rows = [_group(group, group.key in chosen, wanted.by, fields, language) for group in table]
    bars = [row["bar"] for row in rows if row["key"] is not None]
    if wanted.by == "month":
        plot, lines = columns(bars, _labels([group.key for group in table if group.key]), top), []
    else:
        plot, lines = None, [row | {"plot": lying(row["bar"], top)} for row in rows[:BARS]]
    return {
        # As the quotes stand: the newest month first, what has no date last.
        "rows": sorted(rows, key=lambda row: row["key"] or "", reverse=True) if wanted.by == "month" else rows,
        "what": count.what(language), "plot": plot, "lines": lines, "rest": len(rows) - len(lines),
        "mentions": grouped(count.mentions, language), "turns": grouped(count.turns, language),
        "words": grouped(count.scope.words, language), "none": not count.mentions,
        "rate": decimal(rate(count.mentions, count.scope.words), language),
    }  # fmt: skip


def _group(group: Group, chosen: bool, by: By, fields: Fields, language: Language) -> dict[str, Any]:
    """A row of the table, and its bar."""
    words = texts(language)
    if group.key is None:
        name, standing = words["topic_undated" if by == "month" else "topic_unstated"], ""
    elif by == "month":
        name, standing = month_in_words(group.key, language), ""
    else:
        name = group.name or ""
        standing = speaker_in_words(group.speaker, language).removeprefix(name).strip(" ()") if group.speaker else ""
    numbers = {
        "mentions": grouped(group.mentions, language), "turns": grouped(group.turns, language),
        "words": grouped(group.words, language), "rate": decimal(rate(group.mentions, group.words), language),
    }  # fmt: skip
    address = None
    if group.key is not None and group.mentions:
        changed: dict[str, Any] = (
            {"month": group.key} if by == "month" else {"speaker": None, "party": None, by: group.key}
        )
        # What is chosen is let go by the same click.
        address = fields.query(**(dict.fromkeys(changed) if chosen else changed), page=None) + "#quotes"
    title = ": ".join((name, words["topic_numbers"].format(**numbers)))
    return numbers | {
        "key": group.key, "name": name, "standing": standing, "address": address, "chosen": chosen,
        "silent": not group.words, "bar": Bar(title, group.mentions, group.turns, address, chosen),
    }  # fmt: skip


def _labels(months: Sequence[str]) -> list[tuple[int, str]]:
    """What stands under which column: the first and the last month, and every January between."""
    inner = [(place, month[:4]) for place, month in enumerate(months) if month.endswith("-01")]
    step = -(-len(inner) // 8) or 1
    ends = dict.fromkeys((0, len(months) - 1)) if months else {}
    first, *last = [(place, months[place]) for place in ends] or [(0, "")]
    return [first, *(one for one in inner[::step] if one[0] not in ends), *last]
