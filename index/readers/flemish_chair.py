"""What only the chair says in the Flemish Parliament: giving the floor, opening and closing, voting.

The reports print these sentences in fixed forms, so they tell who speaks where no heading does. Judges one
paragraph at a time and errs towards "no": a member may quote such a sentence, but rarely as a paragraph of
its own. Knows nothing of the lines around.
"""

from __future__ import annotations

import re

from index.readers.flemish import FULL_NAME, NAME, ROLE, TITLE, person_heading

_ROLE_ALONE = re.compile(rf"(?:[Dd]e\s+)?{ROLE}")
_WHO = rf"(?P<who>{TITLE}+{NAME}|{FULL_NAME}|{_ROLE_ALONE.pattern})"
_FUNCTION = r"(?:,\s[^,]{2,80},)?"
_PURPOSE = r"(?:,?\s+(?:voor|om|namens|als)\b.*)?"
_WHEN = r"(?:nu|thans|eerst|dan|weer|opnieuw|nogmaals|eveneens|als\s+(?:eerste|laatste|volgende)(?:\s+spreker)?)"
_FLOOR = rf"(?:bij\s+motie\s+van\s+orde\s+|{_WHEN}\s+)*het\s+woord{_PURPOSE}"
_LEAD_IN = (
    r"(?:Dan|Nu|Daarna|Vervolgens|Eerst|Tot\s+slot|Ten\s+slotte|"
    r"Als\s+(?:eerste|laatste|volgende)(?:\s+spreker)?)"
)
_GRANTS = [
    re.compile(pattern)
    for pattern in (
        rf"{_WHO}{_FUNCTION}\s+(?:heeft|krijgt)\s+{_FLOOR}",
        rf"{_LEAD_IN}\s+(?:heeft|krijgt)\s+{_WHO}{_FUNCTION}\s+{_FLOOR}",
        rf"(?:Het\s+woord\s+is|{_LEAD_IN}\s+is\s+het\s+woord)\s+(?:{_WHEN}\s+)?aan\s+{_WHO}{_FUNCTION}{_PURPOSE}",
        rf"(?:Ik\s+geef|{_LEAD_IN}\s+geef\s+ik)\s+(?:(?:{_WHEN}|graag)\s+)*het\s+woord\s+aan\s+{_WHO}{_PURPOSE}",
        rf"{_WHO},\s+u\s+(?:hebt|heeft|krijgt)\s+het\s+woord",
    )
]
_AFTER_GRANT_WORDS = 12
"""The chair may add "Gaat uw gang."; before a longer text the sentence is somebody's account of a grant."""
_ASKED = re.compile(rf"heeft\s+(?P<who>{TITLE}*{NAME})\s+bij\s+motie\s+van\s+orde\s+het\s+woord\s+gevraagd")

_BUSINESS = (
    r"(?:[Dd]e|[Hh]et|[Dd]eze|[Dd]it)\s+(?:actuele\s+|algemene\s+|artikelsgewijze\s+|plenaire\s+)*"
    r"(?:vra(?:ag|gen)(?:\s+om\s+uitleg)?|interpellaties?|incident|bespreking(?:en)?|gedachtewisseling|hoorzitting|"
    r"(?:actualiteits)?debat|vergadering|stemming(?:en)?|toelichting)"
)
_TEXTS = (
    r"(?:stemming|ontwerp|voorstel|motie|vraag|vragen|interpellatie|bespreking|verslag|artikel|amendement|"
    r"verkiezing|gedachtewisseling|debat|verzoekschrift)\w*"
)
_FORMULAS = [
    re.compile(pattern)
    for pattern in (
        rf"{_BUSINESS}\s+(?:is|zijn|wordt|worden)\s+(?:\w+\s+){{0,2}}?"
        r"(?:afgehandeld|gesloten|geopend|geschorst|hervat|afgesloten|beëindigd)",
        rf"(?:Dames\s+en\s+heren,\s+)?[Aa]an\s+de\s+orde\s+(?:is|zijn)\s(?:.*\W)?{_TEXTS}\b.*",
        r"(?:Dames\s+en\s+heren,\s+)?[Mm]et\s+toepassing\s+van\s+artikel\s.*het\s+woord\s+gevraagd",
        r"Dientengevolge\s+(?:neemt|nemen|is|zijn|wordt|worden)\s.*\b(?:aan|aangenomen|verworpen)\b.*",
        r"De\s+stemming\s+begint|Begin\s+van\s+de\s+stemming|(?:Heeft|Hebt)\s+(?:iedereen|u\s+allen)\s+gestemd",
        r"(?:Artikel\s+\S+|Het\s+amendement|De\s+(?:artikelen|amendementen))(?:\s\S+){0,8}?\s+"
        r"(?:is|zijn|wordt|worden)\s+(?:niet\s+)?aangenomen",
        r"(?:Vraagt\s+(?:er\s+)?(?:nog\s+)?iemand|Wie\s+vraagt)\s+het\s+woord",
        r"Zijn\s+er\s+nog\s+(?:\w+\s+)?(?:vragen|opmerkingen|sprekers)|(?:Wenst|Wil)\s+(?:er\s+)?nog\s+iemand\s+het\s+woord",
        r"Is\s+het\s+parlement\s+het\s+\w+\s+eens",
        r"(?:We|Wij)\s+zullen\s.*\s(?:hoofdelijke\s+)?stemming\s.*\shouden",
        r"Door\s.*\s(?:werd|werden)\s.*\bmoties?\s+aangekondigd",
    )
]
_FORMULA_SENTENCES = 3
"""A longer paragraph is the chair's only if it opens with a formula: others quote them too."""
_GRANT_CHARS, _FORMULA_CHARS = 300, 2000
"""Longer sentences are nobody's fixed form, and are not tried."""
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ÖØ-Þ(“‘\"–])")


def sentences(paragraph: str) -> list[str]:
    """The paragraph cut at its sentences' ends, which stay with them."""
    return _SENTENCE_END.split(paragraph)


def granted(paragraph: str) -> str | None:
    """Who is given the floor, as printed ("Minister Somers", "De minister"), or None where nobody is.

    The sentence that gives the floor ends the paragraph, but for a few words such as "Gaat uw gang.".
    Somebody who asked for the floor has not got it.
    """
    found = sentences(paragraph)
    for index in range(len(found) - 1, -1, -1):
        sentence = found[index].rstrip(" .!?…")
        for pattern in _GRANTS if len(sentence) <= _GRANT_CHARS else ():
            grant = pattern.fullmatch(sentence)
            if grant and (role_alone(grant["who"]) or person_heading(grant["who"])):
                behind = sum(len(later.split()) for later in found[index + 1 :])
                return str(grant["who"]) if behind <= _AFTER_GRANT_WORDS else None
    return None


def role_alone(printed: str) -> bool:
    """Whether an office is given and nobody named: "De minister"."""
    return _ROLE_ALONE.fullmatch(printed) is not None


def asked_for_floor(paragraph: str) -> str | None:
    """Who asked for the floor on a point of order, as printed, or None."""
    found = _ASKED.search(paragraph) if len(paragraph) <= _FORMULA_CHARS else None
    return str(found["who"]) if found else None


def chair_formula(paragraph: str) -> bool:
    """Whether only the chair says this."""
    if granted(paragraph):
        return True
    found = sentences(paragraph)
    looked_at = found if len(found) <= _FORMULA_SENTENCES else found[:1]
    forms = [sentence.rstrip(" .!?…") for sentence in looked_at if len(sentence) <= _FORMULA_CHARS]
    return any(pattern.fullmatch(form) for form in forms for pattern in _FORMULAS)
