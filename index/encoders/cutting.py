"""Texts into tokens, a word at a time: words come again and again, and to look one up is quicker than to cut it.

What stands between white space is cut by itself by BERT's rules, whatever stands around it, so the tokens are those
that the tokenizer gives for the whole text; with other rules, whole texts are given to it. Of what is new, most is of
letters, figures and the usual marks, and goes piece by piece to the model alone, in a third of the tokenizer's time.
Knows nothing of vectors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

MOST_KNOWN = 200_000
"""Different words that are kept."""

_CONTROL = re.compile(r"[\x0b\x0c\x1c-\x1f\x85]")
"""White space for Python, but not for BERT's rules, which leave it out."""

_PLAIN = re.compile(r"[!-~‘’“”„«»–—…]+")
"""Characters, once normalized, of which it is known that letters and figures go together and each mark stands alone."""

_PIECE = re.compile(r"[a-z0-9]+|[^a-z0-9]")

Ints = npt.NDArray[np.int64]


class Cutter:
    """Cuts texts into tokens, without special ones."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._by_word = type(tokenizer.pre_tokenizer).__name__ == "BertPreTokenizer"
        self._known: dict[str, tuple[int, ...]] = {}
        self._model = tokenizer.model
        self._vocabulary = tokenizer.get_vocab() if _lowers(tokenizer) else {}
        self._special = {token.content[0] for token in tokenizer.get_added_tokens_decoder().values()}

    def cut(self, texts: Sequence[str]) -> list[Ints]:
        """The token ids of each text, in order."""
        if not self._by_word or any(map(_CONTROL.search, texts)):
            return [np.array(ids, dtype=np.int64) for ids in self._encoded(texts)]
        words = [text.split() for text in texts]
        known = self._with(set().union(*words))
        return [np.array([*chain.from_iterable(map(known.__getitem__, own))], dtype=np.int64) for own in words]

    def _with(self, words: set[str]) -> dict[str, tuple[int, ...]]:
        """The tokens of these words and of others."""
        known = self._known
        unknown = [*words.difference(known)]
        if len(known) + len(unknown) > MOST_KNOWN:
            # Another one: whoever is looking up words in the old one goes on with it.
            known = self._known = {}
            unknown = list(words)
        odd = []
        for word in unknown:
            if ids := self._of_pieces(word):
                known[word] = ids
            else:
                odd.append(word)
        if odd:
            known.update(zip(odd, map(tuple, self._encoded(odd)), strict=True))
        return known

    def _of_pieces(self, word: str) -> tuple[int, ...]:
        """The tokens of a word, piece by piece; none where that may not be what the tokenizer does, as with a special
        token in it."""
        if not (self._vocabulary and self._special.isdisjoint(word)):
            return ()
        plain = word.lower() if word.isascii() else self._tokenizer.normalizer.normalize_str(word)
        if not _PLAIN.fullmatch(plain):
            return ()
        ids: list[int] = []
        for piece in _PIECE.findall(plain):
            known = self._vocabulary.get(piece)
            ids += [token.id for token in self._model.tokenize(piece)] if known is None else [known]
        return tuple(ids)

    def _encoded(self, texts: Sequence[str]) -> list[list[int]]:
        return [found.ids for found in self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]


def _lowers(tokenizer: Tokenizer) -> bool:
    """Whether it has the words of its vocabulary as one token each, in lower case."""
    return type(tokenizer.model).__name__ == "WordPiece" and bool(getattr(tokenizer.normalizer, "lowercase", False))
