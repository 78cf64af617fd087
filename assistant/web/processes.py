"""Processes that answer the API's questions beside the one that serves, so that all cores are used.

Each opens the index for itself, is warm before it is asked, and notices by itself when the index was written anew.
Knows nothing of requests.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from assistant.assistant import Assistant
from assistant.opening import open_assistant
from assistant.settings import Settings
from assistant.web.guard.desk import BusyError
from assistant.web.serving import Serving

T = TypeVar("T")

_LOG = logging.getLogger(__name__)

_serving: Serving | None = None
"""Of a process that answers."""


class Answering:
    """Does work with an assistant: in other processes where there are several, else here."""

    def __init__(self, serving: Serving, settings: Settings) -> None:
        self._serving, self._settings = serving, settings
        self._pool = self._started() if settings.processes > 1 else None

    def do(self, work: Callable[[Assistant], T]) -> T:
        """What the work gives; it and its result can be pickled.

        Raises:
            BusyError: the process that did it was ended from outside; others take its place.
        """
        pool = self._pool
        if pool is None:
            return work(self._serving.assistant)
        try:
            return pool.submit(_do, work).result()
        except BrokenProcessPool:
            _LOG.exception("a process that answers was ended from outside; others take its place")
            if self._pool is pool:
                self._pool = self._started()
            raise BusyError from None

    def _started(self) -> ProcessPoolExecutor:
        # Not forked: a process that serves holds threads.
        pool = ProcessPoolExecutor(self._settings.processes, get_context("spawn"), _open, (self._settings,))
        for _ in range(self._settings.processes):
            pool.submit(_ready)
        return pool


def _open(settings: Settings) -> None:
    global _serving  # noqa: PLW0603  # a process of the pool has no other place of its own
    assistant = open_assistant(settings)
    assistant.warm_up()
    _serving = Serving(assistant)


def _ready() -> None:
    """Nothing: the pool starts a process when there is work for it."""


def _do(work: Callable[[Assistant], T]) -> T:
    assert _serving is not None  # the pool opens before it gives work
    return work(_serving.assistant)
