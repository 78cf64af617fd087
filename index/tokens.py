"""The record as tokens of the bundled encoder: which tokens each passage has, and how common each token is.

Late interaction compares a question with a turn token by token; cutting a turn's text into tokens takes longer than
the comparing, so it is done once. Made from the record and kept in a folder of NumPy arrays that are mapped, not read.
Knows nothing of vectors or of questions.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.encoders.static import StaticEncoder

BLOCK = 4_096
"""Passages cut into tokens at once."""

COUNTED = 1_000_000
"""Tokens counted at once: NumPy takes eight bytes for each."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """Tokens of passages: keys (n,) in order, starts (n + 1,), ids (tokens,); the tokens of passage i are
    `ids[starts[i]:starts[i + 1]]`."""

    keys: Ints
    starts: Ints
    ids: npt.NDArray[np.uint16]

    @classmethod
    def of_texts(cls, texts: Iterable[tuple[int, str]], encoder: StaticEncoder) -> PassageTokens:
        """Those of passages given as key and text, in the order of their keys."""
        keys: list[int] = []
        lengths: list[int] = []
        pieces: list[npt.NDArray[np.uint16]] = []
        texts = iter(texts)
        while block := list(itertools.islice(texts, BLOCK)):
            for (key, _), tokens in zip(block, encoder.tokens([text for _, text in block]), strict=True):
                keys.append(key)
                lengths.append(len(tokens))
                pieces.append(tokens.astype(np.uint16))
        starts = np.zeros(len(keys) + 1, dtype=np.int64)
        np.cumsum(lengths, out=starts[1:])
        flat = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.uint16)
        return cls(np.array(keys, dtype=np.int64), starts, flat)

    @classmethod
    def open(cls, folder: Path) -> PassageTokens:
        """Those that `save` wrote, mapped into memory."""
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in cls.__slots__))

    def save(self, folder: Path) -> None:
        """Write them into a folder, made anew."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in self.__slots__:
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def joined(cls, several: Iterable[PassageTokens]) -> PassageTokens:
        """Those of one after the other, whose keys grow."""
        every = [cls(np.zeros(0, np.int64), np.zeros(1, np.int64), np.zeros(0, np.uint16)), *several]
        lengths = np.concatenate([np.diff(one.starts) for one in every])
        starts = np.zeros(len(lengths) + 1, dtype=np.int64)
        np.cumsum(lengths, out=starts[1:])
        return cls(np.concatenate([one.keys for one in every]), starts, np.concatenate([one.ids for one in every]))

    def changed(self, removed: Ints, added: PassageTokens) -> PassageTokens:
        """These without some passages, by key, and with newer ones, whose keys are above all of these."""
        if not len(removed):
            return self.joined([self, added])
        kept = ~np.isin(self.keys, removed)
        lengths = np.diff(self.starts)
        starts = np.concatenate([self.starts[:1], np.cumsum(lengths[kept])])
        return self.joined([PassageTokens(self.keys[kept], starts, self.ids[np.repeat(kept, lengths)]), added])

    def shares(self, vocabulary: int) -> npt.NDArray[np.float64]:
        """Each token's share of all tokens of the record, (vocabulary,)."""
        counts = np.zeros(vocabulary)
        for start in range(0, len(self.ids), COUNTED):
            counts += np.bincount(self.ids[start : start + COUNTED], minlength=vocabulary)
        shares: npt.NDArray[np.float64] = counts / max(counts.sum(), 1.0)
        return shares

    def of(self, keys: Ints) -> tuple[Ints, Ints]:
        """The tokens of passages, flat, one passage after the other, and each passage's count, (len(keys),).

        A passage that is not there (a writer added it a moment ago) has none.
        """
        if len(self.keys) == 0:
            return np.zeros(0, dtype=np.int64), np.zeros(len(keys), dtype=np.int64)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        there = self.keys[at] == keys
        counts = np.where(there, self.starts[at + 1] - self.starts[at], 0)
        known = at[there]
        # Passages that follow each other, as those of neighbours do, are taken in one piece.
        first = np.flatnonzero(np.diff(known, prepend=-2) != 1)
        last = np.append(first[1:], len(known))[: len(first)] - 1
        begins, ends = self.starts[known[first]].tolist(), self.starts[known[last] + 1].tolist()
        ids = np.asarray(self.ids)  # to take a piece of what is mapped takes ten times as long
        pieces = [ids[begin:end] for begin, end in zip(begins, ends, strict=True)]
        return np.concatenate([ids[:0], *pieces]).astype(np.int64), counts
