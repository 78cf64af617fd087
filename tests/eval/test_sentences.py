"""Fitting the weights of sentences: over a pool of a few turns, of which the answering words are marked."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from assistant.answering.sentences import SentenceWeights, sentence_signal_names
from eval.listwise import Marked, held_out
from eval.sentences import DOUBT, Asked, asked_all, best_is_right, hit, main
from index.sentences import sentence_spans

TURNS = {
    "a-1": "Thank you, Chair. The bridge over the canal will open in June. My uncle sailed to Ghent.",
    "a-2": "The bridge costs too much.",
    "b-1": "Good morning. My niece was there too. The library will open on Sundays, and the town will pay.",
    "b-2": "My aunt sails every day. Nobody reads. The weather was fine.",
    "c-1": "Merci. De trein rijdt vanaf mei weer elk uur. Mijn grootvader voer naar Gent.",
}
QUESTIONS = {
    "n1.en": ("en", "When does the bridge open?", "a-1", "The bridge over the canal will open in June."),
    "n1.nl": ("nl", "Wanneer gaat de brug open?", "a-1", "will open in June"),
    "n2.en": ("en", "On what days will the library open?", "b-1", "The library will open on Sundays"),
    "n3.nl": ("nl", "Vanaf wanneer rijdt de trein weer?", "c-1", "De trein rijdt vanaf mei weer elk uur."),
    "n4.en": ("en", "Is the bridge too expensive?", "a-2", "costs too much"),
}
"""Language, question, the turn that answers, and the words of it that people marked."""


def write(folder: Path, name: str, rows: list[dict[str, object]]) -> None:
    (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # where the pool's index is kept
    folder = tmp_path / "bridges"
    folder.mkdir()
    write(
        folder,
        "corpus.jsonl",
        [
            {"turn_id": turn_id, "doc_id": turn_id[0], "source": "test", "seq": at, "text": text}
            for at, (turn_id, text) in enumerate(TURNS.items())
        ],
    )
    queries, evidence, qrels = [], [], []
    for query_id, (lang, text, turn_id, words) in QUESTIONS.items():
        queries.append(
            {"query_id": query_id, "question": text, "lang": lang, "type": "when", "answerable": True, "history": []}
        )
        evidence.append({"query_id": query_id, "turn_id": turn_id, "grade": 2, "quote": words})
        qrels.append(f"{query_id} 0 {turn_id} 2\n")
    write(folder, "queries.jsonl", queries)
    write(folder, "evidence.jsonl", evidence)
    (folder / "qrels.txt").write_text("".join(qrels), encoding="utf-8")
    return folder


def mark(gold: Path, query_id: str, turn_id: str, words: str) -> None:
    """Mark words of a turn as answering, and nothing else for that question."""
    write(gold, "evidence.jsonl", [{"query_id": query_id, "turn_id": turn_id, "grade": 1, "quote": words}])


def right(one: Asked) -> set[str]:
    """The sentences that are right for a question."""
    texts = [e.turn.text[a:b] for e in one.evidence for a, b in sentence_spans(e.turn.text)]
    assert len(texts) == len(one.marked.gains) == len(one.marked.signals)
    return {text for text, gain in zip(texts, one.marked.gains.tolist(), strict=True) if gain}


def test_the_sentences_of_all_turns_found_are_a_list_and_those_of_the_marked_words_are_right(gold: Path) -> None:
    found = asked_all(gold)
    assert [(one.marked.group, one.marked.need) for one in found] == [
        ("bridges en", "bridges n1"),
        ("bridges nl", "bridges n1"),
        ("bridges en", "bridges n2"),
        ("bridges nl", "bridges n3"),
        ("bridges en", "bridges n4"),
    ]
    assert [right(one) for one in found] == [
        {"The bridge over the canal will open in June."},
        {"The bridge over the canal will open in June."},
        {"The library will open on Sundays, and the town will pay."},
        {"De trein rijdt vanaf mei weer elk uur."},
        {"The bridge costs too much."},
    ]
    assert {one.marked.signals.shape[1] for one in found} == {len(sentence_signal_names())}


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        ("Nobody reads", [1]),
        ("Nobody reads. The weather was fine.", [1, 2]),
        ("day. Nobody reads. The", [1]),  # of the other two sentences there is too little
        ("My aunt sails every", [0]),
        (TURNS["b-2"], [0, 1, 2]),
    ],
)
def test_a_sentence_is_right_if_it_lies_within_the_marked_words_or_holds_enough_of_them(
    words: str, sentences: list[int], gold: Path
) -> None:
    mark(gold, "n2.en", "b-2", words)
    (one,) = asked_all(gold)
    every = [TURNS["b-2"][a:b] for a, b in sentence_spans(TURNS["b-2"])]
    assert right(one) == {every[at] for at in sentences}


def test_a_question_is_hit_by_the_quotes_that_its_weights_choose_and_never_if_it_was_refused(gold: Path) -> None:
    one = asked_all(gold)[0]
    likely = np.array([getattr(SentenceWeights(), name) for name in sentence_signal_names()])
    assert hit(replace(one, refused=False), likely) == 1.0
    assert hit(replace(one, refused=True), likely) == 0.0


def test_how_often_the_best_sentence_is_right_is_counted_with_each_lists_own_weights() -> None:
    lists = [Marked("g", "n", np.eye(2), np.array(gains)) for gains in ([1.0, 0.0], [0.0, 1.0])]
    first, second = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    assert best_is_right(lists, [first, second]) == 1.0
    assert best_is_right(lists, [first, first]) == 0.5
    assert best_is_right(lists, [second, first]) == 0.0


def test_every_signal_is_listed_with_the_weight_in_force_and_what_it_is_worth(gold: Path) -> None:
    app = typer.Typer()
    app.command()(main)
    result = CliRunner().invoke(app, [str(gold)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.stdout.splitlines()]
    table = {row[0]: row[1:] for row in rows if row and row[0] in sentence_signal_names()}
    assert list(table) == sentence_signal_names()
    lists, every = [one.marked for one in asked_all(gold)], np.ones(len(table), dtype=bool)
    whole = best_is_right(lists, held_out(lists, every))
    for at, (name, (in_force, fitted, worth)) in enumerate(table.items()):
        assert float(in_force) == pytest.approx(getattr(SentenceWeights(), name), abs=0.06)
        assert float(fitted) >= 0
        left = every.copy()
        left[at] = False
        assert float(worth) == pytest.approx(best_is_right(lists, held_out(lists, left)) - whole, abs=1e-3)
    assert f"best sentence right in {whole:.3f}" in result.stdout
    own = held_out(lists, every)
    hits = [hit(one, weights * DOUBT) for one, weights in zip(asked_all(gold), own, strict=True)]
    english = [found for found, one in zip(hits, lists, strict=True) if one.group == "bridges en"]
    assert f"quote-hit@3 bridges en: {np.mean(english):.3f} of 3" in result.stdout
