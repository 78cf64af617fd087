"""Feedback as a gold set: questions, judged turns and the words that answer, in the form that `eval` reads.

A turn gets the grade of the last mark on it: 2 where a reader held it to answer, 0 where not. A refusal held to be
right makes a question without an answer. What cannot be judged from the marks is left out, and counted. Words that no
longer stand in the record as they were judged are left out too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.answer import Kind, Question
from assistant.assistant import Assistant
from assistant.errors import FeedbackError
from assistant.feedback.kept import Mark, Marked

TYPES: dict[Kind, str] = {
    "said": "position", "promised": "promise", "asked": "question_asked", "why": "reason", "how much": "figure",
    "how often": "count",
}  # fmt: skip
"""Names of question types in gold sets; a kind that is not here has its own name there."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is known of one question: the last word on each passage, and on whether there is an answer."""

    question: str
    history: tuple[str, ...]
    grades: dict[Marked, int] = field(default_factory=dict)
    nothing: list[bool] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GoldReport:
    """What was written: questions, and those left out since no mark says what would answer them."""

    queries: int
    left_out: int


def write_gold(marks: Sequence[Mark], assistant: Assistant, folder: Path) -> GoldReport:
    """Write `queries.jsonl`, `qrels.txt` and `evidence.jsonl` into a new or empty folder.

    Raises:
        FeedbackError: the folder holds something, or nothing was marked that makes a question.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FeedbackError(f"{folder} is not empty: name a new folder")
    judged = _judged(marks)
    queries: list[dict[str, Any]] = []
    qrels: list[str] = []
    evidence: list[dict[str, Any]] = []
    for one in judged:
        graded = {passage: grade for passage, grade in one.grades.items() if _stands(passage, assistant)}
        answers = [passage for passage, grade in graded.items() if grade]
        if not answers and not (one.nothing and one.nothing[-1]):
            continue
        query = _query(one, assistant, answerable=bool(answers), answer=" ".join(passage.quote for passage in answers))
        queries.append(query)
        if answers:
            turns: dict[str, int] = {}
            for passage, grade in graded.items():
                turns[passage.turn_id] = max(grade, turns.get(passage.turn_id, 0))
            qrels += [f"{query['query_id']} 0 {turn} {grade}" for turn, grade in turns.items()]
            evidence += [
                {"query_id": query["query_id"], "turn_id": p.turn_id, "grade": 2, "quote": p.quote} for p in answers
            ]
    if not queries:
        raise FeedbackError("nobody has marked an answer as right, or a passage that answers: nothing to write")
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("queries.jsonl", queries), ("evidence.jsonl", evidence)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / name).write_text(lines, encoding="utf-8")
    (folder / "qrels.txt").write_text("".join(line + "\n" for line in qrels), encoding="utf-8")
    return GoldReport(len(queries), len(judged) - len(queries))


def _judged(marks: Sequence[Mark]) -> list[_Judged]:
    found: dict[tuple[str, tuple[str, ...]], _Judged] = {}
    for mark in marks:
        key = (mark.question.strip().casefold(), mark.history)
        one = found.setdefault(key, _Judged(mark.question, mark.history))
        if mark.refused and mark.verdict != "passage":
            one.nothing.append(mark.verdict == "right")
            continue  # what a refusal shows beside it is judged by nobody
        one.grades.update(dict.fromkeys(mark.passages, 0 if mark.verdict == "wrong" else 2))
    return list(found.values())


def _stands(passage: Marked, assistant: Assistant) -> bool:
    """Whether the record still holds the words where they were judged."""
    layout = assistant.index.layout
    try:
        row = layout.row_of(passage.turn_id)
    except KeyError:
        return False
    turn = assistant.index.turns([row]).get(row)
    return turn is not None and turn.text[passage.start : passage.end] == passage.quote


def _query(one: _Judged, assistant: Assistant, *, answerable: bool, answer: str) -> dict[str, Any]:
    understood = assistant.understand(Question(one.question, one.history)).understood
    same = json.dumps([one.question, one.history], ensure_ascii=False).encode()
    return {
        "query_id": f"f-{hashlib.sha256(same).hexdigest()[:10]}",
        "question": one.question,
        "lang": understood.language,
        "type": TYPES.get(understood.kind, understood.kind) if answerable else "unanswerable",
        "speaker": understood.speakers[0].name if understood.speakers else None,
        "history": list(one.history),
        "answerable": answerable,
        "answer": answer if answerable else None,
    }
