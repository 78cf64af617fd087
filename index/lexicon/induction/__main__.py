"""The recipe of the bundled lexicon: ``python -m index.lexicon.induction DATA OUT``.

DATA holds `parallel/` and `corpora/`; OUT is the file to write. The same data give the same bytes.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import typer

from index.lexicon.induction.model1 import expected_counts
from index.lexicon.induction.sources import Reading, common_words
from index.lexicon.induction.tables import Shares, by_way_of, mixed, phrases, shares, table, turned
from index.lexicon.lexicon import key, write

ROUND_ABOUT = 0.5
"""What the way round by a third language counts beside the direct one; half of that where the direct one is the
Chamber's own translation."""

RAREST = 2
"""How often a Dutch or French word stands in the records, to be common."""


def main(data: Path, out: Path) -> None:
    """Induce the lexicon from the data folder and write it."""
    begun = time.monotonic()
    reading = Reading(data / "parallel")
    english_dutch, english_french = list(reading.english_dutch()), list(reading.english_french())
    _say(begun, f"{len(english_dutch)} English-Dutch and {len(english_french)} English-French pairs")
    en_nl = expected_counts(entry.counted for entry in english_dutch)
    en_fr = expected_counts(entry.counted for entry in english_french)
    nl_fr = expected_counts(entry.counted for entry in reading.dutch_french())
    _say(begun, f"{len(en_nl)}, {len(en_fr)} and {len(nl_fr)} pairs of words met")
    direct: dict[tuple[str, str], Shares] = {
        ("en", "nl"): shares(en_nl), ("nl", "en"): shares(turned(en_nl)),
        ("en", "fr"): shares(en_fr), ("fr", "en"): shares(turned(en_fr)),
        ("nl", "fr"): shares(nl_fr), ("fr", "nl"): shares(turned(nl_fr)),
    }  # fmt: skip
    found = dict(direct)
    for source, middle, target in (("en", "nl", "fr"), ("fr", "nl", "en"), ("fr", "en", "nl"), ("nl", "en", "fr")):
        part = ROUND_ABOUT if middle == "nl" else ROUND_ABOUT / 2
        found[source, target] = mixed(
            direct[source, target], by_way_of(direct[source, middle], direct[middle, target]), part
        )
    for entries, source, target in ((english_dutch, "en", "nl"), (english_french, "en", "fr")):
        found[source, target] |= phrases(entries, turn=False)
        found[target, source] |= phrases(entries, turn=True)
    common = _common(common_words(data / "corpora"))
    tables = {(source, target): table(pairs, source, target, common) for (source, target), pairs in found.items()}
    write(out, tables)
    sizes = ", ".join(f"{source}-{target} {len(rows)}" for (source, target), rows in tables.items())
    _say(begun, f"{out}: {out.stat().st_size / 1e6:.2f} MB; {sizes}")


def _common(counts: Counter[str]) -> dict[str, Callable[[str], bool]]:
    """By language, whether a key is that of a common word; no English record is there to count, so all of it is."""
    known: dict[str, Callable[[str], bool]] = {"en": lambda _: True}
    for language in ("nl", "fr"):
        keys: Counter[str] = Counter()
        for word, count in counts.items():
            keys[key(word, language)] += count
        kept = frozenset(word for word, count in keys.items() if count >= RAREST)
        known[language] = kept.__contains__
    return known


def _say(begun: float, what: str) -> None:
    typer.echo(f"{time.monotonic() - begun:5.0f} s  {what}", err=True)


if __name__ == "__main__":
    typer.run(main)
