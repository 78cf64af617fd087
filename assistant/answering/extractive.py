"""Answers made of the record's own sentences, chosen and never changed.

A quote is a stretch of consecutive whole sentences of one turn: those most likely to hold the answer, within one
paragraph, and what belongs to them (`context`), wherever the paragraph ends. A yes that opens a reply is shown after
its question, quoted from whoever asked it. Quotes are grouped under their speaker and date, in the order of their
likelihood. Knows nothing of how turns were found, nor of refusing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from assistant.answer import Citation, Evidence, Kind, Language, Sentence
from assistant.answering.asked_before import AskedBefore, QuestionsBefore
from assistant.answering.context import Surroundings
from assistant.answering.marks import marks
from assistant.answering.phrases import asked_heading, heading
from assistant.answering.sentences import SentenceScorer, Wanted
from assistant.citing import cite
from assistant.quotes.fingerprint import LONGEST_RUN
from index.language import language_of
from index.sentences import sentence_spans
from index.transcript import Speaker

MOST_QUOTES = 3
MOST_LISTED = 6
"""Quotes, where people are asked for; those above `MOST_QUOTES` are of people not quoted yet."""

LISTING: frozenset[Kind] = frozenset({"who", "list"})
MOST_TURNS = 5
QUOTES_OF_A_TURN = 2
LONGEST_QUOTE = 80
"""Words, unless a single sentence is longer; what belongs to the quote comes on top."""

MOST_SENTENCES = LONGEST_RUN
"""Of a quote with what belongs to it, if the turn has such a one: as many as a fingerprint finds again."""

LEAST_OF_STRETCH = 0.02
"""A sentence at the edge of a stretch is left out below this share of its best sentence's likelihood."""

LEAST_OF_BEST = 0.05
"""A quote must be this likely, as a share of the likeliest, to be shown."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Quote:
    """A candidate: characters of a turn, how likely they are to hold the answer, and what they reply to."""

    evidence: Evidence
    start: int
    end: int
    likelihood: float
    asked: AskedBefore | None = None


class Extractor:
    """Chooses quotes from evidence; without `before`, no question is shown with its answer."""

    def __init__(self, scorer: SentenceScorer, before: QuestionsBefore | None = None) -> None:
        self._scorer, self._before = scorer, before

    def answer(
        self, evidence: Sequence[Evidence], wanted: Wanted, language: Language
    ) -> tuple[list[Sentence], list[Citation]]:
        """Sentences and citations for evidence that is held to answer, best first."""
        candidates = self._candidates(evidence[:MOST_TURNS], wanted)
        quotes = sorted((quote for of_turn in candidates for quote in of_turn), key=lambda quote: -quote.likelihood)
        likely = [quote for quote in quotes if quote.likelihood >= LEAST_OF_BEST * quotes[0].likelihood]
        shown = [*likely[:MOST_QUOTES], *(_of_others(likely) if wanted.kind in LISTING else ())]
        return _lay_out([self._with_question(quote) for quote in shown], wanted.kind, language)

    def nearest(self, evidence: Sequence[Evidence], wanted: Wanted) -> list[Citation]:
        """One quote of each of the best turns, to show beside a refusal."""
        best = [of_turn[0] for of_turn in self._candidates(evidence[:MOST_QUOTES], wanted) if of_turn]
        return [
            _cite(number, replace(quote, likelihood=quote.evidence.score), wanted.kind)
            for number, quote in enumerate(best, 1)
        ]

    def _candidates(self, evidence: Sequence[Evidence], wanted: Wanted) -> list[list[Quote]]:
        """The likeliest stretches of each turn, without overlap, best first."""
        spans = [sentence_spans(found.turn.text) for found in evidence]
        likelihoods = self._scorer.likelihoods(evidence, spans, wanted)
        candidates = []
        for found, of_turn, likely in zip(evidence, spans, likelihoods, strict=True):
            stretches = Stretches(found.turn.text, of_turn, likely)
            taken = [stretch for _ in range(QUOTES_OF_A_TURN) if (stretch := stretches.take())]
            candidates.append([
                Quote(found, of_turn[first][0], of_turn[last][1], likelihood) for first, last, likelihood in taken
            ])  # fmt: skip
        return candidates

    def _with_question(self, quote: Quote) -> Quote:
        asked = self._before.asked(quote.evidence.turn, quote.start) if self._before else None
        return replace(quote, asked=asked)


class Stretches:
    """The sentences of one turn, from which the likeliest stretches are taken, one after the other."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], likely: Floats) -> None:
        self._likely = likely
        self._words = [len(text[start:end].split()) for start, end in spans]
        self._begins = [
            at > 0 and "\n" in text[spans[at - 1][1] : spans[at][0]] for at in range(len(spans))
        ]  # a paragraph
        self._around = cache(Surroundings(text, spans).around)
        self._taken = [False] * len(spans)
        self._by_likelihood = sorted(self._stretches(), key=lambda stretch: -stretch[2])

    def take(self) -> tuple[int, int, float] | None:
        """First and last sentence of the likeliest stretch that is left, with what belongs to it, and how likely it
        is; None where nothing is left.

        A sentence alone is often not understood, so the stretch is as long as it may be, less what is unlikely at
        its edges.
        """
        most = MOST_SENTENCES
        stretch = self._likeliest(most)
        if stretch is None and not any(self._taken):  # more belongs to every sentence of the turn
            most = len(self._words)
            stretch = self._likeliest(most)
        if stretch is None:
            return None
        kept = self._trimmed(*stretch)
        if not self._may_be(*kept, most):
            kept = stretch
        likelihood = float(self._likely[kept[0] : kept[1] + 1].sum())
        first, last = self._with_context(*kept)
        self._taken[first : last + 1] = [True] * (last + 1 - first)
        return first, last, likelihood

    def _stretches(self) -> Iterator[tuple[int, int, float]]:
        """Every stretch that is not too long, within one paragraph: its first and last sentence, and how likely."""
        likely = self._likely.tolist()
        for first in range(len(likely)):
            held, mass = 0, 0.0
            for last in range(first, len(likely)):
                held += self._words[last]
                if last > first and (held > LONGEST_QUOTE or self._begins[last]):
                    break
                mass += likely[last]
                yield first, last, mass

    def _likeliest(self, most: int) -> tuple[int, int] | None:
        for first, last, _ in self._by_likelihood:
            if self._may_be(first, last, most):
                return first, last
        return None

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        least = LEAST_OF_STRETCH * self._likely[first : last + 1].max()
        while self._likely[first] < least:
            first += 1
        while self._likely[last] < least:
            last -= 1
        return first, last

    def _with_context(self, first: int, last: int) -> tuple[int, int]:
        return self._around(first, first)[0], self._around(last, last)[1]

    def _may_be(self, first: int, last: int, most: int) -> bool:
        """Whether a stretch with what belongs to it has so few sentences, none of which was taken before."""
        begin, end = self._with_context(first, last)
        return end - begin < most and not any(self._taken[begin : end + 1])


