"""One person over time, and people or parties side by side: dated quotes on a topic, each under whoever said it.

No stance is computed: what is shown are the sentences most likely to speak of the topic, in order of time. Whoever has
no words on it, by the score that decides whether a question is answered, is said to have none, in how many sittings.
Knows nothing of how quotes are found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from assistant.answer import Citation, Evidence, Filters, Language, Understood, citation_json
from assistant.answerability import THRESHOLD, Judge, answerability
from assistant.answering.counting.filters import named_filters
from assistant.answering.extractive import Extractor
from assistant.answering.phrases import many, say
from assistant.answering.sentences import Wanted
from assistant.question import Asked, topic_words
from assistant.retrieval import RERANKED, Retriever
from index.store import Index
from index.transcript import Speaker

Kind = Literal["speaker", "party"]

COMPARED = 10
"""The best turns of all, by which it is judged whether the record speaks of the topic."""

MOST_OVER_TIME = 12
MOST_SIDE_BY_SIDE = 4
"""Quotes of one person or party, alone and beside others."""

LEAST_OF_BEST = 0.6
"""A turn's score, as a share of that of the best turn of anybody, from which it speaks of the topic (eval/LOG.md)."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose words are looked for: a person, or everybody of a party; `id` is the speaker's, or the party's name."""

    kind: Kind
    id: str
    name: str

    def spoke(self, speaker: Speaker | None) -> bool:
        """Whether a turn of this speaker is theirs."""
        return speaker is not None and (speaker.id if self.kind == "speaker" else speaker.party) == self.id


def whom_of(index: Index, speakers: Sequence[str], parties: Sequence[str]) -> list[Whom]:
    """People by id and parties by name, or either by what people type (`named_filters`), each once; of a name that
    several share, all.

    Raises:
        CountError: the index has nobody of a name, or no such party.
    """
    names = {speaker.id: speaker.name for speaker in index.speakers.values()}
    known = {speaker.party for speaker in index.speakers.values()}
    people = (
        one for name in speakers for one in ([name] if name in names else named_filters(index, speaker=name).speakers)
    )
    bodies = (
        one for name in parties for one in ([name] if name in known else named_filters(index, party=name).parties)
    )
    found = [Whom("speaker", one, names[one]) for one in people] + [Whom("party", one, one) for one in bodies]
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Position:
    """The words of one person or party on the topic, in order of time, those of undated sittings last; perhaps none.

    `turns` in `sittings` are all that they spoke within the filters; `score` in [0, 1] says how sure it is that they
    speak of the topic.
    """

    whom: Whom
    citations: tuple[Citation, ...]
    turns: int
    sittings: int
    score: float

    def absent(self, language: Language) -> str | None:
        """That they have no words on the topic, and in how many sittings; None if they have."""
        if self.citations:
            return None
        if not self.turns:
            return say("never spoke", language, name=self.whom.name)
        sittings = many("sitting", self.sittings, language)
        return say(
            "no words", language, name=self.whom.name, sittings=sittings, turns=many("turn", self.turns, language)
        )


@dataclass(frozen=True, slots=True)
class Positions:
    """What several people or parties, or one person, said on a topic, in the order asked."""

    topic: str
    filters: Filters
    language: Language
    columns: tuple[Position, ...]

    def to_json(self) -> dict[str, Any]:
        """The document that ``positions --json`` prints; other programs rely on its names."""
        return {
            "topic": self.topic,
            "lang": self.language,
            "columns": [
                {
                    "kind": column.whom.kind,
                    "id": column.whom.id,
                    "name": column.whom.name,
                    "turns": column.turns,
                    "sittings": column.sittings,
                    "score": round(column.score, 4),
                    "absent": column.absent(self.language),
                    "citations": [citation_json(citation) for citation in column.citations],
                }
                for column in self.columns
            ],
        }


class PositionFinder:
    """Finds what people and parties said on a topic in one opened index."""

    def __init__(self, index: Index, retriever: Retriever, judge: Judge, extractor: Extractor) -> None:
        self._index, self._retriever, self._judge, self._extractor = index, retriever, judge, extractor

    def find(self, topic: str, whom: Sequence[Whom], filters: Filters, language: Language) -> Positions:
        """The positions on a topic, one each; of one alone, more quotes are shown.

        Filters by speaker and by party are left aside: whose words are looked for is given.
        """
        filters = replace(filters, speakers=(), parties=())
        most = MOST_OVER_TIME if len(whom) == 1 else MOST_SIDE_BY_SIDE
        columns = [self._position(topic, one, filters, language, most) for one in whom]
        numbered = _numbered(columns)
        return Positions(topic, filters, language, tuple(numbered))

    def _position(self, topic: str, whom: Whom, filters: Filters, language: Language, most: int) -> Position:
        understood = Understood(language, topic=" ".join(topic_words(topic)))
        if whom.kind == "speaker":
            speaker = next(one for one in self._index.speakers.values() if one.id == whom.id)
            understood = replace(understood, speakers=(speaker,))
        else:
            understood = replace(understood, parties=(whom.id,))
        found = self._retriever.search(Asked(understood, topic, ()), self._retriever.scope(filters))
        evidence = self._retriever.evidence(found, RERANKED)
        own = [one for one in evidence if whom.spoke(one.turn.speaker)]
        score = answerability(self._judge.signals(found, evidence[:COMPARED], own))
        turns, sittings = self._spoken(whom, filters)
        chosen = _on_topic(evidence, own)[:most] if score >= THRESHOLD else []
        wanted = Wanted(found.words, self._judge.worth(found.words), found.tokens, found.vector, "said")
        quotes = [quote for one in chosen for quote in self._extractor.nearest([one], wanted)]
        quotes.sort(key=lambda quote: (quote.sitting.date or dt.date.max, quote.sitting.id, quote.turn.order))
        return Position(whom, tuple(quotes), turns, sittings, score)

    def _spoken(self, whom: Whom, filters: Filters) -> tuple[int, int]:
        """How many turns somebody spoke within the filters, in how many sittings."""
        layout, scope = self._index.layout, self._retriever.scope(filters)
        keys = [key for key, speaker in self._index.speakers.items() if whom.spoke(speaker)]
        theirs = np.isin(layout.speaker_of_turn, keys)
        if scope.sittings is not None:
            theirs &= np.isin(layout.sitting_of_turn, list(scope.sittings))
        return int(theirs.sum()), len(np.unique(layout.sitting_of_turn[theirs]))


def _on_topic(evidence: Sequence[Evidence], own: Sequence[Evidence]) -> list[Evidence]:
    """Those of the own turns that speak of the topic about as much as the best of anybody, best first."""
    best = max((_apart(one) for one in evidence), default=0.0)
    return [one for one in own if _apart(one) >= LEAST_OF_BEST * best]


def _apart(one: Evidence) -> float:
    """A turn's score but for whose it is."""
    return one.score - one.found_by.get("speaker", 0.0)


def _numbered(columns: Sequence[Position]) -> Iterator[Position]:
    """The columns with their citations numbered through."""
    number = 0
    for column in columns:
        citations = []
        for citation in column.citations:
            number += 1
            citations.append(replace(citation, number=number))
        yield replace(column, citations=tuple(citations))
