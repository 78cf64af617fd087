"""The few words around quotes, in the language of the question: who spoke when, and why there is no answer.

These are the only words of an answer that do not stand in the record. Knows nothing of how answers are found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from assistant.answer import Language
from index.transcript import SittingInfo, Speaker

_MONTHS: dict[Language, list[str]] = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
_ROLES: dict[str, dict[Language, str]] = {
    "chair": {"nl": "voorzitter", "en": "chair", "fr": "président(e)"},
    "minister": {"nl": "minister", "en": "minister", "fr": "ministre"},
    "member": {"nl": "", "en": "", "fr": ""},  # goes without saying
}
_WORDS: dict[str, dict[Language, str]] = {
    "unknown speaker": {"nl": "spreker onbekend", "en": "speaker unknown", "fr": "orateur inconnu"},
    "undated": {"nl": "datum onbekend", "en": "date unknown", "fr": "date inconnue"},
    "on": {"nl": "op {date}", "en": "on {date}", "fr": "le {date}"},
    "asked": {"nl": "{who}, vroeg:", "en": "{who}, asked:", "fr": "{who}, a demandé :"},
    "nobody": {
        "nl": "Niemand met de naam {names} komt als spreker in het verslag voor.",
        "en": "Nobody of the name {names} speaks in the record.",
        "fr": "Personne du nom de {names} ne prend la parole dans le compte rendu.",
    },
    "not by them": {
        "nl": "{names} spreekt in het verslag, maar ik vind geen woorden van {names} die dit beantwoorden.",
        "en": "{names} speaks in the record, but I find no words of {names} that answer this.",
        "fr": "{names} prend la parole dans le compte rendu, mais je n'y trouve aucune parole qui réponde à cela.",
    },
    "unanswered": {
        "nl": "De vraag is in het verslag wel gesteld, door {who} ({date}), maar een antwoord erop vind ik niet.",
        "en": "The question was asked in the record, by {who} ({date}), but I find no answer to it.",
        "fr": "La question a été posée dans le compte rendu par {who} ({date}), mais je n'y trouve pas de réponse.",
    },
    "within": {
        "nl": "Alleen: {limits}.",
        "en": "Only: {limits}.",
        "fr": "Seulement : {limits}.",
    },
    "nothing": {
        "nl": "Het verslag beantwoordt deze vraag niet.",
        "en": "The record does not answer this question.",
        "fr": "Le compte rendu ne répond pas à cette question.",
    },
    "empty": {
        "nl": "Uit de vraag blijkt niet waarover ze gaat.",
        "en": "The question does not say what it is about.",
        "fr": "La question ne dit pas sur quoi elle porte.",
    },
    "searched": {
        "nl": "Doorzocht: {sittings}{period}, {turns}.",
        "en": "Searched: {sittings}{period}, {turns}.",
        "fr": "Consulté : {sittings}{period}, {turns}.",
    },
    "one sitting": {"nl": "1 vergadering", "en": "1 sitting", "fr": "1 séance"},
    "sittings": {"nl": "{count} vergaderingen", "en": "{count} sittings", "fr": "{count} séances"},
    "one turn": {"nl": "1 spreekbeurt", "en": "1 turn", "fr": "1 intervention"},
    "turns": {"nl": "{count} spreekbeurten", "en": "{count} turns", "fr": "{count} interventions"},
    "one mention": {"nl": "1 vermelding", "en": "1 mention", "fr": "1 mention"},
    "mentions": {"nl": "{count} vermeldingen", "en": "{count} mentions", "fr": "{count} mentions"},
    "of one day": {"nl": " van {first}", "en": " of {first}", "fr": " du {first}"},
    "of days": {"nl": " van {first} tot {last}", "en": " from {first} to {last}", "fr": " du {first} au {last}"},
    "no words": {
        "nl": "Geen woorden van {name} hierover in {sittings} ({turns}).",
        "en": "No words of {name} on this in {sittings} ({turns}).",
        "fr": "Aucune parole de {name} à ce sujet en {sittings} ({turns}).",
    },
    "never spoke": {
        "nl": "{name} spreekt niet binnen de gekozen periode en filters.",
        "en": "{name} does not speak within the period and filters chosen.",
        "fr": "{name} ne prend pas la parole dans la période et les filtres choisis.",
    },
    "searched nothing": {
        "nl": "Geen enkele vergadering valt binnen de gekozen periode en filters.",
        "en": "No sitting lies within the period and filters chosen.",
        "fr": "Aucune séance ne se situe dans la période et les filtres choisis.",
    },
}


def say(key: str, language: Language, **fields: object) -> str:
    """A phrase in a language, its fields filled in."""
    return _WORDS[key][language].format(**fields)


def searched(
    sittings: int, turns: int, dates: Sequence[dt.date], language: Language, limits: Sequence[str] = ()
) -> str:
    """What was looked through: how many sittings and turns, of which days as far as they are known, and what it was
    limited to (people, parties, committees)."""
    if not sittings:
        return say("searched nothing", language)
    period = ""
    if dates:
        first, last = (date_in_words(day, language) for day in (min(dates), max(dates)))
        period = say("of one day" if first == last else "of days", language, first=first, last=last)
    told = say(
        "searched",
        language,
        sittings=many("sitting", sittings, language),
        turns=many("turn", turns, language),
        period=period,
    )
    return f"{told} {say('within', language, limits=', '.join(limits))}" if limits else told


def many(noun: str, count: int, language: Language) -> str:
    """So many sittings, turns or mentions: "1 sitting", "2,000 turns"."""
    return say(f"one {noun}" if count == 1 else f"{noun}s", language, count=grouped(count, language))


def grouped(count: int, language: Language) -> str:
    """A number with its thousands apart."""
    return f"{count:,}".replace(",", {"nl": ".", "en": ",", "fr": "\u202f"}[language])


def date_in_words(date: dt.date | None, language: Language) -> str:
    """A date as it is written in running text."""
    if date is None:
        return say("undated", language)
    return f"{date.day} {_MONTHS[language][date.month - 1]} {date.year}"


def month_in_words(month: str, language: Language) -> str:
    """A month given as "2024-03", as it is written in running text."""
    year, number = month.split("-")
    return f"{_MONTHS[language][int(number) - 1]} {int(year)}"


def speaker_in_words(speaker: Speaker | None, language: Language) -> str:
    """Name, with role or party as the record gives them: "Bart Somers (minister)", "Vera Celis (N-VA)"."""
    if speaker is None:
        return say("unknown speaker", language)
    role = _ROLES.get(speaker.role or "", {}).get(language, speaker.role or "")
    marks = [mark for mark in (role, speaker.party) if mark and mark.lower() not in speaker.name.lower()]
    return f"{speaker.name} ({', '.join(marks)})" if marks else speaker.name


def heading(speaker: Speaker | None, sitting: SittingInfo, language: Language) -> str:
    """The line above quotes of one speaker in one sitting: who, and when."""
    when = say("on", language, date=date_in_words(sitting.date, language)) if sitting.date else say("undated", language)
    return f"{speaker_in_words(speaker, language)}, {when}:"


def asked_heading(speaker: Speaker | None, sitting: SittingInfo, language: Language) -> str:
    """The line above a question that is quoted for the answer after it: who asked, and when."""
    return say("asked", language, who=heading(speaker, sitting, language).removesuffix(":"))
