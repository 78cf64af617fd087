"""Who shall, is going to or wants to do something: "we will", "that we shall", "and shall".

Knows nothing of the other ways to bind oneself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.commitments.dutch.clauses import SUBORDINATE, SUBORDINATOR, act_of, hard_end, rest_of
from index.commitments.dutch.words import (
    ALWAYS,
    BODY,
    FINITE,
    INFINITIVE,
    NEED,
    NONE,
    SELF,
    SPEECH_VERB,
    STATE_VERB,
    TOLD,
    WEAK_VERB,
    WHO,
    WILL,
    Found,
    compiled,
    denied,
    strength_of,
    whole_words,
)

SHALL_WORDS = frozenset({"zal", "zullen", "ga", "gaan", "gaat"})
WANT_WORDS = frozenset({"wil", "willen"})
"""One of these stands in every clause of its kind."""


_BETWEEN = (
    r"(?P<between>(?:\s+(?:dat|die))?"
    rf"(?:\s+(?!(?:{FINITE}|dat|die|of\s+(?:ik|we|wij|er|het|dat|dit)|hoe|verwacht|verwachten)\b)[^\s,;:]+){{0,30}}?)"
)


def _orders(will: str) -> tuple[re.Pattern[str], ...]:
    """ "Shall we", "we shall", and with the verb last, "that we it shall"."""
    return (
        whole_words(rf"{will}\s+(?:dus\s+|daar\s+|er\s+)?{WHO}"),
        whole_words(rf"{WHO}(?:\s+\([^)]*\))?\s+(?:ook\s+|nu\s+|dan\s+)?{will}"),
        whole_words(rf"(?:dat|die|waar\w*)\s+{WHO}{_BETWEEN}\s+{will}"),
        whole_words(rf"{WHO}\s+[^,;:]+\sen\s+{will}"),
    )


_GO = whole_words(r"(?:ga|gaan|gaat)")
_SHALL = _orders(WILL)
_WANT = _orders("(?:wil|willen)")
_IS_SHALL, _IS_WANT = whole_words(WILL), whole_words("(?:wil|willen)")
_SUBJECT = whole_words(rf"(?:{SELF}|{BODY})")
_ELIDED = re.compile(
    r"\W*(?:maar|en)\s+(?:zal|zullen|ga|gaan)\b(?!\s+(?:er|het|de|dat|die|dit|u|men|je)\b)", re.IGNORECASE
)
"""Who shall was said before: "I cannot say, but shall ask"."""

_RELATIVE = re.compile(r"(?:die|waar\w*)\s", re.IGNORECASE)
_NOT_THAT = re.compile(
    r"\bhet\s+is\b[^,;:]*\bdoor\b[^,;:]*\bdat\s+(?:ik|we|wij)\b|"
    r"\b(?:denk|geloof|hoop|vermoed|vrees|hopen|denken)\s+(?:\w+\s+){0,3}dat\s+(?:ik|we|wij)\b|"
    r"\b(?:niet|geen)\b[^,;:]*\bdat\s+(?:ik|we|wij)\b",
    re.IGNORECASE,
)
_GOVERNMENT = whole_words("(?:deze|onze|de\\s+vlaamse)\\s+(?:\\w+\\s+)?regering")
FULL_GO = compiled(
    r"\b(?:ga|gaan|gaat)\b(?:\s+\w+){0,2}\s+er\s*van\s+(?:\w+\s+){0,2}uit\b|\bga\s+(?:ik\s+)?ervan\s+uit\b|"
    r"\b(?:ga|gaat|gaan)\b(?:\s+\w+){0,4}\s+(?:akkoord|over|in op|uit van|van uit|om\s+(?:een|de|het|meer|ongeveer))\b"
)
ABLE = compiled(r"\bkunnen\b")


def _auxiliary(
    patterns: Sequence[re.Pattern[str]], will: re.Pattern[str], sentence: str, start: int, end: int
) -> Iterator[tuple[re.Match[str], str, str]]:
    """Where who and will stand in a clause, with the words between and after them, unless they are embedded."""
    if not will.search(sentence, start, end):
        return
    for number, pattern in enumerate(patterns):
        for match in pattern.finditer(sentence, start, end):
            if number and SUBORDINATOR.search(sentence[start : match.start("self" if match["self"] else "body")]):
                continue
            if _NOT_THAT.search(sentence[: match.end()]):
                continue
            between = match.groupdict().get("between") or ""
            rest = rest_of(sentence, match.end(), end)
            yield match, between, rest
    elided = _ELIDED.match(sentence, start, end) if patterns is _SHALL else None
    if elided and _SUBJECT.search(sentence, 0, start):
        yield elided, "", rest_of(sentence, elided.end(), end)


def shall(sentence: str, start: int, end: int, dates: Sequence[int]) -> Found:
    """Who will do something in a clause; `dates` are where days that it names begin."""
    for match, between, rest in _auxiliary(_SHALL, _IS_SHALL, sentence, start, end):
        body = match.groupdict().get("body")
        act = act_of(rest)
        whole = f"{between} {act}"
        if not INFINITIVE.search(whole) and not WEAK_VERB.search(whole):
            continue
        goes = _GO.search(match[0]) and FULL_GO.search(sentence[match.start() : end])
        if goes and not WEAK_VERB.search(act):
            continue
        if denied(whole) or re.search(r"\b(?:zou(?:den)?|straks)\b", whole):
            continue
        if NEED.search(f"{between} {act_of(sentence[match.end() : hard_end(sentence, match.end())])}"):
            if body:
                return "weak", body
            continue
        weak = WEAK_VERB.search(whole)
        if (SPEECH_VERB.search(act) and not TOLD.search(whole)) or (STATE_VERB.search(act) and not weak):
            continue
        if not body and re.search(r"\bworden\b", act):
            continue
        if ABLE.search(act):
            continue
        weak = weak or ALWAYS.search(whole)
        return strength_of(bool(weak), whole, _by_then(sentence, match.end(), end, dates)), body or "speaker"
    return NONE


def wants(sentence: str, start: int, end: int, dates: Sequence[int]) -> Found:
    """Who wants to do something in a clause."""
    for match, between, rest in _auxiliary(_WANT, _IS_WANT, sentence, start, end):
        if (match["body"] and not _GOVERNMENT.search(match["body"])) or _RELATIVE.match(match[0]):
            continue  # what the government wants is policy: it binds once its minister says "we"
        act = act_of(rest)
        whole = f"{between} {act}"
        if not INFINITIVE.search(whole) and not WEAK_VERB.search(whole):
            continue
        if denied(whole) or SPEECH_VERB.search(act):
            continue
        if STATE_VERB.search(act) and not WEAK_VERB.search(act):
            continue
        return strength_of(True, whole, _by_then(sentence, match.end(), end, dates)), match["body"] or "speaker"
    return NONE


def _by_then(sentence: str, start: int, end: int, dates: Sequence[int]) -> bool:
    """Whether a day named in a clause is that of its verb, and not of what hangs on it."""
    below = SUBORDINATE.search(sentence, start, end)
    return any(below is None or at < below.start() or at >= end for at in dates)
