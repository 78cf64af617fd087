"""What is compared: a system that indexes a pool and finds turns, behind a narrow protocol.

A pool is a file of turns, one JSON object a line, as gold sets bring it. Qrels judge turns, so whatever a system
cuts a turn into carries the turn's id, and a turn's rank is that of its first piece. Knows nothing of frameworks,
processes or figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from eval.gold import Query

PIECES = 50
"""Pieces that a framework is asked for so that ten turns are among them: several pieces may be of one turn."""


@dataclass(frozen=True, slots=True)
class PoolTurn:
    """A turn as the frameworks are given it: `text` is what was said, under title and speaker."""

    id: str
    text: str


class System(Protocol):
    """One of the systems compared; made with the folder of an encoder, or a name that it knows."""

    def build(self, pool: Path, folder: Path) -> None:
        """Index the file of turns `pool` into `folder`, which is empty, so that another process can open it."""
        ...

    def open(self, folder: Path) -> None:
        """Open what `build` wrote there."""
        ...

    def search(self, query: Query, limit: int) -> list[str]:
        """The ids of the best turns, best first, each once, at most `limit`."""
        ...


def read_turns(pool: Path) -> Iterator[PoolTurn]:
    """The turns of a pool, each with the heading that a page of the record shows above it.

    Without the heading no framework could find a turn by who spoke, which most questions name.
    """
    with pool.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield PoolTurn(row["turn_id"], f"{_heading(row)}{row['text']}")


def asked(query: Query) -> str:
    """The question as one text, after the earlier questions of its conversation."""
    return " ".join((*query.history, query.text))


def first_turns(pieces: Iterable[str], limit: int) -> list[str]:
    """The first `limit` turns of a ranking of pieces, given as the id of each piece's turn: each turn once."""
    return list(islice(dict.fromkeys(pieces), limit))


def _heading(row: dict[str, Any]) -> str:
    speaker = row.get("speaker") or ""
    if row.get("party"):
        speaker += f" ({row['party']})"
    return "".join(f"{line}\n" for line in (row.get("title"), speaker) if line)
