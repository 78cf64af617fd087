"""The JSON documents that other programs rely on, field by field: of the command line and of the web API alike.

Answers, commitments and quote reports make them (`to_json`), checked against these types; the API's description is
made from them too. `index.showing` has those of a sitting.
"""

from __future__ import annotations

from typing import Literal, NotRequired

# The standard library's TypedDict does not describe itself to pydantic before Python 3.12.
from typing_extensions import TypedDict

from assistant.answer import Kind, Language
from assistant.quotes.verdict import PartKind, Verdict
from index.commitments.base import StatusName, Strength
from index.showing import TurnDocument


class UnderstoodDocument(TypedDict):
    """What a question was taken to ask; people by name, `period` two days of which either may be open."""

    speakers: list[str]
    unknown_names: list[str]
    period: list[str | None] | None
    kind: Kind
    topic: str
    addressees: list[str]
    about: list[str]
    parties: list[str]
    committees: list[str]
    sources: list[str]
    ambiguous: list[AmbiguousDocument]
    unresolved: list[str]


class AmbiguousDocument(TypedDict):
    """A name in the question that several people share."""

    name: str
    people: list[str]


class CitationDocument(TypedDict):
    """A verbatim quote: the characters from `start` to `end` of the turn's text, in Unicode code points.

    `marks` are stretches of it, as pairs of such places; by its `fingerprint` it is found again.
    """

    n: int
    turn_id: str
    doc_id: str
    speaker: str | None
    party: str | None
    role: str | None
    date: str | None
    title: str
    quote: str
    start: int
    end: int
    url: str | None
    score: float
    marks: list[list[int]]
    fingerprint: str


class SentenceDocument(TypedDict):
    """A sentence of an answer: with citations the record's own words, without any the frame around them."""

    text: str
    citations: list[int]


class RefusalDocument(TypedDict):
    """Why there is no answer, what was searched, and what came nearest."""

    reason: str
    searched: str
    nearest: list[CitationDocument]


class ProseDocument(TypedDict):
    """What a language model wrote, where one was asked for."""

    sentences: list[SentenceDocument]
    removed: int
    reason: str | None


class TranslationDocument(TypedDict):
    """A machine translation of the quote of citation `n`."""

    n: int
    lang: Language
    text: str


class AnswerDocument(TypedDict):
    """An answer: `ask --json`. With a refusal, there are no sentences and no citations; `count` is that of `count`."""

    question: str
    lang: Language
    understood: UnderstoodDocument
    sentences: list[SentenceDocument]
    citations: list[CitationDocument]
    refusal: RefusalDocument | None
    score: float
    prose: ProseDocument | None
    translations: list[TranslationDocument]
    rewritten: str | None
    notes: list[str]
    count: dict[str, object] | None


class EvidenceDocument(CitationDocument):
    """A passage that may answer, as a citation, and the share of its score that each signal has."""

    found_by: dict[str, float]


class SearchDocument(TypedDict):
    """The passages that may answer a question, best first, at most one of each turn."""

    question: str
    lang: Language
    understood: UnderstoodDocument
    evidence: list[EvidenceDocument]


class PartDocument(TypedDict):
    """A stretch of checked words beside the record's; `place` is the `n` of a place."""

    kind: PartKind
    words: str
    record: str
    place: int | None


class FingerprintDocument(TypedDict):
    """A fingerprint that stood with the words, and whether they are the quote it belongs to."""

    code: str
    place: CitationDocument | None
    agrees: bool


class CheckedDocument(TypedDict):
    """Words that were checked, and what came of it."""

    words: str
    verdict: Verdict
    said_by: str | None
    places: list[CitationDocument]
    difference: list[PartDocument]
    more: bool
    fingerprint: FingerprintDocument | None


class QuoteDocument(TypedDict):
    """Checked quotes: `quote --json`."""

    checked: list[CheckedDocument]


class DeadlineDocument(TypedDict):
    """When something is to be done, in the record's words, and the last day where it can be computed."""

    phrase: str
    date: str | None


class ReplyDocument(TypedDict):
    """The turn that a commitment replies to."""

    turn_id: str
    speaker: str | None


class SaidDocument(TypedDict):
    """Who said what became of a commitment, and when (UTC)."""

    by: str
    at: str
    note: str | None


class FollowUpDocument(TypedDict):
    """A later turn that may be on the same matter."""

    turn_id: str
    doc_id: str
    date: str | None
    speaker: str | None
    title: str


class CommitmentDocument(TypedDict):
    """A commitment: one entry of `commitments --json`; `follow_up` is there where it was asked for."""

    id: str
    turn_id: str
    doc_id: str
    date: str | None
    speaker: str | None
    party: str | None
    role: str | None
    title: str
    committee: str | None
    quote: str
    start: int
    end: int
    strength: Strength
    actor: str
    action: str
    beneficiary: str | None
    deadline: DeadlineDocument | None
    in_reply_to: ReplyDocument | None
    status: StatusName
    said: SaidDocument | None
    url: str | None
    follow_up: NotRequired[list[FollowUpDocument]]


class SittingInfoDocument(TypedDict):
    """A sitting without its turns."""

    doc_id: str
    source: str
    date: str | None
    title: str
    committee: str | None


class SittingsDocument(TypedDict):
    """Some of the sittings, newest first, and how many there are in all."""

    total: int
    sittings: list[SittingInfoDocument]


class SpokenTurnDocument(TurnDocument):
    """A turn with the sitting that it was spoken in."""

    sitting: SittingInfoDocument


class HealthDocument(TypedDict):
    """What is served: `dates` are the first and the last day of sitting."""

    status: Literal["ok"]
    version: str
    sittings: int
    turns: int
    dates: list[str] | None
