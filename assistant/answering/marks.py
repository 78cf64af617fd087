"""What of a quote answers a question of how much, when or why: the places of figures, times and words of reason.

For readers only: a mark chooses nothing and changes nothing. Dutch, English and French, whatever language the text is
in. Knows nothing of topics, so that a figure of something else is marked too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from assistant.answer import Kind
from index.commitments.deadlines import deadlines_in
from index.terms import fold

Mark = tuple[int, int]

_NUMBER = r"(?<![\w.,])\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?(?![\w])|(?<![\w.,])\d+(?:[.,]\d+)?"
_SPELLED = (
    r"\b(?:(?:(?:een(?=en)|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|"
    r"achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend)"
    r"(?:en)?)+|"
    r"(?:half|anderhalf|anderhalve)(?= (?:jaar|uur|miljoen|miljard|procent))|tientallen|honderden|duizenden|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|dozens|"
    r"hundreds|thousands|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|"
    r"soixante|cent|mille|dizaines|centaines|milliers)\b"
)
_SHARE = (
    r"\b(?:(?:de|een|the|a|la|un) )?(?:helft|kwart|derde(?= van| deel)|half(?= of| the| a)|third(?= of)|quarter(?= of)|"
    r"moitie|tiers|quart)\b"
)
_UNIT = (
    r"(?:\s?(?:%|‰|(?:procent(?:punt(?:en)?)?|percent(?:age points?)?|per cent|pour cent|points? de pourcentage|"
    r"duizend|honderd|miljoen|miljard|thousand|million|billion|mille|millions?|milliards?|"
    r"euro|euros|eur|dollar|dollars|frank|francs?|jaar|jaren|maand|maanden|week|weken|dag|dagen|uur|uren|minuten|keer|maal|"
    r"years?|months?|weeks?|days?|hours?|minutes?|times|ans?|annees?|mois|semaines?|jours?|heures?|fois|"
    r"kilometer|km|meter|hectare|ton|tonnes?)\b|€))*"
)
FIGURE = re.compile(rf"(?:(?:€|\$|\beur\b)\s?)?(?:{_NUMBER}|{_SPELLED}){_UNIT}|{_SHARE}")

_MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|"
    r"march|june|july|august|october|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|"
    r"decembre)"
)
_YEAR = r"(?:19|20)\d\d"
_PART = (
    r"(?:(?:begin|eind|einde|medio|midden|half|najaar|voorjaar|zomer|winter|herfst|lente|spring|summer|autumn|early|late|"
    r"mid|(?:the )?end of|(?:the )?beginning of|debut|fin|mi)[\s-]+)?"
)
_SOME = r"(?:dit|deze|volgende?|vorige?|komende?|afgelopen|this|next|last|coming|(?:l['’])?an(?:nee)?|cette|ce)"
_SPAN = (
    r"(?:jaar|werkjaar|schooljaar|voorjaar|najaar|maand|week|weken|zomer|winter|herfst|lente|legislatuur|zittingsperiode|"
    r"kwartaal|semester|year|month|week|spring|summer|autumn|winter|term|annee|mois|semaine|printemps|ete|automne|hiver|"
    r"legislature)"
)
TIME = re.compile(
    rf"\b{_PART}(?:\d{{1,2}}(?:e|er|de|ste|st|nd|rd|th)? (?:of )?)?{_MONTH}(?: {_YEAR})?\b|"
    rf"\b\d{{1,2}} may(?: {_YEAR})?\b|\bmay {_YEAR}\b|\b{_PART}{_YEAR}(?:\s?[-–]\s?{_YEAR})?\b(?! ?(?:euro|eur|€|%))|"
    rf"\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}\b|\b{_PART}{_SOME} {_SPAN}\b|"
    rf"\b(?:l['’]annee|le mois|la semaine) (?:prochaine?|derniere?|passee?)\b|"
    r"\b(?:(?:voor|na|tegen) )?(?:het )?(?:zomer|kerst|paas|krokus|herfst)(?:reces|vakantie)\b|"
    r"\b(?:het |in het |dit |the )?(?:voorjaar|najaar|zomer|spring|summer|autumn|printemps|automne)\b|"
    r"\b(?:gisteren|vandaag|morgen|overmorgen|yesterday|today|tomorrow|hier soir|aujourd['’]hui|demain)\b"
)
REASON = re.compile(
    r"\b(?:omdat|want|doordat|daarom|vandaar|aangezien|de reden(?:en)?|om die reden(?:en)?|wegens|vanwege|dankzij|"
    r"because(?: of)?|since|therefore|the reasons?|due to|that is why|parce qu(?:e\b|['’])|car|puisqu(?:e\b|['’])|"
    r"la raison|les raisons|en raison d(?:e\b|['’])|a cause d(?:e\b|['’])|c['’]est pourquoi)"
)


def marks(kind: Kind, text: str, start: int, end: int, language: str) -> tuple[Mark, ...]:
    """The places in ``text[start:end]``, by characters of the text, that answer a question of this kind, in order.

    None for a kind that asks for no such thing.
    """
    quote = text[start:end]
    if kind in ("how much", "how often"):
        times = list(_found(TIME, quote))
        found = [mark for mark in _found(FIGURE, quote) if not _overlaps(mark, times)]
    elif kind == "when":
        found = [*_found(TIME, quote), *((one.start, one.end) for one in deadlines_in(quote, language, None))]
    elif kind == "why":
        found = list(_found(REASON, quote))
    else:
        return ()
    return tuple((start + first, start + last) for first, last in _apart(found))


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Mark]:
    """Where a pattern for folded text stands in a text, by characters of the text."""
    pieces = [_folded(character) for character in text]
    place = [at for at, piece in enumerate(pieces) for _ in piece]  # of each folded character, in the text
    for match in pattern.finditer("".join(pieces)):
        if match.end() > match.start():
            yield place[match.start()], place[match.end() - 1] + 1


@lru_cache(maxsize=1_000)
def _folded(character: str) -> str:
    return fold(character)


def _overlaps(mark: Mark, others: Iterable[Mark]) -> bool:
    return any(mark[0] < last and first < mark[1] for first, last in others)


def _apart(found: Iterable[Mark]) -> list[Mark]:
    """In order, those that overlap made one."""
    joined: list[Mark] = []
    for first, last in sorted(found):
        if joined and first < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
