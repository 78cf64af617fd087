"""What a search by words must do, whatever engine is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

Hits = tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]
"""Passage keys and scores, both (n,), best first."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to search: these sittings and these speakers by key; None means all. An empty set means nowhere."""

    sittings: frozenset[int] | None = None
    speakers: frozenset[int] | None = None


EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Variant:
    """One form under which a word of a question may stand in the record, and how much finding it counts.

    With `part`, the term is looked for among the parts of compounds.
    """

    term: str
    weight: float
    part: bool = False


@dataclass(frozen=True, slots=True)
class LexicalPassage:
    """A passage as it enters a lexical index: its keys, its terms, and the terms of its compounds' parts."""

    key: int
    sitting: int
    speaker: int | None
    terms: list[str]
    parts: list[str]


Field = Literal["terms", "parts"]
FIELDS: tuple[Field, Field] = ("terms", "parts")


def term_weights(words: Iterable[Iterable[Variant]]) -> dict[tuple[Field, str], float]:
    """What finding a term in a field counts, for all words of which it is a variant."""
    found: dict[tuple[Field, str], float] = {}
    for variant in chain.from_iterable(words):
        term: tuple[Field, str] = ("parts" if variant.part else "terms", variant.term)
        found[term] = found.get(term, 0.0) + variant.weight
    return found


class LexicalIndex(Protocol):
    """BM25 over passages."""

    def search(self, words: Sequence[Sequence[Variant]], limit: int, scope: Scope) -> Hits:
        """The best passages for the words of a question, at most `limit`, all within `scope`.

        Each word is given by its variants, and what each tells is added up.
        """
        ...

    def change(self, removed: Iterable[int], added: Iterable[LexicalPassage]) -> None:
        """Forget passages by key and take in others; searches already begun are not disturbed."""
        ...

    def with_all(self, words: Sequence[Sequence[str]], limit: int) -> npt.NDArray[np.int64]:
        """Keys of passages that hold every word, each given by the terms it may stand as; (n,), in no order.

        At most `limit`: a result of that length may not be all of them.
        """
        ...

    def document_frequency(self, term: str) -> int:
        """In how many passages a term stands."""
        ...
