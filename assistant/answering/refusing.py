"""Refusing: why a question is not answered, and what was looked through, in the language of the question.

The reasons differ in what a reader can do next: nobody of that name, not asked about anything, asked in the record but
answered by nobody, not said by those named, not said at all. Knows nothing of how answers are made.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Evidence, Filters, Understood
from assistant.answerability import JUDGED, THRESHOLD
from assistant.answering.phrases import date_in_words, say, searched, speaker_in_words
from assistant.question import Asked
from assistant.retrieval import Retriever
from index.exchanges import Part
from index.lexical import Scope
from index.store import Index

LEAST_ASKED = 0.5
"""The share of the question that a question of the record must tell to be held to ask the same."""


class Refusing:
    """Decides whether one opened index answers, and says why not."""

    def __init__(self, index: Index, retriever: Retriever) -> None:
        self._index, self._retriever = index, retriever

    def reason(
        self, asked: Asked, evidence: Sequence[Evidence], by_named: Sequence[Evidence], score: float
    ) -> str | None:
        """Why the question is not answered, None if it is."""
        understood = asked.understood
        language = understood.language
        if understood.unknown_names and not (understood.speakers or understood.addressees):
            return say("nobody", language, names=", ".join(understood.unknown_names))
        if not understood.topic and not understood.about and not asked.carried:
            return say("empty", language)
        if score >= THRESHOLD and by_named:
            return None
        if unanswered := self._unanswered(evidence, understood):
            who = speaker_in_words(unanswered.turn.speaker, language)
            return say("unanswered", language, who=who, date=date_in_words(unanswered.sitting.date, language))
        if understood.speakers:
            names = ", ".join(speaker.name for speaker in understood.speakers)
            return say("not by them", language, names=names)
        return say("nothing", language)

    def _unanswered(self, evidence: Sequence[Evidence], understood: Understood) -> Evidence | None:
        """The question in the record that asks the same, if nobody (of those named) replies to it."""
        layout = self._index.layout
        named = {speaker.id for speaker in understood.speakers}
        for one in evidence[:JUDGED]:
            row = layout.row_of(one.turn.id)
            told = one.found_by.get("late", 0.0) / self._retriever.weights.late
            if layout.part[row] != Part.QUESTION or told < LEAST_ASKED:
                continue
            replies = [self._index.speakers.get(int(key)) for key in layout.speaker_of_turn[layout.replied_by(row)]]
            if not any(named <= {speaker.id} if named else True for speaker in replies if speaker):
                return one
        return None

    def searched(self, filters: Filters, asked: Asked) -> str:
        """What was looked through, in words: how many sittings, from when to when, and within which limits."""
        scope = self._retriever.scope(filters)
        sittings = self._index.sittings
        keys = list(sittings) if scope.sittings is None else sorted(scope.sittings)
        turns = self._retriever.turns_within(Scope(scope.sittings))
        dates = [date for key in keys if (date := sittings[key].date)]
        people = [speaker.name for speaker in self._index.speakers.values() if speaker.id in filters.speakers]
        people = people or [speaker.name for speaker in asked.understood.speakers]
        within = [*dict.fromkeys(people), *filters.parties, *filters.committees, *filter(None, [filters.source])]
        return searched(len(keys), turns, dates, asked.understood.language, within)
