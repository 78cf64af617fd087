"""Which passages of a reply are most likely to answer each question of an intervention.

Every sentence of the replying turns is weighed against every question by the signals of `SentenceScorer`, and by how
much more it has of this question than of the others beside it: what all of them are about tells none from another.
That replies tend to follow the order of the questions counts a little; that the reply says which question, or whose,
it is at ("wat uw tweede vraag betreft") counts more. Where replies of other sittings come as near to a question as
these, none is found. See eval/LOG.md for how weights and threshold were found. Knows nothing of who asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answer import Evidence
from assistant.answerability import Judge
from assistant.answering.context import Surroundings
from assistant.answering.replies.likeness import Asked, Likeness
from assistant.answering.replies.signs import askers_named, questions_named
from assistant.answering.sentences import SentenceScorer, Wanted
from assistant.query import QueryWords
from assistant.retrieval import Retriever
from assistant.understanding.kinds import kind_of
from index.encoders import Encoder
from index.sentences import sentence_spans
from index.transcript import Passage, SittingInfo, Turn

MOST_CANDIDATES = 3
"""Passages shown for a question."""

LONGEST_CANDIDATE = 60
"""Words, unless a single sentence is longer."""

LEAST_OF_STRETCH = 0.5
"""A sentence at the edge of a candidate is left out below this share of its best sentence's likelihood."""

LEAST_OF_BEST = 0.15
"""A candidate must be this likely, as a share of the likeliest, to be shown."""

FADING, AGAINST = 0.8, 0.4
"""A sign of the question that a reply is at holds so much less from sentence to sentence, as a reply seldom says when
it goes on to another; against other questions it counts so much of what it counts for its own."""

MOST_AS_NEAR = 0.1
"""The share of replies of other sittings that may come as near to a question; above it none is found (eval/LOG.md)."""

Floats = npt.NDArray[np.float64]
Signals = dict[str, Floats]


@dataclass(frozen=True, slots=True)
class PairWeights:
    """What each signal of a question and a sentence counts."""

    told: float = 1.4  # the share of the question's information that it and the sentences beside it tell
    form: float = 0.4  # it has the form of an answer: a figure, a date, a reason
    states: float = 0.3  # it is no question itself
    substance: float = 3.5  # it is more than thanks
    own_covered: float = 8.0  # how much more of this question's words stand in it than of the others'
    own_told: float = 2.7
    own_meaning: float = 2.1
    order: float = 1.5  # how near it is to the place where the reply would be if all were answered in order
    named: float = 3.0  # the reply says that it is at this question; against it where it says another
    addressed: float = 1.5  # the reply speaks to the asker by name; against it where to another
    later: float = -1.0  # it replies to what the same member asked afterwards


