"""An intervention, its questions and the candidates for their replies: the types that pages, JSON and terminal show.

Every quote is a citation (`assistant.citing`): verbatim, of the turn it names. Candidates are never a verdict: they
are the passages most likely to reply, best first; a question without any has "no reply found in this sitting". Knows
nothing of how they were found.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from assistant.answer import Citation, citation_json
from index.transcript import SittingInfo, Speaker, Turn


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may reply to a question; `named` says that the reply itself says which question it is at there
    ("op uw tweede vraag"). The citation's score is the passage's likelihood among all of the reply, in [0, 1]."""

    citation: Citation
    named: bool


@dataclass(frozen=True, slots=True)
class PutQuestion:
    """A question as it was put, numbered from 1 in the order spoken, and the candidates for its reply, likeliest first.

    `context` is the sentence before it where it refers back to that ("Kunt u dat bevestigen?"), else None.
    """

    number: int
    citation: Citation
    context: Citation | None
    candidates: tuple[Candidate, ...]

    @property
    def is_unanswered(self) -> bool:
        """Whether no reply was found in this sitting."""
        return not self.candidates


@dataclass(frozen=True, slots=True)
class Intervention:
    """What a member asked at one time: one turn, or several where they were interrupted, and who replied.

    `title` is the agenda item's, or the sitting's where it has none. `replied_by` are the people whose turns reply,
    in order, each once; None in it stands for somebody whom the record does not name.
    """

    turns: tuple[Turn, ...]
    sitting: SittingInfo
    title: str
    questions: tuple[PutQuestion, ...]
    replied_by: tuple[Speaker | None, ...]

    @property
    def turn(self) -> Turn:
        """The turn that it begins with."""
        return self.turns[0]

    @property
    def asked_by(self) -> Speaker | None:
        """Who asked, None where the record does not say."""
        return self.turns[0].speaker

    def citations(self) -> list[Citation]:
        """Every quote that is shown: contexts, questions, candidates."""
        found: list[Citation] = []
        for question in self.questions:
            found += [question.context] if question.context else []
            found += [question.citation, *(candidate.citation for candidate in question.candidates)]
        return found

    def to_json(self) -> dict[str, Any]:
        """The document that ``replies TURN --json`` prints; other programs rely on its names."""
        return {
            "turn_id": self.turn.id,
            "turn_ids": [turn.id for turn in self.turns],
            "doc_id": self.sitting.id,
            "date": _iso(self.sitting.date),
            "title": self.title,
            "asked_by": _name(self.asked_by),
            "replied_by": [_name(speaker) for speaker in self.replied_by],
            "questions": [
                {
                    "number": question.number,
                    "question": citation_json(question.citation),
                    "context": citation_json(question.context) if question.context else None,
                    "unanswered": question.is_unanswered,
                    "candidates": [
                        citation_json(candidate.citation) | {"named": candidate.named}
                        for candidate in question.candidates
                    ],
                }
                for question in self.questions
            ],
        }


@dataclass(frozen=True, slots=True)
class Listed:
    """An intervention in a list: its first words, how many questions it asks, and how many turns reply to it."""

    citation: Citation
    title: str
    questions: int
    replies: int

    @property
    def turn_id(self) -> str:
        """The id by which `Assistant.replies` gives it whole."""
        return self.citation.turn.id

    def to_json(self) -> dict[str, Any]:
        """One entry of the list that ``replies --json`` prints."""
        shown: dict[str, Any] = {**citation_json(self.citation)}
        kept = ("turn_id", "doc_id", "speaker", "party", "role", "date", "quote", "start", "end", "url")
        return {name: shown[name] for name in kept} | {
            "title": self.title,
            "questions": self.questions,
            "replies": self.replies,
        }


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _name(speaker: Speaker | None) -> str | None:
    return speaker.name if speaker else None
