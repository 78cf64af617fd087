"""Abbreviations that a record explains itself, with their long forms: "sociale-impactobligaties (SIB's)".

Beside a bracket, the words whose initials are the abbreviation; else, after Schwartz and Hearst 2003, "A Simple
Algorithm for Identifying Abbreviation Definitions in Biomedical Text", the shortest run of words that holds its letters
in order, the first of them at the beginning of a word: the letters of "VMM" stand within "Vlaamse
Milieumaatschappij". What stands there once may be chance, so that a pair counts from `LEAST` times. Knows nothing of
indexes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from index.terms import fold, is_stop_word, words

LEAST = 2
"""How often a pair must stand in the record."""

LEAST_SHARE = 0.2
"""How often a long form must be given, as a share of all that are given for its abbreviation."""

REACH = 120
"""Characters before a bracket in which its long form is looked for."""

_BRACKETS = re.compile(r"\(([^()\n]{2,90})\)")
_SHORT = re.compile(r"([^\W_](?:[\w&.-]{0,8}[^\W_]))\.?(?:['’](?:s|en))?$")
_SHORT_BEFORE = re.compile(r"([^\W_](?:[\w&.-]{0,8}[^\W_]))\.?(?:['’](?:s|en))?,? $")
_PLURAL = re.compile(r"(?<=[A-Z])(?:s|en)$")
_STOP = re.compile(r"[.?!:;()\"“”„«»\n]")
_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class AcronymCounter:
    """Counts abbreviations with their long forms, text after text."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)

    def read(self, text: str) -> None:
        """Count the pairs of a text: "long form (SHORT)" and "SHORT (long form)"."""
        if "(" not in text:
            return
        for bracket in _BRACKETS.finditer(text):
            before, inside = text[max(0, bracket.start() - REACH) : bracket.start()], bracket[1].strip()
            within = _SHORT.match(inside)
            if within and (short := _short(within[1])):
                self._take(short, _STOP.split(before)[-1])
            elif (named := _SHORT_BEFORE.search(before)) and (short := _short(named[1])):
                self._take(short, inside)

    def add(self, other: AcronymCounter) -> None:
        """Add what another one has counted."""
        for short, longs in other._counts.items():
            self._counts[short].update(longs)

    def found(self) -> dict[str, list[str]]:
        """Folded abbreviations, each with its long forms in folded words, the commonest first."""
        result = {}
        for short, longs in sorted(self._counts.items()):
            least = max(LEAST, LEAST_SHARE * longs.total())
            kept = [long for long, count in longs.most_common() if count >= least]
            if kept:
                result[short] = kept
        return result

    def _take(self, short: str, stretch: str) -> None:
        long = long_form(short, stretch)
        if long:
            self._counts[fold(short)][" ".join(words(long))] += 1


def long_form(short: str, stretch: str) -> str | None:
    """The end of a stretch of text that an abbreviation stands for, as it is written there, or None."""
    letters = [letter for letter in fold(short) if letter.isalnum()]
    start = _by_initials(letters, stretch)
    if start is None:
        start = _by_letters(letters, stretch)
    if start is None:
        return None
    found = stretch[start:].strip(" ,'’-")
    spoken = words(found)
    if not spoken or is_stop_word(spoken[0]) or fold(short) in spoken or len(found) <= len(short) + 2:
        return None
    return found


def _by_initials(letters: list[str], stretch: str) -> int | None:
    """Where the last words begin whose initials are these letters; function words between them may have none."""
    left = letters.copy()
    for word in reversed(list(_WORD.finditer(stretch))):
        folded = fold(word[0])
        if folded.startswith(left[-1]):
            left.pop()
            if not left:
                return word.start()
        elif not is_stop_word(folded) and len(folded) > 1:
            return None
    return None


def _by_letters(letters: list[str], stretch: str) -> int | None:
    """Where the shortest end begins that holds the letters in order; it may have twice as many words, or five more."""
    candidates = list(_JOINED.finditer(stretch))[-min(len(letters) + 5, 2 * len(letters)) :]
    if not candidates:
        return None
    first = candidates[0].start()
    # Letter by letter, so that places in the folded text are places in the text.
    folded = stretch.lower() if stretch.isascii() else "".join(fold(letter)[:1] or " " for letter in stretch)
    at = len(folded)
    for number in reversed(range(len(letters))):
        at -= 1
        while at >= first and not (
            folded[at] == letters[number] and (number or at == 0 or not folded[at - 1].isalnum())
        ):
            at -= 1
        if at < first:
            return None
    return at


def _short(written: str) -> str | None:
    """An abbreviation without its plural and its dots; None for what has not two capitals."""
    bare = re.sub(r"[\W_]", "", _PLURAL.sub("", written))
    return bare if sum(letter.isupper() for letter in bare) >= 2 else None
