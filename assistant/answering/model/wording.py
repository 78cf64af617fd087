"""What a reader is told of the language model, in the language of the question: what it wrote, and why it did not."""

from __future__ import annotations

from assistant.answer import Language

_WORDS: dict[str, dict[Language, str]] = {
    "slow": {
        "nl": "Het taalmodel antwoordde niet binnen {seconds} seconden.",
        "en": "The language model did not answer within {seconds} seconds.",
        "fr": "Le modèle de langue n’a pas répondu dans les {seconds} secondes.",
    },
    "unreachable": {
        "nl": "Het taalmodel is niet bereikbaar.",
        "en": "The language model cannot be reached.",
        "fr": "Le modèle de langue est injoignable.",
    },
    "limited": {
        "nl": "Het taalmodel krijgt op dit ogenblik te veel vragen.",
        "en": "The language model gets too many requests at the moment.",
        "fr": "Le modèle de langue reçoit trop de demandes en ce moment.",
    },
    "refused": {
        "nl": "Het taalmodel weigerde de vraag; kijk de instellingen na.",
        "en": "The language model refused the request; check the settings.",
        "fr": "Le modèle de langue a refusé la demande ; vérifiez les réglages.",
    },
    "failing": {
        "nl": "Het taalmodel meldt een storing.",
        "en": "The language model reports a failure.",
        "fr": "Le modèle de langue signale une panne.",
    },
    "babbling": {
        "nl": "Het taalmodel hield niet op.",
        "en": "The language model did not come to an end.",
        "fr": "Le modèle de langue ne s’est pas arrêté.",
    },
    "not understood": {
        "nl": "Het taalmodel gaf geen bruikbaar antwoord.",
        "en": "The language model gave no usable answer.",
        "fr": "Le modèle de langue n’a pas donné de réponse utilisable.",
    },
    "too little": {
        "nl": "Te weinig van wat het taalmodel schreef, hield stand tegen het verslag (weggelaten zinnen: {removed}).",
        "en": "Too little of what the language model wrote held against the record (sentences left out: {removed}).",
        "fr": "Trop peu du texte du modèle de langue concorde avec le compte rendu (phrases omises : {removed}).",
    },
    "untranslated": {
        "nl": "Niet elke vertaling hield stand tegen het citaat; niet vertaald: {count}.",
        "en": "Not every translation held against its quote; not translated: {count}.",
        "fr": "Toutes les traductions ne concordent pas avec leur citation ; non traduites : {count}.",
    },
    "written": {
        "nl": "Geschreven door een taalmodel en zin voor zin nagekeken; weggelaten zinnen: {removed}.",
        "en": "Written by a language model and checked sentence by sentence; sentences left out: {removed}.",
        "fr": "Rédigé par un modèle de langue et vérifié phrase par phrase ; phrases omises : {removed}.",
    },
    "translated": {
        "nl": "machinevertaling, geen citaat",
        "en": "machine translation, not a quote",
        "fr": "traduction automatique, pas une citation",
    },
    "rewritten": {
        "nl": "Gezocht met: {question} (herschreven door een taalmodel)",
        "en": "Searched with: {question} (rewritten by a language model)",
        "fr": "Recherché avec : {question} (réécrit par un modèle de langue)",
    },
}


def word(key: str, language: Language, **fields: object) -> str:
    """A phrase in a language, its fields filled in."""
    return _WORDS[key][language].format(**fields)
