"""Search by words in Milvus: its BM25 function finds candidates, which are scored here as the embedded index does.

The terms come ready-made from `index.terms` and are split at white space. Milvus' BM25 has no weights of terms and does
not know tantivy's lengths, so it is asked for several times as many passages as are wanted, with each term as often as
it weighs, and their terms are brought here. In how many passages a term stands Milvus does not tell; it is kept beside,
in a collection of its own and not in a file, so that any number of programs share it.

A change is no transaction: after a failure in the middle, the index must be dropped and filled anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

import numpy as np
import numpy.typing as npt

from index.lexical.base import FIELDS, Field, Hits, LexicalPassage, Scope, Variant, term_weights
from index.lexical.bm25 import K1, B, Statistics, scores
from index.milvus import MOST, MilvusServer, blocks, quoted, within

CANDIDATES = 8
"""Passages that Milvus is asked for, for each that is wanted; with 4, one question in sixty gets another turn."""

LEAST = 2_000
"""Candidates, however few passages are wanted."""

COPIES = 10
"""How often a term of weight 1 stands in the question that Milvus gets."""

PASSAGES, TOKENS, REVISION = "#passages", "#tokens", "#revision"
"""Rows beside those of terms, which have letters and digits only: how many passages and tokens there are, and of which
revision of the record (`mark`)."""

PART = "_"
"""What a part of a compound begins with among a passage's words; terms are of letters and digits only."""

Tokens = Mapping[Field, list[str]]
NONE: Hits = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))


class MilvusLexicalIndex:
    """The words of an index in Milvus."""

    def __init__(self, server: MilvusServer, name: str, sources: Mapping[int, str]) -> None:
        """Opens the index of that name, or begins an empty one.

        `sources` are those of the sittings by key: each source has a partition, and only partitions in scope are
        searched. Sittings of passages that are taken in must be among them.
        """
        self._server, self._sources = server, sources
        self._words = server.open(name, "words", lambda: _words_schema(server.version()))
        self._terms = server.open(name, "terms", _terms_schema)
        self._known: dict[str, dict[Field, int]] = {}
        # What another program wrote before this one opened the index is found from here on.
        list(server.get(self._words, [0], ["key"], "Strong"))
        self._read((PASSAGES, TOKENS), "Strong")

    def search(self, words: Sequence[Sequence[Variant]], limit: int, scope: Scope) -> Hits:
        """The best passages for the words of a question, best first, at most `limit`, all within `scope`."""
        limits = within(scope, self._sources)
        if limits is None:
            return NONE
        statistics = self._statistics({variant.term for variants in words for variant in variants})
        text = _question(words, statistics)
        if not text:
            return NONE
        keys, passages = self._candidates(text, min(max(CANDIDATES * limit, LEAST), MOST), limits)
        found = scores(words, passages, statistics).astype(np.float32)
        order = np.argsort(-found, kind="stable")[
            :limit
        ]  # of equal ones the oldest first, as the embedded index has it
        return keys[order], found[order]

    def change(self, removed: Iterable[int], added: Iterable[LexicalPassage]) -> None:
        """Forget passages by key and take in others; what is written is found by the next search."""
        changes: dict[Field, Counter[str]] = {field: Counter() for field in FIELDS}
        for keys in blocks(removed):
            for row in self._server.get(self._words, keys, ["words"]):
                _count(changes, _tokens(row["words"]), -1)
            self._server.delete(self._words, keys)
        for passages in blocks(added):
            for passage in passages:
                _count(changes, {"terms": passage.terms, "parts": passage.parts}, 1)
            self._server.insert(self._words, map(self._row, passages))
        self._server.settle(self._words)
        self._keep(changes)

    def with_all(self, words: Sequence[Sequence[str]], limit: int) -> npt.NDArray[np.int64]:
        """Keys of passages that hold every word, each given by the terms it may stand as; (n,), at most `limit`."""
        wanted = " and ".join(f"TEXT_MATCH(words, {quoted(' '.join(terms))})" for terms in words if terms)
        if not wanted:
            return NONE[0]
        return np.array(self._server.matching(self._words, wanted, limit), dtype=np.int64)

    def document_frequency(self, term: str) -> int:
        """In how many passages a term stands."""
        return self._statistics({term}).holding["terms"].get(term, 0)

    def _candidates(self, text: str, limit: int, limits: str) -> tuple[npt.NDArray[np.int64], list[Tokens]]:
        """Passages that Milvus finds for a question, by key."""
        (hits,) = self._server.ask(
            "search", self._words, data=[text], anns_field="bm25", limit=limit, filter=limits, output_fields=["words"],
            search_params={"metric_type": "BM25"},
        )  # fmt: skip
        found = sorted((int(hit["key"]), hit["entity"]["words"]) for hit in hits)
        return np.array([key for key, _ in found], dtype=np.int64), [_tokens(held) for _, held in found]

    def _row(self, passage: LexicalPassage) -> dict[str, Any]:
        return {
            "key": passage.key,
            "sitting": passage.sitting,
            "speaker": passage.speaker or 0,
            "source": self._sources[passage.sitting],
            "words": " ".join([*passage.terms, *(PART + part for part in passage.parts)]),
        }

    def _statistics(self, terms: Set[str]) -> Statistics:
        self._read(terms)
        counts = {term: self._known[term] for term in terms}
        return Statistics(
            passages=self._known[PASSAGES]["terms"],
            tokens=self._known[TOKENS],
            holding={field: {term: held[field] for term, held in counts.items() if held[field]} for field in FIELDS},
        )

    def _read(self, terms: Iterable[str], consistency: str = "Session") -> None:
        """Have the counts of terms at hand; they stay so until the index is changed here or opened again."""
        unknown = [term for term in terms if term not in self._known]
        found: dict[str, dict[Field, int]] = {term: dict.fromkeys(FIELDS, 0) for term in unknown}
        for row in self._server.get(self._terms, unknown, ["term", *FIELDS], consistency):
            found[row["term"]] = {field: int(row[field]) for field in FIELDS}
        self._known |= found

    def _keep(self, changes: Mapping[Field, Counter[str]]) -> None:
        self._known = {}
        for terms in blocks(sorted(set().union(*changes.values()))):
            self._read(terms)
            rows = [
                {"term": term, "unused": [0.0, 0.0]}
                | {field: self._known[term][field] + changes[field][term] for field in FIELDS}
                for term in terms
            ]
            self._server.upsert(self._terms, rows)
        self._server.settle(self._terms)
        self._known = {}
        self._read((PASSAGES, TOKENS))


