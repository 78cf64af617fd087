"""The other side of the measurement, in a process of its own: opens an index, asks questions, says how long it took.

``python -m eval.sizing.asking INDEX GOLD...`` prints one JSON document.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.answer import Filters, Question
from assistant.assistant import Assistant
from eval.gold import load_gold
from index.lexical import EVERYWHERE, Scope
from index.store import Index, open_index

NEAREST = 10
SHARE = 0.001
"""Of the turns, that a filter leaves."""

SAME = 1e-5
"""Difference of two cosines that comes from the order of adding."""


def main(directory: Path, gold: list[Path]) -> None:
    """Measure, and print."""
    begun = time.perf_counter()
    index = open_index(directory)
    assistant = Assistant(index)
    assistant.warm_up()
    opened = time.perf_counter() - begun
    asked = [Question(query.text, query.history) for folder in gold for query in load_gold(folder).queries]
    few = _few(index)
    document = {
        "turns": len(index.layout.turn_keys),
        "passages": len(index.layout.passage_keys),
        "search": index.vectors.describe(),
        "open_s": round(opened, 2),
        "questions": len(asked),
        "ask_ms": _percentiles([_seconds(assistant, question) for question in asked]),
        "filtered_ms": _percentiles([_seconds(assistant, replace(question, filters=few)) for question in asked]),
        "filter_share": round(_share(assistant, few), 5),
        "nearest_recall@10": round(_recall(assistant, asked), 4),
        "turns_recall@10": round(_turns_recall(assistant, asked), 4),
    }
    json.dump(document, sys.stdout)


def _seconds(assistant: Assistant, question: Question) -> float:
    begun = time.perf_counter()
    assistant.ask(question)
    return time.perf_counter() - begun


def _percentiles(seconds: list[float]) -> dict[str, float]:
    return {f"p{q}": round(1000 * float(np.percentile(seconds, q)), 1) for q in (50, 95)}


def _few(index: Index) -> Filters:
    """A filter of days that leaves about `SHARE` of the turns."""
    keys, turns = np.unique(index.layout.sitting_of_turn, return_counts=True)
    counts = zip(keys.tolist(), turns.tolist(), strict=True)
    dated = sorted((day, count) for key, count in counts if (day := index.sittings[key].date))
    middle, wanted = len(dated) // 2, SHARE * turns.sum()
    until = middle
    while until + 1 < len(dated) and sum(count for _, count in dated[middle : until + 1]) < wanted:
        until += 1
    return Filters(since=dated[middle][0], until=dated[until][0])


def _share(assistant: Assistant, filters: Filters) -> float:
    sittings = assistant.retriever.scope(filters).sittings or frozenset()
    return float(np.isin(assistant.index.layout.sitting_of_turn, list(sittings)).mean())


def _recall(assistant: Assistant, asked: list[Question]) -> float:
    """The share of the first passages by the index's own search that are as near as those of exact search; which of
    several with the same words comes first does not count."""
    vectors, found = assistant.index.vectors, []
    everywhere = Scope(sittings=frozenset(assistant.index.sittings))  # within a scope, search is exact
    for question in asked:
        vector = assistant.retriever.vector(assistant.understand(question))
        _, exact = vectors.search(vector, NEAREST, everywhere)
        _, own = vectors.search(vector, NEAREST, EVERYWHERE)
        found.append(float((own >= exact.min(initial=1.0) - SAME).sum()) / max(len(exact), 1))
    return float(np.mean(found))


def _turns_recall(assistant: Assistant, asked: list[Question]) -> float:
    """The share of the first turns by exact search by vectors that are the first by the index's own."""
    retriever, found = assistant.retriever, []
    everywhere = Scope(sittings=frozenset(assistant.index.sittings))
    for question in asked:
        understood = assistant.understand(question)
        exact, own = (
            {one.turn.id for one in retriever.evidence(retriever.search(understood, scope), NEAREST)}
            for scope in (everywhere, EVERYWHERE)
        )
        found.append(len(exact & own) / max(len(exact), 1))
    return float(np.mean(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
