"""An opened index: what it holds in memory agrees with the record, and stays so while a writer works."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index import derived
from index.build import build, remove
from index.exchanges.stored import StoredExchanges
from index.layout import Layout
from index.place import Place
from index.record import Record
from index.store import open_index
from index.transcript import Speaker
from tests.index.conftest import WriteTurns, turn
from tests.index.debates import a_debate, by_vector, by_words, opened, turn_ids

LONG = " ".join(f"Zin {n} van deze toespraak telt precies acht woorden." for n in range(30))


@pytest.fixture
def built(write_turns: WriteTurns, place: Place, letters: str) -> Place:
    """Three sittings: one with a long turn and two agenda items, one plain, one without a date."""
    items = [
        turn("a", 0, "Wij beginnen.", title="1. Huur", party="Groen", role="member"),
        turn("a", 1, LONG, speaker=None, title="2 Bouw"),
        turn("a", 2, "Tot slot.", title="2 Bouw", party="Groen", role="member"),
    ]
    undated = [{"doc_id": "c", "turn_id": "c-0", "text": "Zonder datum gezegd.", "speaker": "Bob Claes"}]
    paths = [write_turns("a.jsonl", items), write_turns("b.jsonl", a_debate("b")), write_turns("c.jsonl", undated)]
    build(paths, place, letters)
    return place


def test_the_layout_knows_which_passage_is_of_which_turn(built: Place) -> None:
    with opened(built) as index:
        layout = index.layout
        assert layout.turn_ids == ["a-0", "a-1", "a-2", *(f"b-{n}" for n in range(6)), "c-0"]
        assert np.bincount(layout.turn_of_passage).tolist() == [1, 3, 1, *[1] * 7]
        row = layout.row_of("a-1")
        (said,) = index.turns([row]).values()
        positions, starts = layout.passages_of_turns(np.array([row]))
        spans = layout.spans[positions].tolist()
        assert starts.tolist() == [0]
        assert " ".join(said.text[start:end] for start, end in spans) == LONG


def test_passages_of_several_turns_come_turn_after_turn(built: Place) -> None:
    with opened(built) as index:
        positions, starts = index.layout.passages_of_turns(np.array([2, 1, 0]))
        assert index.layout.turn_of_passage[positions].tolist() == [2, 1, 1, 1, 0]
        assert starts.tolist() == [0, 1, 4]


def test_passages_are_found_by_key_and_strangers_are_minus_one(built: Place) -> None:
    with opened(built) as index:
        keys = index.layout.passage_keys
        rows = index.layout.rows_of_passages(np.array([keys[3], 10**6, keys[0], -5]))
        assert rows.tolist() == [3, -1, 0, -1]


def test_an_unknown_turn_has_no_row(built: Place) -> None:
    with opened(built) as index, pytest.raises(KeyError):
        index.layout.row_of("x-0")


def test_turns_come_whole_with_their_speakers(built: Place) -> None:
    with opened(built) as index:
        turns = index.turns([0, 1])
        assert turns[0].speaker == Speaker("ann peeters", "Ann Peeters", "Groen", "member")
        assert (turns[1].speaker, turns[1].order, turns[1].text) == (None, 1, LONG)


def test_sittings_speakers_and_items_are_at_hand_by_key(built: Place) -> None:
    with opened(built) as index:
        rows = list(index.sittings.values())
        assert [(row.id, row.date and row.date.isoformat()) for row in rows] == [
            ("a", "2024-03-01"), ("b", "2024-03-01"), ("c", None),
        ]  # fmt: skip
        assert [(item.number, item.title) for item in index.items.values()] == [("1", "Huur"), ("2", "Bouw")]
        assert {speaker.name for speaker in index.speakers.values()} == {"Ann Peeters", "Bob Claes"}


def test_words_without_a_known_speaker_are_counted(built: Place) -> None:
    with opened(built) as index:
        unknown = [turn for turn in index.turns(range(10)).values() if turn.speaker is None]
        assert index.unknown_speaker_words() == sum(len(turn.text.split()) for turn in unknown) == 30 * 9 + 2 * 11


def test_the_encoder_is_loaded_when_it_is_first_needed(built: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr("index.store.load_encoder", lambda name: loaded.append(name) or pytest.fail("too early"))
    with opened(built) as index:
        index.turns([0])
    assert loaded == []


# -- beside a writer -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 30], ids=["little is new", "most is new"])
def test_a_reader_opened_before_a_change_keeps_its_view(count: int, built: Place, write_turns: WriteTurns) -> None:
    reader = open_index(built)
    questions = ["huurprijzen", "haven van beton", "punt", "toespraak"]

    def seen() -> list[object]:
        searched = [search(reader, question) for question in questions for search in (by_words, by_vector)]
        return [searched, reader.turn_ids(), list(reader.sittings), reader.lexical.document_frequency("punt")]

    before = seen()
    build([write_turns("d.jsonl", a_debate("d", count))], built)
    assert seen() == before
    assert remove(["b"], built) == []
    assert seen() == before
    assert sorted(reader.turns(range(10))) == [0, 1, 2, 9]  # turns that are gone are left out, not mistaken
    reader.close()
    assert turn_ids(built) == ["a-0", "a-1", "a-2", "c-0", *(f"d-{n}" for n in range(count))]


def test_an_index_opens_while_a_writer_is_in_the_middle_of_a_file(built: Place) -> None:
    writing = Record(built.record)
    before = turn_ids(built)
    with writing.writing() as writer:
        writer.remove_sitting(1)
        assert turn_ids(built) == before
    writing.close()


@pytest.mark.parametrize("moment", ["before the parts are read", "after the parts are read"])
def test_an_index_whose_parts_are_swapped_while_it_opens_is_opened_anew(
    moment: str, built: Place, write_turns: WriteTurns, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_turns("d.jsonl", a_debate("d", 30))
    open_searches, calls = derived.open_searches, []

    def overtaken(place: Place, parts: derived.Parts, record: Record, dimensions: int) -> object:
        calls.append(parts)
        if len(calls) == 2:
            return open_searches(place, parts, record, dimensions)
        if moment == "after the parts are read":
            read = open_searches(place, parts, record, dimensions)
        build([path], built)  # makes everything anew, and clears away what the reader was about to open
        return read if moment == "after the parts are read" else open_searches(place, parts, record, dimensions)

    monkeypatch.setattr(derived, "open_searches", overtaken)
    with opened(built) as index:
        assert len(calls) == 2
        assert len(by_words(index, "punt")) == 36
        assert len(by_vector(index, "punt")) == len(index.layout.passage_keys) == 42


@pytest.mark.parametrize("overtaken_at", ["outlines", "item_rows", "sitting_rows"])
def test_what_an_index_reads_while_it_opens_is_of_one_moment(
    overtaken_at: str, built: Place, write_turns: WriteTurns, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_turns("d.jsonl", a_debate("d", 1))
    read, calls = getattr(Record, overtaken_at), []

    def overtaken(self: Record) -> object:
        rows = read(self)
        calls.append(self)
        if len(calls) == 1:
            with closing(Record(built.record)) as record, record.writing() as writer:
                writer.remove_file(str(path.with_name("b.jsonl")))
        return rows

    monkeypatch.setattr(Record, overtaken_at, overtaken)
    parts = derived.current(built.directory)
    monkeypatch.setattr(derived, "current", lambda _: parts)  # the writer has not come to them yet
    with opened(built) as index:
        assert len(index.turn_ids()) == 10
        assert len(index.layout.passage_keys) == 12
        assert len(index.sittings) == 3


def test_the_layout_of_an_empty_record_is_empty(record: Record) -> None:
    layout = Layout(record, StoredExchanges.none())
    assert (layout.turn_ids, layout.passage_keys.tolist(), layout.spans.shape) == ([], [], (0, 2))
    assert layout.rows_of_passages(np.array([1])).tolist() == [-1]
    assert len(layout.passages_of_turns(np.zeros(0, dtype=np.int64))[0]) == 0


def test_turns_are_found_by_what_stands_in_them_and_their_words_counted(built: Place) -> None:
    with opened(built) as index:
        ids = index.layout.turn_ids
        held = {
            spelling: [ids[row] for row in index.rows_holding([[spelling], ["zin", "zegd"]])]
            for spelling in ("TOESPRA_K", "toesprook", "gez_gd")
        }
        assert held == {"TOESPRA_K": ["a-1"], "toesprook": [], "gez_gd": ["c-0"]}
        assert index.word_counts()[[ids.index("a-1"), ids.index("c-0")]].tolist() == [len(LONG.split()), 3]


def test_files_are_told_with_their_sittings_turns_and_notes(built: Place) -> None:
    with opened(built) as index:
        files = index.files()
        assert [Path(one.name).name for one in files] == ["a.jsonl", "b.jsonl", "c.jsonl"]
        assert {one.format for one in files} == {"turns, JSON Lines"}
        assert sum(one.turns for one in files) == len(index.turn_ids())
        assert [row.id for one in files for row in one.sittings] == ["a", "b", "c"]
        assert all(one.notes == {} for one in files)
