"""The passages of a sitting as columns: arrays here, binaries in the database.

Turns of a sitting have consecutive keys, in their order, and so have its passages. Knows nothing of texts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.terms import LANGUAGES
from index.transcript import LanguageSpan, Turn
from index.vectors.codes import Codes

Ints = npt.NDArray[np.int64]

_STORED = np.dtype("<i4")
_LANGUAGES = tuple(LANGUAGES)


@dataclass(frozen=True, slots=True)
class CutPassages:
    """The n passages of a sitting as they are written: orders of their turns, starts and ends in the turns' texts,
    (n,), a language of `LANGUAGES` each, and codes of their vectors, (n, dimensions); None if workers are to find
    those."""

    orders: Ints
    starts: Ints
    ends: Ints
    languages: tuple[str, ...]
    codes: Codes | None

    def __len__(self) -> int:
        return len(self.orders)


@dataclass(frozen=True, slots=True)
class Outline:
    """What an opened index knows of a sitting's t turns and p passages without their words: key of its first turn,
    speaker (0 for none) and position of the agenda item (-1 for none) of each turn, (t,); key of its first passage,
    and of each passage the order of its turn, start and end, (p,)."""

    sitting: int
    first_turn: int
    speakers: Ints
    items: Ints
    first_passage: int
    orders: Ints
    starts: Ints
    ends: Ints


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """Vectors of n passages: keys, sittings and speakers (0 for none), (n,), and codes, (n, dimensions)."""

    keys: Ints
    sittings: Ints
    speakers: Ints
    codes: Codes


class Places:
    """Where keys stand among n keys: a table, since to search for thousands of them takes milliseconds."""

    def __init__(self, keys: Ints) -> None:
        self._first = int(keys.min()) if len(keys) else 0
        # The last place is for keys that are not there.
        self._table = np.full(int(keys.max()) - self._first + 2 if len(keys) else 1, -1, dtype=np.int32)
        self._table[keys - self._first] = np.arange(len(keys))

    def of(self, keys: Ints) -> Ints:
        """The place of each key, (m,); -1 for one that is not there."""
        at = keys - self._first
        last = len(self._table) - 1
        return self._table[np.where((at >= 0) & (at < last), at, last)].astype(np.int64)


def to_binary(numbers: Ints) -> bytes:
    """Whole numbers as they are stored."""
    return numbers.astype(_STORED).tobytes()


def from_binary(stored: bytes) -> Ints:
    """What `to_binary` stored."""
    return np.frombuffer(stored, dtype=_STORED).astype(np.int64)


def languages_to_binary(languages: tuple[str, ...]) -> bytes:
    """Languages as they are stored: a byte each."""
    return bytes(_LANGUAGES.index(language) for language in languages)


def languages_from_binary(stored: bytes) -> list[str]:
    """What `languages_to_binary` stored."""
    return [_LANGUAGES[number] for number in stored]


def spans_to_text(turn: Turn) -> str:
    """The stated languages of a turn as they are stored: one alone where it is that of the whole turn, else JSON."""
    spans = [[span.start, span.end, span.language] for span in turn.languages]
    if len(spans) == 1 and spans[0][:2] == [0, len(turn.text)]:
        return turn.languages[0].language
    return json.dumps(spans)


def spans_from_text(stored: str, text: str) -> tuple[LanguageSpan, ...]:
    """What `spans_to_text` stored for a turn of this text."""
    if not stored.startswith("["):
        return (LanguageSpan(0, len(text), stored),)
    return tuple(LanguageSpan(*span) for span in json.loads(stored))
