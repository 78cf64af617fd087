"""The interface's own words, one file a language; and which language a reader wants.

All files hold the same keys (tested). The words around quotes are the assistant's (`assistant.answering.phrases`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from assistant.answer import Language

LANGUAGES: tuple[Language, ...] = ("nl", "en", "fr")
FALLBACK: Language = "en"


@cache
def texts(language: Language) -> Mapping[str, str]:
    """The interface's texts in a language, by key."""
    file = resources.files("assistant.web") / "texts" / f"{language}.toml"
    return MappingProxyType(tomllib.loads(file.read_text(encoding="utf-8")))


def preferred(accept_language: str | None) -> Language:
    """The language to show to who sends this ``Accept-Language`` header (RFC 9110, 12.5.4)."""
    best: tuple[float, Language] = (0.0, FALLBACK)
    for part in (accept_language or "").split(","):
        name, _, quality = part.partition(";")
        language = name.strip().lower().split("-")[0]
        if language in LANGUAGES and _weight(quality) > best[0]:
            best = (_weight(quality), language)
    return best[1]


def _weight(parameter: str) -> float:
    """The weight of a language: of ";q=0.8" it is 0.8, of nothing 1, of what cannot be read 0."""
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
