"""Which words of other languages a word may stand for, induced from parallel text."""

from index.lexicon.lexicon import LONGEST_PHRASE, Lexicon

__all__ = ["LONGEST_PHRASE", "Lexicon"]
