"""The exchanges of an index: found when it is built, brought up with it, laid out by row when it is opened."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import derived
from index.build import build, remove
from index.exchanges import Part
from index.exchanges.stored import Links, RowExchanges, StoredExchanges
from index.record import Record
from tests.index.conftest import WriteTurns, turn
from tests.index.debates import a_debate, opened


def a_question(doc: str) -> list[dict[str, Any]]:
    """Two joined questions, their reply and a rejoinder."""
    return [
        turn(doc, 0, f"Minister, wanneer start de werf in {doc}?", "Ann Maes", party="Groen", role="member"),
        turn(doc, 1, "Minister, wat kost ze?", "Jan Peeters", party="N-VA", role="member"),
        turn(doc, 2, "Ze start in april en kost 2 miljoen euro.", "Bart Claes", role="minister"),
        turn(doc, 3, "Dank u voor het antwoord.", "Ann Maes", party="Groen", role="member"),
    ]


def linked(directory: Path) -> dict[str, list[str]]:
    """What each reply of an index answers, by turn id."""
    with opened(directory) as index:
        layout = index.layout
        ids = layout.turn_ids
        return {
            ids[row]: [ids[question] for question in layout.replies_to(row)]
            for row in np.flatnonzero(layout.part == Part.REPLY).tolist()
        }


@pytest.fixture
def directory(write_turns: WriteTurns, tmp_path: Path, letters: str) -> Path:
    """An index of one sitting with questions between others without."""
    paths = [write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "bcdefgh"]
    build([write_turns("a.jsonl", a_question("a")), *paths], tmp_path / "index", letters)
    return tmp_path / "index"


def test_the_layout_says_what_each_turn_is_and_answers(directory: Path) -> None:
    with opened(directory) as index:
        layout = index.layout
        row = layout.row_of("a-2")
        assert [Part(part).name for part in layout.part[row - 2 : row + 2]] == [
            "QUESTION",
            "QUESTION",
            "REPLY",
            "FOLLOW_UP",
        ]
        assert layout.replies_to(row).tolist() == [row - 2, row - 1]
        assert [layout.replied_by(r).tolist() for r in (row - 2, row - 1, row)] == [[row], [row], []]
        assert set(layout.continues.tolist()) == {-1}


@pytest.mark.parametrize("count", [1, 30], ids=["little is new", "most is new"])
def test_a_sitting_that_is_added_or_removed_brings_its_exchanges(
    count: int, directory: Path, write_turns: WriteTurns
) -> None:
    before = linked(directory)
    build([write_turns("y.jsonl", a_debate("y", count)), write_turns("z.jsonl", a_question("z"))], directory)
    assert linked(directory) == before | {"z-2": ["z-0", "z-1"]}
    remove(["a"], directory)
    assert linked(directory) == {"z-2": ["z-0", "z-1"]}


def found_anew(record: Record) -> StoredExchanges:
    return StoredExchanges.find(record, [row.key for row in record.sitting_rows()])


def test_exchanges_brought_up_are_those_found_anew(directory: Path, write_turns: WriteTurns) -> None:
    record = Record(directory / "record.sqlite")
    old = found_anew(record)
    with record.writing() as writer:
        writer.remove_sitting(1)
    build([write_turns("z.jsonl", a_question("z"))], directory)
    for name in StoredExchanges.__slots__:
        assert np.array_equal(getattr(old.brought_up(record), name), getattr(found_anew(record), name)), name
    record.close()


def test_exchanges_found_by_other_rules_are_found_anew(directory: Path) -> None:
    before = linked(directory)
    named = json.loads((directory / "derived.json").read_text(encoding="utf-8"))
    (directory / "derived.json").write_text(json.dumps(named | {"rules": "0"}), encoding="utf-8")
    assert derived.current(directory) is None
    assert linked(directory) == before


def test_turns_that_the_file_does_not_know_are_speeches_without_links(directory: Path) -> None:
    record = Record(directory / "record.sqlite")
    stored = found_anew(record)
    record.close()
    rows = RowExchanges.of(stored, np.array([10**6, *stored.keys[1:3], 10**7]))  # one question of two, and the reply
    assert rows.parts.tolist() == [Part.SPEECH, Part.QUESTION, Part.REPLY, Part.SPEECH]
    assert rows.asks.tolist() == [0.0, *stored.asks[1:3].tolist(), 0.0]
    assert rows.asks[1] > rows.asks[2]
    assert rows.answers.of(np.arange(4)) == (pytest.approx([1]), pytest.approx([2]))


def test_links_of_many_rows_are_found_at_once() -> None:
    links = Links.of_pairs(np.array([4, 2, 2]), np.array([1, 3, 0]), 5)
    rows, which = links.of(np.array([2, 0, 4, 2]))
    assert rows.tolist() == [0, 3, 1, 0, 3]
    assert which.tolist() == [0, 0, 2, 3, 3]
    assert len(links.of(np.zeros(0, dtype=np.int64))[0]) == 0
