"""How likely each sentence of the turns found is to carry the answer, if one of them has it: a few signals, weighed.

All sentences of a question's turns are weighed against one another, so that a good sentence of the third turn may stand
above a poor one of the first. The weights are learned on the sentences that people marked in the development sets
(`python -m eval.sentences`). Knows nothing of how turns were found, nor of quotes.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from assistant.answer import Evidence, Kind
from assistant.answerability import AskedTerms
from assistant.cues import form
from assistant.late import LateInteraction, QuestionTokens
from index.encoders import Encoder
from index.lexical import Variant
from index.terms import CompoundSplitter, fold

T = TypeVar("T")
Floats = npt.NDArray[np.float64]
Spans = Sequence[tuple[int, int]]
CommitmentsOf = Callable[[Sequence[str]], Mapping[str, Spans]]
"""The stretches of turns, by id, in which somebody binds themselves (`index.store.Index.commitment_spans`)."""

COURTESY = re.compile(
    r"^(?:dank u|bedankt|hartelijk dank|dank je|mijnheer de voorzitter|voorzitter|collega's|thank you|merci|"
    r"je vous remercie|goede(?:morgen|middag|navond))\b"
)
COURTEOUS = 14
"""Words: a longer sentence that begins with thanks says something else as well."""


LONG = 3_000
"""Characters of a turn up to which all its sentences are weighed."""

READ = 5
"""Passages of a longer one whose sentences are weighed: those that tell most of the question."""

RARITY = 3.0
"""Nats: how rare a word is among the sentences weighed to count as its worth says."""


@dataclass(frozen=True, slots=True)
class SentenceWeights:
    """What each signal of a sentence counts; see eval/LOG.md for how the weights were found."""

    turn: float = 1.4  # the score of its turn
    covered: float = 2.1  # the question's words, by worth, that stand in it and in few of the other sentences
    told: float = 2.1  # the share of the question's information that it and the sentences beside it tell
    meaning: float = 0.8  # cosine to the question
    passage: float = 0.7  # it is in the turn's best passage
    form: float = 1.8  # it has the form of an answer: a figure, a date, a reason, somebody's word
    commits: float = 1.5  # somebody binds themselves in it, for "what did X promise"
    asks: float = 2.6  # it is a question, for "what did X ask"
    states: float = 0.8  # it is none, for every other question
    substance: float = 2.6  # it is more than thanks
    length: float = 2.3  # the logarithm of its number of words


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sentence is weighed against: the question's words with their worth, tokens, vector (dimensions,), kind."""

    words: Sequence[Sequence[Variant]]
    worth: Sequence[float]
    tokens: QuestionTokens
    vector: npt.NDArray[np.float32]
    kind: Kind


