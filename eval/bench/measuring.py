"""The order of a run: ours before and after every other system, each in cold processes, nothing at the same time.

A machine that others use is slower for minutes at a time. A ratio is between a system and the two runs of ours beside
it, so that both saw the same machine.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.bench.encoders import MINILM, OURS
from eval.bench.pool import Pool
from eval.bench.systems import SYSTEMS, WOORDELIJK, BenchError
from eval.bench.worker import Job

QUIET = {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False"}
"""Nothing is fetched, and nothing is told to anybody."""

BM25 = "Haystack BM25"


@dataclass(frozen=True, slots=True)
class Contender:
    """A system with an encoder; without one where it has none."""

    system: str
    encoder: str | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What a contender took and found, as the worker's documents have it."""

    contender: Contender
    build: dict[str, Any]
    search: dict[str, Any]


US = Contender(WOORDELIJK, OURS)
DENSE = [name for name in SYSTEMS if name not in (WOORDELIJK, BM25)]
CUT = [*(Contender(name, MINILM) for name in DENSE), Contender(WOORDELIJK, MINILM)]
"""What is measured over the cut pool: everything that waits for the transformer."""

WHOLE = [*(Contender(name, OURS) for name in DENSE), Contender(BM25, None)]
"""What is measured over the whole pool."""


def alternating(others: Sequence[Contender]) -> list[Contender]:
    """Ours before each of the others and after the last."""
    return [US, *(contender for other in others for contender in (other, US))]


def measure(
    others: Sequence[Contender], pool: Pool, gold: Path, workspace: Path, tell: Callable[[str], None]
) -> list[Measured]:
    """Measure the others over a pool, ours in between; the last index of ours stays in ``workspace/ours``."""
    measured: list[Measured] = []
    for contender in alternating(others):
        folder = workspace / ("ours" if contender == US else "theirs")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        build, search = (_worker(phase, contender, pool, gold, folder) for phase in ("build", "search"))
        tell(f"{contender.system}, {contender.encoder or 'no encoder'}, {pool.turns:,} turns: {build['seconds']:.1f} s")
        measured.append(Measured(contender, build, search))
    return measured


def limits_of(pool: Pool, gold: Path, workspace: Path) -> list[dict[str, Any]]:
    """The limits of our index that `measure` left, as documents of `eval.bench.limit.Limit`."""
    found: list[dict[str, Any]] = _worker("limit", US, pool, gold, workspace / "ours")["limits"]
    return found


def _worker(phase: str, contender: Contender, pool: Pool, gold: Path, folder: Path) -> dict[str, Any]:
    """Run a worker to its end.

    Raises:
        BenchError: it failed; the message ends in the last line that it wrote.
    """
    task, result = (folder.with_name(f"{name}.json") for name in ("task", "result"))
    job = Job(
        phase=phase,
        system=contender.system,
        encoder=contender.encoder or OURS,
        pool=str(pool.file),
        folder=str(folder),
        gold=str(gold),
        questions=tuple(sorted(pool.questions)),
    )
    task.write_text(json.dumps(asdict(job)), encoding="utf-8")
    command = [sys.executable, "-m", "eval.bench.worker", str(task), str(result)]
    done = subprocess.run(command, env=os.environ | QUIET, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or "no message").splitlines()[-1]
        raise BenchError(f"{contender.system} with {contender.encoder}, {phase}: {last}")
    document: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return document
