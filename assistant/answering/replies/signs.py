"""Where a reply says which question it is at: "wat uw eerste vraag betreft", "op uw tweede vraag", "1.".

Dutch, French and English. A sign holds for its sentence and those after it, until the next sign or an empty line that
follows no list. Knows nothing of what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.terms import fold

_ORDINALS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8,
    "premiere": 1, "deuxieme": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
}  # fmt: skip
_LAST = {"laatste", "derniere", "last", "final"}
_WORDS = "|".join([*_ORDINALS, *_LAST])
_SIGN = re.compile(
    rf"\b(?P<word>{_WORDS})(?: (?:en|et|and) (?P<also>{_WORDS}))? (?:(?:concrete|bijkomende|deel|sub)-? ?)?"
    r"(?:deel|sub)?(?:vra(?:ag|gen)|question|questions)\b|"
    rf"\b(?:vraag|question)(?: (?:nummer|nr\.?|numero|number))? (?P<number>\d{{1,2}})\b"
)
_MARK = re.compile(r"(?P<number>\d{1,2})[.)] ?(?=[^\W\d])")
_HEAD = 90
"""Characters at the beginning of a sentence in which it says which question it is at."""


def questions_named(sentences: Sequence[str], count: int) -> list[frozenset[int]]:
    """For each sentence of a reply the numbers, from 1, of the questions that it says it is at; empty where it does
    not say. `count` is how many there are: a number beyond it is no sign."""
    named: list[frozenset[int]] = []
    now: frozenset[int] = frozenset()
    for sentence in sentences:
        now = _named(sentence, count) or now
        named.append(now)
    return named


def _named(sentence: str, count: int) -> frozenset[int]:
    head = fold(sentence[:_HEAD])
    mark = _MARK.match(head)
    if mark and int(mark["number"]) <= count:
        return frozenset({int(mark["number"])})
    found: set[int] = set()
    for sign in _SIGN.finditer(head):
        for word in filter(None, (sign["word"], sign["also"], sign["number"])):
            found.add(count if word in _LAST else int(word) if word.isdigit() else _ORDINALS[word])
    return frozenset(number for number in found if number <= count)


def askers_named(sentences: Sequence[str], surnames: Sequence[str]) -> list[int | None]:
    """For each sentence of a reply the position in `surnames` of the member it speaks to by name, until it names
    another; None before it names any."""
    folded = [fold(name) for name in surnames]
    spoken_to: list[int | None] = []
    now: int | None = None
    for sentence in sentences:
        head = fold(sentence[:_HEAD])
        named = [at for at, name in enumerate(folded) if name and re.search(rf"\b{re.escape(name)}\b", head)]
        now = named[0] if len(named) == 1 else now
        spoken_to.append(now)
    return spoken_to
