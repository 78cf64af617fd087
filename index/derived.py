"""What is derived from the record: the compound splitter, both searches, the exchanges of debates, the tokens.

All of it can be deleted; it is made again from the record without encoding. `derived.json` names the parts and the
revision of the record that they show, and is swapped in by rename after them: a process killed at any instant leaves
the old parts in place, or parts that are behind and are made again. Knows nothing of readers or encoders.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from index.encoders import load_bundled
from index.exchanges.stored import RULES, StoredExchanges
from index.lexical.base import LexicalPassage
from index.lexical.embedded import EmbeddedLexicalIndex
from index.record import Record
from index.terms import VERSION, CompoundSplitter, passage_terms
from index.tokens import PassageTokens
from index.vectors.cells import EXACT_MOST, Cells
from index.vocabulary import Vocabulary

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
    return tuple(name for name in (parts.lexical, parts.cells, parts.words, parts.exchanges, parts.tokens) if name)


def open_parts(directory: Path, parts: Parts) -> tuple[EmbeddedLexicalIndex, Cells | None, Vocabulary]:
    """The search by words, the cells of the vectors where there are any, and the record's words."""
    return (
        EmbeddedLexicalIndex(directory / parts.lexical),
        Cells.open(directory / parts.cells) if parts.cells else None,
        Vocabulary.read(directory / parts.words),
    )


def rebuild(directory: Path, record: Record, dimensions: int) -> Parts:
    """Make everything anew from the record, beside what is there, and swap it in."""
    vocabulary = Vocabulary.count(_texts(record))
    parts = _named(record, f"lexical-{record.revision}", f"words-{record.revision}.json")
    shutil.rmtree(directory / parts.lexical, ignore_errors=True)
    vocabulary.write(directory / parts.words)
    splitter = CompoundSplitter(vocabulary.frequencies)
    EmbeddedLexicalIndex(directory / parts.lexical).change((), _lexical_passages(record, splitter, 0))
    if parts.cells:
        Cells.found(list(record.passage_vectors(dimensions))).save(directory / parts.cells)
    StoredExchanges.find(record).write(directory / parts.exchanges)
    _tokens(record, 0).save(directory / parts.tokens)
    _swap(directory, parts)
    return parts


def update(directory: Path, record: Record, dimensions: int, removed: list[int], before: int) -> Parts:
    """Bring the parts up to the record after passages with these keys were removed and newer ones were added.

    `before` is the record's revision before that change: parts of another revision cannot be brought up by it.
    """
    old = current(directory)
    if old is None or old.revision != before:
        return rebuild(directory, record, dimensions)
    count = record.counts()["passages"]
    added = sum(len(block.keys) for block in record.passage_vectors(dimensions, since=old.last_passage))
    if added + len(removed) > REBUILD_SHARE * count or bool(old.cells) != (count > EXACT_MOST):
        return rebuild(directory, record, dimensions)
    splitter = CompoundSplitter(Vocabulary.read(directory / old.words).frequencies)
    parts = _named(record, old.lexical, old.words)
    EmbeddedLexicalIndex(directory / old.lexical).change(removed, _lexical_passages(record, splitter, old.last_passage))
    if parts.cells:
        cells = Cells.open(directory / old.cells)
        cells.brought_up(record.passage_vectors(dimensions)).save(directory / parts.cells)
    StoredExchanges.read(directory / old.exchanges).brought_up(record).write(directory / parts.exchanges)
    tokens = PassageTokens.open(directory / old.tokens)
    tokens.changed(np.array(removed, dtype=np.int64), _tokens(record, old.last_passage)).save(directory / parts.tokens)
    _swap(directory, parts)
    return parts


def _named(record: Record, lexical: str, words: str) -> Parts:
    """The parts of the record as it is now, by name."""
    revision = record.revision
    return Parts(
        revision=revision,
        last_passage=record.last_passage(),
        terms=VERSION,
        lexical=lexical,
        cells=f"cells-{revision}.npz" if record.counts()["passages"] > EXACT_MOST else "",
        words=words,
        rules=RULES,
        exchanges=f"exchanges-{revision}.npz",
        encoder=load_bundled().digest,
        tokens=f"tokens-{revision}",
    )


def _texts(record: Record) -> Iterator[str]:
    """All texts of the record: the titles of sittings and agenda items are read with what was said on them."""
    for *_, text in record.passage_texts():
        yield text
    for titled in (*record.sitting_rows(), *record.item_rows()):
        yield titled.title


def _lexical_passages(record: Record, splitter: CompoundSplitter, since: int) -> Iterator[LexicalPassage]:
    for key, sitting, speaker, language, text in record.passage_texts(since):
        terms, parts = passage_terms(text, language, splitter)
        yield LexicalPassage(key, sitting, speaker, terms, parts)


def _tokens(record: Record, since: int) -> PassageTokens:
    return PassageTokens.of_texts(((key, text) for key, *_, text in record.passage_texts(since)), load_bundled())


def _swap(directory: Path, parts: Parts) -> None:
    """Name the new parts in one step, then clear away what is named no more."""
    beside = directory / "derived.json.new"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(parts), file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(directory / "derived.json")
    kept = set(_files(parts))
    for pattern in ("lexical-*", "cells-*", "words-*", "exchanges-*", "tokens-*"):
        for path in directory.glob(pattern):
            if path.name not in kept:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
