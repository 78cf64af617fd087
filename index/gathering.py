"""What is gathered from all words of a record to be searched: their counts, tokens, exchanges, then their terms.

Sittings are read a batch at a time, by several processes where there is much to read; each opens the record for itself.
Knows nothing of where what is gathered is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.encoders import load_bundled
from index.exchanges.stored import StoredExchanges
from index.lexical.base import LexicalPassage
from index.record import Record
from index.record.engines import Address
from index.terms import CompoundSplitter, passage_terms
from index.tokens import PassageTokens
from index.vocabulary import Vocabulary, WordCounter
from index.workers import Workers

BATCH = 4_000
"""Passages that are read at once."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Sittings of a record, by key, and what another process opens the record with."""

    record: Address
    sittings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The words of sittings, counted; their passages as tokens; and their exchanges."""

    words: WordCounter
    tokens: PassageTokens
    exchanges: StoredExchanges


def batches(record: Record, since: int = 0) -> list[Batch]:
    """The sittings whose passages have keys above `since`, in order, in batches."""
    found: list[list[int]] = []
    held = BATCH
    for span in record.spans():
        if span.first > since:
            if held >= BATCH:
                found.append([])
                held = 0
            found[-1].append(span.sitting)
            held += span.count
    return [Batch(record.address, tuple(sittings)) for sittings in found]


def gathered(record: Record, workers: Workers) -> Gathered:
    """The words of the whole record."""
    words = WordCounter()
    tokens, exchanges = [], []
    for _, found in workers.map(_gather, batches(record)):
        words.add(found.words)
        tokens.append(found.tokens)
        exchanges.append(found.exchanges)
    for titled in (*record.sitting_rows(), *record.item_rows()):
        words.read(titled.title)  # read with what was said on them
    return Gathered(words, PassageTokens.joined(tokens), StoredExchanges.joined(exchanges))


def lexical_passages(record: Record, words: Path, workers: Workers, since: int = 0) -> Iterator[LexicalPassage]:
    """The terms of the passages with keys above `since`; `words` is the file of the record's vocabulary."""
    for _, found in workers.map(_Terms(words), batches(record, since)):
        yield from found


def passage_tokens(record: Record, since: int) -> PassageTokens:
    """The tokens of the passages with keys above `since`."""
    sittings = [sitting for batch in batches(record, since) for sitting in batch.sittings]
    return PassageTokens.of_texts(((key, text) for key, *_, text in record.passage_texts(sittings)), load_bundled())


def _gather(batch: Batch) -> Gathered:
    record = Record(batch.record)
    try:
        texts = [(key, text) for key, *_, text in record.passage_texts(batch.sittings)]
        words = WordCounter()
        for _, text in texts:
            words.read(text)
        return Gathered(
            words, PassageTokens.of_texts(texts, load_bundled()), StoredExchanges.find(record, batch.sittings)
        )
    finally:
        record.close()


@dataclass(frozen=True, slots=True)
class _Terms:
    """Gives the terms of a batch's passages."""

    words: Path

    def __call__(self, batch: Batch) -> Sequence[LexicalPassage]:
        splitter = _splitter(self.words, self.words.stat().st_mtime_ns)
        record = Record(batch.record)
        try:
            return [
                LexicalPassage(key, sitting, speaker, *passage_terms(text, language, splitter))
                for key, sitting, speaker, language, text in record.passage_texts(batch.sittings)
            ]
        finally:
            record.close()


@cache
def _splitter(words: Path, written: int) -> CompoundSplitter:
    """The splitter of a file of words as it was `written`, in nanoseconds."""
    del written
    return CompoundSplitter(Vocabulary.read(words).frequencies)
