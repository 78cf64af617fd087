"""What could be asked next, of what the record holds: each suggestion was asked, and is answered with something new.

Candidates come from the index's own links: who asked what a quote replies to and who replied, who bound themselves in
the same debate, who else spoke there. A candidate is suggested only where it is the person it names who answers, with
words that are not shown yet. (Whoever else the search finds is none: a name put to another's topic finds something too
easily.) Suggestions are in the question's language. Knows nothing of the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.answer import Answer, Citation, Language, Question
from assistant.assistant import Assistant
from index.transcript import Speaker

SUGGESTED = 3
TRIED = 6
"""Candidates that are asked at most; each takes as long as an answer."""

_OTHERS = 3
"""Further speakers of a debate who become candidates, those with most turns first."""

Ask = Literal["asked", "replied", "promised", "said", "when"]
_ASKED: dict[Ask, dict[Language, str]] = {
    "asked": {
        "nl": "Wat vroeg {name} daarover?",
        "en": "What did {name} ask about that?",
        "fr": "Qu'a demandé {name} à ce sujet ?",
    },
    "replied": {
        "nl": "Wat antwoordde {name} daarop?",
        "en": "What did {name} answer to that?",
        "fr": "Qu'a répondu {name} à cela ?",
    },
    "promised": {
        "nl": "Wat beloofde {name} daarover?",
        "en": "What did {name} promise about that?",
        "fr": "Qu'a promis {name} à ce sujet ?",
    },
    "said": {
        "nl": "Wat zei {name} daarover?",
        "en": "What did {name} say about that?",
        "fr": "Qu'a dit {name} à ce sujet ?",
    },
    "when": {
        "nl": "Tegen wanneer zal {name} dat doen?",
        "en": "By when will {name} do that?",
        "fr": "Pour quand est-ce prévu, selon {name} ?",
    },
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A follow-up that may be worth asking: `ask` of a person.

    Its answer must quote the turn of this `row`, where there is one, and hold these `words`.
    """

    ask: Ask
    person: Speaker
    row: int | None = None
    words: str = ""

    def text(self, language: Language) -> str:
        """The follow-up in words."""
        return _ASKED[self.ask][language].format(name=self.person.name)


def suggestions(assistant: Assistant, answer: Answer, limit: int = SUGGESTED) -> list[str]:
    """At most so many follow-ups to an answer, or to a refusal, that the record answers; the most telling first."""
    question = answer.question
    history = (*question.history, question.text)
    shown = list(_quoted(answer))
    people: set[str] = set()
    found: list[str] = []
    for candidate in _tried(assistant, answer):
        text = candidate.text(answer.understood.language)
        if text in history or candidate.person.id in people or len(found) == limit:
            continue
        quoted = _answered(assistant, candidate, Question(text, history, question.filters))
        if any(_new(citation, shown) for citation in quoted):
            shown += quoted
            people.add(candidate.person.id)
            found.append(text)
    return found


def _tried(assistant: Assistant, answer: Answer) -> list[Candidate]:
    """The candidates to ask: of each way of asking the first, then of each the second."""
    named = {speaker.id for speaker in answer.understood.speakers}
    each = {(c.ask, c.person.id): c for c in reversed(list(_candidates(assistant, answer)))}  # the first of each stays
    # What was asked of somebody already is no suggestion.
    kept = [c for c in reversed(each.values()) if not (c.person.id in named and _same(c.ask, answer.understood.kind))]
    asks: Counter[Ask] = Counter()
    ranked = []
    for candidate in kept:
        asks[candidate.ask] += 1
        ranked.append((asks[candidate.ask], candidate))
    return [candidate for _, candidate in sorted(ranked, key=lambda one: one[0])][:TRIED]


def _same(ask: Ask, kind: str) -> bool:
    return ask == kind or ask in ("said", "replied") or (ask == "promised" and kind == "when")


def _candidates(assistant: Assistant, answer: Answer) -> Iterator[Candidate]:
    """Follow-ups by the links of the turns quoted, the best first; some may name the same person for the same."""
    layout = assistant.index.layout
    rows = [layout.row_of(citation.turn.id) for citation in _quoted(answer)]
    rows = list(dict.fromkeys(rows))
    for row in rows:
        yield from _of_people(assistant, "replied", layout.replied_by(row).tolist())
        yield from _of_people(assistant, "asked", layout.replies_to(row).tolist())
    if rows:
        debate = _debate(assistant, rows[0])
        yield from _bound(assistant, debate, set(rows))
        yield from _others(assistant, debate, rows)


def _of_people(assistant: Assistant, ask: Ask, rows: Sequence[int]) -> Iterator[Candidate]:
    for row in rows:
        if person := _somebody(assistant, row):
            yield Candidate(ask, person, row)


def _bound(assistant: Assistant, debate: frozenset[int], quoted: set[int]) -> Iterator[Candidate]:
    """Who promised something in the debate, and by when where a quoted promise has a term."""
    for made in assistant.index.commitments():
        person = _somebody(assistant, made.row) if made.row in debate else None
        if person and made.row in quoted and made.made.deadline:
            yield Candidate("when", person, made.row, made.made.deadline)
        elif person:
            yield Candidate("promised", person)


def _others(assistant: Assistant, debate: frozenset[int], rows: Sequence[int]) -> Iterator[Candidate]:
    """Those who spoke most in the debate and are not quoted yet."""
    quoted = {person.id for row in rows if (person := _somebody(assistant, row))}
    turns = Counter(person for row in sorted(debate) if (person := _somebody(assistant, row)))
    others = [person for person, _ in turns.most_common() if person.id not in quoted]
    for person in others[:_OTHERS]:
        yield Candidate("said", person)


def _debate(assistant: Assistant, row: int) -> frozenset[int]:
    """The rows of the agenda item that a turn belongs to, or of its sitting where it belongs to none."""
    debates = assistant.index.layout.debate_of_turn
    return frozenset(np.flatnonzero(debates == debates[row]).tolist())


def _somebody(assistant: Assistant, row: int) -> Speaker | None:
    """Who speaks a turn, unless that is nobody known or somebody in the chair."""
    speaker = assistant.index.speakers.get(int(assistant.index.layout.speaker_of_turn[row]))
    return None if speaker is None or speaker.role == "chair" else speaker


def _answered(assistant: Assistant, candidate: Candidate, question: Question) -> tuple[Citation, ...]:
    """What the answer to a candidate quotes; nothing unless it is the named person who answers what is asked."""
    if {speaker.id for speaker in assistant.understand(question).understood.speakers} != {candidate.person.id}:
        return ()  # a name that the rules read otherwise
    quoted = assistant.ask(question).citations
    turn = None if candidate.row is None else assistant.index.layout.turn_ids[candidate.row]
    answers = any(turn in (None, citation.turn.id) and candidate.words in citation.quote for citation in quoted)
    return quoted if answers else ()


def _new(citation: Citation, shown: Sequence[Citation]) -> bool:
    """Whether none of these words is shown yet."""
    return not any(
        citation.turn.id == other.turn.id and citation.start < other.end and other.start < citation.end
        for other in shown
    )


def _quoted(answer: Answer) -> tuple[Citation, ...]:
    return answer.refusal.nearest if answer.refusal else answer.citations
