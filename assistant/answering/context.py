"""What a quote needs around it to be understood as it was meant: what it points back to, and what takes it back.

Two kinds of neighbours belong to a sentence. Those before, where it begins with a word that stands for something said
earlier ("Dat zal gebeuren", "They get more"), is the yes to a question of the speaker's own, or stands within words
that are read out, so that it is seen whose they are; and those after that begin with a condition or an objection
("Tenzij ...", "But only if ..."), without which it would say something else. Dutch, English and French, by the first
words of sentences. Knows nothing of how quotes are chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.terms import fold

MOST_BEFORE = 2
"""Sentences that are added before a quote at most: in speech one sentence points back to another, and so on. After it
there is no such limit."""

_READ_OUT = re.compile(r"[“«„][^”»]*[”»]")
_AND = r"^\W*(?:(?:en|maar|want|dus|ook|and|but|so|or|because|et|mais|donc|or|car)\W+)?"
_POINTS_BACK = re.compile(
    _AND + r"(?:"
    # Dutch
    r"(?:(?:(?:in|op|met|voor|van|over|bij|door|na|naast|onder|tegen|tijdens|uit|om) )?(?:dat|dit|die|deze|beide|zulke|"
    r"dergelijke|diezelfde|hetzelfde)|ze|zij|hij|hun|hen|haar|zo['’]n|zoiets|zo (?:ja|niet|neen)|sindsdien|want|"
    r"(?:daar|hier)(?:aan|bij|binnen|door|in|mee|na|naar|om|onder|op|over|rond|tegen|toe|tussen|uit|van|voor)?|"
    r"vandaar|anders|(?:alleen|enkel|pas) dan|in dat geval|om die redenen?|"
    r"het (?:zal|zou|kan|kon|mag|moet|wordt|werd))|"
    # English
    r"(?:(?:(?:in|on|for|with|of|about|at|by|after|under|from) )?(?:that|this|these|those|both|such)|they|he|she|their|"
    r"his|her|therefore|hence|otherwise|only then|since then|because|"
    r"it(?! is | was |['’]s ))|"
    # French
    r"(?:(?:(?:dans|sur|pour|avec|de|a|en|par|apres|sous|lors de) )?(?:cela|cet|cette|ces|celui|celle|ceux|celles|"
    r"ce(?! qu))|ca|c['’](?:est|etait)|ils|elles|elle|leurs?|tel(?:le)?s?|il(?! (?:faut|y a|est|s['’]agit))|sinon|"
    r"depuis lors|voila pourquoi|car)"
    r")\b"
)
_OBJECTS = re.compile(
    r"^\W*(?:(?:en|and|et)\W+)?(?:"
    r"maar|tenzij|behalve|mits|op voorwaarde|wel op voorwaarde|echter|evenwel|nochtans|niettemin|uitgezonderd|althans|"
    r"(?:ten ?minste|alleen|enkel|pas|wel) (?:als|indien|wanneer)|"
    r"but|unless|except|provided|on condition|(?:at least|only) (?:if|when)|however|nevertheless|though|"
    r"mais|sauf|a moins|a condition|toutefois|cependant|neanmoins|pourvu|(?:seulement|uniquement|du moins) si|excepte|"
    r"hormis"
    r")\b|"
    # "Dat kan echter alleen ...": an objection in its place within the sentence
    r"^\W*(?:[\w'’-]+ ){1,5}?(?:echter|evenwel|nochtans|toutefois|cependant|however)\b"
)
_ANSWERS = re.compile(
    r"^\W*(?:ja|jawel|neen|nee|absoluut|inderdaad|zeker|uiteraard|natuurlijk|(?:dat )?klopt|"
    r"(?:dat is )?(?:juist|correct)|"
    r"yes|no|absolutely|indeed|certainly|of course|(?:that is )?(?:right|correct)|"
    r"oui|non|absolument|tout a fait|bien sur|effectivement|certainement|(?:c['’]est )?exact)"
    r"(?: (?:wel|niet|not|pas))?(?=\s*(?:[,.;:!–-]|$))"
)
_GREETS = re.compile(
    r"^\W*(?:ja|oui|yes)\W+(?:\w+ ){0,2}(?:voorzitter|collega|dank|bedankt|president|merci|chair|thank)"
)


def points_back(sentence: str) -> bool:
    """Whether a sentence begins with a word that stands for something said before it."""
    return bool(_POINTS_BACK.match(fold(sentence)))


def objects(sentence: str) -> bool:
    """Whether a sentence begins as a condition or an objection to the one before it."""
    return bool(_OBJECTS.match(fold(sentence)))


def answers(sentence: str) -> bool:
    """Whether a sentence begins with a yes or a no, that says nothing without its question."""
    folded = fold(sentence)
    return bool(_ANSWERS.match(folded)) and not _GREETS.match(folded)


class Surroundings:
    """The sentences of one turn, and what belongs to a stretch of them."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self._sentences = [text[start:end] for start, end in spans]
        self._opened = list(range(len(spans)))  # the sentence in which the words that are read out there begin
        for match in _READ_OUT.finditer(text):
            within = [at for at, (start, end) in enumerate(spans) if start < match.end() and match.start() < end]
            for at in within:
                if spans[at][0] > match.start():
                    self._opened[at] = within[0]

    def around(self, first: int, last: int) -> tuple[int, int]:
        """The stretch from one sentence to another with what belongs to it, by first and last sentence."""
        first = self._opened[first]
        widened = first
        while widened > max(0, first - MOST_BEFORE) and self._needs_before(widened):
            widened = self._opened[widened - 1]
        while last + 1 < len(self._sentences) and objects(self._sentences[last + 1]):
            last += 1
        return widened, last

    def _needs_before(self, at: int) -> bool:
        sentence, before = self._sentences[at], self._sentences[at - 1].rstrip()
        own_answer = before.endswith("?") and answers(sentence)
        return points_back(sentence) or objects(sentence) or own_answer or before.endswith(":") or sentence[0] in "“«„"
