"""Runs a command and watches it: seconds, and the most memory that it and the processes it started had at once.

Memory is the proportional set size of Linux: what several processes share counts once. Knows nothing of the command.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import WoordelijkError

EVERY = 0.5
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took: seconds, bytes of memory at its peak; and what it printed."""

    seconds: float
    memory: int
    output: str


def watched(command: Sequence[str], folder: Path) -> Ran:
    """Run a command to its end; what it prints goes into a file of a folder.

    Raises:
        WoordelijkError: it failed; its last line says why.
    """
    begun, memory = time.perf_counter(), 0
    out = folder / "output.txt"
    with out.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)
        while process.poll() is None:
            memory = max(memory, memory_of(process.pid))
            time.sleep(EVERY)
    text = out.read_text(encoding="utf-8")
    if process.returncode:
        raise WoordelijkError(f"{' '.join(command)}: {text.strip().splitlines()[-1:]}")
    return Ran(time.perf_counter() - begun, memory, text)


def memory_of(pid: int) -> int:
    """Bytes of memory of a process and of those that it started."""
    return sum(map(_proportional, _with_children(pid)))


def _with_children(pid: int) -> list[int]:
    found = [pid]
    for number in found:
        try:
            children = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
        except OSError:  # it has ended
            continue
        found += map(int, children.split())
    return found


def _proportional(pid: int) -> int:
    """Bytes of a process's memory, 0 of one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
