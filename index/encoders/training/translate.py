"""Word-by-word translation from dictionaries, to make training text in a language that the records lack.

The output is no sentence anybody would write: it is a bag of translated words for an encoder without word order.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import Stemmer

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[^\w\s]")
SHORTEST_PART = 4
REPLACED = 0.9
"""Share of the known words that are replaced; the rest keeps the languages tied together."""


class WordTranslator:
    """Translations of single words into one language: by form, by stem, or part by part for a compound.

    Of several translations the more common word is drawn more often: a dictionary lists rare senses beside the usual.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]], stemmer: str, common: Counter[str]) -> None:
        """`pairs` of a word and its translation; `stemmer` of the words' language; `common`: how often words occur."""
        self._stem = Stemmer.Stemmer(stemmer)
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._stemmed: dict[str, list[str]] = defaultdict(list)
        self._common = common
        for source, target in pairs:
            source, target = source.strip().lower(), target.strip().lower()
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
                    return [f"{self._usual(first)} {self._usual(tail)}"]
        return []

    def _usual(self, translations: list[str]) -> str:
        return max(translations, key=self._weight)

    def _weight(self, translation: str) -> float:
        return float(min(self._common[word] for word in translation.split()) ** 0.5) + 0.3

    def switch(self, text: str, rng: random.Random) -> str:
        """The text with most of its known words replaced by one of their translations."""
        words = []
        for word in WORD.findall(text):
            found = self.lookup(word.lower()) if rng.random() < REPLACED else []
            words.append(rng.choices(found, [self._weight(f) for f in found])[0] if found else word)
        return " ".join(words)
