"""What is derived from the record: its words and their relatives, both searches, the exchanges of debates, the tokens.

All of it can be deleted; it is made again from the record without encoding. `derived.json` names the parts and the
revision of the record that they show, and is swapped in by rename after them: a process killed at any instant leaves
the old parts in place, or parts that are behind and are made again. Knows nothing of readers or encoders.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from index.encoders import load_bundled
from index.exchanges.stored import RULES, StoredExchanges
from index.gathering import gathered, lexical_passages, passage_tokens
from index.lexical.embedded import EmbeddedLexicalIndex
from index.record import Record
from index.related import RelatedWords
from index.terms import VERSION
from index.tokens import PassageTokens
from index.vectors.cells import EXACT_MOST, Cells
from index.vocabulary import Vocabulary
from index.workers import Workers

REBUILD_SHARE = 0.25
"""A change of more than this share of the passages makes everything anew, so that the splitter sees the new words."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The contents of `derived.json`."""

    revision: int
    last_passage: int
    terms: str
    lexical: str
    cells: str  # empty where all passages are looked at
    words: str
    related: str
    rules: str
    exchanges: str
    encoder: str  # digest of the bundled encoder, whose tokens they are
    tokens: str


def current(directory: Path) -> Parts | None:
    """The parts in use, or None where there are none, or none that this program can use."""
    path = directory / "derived.json"
    if not path.is_file():
        return None
    try:
        named = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None
    if (named.get("terms"), named.get("rules")) != (VERSION, RULES) or set(named) != set(Parts.__dataclass_fields__):
        return None
    parts = Parts(**named)
    if parts.encoder != load_bundled().digest:
        return None
    return parts if all((directory / name).exists() for name in _files(parts)) else None


def _files(parts: Parts) -> tuple[str, ...]:
    named = (parts.lexical, parts.cells, parts.words, parts.related, parts.exchanges, parts.tokens)
    return tuple(name for name in named if name)


def open_parts(directory: Path, parts: Parts) -> tuple[EmbeddedLexicalIndex, Cells | None, Vocabulary]:
    """The search by words, the cells of the vectors where there are any, and the record's words."""
    return (
        EmbeddedLexicalIndex(directory / parts.lexical),
        Cells.open(directory / parts.cells) if parts.cells else None,
        Vocabulary.read(directory / parts.words),
    )


def rebuild(directory: Path, record: Record, dimensions: int) -> Parts:
    """Make everything anew from the record, beside what is there, and swap it in."""
    parts = _named(record, f"lexical-{record.revision}", f"words-{record.revision}.json", f"related-{record.revision}")
    shutil.rmtree(directory / parts.lexical, ignore_errors=True)
    with Workers() as workers:
        found = gathered(record, workers)
        vocabulary = found.words.vocabulary()
        vocabulary.write(directory / parts.words)
        found.tokens.save(directory / parts.tokens)
        found.exchanges.write(directory / parts.exchanges)
        terms = lexical_passages(record, directory / parts.words, workers)
        EmbeddedLexicalIndex(directory / parts.lexical).change((), terms)
    RelatedWords(load_bundled(), vocabulary.frequencies).save(directory / parts.related)
    if parts.cells:
        Cells.found(list(record.passage_vectors(dimensions))).save(directory / parts.cells)
    _swap(directory, parts)
    return parts


def update(directory: Path, record: Record, dimensions: int, removed: list[int], before: int) -> Parts:
    """Bring the parts up to the record after passages with these keys were removed and newer ones were added.

    `before` is the record's revision before that change: parts of another revision cannot be brought up by it.
    """
    old = current(directory)
    if old is None or old.revision != before:
        return rebuild(directory, record, dimensions)
    spans = record.spans()
    count = sum(span.count for span in spans)
    added = sum(span.count for span in spans if span.first > old.last_passage)
    if added + len(removed) > REBUILD_SHARE * count or bool(old.cells) != (count > EXACT_MOST):
        return rebuild(directory, record, dimensions)
    parts = _named(record, old.lexical, old.words, old.related)
    with Workers(1) as workers:
        terms = lexical_passages(record, directory / old.words, workers, old.last_passage)
        EmbeddedLexicalIndex(directory / old.lexical).change(removed, terms)
    if parts.cells:
        cells = Cells.open(directory / old.cells)
        cells.brought_up(record.passage_vectors(dimensions)).save(directory / parts.cells)
    StoredExchanges.read(directory / old.exchanges).brought_up(record).write(directory / parts.exchanges)
    tokens = PassageTokens.open(directory / old.tokens)
    added_tokens = passage_tokens(record, old.last_passage)
    tokens.changed(np.array(removed, dtype=np.int64), added_tokens).save(directory / parts.tokens)
    _swap(directory, parts)
    return parts


def _named(record: Record, lexical: str, words: str, related: str) -> Parts:
    """The parts of the record as it is now, by name."""
    revision, spans = record.revision, record.spans()
    return Parts(
        revision=revision,
        last_passage=max((span.first + span.count - 1 for span in spans), default=0),
        terms=VERSION,
        lexical=lexical,
        cells=f"cells-{revision}.npz" if sum(span.count for span in spans) > EXACT_MOST else "",
        words=words,
        related=related,
        rules=RULES,
        exchanges=f"exchanges-{revision}.npz",
        encoder=load_bundled().digest,
        tokens=f"tokens-{revision}",
    )


def _swap(directory: Path, parts: Parts) -> None:
    """Name the new parts in one step, then clear away what is named no more."""
    beside = directory / "derived.json.new"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(parts), file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(directory / "derived.json")
    kept = set(_files(parts))
    for pattern in ("lexical-*", "cells-*", "words-*", "related-*", "exchanges-*", "tokens-*"):
        for path in directory.glob(pattern):
            if path.name not in kept:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
