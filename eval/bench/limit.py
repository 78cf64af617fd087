"""Against the limit: what must be read from memory, over how fast this memory can be read.

No search that compares a question with every vector can be faster than reading the vectors once, and no encoder of
token vectors faster than reading the vectors of the tokens. The ratio of the time measured to that limit says how much
is left to gain. Where the vectors fit into a processor's cache, a ratio below 1 is possible.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eval.bench.base import asked, read_turns
from eval.bench.worker import DEPTH
from eval.gold import Query
from index.encoders import load_bundled

if TYPE_CHECKING:
    from index.store import Index

STREAMED = 512 * 2**20
"""Bytes that are streamed to measure the bandwidth: far more than any cache holds."""

PASSAGE_COMPONENT, TOKEN_COMPONENT = 1, 4
"""Bytes of a component of our vectors: 8 bits in the index's of passages, float32 in the encoder's of tokens."""

NEAREST = 500
"""Passages that a search by vectors gives; as many as the assistant asks for."""

TURNS = 2_000
"""Turns encoded to measure the encoder."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Bytes that must be read, bytes a second that can be, and the seconds that it took."""

    what: str
    read: int
    bandwidth: float
    seconds: float

    @property
    def least(self) -> float:
        """The seconds that reading alone takes."""
        return self.read / self.bandwidth

    @property
    def ratio(self) -> float:
        """The time measured over the least time."""
        return self.seconds / self.least


def bandwidth(streamed: int = STREAMED, times: int = 5) -> float:
    """Bytes a second of one stream through memory, read and added up; the best of several, since others work too."""
    numbers = np.ones(streamed // 4, dtype=np.float32)
    return streamed / min(_seconds(lambda: np.dot(numbers, numbers)) for _ in range(times))


def limits(pool: Path, folder: Path, queries: Sequence[Query]) -> list[Limit]:
    """The limits of our index of a pool, in `folder`."""
    from index.store import open_index

    speed = bandwidth()
    index = open_index(folder)
    try:
        found = _searching(index, queries, speed)
    finally:
        index.close()
    return [*found, *_encoding(pool, speed)]


def _searching(index: Index, queries: Sequence[Query], speed: float) -> list[Limit]:
    """The search by vectors alone, and the whole of `retrieve`; both medians over the questions."""
    from assistant.answer import Question
    from assistant.assistant import Assistant

    assistant = Assistant(index)
    read = len(index.layout.passage_keys) * index.encoder.dimensions * PASSAGE_COMPONENT
    vectors = index.encoder.encode_questions([asked(query) for query in queries])
    questions = [Question(query.text, query.history) for query in queries]
    index.vectors.search(vectors[0], NEAREST)
    assistant.retrieve(questions[0], DEPTH)
    nearest = [_seconds(partial(index.vectors.search, vector, NEAREST)) for vector in vectors]
    whole = [_seconds(partial(assistant.retrieve, question, DEPTH)) for question in questions]
    return [
        Limit("search by vectors: every passage's read once", read, speed, float(np.median(nearest))),
        Limit("the whole search, against the same", read, speed, float(np.median(whole))),
    ]


def _encoding(pool: Path, speed: float) -> list[Limit]:
    """Token vectors gathered and added alone, and the encoder, which cuts texts into tokens first."""
    encoder = load_bundled()
    texts = [turn.text for turn in islice(read_turns(pool), TURNS)]
    encoder.encode_passages(texts[:64])
    tokens = [ids for ids in encoder.tokens(texts) if len(ids)]
    read = sum(map(len, tokens)) * encoder.dimensions * TOKEN_COMPONENT
    gathering = _seconds(lambda: [encoder.token_vectors(ids).sum(axis=0) for ids in tokens])
    encoding = _seconds(lambda: encoder.encode_passages(texts))
    return [
        Limit(f"token vectors of {len(texts):,} turns gathered and added", read, speed, gathering),
        Limit("the encoder over the same, cutting into tokens included", read, speed, encoding),
    ]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