def _of_others(quotes: Sequence[Quote]) -> list[Quote]:
    """The best quote of each person whom the first quotes are not of; who has the chair says who speaks, no more."""
    first: dict[str, Quote] = {}
    for quote in quotes:
        speaker = quote.evidence.turn.speaker
        first.setdefault(speaker.id if speaker else quote.evidence.turn.id, quote)
    rest = [quote for quote in first.values() if quote not in quotes[:MOST_QUOTES] and not _is_chair(quote)]
    return rest[: MOST_LISTED - MOST_QUOTES]


def _is_chair(quote: Quote) -> bool:
    speaker = quote.evidence.turn.speaker
    return speaker is not None and speaker.role == "chair"


def _cite(number: int, quote: Quote, kind: Kind) -> Citation:
    turn = quote.evidence.turn
    places = marks(kind, turn.text, quote.start, quote.end, language_of(turn, quote.start, quote.end))
    return cite(number, turn, quote.evidence.sitting, quote.start, quote.end, quote.likelihood, places)


def _lay_out(quotes: Sequence[Quote], kind: Kind, language: Language) -> tuple[list[Sentence], list[Citation]]:
    """Quotes under their speaker and date, groups by their best quote, quotes of a turn in the order spoken.

    Who spoke that day in two roles has two blocks: each quote stands under the role in which it was spoken.
    """
    groups: dict[tuple[Speaker | str, str], list[Quote]] = {}
    for quote in quotes:
        turn, day = quote.evidence.turn, quote.evidence.sitting.date
        who = turn.speaker or turn.id
        groups.setdefault((who, day.isoformat() if day else turn.sitting_id), []).append(quote)
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for group in groups.values():
        group.sort(key=lambda q: (q.evidence.turn.sitting_id, q.evidence.turn.order, q.start))
        for asked in dict.fromkeys(quote.asked for quote in group if quote.asked):
            citations.append(_cite_question(len(citations) + 1, asked, group[0].likelihood))
            sentences.append(Sentence(asked_heading(asked.turn.speaker, asked.sitting, language)))
            sentences.append(Sentence(citations[-1].quote, (citations[-1].number,)))
        first = group[0].evidence
        sentences.append(Sentence(heading(first.turn.speaker, first.sitting, language)))
        for quote in group:
            citations.append(_cite(len(citations) + 1, quote, kind))
            sentences.append(Sentence(citations[-1].quote, (citations[-1].number,)))
    return sentences, citations


def _cite_question(number: int, asked: AskedBefore, likelihood: float) -> Citation:
    return cite(number, asked.turn, asked.sitting, asked.start, asked.end, likelihood)
