"""Which language a stretch of text is in: what the record states, else what its words look like.

Only the languages of `index.terms.LANGUAGES` are told apart; anything else comes out as the nearest of them. Knows
nothing of questions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from index.terms import LANGUAGES
from index.transcript import Turn

SHORTEST = 12
"""Characters. Shorter stretches are taken to be in the language of the record's majority, Dutch."""

FALLBACK = "nl"


def language_of(turn: Turn, start: int, end: int) -> str:
    """The language of ``turn.text[start:end]``: that of the stated span with most of it, else identified."""
    stated: dict[str, int] = {}
    for span in turn.languages:
        shared = min(end, span.end) - max(start, span.start)
        if shared > 0 and span.language in LANGUAGES:
            stated[span.language] = stated.get(span.language, 0) + shared
    if stated:
        return max(stated, key=lambda language: stated[language])
    return identify(turn.text[start:end])


@lru_cache(maxsize=100)  # a question's language is asked for in several places
def identify(text: str) -> str:
    """The likeliest language of a text among `LANGUAGES`."""
    if len(text) < SHORTEST:
        return FALLBACK
    return _classify()(text)[0]


@cache
def _classify() -> Callable[[str], tuple[str, float]]:
    import py3langid  # reads its model (1 MB) when it is first used

    py3langid.set_languages(list(LANGUAGES))
    classify: Callable[[str], tuple[str, float]] = py3langid.classify
    return classify
