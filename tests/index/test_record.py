"""The truth of an index directory: what is written comes back, all of it or nothing."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from index.place import Place
from index.record import CutPassages, Record
from index.transcript import AgendaItem, LanguageSpan, Locator, Note, Sitting, Speaker, Turn

ANN = Speaker("ann", "Ann Peeters", "Groen", "member")
ANN_AS_MINISTER = replace(ANN, role="minister")

FULL = Sitting(
    id="s1",
    source="test",
    date=dt.date(2024, 3, 1),
    title="Wonen",
    committee="Commissie voor Wonen",
    items=(AgendaItem("s1.1", "01", "Huur"), AgendaItem("s1.2", None, "Bouw")),
    turns=(
        Turn("s1-0", "s1", "s1.1", ANN, "Goed zo. Très bien.", 0, Locator("https://example.org/1", 3, "a"),
             (LanguageSpan(0, 8, "nl"), LanguageSpan(9, 19, "fr"))),
        Turn("s1-1", "s1", None, None, "Wie sprak daar?", 1),
        Turn("s1-2", "s1", "s1.2", ANN_AS_MINISTER, "Ik.", 2, Locator(page=4), (LanguageSpan(0, 3, "nl"),)),
    ),
    notes=(Note("Beknopt weergegeven", "notice"), Note("(Gelach)", "stage", 1), Note("???", "unplaced", 2)),
)  # fmt: skip
BARE = Sitting(id="s0", source="test", date=None, title="Zonder datum")


def pieces(sitting: Sitting) -> CutPassages:
    """One passage a turn, whole, with a vector of two components."""
    orders = np.arange(len(sitting.turns))
    return CutPassages(
        orders,
        np.zeros(len(orders), dtype=np.int64),
        np.array([len(turn.text) for turn in sitting.turns], dtype=np.int64),
        ("nl", "fr", "en")[: len(orders)],
        np.stack([orders, np.full(len(orders), 5)], axis=1).astype(np.int8),
    )


def every(record: Record) -> list[int]:
    return [row.key for row in record.sitting_rows()]


def passage_keys(record: Record) -> list[int]:
    return [key for key, *_ in record.passage_texts(every(record))]


def turn_keys(record: Record) -> list[int]:
    return [key for span in record.spans() for key in range(span.first_turn, span.first_turn + span.turns)]


def write(record: Record, name: str, *sittings: Sitting) -> None:
    with record.writing() as writer:
        writer.add_file(name, f"hash of {name}", "by hand")
        for sitting in sittings:
            writer.add_sitting(name, sitting, pieces(sitting))


def renamed(sitting: Sitting, new: str) -> Sitting:
    turns = tuple(replace(turn, id=f"{new}-{turn.order}", sitting_id=new) for turn in sitting.turns)
    return replace(sitting, id=new, turns=turns)


@pytest.mark.parametrize("sitting", [FULL, BARE], ids=["full", "bare"])
def test_a_sitting_comes_back_as_it_was_written(record: Record, sitting: Sitting) -> None:
    write(record, "a.jsonl", sitting)
    assert record.sitting(sitting.id) == sitting


def test_a_sitting_comes_back_after_the_record_is_opened_again(record: Record, place: Place) -> None:
    write(record, "a.jsonl", FULL, BARE)
    record.close()
    again = Record(place.record)
    assert [again.sitting(name) for name in ("s1", "s0", "s9")] == [FULL, BARE, None]
    again.close()


def test_turns_come_back_by_key_and_unknown_keys_are_left_out(record: Record) -> None:
    write(record, "a.jsonl", FULL)
    keys = turn_keys(record)
    assert record.turns_by_key([*keys, 99]) == dict(zip(keys, FULL.turns, strict=True))


def test_one_speaker_in_two_roles_is_two_rows_of_one_id(record: Record) -> None:
    write(record, "a.jsonl", FULL)
    write(record, "b.jsonl", renamed(FULL, "s2"))
    assert [(row.id, row.role) for row in record.speaker_rows()] == [("ann", "member"), ("ann", "minister")]


def test_passages_come_with_their_texts_vectors_and_speakers(record: Record) -> None:
    write(record, "a.jsonl", FULL)
    texts = list(record.passage_texts(every(record)))
    assert [(sitting, language, text) for _, sitting, _, language, text in texts] == [
        (1, language, turn.text) for turn, language in zip(FULL.turns, ("nl", "fr", "en"), strict=True)
    ]
    assert [speaker for _, _, speaker, _, _ in texts] == [1, None, 2]
    (found,) = record.passage_vectors(2)
    assert found.keys.tolist() == [key for key, *_ in texts]
    assert (found.sittings.tolist(), found.speakers.tolist()) == ([1, 1, 1], [1, 0, 2])
    assert found.codes.tolist() == [[0, 5], [1, 5], [2, 5]]


def test_an_outline_places_turns_and_passages_without_their_words(record: Record) -> None:
    write(record, "a.jsonl", FULL, BARE, renamed(FULL, "s2"))
    first, empty, second = record.outlines()
    assert (first.sitting, first.first_turn, first.first_passage) == (1, 1, 1)
    assert (second.sitting, second.first_turn, second.first_passage) == (3, 4, 4)
    assert first.speakers.tolist() == [1, 0, 2]
    assert first.items.tolist() == [0, -1, 1]
    assert (first.orders.tolist(), first.starts.tolist()) == ([0, 1, 2], [0, 0, 0])
    assert first.ends.tolist() == [len(turn.text) for turn in FULL.turns]
    assert [len(column) for column in (empty.speakers, empty.items, empty.orders, empty.ends)] == [0, 0, 0, 0]


def test_a_turn_is_found_by_its_id(record: Record) -> None:
    write(record, "a.jsonl", FULL, renamed(FULL, "s2"))
    keys, ids = record.turn_ids()
    assert dict(zip(ids, keys.tolist(), strict=True)) == {
        "s1-0": 1, "s1-1": 2, "s1-2": 3, "s2-0": 4, "s2-1": 5, "s2-2": 6,
    }  # fmt: skip
    assert [record.turn_key(turn_id) for turn_id in ("s2-1", "s9-0")] == [5, None]


def test_a_passage_in_other_letters_is_cut_by_characters_not_bytes(record: Record) -> None:
    turn = Turn("s1-0", "s1", None, None, "🏛 één. Dan été.", 0)
    with record.writing() as writer:
        writer.add_file("a", "hash", "by hand")
        cut = CutPassages(np.array([0]), np.array([7]), np.array([15]), ("nl",), np.zeros((1, 2), dtype=np.int8))
        writer.add_sitting("a", Sitting("s1", "test", None, "t", turns=(turn,)), cut)
    assert [row[-1] for row in record.passage_texts(every(record))] == ["Dan été."]


def test_only_passages_since_a_key_are_given(record: Record) -> None:
    write(record, "a.jsonl", FULL)
    last = passage_keys(record)[-1]
    write(record, "b.jsonl", renamed(FULL, "s2"))
    assert [row[1] for row in record.passage_texts([2])] == [2, 2, 2]
    assert [len(block.keys) for block in record.passage_vectors(2, since=last)] == [3]


def test_an_exception_while_writing_leaves_nothing_and_the_revision_unchanged(record: Record) -> None:
    write(record, "a.jsonl", FULL)
    before = (record.revision, record.counts(), record.file_hash("a.jsonl"), record.speaker_rows())
    other = replace(renamed(FULL, "s2"), turns=(replace(FULL.turns[0], id="x", sitting_id="s2", speaker=None),))

    def cut_off() -> None:
        with record.writing() as writer:
            writer.remove_file("a.jsonl")
            writer.add_file("b.jsonl", "hash", "by hand")
            writer.add_sitting("b.jsonl", other, pieces(other))
            raise RuntimeError("power")

    with pytest.raises(RuntimeError, match="power"):
        cut_off()
    assert (record.revision, record.counts(), record.file_hash("a.jsonl"), record.speaker_rows()) == before
    assert record.file_hash("b.jsonl") is None
    assert record.sitting("s1") == FULL


def test_every_change_has_its_own_revision(record: Record) -> None:
    revisions = [record.revision]
    write(record, "a.jsonl", FULL)
    revisions.append(record.revision)
    with record.writing() as writer:
        writer.remove_file("a.jsonl")
    revisions.append(record.revision)
    assert revisions == [0, 1, 2]


def test_removing_a_file_gives_the_keys_of_its_passages_and_leaves_the_others(record: Record) -> None:
    write(record, "a.jsonl", FULL, BARE)
    own = passage_keys(record)
    write(record, "b.jsonl", renamed(FULL, "s2"))
    with record.writing() as writer:
        assert sorted(writer.remove_file("a.jsonl")) == own
    assert record.counts() == {"files": 1, "sittings": 1, "turns": 3, "passages": 3}
    assert record.sitting("s2") == renamed(FULL, "s2")
    assert [row.sitting for row in record.item_rows()] == [3, 3]


def test_keys_are_never_used_again_after_removal(record: Record) -> None:
    def keys() -> set[tuple[str, int]]:
        found = {"sitting": [row.key for row in record.sitting_rows()], "turn": turn_keys(record)}
        found["passage"] = passage_keys(record)
        return {(name, key) for name, keys in found.items() for key in keys}

    seen: set[tuple[str, int]] = set()
    for number in range(3):
        write(record, f"{number}.jsonl", FULL)
        assert keys().isdisjoint(seen)
        seen |= keys()
        with record.writing() as writer:
            writer.remove_file(f"{number}.jsonl")
    assert keys() == set()


def test_a_file_is_known_by_its_hash_and_a_sitting_by_its_file(record: Record) -> None:
    write(record, "a.jsonl", FULL)
    assert record.file_hash("a.jsonl") == "hash of a.jsonl"
    assert record.file_hash("b.jsonl") is None
    assert record.file_of("s1") == "a.jsonl"
    assert record.file_of("s9") is None


def test_the_first_notice_of_each_sitting_is_given(record: Record) -> None:
    two = replace(FULL, notes=(*FULL.notes, Note("Nog een bericht", "notice", 2)))
    write(record, "a.jsonl", two, BARE)
    assert record.notices() == {1: "Beknopt weergegeven"}


def test_a_reader_sees_the_state_before_a_transaction_until_it_is_done(record: Record, place: Place) -> None:
    reading = Record(place.record)
    with record.writing() as writer:
        writer.add_file("a", "hash", "by hand")
        writer.add_sitting("a", FULL, pieces(FULL))
        assert reading.counts()["turns"] == 0
    assert reading.counts()["turns"] == 3
    reading.close()
