"""The pools of a benchmark: the gold set's whole pool, and one cut so that a transformer can encode it.

A cut pool holds whole documents, since a turn is found by what stands around it too, and those with judged turns
first. It has fewer turns that distract, so figures of quality of two pools are not compared. Knows nothing of systems.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.gold import GoldError, GoldSet


@dataclass(frozen=True, slots=True)
class Pool:
    """Turns in a file, one JSON object a line, and the questions that can be asked of them, by id."""

    file: Path
    turns: int
    questions: frozenset[str]


def write_pools(gold: GoldSet, turns: int, folder: Path) -> tuple[Pool, Pool]:
    """The pool cut to `turns` turns and the whole one, as files in `folder`.

    Raises:
        GoldError: the set brings no pool, or so few turns hold the answer to no question.
    """
    if gold.corpus is None:
        raise GoldError(f"{gold.name} brings no pool, which is what is compared over")
    rows = _read(gold.corpus)
    judged = {turn_id for grades in gold.qrels.values() for turn_id in grades}
    small = _write(gold, cut(rows, judged, turns), folder / "cut.jsonl")
    if not any(query.answerable for query in gold.queries if query.id in small.questions):
        raise GoldError(f"{gold.name}: no question can be answered from {small.turns} turns; --pool must be larger")
    return small, _write(gold, rows, folder / "whole.jsonl")


def cut(rows: Sequence[str], judged: set[str], turns: int) -> list[str]:
    """Documents with a judged turn, then others, each whole, in the order of the pool as far as they fit.

    `rows` are lines of a pool; those that stay keep their order and are at most `turns`.
    """
    named = [(row["turn_id"], row["doc_id"]) for row in map(json.loads, rows)]
    sizes = Counter(document for _, document in named)
    with_judged = {document for turn_id, document in named if turn_id in judged}
    kept: set[str] = set()
    for document in sorted(sizes, key=lambda document: document not in with_judged):
        if sizes[document] <= turns:
            kept.add(document)
            turns -= sizes[document]
    return [row for row, (_, document) in zip(rows, named, strict=True) if document in kept]


def _read(corpus: Path) -> list[str]:
    opened = lzma.open if corpus.suffix == ".xz" else open
    with opened(corpus, "rt", encoding="utf-8") as lines:
        return [line for line in lines if line.strip()]


def _write(gold: GoldSet, rows: Sequence[str], file: Path) -> Pool:
    """Write the turns; a question can be asked if all turns that were judged for it are there."""
    file.write_text("".join(rows), encoding="utf-8")
    there = {json.loads(row)["turn_id"] for row in rows}
    asked = frozenset(query.id for query in gold.queries if there.issuperset(gold.qrels.get(query.id, ())))
    return Pool(file, len(rows), asked)
