"""The figures of a text as numbers, whichever way they are written: "1.250,5", "1,250.5", "five", "vijfentwintig".

A word of scale is a figure of its own: "5 miljoen" gives 5 and 1,000,000, in every language. "One" is none, since it
is mostly an article; nor is French "onze", since in Dutch it means "our".
"""

from __future__ import annotations

import re
from decimal import Decimal

from index.terms import fold

_DIGITS = re.compile(r"(?<!\d)(?:\d{1,3}(?:[.,\s’']\d{3}(?!\d))+|\d+)(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+")
_UNITS = "- - twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien".split()
_TENS = "- - twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_NUMBERS: dict[str, int] = (
    {word: value for value, word in enumerate(_UNITS)}
    | {"zeventien": 17, "achttien": 18, "negentien": 19}
    | {word: 10 * value for value, word in enumerate(_TENS)}
    | {
        word: value
        for value, word in enumerate(
            "- - two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen".split()
        )
    }
    | {w: 10 * v for v, w in enumerate("- - twenty thirty forty fifty sixty seventy eighty ninety".split())}
    | {w: v for v, w in enumerate("- - deux trois quatre cinq six sept huit neuf dix - douze treize quatorze".split())}
    | {"quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
    | {"septante": 70, "nonante": 90, "honderd": 100, "hundred": 100, "cent": 100}
    | dict.fromkeys("duizend thousand mille".split(), 1_000)
    | dict.fromkeys("miljoen miljoenen million millions".split(), 1_000_000)
    | dict.fromkeys("miljard miljarden billion billions milliard milliards".split(), 1_000_000_000)
)
_NUMBERS.pop("-")
_FRACTIONS = (
    dict.fromkeys("half helft halve moitie demi".split(), Decimal("0.5"))
    | dict.fromkeys("kwart quarter quart".split(), Decimal("0.25"))
    | dict.fromkeys("tiers thirds".split(), Decimal("0.33"))
)
_COMPOUND = re.compile(rf"(een|{'|'.join(_UNITS[2:10])})en({'|'.join(_TENS[2:])})$")  # folded, "tweeën" is "tweeen"


def figures(text: str) -> set[Decimal]:
    """Every figure of a text."""
    found = {_value(match[0]) for match in _DIGITS.finditer(text)}
    for word in _WORD.findall(fold(text)):
        if word in _NUMBERS:
            found.add(Decimal(_NUMBERS[word]))
        elif word in _FRACTIONS:
            found.add(_FRACTIONS[word])
        elif compound := _COMPOUND.match(word):
            unit = 1 if compound[1] == "een" else _UNITS.index(compound[1])
            found.add(Decimal(unit + 10 * _TENS.index(compound[2])))
    return found


def _value(written: str) -> Decimal:
    """A number in digits: what stands before exactly three digits groups them, any other sign is the decimal's."""
    grouped = re.sub(r"[.,\s’'](?=\d{3}(?!\d))", "", written)
    return Decimal(grouped.replace(",", ".")).normalize()
