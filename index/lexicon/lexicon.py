"""Words of Dutch, English and French with their translations, as search terms.

The bundled lexicon is a file that `python -m index.lexicon.induction` made; README.md beside it says from what. A word
is known by its `key`, a phrase of two or three by the keys of its words; translations are terms, as `index.terms` makes
them, with a probability. Only the directions that are asked for are read. Knows nothing of records or questions.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.terms import stem

FILE = Path(__file__).parent / "words.zip"
LONGEST_PHRASE = 3

Table = Mapping[str, Sequence[tuple[str, float]]]
"""Keys with their translations, likeliest first."""

_WRITTEN = (1980, 1, 1, 0, 0, 0)  # so that the same tables give the same bytes


def key(word: str, language: str) -> str:
    """The form under which a folded word is looked up: without the ending of its plural.

    Less than a stem, since stems throw words together that are translated apart ("house" and "housing"); after the
    S-stemmer of Harman 1991, "How Effective Is Suffixing?". Dutch plurals change the word: those are stemmed.
    """
    if language == "nl":
        return stem(word, language)
    if language == "en":
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith(("sses", "xes", "ches", "shes")) and len(word) > 4:
            return word[:-2]
        return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
    if word.endswith("aux") and len(word) > 4:
        return word[:-3] + "al"
    return word[:-1] if word.endswith(("s", "x")) and len(word) > 3 else word


class Lexicon:
    """Translations between each two languages that the file has a table of."""

    def __init__(self, path: Path = FILE) -> None:
        """Opens a file that `write` wrote; without the file there are no translations."""
        self._path = path
        self._lines: dict[tuple[str, str], dict[str, str]] = {}

    def translations(self, words: Sequence[str], source: str, target: str) -> list[tuple[str, float]]:
        """Terms of the target language for a folded word, or for a phrase of several, likeliest first; or nothing."""
        line = self._table(source, target).get(" ".join(key(word, source) for word in words))
        if line is None:
            return []
        fields = line.split(" ")
        return [(term, int(share) / 100) for term, share in zip(fields[::2], fields[1::2], strict=True)]

    def _table(self, source: str, target: str) -> dict[str, str]:
        if (source, target) not in self._lines:
            with zipfile.ZipFile(self._path) as file:
                name = _member(source, target)
                text = file.read(name).decode("utf-8") if name in file.namelist() else ""
            pairs = (line.partition("\t") for line in text.splitlines())
            self._lines[source, target] = {word: translations for word, _, translations in pairs}
        return self._lines[source, target]


def write(path: Path, tables: Mapping[tuple[str, str], Table]) -> None:
    """Write tables by (source, target) language: a zip of text, a word or phrase a line, shares in whole percents."""
    with zipfile.ZipFile(path, "w") as file:
        for (source, target), table in sorted(tables.items()):
            lines = [
                f"{word}\t" + " ".join(f"{term} {max(round(100 * share), 1)}" for term, share in translations)
                for word, translations in sorted(table.items())
            ]
            member = zipfile.ZipInfo(_member(source, target), _WRITTEN)
            file.writestr(member, "\n".join(lines), zipfile.ZIP_LZMA)


def _member(source: str, target: str) -> str:
    return f"{source}-{target}.tsv"
