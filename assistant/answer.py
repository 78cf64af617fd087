"""Questions, evidence, citations and answers: the types that pass between the assistant's parts.

A citation always holds ``turn.text[start:end] == quote`` (`assistant.citing` is the only place that makes one).
Sentences of an answer are either words of the record, with at least one citation, or a short frame around them in
the question's language, with none. Knows nothing of how they were found.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

from index.transcript import Locator, Passage, SittingInfo, Speaker, Turn

Language = Literal["nl", "en", "fr"]
Kind = Literal["said", "promised", "asked", "who", "when", "why", "how much", "how often", "list"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the user narrowed by hand; each empty field means "any". Dates are inclusive."""

    speakers: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked; `history` are the conversation's earlier questions, oldest first."""

    text: str
    history: tuple[str, ...] = ()
    filters: Filters = Filters()


@dataclass(frozen=True, slots=True)
class Understood:
    """What the assistant made of a question, in the form the page shows as chips.

    `speakers` are people of the index; `unknown_names` are names in the question of nobody in the index; `period` is
    an inclusive pair of dates, either open; `topic` is what is left of the question's words.
    """

    language: Language
    speakers: tuple[Speaker, ...] = ()
    unknown_names: tuple[str, ...] = ()
    period: tuple[dt.date | None, dt.date | None] | None = None
    kind: Kind = "said"
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that may answer, its turn and sitting; `found_by` maps each signal to its share of `score`."""

    passage: Passage
    turn: Turn
    sitting: SittingInfo
    score: float
    found_by: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote: ``turn.text[start:end] == quote``, numbered from 1 within its answer."""

    number: int
    turn: Turn
    sitting: SittingInfo
    quote: str
    start: int
    end: int
    locator: Locator
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer; with citations it is the record's own words, without it is the answer's frame."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer: `reason` for people, `searched` what was looked through, `nearest` what came closest."""

    reason: str
    searched: str
    nearest: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. With a `refusal`, `sentences` and `citations` are empty.

    `score` in [0, 1] says how sure the assistant is that the record answers the question.
    """

    question: Question
    understood: Understood
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    refusal: Refusal | None
    score: float

    def to_json(self) -> dict[str, Any]:
        """The document that ``ask --json`` prints; other programs rely on its names."""
        period = self.understood.period
        return {
            "question": self.question.text,
            "lang": self.understood.language,
            "understood": {
                "speakers": [speaker.name for speaker in self.understood.speakers],
                "unknown_names": list(self.understood.unknown_names),
                "period": None if period is None else [d.isoformat() if d else None for d in period],
                "kind": self.understood.kind,
                "topic": self.understood.topic,
            },
            "sentences": [{"text": s.text, "citations": list(s.citations)} for s in self.sentences],
            "citations": [citation_json(citation) for citation in self.citations],
            "refusal": None
            if self.refusal is None
            else {
                "reason": self.refusal.reason,
                "searched": self.refusal.searched,
                "nearest": [citation_json(citation) for citation in self.refusal.nearest],
            },
            "score": round(self.score, 4),
        }


def citation_json(citation: Citation) -> dict[str, Any]:
    """One citation as it stands in JSON documents."""
    speaker, sitting = citation.turn.speaker, citation.sitting
    return {
        "n": citation.number,
        "turn_id": citation.turn.id,
        "doc_id": sitting.id,
        "speaker": speaker.name if speaker else None,
        "party": speaker.party if speaker else None,
        "role": speaker.role if speaker else None,
        "date": sitting.date.isoformat() if sitting.date else None,
        "title": sitting.title,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "url": citation.locator.url,
        "score": round(citation.score, 4),
    }
