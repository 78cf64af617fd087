"""From counts to the tables of a lexicon: probabilities, ways round by a third language, phrases, and what is kept.

Knows nothing of files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from index.lexicon.induction.model1 import Counts
from index.lexicon.induction.sources import Entry
from index.lexicon.lexicon import Table
from index.terms import stem

DAMPED = 0.5
"""The power of a count: a manual that says one thing a hundred times is not a hundred dictionaries."""

LEAST_COUNT = 0.3
LEAST_SHARE = 0.05
MOST_TRANSLATIONS = 6
LEAST_PASSED_ON = 0.05
"""Shares below which a translation is not translated once more."""

Shares = dict[str, dict[str, float]]
"""Keys of the source language, each with keys of the target language and their probabilities."""


def shares(counts: Counts) -> Shares:
    """Probabilities of target given source, from counts."""
    found: Shares = defaultdict(dict)
    for (source, target), count in counts.items():
        if count >= LEAST_COUNT:
            found[source][target] = count**DAMPED
    return {source: _normal(targets) for source, targets in found.items()}


def turned(counts: Counts) -> Counts:
    """The counts of the other direction."""
    return {(target, source): count for (source, target), count in counts.items()}


def by_way_of(first: Shares, second: Shares) -> Shares:
    """Translations of translations."""
    found: Shares = {}
    for source, middles in first.items():
        targets: dict[str, float] = defaultdict(float)
        for middle, share in middles.items():
            if share >= LEAST_PASSED_ON:
                for target, further in second.get(middle, {}).items():
                    targets[target] += share * further
        if targets:
            found[source] = _normal(targets)
    return found


def mixed(own: Shares, other: Shares, part: float) -> Shares:
    """Both tables together, the other one counting `part`; a word that only one knows is as that one has it."""
    found: Shares = {}
    for source in dict.fromkeys([*own, *other]):
        ours, theirs = own.get(source, {}), other.get(source, {})
        if not ours or not theirs:
            found[source] = dict(ours or theirs)
            continue
        found[source] = {
            t: (1 - part) * ours.get(t, 0.0) + part * theirs.get(t, 0.0) for t in dict.fromkeys([*ours, *theirs])
        }
    return found


def phrases(entries: Iterable[Entry], turn: bool) -> Shares:
    """Names of two or three words that the other language has one word for."""
    found: Shares = defaultdict(dict)
    for entry in entries:
        source, target = (entry.target, entry.source) if turn else (entry.source, entry.target)
        if entry.naming and len(source) > 1 and len(target) == 1:
            found[" ".join(source)][target[0]] = 1.0
    return {phrase: _normal(targets) for phrase, targets in found.items()}


def table(found: Shares, source: str, target: str, common: Mapping[str, Callable[[str], bool]]) -> Table:
    """What is kept: common words, their likeliest translations as terms, none that is the word's own stem.

    `common` says by language whether a key is that of a common word.
    """
    kept: dict[str, list[tuple[str, float]]] = {}
    for word, targets in found.items():
        if len(word) < 3 or not all(common[source](part) for part in word.split(" ")):
            continue
        terms: dict[str, float] = defaultdict(float)
        for translation, share in targets.items():
            if len(translation) > 1 and common[target](translation):
                terms[translation if target == "nl" else stem(translation, target)] += share
        best = sorted(_normal(terms).items(), key=lambda term: (-term[1], term[0]))[:MOST_TRANSLATIONS]
        best = [(term, share) for term, share in best if share >= LEAST_SHARE and term != stem(word, target)]
        if best:
            kept[word] = best
    return kept


def _normal(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {term: weight / total for term, weight in weights.items()}
