"""Parliaments by the names and adjectives that people use for them, as the sources of records.

Knows nothing of which sources an index holds.
"""

from __future__ import annotations

import re

from assistant.understanding.folding import fold_in_place

FLEMISH = frozenset({"vlaams-parlement"})
BELGIAN = frozenset({"dekamer", "ParlaMint-BE"})
DUTCH = frozenset({"tweede-kamer", "officiele-bekendmakingen", "ParlaMint-NL"})

_IN = r"\b(?:in|binnen|within|at|a|au|dans)\s+(?:het\s+|de\s+|the\s+|la\s+|le\s+|l['’])?"
_NAMES: tuple[tuple[frozenset[str], str], ...] = (
    (FLEMISH, r"vlaamse? parlement|flemish parliament|parlement flamand"),
    (DUTCH, r"tweede kamer|second chamber|dutch (?:house of representatives|lower house|parliament)|"
            r"nederlandse parlement|parlement neerlandais|deuxieme chambre|seconde chambre"),
    (BELGIAN, r"belgische? (?:kamer|parlement)|federale? (?:kamer|parlement)|belgian (?:chamber|parliament)|"
              r"federal (?:chamber|parliament)|chambre belge|parlement federal|kamer van volksvertegenwoordigers|"
              r"chambre des representants"),
    (BELGIAN | DUTCH, r"kamer(?! van)|house of representatives|chamber(?! of)|chambre(?! d)"),
)  # fmt: skip
_ADJECTIVES = {
    **dict.fromkeys(("vlaams", "vlaamse", "flemish", "flamand", "flamande"), FLEMISH),
    **dict.fromkeys(("federaal", "federale", "federal", "belgisch", "belgische", "belgian", "belge"), BELGIAN),
    **dict.fromkeys(("nederlands", "nederlandse", "dutch", "neerlandais", "neerlandaise"), DUTCH),
}


def chamber_of_adjective(adjective: str) -> frozenset[str] | None:
    """The sources of the parliament that a folded adjective names ("vlaamse"), None if it names none."""
    return _ADJECTIVES.get(adjective)


def chambers_in(text: str) -> list[tuple[int, int, frozenset[str]]]:
    """Where a text places something in a parliament ("in the Chamber"): start, end, and the sources it may be."""
    folded = fold_in_place(text)
    found: list[tuple[int, int, frozenset[str]]] = []
    for sources, names in _NAMES:
        for match in re.finditer(rf"{_IN}(?P<name>{names})\b", folded):
            small = text[match.start("name")].islower() and match["name"] in ("kamer", "chamber", "chambre")
            if not small and all(match.end() <= start or match.start() >= end for start, end, _ in found):
                found.append((match.start(), match.end(), sources))
    return sorted(found, key=lambda one: one[:2])
