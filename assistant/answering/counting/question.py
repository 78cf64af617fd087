"""Whether a question wants a count, and of what: "how often did X mention Y", "who all spoke on Y".

Only questions that ask for mentions do: "how often does the train run" asks for a fact, which the record may state,
and "which parties said that ..." for a claim, which can be made in any words. Knows nothing of how is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.answering.counting.counted import Term
from assistant.question import Asked
from assistant.understanding.addressing import others_speak
from index.terms import fold, is_stop_word

Grouping = Literal["speaker", "party", "month", "time"]
"""By what the mentions are told; "time" is one after the other."""

MOST_WORDS = 6
"""Of a term; more make a question that a search answers better."""

_NAMING = re.compile(
    r"\b(?:vermeld\w*|vernoem\w*|genoemd|noem(?:t|de|den)?|gezegd|zei(?:den)?|zegt|heeft\b.*\bgehad over|"
    r"het (?:gehad |heeft |hadden |had )?over|had(?:den)? het over|ter sprake|aan bod|aan de orde|bespr[aeo]+k\w*|"
    r"aangehaald|haal\w* .*\baan|verwees|verwezen|opgedoken|gevallen|"
    r"mention\w*|said|say|says|refer(?:s|red)?|came up|come up|comes up|been raised|who raised|raises?|discuss\w*|"
    r"evoqu\w*|cit(?:e|ee|er)s?|question de|exprime\w*|prononc\w*|abord\w*|"
    r"(?:a|ont)(?:-(?:t-)?(?:ils?|elles?|on))? dit)\b"
)
_SPEAKING = re.compile(
    r"\b(?:spr[ae]{1,2}k\w*|gesproken|praat\w*|gepraat|woord (?:genomen|gevoerd))\b.*\b(?:over|omtrent|van)\b|"
    r"\b(?:over|omtrent)\b.*\b(?:spr[ae]{1,2}k\w*|gesproken|gepraat|woord (?:genomen|gevoerd)|had(?:den)?|gehad)\b|"
    r"\b(?:speak\w*|spoke|spoken|talk\w*)\b.*\b(?:about|on|of|regarding|concerning)\b|"
    r"\bparl(?:e|es|ent|er|ait|aient|erent)\b.*(?:\b(?:de|du|des|sur)\b|\bd['’])"
)
_USING = re.compile(
    r"\b(?:gebruik\w*|viel(?:en)?|use[sd]?|utilis\w*|employ\w*)\b.*\b(?:woord|term|begrip|uitdrukking|word|phrase|mot|terme|expression)\b|"
    r"\b(?:woord|term|begrip|uitdrukking|word|phrase|mot|terme|expression)\b.*\b(?:gebruik\w*|viel|used?|utilis\w*|employ\w*)\b"
)
_ASKING = frozenset(
    (
        "vaak dikwijls keer keren maal hoeveel iedereen alle alles allemaal lijst overzicht som noem geef toon telkens "
        "woord woorden term begrip sprake bod orde opgedoken gevallen viel vielen vermeldt vermeld vermeldde "
        "vermeldden vernoemde vernoemd vernoemt vermelding vermeldingen genoemd besproken elke elk maand maanden "
        "noemde noemt gezegd gebruikt gebruikte gehad kwam kwamen komt wie welke aangehaald haalde haalt verwees "
        "verwezen genomen gevoerd praatte praten gepraat spraken "
        "often many times time every each everyone everybody anyone list show give all who whom word words term month "
        "months mention mentioned mentions mentioning came come comes use used uses refer referred refers raise raised "
        "been subject discussed "
        "fois souvent tous toutes ceux celles chaque montre donne mot mots terme mois mentionne mentionner evoque "
        "mentionnee mentions evoquer aborde reprises "
        "cite citee utilise utiliser question exprime exprimes prononce membres deputes "
        "parlementsleden kamerleden volksvertegenwoordigers leden ministers partijen fracties sprekers mps members "
        "parties speakers ministers ministres partis orateurs"
    ).split()
)
_ALL = re.compile(r"\b(?:allemaal|iedereen|all|everyone|everybody|tous|toutes)\b")
_CLAIMING = re.compile(
    r"\b(?:(?:zei(?:den)?|zegt|gezegd|vermeld\w*)\b(?:\s+\w+){0,3}?\s+(?:dat|of)|"
    r"(?:said|says?|mention\w*)\b(?:\s+\w+){0,3}?\s+(?:that|whether)|"
    r"dit\b(?:\s+\w+){0,3}?\s+(?:que|qu['’]|si))\b\s*(?!(?:woord|begrip|word|term|mot)\b)\w"
)
"""A clause with what is said: "that word" opens none."""

_GROUP = re.compile(
    r"\b(?:oppositie|meerderheid|critici|opposition|majority|critics|majorite|critiques|andere?|other|autres)\b"
)
_STRANGER = re.compile(
    r"\b(?:did|does|has|have|had|zei|zegt|vermeldde|vermeldt|vernoemde|vernoemt|noemde|noemt|gebruikte|gebruikt|sprak|"
    r"spreekt|heeft|verwees|verwijst)\s+(?:(?:de|het|the|mevrouw|mijnheer|heer|minister|collega)\s+)*[A-ZÀ-Þ][a-zß-ÿ]|"
    r"[A-ZÀ-Þ][a-zß-ÿ][\w-]+\s+(?:a-t-|ont-)(?!on\b)"
)
"""A capitalised name where the one who speaks is named."""

_PASSIVE = re.compile(r"\b(?:been|werd(?:en)?|geworden|ete)\b")
_PARTIES = re.compile(
    r"\b(?:welke|which|what|quels|par|per|by|chaque|elke|each) "
    r"(?:partij|partijen|fracties?|part(?:y|ies)|partis?|groupes?)\b"
)
_MONTHS = re.compile(
    r"\b(?:per maand|elke maand|by month|per month|each month|every month|par mois|chaque mois|"
    r"welke maanden?|which months?|quels? mois)\b"
)
_EVERY_TIME = re.compile(
    r"\b(?:alle keren|elke keer|iedere keer|telkens|alle vermeldingen|every time|each time|all (?:the )?times|"
    r"every mention|all (?:the )?mentions|chaque fois|toutes les (?:fois|mentions))\b"
)
_WORD = re.compile(r"[^\W_]+(?:['’](?:s|en)\b)?(?:[-‑][^\W_]+)*")
_QUOTED = re.compile(r"[\"“”„«]\s*([^\"“”„«»]{2,80}?)\s*[\"“”»]|(?<!\w)['‘]([^'‘’]{2,80})['’](?!\w)")


def count_question(asked: Asked, before: Sequence[Asked] = ()) -> Term | None:
    """What a question wants counted, None if it wants no count or does not say of what.

    `before` are the questions that came before it, newest first: one that leans on them ("and how often did Y say
    that?") counts what they speak of. Words in quotation marks are the term; else it is the one stretch of the
    question's words that says neither who, when nor that something is asked.
    """
    if not _wants_count(asked, before):
        return None
    found = _terms(asked)
    for earlier in before if asked.carried else ():
        found = found or _terms(earlier)
    return Term(found[0]) if len(found) == 1 and len(found[0].split()) <= MOST_WORDS else None


def is_literal(asked: Asked) -> bool:
    """Whether the term stands in quotation marks: these words are meant, and no others."""
    return _QUOTED.search(asked.text) is not None


def grouping(asked: Asked) -> Grouping:
    """By what the mentions are to be told."""
    folded = fold(asked.text)
    if _MONTHS.search(folded):
        return "month"
    if _PARTIES.search(folded):
        return "party"
    people = {speaker.id for speaker in asked.understood.speakers}
    return "time" if _EVERY_TIME.search(folded) or len(people) == 1 else "speaker"


def _wants_count(asked: Asked, before: Sequence[Asked]) -> bool:
    understood, folded = asked.understood, fold(asked.text)
    if understood.kind not in ("how often", "list") and not (understood.kind == "who" and _ALL.search(folded)):
        return False
    if not understood.topic and before and asked.carried:  # "And Diependaele?"
        return _is_of_words(folded) or count_question(before[0], before[1:]) is not None
    if others_speak(folded) and _GROUP.search(folded):  # the record does not say who they are
        return False
    nobody = not understood.speakers and not understood.parties and understood.kind == "how often"
    if nobody and _STRANGER.search(asked.text) and not _PASSIVE.search(folded):  # of whose words none were found
        return False
    return _is_of_words(folded) and (is_literal(asked) or not _CLAIMING.search(folded))


def _is_of_words(folded: str) -> bool:
    """Whether a folded question is of what was said, rather than of what was done."""
    return any(pattern.search(folded) for pattern in (_NAMING, _SPEAKING, _USING))


def _terms(asked: Asked) -> list[str]:
    """The stretches of a question's words that may be a term, each once."""
    if quoted := _QUOTED.search(asked.text):
        return [" ".join((quoted[1] or quoted[2]).split())]
    topic = set(asked.understood.topic.split())
    stretches: list[list[str]] = [[]]
    for match in _WORD.finditer(asked.text):
        parts = re.findall(r"[^\W_]+", fold(match[0]))
        if any(part in topic for part in parts) and not all(part in _ASKING for part in parts):
            stretches[-1].append(match[0])
        elif stretches[-1] and all(is_stop_word(part) for part in parts) and not set(parts) <= _ASKING:
            stretches[-1].append(match[0])  # perhaps within a term: "value for money"
        else:
            stretches.append([])
    terms = (" ".join(_without_stop_words(words, topic)) for words in stretches)
    return list({fold(term): term for term in terms if term}.values())


def _without_stop_words(words: list[str], topic: set[str]) -> list[str]:
    """A stretch without the words at its end that only held the place."""
    while words and not any(part in topic for part in re.findall(r"[^\W_]+", fold(words[-1]))):
        words = words[:-1]
    return words
