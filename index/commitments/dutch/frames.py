"""Plans, promises, aims and offers, by the words that frame them."""

from __future__ import annotations

import re
from collections.abc import Set

from index.commitments.dutch.clauses import BELOW
from index.commitments.dutch.words import (
    ELSEWHERE,
    INFINITIVE,
    MADE,
    MODAL,
    NONE,
    PAST,
    SELF,
    SELF_WORDS,
    SPEECH_VERB,
    Found,
    compiled,
    denied,
    strength_of,
    whole_words,
)

PROMISE = compiled(
    rf"\b{SELF}\b[^,;:]{{0,30}}\b(?:beloof|beloven|garandeer|garanderen|verzeker\s+u)\b|"
    rf"\b{SELF}\b[^,;:]{{0,30}}\bverbind(?:en)?\b[^,;:]{{0,30}}\bertoe|"
    rf"\b(?:beloof|beloven|garandeer|garanderen)\s+{SELF}\s+[^,;:]{{0,30}}\bdat\b|"
    rf"\b(?:zeg(?:gen)?\s+{SELF}|{SELF}\s+zeg(?:gen)?)\b[^,;:]{{0,60}}\btoe\b|\bengage(?:er|ren)\s+(?:me|mij|ons)\b|"
    r"\b(?:u|jullie|de commissie|het parlement|(?:de|het)\s+[\w-]+)\s+krijg(?:t|en)?\s+(?:\w+\s+){0,3}"
    rf"van\s+(?:mij|ons|mijn\s+\w+)|"
    r"\b(?:(?:zult|zal|zullen)\s+(?:u|jullie|de\s+commissie)|(?:u|jullie)\s+(?:zult|zal|zullen))\b[^,;:]*"
    r"\b(?:krijgen|ontvangen|vernemen)\b|"
    rf"\b{SELF}\b[^,;:]{{0,60}}\bin\s+(?:overleg|gesprek|dialoog)\s+gaan?\b|\bop (?:mij|ons) rekenen|"
    rf"\bengageert de (?:vlaamse )?regering zich"
)
PLAN = compiled(
    r"\b(?:(?:ben|zijn)\s+(?:\w+\s+){0,3}van\s+plan\b|gepland\s+(?:dat|om)\b|(?:sta(?:at|an)|is|zijn)\s+gepland\b|"
    r"ingepland\b)"
)
AIM = compiled(
    r"(?<!niet )\b(?:is|blijft)\s+(?:\w+\s+){0,3}(?:de|mijn|onze)\s+(?:\w+\s+)?"
    r"(?:bedoeling|betrachting|intentie)\b(?=[^.;]*\b(?:om|dat)\b)|(?<!met )\b(?:de|mijn|"
    r"onze)\s+(?:\w+\s+)?(?:bedoeling|intentie)\s+(?:is|om|blijft)\b|"
    r"\b(?:ik|we|wij)\s+(?:\w+\s+){0,2}(?:ambieer|ambiëren|streef|streven)\s+ernaar\b"
)
NO_AIM = compiled(r"\bte\s+(?:hebben|zijn|krijgen|zien|weten|kunnen)\b")
"""What is meant to be the case is no act."""

READY_TO = compiled(rf"\b(?:ben|zijn)\s+(?:{SELF}\s+)?(?:\w+\s+){{0,3}}bereid\b[^;:]*\b(?:om|tot)\b")
AMBITION = compiled(r"\b(?:mijn|onze)\s+(?:\w+\s+)?(?:ambitie|doelstelling|doel|streefdoel)\b[^;:]*\bom\b")
"""With a day, this is more than a wish."""

AGREED = compiled(rf"\b(?:afgesproken|beslist|overeengekomen)\b[^,;:]{{0,40}}\bdat\s+{SELF}\b")
ONGOING = compiled(
    r"\b(?:ben|zijn|zitten)\s+(?:\w+\s+){0,3}(?:(?:aan\s+het|het)\s+(?:bekijken|kijken|onderzoeken|nagaan|overwegen|"
    r"uitwerken|uitzoeken|voorbereiden)|op\s+zoek\s+naar)\b"
)
_DONE_OVER = r"(?:gedeeld|bezorgd|overgemaakt|doorgestuurd|voorgelegd)"
HANDS_OVER = (
    r"(?:bezorg\w*|overma\w*|overgemaakt|doorst\w+|doorgestuurd|voorgelegd|voorleg\w*|gedeeld|delen|toest\w+|"
    r"toegestuurd|bezorgd|opvragen|navragen|nakijken|nagaan|informeren|opzoeken|bekijken|aanleveren|publiceren)"
)
_HANDS_OVER = re.compile(HANDS_OVER)
OFFER = compiled(
    rf"\b(?:{SELF}\s+(?:\w+\s+){{0,8}}?kan|{SELF}\s+(?:\w+\s+){{0,8}}?kunnen|(?:kan|kunnen)\s+{SELF})\b[^;:]{{0,120}}"
    rf"\b{HANDS_OVER}\b|\b(?:kan|kunnen|mag|mogen)\b[^,;:]{{0,80}}\b{_DONE_OVER}\b\s*worden|"
    rf"\b(?:kan|kunnen)\b[^,;:]{{0,80}}\bworden\s+{_DONE_OVER}\b"
)
ASKED_FOR = compiled(
    r"\b(?:gevraagd|opgedragen|opdracht gegeven)\b[^;:]{0,60}"
    r"\b(?:mee te nemen|rekening te houden|mee in kaart te brengen)\b"
)
"""Asked of one's own people, still to be weighed by them."""

