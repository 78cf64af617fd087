"""From what was measured to rows of a table: medians of our runs, ratios to them, and the two metrics.

Knows nothing of processes or of how a table is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

import numpy as np

from eval.bench.measuring import US, Contender, Measured
from eval.bench.pool import Pool
from eval.gold import GoldSet
from eval.metrics import RANKING


@dataclass(frozen=True, slots=True)
class Row:
    """A contender over a pool. Times in seconds, sizes in bytes; metrics are means over the answerable questions.

    `slower` is its time to index over that of ours beside it; for ours itself it is 1.
    """

    system: str
    encoder: str | None
    turns: int
    questions: int
    runs: int
    index: float
    slower: float
    disk: int
    index_peak: int
    search_peak: int
    opened: float
    p50: float
    p95: float
    recall: float
    ndcg: float


def rows(measured: Sequence[Measured], pool: Pool, gold: GoldSet) -> list[Row]:
    """Ours first, then the others in the order in which they were measured."""
    found = [_row([one for one in measured if one.contender == US], 1.0, pool, gold)]
    for at, one in enumerate(measured):
        if one.contender != US:
            beside = fmean(measured[neighbour].build["seconds"] for neighbour in (at - 1, at + 1))
            found.append(_row([one], one.build["seconds"] / beside, pool, gold))
    return found


def _row(runs: Sequence[Measured], slower: float, pool: Pool, gold: GoldSet) -> Row:
    contender: Contender = runs[0].contender
    answerable = [query.id for query in gold.queries if query.id in pool.questions and query.answerable]
    found = runs[-1].search["found"]
    times = [seconds for run in runs for seconds in run.search["times"]]
    p50, p95 = np.percentile(times, (50, 95))
    recall, ndcg = (
        fmean(RANKING[metric](found[query], gold.qrels[query]) for query in answerable)
        for metric in ("recall@10", "ndcg@10")
    )
    return Row(
        system=contender.system,
        encoder=contender.encoder,
        turns=pool.turns,
        questions=len(answerable),
        runs=len(runs),
        index=median(run.build["seconds"] for run in runs),
        slower=slower,
        disk=runs[-1].build["disk"],
        index_peak=max(run.build["peak"] for run in runs),
        search_peak=max(run.search["peak"] for run in runs),
        opened=median(run.search["opened"] for run in runs),
        p50=float(p50),
        p95=float(p95),
        recall=recall,
        ndcg=ndcg,
    )
