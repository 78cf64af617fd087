"""The forms in which a word may stand in a text: "woning" as "woningen", "sociaal" as "sociale".

The forms are those that a dictionary of the language gives (simplemma: https://github.com/adbar/simplemma), since
stems also join words that mean something else ("regel" and "regeling"). A word that no dictionary has is inflected as
its last part is, if that is known ("jeugdhuur" as "huur"), else by the commonest endings. Knows nothing of the record.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from index.terms import LANGUAGES, fold


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a word in some languages; an `ambiguous` one is a form of another word in another language."""

    languages: frozenset[str]
    ambiguous: bool = False


Forms = dict[str, Form]
"""The forms of a word, folded."""

ANY = Form(frozenset(LANGUAGES))

SHORTEST_HEAD = 4
"""Letters of the last part of an unknown compound by which it is inflected."""

LONG = 6
"""Letters from which a word is found by those without accents alone."""

ENDINGS = ("", "s", "en", "e")
_OVERRIDING = dict(
    pair.split()
    for pair in (
        "leden lid, gevallen geval, eisen eis, reizen reis, verboden verbod, namen naam, gevaren gevaar, velden veld, "
        "verslagen verslag, stenen steen, bewijzen bewijs, bezoeken bezoek, oordelen oordeel"
    ).split(", ")
)
"""Plurals that the dictionary gives to a verb, with the word that is meant in a record."""


def is_known(word: str, languages: Iterable[str] = LANGUAGES) -> bool:
    """Whether a dictionary of any of these languages has a word, given in small letters, with or without accents."""
    return any(word in _dictionary(language) or word in _accented(language) for language in languages)


def is_word_and_acronym(acronym: str) -> bool:
    """Whether an acronym in small letters is another word ("gas", "mer"); "kmo", with its plural "kmo's", is not."""
    small = acronym.lower()
    return is_known(small) and f"{small}'s" not in _dictionary("nl")


def forms_of(words: Iterable[str]) -> dict[str, Forms]:
    """The forms of each of these words, which are given as written; a word is always a form of itself."""
    asked = {word: word.lower() for word in words}
    heads = {small: small if is_known(small) else _head(small) for small in asked.values()}
    inflected = _inflected(head for head in heads.values() if head)
    found: dict[str, Forms] = {}
    for word, small in asked.items():
        head = heads[small]
        if head == small:
            forms = dict(inflected[small])
        elif head:
            first = fold(small.removesuffix(head))
            forms = {first + form: ANY for form in inflected[head]}
        else:
            forms = {fold(small) + ending: ANY for ending in ENDINGS}
        found[word] = forms | {fold(small): ANY}
    return found


def spellings_of(form: str) -> list[str]:
    """How a folded form may be spelled, with "_" for a letter that has an accent, or may have one.

    Accents are those of the dictionaries; a long word that they do not have may have one on any vowel.
    """
    accented = [spelling for language in LANGUAGES for spelling in _accented(language).get(form, ())]
    if len(form) >= LONG and not any(form in _dictionary(language) for language in LANGUAGES):
        return [re.sub("[^b-df-hj-np-tv-xz0-9]|c", "_", form)]
    return [re.sub("[^a-z0-9]", "_", spelling) for spelling in (form, *accented)]


def _inflected(words: Iterable[str]) -> dict[str, Forms]:
    """The forms of words that a dictionary has; all at once, since each dictionary is read through for them."""
    forms: dict[str, Forms] = {word: {} for word in words}
    for language in LANGUAGES:
        dictionary = _dictionary(language)
        lemmas = {word: lemma for word in forms if (lemma := dictionary.get(word))}
        heads: dict[str, list[str]] = {word: [] for word in (*lemmas, *lemmas.values())}
        for form, lemma in dictionary.items():
            if lemma in heads and lemma != form:
                heads[lemma].append(form)
        for word, lemma in lemmas.items():
            # "huur" may be a form of the verb "huren", but who asks for it means the word with forms of its own.
            own = word if heads[word] and word not in _OVERRIDING else lemma
            diminutives = [f"{form}s" for form in heads[own] if language == "nl" and form.endswith("je")]
            for form in (own, *heads[own], *diminutives):
                # What follows an apostrophe is looked at in the text.
                if "'" not in form and (language != "nl" or _is_alike(form, own)):
                    _add(forms[word], fold(form), Form(frozenset({language}), _is_ambiguous(form, own, language)))
    return forms


def _is_alike(form: str, lemma: str) -> bool:
    """Whether a form looks like one: the Dutch dictionary has "beer" as a form of "varken"."""
    return fold(form)[:1] == fold(lemma)[:1] or "ge" in form[:6]


def _add(forms: Forms, text: str, form: Form) -> None:
    known = forms.get(text, Form(frozenset()))
    forms[text] = Form(known.languages | form.languages, known.ambiguous or form.ambiguous)


def _is_ambiguous(form: str, lemma: str, language: str) -> bool:
    """Whether a form is one of another word in another language: French "sociale" of "social" is Dutch "sociaal"."""
    others = (_dictionary(other).get(form) for other in LANGUAGES if other != language)
    return any(other not in (None, lemma) for other in others)


def _head(word: str) -> str | None:
    """The longest last part of a word that a Dutch dictionary has, None if there is none."""
    dictionary = _dictionary("nl")
    for cut in range(3, len(word) - SHORTEST_HEAD + 1):
        if word[cut:] in dictionary:
            return word[cut:]
    return None


@cache
def _dictionary(language: str) -> dict[str, str]:
    """Forms and their lemmas; loading one takes half a second to a second, and some 50 MB."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    forms = DefaultDictionaryFactory().get_dictionary(language)
    lemmas = {form: sys.intern(lemma.replace("_", "")) for form, lemma in forms.items()}  # "oppositie_partij"
    return lemmas | (_OVERRIDING if language == "nl" else {})


@cache
def _accented(language: str) -> dict[str, list[str]]:
    """The forms with accents, by their folded form."""
    found: dict[str, list[str]] = {}
    for form in _dictionary(language):
        if not form.isascii():
            found.setdefault(fold(form), []).append(form)
    return found
