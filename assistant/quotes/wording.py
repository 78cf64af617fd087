"""The words of a report on checked quotes, in the language of the text that was checked."""

from __future__ import annotations

from assistant.answer import Citation, Language
from assistant.answering.phrases import date_in_words, speaker_in_words
from assistant.quotes.verdict import Checked, Part, Verdict

LISTED = 5
"""Places that a report for people lists of one quote."""

_LABELS: dict[Verdict, dict[Language, str]] = {
    "verbatim": {"nl": "Woordelijk", "en": "Verbatim", "fr": "Mot pour mot"},
    "other speaker": {"nl": "Niet van die persoon", "en": "Not by that person", "fr": "Pas de cette personne"},
    "stitched": {"nl": "Samengesteld", "en": "Stitched together", "fr": "Assemblée"},
    "altered": {"nl": "Gewijzigd", "en": "Altered", "fr": "Modifiée"},
    "not found": {"nl": "Niet gevonden", "en": "Not found", "fr": "Introuvable"},
}
_WORDS: dict[str, dict[Language, str]] = {
    "verbatim": {
        "nl": "Dit staat zo in het verslag.",
        "en": "The record has these words.",
        "fr": "Le compte rendu contient ces mots.",
    },
    "verbatim by": {
        "nl": "Dit staat zo in het verslag, als woorden van {name}.",
        "en": "The record has these words, as {name}’s.",
        "fr": "Le compte rendu attribue ces mots à {name}.",
    },
    "other speaker": {
        "nl": "Dit staat zo in het verslag, maar niet als woorden van {name}.",
        "en": "The record has these words, but not as {name}’s.",
        "fr": "Le compte rendu contient ces mots, mais ne les attribue pas à {name}.",
    },
    "stitched": {
        "nl": "Dit is samengesteld uit stukken die in het verslag niet bij elkaar staan.",
        "en": "This is put together from pieces that do not stand together in the record.",
        "fr": "Ceci est assemblé de morceaux qui ne se suivent pas dans le compte rendu.",
    },
    "altered": {
        "nl": "In het verslag staat dit anders.",
        "en": "The record has this differently.",
        "fr": "Le compte rendu le dit autrement.",
    },
    "nor theirs": {
        "nl": "Het zijn ook geen woorden van {name}.",
        "en": "Nor are these {name}’s words.",
        "fr": "Ce ne sont pas non plus des mots de {name}.",
    },
    "not found": {
        "nl": "Dit staat niet in het verslag, en niets daarin lijkt er genoeg op.",
        "en": "The record does not have these words, nor anything near enough to them.",
        "fr": "Le compte rendu ne contient pas ces mots, ni rien d’assez proche.",
    },
    "legend": {
        "nl": "[-weggelaten-] {+toegevoegd+} {~gemarkeerd door wie citeert~}",
        "en": "[-left out-] {+added+} {~marked by the quoter~}",
        "fr": "[-omis-] {+ajouté+} {~signalé par qui cite~}",
    },
    "others": {
        "nl": "en op nog {count} plaatsen",
        "en": "and in {count} more places",
        "fr": "et à {count} autres endroits",
    },
    "uncounted": {
        "nl": "en mogelijk op nog meer plaatsen",
        "en": "and perhaps in more places",
        "fr": "et peut-être ailleurs encore",
    },
    "agrees": {
        "nl": "De vingerafdruk {code} hoort bij deze woorden.",
        "en": "The fingerprint {code} is that of these words.",
        "fr": "L’empreinte {code} est celle de ces mots.",
    },
    "disagrees": {
        "nl": "De vingerafdruk {code} hoort bij andere woorden:",
        "en": "The fingerprint {code} is that of other words:",
        "fr": "L’empreinte {code} est celle d’autres mots :",
    },
    "no such fingerprint": {
        "nl": "Geen citaat in het verslag heeft de vingerafdruk {code}.",
        "en": "No quote of the record has the fingerprint {code}.",
        "fr": "Aucune citation du compte rendu n’a l’empreinte {code}.",
    },
    "unchecked": {
        "nl": "{count} citaten zijn nagekeken; {rest} waren er te veel, of te lang.",
        "en": "{count} quotations were checked; {rest} were too many, or too long.",
        "fr": "{count} citations ont été vérifiées ; {rest} étaient de trop, ou trop longues.",
    },
    "title": {"nl": "Nagekeken citaten", "en": "Quotes checked", "fr": "Citations vérifiées"},
    "none": {
        "nl": "In deze tekst staat geen citaat van vier woorden of meer.",
        "en": "There is no quotation of four words or more in this text.",
        "fr": "Ce texte ne contient aucune citation de quatre mots ou plus.",
    },
}


def word(key: str, language: Language, **fields: object) -> str:
    """A phrase in a language, its fields filled in."""
    return _WORDS[key][language].format(**fields) if fields else _WORDS[key][language]


def label(verdict: Verdict, language: Language) -> str:
    """The verdict in a word or two."""
    return _LABELS[verdict][language]


def explained(checked: Checked, language: Language) -> str:
    """What the verdict says, in a sentence."""
    if checked.verdict == "verbatim" and checked.said_by:
        return word("verbatim by", language, name=checked.said_by)
    said = word(checked.verdict, language, name=checked.said_by)
    is_theirs = not checked.said_by or any(map(checked.is_theirs, checked.places))
    if checked.verdict in ("altered", "stitched") and not is_theirs:
        return f"{said} {word('nor theirs', language, name=checked.said_by)}"
    return said


def fingerprint_line(checked: Checked, language: Language) -> str | None:
    """What a fingerprint that stood with the words says; None if none did."""
    printed = checked.fingerprint
    if printed is None:
        return None
    key = "no such fingerprint" if printed.citation is None else "agrees" if printed.agrees else "disagrees"
    return word(key, language, code=printed.code)


def source(citation: Citation, language: Language) -> str:
    """Who, when, in which sitting, and where that can be looked up."""
    sitting = citation.sitting
    parts = [speaker_in_words(citation.turn.speaker, language), date_in_words(sitting.date, language), sitting.title]
    return " · ".join([*parts, citation.turn.id, *filter(None, [citation.locator.url])])


def unlisted(checked: Checked, language: Language, listed: int = LISTED) -> str | None:
    """What is said of places that are not listed."""
    if checked.more:
        return word("uncounted", language)
    hidden = len(checked.places) - listed
    return word("others", language, count=hidden) if hidden > 0 else None


def marked_up(part: Part) -> str:
    """A part of a difference as plain text: "[-left out-]", "{+added+}", "{~marked~}"."""
    match part.kind:
        case "same":
            return part.words
        case "left out":
            return f"[-{part.record}-]"
        case "added":
            return f"{{+{part.words}+}}"
        case "changed":
            return f"[-{part.record}-] {{+{part.words}+}}"
        case _:
            return f"{{~{part.words}~}}" + (f" [-{part.record}-]" if part.record else "")
