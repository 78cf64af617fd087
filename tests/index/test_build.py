"""Files into an index: only what changed, each file whole or not at all."""

from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from index.build import build, remove
from index.encoders import load_encoder
from index.errors import IndexMismatchError
from index.manifest import Manifest
from index.place import Place
from index.record import Record, schema
from index.record.engines import engine_of
from index.store import open_index, writer_lock
from tests.index.conftest import MINILM, WriteTurns, turn, write_static_model
from tests.index.debates import a_debate, answers, by_vector, by_words, opened, turn_ids, whole_sittings

# -- what is read ----------------------------------------------------------------------------------------------------


def test_a_build_reads_files_and_folders_and_reports_what_it_did(
    write_turns: WriteTurns, place: Place, letters: str
) -> None:
    write_turns("many/a.jsonl", a_debate("a"))
    write_turns("many/deep/b.jsonl", a_debate("b", 4))
    one = write_turns("c.jsonl", a_debate("c", 2))
    report = build([one.parent / "many", one], place, letters)
    assert [Path(name).name for name in report.files_read] == ["a.jsonl", "b.jsonl", "c.jsonl"]
    assert (report.sittings, report.turns, report.passages, report.refused) == (3, 12, 12, [])
    assert len(turn_ids(place)) == 12


def test_progress_tells_files_done_and_passages(write_turns: WriteTurns, place: Place, letters: str) -> None:
    paths = [write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "ab"]
    told: list[tuple[int, int, int]] = []
    build(paths, place, letters, lambda state: told.append((state.done, state.files, state.passages)))
    assert told == [(0, 2, 0), (0, 2, 6), (1, 2, 6), (1, 2, 12)]


def test_an_index_answers_with_the_turns_that_hold_the_words(
    write_turns: WriteTurns, place: Place, letters: str
) -> None:
    build([write_turns("a.jsonl", [turn("a", 0, "De haven slibt dicht."), turn("a", 1, "De trein rijdt weer.")])],
          place, letters)  # fmt: skip
    with opened(place) as index:
        assert [name for name, _ in by_words(index, "haven")] == ["a-0"]
        assert by_vector(index, "De trein rijdt weer.")[0] == ("a-1", pytest.approx(1, abs=0.02))


def test_unchanged_files_are_skipped(write_turns: WriteTurns, place: Place, letters: str) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    build([path], place, letters)
    before = (place.directory / "derived.json").read_bytes()
    path.touch()
    report = build([path], place)
    assert (report.files_read, report.files_unchanged) == ([], [str(path)])
    assert (place.directory / "derived.json").read_bytes() == before


def test_reading_the_same_files_into_two_directories_gives_the_same_ids(
    write_turns: WriteTurns, tmp_path: Path, letters: str
) -> None:
    path = write_turns("a.jsonl", [{"text": "Zonder enig nummer.", "speaker": "Ann"}, {"text": "Nog iets."}])
    for name in ("one", "two"):
        build([path], tmp_path / name, letters)
    assert turn_ids(tmp_path / "one") == turn_ids(tmp_path / "two")
    assert whole_sittings(tmp_path / "one") == whole_sittings(tmp_path / "two")


def test_two_turns_with_identical_words_stay_two_turns(write_turns: WriteTurns, place: Place, letters: str) -> None:
    same = [turn("a", n, "De haven slibt dicht.") for n in range(2)]
    build([write_turns("a.jsonl", same)], place, letters)
    with opened(place) as index:
        assert sorted(name for name, _ in by_words(index, "haven")) == ["a-0", "a-1"]
        assert sorted(name for name, _ in by_vector(index, "haven")) == ["a-0", "a-1"]


