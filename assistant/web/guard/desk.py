"""A desk: work that keeps a core busy is done by few at a time, some waits, and what is more is turned away at once.

Every kind of asker has a desk of its own, so that many programs on the API never keep a reader waiting on the page.
Knows nothing of what the work is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class BusyError(Exception):
    """As much is waiting as may wait; try again later."""


class Desk:
    """Does work in threads of its own: `at_once` of it at a time, while as much as `waiting` may wait."""

    def __init__(self, name: str, at_once: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix=name)
        self._most, self._taken = at_once + waiting, 0

    async def do(self, work: Callable[[], T]) -> T:
        """What the work gives.

        Raises:
            BusyError: too much is waiting already.
        """
        if self._taken >= self._most:
            raise BusyError
        self._taken += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._taken -= 1