@dataclass(frozen=True, slots=True)
class Put:
    """A question put: its words, and those of the sentence before it where it refers back, else none."""

    words: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Replying:
    """A turn that replies: the place from 0 to 1 where each question's reply is due, (questions,); the asker's surname
    and those of the others whose questions it answers too; whether it replies only to what was asked later."""

    turn: Turn
    sitting: SittingInfo
    due: tuple[float, ...]
    asker: str = ""
    others: tuple[str, ...] = ()
    later: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A candidate: characters of a replying turn, how likely they are to hold the reply, in [0, 1], and whether the
    reply says itself that it is at this question there."""

    replying: Replying
    start: int
    end: int
    likelihood: float
    named: bool


class Pairing:
    """Pairs questions with passages, over one opened index."""

    def __init__(
        self,
        encoder: Encoder,
        retriever: Retriever,
        query: QueryWords,
        judge: Judge,
        scorer: SentenceScorer,
        likeness: Likeness,
        weights: PairWeights | None = None,
    ) -> None:
        self._encoder, self._late, self._query, self._judge = encoder, retriever.late, query, judge
        self._scorer, self._likeness, self._weights = scorer, likeness, weights or PairWeights()

    def candidates(
        self, questions: Sequence[Put], replies: Sequence[Replying], opening: str = "", title: str = ""
    ) -> list[list[Stretch]]:
        """For each question at most `MOST_CANDIDATES` stretches of the replies, likeliest first; none where replies of
        other sittings come as near. `opening` are the words that lead to the questions, `title` says their matter."""
        if not questions or not replies:
            return [[] for _ in questions]
        spans = [sentence_spans(replying.turn.text) for replying in replies]
        wanted = [self.wanted(question) for question in questions]
        signals = [self.signals(wanted, one, own) for one, own in zip(replies, spans, strict=True)]
        weighed = [self._weigh(one) for one in signals]
        as_near = self.as_near(questions, replies, opening, title)
        found: list[list[Stretch]] = []
        for number in range(len(questions)):
            named = [one["named"][number] for one in signals]
            if as_near[number] > MOST_AS_NEAR and max(float(said.max()) for said in named) <= 0:
                found.append([])
                continue
            most = max(float(scores[number].max()) for scores in weighed)
            total = sum(float(np.exp(scores[number] - most).sum()) for scores in weighed)
            of_all: list[Stretch] = []
            for replying, own, scores, said in zip(replies, spans, weighed, named, strict=True):
                of_all += stretches(replying, own, np.exp(scores[number] - most) / total, said)
            found.append(_best(of_all))
        return found

    def as_near(self, questions: Sequence[Put], replies: Sequence[Replying], opening: str, title: str) -> Floats:
        """For each question the share of replies of other sittings that come as near, (questions,)."""
        asked = Asked([f"{one.before} {one.words}".strip() for one in questions], opening, title)
        return self._likeness.shares(asked, [one.turn.text for one in replies], replies[0].turn.sitting_id)

    def signals(self, wanted: Sequence[Wanted], replying: Replying, spans: Sequence[tuple[int, int]]) -> Signals:
        """Each signal of each question and sentence, (questions, len(spans)): those of `PairWeights`, and of
        `SentenceScorer`."""
        own = [self._of_sentences(replying, spans, one) for one in wanted]
        of: Signals = {name: np.stack([signals[name] for signals in own]) for name in own[0]}
        sentences = [replying.turn.text[start:end] for start, end in spans]
        to = askers_named(sentences, [replying.asker, *replying.others]) if replying.others else [None] * len(spans)
        addressed = np.array([0.0 if at is None else 1.0 if at == 0 else -1.0 for at in to])
        places = np.cumsum([end - start for start, end in spans]) - [(end - start) / 2 for start, end in spans]
        places = places / max(sum(end - start for start, end in spans), 1)
        return of | {
            "own_covered": _beyond_others(of["covered"]),
            "own_told": _beyond_others(of["told"]),
            "own_meaning": _beyond_others(of["meaning"]),
            "order": -np.abs(places[np.newaxis] - np.array(replying.due)[:, np.newaxis]),
            "named": _named(sentences, len(wanted), addressed > 0 if replying.others else addressed == 0),
            "addressed": np.tile(addressed, (len(wanted), 1)),
            "later": np.full((len(wanted), len(spans)), float(replying.later)),
        }

    def _of_sentences(self, replying: Replying, spans: Sequence[tuple[int, int]], wanted: Wanted) -> Signals:
        turn = replying.turn
        whole = Evidence(Passage("", turn.id, 0, len(turn.text)), turn, replying.sitting, 1.0)
        return self._scorer.signals([whole], [spans], wanted)

    def wanted(self, question: Put) -> Wanted:
        """What is wanted of a sentence that replies to a question."""
        words = self._query.of(question.words)
        texts = [question.words, *filter(None, [question.before])]
        vector = self._encoder.encode_questions([" ".join(reversed(texts))])[0]
        return Wanted(words, self._judge.worth(words), self._late.question(texts), vector, kind_of(question.words))

    def _weigh(self, signals: Signals) -> Floats:
        total: Floats = np.zeros_like(signals["order"])
        for name in PairWeights.__dataclass_fields__:
            total = total + getattr(self._weights, name) * signals[name]
        return total


def _beyond_others(signal: Floats) -> Floats:
    """How much more of a signal a sentence has for each question than for the others on average; all of it where there
    is but one question."""
    count = len(signal)
    if count == 1:
        return signal
    beyond: Floats = signal - (signal.sum(axis=0, keepdims=True) - signal) / (count - 1)
    return beyond


def _named(sentences: Sequence[str], count: int, to_asker: npt.NDArray[np.bool_]) -> Floats:
    """1 where the reply says that it is at a question, and less from sentence to sentence after that; as much, but
    against it and `AGAINST` times, where it is at another; (count, sentences)."""
    found = np.zeros((count, len(sentences)))
    before: frozenset[int] = frozenset()
    strength = 0.0
    for at, numbers in enumerate(questions_named(sentences, count)):
        strength = 1.0 if numbers != before else strength * FADING
        before = numbers
        if numbers and to_asker[at]:
            found[:, at] = -AGAINST * strength
            found[[number - 1 for number in numbers], at] = strength
    return found


def _likeliest(
    likely: Floats,
    free: npt.NDArray[np.bool_],
    text: str,
    spans: Sequence[tuple[int, int]],
) -> tuple[int, int]:
    """The first and last sentence of the likeliest stretch of free ones, of a paragraph and `LONGEST_CANDIDATE` words.

    A sentence alone is often not understood ("That will happen next year."), and a condition beside it may turn its
    meaning round: so the stretch is as long as it may be, less what is unlikely at its edges.
    """
    words = [len(text[start:end].split()) for start, end in spans]
    best, stretch = -1.0, (0, 0)
    for first in np.flatnonzero(free).tolist():
        held, mass = 0, 0.0
        for last in range(first, len(spans)):
            apart = last > first and "\n" in text[spans[last - 1][1] : spans[last][0]]
            if not free[last] or apart or (last > first and held + words[last] > LONGEST_CANDIDATE):
                break
            held, mass = held + words[last], mass + float(likely[last])
            if mass > best:
                best, stretch = mass, (first, last)
    first, last = stretch
    least = LEAST_OF_STRETCH * likely[first : last + 1].max()
    while likely[first] < least:
        first += 1
    while likely[last] < least:
        last -= 1
    return first, last


def stretches(replying: Replying, spans: Sequence[tuple[int, int]], likely: Floats, named: Floats) -> list[Stretch]:
    """The likeliest stretches of a reply for one question, without overlap, at most `MOST_CANDIDATES`; `likely` says
    how likely each sentence is to reply to it, `named` whether the reply says so, (len(spans),) each."""
    text = replying.turn.text
    surroundings = Surroundings(text, spans)
    found: list[Stretch] = []
    free = np.ones(len(spans), dtype=bool)
    while len(found) < MOST_CANDIDATES and free.any():
        first, last = _likeliest(likely, free, text, spans)
        # That "your second question was about the price" says nothing without the sentence after it.
        if named[last] == 1.0 and last + 1 < len(spans) and free[last + 1]:
            last += "\n" not in text[spans[last][1] : spans[last + 1][0]]
        # A condition or an objection that follows belongs to what is said, as does what a pronoun stands for.
        begin, end = surroundings.around(first, last)
        if free[begin : end + 1].all():
            first, last = begin, end
        free[first : last + 1] = False
        mass, said = float(likely[first : last + 1].sum()), bool((named[first : last + 1] > 0).any())
        found.append(Stretch(replying, spans[first][0], spans[last][1], mass, said))
    return found


def _best(found: Iterable[Stretch]) -> list[Stretch]:
    ordered = sorted(found, key=lambda one: -one.likelihood)[:MOST_CANDIDATES]
    return [one for one in ordered if one.likelihood >= LEAST_OF_BEST * ordered[0].likelihood]
