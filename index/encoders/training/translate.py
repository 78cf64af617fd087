"""Word-by-word translation from dictionaries, to make training text in a language that the records lack.

The output is no sentence anybody would write: it is a bag of translated words, of more than one language at times, for
an encoder without word order.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable

import Stemmer

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[^\w\s]")
SHORTEST_PART = 4
REPLACED = 0.9
"""Share of the known words that are replaced; the rest keeps the languages tied together."""


class WordTranslator:
    """Translations of single words, in both directions: by form, by stem, or part by part for a compound."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """`pairs` of dictionary entries, in any languages."""
        self._stem = Stemmer.Stemmer("dutch")
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._stemmed: dict[str, list[str]] = defaultdict(list)
        for first, second in pairs:
            first, second = first.strip().lower(), second.strip().lower()
            for source, target in ((first, second), (second, first)):
                if " " not in source and len(target.split()) <= 3 and source != target:
                    self._exact[source].append(target)
                    self._stemmed[self._stem.stemWord(source)].append(target)

    def lookup(self, word: str) -> list[str]:
        """The known translations of one lower-case word, empty if there is none."""
        found = self._exact.get(word) or self._stemmed.get(self._stem.stemWord(word))
        return found or self._parts(word)

    def _parts(self, word: str) -> list[str]:
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            tail = self._exact.get(word[cut:]) or self._stemmed.get(self._stem.stemWord(word[cut:]))
            if not tail:
                continue
            for linking in ("", "s", "en", "e"):
                head = word[:cut].removesuffix(linking) if linking else word[:cut]
                first = self._exact.get(head) if len(head) >= SHORTEST_PART else None
                if first:
                    return [f"{a} {b}" for a, b in zip(first[:3], tail[:3], strict=False)]
        return []

    def switch(self, text: str, rng: random.Random) -> str:
        """The text with most of its known words replaced by one of their translations."""
        words = []
        for word in WORD.findall(text):
            found = self.lookup(word.lower())
            words.append(rng.choice(found) if found and rng.random() < REPLACED else word)
        return " ".join(words)
