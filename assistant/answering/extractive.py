"""Answers made of the record's own sentences, chosen and never changed.

A quote is a stretch of consecutive whole sentences of one turn. Quotes are grouped under their speaker and date, in
the order of their score. Knows nothing of how turns were found, nor of refusing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answer import Citation, Evidence, Kind, Language, Sentence
from assistant.answering.phrases import heading
from assistant.citing import cite
from index.encoders import Encoder
from index.lexical import Variant
from index.sentences import sentence_spans
from index.terms import CompoundSplitter, fold, passage_terms

MOST_QUOTES = 4
MOST_TURNS = 3
QUOTES_OF_A_TURN = 2
LONGEST_QUOTE = 80
"""Words, unless a single sentence is longer."""

LEAST_BESIDE = 0.15
"""What a sentence beside a quoted one must score to be quoted with it, as a share of that one's score."""

LEAST_OF_BEST = 0.5
"""What a quote must score to be shown, as a share of the best quote's score."""

COURTESY = re.compile(
    r"^(?:dank u|bedankt|hartelijk dank|dank je|mijnheer de voorzitter|voorzitter|collega's|thank you|merci|"
    r"je vous remercie|goede(?:morgen|middag|navond))\b"
)
_WHO_BINDS = (
    r"(?:ik|we|wij|men|(?:mijn|onze|de|het) (?:vlaamse |federale )?(?:administratie|kabinet|regering|overheid|"
    r"agentschap|diensten|departement)|i|the government|my (?:office|department|administration)|"
    r"je|nous|on|le gouvernement|mon administration)"
)
_WILL = (
    r"(?:zal|zullen|ga|gaan|gaat|wil|willen|beloof|beloven|engageer|engageren|garandeer|zeg|"
    r"will|shall|am going to|are going to|promise|undertake|vais|allons|va|vont|veux|voulons|m'engage|promets)"
)
COMMITMENT = re.compile(
    rf"\b{_WHO_BINDS}\b[^.?!]{{0,50}}\b{_WILL}\b|\b{_WILL} {_WHO_BINDS}\b|"
    r"\b(?:zal|zullen) [^.?!]{0,80}(?:onderzoek|bezorg|voorleg|uitwerk|komen)\w*|"
    r"\b(?:i'll|we'll|komt er|komen er|\w+er(?:ai|ons))\b"
)
FIGURE = re.compile(r"\d|\b(?:miljoen|miljard|procent|helft|derde|kwart|million|billion|percent|milliard|pour cent)\b")
REASON = re.compile(
    r"\b(?:omdat|want|doordat|daarom|vandaar|aangezien|reden|wegens|because|since|"
    r"therefore|reason|parce que|car|raison)\b"
)
TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"zomerreces|najaar|voorjaar|zomer|herfst|week|weken|maand|maanden|jaareinde|begin|eind|tegen|"
    r"january|february|march|june|july|august|october|month|weeks|summer|autumn|"
    r"janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|mois|semaine)\b"
)
CUE_WEIGHT = 0.25
CUES: dict[Kind, re.Pattern[str]] = {
    "promised": COMMITMENT, "how much": FIGURE, "how often": FIGURE, "why": REASON, "when": TIME,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sentence is weighed against: the question's words with their worth, its vector, its kind."""

    words: Sequence[Sequence[Variant]]
    worth: Sequence[float]
    vector: npt.NDArray[np.float32]
    kind: Kind
    language: Language


@dataclass(frozen=True, slots=True)
class Quote:
    """A candidate: characters of a turn with a score."""

    evidence: Evidence
    start: int
    end: int
    score: float


class Extractor:
    """Chooses quotes from evidence."""

    def __init__(self, encoder: Encoder, splitter: CompoundSplitter) -> None:
        self._encoder, self._splitter = encoder, splitter

    def answer(self, evidence: Sequence[Evidence], wanted: Wanted) -> tuple[list[Sentence], list[Citation]]:
        """Sentences and citations for evidence that is held to answer, best first."""
        quotes = [
            (quote.score + found.score, quote)
            for found in evidence[:MOST_TURNS]
            for quote in self._quotes(found, wanted)
        ]
        best = max((quote.score for _, quote in quotes), default=0.0)
        good = [pair for pair in quotes if pair[1].score >= LEAST_OF_BEST * best]
        good.sort(key=lambda pair: -pair[0])
        return _lay_out([quote for _, quote in good[:MOST_QUOTES]], wanted.language)

    def nearest(self, evidence: Sequence[Evidence], wanted: Wanted) -> list[Citation]:
        """One quote of each of the best turns, to show beside a refusal."""
        return [
            cite(number, quote.evidence.turn, quote.evidence.sitting, quote.start, quote.end, quote.score)
            for number, found in enumerate(evidence[:MOST_TURNS], 1)
            for quote in self._quotes(found, wanted)[:1]
        ]

    def _quotes(self, found: Evidence, wanted: Wanted) -> list[Quote]:
        """The best stretches of a turn, without overlap, best first."""
        text = found.turn.text
        spans = sentence_spans(text)
        scores = self._sentence_scores(found, spans, wanted)
        quotes: list[Quote] = []
        taken = np.zeros(len(spans), dtype=bool)
        for middle in np.argsort(-scores, kind="stable")[:QUOTES_OF_A_TURN]:
            if taken[middle]:
                continue
            first, last = _widen(int(middle), scores, taken, text, spans)
            taken[first : last + 1] = True
            quotes.append(Quote(found, spans[first][0], spans[last][1], float(scores[middle])))
        return quotes

    def _sentence_scores(
        self, found: Evidence, spans: Sequence[tuple[int, int]], wanted: Wanted
    ) -> npt.NDArray[np.float64]:
        """How well each sentence of a turn answers, (len(spans),)."""
        texts = [found.turn.text[start:end] for start, end in spans]
        cosines = np.clip(self._encoder.encode_passages(texts) @ wanted.vector, 0.0, 1.0).astype(float)
        language = found.turn.languages[0].language if found.turn.languages else "nl"
        passage = found.passage
        total = sum(wanted.worth) or 1.0
        scores = np.zeros(len(spans))
        for number, (text, (start, end)) in enumerate(zip(texts, spans, strict=True)):
            own, parts = passage_terms(text, language, self._splitter)
            covered = coverage(wanted.words, wanted.worth, set(own), set(parts)) / total
            folded = fold(text)
            score = cosines[number] + 0.8 * covered
            score += 0.15 * (passage.start <= start and end <= passage.end)
            cue = CUES.get(wanted.kind)
            if cue is not None:
                score += CUE_WEIGHT * bool(cue.search(folded))
            asks = text.rstrip().endswith("?")
            score += (0.3 if asks else 0.0) if wanted.kind == "asked" else (-0.25 if asks else 0.0)
            count = len(text.split())
            score -= 0.3 * (count < 6) + 0.2 * bool(COURTESY.match(folded)) * (count < 14)
            scores[number] = score
        return scores


def coverage(words: Sequence[Sequence[Variant]], worth: Sequence[float], terms: set[str], parts: set[str]) -> float:
    """The worth of the question's words that stand among these terms, each by its best variant."""
    return sum(
        value * max((v.weight for v in variants if v.term in (parts if v.part else terms)), default=0.0)
        for variants, value in zip(words, worth, strict=True)
    )


def _widen(
    middle: int,
    scores: npt.NDArray[np.float64],
    taken: npt.NDArray[np.bool_],
    text: str,
    spans: Sequence[tuple[int, int]],
) -> tuple[int, int]:
    """A sentence with the better of its neighbours, one by one, within its paragraph and `LONGEST_QUOTE` words.

    A sentence alone is often not understood ("That will happen next year."), and a condition before it may turn its
    meaning round.
    """
    first = last = middle
    while True:
        beside = [
            (scores[at], at)
            for at, gap in ((first - 1, first), (last + 1, last + 1))
            if 0 <= at < len(spans)
            and not taken[at]
            and "\n" not in text[spans[gap - 1][1] : spans[gap][0]]
            and len(text[spans[min(first, at)][0] : spans[max(last, at)][1]].split()) <= LONGEST_QUOTE
        ]
        if not beside or max(beside)[0] < LEAST_BESIDE * scores[middle]:
            return first, last
        best = max(beside)[1]
        first, last = min(first, best), max(last, best)


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
            citations.append(cite(number, found.turn, found.sitting, quote.start, quote.end, quote.score))
            sentences.append(Sentence(citations[-1].quote, (number,)))
    return sentences, citations