class SentenceScorer:
    """Weighs the sentences of turns."""

    def __init__(
        self,
        encoder: Encoder,
        splitter: CompoundSplitter,
        late: LateInteraction,
        commitments: CommitmentsOf = lambda _: {},
        weights: SentenceWeights | None = None,
    ) -> None:
        self._encoder, self._splitter, self._late = encoder, splitter, late
        self._commitments = commitments
        self._weights = weights or SentenceWeights()

    def likelihoods(self, found: Sequence[Evidence], spans: Sequence[Spans], wanted: Wanted) -> list[Floats]:
        """How likely each sentence of each turn is to carry the answer; they sum to 1 over all turns."""
        if not any(spans):
            return [np.zeros(0) for _ in found]
        read = self._read(found, spans, wanted)
        signals = self.signals(
            found, [[own[at] for at in of_turn] for own, of_turn in zip(spans, read, strict=True)], wanted
        )
        total: Floats = np.zeros(len(signals["turn"]))
        for name, signal in signals.items():
            total += getattr(self._weights, name) * signal
        likely = [np.zeros(len(of_turn)) for of_turn in spans]
        for whole, at, of_read in zip(likely, read, shares(total, read), strict=True):
            whole[list(at)] = of_read
        return likely

    def _read(self, found: Sequence[Evidence], spans: Sequence[Spans], wanted: Wanted) -> list[Sequence[int]]:
        """The sentences of each turn, by position, that are weighed: all, or of a long turn those of some passages."""
        read: list[Sequence[int]] = [range(len(of_turn)) for of_turn in spans]
        long = [number for number, one in enumerate(found) if len(one.turn.text) > LONG]
        if not long:
            return read
        passages = self._late.best_passages(wanted.tokens, [found[number].turn.id for number in long], READ)
        for number, best in zip(long, passages, strict=True):
            inside = [
                at for at, (a, b) in enumerate(spans[number]) if any(a < end and start < b for start, end in best)
            ]
            read[number] = inside or read[number]
        return read

    def signals(self, found: Sequence[Evidence], spans: Sequence[Spans], wanted: Wanted) -> dict[str, Floats]:
        """Each signal of each sentence, turn after turn, (sentences,), by the names of `SentenceWeights`."""
        texts = [one.turn.text[a:b] for one, of_turn in zip(found, spans, strict=True) for a, b in of_turn]
        tokens, cut = [text.split() for text in texts], self._late.cut(texts)
        told = [self._late.texts(wanted.tokens, of_turn, beside=1) for of_turn in _by_turn(cut, spans)]
        vectors = self._late.vectors(texts, cut, self._encoder)
        asks = np.array([text.rstrip().endswith("?") for text in texts])
        thanks = np.array([is_courtesy(text) for text in texts])
        whose = [one for one, of_turn in zip(found, spans, strict=True) for _ in of_turn]
        places = [(one.passage, span) for one, of_turn in zip(found, spans, strict=True) for span in of_turn]
        return {
            "turn": np.array([one.score for one in whose]),
            "covered": self._covered(found, _by_turn(tokens, spans), wanted),
            "told": wanted.tokens.shares @ np.concatenate(told, axis=1) / max(wanted.tokens.most, 1e-9),
            "meaning": (vectors @ wanted.vector).astype(float),
            "passage": np.array([passage.start <= a and b <= passage.end for passage, (a, b) in places], dtype=float),
            "form": np.array([form(wanted.kind, text) for text in texts]),
            "commits": self._commits(found, spans, wanted),
            "asks": (asks & (wanted.kind == "asked")).astype(float),
            "states": (~asks & (wanted.kind != "asked")).astype(float),
            "substance": (~thanks).astype(float),
            "length": np.log1p([len(own) for own in tokens]) / 4,
        }

    def _covered(self, found: Sequence[Evidence], tokens: Sequence[Sequence[list[str]]], wanted: Wanted) -> Floats:
        """The worth of the question's words in each sentence of each turn, given by what stands between its white
        space, as a share, each word by how few sentences have it.

        What the whole debate is about stands everywhere and tells no sentence from another.
        """
        asked = AskedTerms(wanted.words, self._splitter)
        languages = [one.turn.languages[0].language if one.turn.languages else "nl" for one in found]
        held: dict[str, set[str]] = {language: set() for language in languages}
        for language, sentences in zip(languages, tokens, strict=True):
            held[language].update(*sentences)
        told = {language: asked.told(every, language) for language, every in held.items()}
        covered = [
            asked.covered(told[language], sentence)
            for language, sentences in zip(languages, tokens, strict=True)
            for sentence in sentences
        ]
        if not wanted.words:
            return np.zeros(len(covered))
        each = np.array(covered).T
        rare = -np.log(np.maximum(each.mean(axis=1) / np.maximum(each.max(axis=1), 1e-9), 1e-6))
        share: Floats = (np.array(wanted.worth) * rare / RARITY) @ each / (sum(wanted.worth) or 1.0)
        return share

    def _commits(self, found: Sequence[Evidence], spans: Sequence[Spans], wanted: Wanted) -> Floats:
        """1 for sentences of commitments where a promise is asked for."""
        if wanted.kind != "promised":
            return np.zeros(sum(len(of_turn) for of_turn in spans))
        made = self._commitments([one.turn.id for one in found])
        return np.array([
            float(any(a < end and start < b for start, end in made.get(one.turn.id, ())))
            for one, of_turn in zip(found, spans, strict=True)
            for a, b in of_turn
        ])  # fmt: skip


def _by_turn(values: Sequence[T], spans: Sequence[Spans]) -> list[Sequence[T]]:
    """What each sentence has, turn after turn, by turn."""
    ends = itertools.accumulate(map(len, spans))
    return [values[end - len(of_turn) : end] for end, of_turn in zip(ends, spans, strict=True)]


def shares(scores: Floats, spans: Sequence[Sequence[object]]) -> list[Floats]:
    """Likelihoods of the sentences of each turn, from the logarithms of their odds, turn after turn, (sentences,)."""
    odds = np.exp(scores - scores.max())
    return np.split(odds / odds.sum(), np.cumsum([len(of_turn) for of_turn in spans])[:-1])


def is_courtesy(sentence: str) -> bool:
    """Whether a sentence is thanks or an address and no more."""
    return len(sentence.split()) < COURTEOUS and bool(COURTESY.match(fold(sentence)))


def sentence_signal_names() -> list[str]:
    """The signals, in the order of `SentenceWeights`."""
    return [field.name for field in fields(SentenceWeights)]
