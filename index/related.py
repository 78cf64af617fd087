"""Words of the record that are near a given word: its translations, its other forms, its synonyms.

The bundled encoder places words of Dutch, English and French in one space, so the nearest words of the record to an
English word are mostly its Dutch ones. The words are the record's own: nothing that does not stand in it is ever
proposed. Knows nothing of passages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.encoders import Encoder
from index.terms import is_stop_word

MOST_WORDS = 200_000


class RelatedWords:
    """The words of a record as vectors, most frequent first where there are more than `MOST_WORDS`."""

    def __init__(self, encoder: Encoder, frequencies: Mapping[str, int]) -> None:
        """`frequencies`: how often each folded word stands in the record."""
        usable = [
            (count, word)
            for word, count in frequencies.items()
            if len(word) > 2 and word.isalpha() and not is_stop_word(word)
        ]
        self._words = [word for _, word in sorted(usable, reverse=True)[:MOST_WORDS]]
        self._vectors: npt.NDArray[np.float32] = encoder.encode_passages(self._words)
        self._encoder = encoder
        self._nearest = lru_cache(maxsize=10_000)(self._search)

    def nearest(self, word: str, limit: int) -> Sequence[tuple[str, float]]:
        """The words nearest to a word (or a phrase of several) with their cosines, nearest first."""
        return self._nearest(word, limit)

    def _search(self, word: str, limit: int) -> Sequence[tuple[str, float]]:
        if not self._words:
            return ()
        cosines = self._vectors @ self._encoder.encode_questions([word])[0]
        count = min(limit, len(cosines))
        best = np.argpartition(-cosines, count - 1)[:count]
        best = best[np.argsort(-cosines[best], kind="stable")]
        return tuple((self._words[i], float(cosines[i])) for i in best)
