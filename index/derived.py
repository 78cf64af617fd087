"""What is derived from the record: its words and their relatives, both searches, the exchanges of debates, the tokens.

All of it can be deleted; it is made again from the record without encoding. `derived.json` names the parts and the
revision of the record that they show, and is swapped in by rename after them. What has a name is never written again:
a process killed at any instant leaves the old parts as they were. Knows nothing of readers or encoders.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.encoders import load_bundled
from index.exchanges.stored import RULES, StoredExchanges
from index.gathering import gathered, lexical_passages, passage_tokens
from index.lexical.base import LexicalIndex
from index.lexical.embedded import EmbeddedLexicalIndex
from index.place import Place, at
from index.record import Record
from index.related import RelatedWords
from index.terms import VERSION
from index.tokens import PassageTokens
from index.vectors.base import VectorIndex
from index.vectors.embedded import EmbeddedVectorIndex
from index.workers import Workers

if TYPE_CHECKING:
    from index.searches import MilvusSearches

FILE = "derived.json"
"""Names the parts in use."""

REBUILD_SHARE = 0.25
"""A change of more than this share of the passages makes everything anew, so that the splitter sees the new words."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The contents of `derived.json`."""

    revision: int
    last_passage: int
    terms: str
    lexical: str  # empty where the searches are in Milvus
    milvus: str  # the name of the searches there, empty where they are here
    words: str
    related: str
    rules: str
    exchanges: str
    encoder: str  # digest of the bundled encoder, whose tokens they are
    tokens: str


def current(directory: Path) -> Parts | None:
    """The parts in use, or None where there are none, or none that this program can use."""
    path = directory / FILE
    parts = parsed(path.read_bytes()) if path.is_file() else None
    return parts if parts is not None and all((directory / name).exists() for name in _names(parts)) else None


def parsed(named: bytes) -> Parts | None:
    """The parts that a file names, None if this program cannot use them."""
    try:
        values = json.loads(named)
    except ValueError:
        return None
    if (values.get("terms"), values.get("rules")) != (VERSION, RULES) or set(values) != set(Parts.__dataclass_fields__):
        return None
    parts = Parts(**values)
    return parts if parts.encoder == load_bundled().digest else None


def files(directory: Path) -> list[Path]:
    """The files of the parts in use, `derived.json` too; none where no part can be used."""
    parts = current(directory)
    if parts is None:
        return []
    inside = [path for name in _names(parts) for path in ((directory / name), *(directory / name).rglob("*"))]
    return [directory / FILE, *(path for path in inside if path.is_file() and path.suffix != ".lock")]


def _names(parts: Parts) -> tuple[str, ...]:
    named = (parts.lexical, parts.words, parts.related, parts.exchanges, parts.tokens)
    return tuple(name for name in named if name)


def open_searches(place: Place, parts: Parts, record: Record, dimensions: int) -> tuple[LexicalIndex, VectorIndex]:
    """The search by words and the search by vectors, over the passages that the record has now.

    Raises:
        IndexMismatchError, SearchServerError: they are in Milvus, and not to be had there.
    """
    searches = milvus_of(place, record)
    if searches is not None:
        return searches.opened(parts.milvus, dimensions)
    vectors = EmbeddedVectorIndex(dimensions, record.passage_vectors(dimensions))
    return EmbeddedLexicalIndex(place.directory / parts.lexical), vectors


def milvus_of(place: Place, record: Record) -> MilvusSearches | None:
    """The searches in Milvus, None where a place has them in its directory."""
    if place.milvus is None:
        return None
    from index.searches import MilvusSearches

    return MilvusSearches(place.milvus, record)


def fits(place: Place, parts: Parts, record: Record) -> bool:
    """Whether the searches of these parts are where the place has them, and whole."""
    searches = milvus_of(place, record)
    if searches is None or not parts.milvus:
        return (searches is None) == (not parts.milvus)
    try:
        return searches.is_whole(parts.milvus, parts.revision)
    finally:
        searches.server.close()


