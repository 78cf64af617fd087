"""Written questions are read, and candidates judged, as the figures say."""

import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.replies.pairing import Stretch
from eval.replies import (
    Reply,
    Written,
    guessed,
    hits,
    is_right,
    numbered_parts,
    read_written,
    reply_of,
    splitting,
    unanswered_table,
)

BRIDGE = Written(
    "1", "Openbare werken", "De brug", "De brug is oud.",
    ("Wanneer wordt ze geschilderd?", "Hoeveel kost de verf? Wie betaalt ze?"),
    ("De schilders komen in mei.", "De verf kost duizend euro en de stad betaalt."),
)  # fmt: skip


def write(folder: Path, *rows: tuple[str, str | None]) -> Path:
    file = folder / "written.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        for number, (question, answer) in enumerate(rows):
            row = {"doc_id": number, "question": question, "answer": answer, "answer_department": "Werken"}
            lines.write(json.dumps(row) + "\n")
    return file


def test_parts_are_cut_at_numbers_that_count_up_and_lose_them() -> None:
    assert numbered_parts("De brug is oud. 1. Wie schildert?2. Op welke dag, 12. mei? 3. Wie betaalt?") == (
        "De brug is oud.",
        ["Wie schildert?", "Op welke dag, 12. mei?", "Wie betaalt?"],
    )
    assert numbered_parts("De brug is 2.5 meter breed.") == ("De brug is 2.5 meter breed.", [])


def test_only_questions_whose_parts_are_answered_one_by_one_are_read(tmp_path: Path) -> None:
    asked = "De brug. 1. Wie schildert de brug dan? 2. Wie betaalt de verf dan?"
    file = write(
        tmp_path,
        (asked, "1. De schilders van de stad. 2. De stad betaalt alle verf."),
        (asked, "1. De schilders van de stad. 2. De stad betaalt alle verf."),  # the same answer again
        (asked, "1 en 2. De stad doet alles zelf."),
        (asked, "1. De schilders van de stad doen alles."),
        (asked, None),
    )
    assert [(one.id, one.questions, one.answers) for one in read_written(file)] == [
        (
            "0",
            ("Wie schildert de brug dan?", "Wie betaalt de verf dan?"),
            ("De schilders van de stad.", "De stad betaalt alle verf."),
        )
    ]


def test_a_reply_is_made_of_parts_in_any_order_and_knows_where_each_is() -> None:
    made = reply_of(BRIDGE, [1, 0])
    text = made.replying.turn.text
    assert [text[start:end].strip() for start, end in made.parts] == list(BRIDGE.answers)
    assert reply_of(BRIDGE, [1]).parts[0] == (0, 0)


@pytest.mark.parametrize(("part", "right"), [((0, 10), True), ((4, 20), True), ((5, 20), False), ((0, 0), False)])
def test_a_candidate_is_right_when_most_of_it_lies_in_the_part(part: tuple[int, int], right: bool) -> None:
    assert is_right(Stretch(reply_of(BRIDGE, [0]).replying, 0, 10, 1.0, False), part) is right


def test_hits_say_whether_the_first_and_whether_any_is_right() -> None:
    made = reply_of(BRIDGE, [0, 1])
    first, second = (Stretch(made.replying, start, end, 1.0, False) for start, end in made.parts)
    assert hits([[second, first], []], made) == [(False, True), (False, False)]
    assert hits([[first], [second, first]], made) == [(True, True), (True, True)]


def test_a_guess_by_any_likelihood_takes_the_likeliest_sentence_first() -> None:
    made: Reply = reply_of(BRIDGE, [0, 1])
    spans = [(start, end - 1) for start, end in made.parts]
    found = guessed(made, [np.array([0.01, 0.99]), np.array([0.99, 0.01])], spans)
    assert [(own[0].start, own[0].end) for own in found] == [spans[1], spans[0]]


def test_splitting_counts_the_parts_in_which_a_question_begins() -> None:
    assert splitting([BRIDGE], marked=True) == (1.0, 1.0)
    begun, within = splitting([BRIDGE], marked=False)
    assert (begun, within) == (1.0, 1.0)


def test_what_is_marked_is_the_share_above_the_threshold() -> None:
    draw = random.Random(1)
    table = unanswered_table({"its own": [0.0, 0.0], "to another": [draw.uniform(0.2, 1.0), 0.0]})
    assert list(table.columns[2].cells) == ["0.000", "0.500"]
    assert list(table.columns[3].cells) == ["", "0.750"]
