"""Several processes do what one would, in order, and never more than is asked for."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from index.errors import WoordelijkError
from index.workers import AHEAD, Workers, one_thread
from tests.conftest import ROOT


def squared(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def ended(number: int) -> int:
    if number == 3:
        os._exit(1)  # as if it were killed
    return number


def refusing(number: int) -> int:
    if number == 3:
        raise WoordelijkError("three")
    return number


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_the_order_of_the_pieces(count: int) -> None:
    with Workers(count) as workers:
        found = list(workers.map(squared, range(20)))
    assert [(piece, result) for piece, (result, _) in found] == [(n, n * n) for n in range(20)]
    assert len({pid for _, (_, pid) in found}) > 1 or count == 1


def test_one_piece_is_done_here_and_nothing_is_started() -> None:
    with Workers(2) as workers:
        ((piece, (result, pid)),) = workers.map(squared, [7])
    assert (piece, result, pid) == (7, 49, os.getpid())


def test_no_pieces_give_no_results() -> None:
    with Workers(2) as workers:
        assert list(workers.map(squared, [])) == []


def test_pieces_are_taken_only_a_few_ahead() -> None:
    taken = []

    def coming() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    with Workers(2) as workers:
        results = workers.map(squared, coming())
        for _ in range(5):
            next(results)
        assert len(taken) <= 5 + 2 * AHEAD


def test_processes_serve_one_work_after_the_other() -> None:
    with Workers(2) as workers:
        for _ in range(2):
            assert [result for _, (result, _) in workers.map(squared, range(6))] == [0, 1, 4, 9, 16, 25]


def test_what_a_process_raises_is_raised_here() -> None:
    with Workers(2) as workers, pytest.raises(WoordelijkError, match="three"):
        list(workers.map(refusing, range(6)))


def test_a_process_that_is_ended_from_outside_is_told_in_one_line() -> None:
    with Workers(2) as workers, pytest.raises(WoordelijkError, match="ended from outside"):
        list(workers.map(ended, range(6)))


def test_processes_end_when_the_one_that_started_them_is_killed() -> None:
    program = """
import os, signal, sys
from index.workers import Workers
from tests.index.test_workers import squared
if __name__ == "__main__":
    with Workers(2) as workers:
        print(*{pid for _, (_, pid) in workers.map(squared, range(20))} - {os.getpid()}, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    started = [int(pid) for pid in done.stdout.split()]
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert len(started) == 2
    until = time.monotonic() + 20
    while any(running(pid) for pid in started) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(running(pid) for pid in started)


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()[2] != "Z"
    except OSError:
        return False


def test_libraries_compute_in_the_thread_that_calls_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKENIZERS_PARALLELISM", "true")
    before = threadpool_limits()
    try:
        one_thread()
        assert {library["num_threads"] for library in threadpool_info()} == {1}
        assert os.environ["TOKENIZERS_PARALLELISM"] == "false"
    finally:
        before.restore_original_limits()
