"""How a Dutch sentence falls into clauses, and which of them hang on others.

Offsets are always those of the sentence. Knows nothing of what binds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.commitments.deadlines import Deadline
from index.commitments.dutch.words import BODY, INFINITIVE, SELF, any_of, compiled, whole_words

_NO_NOUN = "".join(
    rf"(?<!\s{word}\s)" for word in "dus en maar of van voor met op aan in bij over ook uit naar tegen is".split()
)
_ASIDE = compiled(
    r"\([^()]{1,160}\)|(?<=\s)[–-]\s[^–]{1,160}?\s[–-](?=\s)|"
    r",\s+(?:collega'?s?|collega’s|mevrouw|minister|voorzitter|de\s+heer|mijnheer|meneer|zoals|denk\s+ik|dus|uiteraard|"
    r"natuurlijk|trouwens|inderdaad|in\s+overleg|samen\s+met|naast|bovenop|indien\s+nodig|waar\s+nodig|waar\s+mogelijk|"
    r"voor\s+alle\s+duidelijkheid|wat\s+mij\s+betreft)\b[^,;:?!]{0,100},|,\s+[‘'][^’']{1,80}[’'],|"
    rf"(?<=\w)\s(?=d[ia]){_NO_NOUN}(?:die|dat)\s[^,;:?!]{{3,90}},(?=\s+(?:zal|zullen)\b|"
    r"\s+(?!ik\b|we\b|wij\b|dan\b|maar\b|en\b)[^,;:]*\b(?:zal|zullen|ga|gaan|gaat)\s+(?:\w+\s+)?\w+en\b)|"
    r"\b(?:waar|indien|wanneer)\s+(?:nodig|mogelijk|wenselijk)\b"
)
"""What is put into a clause without being part of it: in brackets or dashes, between commas, a relative clause."""


def without_asides(sentence: str) -> str:
    """The sentence with blanks for what is put in, all offsets kept; an aside at its very beginning stays."""
    return _ASIDE.sub(lambda aside: " " * len(aside[0]) if aside.start() else aside[0], sentence)


def with_deadlines_joined(sentence: str, deadlines: Sequence[Deadline]) -> str:
    """The sentence without the commas that set a deadline apart: "we prepare it, before spring, for the government"."""
    for deadline in deadlines:
        before = sentence[: deadline.start].rstrip()
        if deadline.period and before.endswith(","):
            sentence = f"{before[:-1]} {sentence[len(before) :]}"
            if sentence[deadline.end : deadline.end + 1] == ",":
                sentence = f"{sentence[: deadline.end]} {sentence[deadline.end + 1 :]}"
    return sentence


_CLAUSE_END = re.compile(
    r"[;:–]\s|,\s|\s(?=(?:maar|want|omdat|zodat|terwijl|hoewel|vandaar dat)\s)|"
    r"\s(?=en\s+(?:ik|we|wij|dat|dan|daarom|daarna|daar|hier|er)\s)",
    re.IGNORECASE,
)


def clauses_of(sentence: str) -> list[tuple[int, int]]:
    """Start and end of each clause that is not empty."""
    ends = [match.span() for match in _CLAUSE_END.finditer(sentence)]
    starts = [0, *(end for _, end in ends)]
    spans = zip(starts, [*(start for start, _ in ends), len(sentence)], strict=True)
    return [(start, end) for start, end in spans if sentence[start:end].strip()]


_HARD_END = re.compile(r"[;:–]\s|\b(?:maar|want|omdat|zodat|terwijl|hoewel|vandaar)\b", re.IGNORECASE)


def hard_end(sentence: str, start: int) -> int:
    """Where what is begun must have ended, whatever is put in between."""
    hard = _HARD_END.search(sentence, start)
    return hard.start() if hard else len(sentence)


def rest_of(sentence: str, start: int, end: int) -> str:
    """The words after an auxiliary that may hold its verb: to the end of the clause, or beyond what is put in."""
    if INFINITIVE.search(sentence, start, end):
        return sentence[start:end]
    return sentence[start : hard_end(sentence, end)]


_IN_ORDER = r"om(?!\s+de\s+\w+\s+(?:jaar|maand|maanden|weken|dagen)\b)"
"""To do something, not every so many years: "om de vijf jaar"."""

SUBORDINATE = re.compile(
    rf"\b(?:{_IN_ORDER}|hoe\w*|dat|die|wat|of|waar\w*|zodat|omdat|wanneer|als|zoals|welke?)\b",
    re.IGNORECASE,
)
BELOW = re.compile(
    rf"\b(?:{_IN_ORDER}|hoe\w*|of|waar\w*|zodat|omdat|wanneer|als|zoals)\b",
    re.IGNORECASE,
)


def act_of(rest: str) -> str:
    """The part of it with the verb itself, without clauses that hang on it."""
    first = INFINITIVE.search(rest)
    below = SUBORDINATE.search(rest, first.end()) if first else None
    return rest[: below.start()] if below else rest


PROTASIS = compiled(r"^\W*(?:en |maar |want |zeker |ook |zelfs )?(?:als|indien|mocht(?:en)?|tenzij|wanneer|ingeval)\b")
INVERTED = whole_words(rf"(?:zal|zullen|ga|gaan|gaat|wil|willen)\s+(?:{SELF}|{BODY})")
"""A main clause, whatever stands first: "As a last point, shall the agency ..."."""

SUBORDINATOR = compiled(
    any_of(
        "hoe\\w* of waarom welke?_\\w+ wie wat omdat aangezien doordat zodat waardoor naarmate alsof als indien "
        "wanneer voordat vooraleer terwijl zoals"
    )
    + r"\s+(?:\w+\s+)?$"
)
"""Stands before the speaker's "we ... will" where that is no promise of its own but part of a question or a reason."""

