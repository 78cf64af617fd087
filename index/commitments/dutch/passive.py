"""What will be done or take place, by nobody who is named: the government answers for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.commitments.base import Strength
from index.commitments.dutch.clauses import BELOW, embedded, hard_end
from index.commitments.dutch.words import (
    BODY,
    ELSEWHERE,
    GENERIC,
    NEED,
    NONE,
    NOW,
    PARTICIPLE,
    PAST,
    WEAK_VERB,
    Found,
    compiled,
    denied,
    whole_words,
)

BECOMES_WORDS = frozenset({"wordt", "worden"})

_WILL = whole_words(r"(?:zal|zullen|ga|gaan|gaat)")
_BECOMES = whole_words(r"(?:wordt|worden)")
_DONE = whole_words(r"(?:worden\s+\w+(?:\s+en\s+\w+)?|\w+(?:d|t|en)\s+worden)")
_BECOMES_DONE = whole_words(rf"(?:wordt|worden)\b[^,;:]*?{PARTICIPLE.pattern}")
_BY_OWN = re.compile(rf"\bdoor\s+({BODY})", re.IGNORECASE)
_ABLE_OR_IF = re.compile(r"\b(?:kan|kunnen|mag|mogen|als|indien)\b", re.IGNORECASE)
_BY_OTHERS = re.compile(rf"\bdoor\s+(?!{BODY})(?:de|het|een|onze|die)\s+\w+", re.IGNORECASE)
LIKELY = compiled(r"\b(?:soms|mogelijk|vaak|meestal|doorgaans|bij wijze van spreken)\b")
"""What will be done by the nature of things binds nobody."""

_HANDED = frozenset("bezorgd overgemaakt doorgestuurd voorgelegd gedeeld toegestuurd gepubliceerd".split())
_CREATED = frozenset(
    "opgericht ingevoerd gelanceerd afgeschaft aangepast verlengd uitgebreid herzien opgestart".split()
)
"""What is there as soon as it is done: said in the present, it is still to come."""

_TAKEN_UP = frozenset("meegenomen bekeken herbekeken onderzocht nagegaan opgevolgd overwogen uitgezocht".split())
HAPPEN_WORDS = frozenset(
    "worden plaatsvinden plaats start treden samenkomen opgestart starten volgen verschijnen komen "
    "ingaan aanvangen gebeuren "
    "klaar rond afgerond beschikbaar".split()
)
"""One of these stands in everything that will be done or take place."""

DONE_WORDS = _HANDED | _CREATED | _TAKEN_UP | {"door"}
"""One of these, or a deadline, stands in every passive of the present tense that binds."""

HANDED, TAKEN_UP = (compiled(rf"\b(?:{'|'.join(sorted(words))})\b") for words in (_HANDED, _TAKEN_UP))
CREATED = compiled(
    rf"^\W*(?:\w+\s+)?er\s+(?:wordt|worden)\b[^,;:]*\b(?:{'|'.join(sorted(_CREATED))})\b|"
    rf"\b(?:wordt|worden)\s+er\b[^,;:]*\b(?:{'|'.join(sorted(_CREATED))})\b"
)
TO_WHOM = compiled(r"\b(?:u|jullie|commissie|parlement|regering|ministerraad|leden)\b")
WILL_HAPPEN = compiled(
    r"\b(?:plaatsvinden|plaats\s+vinden|van\s+start\s+gaan|in\s+werking\s+treden|samenkomen|opgestart\s+zijn)\b"
)
WILL_COME = compiled(
    r"\b(?:starten|volgen|verschijnen|komen|ingaan|aanvangen|gebeuren|(?:klaar|rond|afgerond|beschikbaar)\s+zijn)\b"
)
"""With a day, so is what will come of itself."""


def passive(sentence: str, start: int, end: int, deadlines: Sequence[int]) -> Found:
    """What will be done, by nobody who is named or by the own administration: the government answers for it."""
    clause = sentence[start:end]
    will, becomes = _WILL.search(clause), _BECOMES.search(clause)
    if not will and not becomes:
        return NONE
    if will and not _DONE.search(clause):
        clause = sentence[start : hard_end(sentence, end)]  # "shall, beside the yearly report, a list be made"
    verbs = _DONE.search(clause) or _BECOMES_DONE.search(clause)
    nucleus = clause[: verbs.end()] if verbs else clause
    if _BY_OTHERS.search(clause) or denied(nucleus):
        return NONE
    own = re.split(r"\b(?:dat)\s", nucleus)[-1]
    if NEED.search(own) or _ABLE_OR_IF.search(own):
        return NONE
    by_own = _BY_OWN.search(clause)
    actor = by_own[1] if by_own else "government"
    if will:
        below = BELOW.search(clause, will.end())
        done = clause[will.end() : below.start() if below else len(clause)]
        if re.search(r"\bworden\b", done) and PARTICIPLE.search(done) and not LIKELY.search(clause):
            return NONE if embedded(sentence, start, start + will.start()) else (_strength(clause), actor)
        return _happens(sentence, start, clause, bool(deadlines), will)
    if not becomes or not PARTICIPLE.search(clause) or NOW.search(clause) or PAST.search(clause):
        return NONE
    if embedded(sentence, start, start + becomes.start()):
        return NONE
    handed = HANDED.search(clause) and TO_WHOM.search(clause)
    if by_own or handed:
        return _strength(clause), actor
    elsewhere = GENERIC.search(clause) or ELSEWHERE.search(clause[: becomes.start()])
    if elsewhere:
        return NONE
    if _dated(clause, deadlines):
        return _strength(clause), actor
    if CREATED.search(clause):
        return "firm", actor
    return ("weak", actor) if TAKEN_UP.search(clause) else NONE


def _strength(clause: str) -> Strength:
    return "weak" if WEAK_VERB.search(clause) else "firm"


def _dated(clause: str, deadlines: Sequence[int]) -> bool:
    """Whether a deadline belongs to the verb of a passive clause: it stands before the participle, "
    "or directly after."""
    done = _BECOMES_DONE.search(clause)
    return done is not None and any(at <= done.end() + 1 for at in deadlines)


def _happens(sentence: str, start: int, clause: str, has_deadline: bool, will: re.Match[str]) -> Found:
    """What will take place: "The debate will be held"."""
    if ELSEWHERE.search(clause[: will.start()]) or embedded(sentence, start, start + will.start()):
        return NONE
    said = clause[will.end() :]
    if WILL_HAPPEN.search(said) or (has_deadline and WILL_COME.search(said)):
        return "firm", "government"
    return NONE
