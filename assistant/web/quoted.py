"""A quote as templates show it: the words, whose they are, when they were spoken, and where to read on.

Knows nothing of which view shows it.
"""

from __future__ import annotations

from typing import Any

from assistant.answer import Citation, Language
from assistant.answering.phrases import date_in_words, speaker_in_words
from assistant.web.addresses import context_address, outside_address
from index.language import language_of
from index.transcript import Speaker


def quoted(citation: Citation, language: Language) -> dict[str, Any]:
    """A quote with who said it, when and where; `address` is that of its place in the record, from the root."""
    return {
        "quote": citation.quote,
        "language": language_of(citation.turn, citation.start, citation.end),
        "who": standing(citation.turn.speaker, language),
        "date": date_in_words(citation.sitting.date, language),
        "title": citation.sitting.title,
        "address": context_address(citation),
        "official": outside_address(citation.locator.url),
    }


def standing(speaker: Speaker | None, language: Language) -> tuple[str, str]:
    """A name, and the role and party of that day."""
    label = speaker_in_words(speaker, language)
    name = speaker.name if speaker else label
    return name, label.removeprefix(name).strip(" ()")
