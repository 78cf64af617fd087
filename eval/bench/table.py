"""The figures for people: a table for the systems and one for the limits, in Markdown, as the log keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from eval.bench.figures import Row
from eval.bench.limit import Limit

MB, GB = 10**6, 10**9
WIDTH = 220
"""Characters that the tables may take: a row is a line, however narrow the terminal, so that it can be kept."""


def print_systems(rows: Sequence[Row], console: Console) -> None:
    """A row a contender and pool; `index` counts from a cold process to an index on the disk."""
    table = _table("pool", "system", "encoder", "index s", "ms/turn", "x ours", "disk MB", "index peak MB",
                   "search peak MB", "open s", "p50 ms", "p95 ms", "R@10", "nDCG@10")  # fmt: skip
    for row in rows:
        table.add_row(
            f"{row.turns:,}",
            row.system,
            row.encoder or "-",
            f"{row.index:.1f}",
            f"{row.index / row.turns * 1_000:.2f}",
            f"{row.slower:.1f}",
            f"{row.disk / MB:.1f}",
            f"{row.index_peak / MB:.0f}",
            f"{row.search_peak / MB:.0f}",
            f"{row.opened:.1f}",
            f"{row.p50 * 1_000:.1f}",
            f"{row.p95 * 1_000:.1f}",
            f"{row.recall:.3f}"[1:] if row.recall < 1 else "1.000",
            f"{row.ndcg:.3f}"[1:] if row.ndcg < 1 else "1.000",
        )
    console.print(table)


def print_limits(limits: Sequence[Limit], console: Console) -> None:
    """A row a limit: what must be read, how long that takes, how long it took."""
    table = _table("against the limit", "MB read", "GB/s", "limit ms", "measured ms", "ratio")
    for limit in limits:
        table.add_row(
            limit.what,
            f"{limit.read / MB:.1f}",
            f"{limit.bandwidth / GB:.1f}",
            f"{limit.least * 1_000:.2f}",
            f"{limit.seconds * 1_000:.2f}",
            f"{limit.ratio:.1f}",
        )
    console.print(table)


def _table(*headings: str) -> Table:
    table = Table(box=box.MARKDOWN)
    for heading in headings:
        text = heading in ("system", "encoder", "against the limit")
        table.add_column(heading, justify="left" if text else "right", no_wrap=True)
    return table
