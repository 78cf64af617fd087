"""Fingerprints of quotes: "woordelijk:k3f9-2mxa", short enough to type, with which a quote is found again.

The first half stands for the turn, the second for the quoted words as they are compared, so that a fingerprint holds
when words around the quote change, in the document or in the record. 20 bits each: a turn's half may be that of a few
other turns too, and the words decide. Knows nothing of searching.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from assistant.quotes.comparing import literal
from index.sentences import sentence_spans

if TYPE_CHECKING:
    from assistant.answer import Citation  # which prints fingerprints

PREFIX = "woordelijk:"
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 (https://www.crockford.com/base32.html): no letter that is taken for a digit."""

_MISREAD = str.maketrans("oil", "011")
_HALF = 4
LONGEST_RUN = 12
"""Sentences. A quote of more of them is found again by its words, but not by its fingerprint alone."""

CODE = re.compile(rf"\(?\bwoordelijk:\s?([0-9a-z]{{{_HALF}}})[-‐‑–]([0-9a-z]{{{_HALF}}})\b\)?", re.IGNORECASE)


def fingerprint(citation: Citation) -> str:
    """The fingerprint of a quote."""
    return f"{PREFIX}{turn_half(citation.turn.id)}-{words_half(citation.quote)}"


def split_code(text: str) -> tuple[str, tuple[str, str] | None]:
    """A text without the first fingerprint in it, and that fingerprint's halves as they should have been typed."""
    match = CODE.search(text)
    if match is None:
        return text, None
    turn, words = (half.lower().translate(_MISREAD) for half in match.groups())
    return f"{text[: match.start()]}{text[match.end() :]}".strip(), (turn, words)


def turn_half(turn_id: str) -> str:
    """The half that stands for a turn."""
    return _short(turn_id)


def words_half(words: str) -> str:
    """The half that stands for words: the same for words that compare the same, and different for others."""
    forms = [token.form for token in literal(words).tokens]
    return _short(" ".join([forms[0][:1].lower() + forms[0][1:], *forms[1:]]) if forms else "")


def span_of(half: str, text: str, likely: Sequence[tuple[int, int]] = ()) -> tuple[int, int] | None:
    """The stretch of a turn's text that a fingerprint's second half stands for; None if there is none.

    Looks at the `likely` stretches first, then at every run of whole sentences, the shortest first.
    """
    for start, end in [*likely, *_sentence_runs(text)]:
        if words_half(text[start:end]) == half:
            return start, end
    return None


def turns_by_half(turn_ids: Sequence[str]) -> dict[str, list[int]]:
    """The rows of the turns that each half may stand for."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, turn_id in enumerate(turn_ids):
        rows[turn_half(turn_id)].append(row)
    return rows


def _sentence_runs(text: str, longest: int = LONGEST_RUN) -> Iterator[tuple[int, int]]:
    spans = sentence_spans(text)
    for length in range(1, min(longest, len(spans)) + 1):
        for first in range(len(spans) - length + 1):
            yield spans[first][0], spans[first + length - 1][1]
    if len(spans) > longest:
        yield spans[0][0], spans[-1][1]


def _short(text: str) -> str:
    bits = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
    return "".join(_ALPHABET[bits >> 5 * place & 31] for place in reversed(range(_HALF)))