def mark(server: MilvusServer, name: str, revision: int) -> None:
    """Note which revision of a record an index shows; 0 while it is changed."""
    collection = server.collection(name, "terms")
    server.upsert(collection, [{"term": REVISION, "unused": [0.0, 0.0], "terms": revision, "parts": 0}])


def revision_of(server: MilvusServer, name: str) -> int:
    """What `mark` noted, 0 if it never did."""
    found = list(server.get(server.collection(name, "terms"), [REVISION], ["terms"], "Strong"))
    return int(found[0]["terms"]) if found else 0


def _count(changes: Mapping[Field, Counter[str]], passage: Mapping[Field, Sequence[str]], sign: int) -> None:
    for field, tokens in passage.items():
        for term in set(tokens):
            changes[field][term] += sign
        changes[field][PASSAGES] += sign
        changes[field][TOKENS] += sign * len(tokens)


def _tokens(held: str) -> Tokens:
    found: dict[Field, list[str]] = {"terms": [], "parts": []}
    for word in held.split():
        if word.startswith(PART):
            found["parts"].append(word.removeprefix(PART))
        else:
            found["terms"].append(word)
    return found


def _question(words: Sequence[Sequence[Variant]], statistics: Statistics) -> str:
    """The words of a question that the record has, each as often as it weighs: so Milvus takes a word's weight."""
    asked = [
        (PART + term if field == "parts" else term, weight)
        for (field, term), weight in term_weights(words).items()
        if term in statistics.holding[field]
    ]
    return " ".join(" ".join([word] * max(1, round(COPIES * weight))) for word, weight in asked)


def _words_schema(version: str) -> tuple[Any, Any]:
    from pymilvus import DataType, Function, FunctionType, MilvusClient

    # Milvus Lite has no splitter at white space; of our terms, letters and digits in small letters, it makes the same.
    analyser = {"tokenizer": "standard" if "lite" in version else "whitespace"}
    schema = MilvusClient.create_schema(auto_id=False)
    schema.add_field("key", DataType.INT64, is_primary=True)
    schema.add_field("sitting", DataType.INT64)
    schema.add_field("speaker", DataType.INT64)
    schema.add_field("source", DataType.VARCHAR, max_length=1_000, is_partition_key=True)
    schema.add_field(
        "words", DataType.VARCHAR, max_length=65_535, enable_analyzer=True, analyzer_params=analyser, enable_match=True
    )
    schema.add_field("bm25", DataType.SPARSE_FLOAT_VECTOR)
    bm25 = Function(
        name="bm25", function_type=FunctionType.BM25, input_field_names=["words"], output_field_names=["bm25"]
    )
    schema.add_function(bm25)
    indexes = MilvusClient.prepare_index_params()
    indexes.add_index(
        "bm25", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25", params={"bm25_k1": K1, "bm25_b": B}
    )  # fmt: skip
    return schema, indexes


def _terms_schema() -> tuple[Any, Any]:
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False)
    schema.add_field("term", DataType.VARCHAR, is_primary=True, max_length=1_000)
    for field in FIELDS:
        schema.add_field(field, DataType.INT64)
    schema.add_field("unused", DataType.FLOAT_VECTOR, dim=2)  # Milvus takes no collection without a vector
    indexes = MilvusClient.prepare_index_params()
    indexes.add_index("unused", index_type="FLAT", metric_type="L2")
    return schema, indexes