THAT = compiled(r"\b(?:dat|zodat|vandaar\s+dat)\s+$")
ASSERTED = compiled(
    r"\b(?:betekent|wil\s+(?:\w+\s+)?zeggen|houdt\s+in|beslist|afgesproken|overeengekomen|vastgelegd|gepland|"
    r"bevestigen|bevestig|meedelen|meegeven|zeggen|garanderen|verzekeren|evident|vanzelfsprekend|"
    r"is\s+(?:\w+\s+){0,3}zo|vandaar|beloofd|toegezegd|"
    r"aangekondigd|engagement|zeg\s+ik\s+\w+|het\s+klopt|zorgen\s+(?:we|wij|ik)\s+ervoor|"
    r"zorgen\s+ervoor)\b[^,;:]{0,30},?\s*$"
)
"""Stands before a "that" whose clause is as good as a main clause."""

RELATIVE = compiled(
    r"^\W*"
    + any_of(
        "dat of hoe\\w* omdat aangezien doordat zodat waar\\w* terwijl zoals als indien wanneer vooraleer voordat wie"
    )
    + "|"
    + any_of("die wat waar\\w* of hoe welke omdat")
    + r"\s*$|\s"
    + any_of("dat of omdat zodat wanneer hoe waar\\w*")
    + r"\s"
)
"""Stands before "will be done" where that hangs on other words."""

_POINTS = re.compile(r"\W*(?:(?:en|maar|want|ook|dus)\s+)*(?:dat|dit|die|deze|daar\w*|hier\w*)\s+", re.IGNORECASE)
"""A pronoun directly before the verb: a main clause begins with it."""

_THAT_ONE = whole_words(
    r"(?:met|van|voor|in|op|aan|over|bij|tegen|uit|na|rond|volgens|tijdens|dankzij|door|onder|binnen)\s+(?:dat|die)"
)
"""Points to something, after a preposition: no clause begins with it."""

_CLUSTER = re.compile(r"\w+\s+(?:worden|\w+(?:d|t|en))\b", re.IGNORECASE)
"""Verbs in a row, as they end a relative clause."""


def embedded(sentence: str, start: int, at: int) -> bool:
    """Whether what stands at an offset of a clause that begins at `start` hangs on other words."""
    before = _THAT_ONE.sub(lambda match: " " * len(match[0]), sentence[start:at])
    if _POINTS.fullmatch(before) and not (re.search(r",\s*$", sentence[:start]) and _CLUSTER.match(sentence, at)):
        return False
    that = re.search(r"\bdat\b[^,;:]*$", before)
    if that and ASSERTED.search(sentence[: start + that.start()]):
        return bool(RELATIVE.search(before[that.end() :]))
    return bool(RELATIVE.search(before))


def hangs(before: str) -> bool:
    """Whether what follows is a subordinate clause."""
    that = THAT.search(before)
    return bool(SUBORDINATOR.search(before) or (that and not ASSERTED.search(before[: that.start()])))


def subordinate(before: str) -> bool:
    """Whether words before a verb begin a clause that hangs on others."""
    return bool(RELATIVE.search(before)) and not _POINTS.fullmatch(before)


OTHERS_SAY = compiled(
    r"\b(?!(?:ik|we|wij|wat|dat|en|maar|regering|vlaanderen)\b)(?:u|jij|je|jullie|hij|zij|ze|men|"
    r"iemand|collega\s+[\w ]{2,30}|"
    r"de heer\s+\w+|mevrouw\s+\w+|(?-i:[A-Z])\w+)\s+(?:(?:ook|al|dan|hier|nu|mij|ons|terecht|eigenlijk|zelf)\s+)*"
    r"(?:zegt|zei|zeggen|vraagt|vroeg|vragen|stelt|stelde|suggereert|beweert|insinueert|wilt|wil|verwacht|hoopt|denkt|"
    r"vindt|vreest|heeft\s+(?:\w+\s+){0,3}gezegd|hebt\s+(?:\w+\s+){0,3}(?:gezegd|gevraagd))\b"
    r"[^.;:?!]{0,60}\b(?:dat|of|wat|hoe|wanneer|waarom)\b"
)
