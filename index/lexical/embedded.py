"""Search by words in this process, on disk: tantivy (https://github.com/quickwit-oss/tantivy).

BM25 with its usual k1 1.2 and b 0.75. A search scores every passage that holds a term: tantivy's way of passing over
those that cannot be among the best is not to be had from Python. The terms come ready-made from `index.terms`, so
tantivy only splits them at white space.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import tantivy

from index.lexical.base import Hits, LexicalPassage, Scope, Variant, term_weights

WRITER_BYTES = 500_000_000
"""Memory in which passages are gathered until a segment is written, at most: some two million. The fewer segments, the
less a search costs: with one for 902,332 passages it takes three quarters of the time of six (eval/LOG.md, 33)."""


class EmbeddedLexicalIndex:
    """A folder of tantivy's. Its commits are atomic: a reader sees all of a change or nothing of it."""

    def __init__(self, folder: Path) -> None:
        """Opens the index in a folder, or begins an empty one there."""
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(_schema(), path=str(folder), reuse=True)
        self._searcher = self._index.searcher()

    def change(self, removed: Iterable[int], added: Iterable[LexicalPassage]) -> None:
        """Forget passages by key and take in others, in one commit."""
        writer = self._index.writer(heap_size=WRITER_BYTES, num_threads=1)
        # Not `delete_documents_by_term`: it takes every whole number for a signed one, and so finds no key.
        writer.delete_documents_by_query(
            tantivy.Query.term_set_query(self._index.schema, "key", [int(key) for key in removed])
        )
        for passage in added:
            document = tantivy.Document(terms=" ".join(passage.terms), parts=" ".join(passage.parts))
            document.add_unsigned("key", passage.key)
            document.add_unsigned("sitting", passage.sitting)
            if passage.speaker is not None:
                document.add_unsigned("speaker", passage.speaker)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, words: Sequence[Sequence[Variant]], limit: int, scope: Scope) -> Hits:
        """The best passages for the words of a question, best first, at most `limit`, all within `scope`."""
        query, schema = tantivy.Query, self._index.schema
        wanted = [
            (tantivy.Occur.Should, query.boost_query(query.term_query(schema, field, term, "freq"), weight))
            for (field, term), weight in term_weights(words).items()
        ]
        if not wanted or not self._searcher.num_docs:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        whole = query.boolean_query(wanted)
        limits = [
            (f, keys) for f, keys in (("sitting", scope.sittings), ("speaker", scope.speakers)) if keys is not None
        ]
        if any(not keys for _, keys in limits):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        if limits:
            within = [
                (
                    tantivy.Occur.Must,
                    query.const_score_query(query.term_set_query(schema, field, sorted(keys)), 0.0),
                )
                for field, keys in limits
            ]
            whole = query.boolean_query([(tantivy.Occur.Must, whole), *within])
        found = self._searcher.search(whole, limit=limit, count=False).hits
        keys = self._searcher.fast_field_values("key", [address for _, address in found])
        return np.array(keys, dtype=np.int64), np.array([score for score, _ in found], dtype=np.float32)

    def with_all(self, words: Sequence[Sequence[str]], limit: int) -> npt.NDArray[np.int64]:
        """Keys of passages that hold every word, each given by the terms it may stand as; (n,), at most `limit`."""
        query = tantivy.Query
        wanted = [
            (tantivy.Occur.Must, query.term_set_query(self._index.schema, "terms", list(terms)))
            if len(terms) > 1
            else (tantivy.Occur.Must, query.term_query(self._index.schema, "terms", terms[0], "basic"))
            for terms in words
            if terms
        ]
        if not wanted or not self._searcher.num_docs:
            return np.zeros(0, dtype=np.int64)
        whole = query.const_score_query(query.boolean_query(wanted), 1.0)
        found = self._searcher.search(whole, limit=limit, count=False).hits
        keys = self._searcher.fast_field_values("key", [address for _, address in found])
        return np.array(keys, dtype=np.int64)

    def document_frequency(self, term: str) -> int:
        """In how many passages a term stands."""
        return int(self._searcher.doc_freq("terms", term))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", stored=False, indexed=True, fast=True)
    builder.add_unsigned_field("sitting", stored=False, indexed=True)
    builder.add_unsigned_field("speaker", stored=False, indexed=True)
    for field in ("terms", "parts"):
        builder.add_text_field(field, stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
