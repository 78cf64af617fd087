"""What is said in the present tense and is still to be done."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from index.commitments.base import Strength
from index.commitments.dutch.clauses import SUBORDINATE, hangs, subordinate
from index.commitments.dutch.words import (
    BODY,
    BODY_WORD,
    ELSEWHERE,
    FINITE,
    GENERIC,
    HALF_HEARTED,
    MADE,
    MODAL,
    NEED,
    NONE,
    NOW,
    PAST,
    SELF,
    SELF_WORDS,
    Found,
    compiled,
    denied,
    whole_words,
)

_ACTS: tuple[tuple[str, str, Strength], ...] = (
    ("leg leggen", r"\bvoor\b(?!\s+(?:u|mij|de vraag))", "firm"),
    ("werk werken", r"\buit\b", "firm"),
    ("stuur sturen", r"\b(?:door|op|toe)\b", "firm"),
    (
        "bezorg bezorgen agendeer agenderen verleng verlengen verhoog verhogen vereenvoudig "
        "vereenvoudigen lanceren lanceer",
        "",
        "firm",
    ),
    ("neem nemen", r"\b(?:contact|initiatief|maatregelen)\b", "firm"),
    ("maak maken", r"\bwerk van\b|\bover aan\b", "firm"),
    ("stel stellen", r"\bsamen\b(?!\s+met)", "firm"),
    ("zet zetten", r"\bom in\b", "firm"),
    ("plan plannen voorzie voorzien", r"\bte\s+\w+(?:en|aan|doen|zien)\b", "firm"),
    ("schaf schaffen", r"\baf\b", "firm"),
    ("breid breiden", r"\buit\b", "firm"),
    ("kom komen", r"\bmet een\b", "firm"),
    ("vraag vragen", r"\bna\b(?!\s+de)", "firm"),
    ("bekijk bekijken onderzoek onderzoeken overweeg overwegen", "", "weak"),
    ("kijk kijken", r"\b(?:of|hoe|na)\b|\b(?:daarvoor|ook|nu)\s+(?!uit\b)(?:\w+\s+)?naar\b", "weak"),
    ("neem nemen", r"^(?!.*\bu\b).*\b(?:mee|ter harte)\b", "weak"),
    ("ga gaan", r"\bna\b|\baan de slag\b|\bop zoek\b", "weak"),
    ("volg volgen", r"\bop\b", "weak"),
    ("doe doen", r"\b(?:mijn|ons)\s+(?:uiterste\s+)?best\b", "weak"),
    ("toets toetsen", r"\baf\b", "weak"),
    ("engageer engageren", r"\b(?:me|mij|ons)\b", "firm"),
    ("start starten", r"^\s+(?:(?:dan|nu|ook|dus|daarom)\s+)*(?:een|het|de)\b(?!\s+vergadering)", "firm"),
    ("voorzie", r"\b(?:een|de|het|extra|bijkomende|\d\S*)\s", "firm"),
    ("kaart kaarten", r"\baan\b", "firm"),
    ("leg leggen", r"\bop\s+tafel\b", "firm"),
    ("breng brengen", r"\b(?:ter\s+sprake|op\s+de\s+agenda|onder\s+de\s+aandacht)\b", "firm"),
    ("richt richten start starten", r"\bop\b(?!\s+(?:de|het|een|die|dat|tot))", "firm"),
    ("roep roepen breng brengen", r"\bsamen\b", "firm"),
    ("rol rollen", r"\buit\b", "firm"),
    ("pas passen", r"\baan\b(?!\s+(?:de|het|een|die|dat))", "firm"),
    ("trek trekken", r"\bop\b(?!\s+(?:de|het|een|die|dat))", "firm"),
    ("voer voeren", r"\bin\b(?!\s+(?:de|het|een|die|dat|[A-Z]))", "firm"),
    ("geef geven", r"\b(?:de\s+)?opdracht\b", "firm"),
    ("laat laten", r"\b(?:weten|onderzoeken|nakijken|nagaan|uitzoeken|evalueren|berekenen|doorrekenen)\b", "firm"),
    ("hou houd houden", r"\bop de hoogte\b", "firm"),
    ("ga gaan", r"\bin\s+(?:\w+\s+)?(?:overleg|gesprek|dialoog)\b|\bhet\s+(?:gesprek|debat)\s+aan\b", "firm"),
    ("hou houd houden", r"\brekening\b", "weak"),
    (
        "blijf blijven",
        r"\b(?:opvolgen|volgen|monitoren|inzetten|zoeken|ijveren|pleiten|aandringen|werken|hameren|"
        r"waken|bewaken|streven|"
        r"contact|overleg|gesprek|bekijken|herbekijken|investeren|ondersteunen|aankaarten)\b",
        "weak",
    ),
)
"""Finite verb, what must follow it in its clause, and how firmly it binds: what is said in the present tense and is
still to be done."""

PRESENT = tuple(
    (
        compiled(
            rf"\b(?:(?P<first>{SELF}\s+(?:\w+\s+)?(?:{verb}))|(?:{verb})\s+(?:daar\s+|dus\s+)?{SELF}|"
            rf"(?<=\ben\s)(?:{verb}))\b(?P<after>[^,;:]*)"
        ),
        compiled(particle),
        strength,
    )
    for verb, particle, strength in (
        (verbs.replace(" ", "|"), particle, strength) for verbs, particle, strength in _ACTS
    )
)


def _needed(particle: str) -> frozenset[str] | None:
    """Words one of which stands wherever a particle fits; None where that cannot be said of words."""
    if not particle or r"\d" in particle:
        return None
    plain = re.sub(r"\(\?[!=][^()]*(?:\([^()]*\)[^()]*)*\)|\\[a-zA-Z]", " ", particle)
    return frozenset(re.findall(r"[a-zé]+", plain))


_BY_VERB: dict[str, list[tuple[int, frozenset[str] | None]]] = {}
for _number, (_verbs, _particle, _) in enumerate(_ACTS):
    for _verb in _verbs.split():
        _BY_VERB.setdefault(_verb, []).append((_number, _needed(_particle)))
ACT_WORDS = frozenset(_BY_VERB)

_STATES = frozenset({"is", "zijn"})
_STATES_WITH = frozenset({"klaar", "rond", "afgerond", "beschikbaar", "voorzien"})
_DATED_WORDS = frozenset(
    "ik ikzelf we wij overleg contact contacten contactname afspraak komt komen start starten begint "
    "beginnen volgt volgen verschijnt "
    "verschijnen gaat gaan treedt treden vindt vinden ligt liggen".split()
)
_NO_ACT = (
    rf"(?!(?:{FINITE}|zou|zouden|zal|zullen|beschik|beschikken|krijg|krijgen|kom|komen|hoop|hopen|wat|dat|als|en|"
    r"\w+te|\w+de|gaan?|gaat)\b)"
)
_DOING = re.compile(
    rf"(?P<first>(?:^\W*(?:(?:en|maar|want|dus|ook)\s+)?|\bdat\s+)(?:ik\s+{_NO_ACT}\w+|"
    rf"(?:we|wij)\s+{_NO_ACT}\w+(?:en|aan|oen|ien)|(?P<body>{BODY})\s+{_NO_ACT}\w+t))\b|"
    rf"\b(?:{_NO_ACT}\w+\s+ik|{_NO_ACT}\w+(?:en|aan|oen|ien)\s+(?:we|wij)|{_NO_ACT}\w+t\s+(?P<body2>{BODY}))\b",
    re.IGNORECASE,
)
"""Somebody who binds, beside a finite verb that may be an act."""

_SELF, _TO_DO = whole_words(SELF), whole_words(r"te\s+\w+en")
_BY_SELF = re.compile(rf"\W*{SELF}\b", re.IGNORECASE)
_BODY_WORD = re.compile(BODY_WORD)
_PURPOSE = re.compile(rf"\b(?:{SELF}|overleg|contact\w*|afspraak)\b.*\bom\b[^,;:]*\bte\s+\w+", re.IGNORECASE)
_ASKED = whole_words(r"(?:uw|jullie)\s+(?:\w+\s+)?(?:vraag|vragen|suggestie|oproep|punt)")
_AS_SOON = whole_words(r"zo\s+(?:snel|spoedig|vlug)\s+(?:als\s+)?mogelijk")
"""Without more, a wish: somebody works on it "so as to have it as soon as possible"."""

HAPPENS = compiled(
    rf"(?<!\bte\s)\b(?:kom(?:t|en)\b(?=[^,;:]*\b(?:samen|eraan|uit|aan\s+bod|\w*{MADE}(?:nen|en|s)?)\b)|"
    rf"(?:(?<!de\s)(?<!een\s)start(?:en)?|begint|beginnen|volg(?:t|en)|"
    r"verschijn(?:t|en))\b|(?:gaat|gaan)\b(?=[^,;:]*\b(?:van\s+start|open|live|in\s+voege)\b)|treed(?:t|en)\b"
    r"(?=[^,;:]*\bin\s+werking\b)|vind(?:t|en)\b(?=[^,;:]*\bplaats\b)|(?:is|"
    r"zijn)\b(?!\s+er\b)(?=[^,;:]*\b(?:klaar|rond|afgerond|"
    r"beschikbaar|voorzien)\b)|lig(?:t|gen)\b(?=[^,;:]*\bvoor\b))"
)
"""What takes place in the present tense: with a day in the future it is announced."""

DUE = compiled(r"\ber\s+(?:\w+\s+)?(?:moet|moeten)\b[^,;:]{0,80}\b(?:komen|(?:klaar|rond|af)\s+zijn)\b")
"""What must be there by a day, of whoever answers for it."""

HOPED = compiled(
    r"\b(?:hoop|hopen)\s+(?:ik|we|wij)\b[^,;:]*\bte\s+\w+|\b(?:ik|we|wij)\s+(?:hoop|hopen)\b[^,;:]*\bte\s+\w+"
)


def may_be_dated(words: Set[str]) -> bool:
    """Whether a sentence with these words and a deadline may tell what is still to be done."""
    return (
        not _DATED_WORDS.isdisjoint(words)
        or not (_STATES.isdisjoint(words) or _STATES_WITH.isdisjoint(words))
        or any(_BODY_WORD.fullmatch(word) for word in words)
    )


def acts_of(words: Set[str]) -> list[int]:
    """Which of the acts have their verb among the words of a sentence."""
    if SELF_WORDS.isdisjoint(words):
        return []
    return sorted(
        {
            number
            for verb in words & ACT_WORDS
            for number, needed in _BY_VERB[verb]
            if needed is None or not needed.isdisjoint(words)
        }
    )


def present(clause: str, acts: Sequence[int], deadlines: Sequence[int], has_date: bool) -> Found:
    """What somebody does in the present tense that is still to be done; `deadlines` are where some begin."""
    found = _acts(clause, acts)
    if not found[0] and deadlines:
        found = _dated(clause, deadlines, has_date)
    return NONE if found[0] and denied(clause) else found


def _acts(clause: str, acts: Sequence[int]) -> Found:
    """An act that is named by its verb and what belongs to it."""
    for number in acts:
        pattern, particle, strength = PRESENT[number]
        for match in pattern.finditer(clause):
            after, first = match["after"], match["first"]
            if not particle.search(after) or (first and hangs(clause[: match.start()])):
                continue
            elided = not first and not _SELF.search(match[0])
            if elided and not _BY_SELF.match(clause):
                continue
            if first and MODAL.search(clause, 0, match.start()):
                continue
            if GENERIC.search(after) or NEED.search(after):
                continue
            if elided or not PAST.search(after):
                return ("weak" if HALF_HEARTED.search(after) else strength), "speaker"
    return NONE


def _dated(clause: str, deadlines: Sequence[int], has_date: bool) -> Found:
    """Anything that is done or takes place by a day."""
    if NOW.search(clause) or PAST.search(clause):
        return NONE
    if has_date and HOPED.search(clause):
        return "weak", "speaker"
    if DUE.search(clause):
        return "weak", "government"
    happens = HAPPENS.search(clause)
    if happens and _announced(clause[: happens.start()]):
        return NONE if GENERIC.search(clause) else ("firm", "government")
    purpose = _PURPOSE.search(clause)
    if purpose and not NEED.search(clause) and not _ASKED.search(clause) and not hangs(clause[: purpose.start()]):
        return ("weak" if HALF_HEARTED.search(clause) or _AS_SOON.search(clause) else "firm"), "speaker"
    return _done_by(clause, min(deadlines))


def _announced(before: str) -> bool:
    """Whether words before a verb leave it a main clause, of something that is the government's."""
    return not (MODAL.search(before) or subordinate(before) or ELSEWHERE.search(before))


def _done_by(clause: str, deadline: int) -> Found:
    """What somebody who is named does by a deadline that stands at an offset of the clause."""
    doing = _DOING.search(clause)
    if doing is None or (doing["first"] and hangs(clause[: doing.start()])):
        return NONE
    below = SUBORDINATE.search(clause, doing.end())
    if below and deadline > below.start():
        return NONE
    if HALF_HEARTED.search(clause):
        return ("weak", "speaker") if _TO_DO.search(clause) else NONE
    return "firm", doing["body"] or doing["body2"] or "speaker"
