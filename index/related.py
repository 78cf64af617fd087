"""Words of the record that are near a given word: its translations, its other forms, its synonyms.

The bundled encoder places words of Dutch, English and French in one space, so the nearest words of the record to an
English word are mostly its Dutch ones. The words are the record's own: nothing that does not stand in it is ever
proposed. Found in two steps where there are many: by short codes of all words, then by the vectors of the best of them
(FAISS's PQ fast scan, after André et al. 2017, "Accelerated Nearest Neighbor Search with Quick ADC"). Made from the
vocabulary and kept beside it, for encoding all words takes seconds. Knows nothing of passages.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from index.encoders import Encoder
from index.terms import is_stop_word

MOST_WORDS = 200_000
MOST_RELATED = 6
MOST_KNOWN = 10_000
"""Words whose relatives are kept."""

CODED = 20_000
"""Words from which they are found by codes first: fewer are compared at once."""

TRAINED = 20_000
"""Words by which the codes are chosen."""

REFINED = 16
"""Words whose vectors are looked at, for each that is wanted."""

Nearest = Sequence[tuple[str, float]]


class RelatedWords:
    """The words of a record as vectors, most frequent first where there are more than `MOST_WORDS`."""

    def __init__(self, encoder: Encoder, frequencies: Mapping[str, int]) -> None:
        """`frequencies`: how often each folded word stands in the record."""
        usable = [
            (count, word)
            for word, count in frequencies.items()
            if len(word) > 2 and word.isalpha() and not is_stop_word(word)
        ]
        words = [word for _, word in sorted(usable, reverse=True)[:MOST_WORDS]]
        dimensions = encoder.dimensions
        coded = len(words) >= CODED and dimensions % 4 == 0
        kind = f"PQ{dimensions // 4}x4fs,Refine(SQ8)" if coded else "Flat"
        vectors = encoder.encode_passages(words)
        index = faiss.index_factory(dimensions, kind, faiss.METRIC_INNER_PRODUCT)
        index.train(vectors[:: len(words) // TRAINED or 1])
        index.add(vectors)
        self._set(encoder, words, index)

    def _set(self, encoder: Encoder, words: list[str], index: Any) -> None:
        self._encoder, self._words, self._index = encoder, words, index
        if isinstance(index, faiss.IndexRefine):
            index.k_factor = REFINED
        self._known: dict[str, Nearest] = {}

    @classmethod
    def open(cls, folder: Path, encoder: Encoder) -> RelatedWords:
        """Those that `save` wrote, made by the same encoder."""
        opened = cls.__new__(cls)
        words = (folder / "words.txt").read_text(encoding="utf-8").split()
        opened._set(encoder, words, faiss.read_index(str(folder / "vectors.faiss")))
        return opened

    def save(self, folder: Path) -> None:
        """Write them into a folder, made anew."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "words.txt").write_text("\n".join(self._words), encoding="utf-8")
        faiss.write_index(self._index, str(folder / "vectors.faiss"))

    def nearest(self, words: Sequence[str]) -> list[Nearest]:
        """For each word the words nearest to it with their cosines, nearest first, at most `MOST_RELATED`."""
        if not self._words:
            return [()] * len(words)
        found = {word: self._known.get(word) for word in words}
        asked = [word for word, near in found.items() if near is None]
        if asked:
            if len(self._known) + len(asked) > MOST_KNOWN:
                self._known.clear()
            vectors = np.ascontiguousarray(self._encoder.encode_questions(asked), dtype=np.float32)
            cosines, best = self._index.search(vectors, min(MOST_RELATED, len(self._words)))
            for word, rows, near in zip(asked, best.tolist(), cosines.tolist(), strict=True):
                pairs = zip(rows, near, strict=True)
                found[word] = self._known[word] = tuple((self._words[at], cosine) for at, cosine in pairs if at >= 0)
        return [found[word] or () for word in words]