OWES = compiled(
    rf"\b(?:{SELF}\s+moet(?:en)?|moet(?:en)?\s+{SELF})\b[^,;:]{{0,80}}\b(?:nagaan|navragen|nakijken|"
    rf"opzoeken|uitzoeken)\b"
)
COMES = compiled(
    rf"\b(?:er\s+(?:\w+\s+){{0,2}}(?:komt|komen)|(?:komt|komen)\s+er|er\s+(?:zal|zullen)[^,;:]{{0,80}}\bkomen)\b"
    rf"[^,;:]{{0,80}}\b\w*{MADE}(?:nen|en|s)?\b"
)
_ASSURES = re.compile(r"garand|verzeker", re.IGNORECASE)
"""Of what was and is, too: "I can assure you that it has been looked at" """

_HAS_BEEN = whole_words(r"(?:ben|is|heb|heeft|hebben|was|werd|werden)")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PROMISE = _set(
    "beloof beloven garandeer garanderen verzeker verbind verbinden engageer engageren engageert rekenen zult"
)
_PROMISE_WITH = _set("zeg zeggen krijg krijgt krijgen ontvangen vernemen overleg gesprek dialoog")
_WITH = _set("mij ons mijn toe zal zullen ga gaan")
_PLAN = _set("plan gepland ingepland")
_AIM = _set("bedoeling betrachting intentie ambieer ambiëren streef streven")
_AMBITION = _set("ambitie doelstelling doel streefdoel")
_ASKED = _set("gevraagd opgedragen opdracht")
_ONGOING = _set("bekijken kijken onderzoeken nagaan overwegen uitwerken uitzoeken voorbereiden zoek")
_AGREED = _set("afgesproken beslist overeengekomen")
_DONE_OVER_WORDS = _set("gedeeld bezorgd overgemaakt doorgestuurd voorgelegd")
_ABLE = _set("kan kunnen mag mogen")
_COMES = _set("komt komen")
_OWES = _set("moet moeten")
FRAME_WORDS = _PROMISE | _PLAN | _AIM | _ASKED | _AGREED | {"bereid"}
"""One of these stands in most frames; see `may_frame` for the others."""

MAYBE_WORDS = _PROMISE_WITH | _AMBITION | _ONGOING | _ABLE | _COMES | _OWES


def may_frame(words: Set[str], dated: bool) -> bool:
    """Whether a sentence with these words, none of which is one of `FRAME_WORDS`, may frame a promise all the same."""
    return (
        (not _COMES.isdisjoint(words) and "er" in words)
        or (not _ABLE.isdisjoint(words) and _may_offer(words))
        or not (_ONGOING.isdisjoint(words) or words.isdisjoint(("ben", "zijn", "zitten", "moet", "moeten")))
        or not (_OWES.isdisjoint(words) or words.isdisjoint(("navragen", "nakijken", "opzoeken")))
        or _may_promise(words)
        or (dated and not _AMBITION.isdisjoint(words))
    )


def _may_promise(words: Set[str]) -> bool:
    return not (_PROMISE.isdisjoint(words) and (_PROMISE_WITH.isdisjoint(words) or _WITH.isdisjoint(words)))


def _may_offer(words: Set[str]) -> bool:
    """Whether we, who can, hand something over, or it can be handed over."""
    if not SELF_WORDS.isdisjoint(words) and any(_HANDS_OVER.match(word) for word in words):
        return True
    return "worden" in words and not _DONE_OVER_WORDS.isdisjoint(words)


def framed(clause: str, words: Set[str], near: bool, has_date: bool) -> Found:
    """Plans, promises, offers and the like, by the words that frame them; `words` are those of the sentence."""
    found = _framed(clause, words, near, has_date)
    return NONE if found[0] and denied(clause) else found


def _framed(clause: str, words: Set[str], near: bool, has_date: bool) -> Found:
    if not _AGREED.isdisjoint(words) and _agreed(clause):
        return "firm", "speaker"
    if _may_promise(words) and _promised(clause):
        return "firm", "speaker"
    if not _PLAN.isdisjoint(words) and PLAN.search(clause):
        return "firm", "speaker"
    if near and not _AMBITION.isdisjoint(words) and AMBITION.search(clause):
        return strength_of(True, clause, has_date), "speaker"
    if not _AIM.isdisjoint(words) and AIM.search(clause):
        return NONE if NO_AIM.search(clause) else (strength_of(True, clause, has_date), "speaker")
    if not _ASKED.isdisjoint(words) and ASKED_FOR.search(clause):
        return "weak", "government"
    if (
        ("bereid" in words and READY_TO.search(clause))
        or (not _OWES.isdisjoint(words) and OWES.search(clause))
        or (not _ONGOING.isdisjoint(words) and ONGOING.search(clause))
        or (not _ABLE.isdisjoint(words) and OFFER.search(clause))
    ):
        return "weak", "speaker"
    comes = None if _COMES.isdisjoint(words) else COMES.search(clause)
    if comes and not ELSEWHERE.search(clause[: comes.start()]):
        return "firm", "government"
    return NONE


def _promised(clause: str) -> bool:
    promise = PROMISE.search(clause)
    return promise is not None and not (_ASSURES.search(promise[0]) and _HAS_BEEN.search(clause, promise.end()))


def _agreed(clause: str) -> bool:
    """Whether it is said to be agreed that we do something."""
    agreed = AGREED.search(clause)
    if agreed is None:
        return False
    below = BELOW.search(clause, agreed.end())
    act = clause[agreed.end() : below.start() if below else len(clause)]
    return INFINITIVE.search(act) is not None and not (MODAL.search(act) or PAST.search(act) or SPEECH_VERB.search(act))
