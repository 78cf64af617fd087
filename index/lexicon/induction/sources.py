"""The texts that translations are counted in: dictionary entries and sentence pairs, as terms.

Only sources whose stated licence lets what is counted in them be shipped; README.md beside the lexicon names them.
Knows nothing of counting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.encoders.training.pairs import SENTENCE_END, open_text, rows, unglue
from index.lexicon.induction.alignment import align
from index.lexicon.induction.model1 import TermPair
from index.lexicon.lexicon import LONGEST_PHRASE, key
from index.terms import STOP_WORDS, CompoundSplitter, words

ENGLISH_DUTCH = {
    "dict_wiktionary": 1.0, "dict_odwn_confirmed": 1.0, "tatoeba": 1.0, "tatoeba_pivot": 1.0,
    "eu_eforms": 1.0, "eu_esco_occupations": 1.0,
    "docs_ms_d365ops": 0.3, "docs_ms_bc": 0.3, "docs_ms_nav": 0.3,
}  # fmt: skip
"""What a pair counts, by its source; other sources are left out. Manuals of software count less: what they post, order
and field is not what a parliament does."""

NAMING = ("dict_wiktionary", "dict_odwn_confirmed", "eu_eforms", "eu_esco_occupations")
"""Sources whose short pairs are names of things, and so give phrases."""

FRENCH_DICTIONARY = "wiktionary"
MOST_SENTENCES = 80
RECORDS = ("tweede-kamer/1998-2013", "dekamer/leg55-2019-2024")


@dataclass(frozen=True, slots=True)
class Entry:
    """A pair of texts as words, and the same as terms to count in."""

    source: list[str]
    target: list[str]
    counted: TermPair
    naming: bool


class Reading:
    """Texts as terms: keys of their words, without function words; Dutch compounds also as their parts."""

    def __init__(self, parallel: Path) -> None:
        """`parallel`: the folder of the parallel data, whose Dutch words the splitter of compounds is made of."""
        self._parallel = parallel
        counts: Counter[str] = Counter()
        for row in rows(parallel / "nl-fr.dekamer-questions-2020.jsonl.gz"):
            counts.update(words(row["text_nl"] or ""))
        for _, dutch, _ in self._english_dutch_lines():
            counts.update(words(dutch))
        self._splitter = CompoundSplitter(counts)

    def english_dutch(self) -> Iterator[Entry]:
        """Entries and sentences in English and Dutch."""
        for english, dutch, source in self._english_dutch_lines():
            if source in ENGLISH_DUTCH:
                yield self._entry(english, "en", dutch, "nl", ENGLISH_DUTCH[source], source in NAMING)

    def english_french(self) -> Iterator[Entry]:
        """Dictionary entries in English and French."""
        with open_text(self._parallel / "dict.fr.tsv.xz") as lines:
            for line in lines:
                english, french, languages, source = line.rstrip("\n").split("\t")
                if languages == "en-fr" and source == FRENCH_DICTIONARY:
                    yield self._entry(english, "en", french, "fr", 1.0, naming=True)

    def dutch_french(self) -> Iterator[Entry]:
        """Sentences of the Chamber's bilingual written questions."""
        for row in rows(self._parallel / "nl-fr.dekamer-questions-2020.jsonl.gz"):
            ours = SENTENCE_END.split(unglue(row["text_nl"] or ""))
            theirs = SENTENCE_END.split(unglue(row["text_fr"] or ""))
            if max(len(ours), len(theirs)) <= MOST_SENTENCES:
                same = len(ours) == len(theirs)  # the translation kept the sentences
                for dutch, french in zip(ours, theirs, strict=True) if same else align(ours, theirs):
                    yield self._entry(dutch, "nl", french, "fr", 1.0, naming=False)

    def _english_dutch_lines(self) -> Iterator[tuple[str, str, str]]:
        with open_text(self._parallel / "en-nl.train.tsv.xz") as lines:
            for line in lines:
                english, dutch, source = line.rstrip("\n").split("\t")
                yield english, dutch, source

    def _entry(self, first: str, source: str, second: str, target: str, weight: float, naming: bool) -> Entry:
        ours, theirs = _telling(first, source), _telling(second, target)
        pair = TermPair(self._terms(ours, source), self._terms(theirs, target), weight)
        return Entry(
            [key(word, source) for word in ours],
            [key(word, target) for word in theirs],
            pair,
            naming and len(ours) <= LONGEST_PHRASE and len(theirs) <= LONGEST_PHRASE,
        )

    def _terms(self, telling: list[str], language: str) -> list[str]:
        if language != "nl":
            return [key(word, language) for word in telling]
        return [key(part, language) for word in telling for part in (word, *self._splitter.parts(word))]


def _telling(text: str, language: str) -> list[str]:
    return [word for word in words(text) if word not in STOP_WORDS[language] and not word.isdigit()]


def common_words(corpora: Path) -> Counter[str]:
    """How often folded words stand in records of parliaments, Dutch and French together."""
    counts: Counter[str] = Counter()
    for record in RECORDS:
        for row in rows(corpora / f"{record}.turns.jsonl.xz"):
            counts.update(words(row["text"]))
    return counts
