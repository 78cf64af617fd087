"""A gold set small enough to reckon by hand, and a stand-in for the assistant that does real work."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Evidence, Question, Refusal, Understood
from eval.gold import GoldSet, load_gold
from index.transcript import Locator, Passage, SittingInfo, Speaker, Turn

POOL = {
    "a-1": "the bridge will open in June",
    "a-2": "the bridge costs too much",
    "b-1": "the library will open on Sundays",
    "b-2": "nobody reads",
}
"""Turns by id; the letter is the document."""

QUERIES = [
    {"query_id": "q1", "question": "when does the bridge open", "lang": "en", "type": "when", "doc_id": "a"},
    {"query_id": "q2", "question": "Sundays bibliotheek", "lang": "nl", "type": "when", "doc_id": "b"},
    {"query_id": "q3", "question": "zebras", "lang": "nl", "type": "unanswerable", "answerable": False},
    {"query_id": "q4", "question": "much", "lang": "en", "type": "followup", "history": ["the bridge"]},
]
QRELS = "q1 0 a-1 2\nq2 0 b-1 2\nq2 0 b-2 1\nq4 0 a-2 1\nq4 0 b-2 0\n"
EVIDENCE = [
    {"query_id": "q1", "turn_id": "a-1", "grade": 2, "quote": "will open in June"},
    {"query_id": "q2", "turn_id": "b-2", "grade": 1, "quote": "nobody reads"},
]


class WordCounter:
    """An honest stand-in: ranks turns by the words they share with the question and its history.

    Answers with the first words of the best turn, and refuses where no word is shared.
    """

    def __init__(self, pool: Mapping[str, str]) -> None:
        self._turns = [
            Turn(turn_id, turn_id[0], None, Speaker("p", "Ann Example"), text, order=int(turn_id[2:]) - 1)
            for turn_id, text in pool.items()
        ]

    def retrieve(self, question: Question, limit: int, sitting: str | None = None) -> list[Evidence]:
        words = set(" ".join((*question.history, question.text)).split())
        found = []
        for turn in self._turns:
            shared = len(words & set(turn.text.split()))
            if shared and sitting in (None, turn.sitting_id):
                passage = Passage(f"{turn.id}@0-{len(turn.text)}", turn.id, 0, len(turn.text))
                info = SittingInfo(turn.sitting_id, "test", None, "A sitting", None, None)
                found.append(Evidence(passage, turn, info, float(shared)))
        return sorted(found, key=lambda evidence: -evidence.score)[:limit]

    def ask(self, question: Question) -> Answer:
        found = self.retrieve(question, 1)
        understood = Understood("en")
        if not found:
            return Answer(question, understood, (), (), Refusal("no shared word", "4 turns"), 0.0)
        turn, info = found[0].turn, found[0].sitting
        quote = " ".join(turn.text.split()[:4])
        cited = Citation(1, turn, info, quote, 0, len(quote), Locator(), 1.0)
        return Answer(question, understood, (), (cited,), None, min(1.0, found[0].score / 4))


@pytest.fixture
def respondent() -> WordCounter:
    return WordCounter(POOL)


@pytest.fixture
def documents() -> dict[str, str]:
    return {turn_id: turn_id[0] for turn_id in POOL}


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    folder.mkdir()
    queries = [{"answerable": True, "history": [], **query} for query in QUERIES]
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
    (folder / "qrels.txt").write_text(QRELS, encoding="utf-8")
    (folder / "evidence.jsonl").write_text("\n".join(map(json.dumps, EVIDENCE)), encoding="utf-8")
    corpus = [
        {"turn_id": turn_id, "doc_id": turn_id[0], "source": "test", "seq": order, "text": text, "lang": "en"}
        for order, (turn_id, text) in enumerate(POOL.items())
    ]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)), encoding="utf-8")
    return folder


@pytest.fixture
def gold(gold_folder: Path) -> GoldSet:
    return load_gold(gold_folder)
