"""Records of any size, made of real turns: first the real sittings as they are, then sittings of turns drawn at random.

A drawn sitting takes its length, day and title from a real one, and each turn with its speaker from anywhere in its
source, so that an answer may be anywhere. It holds no new words: the vocabulary of a drawn record stays that of the
real one. Knows nothing of indexes.
"""

from __future__ import annotations

import itertools
import json
import lzma
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from index.passages import LONGEST

Line = dict[str, Any]
"""A turn as it stands in JSON Lines."""

OF_FILE = 40_000
"""Turns of a file: a file is written in one transaction."""


def sittings(paths: Sequence[Path]) -> Iterator[list[Line]]:
    """The sittings of files of turns (`.jsonl.xz`), each as its lines in order."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for _, lines in itertools.groupby(map(json.loads, file), key=lambda line: line["doc_id"]):
                yield list(lines)


def drawn(real: Sequence[list[Line]], seed: int = 0) -> Iterator[list[Line]]:
    """Sittings without end, of turns drawn from real ones of the same source."""
    chance = random.Random(seed)
    by_source: dict[str, list[Line]] = {}
    for lines in real:
        by_source.setdefault(lines[0]["source"], []).extend(lines)
    for number in itertools.count(1):
        like = chance.choice(real)
        turns = chance.choices(by_source[like[0]["source"]], k=len(like))
        doc_id = f"drawn-{number}"
        yield [
            turn | {"doc_id": doc_id, "turn_id": f"{doc_id}-{seq}", "seq": seq, "date": like[0].get("date"),
                    "title": like[0].get("title")}
            for seq, turn in enumerate(turns)
        ]  # fmt: skip


def passages_in(lines: Iterable[Line]) -> int:
    """About how many passages turns are cut into: one for every `LONGEST` words begun."""
    return sum(-(-len(line["text"].split()) // LONGEST) for line in lines)


def write(folder: Path, chosen: Iterable[list[Line]], passages: int) -> tuple[int, int]:
    """Write sittings into files of a folder until they have about so many passages; gives how many turns they have, and
    how many bytes of text."""
    folder.mkdir(parents=True)
    held = turns = size = in_file = 0
    numbers = itertools.count(1)
    file = (folder / f"{next(numbers)}.jsonl").open("w", encoding="utf-8")
    for lines in chosen:
        if in_file >= OF_FILE:
            file.close()
            file, in_file = (folder / f"{next(numbers)}.jsonl").open("w", encoding="utf-8"), 0
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        held, turns, in_file = held + passages_in(lines), turns + len(lines), in_file + len(lines)
        size += sum(len(line["text"].encode()) for line in lines)
        if held >= passages:
            break
    file.close()
    return turns, size
