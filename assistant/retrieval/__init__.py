"""From a question to evidence: both searches, the debate around each hit, the people named, fused into one score.

A reply often repeats none of the question's words, because the member before it said them. So a turn inherits a share
of what its neighbours in the same agenda item score, and of what the item's title says. Signals are put on one scale
and added with fixed weights (`Weights`). What a question costs grows with what it finds, not with the record. Knows
nothing of sentences or answers.
"""

from assistant.retrieval.places import NO_FILTERS
from assistant.retrieval.search import MOST_OF_DEBATE, RERANKED, Retriever, Searched
from assistant.retrieval.weights import Weights, signal_names

__all__ = ["MOST_OF_DEBATE", "NO_FILTERS", "RERANKED", "Retriever", "Searched", "Weights", "signal_names"]
