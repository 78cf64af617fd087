"""From outcomes to figures: metrics by question, means and intervals by group, the document of ``--json``.

Ranking metrics are means over *answerable* questions; unanswerable ones count in the refusal figures alone.
Knows nothing of where answers come from or how figures are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.gold import GoldSet, Query
from eval.intervals import interval
from eval.metrics import NAMES, QUOTE_HIT, RANKING, auroc, quote_hit, refusal_f1
from eval.outcomes import Outcome

Figures = dict[str, float | None]
"""Metric by name; None where it cannot be measured."""


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one answerable question. `document` is the unit of resampling; `rank` counts from 1.

    `rank` is that of the first relevant turn in the whole pool, None where it is not among the turns
    returned.
    """

    outcome: Outcome
    document: str
    figures: Figures
    within: Figures | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Means over a group of answerable questions, with their 95% intervals (None where there are none)."""

    name: str
    questions: int
    means: Figures
    intervals: dict[str, tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that was measured. `latency_ms` has the 50th and 95th percentile of "search" and "answer"."""

    gold: str
    outcomes: Sequence[Outcome]
    scores: Sequence[Score]
    groups: Sequence[Group]
    auroc: float | None
    refusal_f1: float | None
    latency_ms: Mapping[str, Mapping[str, float]]
    encoder: str
    index: str

    def to_json(self) -> dict[str, Any]:
        """The document of ``--json``; other programs rely on its names. null is "not measured"."""
        return {
            "gold": self.gold,
            "queries": len(self.outcomes),
            "metrics": {group.name: group.means for group in self.groups},
            "ci95": {group.name: group.intervals for group in self.groups},
            "refusal": {"auroc": self.auroc, "f1": self.refusal_f1},
            "latency_ms": self.latency_ms,
            "encoder": self.encoder,
            "index": self.index,
        }


def evaluate(
    gold: GoldSet, outcomes: Sequence[Outcome], documents: Mapping[str, str], *, encoder: str, index: str
) -> Evaluation:
    """Score the outcomes of a gold set; `documents` maps every turn of the pool to its document."""
    scores = [score(gold, outcome, documents) for outcome in outcomes if outcome.query.answerable]
    yes = [outcome.answer.score for outcome in outcomes if outcome.query.answerable]
    no = [outcome.answer.score for outcome in outcomes if not outcome.query.answerable]
    return Evaluation(
        gold=gold.name,
        outcomes=outcomes,
        scores=scores,
        groups=_groups(scores),
        auroc=auroc(yes, no),
        refusal_f1=refusal_f1(
            [outcome.answer.refusal is not None for outcome in outcomes],
            [not outcome.query.answerable for outcome in outcomes],
        ),
        latency_ms={
            "search": _percentiles([outcome.search_time for outcome in outcomes]),
            "answer": _percentiles([outcome.answer_time for outcome in outcomes]),
        },
        encoder=encoder,
        index=index,
    )


def score(gold: GoldSet, outcome: Outcome, documents: Mapping[str, str]) -> Score:
    """The figures of one answerable question."""
    query, relevant = outcome.query, gold.relevant(outcome.query.id)
    grades = gold.qrels[query.id]
    quotes = gold.quotes.get(query.id)
    ranked, within = outcome.ranked, outcome.ranked_within
    figures: Figures = {name: metric(ranked, grades) for name, metric in RANKING.items()}
    figures[QUOTE_HIT] = quote_hit(outcome.shown, quotes, k=3) if quotes else None
    return Score(
        outcome=outcome,
        document=query.doc_id or documents[relevant[0]],
        figures=figures,
        # Answers are given from the whole pool, so there are no quotes "within" to measure.
        within=None
        if within is None
        else {name: metric(within, grades) for name, metric in RANKING.items()} | {QUOTE_HIT: None},
        rank=next((rank for rank, turn_id in enumerate(ranked, start=1) if turn_id in relevant), None),
    )


def _groups(scores: Sequence[Score]) -> list[Group]:
    """`all`, each language, each type, and `within` where questions name their document."""
    groups = [_group("all", scores, [one.figures for one in scores])]
    labels: list[tuple[str, Callable[[Query], str]]] = [
        ("lang", lambda query: query.lang),
        ("type", lambda query: query.type),
    ]
    for label, value in labels:
        for wanted in sorted({value(one.outcome.query) for one in scores}):
            members = [one for one in scores if value(one.outcome.query) == wanted]
            groups.append(_group(f"{label}={wanted}", members, [one.figures for one in members]))
    inside = [(one, one.within) for one in scores if one.within is not None]
    if inside:
        groups.append(_group("within", [one for one, _ in inside], [figures for _, figures in inside]))
    return groups


def _group(name: str, members: Sequence[Score], figures: Sequence[Figures]) -> Group:
    means: Figures = {}
    intervals: dict[str, tuple[float, float] | None] = {}
    for metric in NAMES:
        measured = [
            (value, member.document)
            for member, values in zip(members, figures, strict=True)
            if (value := values[metric]) is not None
        ]
        means[metric] = sum(value for value, _ in measured) / len(measured) if measured else None
        intervals[metric] = interval([value for value, _ in measured], [document for _, document in measured])
    return Group(name, len(members), means, intervals)


def _percentiles(seconds: Sequence[float]) -> dict[str, float]:
    middle, slow = np.percentile(seconds, (50, 95)) * 1_000
    return {"p50": float(middle), "p95": float(slow)}
