"""This system, through the doors that users have: `index.build.build` and `Assistant.retrieve`."""

from __future__ import annotations

from pathlib import Path

from assistant.answer import Question
from assistant.assistant import Assistant
from eval.bench.encoders import OURS, folder_of
from eval.gold import Query
from index.build import build
from index.encoders import BUNDLED
from index.store import open_index


class Woordelijk:
    """Understanding, both searches, the debate around each hit, late interaction."""

    def __init__(self, encoder: Path) -> None:
        self._encoder = BUNDLED if encoder == folder_of(OURS) else str(encoder)

    def build(self, pool: Path, folder: Path) -> None:
        """Read, cut, encode and write.

        Raises:
            RecordError: the pool cannot be read.
        """
        report = build([pool], folder, self._encoder)
        if report.refused:
            raise report.refused[0]

    def open(self, folder: Path) -> None:
        """Open the index directory."""
        self._assistant = Assistant(open_index(folder))

    def search(self, query: Query, limit: int) -> list[str]:
        """The turns of the evidence."""
        found = self._assistant.retrieve(Question(query.text, query.history), limit)
        return [evidence.turn.id for evidence in found]
