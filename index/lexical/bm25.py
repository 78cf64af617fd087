"""BM25 of passages whose terms are at hand, as tantivy gives it: for engines whose own ranking differs.

Robertson and Zaragoza 2009, with the idf that is never negative, ln(1 + (N - n + 0.5) / (n + 0.5)). Like tantivy, it
knows a passage's length in one byte, so that long passages of nearly one length count as of one length. Knows
nothing of where terms and counts are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.lexical.base import FIELDS, Field, Variant, term_weights

K1 = 1.2
B = 0.75


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of all passages: how many there are, how many tokens each field has, and in how many passages each asked term
    stands, by field."""

    passages: int
    tokens: Mapping[Field, int]
    holding: Mapping[Field, Mapping[str, int]]

    def idf(self, field: Field, term: str) -> float:
        """How much finding a term tells; 0 where no passage has it."""
        holding = self.holding[field].get(term, 0)
        return float(np.log1p((self.passages - holding + 0.5) / (holding + 0.5))) if holding else 0.0


def kept_length(length: int) -> int:
    """A length as it is kept in a byte, rounded down: exact to 40, then 8 steps for each doubling of what exceeds 24.

    Source: Lucene's `SmallFloat.intToByte4`, whose table tantivy has in `fieldnorm/code.rs`.
    """
    above = length - 24
    if above < 16:
        return length
    low = max(above.bit_length() - 4, 0)
    return 24 + (above >> low << low)


def scores(
    words: Sequence[Sequence[Variant]], passages: Sequence[Mapping[Field, Sequence[str]]], statistics: Statistics
) -> npt.NDArray[np.float64]:
    """The scores of passages, given by the tokens of their fields, (n,): what all variants of all words tell."""
    asked = term_weights(words)
    rows = {term: row for row, term in enumerate(asked)}
    counts = np.zeros((len(rows), len(passages)))
    for field in FIELDS:
        of_field = {term: row for (name, term), row in rows.items() if name == field}
        lengths = np.zeros(len(passages))
        for at, passage in enumerate(passages):
            lengths[at] = kept_length(len(passage[field]))
            for term in passage[field]:
                if term in of_field:
                    counts[of_field[term], at] += 1
        average = max(statistics.tokens[field], 1) / max(statistics.passages, 1)
        norms = K1 * (1 - B + B * lengths / average)
        for term, row in of_field.items():
            counts[row] *= statistics.idf(field, term) * (K1 + 1) / (counts[row] + norms)
    total: npt.NDArray[np.float64] = np.array(list(asked.values())) @ counts
    return total
