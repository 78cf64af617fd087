"""What is made of a sitting before it is written: its passages with their vectors, and the commitments in it.

Takes most of the time of a build, and none of it needs the record, so several processes do it. Knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from index.commitments.base import Commitment
from index.commitments.finding import commitments_of
from index.encoders import Encoder, load_encoder
from index.encoders.static import StaticEncoder
from index.language import language_of
from index.passages import cut
from index.record.columns import CutPassages
from index.transcript import Sitting
from index.vectors.codes import encoded

Prepared = tuple[CutPassages, list[Commitment]]


class Preparing:
    """Prepares sittings with an encoder, or without vectors; another process loads the encoder of that name itself."""

    def __init__(self, encoder: Encoder | None) -> None:
        self._encoder = encoder

    def __call__(self, sittings: Sequence[Sitting]) -> list[Prepared]:
        """What is written of each sitting."""
        cut_passages = cut_and_encoded(sittings, self._encoder)
        return [(passages, commitments_of(one)) for one, passages in zip(sittings, cut_passages, strict=True)]

    def __getstate__(self) -> tuple[str | None]:
        return (self._encoder.name if self._encoder is not None else None,)

    def __setstate__(self, state: tuple[str | None]) -> None:
        (name,) = state
        self._encoder = _loaded(name) if name is not None else None


def workers_for(encoder: Encoder) -> int | None:
    """How many processes prepare sittings: a transformer takes all cores by itself."""
    return None if isinstance(encoder, StaticEncoder) else 1


def cut_and_encoded(sittings: Sequence[Sitting], encoder: Encoder | None) -> list[CutPassages]:
    """The passages that sittings are cut into, with their vectors, encoded together, if there is an encoder."""
    pieces = [[(turn, passage) for turn in sitting.turns for passage in cut(turn)] for sitting in sittings]
    codes = None
    if encoder is not None:
        codes = encoded(encoder.encode_passages([turn.text[p.start : p.end] for own in pieces for turn, p in own]))
    found, first = [], 0
    for own in pieces:
        spans = np.array([(turn.order, p.start, p.end) for turn, p in own], dtype=np.int64).reshape(-1, 3)
        orders, starts, ends = spans.T
        languages = tuple(language_of(turn, p.start, p.end) for turn, p in own)
        own_codes = None if codes is None else codes[first : first + len(own)]
        found.append(CutPassages(orders, starts, ends, languages, own_codes))
        first += len(own)
    return found


_loaded = cache(load_encoder)
