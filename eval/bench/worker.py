"""One measurement in a process of its own: ``python -m eval.bench.worker JOB.json RESULT.json``.

A cold process each, so that what is imported, loaded and held is the measured system's alone. Times start before the
framework is imported. Indexing and searching are two processes: what is searched was opened from the disk.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.gold import Query

DEPTH = 10
"""Turns asked for: the metrics are recall@10 and nDCG@10."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to measure and of what. `phase` is "build", "search" or "limit"; `questions` are ids of the gold set."""

    phase: str
    system: str
    encoder: str
    pool: str
    folder: str
    gold: str
    questions: tuple[str, ...]


def run(job: Job) -> dict[str, Any]:
    """Do the job: a document of times in seconds and sizes in bytes."""
    return {"build": build, "search": search, "limit": limit}[job.phase](job)


def build(job: Job) -> dict[str, Any]:
    """Index the pool: `seconds`, `disk` and `peak`."""
    begun = time.perf_counter()
    from eval.bench.encoders import folder_of
    from eval.bench.systems import make

    folder = Path(job.folder)
    make(job.system, folder_of(job.encoder)).build(Path(job.pool), folder)
    seconds = time.perf_counter() - begun
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {"seconds": seconds, "disk": disk, "peak": peak()}


def search(job: Job) -> dict[str, Any]:
    """Ask every question: `opened` (until a first answer), `times` by question, `found` turn ids, and `peak`."""
    begun = time.perf_counter()
    from eval.bench.encoders import folder_of
    from eval.bench.systems import make

    queries = _queries(job)
    system = make(job.system, folder_of(job.encoder))
    system.open(Path(job.folder))
    system.search(queries[0], DEPTH)  # this one alone pays for loading
    opened = time.perf_counter() - begun
    found: dict[str, list[str]] = {}
    times: list[float] = []
    for query in queries:
        start = time.perf_counter()
        found[query.id] = system.search(query, DEPTH)
        times.append(time.perf_counter() - start)
    return {"opened": opened, "times": times, "found": found, "peak": peak()}


def limit(job: Job) -> dict[str, Any]:
    """What our index of the pool must read, and how long that takes: `limits`."""
    from eval.bench.limit import limits

    measured = limits(Path(job.pool), Path(job.folder), _queries(job))
    return {"limits": [asdict(one) for one in measured]}


def peak() -> int:
    """The most memory that this process held, in bytes, and on top of it the most that a child of it held.

    A process begins with the peak of the one that started it, which is why the command holds little itself.
    """
    unit = 1 if sys.platform == "darwin" else 1024
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + children) * unit


def _queries(job: Job) -> list[Query]:
    from eval.gold import load_gold

    return [query for query in load_gold(Path(job.gold)).queries if query.id in set(job.questions)]


if __name__ == "__main__":
    task, result = map(Path, sys.argv[1:])
    document = json.loads(task.read_text(encoding="utf-8"))
    result.write_text(json.dumps(run(Job(**document))), encoding="utf-8")
