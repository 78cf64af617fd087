"""What is derived from the record: made again when it is behind, and never in the way of a killed process."""

import json
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index import derived
from index.build import build
from index.encoders import load_bundled
from index.record import Record
from tests.index.conftest import WriteTurns
from tests.index.debates import a_debate, answers, opened, whole_sittings

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("lexical", "words", "related", "exchanges", "tokens")

KILLED = """
import os, signal, sys
from pathlib import Path
from index import build, derived, record
from index.__main__ import app
from index.exchanges.stored import StoredExchanges
from index.lexical.embedded import EmbeddedLexicalIndex

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def half_written(exchanges, path):
    Path(path).write_bytes(b"half")
    die()

def after(function):
    def run(*arguments):
        function(*arguments)
        die()
    return run

def swapped(self, target, replace=Path.replace):
    replace(self, target)
    if self.name == "derived.json.new":
        die()

point, *arguments = sys.argv[1:]
match point:
    case "before the record is there": build.Record = die
    case "before it says how it is built": record.Record.set_manifest = die
    case "while a sitting is written": record.FileWriter._turn_row = die
    case "after the first file": build._take_in = after(build._take_in)
    case "before the parts are brought up": derived.update = die
    case "before the words are committed": EmbeddedLexicalIndex.change = die
    case "between the words and the exchanges": EmbeddedLexicalIndex.change = after(EmbeddedLexicalIndex.change)
    case "while the exchanges are written": StoredExchanges.write = half_written
    case "before the swap": derived.swap = die
    case "after the swap": Path.replace = swapped
app(arguments)
"""
"""Runs the command line, and is killed at the point that its first argument names."""

NOTHING, ONE, BOTH = "", "x", "xy"
"""Which of the two new sittings are committed when the process is killed."""

COMMITTED = {
    "while a sitting is written": NOTHING,
    "after the first file": ONE,
    "before the parts are brought up": BOTH,
    "before the words are committed": BOTH,
    "between the words and the exchanges": BOTH,
    "while the exchanges are written": BOTH,
    "before the swap": BOTH,
    "after the swap": BOTH,
}


def kill(point: str, *arguments: str) -> None:
    command = [sys.executable, "-c", KILLED, point, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


def assert_tidy(directory: Path) -> None:
    """Nothing but the record and the parts that are named lies there."""
    parts = json.loads((directory / "derived.json").read_text(encoding="utf-8"))
    named = {parts[name] for name in PARTS} - {""}
    assert {path.name for path in directory.iterdir() if path.name.startswith(PARTS)} == named
    assert not list(directory.glob("*.new"))


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, letters: str) -> dict[str, Path]:
    """Two indexes: one to which two sittings are little, so that they are added, and one of which all is made anew."""
    folder = tmp_path_factory.mktemp("old")
    for doc in "abcdefghijklm":
        (folder / f"{doc}.jsonl").write_text("\n".join(map(json.dumps, a_debate(doc, 3))), encoding="utf-8")
    build(sorted(folder.glob("*.jsonl")), folder / "large", letters)
    build([folder / "a.jsonl"], folder / "small", letters)
    return {size: folder / size for size in ("large", "small")}


@pytest.mark.parametrize(
    ("size", "point"),
    [
        *(("large", point) for point in COMMITTED),
        *(("small", point) for point in ("between the words and the exchanges", "after the swap")),
    ],
)
def test_an_index_opens_and_can_be_built_on_wherever_its_writer_was_killed(
    size: str, point: str, old: dict[str, Path], write_turns: WriteTurns, tmp_path: Path
) -> None:
    new = [write_turns(f"{doc}.jsonl", a_debate(doc, 3)) for doc in BOTH]
    killed, mended, whole = tmp_path / "killed", tmp_path / "mended", tmp_path / "whole"
    for copy in (killed, whole):
        shutil.copytree(old[size], copy)
    kill(point, "add", *map(str, new), "--index", str(killed))
    shutil.copytree(killed, mended)

    build([path for path in new if path.stem in COMMITTED[point]], whole)
    assert answers(killed) == answers(whole)  # opening is enough
    assert whole_sittings(killed) == whole_sittings(whole)

    more = [*new, write_turns("z.jsonl", a_debate("z", 3))]
    build(more, mended)  # and so is the next build, without an opening before it
    build(more, whole)
    assert answers(mended) == answers(whole)
    assert_tidy(mended)


def test_a_build_that_finds_nothing_new_mends_what_a_killed_one_left(
    write_turns: WriteTurns, tmp_path: Path, letters: str
) -> None:
    paths = [write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "ab"]
    build(paths[:1], tmp_path / "index", letters)
    kill("before the parts are brought up", "add", str(paths[1]), "--index", str(tmp_path / "index"))
    assert build(paths, tmp_path / "index").files_read == []
    record = Record(tmp_path / "index" / "record.sqlite")
    parts = derived.current(tmp_path / "index")
    assert parts is not None
    assert parts.revision == record.revision
    record.close()


def test_a_first_build_that_was_killed_can_be_done_again(write_turns: WriteTurns, tmp_path: Path, letters: str) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    for point in ("before the record is there", "before it says how it is built", "while a sitting is written"):
        directory = tmp_path / point
        kill(point, "build", str(path), "--index", str(directory), "--encoder", letters)
        assert build([path], directory, letters).sittings == 1
        assert list(whole_sittings(directory)) == ["a"]


