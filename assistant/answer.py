"""Questions, evidence, citations and answers: the types that pass between the assistant's parts.

A citation always holds ``turn.text[start:end] == quote`` (`assistant.citing` is the only place that makes one).
Sentences of an answer are either words of the record, with at least one citation, or a short frame around them in
the question's language, with none. Knows nothing of how they were found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from assistant.quotes.fingerprint import fingerprint
from index.transcript import Locator, Passage, SittingInfo, Speaker, Turn

if TYPE_CHECKING:
    from assistant.answering.counting.counted import Count
    from assistant.documents import AnswerDocument, CitationDocument, SentenceDocument, UnderstoodDocument

Language = Literal["nl", "en", "fr"]
Kind = Literal["said", "promised", "asked", "who", "when", "why", "how much", "how often", "list"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the user narrowed by hand; each empty field means "any". Dates are inclusive."""

    speakers: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    source: str | None = None
    parties: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked; `history` are the conversation's earlier questions, oldest first.

    `without` are the ids of chips that the user took away (`assistant.understanding.chips`): what they stand for is not
    used, and its words count as part of the topic. `instead` are chips that the user changed, each with what it is to
    stand for (`assistant.understanding.changing`).
    """

    text: str
    history: tuple[str, ...] = ()
    filters: Filters = Filters()
    without: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name or an office in the question that several people share; all of them are searched for."""

    name: str
    people: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What the assistant made of a question, in the form the page shows as chips.

    `speakers` said what is asked for, `addressees` it was said to, and `about` are the people it was about: all are
    people of the index. `unknown_names` are names in the question of nobody in the index, `unresolved` are offices
    that the index shows nobody to hold. `parties` (of the speakers), `committees` and `sources` are in the index's own
    spellings; several are alternatives. `period` is an inclusive pair of dates, either open; `topic` is what is left
    of the question's words.
    """

    language: Language
    speakers: tuple[Speaker, ...] = ()
    unknown_names: tuple[str, ...] = ()
    period: tuple[dt.date | None, dt.date | None] | None = None
    kind: Kind = "said"
    topic: str = ""
    addressees: tuple[Speaker, ...] = ()
    about: tuple[Speaker, ...] = ()
    parties: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    unresolved: tuple[str, ...] = ()


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
    """A verbatim quote: ``turn.text[start:end] == quote``, numbered from 1 within its answer.

    `marks` are the places in the turn's text, within the quote and in order, of the figures, times or words of reason
    that answer a question of how much, when or why.
    """

    number: int
    turn: Turn
    sitting: SittingInfo
    quote: str
    start: int
    end: int
    locator: Locator
    score: float
    marks: tuple[tuple[int, int], ...] = ()


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
class Prose:
    """What a language model wrote over the citations, without the sentences that failed the check (`removed`).

    Its sentences are not words of the record; their text holds the marks "[1]" of what they rest on. There are none
    where too little was left or nothing came: then `reason` says so, and the answer's own sentences are shown alone.
    """

    sentences: tuple[Sentence, ...]
    removed: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """A machine translation of a citation's quote, to be read beside it; never a quote itself."""

    citation: int
    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. With a `refusal`, `sentences` and `citations` are empty.

    `count` is what was counted where the question wants a count: the sentences tell it and quote from it, and there may
    be no citation, since zero is an answer.

    `score` in [0, 1] says how sure the assistant is that the record answers the question. The rest is a language
    model's, where one was asked for: `rewritten` is the question that was searched with in the place of a follow-up,
    `notes` say in a line each what the model could not do.
    """

    question: Question
    understood: Understood
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    refusal: Refusal | None
    score: float
    prose: Prose | None = None
    translations: tuple[Translation, ...] = ()
    rewritten: str | None = None
    notes: tuple[str, ...] = ()
    count: Count | None = None

    def to_json(self) -> AnswerDocument:
        """The document that ``ask --json`` prints; other programs rely on its names."""
        return {
            "question": self.question.text,
            "lang": self.understood.language,
            "understood": understood_json(self.understood),
            "sentences": [_sentence_json(sentence) for sentence in self.sentences],
            "citations": [citation_json(citation) for citation in self.citations],
            "refusal": None
            if self.refusal is None
            else {
                "reason": self.refusal.reason,
                "searched": self.refusal.searched,
                "nearest": [citation_json(citation) for citation in self.refusal.nearest],
            },
            "score": round(self.score, 4),
            "prose": None
            if self.prose is None
            else {
                "sentences": [_sentence_json(sentence) for sentence in self.prose.sentences],
                "removed": self.prose.removed,
                "reason": self.prose.reason,
            },
            "translations": [{"n": t.citation, "lang": t.language, "text": t.text} for t in self.translations],
            "rewritten": self.rewritten,
            "notes": list(self.notes),
            "count": self.count.to_json(self.understood.language) if self.count else None,
        }


def _sentence_json(sentence: Sentence) -> SentenceDocument:
    return {"text": sentence.text, "citations": list(sentence.citations)}


def understood_json(understood: Understood) -> UnderstoodDocument:
    """What was understood of a question, as it stands in JSON documents."""
    period = understood.period
    return {
        "speakers": _names(understood.speakers),
        "unknown_names": list(understood.unknown_names),
        "period": None if period is None else [d.isoformat() if d else None for d in period],
        "kind": understood.kind,
        "topic": understood.topic,
        "addressees": _names(understood.addressees),
        "about": _names(understood.about),
        "parties": list(understood.parties),
        "committees": list(understood.committees),
        "sources": list(understood.sources),
        "ambiguous": [{"name": one.name, "people": _names(one.people)} for one in understood.ambiguous],
        "unresolved": list(understood.unresolved),
    }


def _names(people: Iterable[Speaker]) -> list[str]:
    return [speaker.name for speaker in people]


def citation_json(citation: Citation) -> CitationDocument:
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
        "marks": [list(mark) for mark in citation.marks],
        "fingerprint": fingerprint(citation),
    }
