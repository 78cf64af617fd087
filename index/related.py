"""Words of the record that are near a given word: its translations, its other forms, its synonyms.

The bundled encoder places words of Dutch, English and French in one space, so the nearest words of the record to an
English word are mostly its Dutch ones. The words are the record's own: nothing that does not stand in it is ever
proposed. Knows nothing of passages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from index.encoders import Encoder
from index.terms import is_stop_word

MOST_WORDS = 200_000
MOST_RELATED = 6
MOST_KNOWN = 10_000
"""Words whose relatives are kept."""

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
        self._words = [word for _, word in sorted(usable, reverse=True)[:MOST_WORDS]]
        self._vectors: npt.NDArray[np.float32] = encoder.encode_passages(self._words)
        self._encoder = encoder
        self._known: dict[str, Nearest] = {}

    def nearest(self, words: Sequence[str]) -> list[Nearest]:
        """For each word the words nearest to it with their cosines, nearest first, at most `MOST_RELATED`."""
        if not self._words:
            return [()] * len(words)
        asked = [word for word in dict.fromkeys(words) if word not in self._known]
        if len(self._known) + len(asked) > MOST_KNOWN:
            self._known.clear()
            asked = list(dict.fromkeys(words))
        if asked:
            # All words in one product: to go through the vectors is what takes the time.
            cosines = self._encoder.encode_questions(asked) @ self._vectors.T
            count = min(MOST_RELATED, len(self._words))
            best = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
            for word, row, found in zip(asked, cosines, best, strict=True):
                order = found[np.argsort(-row[found], kind="stable")]
                self._known[word] = tuple((self._words[i], float(row[i])) for i in order)
        return [self._known[word] for word in words]
