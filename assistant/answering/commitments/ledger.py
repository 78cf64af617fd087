"""The ledger of commitments: who bound themselves to what, as the index found it, with quotes that are proved.

Whether a commitment was kept is said by people and kept with their name and the day; nothing here decides it. Later
turns on the same matter are proposed beside it, as things to read. Knows nothing of how commitments are found.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from assistant.answer import Citation, Evidence, Filters, Question
from assistant.answering.counting.filters import is_named
from assistant.citing import cite, prove
from assistant.errors import CitationError
from assistant.spreadsheets import cell
from index.commitments.base import Commitment, SetStatus, StatusName, Strength, commitment_id
from index.store import Index, MadeCommitment
from index.terms import LANGUAGES, CompoundSplitter, fold, passage_terms, stem, words
from index.transcript import Speaker, Turn

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.documents import CommitmentDocument

FOLLOW_UPS = 3
LEAST_ALIKE = 0.7
"""What a later turn's best passage and its words, token by token, must share with the commitment, each out of 1, to be
proposed."""

COLUMNS = (
    "id", "date", "speaker", "party", "role", "strength", "status", "status_by", "status_at", "note", "quote",
    "action", "actor", "beneficiary", "deadline", "due", "title", "committee", "in_reply_to", "url", "turn_id",
    "doc_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is wanted of the ledger; each empty field means "any". Dates are of the sitting, inclusive.

    `speaker` is a name or its last part; every word of `words` must stand in the quote or the title, in some form.
    """

    speaker: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    committee: str | None = None
    source: str | None = None
    strength: Strength | None = None
    status: StatusName | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger; `citation` holds the quote, `title` is the agenda item's or else the sitting's.

    `status` is "open" as long as nobody has said otherwise; `said` is who said what, and when.
    """

    made: Commitment
    citation: Citation
    title: str
    asked_by: Speaker | None
    question: str | None
    said: SetStatus | None

    @property
    def status(self) -> StatusName:
        """What a person last said of it."""
        return self.said.status if self.said else "open"

    def to_json(self) -> CommitmentDocument:
        """The entry as it stands in ``commitments --json``; other programs rely on its names."""
        speaker, sitting, made = self.citation.turn.speaker, self.citation.sitting, self.made
        return {
            "id": made.id,
            "turn_id": self.citation.turn.id,
            "doc_id": sitting.id,
            "date": sitting.date.isoformat() if sitting.date else None,
            "speaker": speaker.name if speaker else None,
            "party": speaker.party if speaker else None,
            "role": speaker.role if speaker else None,
            "title": self.title,
            "committee": sitting.committee,
            "quote": self.citation.quote,
            "start": self.citation.start,
            "end": self.citation.end,
            "strength": made.strength,
            "actor": made.actor,
            "action": made.action,
            "beneficiary": made.beneficiary,
            "deadline": {"phrase": made.deadline, "date": made.due.isoformat() if made.due else None}
            if made.deadline
            else None,
            "in_reply_to": {"turn_id": self.question, "speaker": self.asked_by.name if self.asked_by else None}
            if self.question
            else None,
            "status": self.status,
            "said": {"by": self.said.by, "at": self.said.at.isoformat(), "note": self.said.note} if self.said else None,
            "url": self.citation.locator.url,
        }


@dataclass(frozen=True, slots=True)
class LedgerScope:
    """What a ledger has: how many commitments, whose, and of which committees; both in alphabetical order."""

    commitments: int
    speakers: tuple[str, ...]
    committees: tuple[str, ...]


class Ledger:
    """The commitments of one opened index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def entries(self, chosen: Chosen | None = None) -> list[Entry]:
        """The commitments that are wanted, oldest first; those of undated sittings come last.

        Raises:
            CitationError: a commitment's words do not stand in its turn.
        """
        chosen = chosen or Chosen()
        found = [one for one in self._index.commitments() if self._fits(one.made, one.row, one.status, chosen)]
        entries = self._entries(found)
        if chosen.words:
            entries = [entry for entry in entries if _has_words(entry, chosen.words, self._index.splitter)]
        return sorted(entries, key=lambda entry: entry.citation.sitting.date or dt.date.max)

    def entry(self, commitment: str) -> Entry | None:
        """One commitment by its id, None if the index has none of it.

        Raises:
            CitationError: its words do not stand in its turn.
        """
        found = [one for one in self._index.commitments() if one.made.id == commitment]
        return next(iter(self._entries(found)), None)

    def history(self, entry: Entry) -> list[SetStatus]:
        """All that people have said of a commitment, oldest first."""
        return self._index.status_history(entry.made.id)

    def scope(self) -> LedgerScope:
        """What the ledger as a whole has."""
        layout, made = self._index.layout, self._index.commitments()
        speakers = (self._index.speakers.get(int(layout.speaker_of_turn[one.row])) for one in made)
        sittings = {int(layout.sitting_of_turn[one.row]) for one in made}
        committees = {self._index.sittings[key].committee for key in sittings}
        return LedgerScope(
            len(made),
            tuple(sorted({speaker.name for speaker in speakers if speaker}, key=fold)),
            tuple(sorted(filter(None, committees), key=fold)),
        )

    def _entries(self, found: Sequence[MadeCommitment]) -> list[Entry]:
        rows = {one.row for one in found} | {one.question for one in found if one.question is not None}
        turns = self._index.turns(sorted(rows))
        return [self._entry(number, one, turns) for number, one in enumerate(found, 1) if one.row in turns]

    def _fits(self, made: Commitment, row: int, said: SetStatus | None, chosen: Chosen) -> bool:
        layout = self._index.layout
        sitting = self._index.sittings[int(layout.sitting_of_turn[row])]
        speaker = self._index.speakers.get(int(layout.speaker_of_turn[row]))
        return (
            (chosen.strength is None or made.strength == chosen.strength)
            and (chosen.status is None or (said.status if said else "open") == chosen.status)
            and (chosen.speaker is None or (speaker is not None and is_named(speaker, chosen.speaker)))
            and (chosen.since is None or (sitting.date is not None and sitting.date >= chosen.since))
            and (chosen.until is None or (sitting.date is not None and sitting.date <= chosen.until))
            and (chosen.source is None or sitting.source == chosen.source)
            and (chosen.committee is None or chosen.committee.lower() in (sitting.committee or "").lower())
        )

    def _entry(self, number: int, one: MadeCommitment, turns: Mapping[int, Turn]) -> Entry:
        made, turn = one.made, turns[one.row]
        question = turns.get(one.question) if one.question is not None else None
        key = int(self._index.layout.sitting_of_turn[one.row])
        sitting = self._index.sittings[key]
        citation = cite(number, turn, sitting, made.start, made.end, 1.0)
        prove(citation, turn)
        if commitment_id(turn.id, made.start, made.end, citation.quote) != made.id:
            raise CitationError(f"commitment {made.id} was found in other words than {turn.id} has now")
        item = self._index.items.get((key, turn.item_id)) if turn.item_id else None
        title = item.title if item else sitting.title
        asked_by, asked_in = (question.speaker, question.id) if question else (None, None)
        return Entry(made, citation, title, asked_by, asked_in, one.status)

    def follow_ups(self, entry: Entry, assistant: Assistant) -> list[Evidence]:
        """Later turns that speak of the same matter, best first: by whoever bound themselves, or by who had asked.

        They are proposed, not judged. None where the sitting has no date.
        """
        date, speaker = entry.citation.sitting.date, entry.citation.turn.speaker
        people = [person.id for person in (speaker, entry.asked_by) if person]
        if date is None or not people:
            return []
        later = Filters(speakers=tuple(people), since=date + dt.timedelta(days=1))
        matter = Question(f"{entry.title}. {entry.citation.quote}", filters=later)
        weights = assistant.retriever.weights

        def alike(one: Evidence) -> float:
            found_by = one.found_by
            return found_by.get("meaning", 0.0) / weights.meaning + found_by.get("late", 0.0) / weights.late

        found = [one for one in assistant.retrieve(matter, 4 * FOLLOW_UPS) if alike(one) >= LEAST_ALIKE]
        return sorted(found, key=alike, reverse=True)[:FOLLOW_UPS]


