"""What binds a minister in Dutch, by rules over the clauses of a sentence."""

from index.commitments.dutch.binding import WORDS, binding, may_bind

__all__ = ["WORDS", "binding", "may_bind"]
