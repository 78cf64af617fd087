"""The assistant in service: the one that every view asks, exchanged for a new one when its index was written anew.

A reader never waits for that: the old assistant answers until the new one is there, and an answer that began with
the old one ends with it. Knows nothing of addresses or pages.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from assistant.answering.model.narrator import Narrator
from assistant.assistant import Assistant
from assistant.feedback.kept import Feedback
from index.errors import WoordelijkError

LOOKED_AFTER = 1.0
"""Seconds between two looks at whether the index directory has changed."""

_LOG = logging.getLogger(__name__)


class Serving:
    """Holds the assistant, which views take from here anew for every request, and what readers say of its answers.

    `narrating` makes an assistant one with a language model beside it; None where no model is set.
    """

    def __init__(self, assistant: Assistant, narrating: Callable[[Assistant], Narrator] | None = None) -> None:
        self._assistant = assistant
        self.narrating = narrating
        self.feedback = Feedback(assistant.index.place)
        self._stamp = assistant.index.stamp()
        self._looked = time.monotonic()
        self._exchanging = threading.Lock()

    @property
    def assistant(self) -> Assistant:
        """The assistant over the index as it was at most a moment ago."""
        now = time.monotonic()
        if now - self._looked >= LOOKED_AFTER:
            self._looked = now
            if self._newest() != self._stamp and not self._exchanging.locked():
                threading.Thread(target=self.reopen, daemon=True).start()
        return self._assistant

    def reopen(self) -> None:
        """Open the index again and serve it from now on; what cannot be opened leaves the old one in service."""
        with self._exchanging:
            found = self._newest()
            if found == self._stamp:
                return
            try:
                # The old one is not closed: answers that it began may still read from it. It goes when they end.
                fresh = self._assistant.reopened()
                fresh.warm_up()
                self._assistant = fresh
            except Exception:
                _LOG.exception("the index was written anew, but cannot be opened; the old one stays in service")
            self._stamp = found

    def _newest(self) -> tuple[object, ...]:
        """The stamp of what there is now; while the store is away, of what is served."""
        try:
            return self._assistant.index.stamp()
        except WoordelijkError:
            _LOG.exception("the store cannot be asked whether there is something newer")
            return self._stamp
