"""Work on many pieces by several processes, results in order, so that all cores are busy.

The first piece is done here: where there is no second, nothing is started. Pieces are taken a few ahead, so that what
they come from may be longer than memory. Knows nothing of what the work is.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from types import TracebackType
from typing import TypeVar

from threadpoolctl import threadpool_limits

from index.errors import WoordelijkError

Piece = TypeVar("Piece")
Result = TypeVar("Result")

AHEAD = 2
"""Pieces that wait for each process."""


class Workers:
    """Processes that are started when a second piece comes, and end with the `with`."""

    def __init__(self, count: int | None = None) -> None:
        """`count` of processes, as many as there are cores by default; with 1, all is done here."""
        self._count = count if count is not None else available()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def map(self, function: Callable[[Piece], Result], pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Result]]:
        """Each piece with what a function gives for it, in order. All three can be pickled.

        Raises:
            WoordelijkError: a process was ended from outside.
        """
        coming = iter(pieces)
        for piece in coming:
            yield piece, function(piece)
            break
        if self._count == 1:
            yield from ((piece, function(piece)) for piece in coming)
            return
        waiting: deque[tuple[Piece, Future[Result]]] = deque()
        try:
            for piece in coming:
                waiting.append((piece, self._started().submit(function, piece)))
                if len(waiting) >= self._count * AHEAD:
                    yield _first(waiting)
            while waiting:
                yield _first(waiting)
        except BrokenProcessPool as error:
            raise WoordelijkError("a process that helped was ended from outside; is there enough memory?") from error
        finally:
            for _, future in waiting:
                future.cancel()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Not forked: what holds threads, as a server does, cannot be.
            self._pool = ProcessPoolExecutor(self._count, get_context("spawn"), _begin)
        return self._pool


def _first(waiting: deque[tuple[Piece, Future[Result]]]) -> tuple[Piece, Result]:
    piece, future = waiting.popleft()
    return piece, future.result()


def available() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def end_with_parent() -> None:
    """Have this process, started by `multiprocessing`, end when the one that started it does, however that ended."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def one_thread() -> None:
    """Have the libraries of this process that are loaded by now compute in the thread that calls them.

    What they are asked for here is small: threads that wait for such work take more of the processors than they give.
    """
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    threadpool_limits(1)


def _begin() -> None:
    """A process is one of several: its libraries shall not take all cores each."""
    end_with_parent()
    os.environ |= {"TOKENIZERS_PARALLELISM": "false", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
