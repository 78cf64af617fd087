"""What is derived from the record: the compound splitter, the lexical and the vector index.

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

from index.lexical.base import LexicalPassage
from index.lexical.embedded import EmbeddedLexicalIndex
from index.record import Record
from index.terms import VERSION, CompoundSplitter, passage_terms
from index.vectors.embedded import EmbeddedVectorIndex
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
    vectors: str
    words: str


def current(directory: Path) -> Parts | None:
    """The parts in use, or None where there are none, or none that this program can use."""
    path = directory / "derived.json"
    if not path.is_file():
        return None
    try:
        named = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None
    if named.get("terms") != VERSION or set(named) != set(Parts.__dataclass_fields__):
        return None
    parts = Parts(**named)
    return parts if all((directory / p).exists() for p in (parts.lexical, parts.vectors, parts.words)) else None


def open_parts(directory: Path, parts: Parts) -> tuple[EmbeddedLexicalIndex, EmbeddedVectorIndex, Vocabulary]:
    """The two searches and the record's words, ready to use."""
    return (
        EmbeddedLexicalIndex(directory / parts.lexical),
        EmbeddedVectorIndex.open(directory / parts.vectors),
        Vocabulary.read(directory / parts.words),
    )


def rebuild(directory: Path, record: Record, dimensions: int) -> Parts:
    """Make everything anew from the record, beside what is there, and swap it in."""
    revision = record.revision
    vocabulary = Vocabulary.count(text for *_, text in record.passage_texts())
    parts = Parts(
        revision=revision,
        last_passage=max((row.key for row in record.passage_rows()), default=0),
        terms=VERSION,
        lexical=f"lexical-{revision}",
        vectors=f"vectors-{revision}.faiss",
        words=f"words-{revision}.json",
    )
    shutil.rmtree(directory / parts.lexical, ignore_errors=True)
    vocabulary.write(directory / parts.words)
    splitter = CompoundSplitter(vocabulary.frequencies)
    EmbeddedLexicalIndex(directory / parts.lexical).change((), _lexical_passages(record, splitter, 0))
    vectors = EmbeddedVectorIndex(dimensions)
    vectors.change(np.zeros(0, dtype=np.int64), record.passage_vectors(dimensions))
    vectors.save(directory / parts.vectors)
    _swap(directory, parts)
    return parts


def update(directory: Path, record: Record, dimensions: int, removed: list[int], before: int) -> Parts:
    """Bring the parts up to the record after passages with these keys were removed and newer ones were added.

    `before` is the record's revision before that change: parts of another revision cannot be brought up by it.
    """
    old = current(directory)
    if old is None or old.revision != before:
        return rebuild(directory, record, dimensions)
    added = sum(len(keys) for keys, _ in record.passage_vectors(dimensions, since=old.last_passage))
    if added + len(removed) > REBUILD_SHARE * record.counts()["passages"]:
        return rebuild(directory, record, dimensions)
    lexical, vectors, vocabulary = open_parts(directory, old)
    splitter = CompoundSplitter(vocabulary.frequencies)
    revision = record.revision
    lexical.change(removed, _lexical_passages(record, splitter, old.last_passage))
    vectors.change(np.array(removed, dtype=np.int64), record.passage_vectors(dimensions, since=old.last_passage))
    parts = Parts(
        revision=revision,
        last_passage=max((row.key for row in record.passage_rows()), default=0),
        terms=VERSION,
        lexical=old.lexical,
        vectors=f"vectors-{revision}.faiss",
        words=old.words,
    )
    vectors.save(directory / parts.vectors)
    _swap(directory, parts)
    return parts


def _lexical_passages(record: Record, splitter: CompoundSplitter, since: int) -> Iterator[LexicalPassage]:
    for key, sitting, speaker, language, text in record.passage_texts(since):
        terms, parts = passage_terms(text, language, splitter)
        yield LexicalPassage(key, sitting, speaker, terms, parts)


def _swap(directory: Path, parts: Parts) -> None:
    """Name the new parts in one step, then clear away what is named no more."""
    beside = directory / "derived.json.new"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(parts), file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(directory / "derived.json")
    kept = {parts.lexical, parts.vectors, parts.words}
    for pattern in ("lexical-*", "vectors-*", "words-*"):
        for path in directory.glob(pattern):
            if path.name not in kept:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
