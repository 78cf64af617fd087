"""The words of a record: how often each stands in it, which are ordinary words rather than names, its abbreviations.

Knows nothing of passages or questions.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from index.acronyms import AcronymCounter
from index.terms import STOP_WORDS, fold, words

RAREST = 2
FEW = 100_000
"""Different words. A record with more leaves out those that stand there once, most of which are slips of the pen."""

_CAPITALS = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x250)) if letter.isupper())
_SMALL = re.compile(rf"(?<![\w.?!])[^\W\d_{_CAPITALS}][^\W\d_]+")
_TITLED = re.compile(
    r"\b(?:[Mm]inister(?:-president)?|[Ss]taatssecretaris|[Pp]remier|[Hh]eer|[Mm]evrouw|[Mm]ijnheer|[Mm]eneer|[Cc]ollega|"
    rf"Mr|Mrs|Ms|Dr|[Mm]inistre|[Mm]onsieur|[Mm]adame|M|Mme)\.? (?:[{_CAPITALS}]\w+ )?([{_CAPITALS}][^\W\d_]+)"
)
TITLED_SHARE = 0.04
OFTEN = 20

LEAST_SPOKEN = 0.01
"""Function words that only one language has, as a share of all words, from which a record is in that language too; in
a text of that language they are a quarter and more."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`frequencies` of folded words; `ordinary` are those that are mostly not somebody's name; `acronyms` as folded
    abbreviations with their long forms (`index.acronyms`).

    A word is ordinary if it is written small at least half of the time, or stands there often and hardly ever after
    a title ("minister van Welzijn" is a department; "mevrouw Welzijn" would be somebody).
    """

    frequencies: dict[str, int]
    ordinary: frozenset[str]
    acronyms: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def count(cls, texts: Iterable[str]) -> Vocabulary:
        """The vocabulary of texts."""
        counter = WordCounter()
        for text in texts:
            counter.read(text)
        return counter.vocabulary()

    def is_name(self, word: str) -> bool:
        """Whether a folded word stands in the record often, and mostly as somebody's name."""
        return self.frequencies.get(word, 0) >= OFTEN and word not in self.ordinary

    def languages(self) -> list[str]:
        """The languages that the record is in, the most spoken first; none of a record without words."""
        total = sum(self.frequencies.values())
        spoken = {}
        for language, own in STOP_WORDS.items():
            others = frozenset().union(*(other for name, other in STOP_WORDS.items() if name != language))
            spoken[language] = sum(self.frequencies.get(word, 0) for word in own - others)
        return sorted((name for name in spoken if spoken[name] > LEAST_SPOKEN * total), key=lambda name: -spoken[name])

    def write(self, path: Path) -> None:
        """Write the vocabulary as one JSON document."""
        document = {
            "frequencies": self.frequencies, "ordinary": sorted(self.ordinary), "acronyms": self.acronyms,
        }  # fmt: skip
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Vocabulary:
        """Read what `write` wrote."""
        document = json.loads(path.read_text(encoding="utf-8"))
        return cls(document["frequencies"], frozenset(document["ordinary"]), document["acronyms"])


class WordCounter:
    """Counts the words of texts; what several have counted can be added up."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._small: Counter[str] = Counter()
        self._titled: Counter[str] = Counter()
        self._acronyms = AcronymCounter()

    def read(self, text: str) -> None:
        """Count the words of a text."""
        self._acronyms.read(text)
        self._counts.update(words(text))
        self._small.update(_SMALL.findall(text))
        self._titled.update(_TITLED.findall(text))

    def add(self, other: WordCounter) -> None:
        """Add what another one has counted."""
        self._acronyms.add(other._acronyms)
        self._counts.update(other._counts)
        self._small.update(other._small)
        self._titled.update(other._titled)

    def vocabulary(self) -> Vocabulary:
        """The vocabulary of all texts; of many words (`FEW`), those that stand there once are left out."""
        least = RAREST if len(self._counts) > FEW else 1
        kept = {word: count for word, count in sorted(self._counts.items()) if count >= least}
        small, titled = _folded(self._small), _folded(self._titled)
        return Vocabulary(
            kept,
            frozenset(
                word
                for word, count in kept.items()
                if 2 * small[word] >= count or (count >= OFTEN and titled[word] < TITLED_SHARE * count)
            ),
            self._acronyms.found(),
        )


def _folded(counts: Counter[str]) -> Counter[str]:
    folded: Counter[str] = Counter()
    for word, count in counts.items():
        folded[fold(word)] += count
    return folded
