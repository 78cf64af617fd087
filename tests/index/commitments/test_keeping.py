"""Commitments in an index: written with their sitting, found anew by new rules, kept with what people say of them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.build import build, remove
from index.commitments.keeping import set_status
from index.errors import IndexMismatchError
from index.store import Index, MadeCommitment, open_index
from tests.index.conftest import WriteTurns, turn

PROMISE = "Ik zal de cijfers tegen 1 juli bezorgen."


@contextmanager
def opened(directory: Path) -> Iterator[Index]:
    index = open_index(directory)
    yield index
    index.close()


def made(directory: Path) -> list[MadeCommitment]:
    with opened(directory) as index:
        return index.commitments()


@pytest.fixture
def record(tmp_path: Path, write_turns: WriteTurns, letters: str) -> tuple[Path, Path]:
    """A file with one promise, and an index of it."""
    path = write_turns(
        "a.jsonl",
        [
            turn("d1", 0, "Minister, waar blijven de cijfers?"),
            turn("d1", 1, f"Dank u. {PROMISE}", "Jo Maes", role="minister"),
        ],
    )
    assert build([path], tmp_path / "index", letters).refused == []
    return path, tmp_path / "index"


def test_a_built_index_gives_its_commitments_with_turn_and_question(record: tuple[Path, Path]) -> None:
    with opened(record[1]) as index:
        (one,) = index.commitments()
        turns = index.turns([one.row])
        assert turns[one.row].text[one.made.start : one.made.end] == PROMISE
        assert (one.made.strength, one.made.deadline, str(one.made.due)) == ("firm", "tegen 1 juli", "2024-07-01")
        assert (index.turn_ids()[one.row], one.question, one.status) == ("d1-1", 0, None)


def test_a_commitment_goes_with_its_sitting(record: tuple[Path, Path]) -> None:
    remove(["d1"], record[1])
    assert made(record[1]) == []


def test_what_a_person_says_stays_when_the_file_is_read_again(record: tuple[Path, Path]) -> None:
    path, directory = record
    (before,) = made(directory)
    set_status(directory, before.made.id, "kept", "Eva Wouters", "zie brief")
    remove(["d1"], directory)
    build([path], directory)
    (after,) = made(directory)
    assert after.made == before.made
    assert after.status is not None
    assert (after.status.status, after.status.by, after.status.note) == ("kept", "Eva Wouters", "zie brief")


def test_the_last_word_counts_and_the_earlier_ones_are_kept(record: tuple[Path, Path]) -> None:
    directory = record[1]
    identifier = made(directory)[0].made.id
    said = [set_status(directory, identifier, status, "Eva Wouters") for status in ("broken", "kept")]
    with opened(directory) as index:
        assert index.commitments()[0].status == said[1]
        assert index.status_history(identifier) == said


def test_a_status_changes_no_sitting(record: tuple[Path, Path]) -> None:
    directory = record[1]
    before = (directory / "derived.json").read_text()
    set_status(directory, made(directory)[0].made.id, "kept", "Eva Wouters")
    with opened(directory):
        assert (directory / "derived.json").read_text() == before


def test_nothing_is_said_of_a_commitment_that_is_not_there(record: tuple[Path, Path]) -> None:
    with pytest.raises(IndexMismatchError, match="no commitment 'abc'"):
        set_status(record[1], "abc", "kept", "Eva Wouters")


def test_an_index_of_other_rules_is_brought_up_when_it_is_opened(record: tuple[Path, Path]) -> None:
    before = made(record[1])
    with sqlite3.connect(record[1] / "record.sqlite") as connection:
        connection.execute("DELETE FROM commitments")
        connection.execute("UPDATE counters SET value = 0 WHERE name = 'commitment rules'")
    connection.close()
    assert made(record[1]) == before


def test_the_same_file_read_twice_gives_the_same_commitments(
    record: tuple[Path, Path], tmp_path: Path, letters: str
) -> None:
    build([record[0]], tmp_path / "other", letters)
    assert made(tmp_path / "other") == made(record[1])
