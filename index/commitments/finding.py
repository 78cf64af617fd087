"""Finds the commitments in a sitting: in the turns of those who answer for the government, sentence by sentence.

Only whole sentences are given. What somebody quotes from others is theirs; what a minister quotes from the own policy
papers or the coalition agreement counts. Knows nothing of storage or search.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.commitments import dutch, others
from index.commitments.base import Binding, Commitment, commitment_id
from index.commitments.deadlines import Deadline, deadlines_in, hints, may_name_deadline
from index.exchanges import exchanges_of
from index.exchanges.offices import ANSWERS
from index.language import language_of
from index.sentences import sentence_spans
from index.transcript import Sitting, Turn

_WORD = re.compile(r"\w+")
_CUES = dutch.WORDS | others.WORDS | hints()
"""Words, in small letters: a sentence without any of them, and without an ending of `others.ENDINGS`, binds nobody."""

_POINTS_BACK = re.compile(
    r"\W*(?:dat|dit|die|daar\w*|hier\w*|zo|dus|that|this|these|so|cela|ceci|c['’]est|ce que)\b", re.IGNORECASE
)
_SHORT = 9
"""Words: a shorter sentence that points back is not understood alone."""

_LEADING = 3
"""Words that may stand before a deadline that begins its clause: "but then by summer"."""

_QUOTED = re.compile(r"[“«„]([^”»]*)[”»]")
_OWN_PAPER = re.compile(
    r"\b(?:mijn|onze|ons|beleidsnota|beleidsbrief|regeerakkoord|regeringsverklaring|my|our|coalition agreement|"
    r"mon|ma|notre|accord de gouvernement|note de politique|déclaration)\b",
    re.IGNORECASE,
)
_BEFORE_QUOTATION = 160
"""Characters before a quotation mark in which it is said whose words follow."""

_ADDRESSED = re.compile(
    r"\b(?:collega|mevrouw|mijnheer|meneer|monsieur|madame|mr|mrs|ms|mme|m)\.?\s+(?P<name>(?-i:(?:(?:[A-ZÀ-Þ]|van|de|"
    r"der|den|d['’])[\w'’-]*\s?){1,4}))",
    re.IGNORECASE,
)
_HANDS_OVER = re.compile(
    r"\b(?:bezorg\w*|geef|geven|overma\w*|overgemaakt|doorst\w+|voorleg\w*|voorgelegd|leg|leggen|"
    r"meedelen|gedeeld|delen|"
    r"stuur|sturen|vragen|krijg\w*|antwoorden|informeren|provide|send|give|share|write|submit|transmett\w+|"
    r"communiqu\w+|fourni\w+|envo\w+|présent\w+|soumett\w+)\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:aan|to|à|aux?)\s+(?P<whom>(?:(?:de|het|mijn|onze|alle|the|my|our|all|la|le|les|mon|mes)\s+|"
    r"(?<=aux\s)|(?<=au\s)|"
    r"l['’])(?!(?:hand|slag|orde|basis|end|extent)\b)[\w-]+(?:\s+(?:van|voor|of|de|des|pour)\s+[\w-]+|"
    r"(?-i:\s+[A-ZÀ-Þ][\w-]+))*)",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:u|jullie|you|vous)\b", re.IGNORECASE)
_GETS = re.compile(r"(?P<whom>(?:de|het|alle)\s+[\w-]+(?:\s+[\w-]+)?)\s+krijg(?:t|en)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A sentence ``turn.text[start:end]`` that binds, with its clause and its deadlines; offsets are the sentence's."""

    start: int
    end: int
    clause: Binding
    deadlines: Sequence[Deadline]


def commitments_of(sitting: Sitting) -> list[Commitment]:
    """The commitments made in a sitting, in the order spoken."""
    turns = [(turn.item_id, turn.speaker, turn.text) for turn in sitting.turns]
    titles = {None: sitting.title} | {item.id: item.title for item in sitting.items}
    exchanges = exchanges_of(turns, titles)
    answering = [turn for turn in sitting.turns if turn.speaker and exchanges.kinds.get(turn.speaker.id) == ANSWERS]
    questions: dict[int, list[int]] = {}
    for reply, question in exchanges.answers:
        questions.setdefault(reply, []).append(question)
    return [
        _described(sitting, turn, bound, questions.get(turn.order, []), bounds)
        for turn in answering
        for bounds in [_bounds(turn, sitting)]
        for bound in bounds
    ]


def _bounds(turn: Turn, sitting: Sitting) -> list[_Bound]:
    """The sentences of a turn that bind its speaker."""
    found = []
    others_words = _quoted_of_others(turn.text)
    for start, end in sentence_spans(turn.text):
        sentence = turn.text[start:end]
        said = _WORD.findall(sentence.lower())
        if _CUES.isdisjoint(said) and not others.ENDINGS.search(sentence):
            continue
        if any(first <= start and end <= last + 1 for first, last in others_words):
            continue
        bound = _bound(sentence, frozenset(said), language_of(turn, start, end), sitting)
        if bound and not _within(bound[0], start, others_words):
            found.append(_Bound(start, end, *bound))
    return found


