"""Folding a text character by character, so that places in the folded text are places in the text."""

from __future__ import annotations

from index.terms import fold


class _Folded(dict[int, str]):
    """Every character met so far with what it folds into, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


_FOLDED = _Folded()


def fold_in_place(text: str) -> str:
    """Lower case without accents, of the text's own length; a character that folds into several stays as it is."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)
