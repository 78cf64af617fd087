"""The last few things that were made over the assistant in service: the next click asks for one of them, or nearly.

What was made over an index that is no longer in service is let go. Knows nothing of what is kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from assistant.assistant import Assistant

KEPT = 12
"""Things that are kept."""

_Asked = TypeVar("_Asked", bound=Hashable)
_Made = TypeVar("_Made")


class Kept(Generic[_Asked, _Made]):
    """Makes what is asked for, or has it still; what `keeps` refuses is made anew every time."""

    def __init__(
        self, make: Callable[[Assistant, _Asked], _Made], keeps: Callable[[_Made], bool] = lambda _: True
    ) -> None:
        self._make, self._keeps = make, keeps
        self._of: Assistant | None = None
        self._kept: OrderedDict[_Asked, _Made] = OrderedDict()
        self._keeping = threading.Lock()

    def of(self, assistant: Assistant, asked: _Asked) -> _Made:
        """What is asked for, over this assistant; what `make` raises is raised."""
        with self._keeping:
            if assistant is not self._of:
                self._of = assistant
                self._kept.clear()
            if asked in self._kept:
                self._kept.move_to_end(asked)
                return self._kept[asked]
        made = self._make(assistant, asked)
        with self._keeping:
            if assistant is self._of and self._keeps(made):
                self._kept[asked] = made
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return made
