"""TREC run files: which turns were found for which question, in which order.

One line a turn: ``query_id Q0 turn_id rank score tag``. Tools order a run by score, not by rank, so scores
written here fall strictly within a question; reading a run back gives the order that was written. Knows
nothing of judgements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from index.errors import WoordelijkError

Run = Mapping[str, Sequence[tuple[str, float]]]
"""Pairs (turn id, score), best first, by question."""

_STEP = 1e-6
"""The smallest difference that six decimals can show."""


class RunError(WoordelijkError):
    """A run that cannot be written or read as TREC's format."""


def write_run(path: Path, run: Run, tag: str) -> None:
    """Write `run`; a score that does not lie below the one before it is lowered to just below.

    Raises:
        RunError: an id or a tag with white space, which separates the fields of the format.
    """
    lines = []
    for query_id, found in run.items():
        before = float("inf")
        for rank, (turn_id, score) in enumerate(found, start=1):
            before = min(round(score, 6), before - _STEP)
            fields = [query_id, "Q0", turn_id, str(rank), f"{before:.6f}", tag]
            if spaced := next((field for field in fields if len(field.split()) != 1), None):
                raise RunError(f"{path}: {spaced!r} has white space in it, which a TREC run cannot hold")
            lines.append(" ".join(fields) + "\n")
    path.write_text("".join(lines), encoding="utf-8")


def read_run(path: Path) -> dict[str, list[tuple[str, float]]]:
    """Read a run, of this program or of another: turns by falling score, equal scores by rank.

    Raises:
        RunError: no such file, or a line that is not of the format, with its number.
    """
    ranked: dict[str, list[tuple[float, int, str]]] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise RunError(f"{path}: there is no such file") from None
    for number, line in enumerate(lines, start=1):
        try:
            query_id, _, turn_id, rank, score, _ = line.split()
            ranked.setdefault(query_id, []).append((-float(score), int(rank), turn_id))
        except ValueError:
            raise RunError(f"{path}: line {number}: 'query_id Q0 turn_id rank score tag' is needed") from None
    return {
        query_id: [(turn_id, -negative) for negative, _, turn_id in sorted(found)] for query_id, found in ranked.items()
    }
