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
    return parts.lexical, parts.vectors, parts.words, parts.exchanges, parts.tokens


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
    vocabulary = Vocabulary.count(_texts(record))
    parts = Parts(
        revision=revision,
        last_passage=max((row.key for row in record.passage_rows()), default=0),
        terms=VERSION,
        lexical=f"lexical-{revision}",
        vectors=f"vectors-{revision}.faiss",
        words=f"words-{revision}.json",
        rules=RULES,
        exchanges=f"exchanges-{revision}.npz",
        encoder=load_bundled().digest,
        tokens=f"tokens-{revision}",
    )
    shutil.rmtree(directory / parts.lexical, ignore_errors=True)
    vocabulary.write(directory / parts.words)
    splitter = CompoundSplitter(vocabulary.frequencies)
    EmbeddedLexicalIndex(directory / parts.lexical).change((), _lexical_passages(record, splitter, 0))
    vectors = EmbeddedVectorIndex(dimensions)
    vectors.change(np.zeros(0, dtype=np.int64), record.passage_vectors(dimensions))
    vectors.save(directory / parts.vectors)
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
        rules=RULES,
        exchanges=f"exchanges-{revision}.npz",
        encoder=old.encoder,
        tokens=f"tokens-{revision}",
    )
    vectors.save(directory / parts.vectors)
    StoredExchanges.read(directory / old.exchanges).brought_up(record).write(directory / parts.exchanges)
    tokens = PassageTokens.open(directory / old.tokens)
    tokens.changed(np.array(removed, dtype=np.int64), _tokens(record, old.last_passage)).save(directory / parts.tokens)
    _swap(directory, parts)
    return parts


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
    for pattern in ("lexical-*", "vectors-*", "words-*", "exchanges-*", "tokens-*"):
        for path in directory.glob(pattern):
            if path.name not in kept:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