def _has_words(entry: Entry, asked: str, splitter: CompoundSplitter) -> bool:
    """Whether every word stands in the quote or the title: in some form, or as a part of a compound."""
    text = f"{entry.title} {entry.citation.quote}"
    stems = {language: set().union(*passage_terms(text, language, splitter)) for language in LANGUAGES}
    return all(any(stem(word, language) in stems[language] for language in LANGUAGES) for word in words(asked))


def write_csv(entries: Iterable[Entry], out: TextIO) -> None:
    """The entries as a table with a header; a cell that a spreadsheet would take for a formula begins with a quote."""
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for entry in entries:
        row: dict[str, Any] = {**entry.to_json()}
        row["status_by"], row["status_at"], row["note"] = (
            (entry.said.by, entry.said.at.isoformat(), entry.said.note) if entry.said else (None, None, None)
        )
        deadline, question = row["deadline"] or {}, row["in_reply_to"] or {}
        row["deadline"], row["due"] = deadline.get("phrase"), deadline.get("date")
        row["in_reply_to"] = " ".join(filter(None, (question.get("speaker"), question.get("turn_id"))))
        table.writerow([cell(row[column]) for column in COLUMNS])


def counted(entries: Sequence[Entry]) -> str:
    """How many there are, by strength."""
    firm = sum(entry.made.strength == "firm" for entry in entries)
    return f"{len(entries)} commitments: {firm} firm, {len(entries) - firm} weak"