def update(place: Place | Path, record: Record, dimensions: int) -> Parts:
    """Bring the parts up to the record as it is at this moment, beside those in use, and swap them in.

    They are made anew where there are none, or where much has changed.
    """
    place = at(place)
    directory, searches = place.directory, milvus_of(place, record)
    try:
        with record.snapshot():
            old = current(directory)
            usable = old if old is not None and fits(place, old, record) else None
            parts = _brought_up(directory, usable, record, dimensions, searches) if usable is not None else None
            if parts is None:
                parts = _made_anew(directory, record, dimensions, searches)
        swap(directory, json.dumps(asdict(parts)).encode())
        if searches is not None:  # who opened the old parts goes on with them until the new ones are seen
            searches.clear({parts.milvus, old.milvus if old is not None else ""})
    finally:
        if searches is not None:
            searches.server.close()
    return parts


def _made_anew(directory: Path, record: Record, dimensions: int, searches: MilvusSearches | None) -> Parts:
    name = searches.new_name() if searches is not None else ""
    parts = _named(record, f"words-{record.revision}.json", f"related-{record.revision}", name)
    _clear(directory, parts, but=())
    with Workers() as workers:
        found = gathered(record, workers)
        vocabulary = found.words.vocabulary()
        vocabulary.write(directory / parts.words)
        found.tokens.save(directory / parts.tokens)
        found.exchanges.write(directory / parts.exchanges)
        terms = lexical_passages(record, directory / parts.words, workers)
        if searches is not None:
            searches.fill(name, dimensions, len(found.tokens.keys), terms)
        else:
            EmbeddedLexicalIndex(directory / parts.lexical).change((), terms)
    RelatedWords(load_bundled(), vocabulary.frequencies).save(directory / parts.related)
    return parts


def _brought_up(
    directory: Path, old: Parts, record: Record, dimensions: int, searches: MilvusSearches | None
) -> Parts | None:
    """The parts with what was added to the record and without what was removed; None if that is too much."""
    tokens = PassageTokens.open(directory / old.tokens)
    present = record.passage_keys()
    removed = np.setdiff1d(tokens.keys, present, assume_unique=True)
    added = int((present > old.last_passage).sum())
    if added + len(removed) > REBUILD_SHARE * len(present):
        return None
    parts = _named(record, old.words, old.related, old.milvus)
    if parts.revision == old.revision:  # there would be two parts of one name
        return None
    _clear(directory, parts, but=(old.words, old.related))
    with Workers(1) as workers:
        terms = lexical_passages(record, directory / old.words, workers, old.last_passage)
        if searches is not None:
            searches.bring_up(old.milvus, dimensions, removed, terms, old.last_passage)
        else:
            # tantivy writes new files and puts others in the place of old ones, but changes none.
            shutil.copytree(
                directory / old.lexical, directory / parts.lexical,
                copy_function=link_or_copy, ignore=shutil.ignore_patterns("*.lock"),
            )  # fmt: skip
            EmbeddedLexicalIndex(directory / parts.lexical).change(removed.tolist(), terms)
    StoredExchanges.read(directory / old.exchanges).brought_up(record).write(directory / parts.exchanges)
    tokens.changed(removed, passage_tokens(record, old.last_passage)).save(directory / parts.tokens)
    return parts


def link_or_copy(source: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    """A second name for a file that is never written again, or a copy where the file system has no such thing."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _named(record: Record, words: str, related: str, milvus: str) -> Parts:
    """The parts of the record as it is now, by name."""
    revision, spans = record.revision, record.spans()
    return Parts(
        revision=revision,
        last_passage=max((span.first + span.count - 1 for span in spans), default=0),
        terms=VERSION,
        lexical="" if milvus else f"lexical-{revision}",
        milvus=milvus,
        words=words,
        related=related,
        rules=RULES,
        exchanges=f"exchanges-{revision}.npz",
        encoder=load_bundled().digest,
        tokens=f"tokens-{revision}",
    )


def swap(directory: Path, named: bytes) -> None:
    """Let `derived.json` name new parts, in one step, then clear away what is named no more."""
    beside = directory / f"{FILE}.new"
    with beside.open("wb") as file:
        file.write(named)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(directory / FILE)
    kept = set(_names(Parts(**json.loads(named))))
    for pattern in ("lexical-*", "words-*", "related-*", "exchanges-*", "tokens-*"):
        for path in directory.glob(pattern):
            if path.name not in kept:
                _remove(path)


def _clear(directory: Path, parts: Parts, but: tuple[str, ...]) -> None:
    """Remove what a killed process left under the names of these parts."""
    for name in _names(parts):
        if name not in but:
            _remove(directory / name)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
