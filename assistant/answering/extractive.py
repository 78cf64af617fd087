"""Answers made of the record's own sentences, chosen and never changed.

A quote is a stretch of consecutive whole sentences of one turn and one paragraph. What is shown are the stretches most
likely to hold the answer: the likelihood of the turn, times that of the stretch's sentences within the turn. Quotes
are grouped under their speaker and date, in the order of their likelihood. Knows nothing of how turns were found, nor
of refusing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answer import Citation, Evidence, Language, Sentence
from assistant.answering.phrases import heading
from assistant.answering.sentences import SentenceScorer, Wanted
from assistant.citing import cite
from index.sentences import sentence_spans

MOST_QUOTES = 3
MOST_TURNS = 5
QUOTES_OF_A_TURN = 2
LONGEST_QUOTE = 80
"""Words, unless a single sentence is longer."""

SHARPNESS = 3.0
"""How fast a turn grows less likely to answer as its score falls behind the best one's (eval/LOG.md)."""

NOWHERE = 8.5
"""The score, on the scale of sentences, that the answer stands in none of a turn's: a lone sentence of no substance is
not likely merely because its turn has no other."""

LEAST_OF_STRETCH = 0.02
"""A sentence at the edge of a stretch is left out below this share of its best sentence's likelihood."""

LEAST_OF_BEST = 0.05
"""A quote must be this likely, as a share of the likeliest, to be shown."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Quote:
    """A candidate: characters of a turn, and how likely they are to hold the answer."""

    evidence: Evidence
    start: int
    end: int
    likelihood: float


class Extractor:
    """Chooses quotes from evidence."""

    def __init__(self, scorer: SentenceScorer) -> None:
        self._scorer = scorer

    def answer(
        self, evidence: Sequence[Evidence], wanted: Wanted, language: Language
    ) -> tuple[list[Sentence], list[Citation]]:
        """Sentences and citations for evidence that is held to answer, best first."""
        evidence = evidence[:MOST_TURNS]
        likely = np.exp(SHARPNESS * np.array([found.score - evidence[0].score for found in evidence]))
        quotes = [
            Quote(quote.evidence, quote.start, quote.end, float(share) * quote.likelihood)
            for share, found in zip(likely / likely.sum(), evidence, strict=True)
            for quote in self._quotes(found, wanted)
        ]
        quotes.sort(key=lambda quote: -quote.likelihood)
        return _lay_out(
            [q for q in quotes[:MOST_QUOTES] if q.likelihood >= LEAST_OF_BEST * quotes[0].likelihood], language
        )

    def nearest(self, evidence: Sequence[Evidence], wanted: Wanted) -> list[Citation]:
        """One quote of each of the best turns, to show beside a refusal."""
        return [
            cite(number, found.turn, found.sitting, quote.start, quote.end, found.score)
            for number, found in enumerate(evidence[:MOST_QUOTES], 1)
            for quote in self._quotes(found, wanted)[:1]
        ]

    def _quotes(self, found: Evidence, wanted: Wanted) -> list[Quote]:
        """The likeliest stretches of a turn, without overlap, best first."""
        text = found.turn.text
        spans = sentence_spans(text)
        scores = self._scorer.scores(found, spans, wanted)
        odds = np.exp(scores)
        likely = odds / (odds.sum() + np.exp(NOWHERE))
        quotes: list[Quote] = []
        free = np.ones(len(spans), dtype=bool)
        while len(quotes) < QUOTES_OF_A_TURN and free.any():
            first, last = likeliest(likely, free, text, spans)
            free[first : last + 1] = False
            quotes.append(Quote(found, spans[first][0], spans[last][1], float(likely[first : last + 1].sum())))
        return quotes


def likeliest(
    likely: Floats,
    free: npt.NDArray[np.bool_],
    text: str,
    spans: Sequence[tuple[int, int]],
    longest: int = LONGEST_QUOTE,
    least_of_stretch: float = LEAST_OF_STRETCH,
) -> tuple[int, int]:
    """The first and last sentence of the likeliest stretch of free ones, of one paragraph and `longest` words.

    A sentence alone is often not understood ("That will happen next year."), and a condition beside it may turn its
    meaning round: so the stretch is as long as it may be, less what is unlikely at its edges.
    """
    words = [len(text[start:end].split()) for start, end in spans]
    best, stretch = -1.0, (0, 0)
    for first in np.flatnonzero(free).tolist():
        held, mass = 0, 0.0
        for last in range(first, len(spans)):
            apart = last > first and "\n" in text[spans[last - 1][1] : spans[last][0]]
            if not free[last] or apart or (last > first and held + words[last] > longest):
                break
            held, mass = held + words[last], mass + float(likely[last])
            if mass > best:
                best, stretch = mass, (first, last)
    first, last = stretch
    least = least_of_stretch * likely[first : last + 1].max()
    while likely[first] < least:
        first += 1
    while likely[last] < least:
        last -= 1
    return first, last


def _lay_out(quotes: Sequence[Quote], language: Language) -> tuple[list[Sentence], list[Citation]]:
    """Quotes under their speaker and date, groups by their best quote, quotes of a turn in the order spoken."""
    groups: dict[tuple[str, str], list[Quote]] = {}
    for quote in quotes:
        turn, day = quote.evidence.turn, quote.evidence.sitting.date
        who = turn.speaker.id if turn.speaker else turn.id
        groups.setdefault((who, day.isoformat() if day else turn.sitting_id), []).append(quote)
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for group in groups.values():
        first = group[0].evidence
        sentences.append(Sentence(heading(first.turn.speaker, first.sitting, language)))
        for quote in sorted(group, key=lambda q: (q.evidence.turn.sitting_id, q.evidence.turn.order, q.start)):
            number = len(citations) + 1
            found = quote.evidence
            citations.append(cite(number, found.turn, found.sitting, quote.start, quote.end, quote.likelihood))
            sentences.append(Sentence(citations[-1].quote, (number,)))
    return sentences, citations