# -- what is deleted or of another version ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "gone", ["derived.json", "lexical-*", "vectors-*", "words-*", "exchanges-*", "tokens-*", "*-*"]
)
def test_parts_that_are_deleted_are_made_again_without_encoding(
    gone: str, write_turns: WriteTurns, tmp_path: Path, letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = tmp_path / "index"
    build([write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "ab"], directory, letters)
    before = answers(directory)
    for path in directory.glob(gone):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    with monkeypatch.context() as patched:
        patched.setattr("index.store.load_encoder", lambda name: pytest.fail("an encoder was loaded"))
        with opened(directory):
            pass
    assert answers(directory) == before
    assert_tidy(directory)


@pytest.mark.parametrize("made_by", ["terms", "rules", "encoder"])
def test_parts_that_other_terms_rules_or_another_bundled_encoder_made_are_made_again(
    made_by: str, write_turns: WriteTurns, tmp_path: Path, letters: str
) -> None:
    directory = tmp_path / "index"
    build([write_turns("a.jsonl", a_debate("a"))], directory, letters)
    before = answers(directory)
    named = json.loads((directory / "derived.json").read_text(encoding="utf-8"))
    (directory / "derived.json").write_text(json.dumps(named | {made_by: "0-other"}), encoding="utf-8")
    assert derived.current(directory) is None
    assert answers(directory) == before
    assert json.loads((directory / "derived.json").read_text(encoding="utf-8")) == named


def test_parts_that_are_named_in_a_damaged_file_are_made_again(
    write_turns: WriteTurns, tmp_path: Path, letters: str
) -> None:
    directory = tmp_path / "index"
    build([write_turns("a.jsonl", a_debate("a"))], directory, letters)
    before = answers(directory)
    (directory / "derived.json").write_text('{"revision":', encoding="utf-8")
    assert answers(directory) == before


def test_parts_that_are_several_changes_behind_are_brought_up(
    write_turns: WriteTurns, tmp_path: Path, letters: str
) -> None:
    directory, whole = tmp_path / "index", tmp_path / "whole"
    paths = [write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "abcdefghijklm"]
    build(paths, directory, letters)
    build(paths[2:], whole, letters)
    with closing(Record(directory / "record.sqlite")) as record:
        for path in paths[:2]:
            with record.writing() as writer:
                writer.remove_file(str(path))
        before = (directory / "derived.json").read_bytes()
        held = {path.name for path in directory.glob("words-*")}
        derived.update(directory, record, 32)
    assert (directory / "derived.json").read_bytes() != before
    assert {path.name for path in directory.glob("words-*")} == held  # brought up, not made anew
    assert {name for found in answers(directory) for name in found} == {
        name for found in answers(whole) for name in found
    }
    assert_tidy(directory)


def test_tokens_are_those_of_the_passages_that_the_record_has_now(
    write_turns: WriteTurns, tmp_path: Path, letters: str
) -> None:
    directory = tmp_path / "index"
    paths = [write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "abcdefghijklm"]
    build(paths[:-1], directory, letters)
    before = derived.current(directory)
    write_turns("c.jsonl", a_debate("z"))  # one file changes, one is new
    build(paths, directory)
    parts = derived.current(directory)
    assert before is not None
    assert parts is not None
    assert parts.words == before.words  # brought up, not made anew
    record = Record(directory / "record.sqlite")
    texts = {key: text for key, *_, text in record.passage_texts(row.key for row in record.sitting_rows())}
    record.close()
    with opened(directory) as index:
        ids, counts = index.tokens.of(index.layout.passage_keys)
    expected = load_bundled().tokens([texts[key] for key in index.layout.passage_keys.tolist()])
    assert counts.tolist() == [len(tokens) for tokens in expected]
    assert ids.tolist() == np.concatenate(expected).tolist()
    assert sorted(index.tokens.keys.tolist()) == sorted(texts)


def test_compounds_are_split_by_the_words_of_the_whole_record(
    write_turns: WriteTurns, tmp_path: Path, letters: str
) -> None:
    directory = tmp_path / "index"
    texts = ["Het klimaat warmt op.", "Een beleid is nodig.", "Klimaat en beleid.", "Het klimaatbeleid faalt."]
    build([write_turns("a.jsonl", [{"text": text} for text in texts])], directory, letters)
    with opened(directory) as index:
        assert index.splitter.parts("klimaatbeleid") == ("klimaat", "beleid")
        assert index.vocabulary.frequencies["klimaat"] == 2


def test_the_words_of_titles_are_words_of_the_record(write_turns: WriteTurns, tmp_path: Path, letters: str) -> None:
    directory = tmp_path / "index"
    turns = [{"text": "Dat is beloofd.", "title": "Het fietspad langs de vaart"}]
    build([write_turns("a.jsonl", turns)], directory, letters)
    with opened(directory) as index:
        assert index.vocabulary.frequencies["fietspad"] == 1


def test_the_process_that_reads_an_index_does_not_write_to_it(
    write_turns: WriteTurns, tmp_path: Path, letters: str
) -> None:
    def state() -> dict[str, int]:
        found = (path for path in directory.rglob("*") if path.is_file() and "sqlite-" not in path.name)
        return {str(path): path.stat().st_mtime_ns for path in found}

    directory = tmp_path / "index"
    build([write_turns("a.jsonl", a_debate("a"))], directory, letters)
    before = state()
    answers(directory)
    assert state() == before
