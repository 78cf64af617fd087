"""Whether a Dutch sentence binds the minister who says it, how firmly, and which clause of it does.

Rules over clauses: who (first person, the own administration, nobody named in the passive), will (zullen, gaan,
willen, a plan, a promise, a present tense with a day), and what (an act, not words in this debate, nor a state of
things). What is denied, asked, said by others, over, or only supposed is no commitment. Knows nothing of turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.commitments import cues
from index.commitments.base import Binding, Strength
from index.commitments.cues import BODY, SELF, WILL
from index.commitments.deadlines import Deadline

_CLAUSE_END = re.compile(
    r"[;:–]\s|,\s|\s(?=(?:maar|want|omdat|zodat|terwijl|hoewel|vandaar dat)\s)|"
    r"\s(?=en\s+(?:ik|we|wij|dat|dan|daarom|daarna|daar|hier|er)\s)",
    re.IGNORECASE,
)
_HARD_END = re.compile(r"[;:–]\s|\b(?:maar|want|omdat|zodat|terwijl|hoewel|vandaar)\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"\b(?:om|hoe\w*|dat|die|wat|of|waar\w*|zodat|omdat|wanneer|als|zoals|welke?)\b", re.IGNORECASE
)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}\b", re.IGNORECASE)


_WHO = rf"(?:(?P<self>{SELF})|(?P<body>{BODY}))"
_FINITE = (
    r"(?:ben|is|zijn|was|waren|heb|hebt|heeft|hebben|had|denk|denken|vind|vinden|weet|weten|hoop|hopen|zie|zien|zeg|"
    r"zeggen|stel|stellen|begrijp|neem|nemen|doe|doen|moet|moeten|kan|kunnen|wil|willen|mag|mogen|wordt|worden)"
)
_BETWEEN = (
    r"(?P<between>(?:\s+(?:dat|die))?"
    rf"(?:\s+(?!(?:{_FINITE}|dat|die|of\s+(?:ik|we|wij|er|het|dat|dit)|hoe|verwacht|verwachten)\b)[^\s,;:]+){{0,30}}?)"
)


def _orders(will: str) -> tuple[re.Pattern[str], ...]:
    """ "Shall we", "we shall", and with the verb last, "that we it shall"."""
    return (
        _words(rf"{will}\s+(?:dus\s+|daar\s+|er\s+)?{_WHO}"),
        _words(rf"{_WHO}(?:\s+\([^)]*\))?\s+(?:ook\s+|nu\s+|dan\s+)?{will}"),
        _words(rf"(?:dat|die|waar\w*)\s+{_WHO}{_BETWEEN}\s+{will}"),
        _words(rf"{_WHO}\s+[^,;:]+\sen\s+{will}"),
    )


_GO = _words(r"(?:ga|gaan|gaat)")
_SHALL = _orders(WILL)
_WANT = _orders("(?:wil|willen)")
_SUBJECT = _words(rf"(?:{SELF}|{BODY})")
_ELIDED = re.compile(rf"\W*(?:maar|en)\s+(?:zal|zullen|ga|gaan)\b(?!\s+(?:er|het|de|dat|die|dit|u|men|je)\b)", re.IGNORECASE)
"""Who shall was said before: "I cannot say, but shall ask"."""

_INVERTED = _words(rf"(?:zal|zullen|ga|gaan|gaat|wil|willen)\s+(?:{SELF}|{BODY})")
"""A main clause, whatever stands first: "As a last point, shall the agency ..."."""

_PASSIVE = _words(r"(?:zal|zullen|ga|gaan|gaat)")
_BECOMES = _words(r"(?:wordt|worden)")
_NO_ACT = (
    rf"(?!(?:{_FINITE}|zou|zouden|zal|zullen|beschik|beschikken|krijg|krijgen|kom|komen|hoop|hopen|wat|dat|als|en|"
    r"\w+te|\w+de|gaan?|gaat)\b)"
)
_DOING = re.compile(
    rf"(?P<first>(?:^\W*(?:(?:en|maar|want|dus|ook)\s+)?|\bdat\s+)(?:ik\s+{_NO_ACT}\w+|"
    rf"(?:we|wij)\s+{_NO_ACT}\w+(?:en|aan|oen|ien)|(?P<body>{BODY})\s+{_NO_ACT}\w+t))\b|"
    rf"\b(?:{_NO_ACT}\w+\s+ik|{_NO_ACT}\w+(?:en|aan|oen|ien)\s+(?:we|wij)|{_NO_ACT}\w+t\s+(?P<body2>{BODY}))\b",
    re.IGNORECASE,
)
"""Somebody who binds, beside a finite verb that may be an act."""

_POINTS = re.compile(r"\W*(?:(?:en|maar|want|ook|dus)\s+)*(?:dat|dit|die|deze|daar\w*|hier\w*)\s+", re.IGNORECASE)
"""A pronoun directly before the verb: a main clause begins with it."""

_CLUSTER = re.compile(r"\w+\s+(?:worden|\w+(?:d|t|en))\b", re.IGNORECASE)
"""Verbs in a row, as they end a relative clause."""

_DONE = _words(
    r"(?:worden\s+\w+(?:\s+en\s+\w+)?|\w+(?:d|t|en)\s+worden)"
)
_BECOMES_DONE = _words(rf"(?:wordt|worden)\b[^,;:]*?{cues.PARTICIPLE.pattern}")
_RELATIVE = re.compile(r"(?:die|waar\w*)\s", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:om|hoe\w*|of|waar\w*|zodat|omdat|wanneer|als|zoals)\b", re.IGNORECASE)
_NOT_THAT = re.compile(r"\bhet\s+is\b[^,;:]*\bdoor\b[^,;:]*\bdat\s+(?:ik|we|wij)\b|"
    r"\b(?:denk|geloof|hoop|vermoed|vrees|hopen|denken)\s+(?:\w+\s+){0,3}dat\s+(?:ik|we|wij)\b|"
    r"\b(?:niet|geen)\b[^,;:]*\bdat\s+(?:ik|we|wij)\b", re.IGNORECASE)
_PURPOSE = re.compile(rf"\b(?:{SELF}|overleg|contact\w*|afspraak)\b.*\bom\b[^,;:]*\bte\s+\w+", re.IGNORECASE)
_ASKED = _words(r"(?:uw|jullie)\s+(?:\w+\s+)?(?:vraag|vragen|suggestie|oproep|punt)")
_AS_SOON = _words(r"zo\s+(?:snel|spoedig|vlug)\s+(?:als\s+)?mogelijk")
"""Without more, a wish: somebody works on it "so as to have it as soon as possible"."""

_ASSURES = re.compile(r"garand|verzeker", re.IGNORECASE)
"""Of what was and is, too: "I can assure you that it has been looked at" """

_HAS_BEEN = _words(r"(?:ben|is|heb|heeft|hebben|was|werd|werden)")
_HASTE = re.compile(r"(?:\w+\s+)?snel", re.IGNORECASE)
"""By when, but of no day: it makes no promise of a present tense."""

_MODAL = _words(r"(?:kan|kunnen|kon|moet|moeten|mag|mogen|zou|zouden|wil|willen)")
_GOVERNMENT = _words("(?:deze|onze|de\\s+vlaamse)\\s+(?:\\w+\\s+)?regering")
_BY_OTHERS = re.compile(rf"\bdoor\s+(?!{BODY})(?:de|het|een|onze|die)\s+\w+", re.IGNORECASE)


_ASIDE = re.compile(
    r"\([^()]{1,160}\)|(?<=\s)[–-]\s[^–]{1,160}?\s[–-](?=\s)|,\s+(?:collega'?s?|collega’s|mevrouw|minister|voorzitter|de\s+heer|"
    r"mijnheer|meneer|zoals|denk\s+ik|dus|uiteraard|natuurlijk|trouwens|inderdaad|in\s+overleg|samen\s+met|naast|bovenop|"
    r"indien\s+nodig|waar\s+nodig|waar\s+mogelijk|voor\s+alle\s+duidelijkheid|wat\s+mij\s+betreft)\b[^,;:?!]{0,100},|,\s+[‘'][^’']{1,80}[’'],|"
    + "".join(rf"(?<!\s{word})" for word in "dus en maar of van voor met op aan in bij over ook uit naar tegen is".split())
    + r"(?<=\w)\s(?:die|dat)\s[^,;:?!]{3,90},(?=\s+(?:zal|zullen)\b|\s+(?!ik\b|we\b|wij\b|dan\b|maar\b|en\b)[^,;:]*\b(?:zal|zullen|ga|gaan|gaat)\s+"
    r"(?:\w+\s+)?\w+en\b)|"
    r"\b(?:waar|indien|wanneer)\s+(?:nodig|mogelijk|wenselijk)\b",
    re.IGNORECASE,
)
"""What is put into a clause without being part of it."""


def _without_asides(sentence: str) -> str:
    """The sentence with blanks for what is put in, all offsets kept; an aside at its very beginning stays."""
    return _ASIDE.sub(lambda aside: " " * len(aside[0]) if aside.start() else aside[0], sentence)


def _with_deadlines_joined(sentence: str, deadlines: Sequence[Deadline]) -> str:
    """The sentence without the commas that set a deadline apart: "we prepare it, before spring, for the government"."""
    for deadline in deadlines:
        before = sentence[: deadline.start].rstrip()
        if deadline.period and before.endswith(","):
            sentence = f"{before[:-1]} {sentence[len(before) :]}"
            if sentence[deadline.end : deadline.end + 1] == ",":
                sentence = f"{sentence[: deadline.end]} {sentence[deadline.end + 1 :]}"
    return sentence


def binding(sentence: str, deadlines: Sequence[Deadline]) -> Binding | None:
    """The clause of a sentence by which its speaker is bound, the firmest if there are several; None if there is none.

    `deadlines` are those that the sentence names.
    """
    if sentence.rstrip(" ”’\"')").endswith("?") or cues.OTHERS_SAY.search(sentence):
        return None
    sentence = _with_deadlines_joined(_without_asides(sentence), deadlines)
    found = [bound for start, end in _clauses(sentence) for bound in _bindings(sentence, start, end, deadlines)]
    return min(found, key=lambda bound: bound.strength != "firm", default=None)


def _clauses(sentence: str) -> list[tuple[int, int]]:
    ends = [match.start() for match in _CLAUSE_END.finditer(sentence)]
    starts = [match.end() for match in _CLAUSE_END.finditer(sentence)]
    return [(s, e) for s, e in zip([0, *starts], [*ends, len(sentence)], strict=True) if sentence[s:e].strip()]


def _bindings(sentence: str, start: int, end: int, deadlines: Sequence[Deadline]) -> Iterator[Binding]:
    clause = sentence[start:end]
    near = [deadline for deadline in deadlines if start < deadline.end and deadline.start < _hard(sentence, end)]
    own = [d.start - start for d in near if d.start < end and (d.period or not _HASTE.fullmatch(d.phrase))]
    dates = [deadline.start for deadline in near if deadline.period]
    has_date = bool(dates)
    if cues.PROTASIS.search(clause) and not _INVERTED.search(clause):
        return
    for strength, actor in (
        _shall(sentence, start, end, dates),
        _wants(sentence, start, end, dates),
        _passive(sentence, start, end, own),
        _present(clause, own, has_date),
        _framed(clause, bool(near), has_date),
    ):
        if strength:
            yield Binding(strength, actor, start, end)


Found = tuple[Strength | None, str]
_NONE: Found = (None, "")


def _rest(sentence: str, start: int, end: int) -> str:
    """The words after an auxiliary that may hold its verb: to the end of the clause, or beyond what is put in."""
    if cues.INFINITIVE.search(sentence, start, end):
        return sentence[start:end]
    return sentence[start : _hard(sentence, end)]


def _hard(sentence: str, start: int) -> int:
    """Where what is begun must have ended, whatever is put in between."""
    hard = _HARD_END.search(sentence, start)
    return hard.start() if hard else len(sentence)


def _act(rest: str) -> str:
    """The part of it with the verb itself, without clauses that hang on it."""
    first = cues.INFINITIVE.search(rest)
    below = _SUBORDINATE.search(rest, first.end()) if first else None
    return rest[: below.start()] if below else rest


def _denied(text: str) -> bool:
    return bool(cues.NEGATION.search(cues.CONTRAST.sub(" ", text)))


def _auxiliary(
    patterns: Sequence[re.Pattern[str]], sentence: str, start: int, end: int
) -> Iterator[tuple[re.Match[str], str, str]]:
    """Where who and will stand in a clause, with the words between and after them, unless they are embedded."""
    for number, pattern in enumerate(patterns):
        for match in pattern.finditer(sentence, start, end):
            if number and cues.SUBORDINATOR.search(sentence[start : match.start("self" if match["self"] else "body")]):
                continue
            if _NOT_THAT.search(sentence[: match.end()]):
                continue
            between = match.groupdict().get("between") or ""
            rest = _rest(sentence, match.end(), end)
            yield match, between, rest
    elided = _ELIDED.match(sentence, start, end) if patterns is _SHALL else None
    if elided and _SUBJECT.search(sentence, 0, start):
        yield elided, "", _rest(sentence, elided.end(), end)


def _shall(sentence: str, start: int, end: int, dates: Sequence[int]) -> Found:
    for match, between, rest in _auxiliary(_SHALL, sentence, start, end):
        body = match.groupdict().get("body")
        act = _act(rest)
        whole = f"{between} {act}"
        if not cues.INFINITIVE.search(whole) and not cues.WEAK_VERB.search(whole):
            continue
        goes = _GO.search(match[0]) and cues.FULL_GO.search(sentence[match.start() : end])
        if goes and not cues.WEAK_VERB.search(act):
            continue
        if _denied(whole) or re.search(r"\b(?:zou(?:den)?|straks)\b", whole):
            continue
        if cues.NEED.search(f"{between} {_act(sentence[match.end() : _hard(sentence, match.end())])}"):
            if body:
                return "weak", body
            continue
        weak = cues.WEAK_VERB.search(whole)
        if (cues.SPEECH_VERB.search(act) and not cues.TOLD.search(whole)) or (cues.STATE_VERB.search(act) and not weak):
            continue
        if not body and re.search(r"\bworden\b", act):
            continue
        if cues.ABLE.search(act):
            continue
        weak = weak or cues.ALWAYS.search(whole)
        return _strength(bool(weak), whole, _by_then(sentence, match.end(), end, dates)), body or "speaker"
    return _NONE


def _by_then(sentence: str, start: int, end: int, dates: Sequence[int]) -> bool:
    """Whether a day named in a clause is that of its verb, and not of what hangs on it."""
    below = _SUBORDINATE.search(sentence, start, end)
    return any(below is None or at < below.start() or at >= end for at in dates)


def _wants(sentence: str, start: int, end: int, dates: Sequence[int]) -> Found:
    for match, between, rest in _auxiliary(_WANT, sentence, start, end):
        if (match["body"] and not _GOVERNMENT.search(match["body"])) or _RELATIVE.match(match[0]):
            continue  # what the government wants is policy: it binds once its minister says "we"
        act = _act(rest)
        whole = f"{between} {act}"
        if not cues.INFINITIVE.search(whole) and not cues.WEAK_VERB.search(whole):
            continue
        if _denied(whole) or cues.SPEECH_VERB.search(act):
            continue
        if cues.STATE_VERB.search(act) and not cues.WEAK_VERB.search(act):
            continue
        return _strength(True, whole, _by_then(sentence, match.end(), end, dates)), match["body"] or "speaker"
    return _NONE


def _strength(weak: bool, words: str, has_date: bool) -> Strength:
    if not weak:
        return "firm"
    return "firm" if has_date and not cues.HALF_HEARTED.search(words) else "weak"


def _passive(sentence: str, start: int, end: int, deadlines: Sequence[int]) -> Found:
    """What will be done, by nobody who is named or by the own administration: the government answers for it."""
    clause = sentence[start:end]
    if _PASSIVE.search(clause) and not _DONE.search(clause):
        clause = sentence[start : _hard(sentence, end)]  # "shall, beside the yearly report, a list be made"
    verbs = _DONE.search(clause) or _BECOMES_DONE.search(clause)
    nucleus = clause[: verbs.end()] if verbs else clause
    if _BY_OTHERS.search(clause) or _denied(nucleus):
        return _NONE
    own = re.split(r"\b(?:dat)\s", nucleus)[-1]
    if cues.NEED.search(own) or re.search(r"\b(?:kan|kunnen|mag|mogen|als|indien)\b", own, re.IGNORECASE):
        return _NONE
    strength: Strength = "weak" if cues.WEAK_VERB.search(clause) else "firm"
    by_own = re.search(rf"\bdoor\s+({BODY})", clause, re.IGNORECASE)
    actor = by_own[1] if by_own else "government"
    will = _PASSIVE.search(clause)
    if will:
        below = _BELOW.search(clause, will.end())
        done = clause[will.end() : below.start() if below else len(clause)]
        if re.search(r"\bworden\b", done) and cues.PARTICIPLE.search(done) and not cues.LIKELY.search(clause):
            return _NONE if _embedded(sentence, start, start + will.start()) else (strength, actor)
        return _happens(sentence, start, clause, bool(deadlines), will)
    becomes = _BECOMES.search(clause)
    if not becomes or not cues.PARTICIPLE.search(clause) or cues.NOW.search(clause) or cues.PAST.search(clause):
        return _NONE
    if _embedded(sentence, start, start + becomes.start()):
        return _NONE
    handed = cues.HANDED.search(clause) and cues.TO_WHOM.search(clause)
    if by_own or handed:
        return strength, actor
    elsewhere = cues.GENERIC.search(clause) or cues.ELSEWHERE.search(clause[: becomes.start()])
    if elsewhere:
        return _NONE
    if _dated(clause, deadlines):
        return strength, actor
    if cues.CREATED.search(clause):
        return "firm", actor
    return ("weak", actor) if cues.TAKEN_UP.search(clause) else _NONE


def _dated(clause: str, deadlines: Sequence[int]) -> bool:
    """Whether a deadline belongs to the verb of a passive clause: it stands before the participle, or directly after."""
    done = _BECOMES_DONE.search(clause)
    return done is not None and any(at <= done.end() + 1 for at in deadlines)


def _happens(sentence: str, start: int, clause: str, has_deadline: bool, will: re.Match[str]) -> Found:
    """What will take place: "The debate will be held"."""
    if cues.ELSEWHERE.search(clause[: will.start()]) or _embedded(sentence, start, start + will.start()):
        return _NONE
    said = clause[will.end() :]
    if cues.WILL_HAPPEN.search(said) or (has_deadline and cues.WILL_COME.search(said)):
        return "firm", "government"
    return _NONE


def _embedded(sentence: str, start: int, at: int) -> bool:
    """Whether what stands at an offset of a clause that begins at `start` hangs on other words."""
    before = sentence[start:at]
    if _POINTS.fullmatch(before) and not (re.search(r",\s*$", sentence[:start]) and _CLUSTER.match(sentence, at)):
        return False
    that = re.search(r"\bdat\b[^,;:]*$", before)
    if that and cues.ASSERTED.search(sentence[: start + that.start()]):
        return bool(cues.RELATIVE.search(before[that.end() :]))
    return bool(cues.RELATIVE.search(before))


def _present(clause: str, deadlines: Sequence[int], has_date: bool) -> Found:
    """What somebody does in the present tense that is still to be done; `deadlines` are where some begin."""
    if _denied(clause):
        return _NONE
    for pattern, particle, strength in cues.PRESENT:
        for match in pattern.finditer(clause):
            if not particle.search(match["after"]) or (match["first"] and _hangs(clause[: match.start()])):
                continue
            elided = not match["first"] and not re.search(rf"\b{SELF}\b", match[0], re.IGNORECASE)
            if elided and not re.match(rf"\W*{SELF}\b", clause, re.IGNORECASE):
                continue
            if match["first"] and _MODAL.search(clause, 0, match.start()):
                continue
            if cues.GENERIC.search(match["after"]) or cues.NEED.search(match["after"]):
                continue
            if elided or not cues.PAST.search(match["after"]):
                return ("weak" if cues.HALF_HEARTED.search(match["after"]) else strength), "speaker"
    if not deadlines or cues.NOW.search(clause) or cues.PAST.search(clause):
        return _NONE
    if has_date and cues.HOPED.search(clause):
        return "weak", "speaker"
    if cues.DUE.search(clause):
        return "weak", "government"
    happens = cues.HAPPENS.search(clause)
    if happens and not _MODAL.search(clause, 0, happens.start()) and not _subordinate(clause[: happens.start()]) and not cues.ELSEWHERE.search(clause[: happens.start()]):
        return ("firm", "government") if not cues.GENERIC.search(clause) else _NONE
    purpose = _PURPOSE.search(clause)
    if purpose and not cues.NEED.search(clause) and not _ASKED.search(clause) and not _hangs(clause[: purpose.start()]):
        return ("weak" if cues.HALF_HEARTED.search(clause) or _AS_SOON.search(clause) else "firm"), "speaker"
    doing = _DOING.search(clause)
    if doing is None or (doing["first"] and _hangs(clause[: doing.start()])):
        return _NONE
    below = _SUBORDINATE.search(clause, doing.end())
    if below and min(deadlines) > below.start():
        return _NONE
    if cues.HALF_HEARTED.search(clause):
        return ("weak", "speaker") if re.search(r"\bte\s+\w+en\b", clause) else _NONE
    return "firm", doing["body"] or doing["body2"] or "speaker"


def _hangs(before: str) -> bool:
    """Whether what follows is a subordinate clause."""
    that = cues.THAT.search(before)
    return bool(cues.SUBORDINATOR.search(before) or (that and not cues.ASSERTED.search(before[: that.start()])))


def _subordinate(before: str) -> bool:
    """Whether words before a verb begin a clause that hangs on others."""
    return bool(cues.RELATIVE.search(before)) and not _POINTS.fullmatch(before)


def _framed(clause: str, near: bool, has_date: bool) -> Found:
    """Plans, promises, offers and the like, by the words that frame them."""
    if _denied(clause):
        return _NONE
    promise = cues.PROMISE.search(clause)
    agreed = cues.AGREED.search(clause)
    if agreed:
        act = clause[agreed.end() :]
        below = _BELOW.search(act)
        act = act[: below.start()] if below else act
        if cues.INFINITIVE.search(act) and not (_MODAL.search(act) or cues.PAST.search(act) or cues.SPEECH_VERB.search(act)):
            return "firm", "speaker"
    if (promise and not (_ASSURES.search(promise[0]) and _HAS_BEEN.search(clause, promise.end()))) or cues.PLAN.search(clause):
        return "firm", "speaker"
    if near and cues.AMBITION.search(clause):
        return _strength(True, clause, has_date), "speaker"
    if cues.AIM.search(clause):
        return _NONE if cues.NO_AIM.search(clause) else (_strength(True, clause, has_date), "speaker")
    if cues.ASKED_FOR.search(clause):
        return "weak", "government"
    if cues.READY_TO.search(clause):
        return "weak", "speaker"
    if cues.OWES.search(clause) or cues.ONGOING.search(clause) or cues.OFFER.search(clause):
        return "weak", "speaker"
    comes = cues.COMES.search(clause)
    if comes and not cues.ELSEWHERE.search(clause[: comes.start()]):
        return "firm", "government"
    return _NONE