def test_a_changed_file_replaces_its_earlier_version(write_turns: WriteTurns, place: Place, letters: str) -> None:
    others = [write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "bcdefgh"]
    path = write_turns("a.jsonl", [turn("a", 0, "De haven slibt dicht."), turn("a", 1, "De trein rijdt weer.")])
    build([path, *others], place, letters)
    write_turns("a.jsonl", [turn("a", 0, "De kerktoren helt over."), turn("a", 1, "De trein rijdt weer.")])
    report = build([path, *others], place)
    assert (report.files_read, len(report.files_unchanged), report.removed_passages) == ([str(path)], 7, 2)
    with opened(place) as index:
        assert not any(name.startswith("a-") for name, _ in by_words(index, "slibt"))
        assert [name for name, _ in by_words(index, "kerktoren")] == ["a-0"]
        assert by_vector(index, "De kerktoren helt over.")[0] == ("a-0", pytest.approx(1, abs=0.02))
        assert len(by_vector(index, "haven")) == len(index.layout.passage_keys) == 44


def test_several_processes_build_the_index_that_one_does(
    write_turns: WriteTurns, tmp_path: Path, letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [write_turns(f"{doc}.jsonl", a_debate(doc, 3)) for doc in "ab"]
    paths.append(write_turns("cd.jsonl", [*a_debate("c", 4), *a_debate("d", 2), *a_debate("e", 5)]))
    build(paths, tmp_path / "one", letters)
    monkeypatch.setattr("index.build.BATCH", 1)
    monkeypatch.setattr("index.gathering.BATCH", 1)
    build(paths, tmp_path / "several", letters)
    assert answers(tmp_path / "several") == answers(tmp_path / "one")
    assert whole_sittings(tmp_path / "several") == whole_sittings(tmp_path / "one")
    for name in ("words-3.json", "exchanges-3.npz", "tokens-3/ids.npy"):
        assert (tmp_path / "several" / name).read_bytes() == (tmp_path / "one" / name).read_bytes()


# -- what is refused -------------------------------------------------------------------------------------------------


def test_a_file_that_fails_in_the_middle_leaves_nothing_and_the_others_are_read(
    write_turns: WriteTurns, place: Place, letters: str
) -> None:
    good = [write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "ac"]
    bad = write_turns("b.jsonl", [*a_debate("b1"), *a_debate("b2")])
    with bad.open("a", encoding="utf-8") as file:
        file.write('{"text": "afgebro')
    report = build([good[0], bad, good[1]], place, letters)
    assert [(error.file, error.place) for error in report.refused] == [(str(bad), "line 13")]
    assert report.files_read == [str(path) for path in good]
    assert list(whole_sittings(place)) == ["a", "c"]
    assert {name[0] for found in answers(place) for name in found} == {"a", "c"}


def test_a_changed_file_that_turns_out_bad_leaves_its_earlier_version(
    write_turns: WriteTurns, place: Place, letters: str
) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    build([path], place, letters)
    before = answers(place)
    path.write_text(path.read_text(encoding="utf-8") + "geen JSON\n", encoding="utf-8")
    assert len(build([path], place).refused) == 1
    assert answers(place) == before


def test_a_path_that_is_not_there_is_refused_and_the_others_are_read(
    write_turns: WriteTurns, place: Place, letters: str, tmp_path: Path
) -> None:
    report = build([tmp_path / "nowhere", write_turns("a.jsonl", a_debate("a"))], place, letters)
    assert [str(error) for error in report.refused] == [f"{tmp_path}/nowhere: there is no such file or folder"]
    assert report.sittings == 1


def test_the_same_sitting_in_two_files_is_refused_naming_both(
    write_turns: WriteTurns, place: Place, letters: str
) -> None:
    one, two = write_turns("one.jsonl", a_debate("a")), write_turns("two.jsonl", a_debate("a", 3))
    (error,) = build([one, two], place, letters).refused
    assert error.file == str(two)
    assert "sitting a" in str(error)
    assert str(one) in str(error)
    assert len(turn_ids(place)) == 6


def test_a_turn_id_of_another_sitting_is_refused_naming_both(
    write_turns: WriteTurns, place: Place, letters: str
) -> None:
    one = write_turns("one.jsonl", [turn("a", 0, "Wij beginnen.", turn_id="1")])
    two = write_turns("two.jsonl", [turn("b", 0, "Wij gaan door.", turn_id="1")])
    three = write_turns("three.jsonl", a_debate("c"))
    report = build([one, two, three], place, letters)
    (error,) = report.refused
    assert (error.file, error.place) == (str(two), "turn 1")
    assert "sitting a" in str(error)
    assert list(whole_sittings(place)) == ["a", "c"]


def test_files_that_are_all_refused_leave_an_empty_index_that_opens(
    write_turns: WriteTurns, place: Place, letters: str, tmp_path: Path
) -> None:
    (tmp_path / "bad.txt").write_text("niets dat op een verslag lijkt", encoding="utf-8")
    assert len(build([tmp_path / "bad.txt"], place, letters).refused) == 1
    with opened(place) as index:
        assert (index.turn_ids(), by_words(index, "haven"), by_vector(index, "haven")) == ([], [], [])


# -- incremental -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", [1, 9], ids=["most is new", "little is new"])
def test_adding_later_gives_the_same_answers_as_building_at_once(
    first: int, write_turns: WriteTurns, tmp_path: Path, letters: str
) -> None:
    paths = [write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "abcdefghij"]
    build(paths, tmp_path / "at once", letters)
    build(paths[:first], tmp_path / "later", letters)
    build(paths[first:], tmp_path / "later")
    assert answers(tmp_path / "later") == answers(tmp_path / "at once")
    assert whole_sittings(tmp_path / "later") == whole_sittings(tmp_path / "at once")


def test_a_small_addition_leaves_the_files_of_the_lexical_index_and_adds_to_them(
    write_turns: WriteTurns, place: Place, letters: str
) -> None:
    def segments() -> set[str]:
        (folder,) = place.directory.glob("lexical-*")
        return {path.name for path in folder.glob("*.store")}

    build([write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "abcdefghij"], place, letters)
    before = segments()
    build([write_turns("k.jsonl", a_debate("k"))], place)
    assert before < segments()
    build([write_turns("l.jsonl", a_debate("l", 40))], place)
    assert before.isdisjoint(segments())


def test_removing_by_sitting_or_file_gives_the_same_answers_as_never_having_read_it(
    write_turns: WriteTurns, tmp_path: Path, letters: str
) -> None:
    paths = [write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "abc"]
    build(paths, tmp_path / "all", letters)
    build(paths[1:2], tmp_path / "one", letters)
    assert remove(["a", str(paths[2])], tmp_path / "all") == []
    assert answers(tmp_path / "all") == answers(tmp_path / "one")
    assert whole_sittings(tmp_path / "all") == whole_sittings(tmp_path / "one")


def test_a_small_removal_is_never_found_again(write_turns: WriteTurns, place: Place, letters: str) -> None:
    build([write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "abcdefghij"], place, letters)
    assert remove(["c"], place) == []
    found = {name for scores in answers(place) for name in scores}
    assert {name[0] for name in found} == set("abdefghij")


def test_names_that_are_not_there_are_given_back_and_change_nothing(
    write_turns: WriteTurns, place: Place, letters: str
) -> None:
    build([write_turns("a.jsonl", a_debate("a"))], place, letters)
    before = (place.directory / "derived.json").read_bytes()
    assert remove(["x", "y.jsonl"], place) == ["x", "y.jsonl"]
    assert (place.directory / "derived.json").read_bytes() == before


@pytest.mark.parametrize("by_sitting", [True, False])
def test_what_was_removed_can_be_added_again(
    by_sitting: bool, write_turns: WriteTurns, place: Place, letters: str
) -> None:
    path = write_turns("a.jsonl", [*a_debate("a1"), *a_debate("a2")])
    build([path], place, letters)
    before = answers(place)
    remove(["a1" if by_sitting else str(path)], place)
    assert answers(place) != before
    assert build([path], place).files_read == [str(path)]
    assert answers(place) == before


# -- what does not match ---------------------------------------------------------------------------------------------


def test_a_place_without_an_index_says_how_to_build_one(place: Place) -> None:
    for use in (open_index, lambda place: remove(["a"], place)):
        with pytest.raises(IndexMismatchError, match=r"holds no index\. Build one: python -m index build PATH"):
            use(place)


def test_another_encoder_than_the_directorys_is_refused_naming_both(
    write_turns: WriteTurns, place: Place, letters: str, other_letters: str
) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    build([path], place, letters)
    with pytest.raises(IndexMismatchError) as refusal:
        build([path], place, other_letters)
    message = str(refusal.value)
    assert f"was built with encoder {letters!r} (32 dimensions)" in message
    assert f"{other_letters!r} (48)" in message
    emptied = f"remove {place.directory}" if place.store is None else "empty postgresql://tester@127.0.0.1:"
    assert f"Rebuild: {emptied}" in message
    assert "and run python -m index build" in message
    assert "\n" not in message


def test_an_encoder_that_changed_since_the_build_is_refused(
    write_turns: WriteTurns, place: Place, tmp_path: Path
) -> None:
    folder = write_static_model(tmp_path / "model", seed=1)
    build([write_turns("a.jsonl", a_debate("a"))], place, str(folder))
    newer = write_static_model(tmp_path / "newer", seed=2)
    (newer / "model.safetensors").replace(folder / "model.safetensors")
    with opened(place) as index, pytest.raises(IndexMismatchError, match="another version of it"):
        _ = index.encoder


def test_an_encoder_folder_is_found_from_any_working_directory(
    write_turns: WriteTurns, place: Place, letters: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    monkeypatch.chdir(Path(letters).parent)
    build([path], place, Path(letters).name)
    monkeypatch.chdir(tmp_path)
    with opened(place) as index:
        assert index.encoder.digest == load_encoder(letters).digest


def test_an_index_of_other_passage_rules_is_refused(write_turns: WriteTurns, place: Place, letters: str) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    build([path], place, letters)
    with closing(Record(place.record)) as record:
        Manifest("letters", "0", 32, "sentences-50").write(record)
    for use in (open_index, lambda place: build([path], place)):
        with pytest.raises(IndexMismatchError) as refusal:
            use(place)
        assert "has passages cut by rules 'sentences-50', this program cuts by 'sentences-110'" in str(refusal.value)
        assert "Rebuild: " in str(refusal.value)


def test_a_record_that_lost_its_manifest_says_that_there_is_no_index(
    write_turns: WriteTurns, place: Place, letters: str
) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    build([path], place, letters)
    engine = engine_of(place.record)
    with engine.begin() as connection:
        connection.execute(sa.delete(schema.manifest))
    engine.dispose()
    with pytest.raises(IndexMismatchError, match="holds no index"):
        open_index(place)


def test_a_second_writer_is_refused_while_the_first_works(
    write_turns: WriteTurns, place: Place, letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    build([path], place, letters)
    monkeypatch.setattr("index.build.writer_lock", lambda directory, wait: writer_lock(directory, wait=0))
    with (
        writer_lock(place.directory, wait=0),
        pytest.raises(IndexMismatchError, match="is being written by another process; try again when it is done"),
    ):
        build([path], place)


# -- a real transformer ----------------------------------------------------------------------------------------------


def test_a_transformer_builds_an_index_that_finds_the_right_english_turn(write_turns: WriteTurns, place: Place) -> None:
    said = [
        "Rents for social housing will be frozen for one year.",
        "The harbour was dredged last spring and is deep enough.",
        "Trains between the two cities run every half hour again.",
        "Schools get money for a second teacher in every class.",
    ]
    build([write_turns("a.jsonl", [turn("a", n, text) for n, text in enumerate(said)])], place, str(MINILM))
    with opened(place) as index:
        assert by_vector(index, "How often does the railway service operate?")[0][0] == "a-2"
        assert by_vector(index, "Will pupils have additional instructors?")[0][0] == "a-3"
        (itself,) = index.vectors.cosines(index.layout.passage_keys[:1], index.encoder.encode_passages(said[:1])[0])
        assert itself == pytest.approx(1, abs=0.02)
