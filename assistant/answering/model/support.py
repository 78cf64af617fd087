"""Whether the words of a sentence have to do with a turn, across languages.

A word is supported where the turn has it, a part of a compound of it, or a word near it in the bundled encoder, which
places Dutch, English and French words in one space. It tells what was invented from what was paraphrased, not true
from false: "he will not" is as near as "he will".
"""

from __future__ import annotations

from collections.abc import Collection

from assistant.question import topic_words
from index.encoders import Encoder
from index.terms import CompoundSplitter, is_stop_word, words

NEAR = 0.4
"""Cosine from which a word of the turn is held to mean much the same."""

LEAST = 0.4
"""Share of a sentence's words that must be supported."""

_REPORTING = frozenset(
    (
        "wil wilde willen noemt noemde voegt voegde toe zegt wijst wees meent acht verwijst legt uitgelegd kondigt "
        "wants wanted calls called thinks considers adds added explains explained notes noted states stated announces "
        "veut voulait ajoute estime souhaite explique considere annonce affirme indique"
    ).split()
)
"""Words by which prose reports what somebody said; they stand in no turn."""


class Support:
    """Compares sentences with turns by their words."""

    def __init__(self, encoder: Encoder, splitter: CompoundSplitter) -> None:
        self._encoder, self._splitter = encoder, splitter

    def share(self, text: str, source: str, names: Collection[str] = ()) -> float | None:
        """The share of a text's words that the source supports; None if it has none but folded `names` and figures."""
        own = [
            word for word in topic_words(text) if word not in names and word not in _REPORTING and not word.isdigit()
        ]
        if not own:
            return None
        there = dict.fromkeys(word for word in words(source) if not is_stop_word(word))
        for word in list(there):
            there.update(dict.fromkeys(self._splitter.parts(word)))
        if not there:
            return 0.0
        near = self._encoder.encode_passages(own) @ self._encoder.encode_passages(list(there)).T
        return float((near.max(axis=1) >= NEAR).mean())
