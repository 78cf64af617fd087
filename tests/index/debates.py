"""Invented debates, and what an index of them answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.lexical import Scope, Variant
from index.place import Place
from index.store import Index, open_index
from index.terms import stem, words
from tests.index.conftest import turn

QUESTIONS = ["huurprijzen stijgen", "haven van Antwerpen", "treinen rijden later", "minister belooft geld"]
SUBJECTS = "huurprijzen haven treinen scholen wegen ziekenhuizen sportclubs bossen energie belastingen".split()
VERBS = "stijgen dalen wachten sluiten openen rijden groeien ontbreken".split()


def a_debate(doc: str, count: int = 6) -> list[dict[str, Any]]:
    """A sitting of invented sentences, other ones for every document."""
    start = sum(map(ord, doc))
    return [
        turn(
            doc, n,
            f"Wij zien dat {SUBJECTS[(start + 3 * n) % 10]} {VERBS[(start + n) % 8]} in {doc}. Dat is punt {n}.",
            speaker=["Ann Peeters", "Bob Claes", None][n % 3],
        )
        for n in range(count)
    ]  # fmt: skip


@contextmanager
def opened(place: Place | Path) -> Iterator[Index]:
    index = open_index(place)
    yield index
    index.close()


def turn_ids(place: Place | Path) -> list[str]:
    with opened(place) as index:
        return list(index.turn_ids())


def by_words(index: Index, question: str, limit: int = 1_000) -> list[tuple[str, float]]:
    """Turns with their scores by the words of a question, best first."""
    groups = [[Variant(stem(word, "nl"), 1.0)] for word in words(question)]
    keys, scores = index.lexical.search(groups, limit, Scope())
    return named(index, keys, scores)


def by_vector(index: Index, question: str, limit: int = 1_000) -> list[tuple[str, float]]:
    """Turns with their cosines to a question, best first."""
    keys, scores = index.vectors.search(index.encoder.encode_questions([question])[0], limit)
    return named(index, keys, scores)


def named(index: Index, keys: Any, scores: Any) -> list[tuple[str, float]]:
    rows = index.layout.turn_of_passage[index.layout.rows_of_passages(keys)]
    return [(index.layout.turn_ids[row], round(float(score), 3)) for row, score in zip(rows, scores, strict=True)]


def answers(place: Place | Path) -> list[dict[str, float]]:
    """What both searches give for every question: scores by turn."""
    with opened(place) as index:
        return [dict(search(index, question)) for question in QUESTIONS for search in (by_words, by_vector)]


def whole_sittings(place: Place | Path) -> dict[str, Any]:
    with opened(place) as index:
        return {row.id: index.sitting(row.id) for row in index.sittings.values()}