def _bound(
    sentence: str, words: frozenset[str], language: str, sitting: Sitting
) -> tuple[Binding, Sequence[Deadline]] | None:
    """The clause of a sentence that binds, with the deadlines of the sentence."""
    dated = may_name_deadline(words, language)
    if not (dutch.may_bind(words, dated) if language == "nl" else others.may_bind(sentence, words, language)):
        return None
    deadlines = deadlines_in(sentence, language, sitting.date, sitting.source) if dated else []
    if language == "nl":
        clause = dutch.binding(sentence, words, deadlines)
    else:
        clause = others.binding(sentence, deadlines, language)
    return (clause, deadlines) if clause else None


def _quoted_of_others(text: str) -> list[tuple[int, int]]:
    """Stretches between quotation marks, unless the words before them say that they are the speaker's own side's."""
    return [
        match.span(1)
        for match in _QUOTED.finditer(text)
        if not _OWN_PAPER.search(text, max(0, match.start() - _BEFORE_QUOTATION), match.start())
    ]


def _within(clause: Binding, start: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether the clause that binds stands within somebody else's words."""
    return any(first <= start + clause.start + 1 and start + clause.end <= last + 1 for first, last in stretches)


def _described(
    sitting: Sitting, turn: Turn, bound: _Bound, questions: Sequence[int], all_bounds: Sequence[_Bound]
) -> Commitment:
    sentence = turn.text[bound.start : bound.end]
    start = bound.start
    before = _sentence_before(turn.text, bound.start)
    alone = not any(other.start == before for other in all_bounds)
    if alone and before is not None and len(sentence.split()) <= _SHORT and _POINTS_BACK.match(sentence):
        start = before
    question = _question(sitting, turn, bound.end, questions)
    clause = bound.clause
    deadline = _deadline(sentence, clause, bound.deadlines)
    return Commitment(
        id=commitment_id(turn.id, start, bound.end, turn.text[start : bound.end]),
        order=turn.order,
        start=start,
        end=bound.end,
        strength=clause.strength,
        actor=clause.actor,
        action=sentence[clause.start : clause.end].strip(" ,;:–"),
        beneficiary=_beneficiary(sentence, sitting, question),
        deadline=deadline.phrase if deadline else None,
        due=deadline.date if deadline else None,
        question=question,
    )


def _deadline(sentence: str, clause: Binding, deadlines: Sequence[Deadline]) -> Deadline | None:
    """The deadline of a clause: one that it names, else one beside it, with nothing but commas between."""
    within = [d for d in deadlines if d.start < clause.end and clause.start < d.end]
    beside = [
        d
        for d in deadlines
        if d not in within
        and _leads(sentence, d)
        and not re.search(r"[;:]", sentence[min(d.end, clause.end) : max(d.start, clause.start)])
    ]
    return next(iter([*within, *beside]), None)


def _leads(sentence: str, deadline: Deadline) -> bool:
    """Whether a deadline begins its clause, and so belongs to what is beside it: "By summer, as agreed, we shall"."""
    before = re.split(r"[,;:–]\s", sentence[: deadline.start])[-1]
    return len(before.split()) <= _LEADING


def _sentence_before(text: str, start: int) -> int | None:
    """Where the sentence before one begins, in the same paragraph."""
    paragraph = text.rfind("\n", 0, start) + 1
    spans = sentence_spans(text[paragraph:start])
    return paragraph + spans[-1][0] if spans else None


def _question(sitting: Sitting, turn: Turn, end: int, questions: Sequence[int]) -> int | None:
    """The turn that is replied to: of whoever was addressed last before the words, else the last that was asked."""
    by_name: Mapping[str, int] = {
        speaker.name.lower(): order for order in questions if (speaker := sitting.turns[order].speaker)
    }
    if len(questions) < 2:
        return max(questions, default=None)
    for match in reversed(list(_ADDRESSED.finditer(turn.text, 0, end))):
        surname = match["name"].strip().lower()
        named = [order for name, order in by_name.items() if name.endswith(surname)]
        if len(named) == 1:
            return named[0]
    return max(questions, default=None)


def _beneficiary(sentence: str, sitting: Sitting, question: int | None) -> str | None:
    """For whom, where something is handed over to somebody."""
    gets = _GETS.search(sentence)
    if gets:
        return gets["whom"]
    if not _HANDS_OVER.search(sentence):
        return None
    whom = _TO.search(sentence)
    if whom:
        return whom["whom"]
    asker = sitting.turns[question].speaker if question is not None else None
    return asker.name if asker and _YOU.search(sentence) else None
