"""The metrics, each for one question, with formula and source.

`ranked` is what was found, best first, each turn once. `grades` maps judged turns to grades; a turn is
*relevant* with a grade above 0, and a turn that nobody judged counts as not relevant. Every figure lies in
[0, 1]. Figures of a group are plain means over its questions. Knows nothing of files, groups or intervals.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import log2

from eval.gold import GoldQuote

_WORD = re.compile(r"\w+")


def recall(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """Recall at k: the share of the relevant turns that stands among the first k.

    ``|relevant in ranked[:k]| / |relevant|``, not capped: with 12 relevant turns recall@10 is at most 10/12.
    Source: Manning, Raghavan and Schuetze, Introduction to Information Retrieval (2008), section 8.3;
    `recall_k` of trec_eval.
    """
    relevant = _relevant(grades)
    return len(relevant.intersection(ranked[:k])) / len(relevant)


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """Normalised discounted cumulative gain at k: are the better turns higher up?

    ``DCG = sum over ranks i = 1..k of (2^grade_i - 1) / log2(i + 1)``, divided by the DCG of the judged turns
    in the order of their grades. Source: Burges et al., Learning to Rank using Gradient Descent (ICML 2005);
    the same as `ndcg_burges` of ranx. A turn of grade 2 weighs three times as much as one of grade 1.
    """
    _relevant(grades)
    found = _dcg([grades.get(turn_id, 0) for turn_id in ranked[:k]])
    return found / _dcg(sorted(grades.values(), reverse=True)[:k])


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """One over the rank of the first relevant turn in the whole list, 0 where there is none; its mean is MRR.

    Source: Voorhees, The TREC-8 Question Answering Track Report (1999).
    """
    relevant = _relevant(grades)
    return next((1 / rank for rank, turn_id in enumerate(ranked, start=1) if turn_id in relevant), 0.0)


def hit(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """Hit at k: 1 if any relevant turn stands among the first k, else 0; `success_k` of trec_eval."""
    return float(not _relevant(grades).isdisjoint(ranked[:k]))


def quote_hit(shown: Sequence[tuple[str, str]], gold: Sequence[GoldQuote], k: int) -> float:
    """Quote hit at k: 1 if one of the first k quotes shown overlaps a gold quote, else 0.

    `shown` are pairs (turn id, quote) in the order shown; a refusal shows none and counts 0. A quote shown
    overlaps a gold quote when both are of the same turn and ``|words(gold) & words(shown)| >= |words(gold)| /
    2``, where `words` is the multiset of folded words (`folded_words`) and `&` keeps the smaller count of
    each word. The order of words does not matter; each gold quote is compared by itself, never several
    together.
    """
    return float(any(_overlaps(turn_id, quote, wanted) for turn_id, quote in shown[:k] for wanted in gold))


def folded_words(text: str) -> Counter[str]:
    """The words of a text without capitals and diacritics, counted.

    By itself on purpose, not the terms of the index: a change of stemming must not move this metric.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return Counter(_WORD.findall(bare.casefold()))


def auroc(answerable: Sequence[float], unanswerable: Sequence[float]) -> float | None:
    """The chance that an answerable question scores above an unanswerable one, ties counting half.

    Area under the ROC curve by the rank formula: ``(pairs in order + pairs tied / 2) / all pairs``. Source:
    Hanley and McNeil, The Meaning and Use of the Area under a ROC Curve (1982). None where either side is
    empty.
    """
    if not answerable or not unanswerable:
        return None
    won = sum((high > low) + (high == low) / 2 for high in answerable for low in unanswerable)
    return won / (len(answerable) * len(unanswerable))


def refusal_f1(refused: Sequence[bool], unanswerable: Sequence[bool]) -> float | None:
    """F1 of the refusals, the positive class being "refused" and the truth "unanswerable".

    ``2 TP / (2 TP + FP + FN)``: the harmonic mean of precision (refusals that were right) and recall
    (unanswerable questions that were refused). None where no question is unanswerable. Source: van
    Rijsbergen, Information Retrieval (1979), chapter 7.
    """
    if not any(unanswerable):
        return None
    right = sum(was and should for was, should in zip(refused, unanswerable, strict=True))
    return 2 * right / (sum(refused) + sum(unanswerable))


QUOTE_HIT = "quote-hit@3"
"""The one metric of what is shown rather than of what is found: `quote_hit` with k = 3."""

RANKING: Mapping[str, Callable[[Sequence[str], Mapping[str, int]], float]] = {
    "recall@5": partial(recall, k=5),
    "recall@10": partial(recall, k=10),
    "recall@20": partial(recall, k=20),
    "ndcg@10": partial(ndcg, k=10),
    "mrr": reciprocal_rank,
    "hit@1": partial(hit, k=1),
    "hit@5": partial(hit, k=5),
}
"""The metrics of a ranking, by the names that tables and JSON use."""

NAMES = (*RANKING, QUOTE_HIT)
"""Every metric of a group, in the order of tables."""


def _relevant(grades: Mapping[str, int]) -> set[str]:
    relevant = {turn_id for turn_id, grade in grades.items() if grade > 0}
    if not relevant:
        raise ValueError("a question without a relevant turn has no ranking metric")
    return relevant


def _dcg(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def _overlaps(turn_id: str, quote: str, gold: GoldQuote) -> bool:
    wanted = folded_words(gold.text)
    return turn_id == gold.turn_id and 2 * (wanted & folded_words(quote)).total() >= wanted.total() > 0
