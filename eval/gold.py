"""Gold sets: questions with judged turns, as a folder of TREC-style files.

A folder holds `queries.jsonl`, `qrels.txt`, optionally `evidence.jsonl` (the verbatim words that answer) and
optionally its pool, `corpus.jsonl` or `corpus.jsonl.xz`. A loaded set is consistent: ids are unique, every
answerable question has a relevant turn, an unanswerable one has none, and every judgement belongs to a
question. Whether the judged turns exist is known only with the pool at hand: `check_pool`. Knows nothing of
how questions are answered.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from index.errors import WoordelijkError

QUERIES, QRELS, EVIDENCE = "queries.jsonl", "qrels.txt", "evidence.jsonl"
CORPORA = ("corpus.jsonl", "corpus.jsonl.xz")

T = TypeVar("T")


class GoldError(WoordelijkError):
    """A gold set that cannot be used: the message names the file, the line if there is one, and the fault."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question of a gold set. `history` are the conversation's earlier questions, oldest first.

    With a `doc_id` the question is about that one document (a sitting, or the part of it that one record
    holds).
    """

    id: str
    text: str
    lang: str
    type: str
    answerable: bool
    history: tuple[str, ...] = ()
    doc_id: str | None = None


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """Verbatim words of a turn that answer a question."""

    turn_id: str
    text: str


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A loaded gold set.

    `qrels[query id][turn id]` is the grade (2 answers the question, 1 helps, 0 was judged and is neither), in
    the order of the file; unanswerable questions have no entry. `quotes` has an entry for every question with
    evidence. `corpus` is the pool that came with the set, or None.
    """

    name: str
    queries: tuple[Query, ...]
    qrels: Mapping[str, Mapping[str, int]]
    quotes: Mapping[str, tuple[GoldQuote, ...]]
    corpus: Path | None

    def relevant(self, query_id: str) -> list[str]:
        """The turns with a grade above 0, in the order of the file."""
        return [turn_id for turn_id, grade in self.qrels.get(query_id, {}).items() if grade > 0]


def load_gold(folder: Path) -> GoldSet:
    """Read the gold set in `folder`.

    Raises:
        GoldError: a missing file, a malformed line, or questions and judgements that do not fit together.
    """
    if not folder.is_dir():
        raise GoldError(f"{folder}: there is no such folder; a gold set is a folder with {QUERIES} and {QRELS}")
    queries = _read_queries(folder / QUERIES)
    qrels = _read_qrels(folder / QRELS, {query.id for query in queries})
    for query in queries:
        relevant = any(grade > 0 for grade in qrels.get(query.id, {}).values())
        if query.answerable and not relevant:
            raise GoldError(f"{folder / QRELS}: no relevant turn for the answerable question {query.id}")
        if not query.answerable and relevant:
            raise GoldError(f"{folder / QRELS}: a relevant turn for question {query.id}, which is unanswerable")
    evidence = folder / EVIDENCE
    return GoldSet(
        name=folder.resolve().name,
        queries=tuple(queries),
        qrels=qrels,
        quotes=_read_evidence(evidence, {query.id for query in queries}) if evidence.exists() else {},
        corpus=next((folder / name for name in CORPORA if (folder / name).is_file()), None),
    )


def check_pool(gold: GoldSet, documents: Mapping[str, str]) -> None:
    """Check that the pool holds what the set judges; `documents` maps every turn of the pool to its document.

    Raises:
        GoldError: names the first turn or document that is missing.
    """
    for query_id, grades in gold.qrels.items():
        for turn_id in grades:
            if turn_id not in documents:
                raise GoldError(f"{gold.name}/{QRELS}: turn {turn_id} of question {query_id} is not in the pool")
    for query_id, quotes in gold.quotes.items():
        for quote in quotes:
            if quote.turn_id not in documents:
                raise GoldError(
                    f"{gold.name}/{EVIDENCE}: turn {quote.turn_id} of question {query_id} is not in the pool"
                )
    known = set(documents.values())
    for query in gold.queries:
        if query.doc_id is not None and query.doc_id not in known:
            raise GoldError(f"{gold.name}/{QUERIES}: document {query.doc_id} of question {query.id} is not in the pool")


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Each line that is not blank, with its place ("file: line 3") for messages."""
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield f"{path}: line {number}", line
    except FileNotFoundError:
        raise GoldError(f"{path}: there is no such file; a gold set needs it") from None
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not UTF-8 text ({error.reason} at byte {error.start})") from None


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each line as a JSON object, with its place."""
    for place, line in _lines(path):
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{place}: not JSON ({error.msg} at column {error.colno})") from None
        if not isinstance(row, dict):
            raise GoldError(f"{place}: a JSON object is needed, not {type(row).__name__}")
        yield place, row


def _field(place: str, row: dict[str, Any], name: str, kind: type[T]) -> T:
    """The field, which must be there and of this type; text must not be empty."""
    found = row.get(name)
    if not isinstance(found, kind) or found == "":
        raise GoldError(f"{place}: {name!r} must be {'true or false' if kind is bool else 'a text'}")
    return found


def _read_queries(path: Path) -> list[Query]:
    queries: dict[str, Query] = {}
    for place, row in _rows(path):
        history = row.get("history") or []
        if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
            raise GoldError(f"{place}: 'history' must be a list of texts")
        query = Query(
            id=_field(place, row, "query_id", str),
            text=_field(place, row, "question", str),
            lang=_field(place, row, "lang", str),
            type=_field(place, row, "type", str),
            answerable=_field(place, row, "answerable", bool),
            history=tuple(history),
            doc_id=_field(place, row, "doc_id", str) if row.get("doc_id") is not None else None,
        )
        if query.id in queries:
            raise GoldError(f"{place}: question {query.id} stands here a second time")
        queries[query.id] = query
    if not queries:
        raise GoldError(f"{path}: holds no question")
    return list(queries.values())


def _read_qrels(path: Path, known: set[str]) -> dict[str, dict[str, int]]:
    """TREC qrels: ``query_id 0 turn_id grade``, separated by white space."""
    qrels: dict[str, dict[str, int]] = {}
    for place, line in _lines(path):
        fields = line.split()
        if len(fields) != 4 or not fields[3].isdecimal():
            raise GoldError(f"{place}: 'query_id 0 turn_id grade' is needed, the grade a whole number from 0")
        query_id, _, turn_id, grade = fields
        if query_id not in known:
            raise GoldError(f"{place}: question {query_id} is not in {QUERIES}")
        if turn_id in qrels.setdefault(query_id, {}):
            raise GoldError(f"{place}: turn {turn_id} of question {query_id} is judged a second time")
        qrels[query_id][turn_id] = int(grade)
    return qrels


def _read_evidence(path: Path, known: set[str]) -> dict[str, tuple[GoldQuote, ...]]:
    quotes: dict[str, tuple[GoldQuote, ...]] = {}
    for place, row in _rows(path):
        query_id = _field(place, row, "query_id", str)
        if query_id not in known:
            raise GoldError(f"{place}: question {query_id} is not in {QUERIES}")
        quote = GoldQuote(_field(place, row, "turn_id", str), _field(place, row, "quote", str))
        quotes[query_id] = (*quotes.get(query_id, ()), quote)
    return quotes
