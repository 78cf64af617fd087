"""How likely each sentence of a turn is to carry the answer, if the turn has it: a few signals, weighed.

The weights are learned on the sentences that people marked in the development sets (`python -m eval.sentences`).
Knows nothing of how turns were found, nor of quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from assistant.answer import Evidence, Kind
from assistant.answerability import coverage
from assistant.cues import form
from assistant.late import LateInteraction, QuestionTokens
from index.encoders import Encoder
from index.lexical import Variant
from index.terms import CompoundSplitter, fold, passage_terms

Floats = npt.NDArray[np.float64]

COURTESY = re.compile(
    r"^(?:dank u|bedankt|hartelijk dank|dank je|mijnheer de voorzitter|voorzitter|collega's|thank you|merci|"
    r"je vous remercie|goede(?:morgen|middag|navond))\b"
)
COURTEOUS = 14
"""Words: a longer sentence that begins with thanks says something else as well."""


@dataclass(frozen=True, slots=True)
class SentenceWeights:
    """What each signal of a sentence counts; see eval/LOG.md for how the weights were found."""

    covered: float = 2.0  # the share of the question's words, by worth, that stand in it in some form
    told: float = 2.1  # the share of the question's information that it and the sentences beside it tell
    meaning: float = 1.7  # cosine to the question
    passage: float = 0.7  # it is in the turn's best passage
    form: float = 3.4  # it has the form of an answer: a figure, a date, a reason, somebody's word
    asks: float = 3.2  # it is a question, for "what did X ask"
    states: float = 0.7  # it is none, for every other question
    substance: float = 3.2  # it is more than thanks
    length: float = 3.4  # the logarithm of its number of words


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
        weights: SentenceWeights | None = None,
    ) -> None:
        self._encoder, self._splitter, self._late = encoder, splitter, late
        self._weights = weights or SentenceWeights()

    def scores(self, found: Evidence, spans: Sequence[tuple[int, int]], wanted: Wanted) -> Floats:
        """The logarithm, but for a constant, of how likely each sentence is to carry the answer, (len(spans),)."""
        signals = self.signals(found, spans, wanted)
        total: Floats = np.zeros(len(spans))
        for name, signal in signals.items():
            total += getattr(self._weights, name) * signal
        return total

    def signals(self, found: Evidence, spans: Sequence[tuple[int, int]], wanted: Wanted) -> dict[str, Floats]:
        """Each signal of each sentence, (len(spans),), by the names of `SentenceWeights`."""
        texts = [found.turn.text[start:end] for start, end in spans]
        near = [" ".join(texts[max(0, at - 1) : at + 2]) for at in range(len(texts))]
        most = max(wanted.tokens.most, 1e-9)
        words = np.array([len(text.split()) for text in texts])
        asks = np.array([text.rstrip().endswith("?") for text in texts])
        thanks = np.array([bool(COURTESY.match(fold(text))) for text in texts]) & (words < COURTEOUS)
        passage = found.passage
        return {
            "covered": np.array([self._covered(found, text, wanted) for text in texts]),
            "told": wanted.tokens.shares @ self._late.texts(wanted.tokens, near) / most,
            "meaning": (self._encoder.encode_passages(texts) @ wanted.vector).astype(float),
            "passage": np.array([passage.start <= start and end <= passage.end for start, end in spans], dtype=float),
            "form": np.array([form(wanted.kind, text) for text in texts]),
            "asks": (asks & (wanted.kind == "asked")).astype(float),
            "states": (~asks & (wanted.kind != "asked")).astype(float),
            "substance": (~thanks).astype(float),
            "length": np.log1p(words) / 4,
        }

    def _covered(self, found: Evidence, text: str, wanted: Wanted) -> float:
        language = found.turn.languages[0].language if found.turn.languages else "nl"
        terms, parts = passage_terms(text, language, self._splitter)
        return coverage(wanted.words, wanted.worth, set(terms), set(parts)) / (sum(wanted.worth) or 1.0)


def sentence_signal_names() -> list[str]:
    """The signals, in the order of `SentenceWeights`."""
    return [field.name for field in fields(SentenceWeights)]
