"""What was counted, how, and in how much: one paragraph in the language of the question.

Knows nothing of how it was counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Language
from assistant.answering.phrases import date_in_words, grouped, many

MOST_SPELLINGS = 6
"""Spellings of a kind that are named; all of them are in the count."""

_TEXTS: dict[str, dict[Language, str]] = {
    "counted": {
        "nl": "“{term}” is {mentions} gezegd, in {turns} van {sittings}{rate}.",
        "en": "“{term}” was said {mentions}, in {turns} of {sittings}{rate}.",
        "fr": "« {term} » a été dit {mentions}, dans {turns} de {sittings}{rate}.",
    },
    "none": {
        "nl": "“{term}” is niet gezegd.",
        "en": "“{term}” was not said.",
        "fr": "« {term} » n’a pas été dit.",
    },
    "rate": {
        "nl": ", dat is {rate} keer per 10.000 woorden",
        "en": ", that is {rate} per 10,000 words",
        "fr": ", soit {rate} par 10\u202f000 mots",
    },
    "once": {"nl": "1 keer", "en": "once", "fr": "1 fois"},
    "times": {"nl": "{count} keer", "en": "{count} times", "fr": "{count} fois"},
    "form": {"nl": "Geteld als {found}", "en": "Counted as {found}", "fr": "Compté comme {found}"},
    "glossary": {
        "nl": "met wat volgens de woordenlijst hetzelfde is: {found}",
        "en": "with what the glossary says is the same: {found}",
        "fr": "avec ce que le glossaire dit équivalent : {found}",
    },
    "compound": {
        "nl": "in samenstellingen: {found}",
        "en": "in compounds: {found}",
        "fr": "dans des mots composés : {found}",
    },
    "without": {
        "nl": "samenstellingen niet meegeteld",
        "en": "compounds left out",
        "fr": "sans les mots composés",
    },
    "others": {"nl": "en {count} andere", "en": "and {count} others", "fr": "et {count} autres"},
    "in": {
        "nl": "Nagezocht woord voor woord in {turns} van {sittings}, {words}{filters}.",
        "en": "Looked through word by word: {turns} of {sittings}, {words}{filters}.",
        "fr": "Parcouru mot à mot : {turns} de {sittings}, {words}{filters}.",
    },
    "words": {"nl": "{count} woorden", "en": "{count} words", "fr": "{count} mots"},
    "filtered": {
        "nl": " (gekozen: {names})",
        "en": " (chosen: {names})",
        "fr": " (choisi : {names})",
    },
    "group": {
        "nl": "{name}: {mentions}, in {turns}, op {words}.",
        "en": "{name}: {mentions}, in {turns}, among {words}.",
        "fr": "{name} : {mentions}, dans {turns}, sur {words}.",
    },
    "no party": {"nl": "partij niet vermeld", "en": "party not stated", "fr": "parti non indiqué"},
    "rest": {
        "nl": "En {count} andere, samen {mentions}.",
        "en": "And {count} others, together {mentions}.",
        "fr": "Et {count} autres, ensemble {mentions}.",
    },
    "shown": {
        "nl": "Hieronder de eerste {shown} van de {all} zinnen ermee.",
        "en": "Below are the first {shown} of the {all} sentences with it.",
        "fr": "Voici les {shown} premières des {all} phrases qui le contiennent.",
    },
    "shown of each": {
        "nl": "Hieronder {shown} van de {all} zinnen ermee, van elk eerst de oudste.",
        "en": "Below are {shown} of the {all} sentences with it, the oldest of each first.",
        "fr": "Voici {shown} des {all} phrases qui le contiennent, de chacun d’abord la plus ancienne.",
    },
    "unknown": {
        "nl": "Het verslag kent “{term}” nergens.",
        "en": "The record has “{term}” nowhere.",
        "fr": "« {term} » ne figure nulle part dans le compte rendu.",
    },
    "in other words": {
        "nl": "In andere woorden kan dit erover gaan:",
        "en": "In other words, these may be about it:",
        "fr": "En d’autres termes, ceci peut en parler :",
    },
    "elsewhere": {
        "nl": "In het hele verslag staat het {mentions}, in {turns}.",
        "en": "In the whole record it stands {mentions}, in {turns}.",
        "fr": "Dans tout le compte rendu, il figure {mentions}, dans {turns}.",
    },
    "since": {"nl": "vanaf {day}", "en": "from {day}", "fr": "à partir du {day}"},
    "until": {"nl": "tot en met {day}", "en": "up to {day}", "fr": "jusqu’au {day}"},
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a count: spellings are pairs of words and mentions; `chosen` names what the filters left."""

    term: str
    mentions: int
    turns: int
    sittings: int
    rate: float | None
    forms: Sequence[tuple[str, int]]
    glossary: Sequence[tuple[str, int]]
    compounds: Sequence[tuple[str, int]] | None
    all_turns: int
    all_sittings: int
    all_words: int
    chosen: Sequence[str]


def told(count: Told, language: Language) -> str:
    """What was counted and how; `compounds` is None where they were left out."""
    filters = text("filtered", language, names=", ".join(count.chosen)) if count.chosen else ""
    looked = text(
        "in",
        language,
        turns=turns_in_words(count.all_turns, language),
        sittings=many("sitting", count.all_sittings, language),
        words=text("words", language, count=grouped(count.all_words, language)),
        filters=filters,
    )
    if not count.mentions:
        return f"{text('none', language, term=count.term)} {looked}"
    counted = text(
        "counted",
        language,
        term=count.term,
        mentions=how_often(count.mentions, language),
        turns=turns_in_words(count.turns, language),
        sittings=many("sitting", count.sittings, language),
        rate=text("rate", language, rate=decimal(count.rate, language)) if count.rate is not None else "",
    )
    kinds = (("form", count.forms), ("glossary", count.glossary), ("compound", count.compounds or ()))
    found = [text(kind, language, found=_named(spelled, language)) for kind, spelled in kinds if spelled]
    if count.compounds is None:
        found.append(text("without", language))
    parts = "; ".join(found)
    return f"{counted} {parts[:1].upper()}{parts[1:]}. {looked}"


def on(key: str, day: dt.date, language: Language) -> str:
    """The day that a period begins ("since") or ends ("until") with."""
    return text(key, language, day=date_in_words(day, language))


def how_often(mentions: int, language: Language) -> str:
    """A number of mentions: "once", "37 times"."""
    return text("once" if mentions == 1 else "times", language, count=grouped(mentions, language))


def turns_in_words(turns: int, language: Language) -> str:
    """A number of turns: "1 spreekbeurt", "37 turns"."""
    return many("turn", turns, language)


def text(key: str, language: Language, **fields: object) -> str:
    """A phrase in a language, its fields filled in."""
    return _TEXTS[key][language].format(**fields)


def decimal(value: float | None, language: Language) -> str:
    """A number with two digits that say something, as it is written in running text; empty for None."""
    if value is None:
        return ""
    shown = f"{value:.1f}" if value >= 1 else f"{value:.2g}"
    return shown if language == "en" else shown.replace(".", ",")


def _named(spelled: Sequence[tuple[str, int]], language: Language) -> str:
    shown = [f"{words} ({grouped(count, language)})" for words, count in spelled[:MOST_SPELLINGS]]
    if rest := len(spelled) - MOST_SPELLINGS:
        shown += [text("others", language, count=rest)] if rest > 0 else []
    return ", ".join(shown)
