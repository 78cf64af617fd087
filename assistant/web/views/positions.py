"""Positions in the view of a topic: dated quotes of the people and parties chosen, found by meaning too.

They stand beside the exact mentions, so what is said of somebody here may not gainsay those: who has no words that come
near enough, but mentions the term, is said to mention it. Knows nothing of how positions are found.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from assistant.answer import Filters, Language
from assistant.answering.phrases import many
from assistant.answering.positions.finding import MOST_OVER_TIME, MOST_SIDE_BY_SIDE, Position, Positions
from assistant.assistant import Assistant
from assistant.web.quoted import quoted
from assistant.web.texts import texts
from assistant.web.views.topics import Who

Asked = tuple[str, tuple[Who, ...], Filters, Language]
"""The topic, whose words, within what, and the language of the words around quotes."""


def positions_of(assistant: Assistant, asked: Asked) -> Positions:
    """The positions asked for, in the order of `Who`."""
    about, who, filters, language = asked
    speakers, parties = ([one.key for one in who if one.kind == kind] for kind in ("speaker", "party"))
    return assistant.positions(about, speakers, parties, filters, language)


def section(found: Positions, mentioning: Collection[str], language: Language) -> dict[str, Any]:
    """What the template shows; `mentioning` are the keys of those who mention the term exactly."""
    several = len(found.columns) > 1
    return {
        "several": several,
        "about": texts(language)["topic_by_meaning_about"].format(
            most=MOST_SIDE_BY_SIDE if several else MOST_OVER_TIME
        ),
        "columns": [_column(column, column.whom.id in mentioning, language) for column in found.columns],
    }


def _column(column: Position, mentions: bool, language: Language) -> dict[str, Any]:
    words = texts(language)
    spoke = {"turns": many("turn", column.turns, language), "sittings": many("sitting", column.sittings, language)}
    absent = column.absent(language)
    if absent and mentions:
        absent = words["topic_only_mentioned"].format(name=column.whom.name)
    return {
        "name": column.whom.name, "absent": absent,
        "searched": words["topic_searched"].format(**spoke) if column.citations else None,
        "quotes": [quoted(citation, language) for citation in column.citations],
    }  # fmt: skip
