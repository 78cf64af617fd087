"""`python -m index`: what other programs rely on."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from index.__main__ import app
from tests.index.conftest import WriteTurns, turn
from tests.index.debates import a_debate, turn_ids

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("torch", "gradio", "sentence_transformers", "transformers", "faiss", "sqlalchemy")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def document(result: Result) -> Any:
    """What `--json` wrote: one document on stdout, and nothing else."""
    return json.loads(result.stdout)


def assert_refused(result: Result, complaint: str) -> None:
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("woordelijk: ")
    assert complaint in line


@pytest.fixture
def directory(write_turns: WriteTurns, tmp_path: Path, letters: str) -> Path:
    """An index of one sitting of three turns, one by nobody knows whom."""
    said = [
        turn("a", 0, "De haven slibt dicht.", party="Groen", role="member", url="https://example.org/a"),
        turn("a", 1, "Wie zegt dat nu?", speaker=None),
        turn("a", 2, "(Applaus)", speaker=None),
        turn("a", 3, "Ik zeg dat.", speaker="Bob Claes"),
    ]
    result = run("build", write_turns("a.jsonl", said), "--index", tmp_path / "index", "--encoder", letters)
    assert result.exit_code == 0, result.stderr
    return tmp_path / "index"


# -- starting --------------------------------------------------------------------------------------------------------


def test_help_comes_quickly_and_loads_nothing_heavy() -> None:
    begun = time.monotonic()
    shown = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "index", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.monotonic() - begun
    for command in ("build", "add", "work", "remove", "migrate", "show", "check"):
        assert command in shown.stdout
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in shown.stderr.splitlines()}
    assert "typer" in loaded
    assert loaded.isdisjoint(HEAVY)
    assert seconds < 1.5


def test_building_with_a_static_encoder_loads_no_torch(write_turns: WriteTurns, tmp_path: Path, letters: str) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    script = f"""
import sys
from index.__main__ import app
try:
    app(["build", {str(path)!r}, "--index", {str(tmp_path / "index")!r}, "--encoder", {letters!r}])
finally:
    print(sorted(sys.modules.keys() & {{"torch", "sentence_transformers", "gradio", "faiss"}}))
"""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "['faiss']"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["unknown"],
        ["build"],
        ["build", "a.jsonl"],
        ["add", "--index", "x"],
        ["remove", "--index", "x"],
        ["show", "--what", "--index", "x"],
        ["check"],
    ],
)
def test_wrong_usage_ends_with_2_and_writes_nothing_on_stdout_but_help(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage" in (result.stderr or result.stdout)


# -- build and add ---------------------------------------------------------------------------------------------------


def test_build_says_what_it_did(write_turns: WriteTurns, tmp_path: Path, letters: str) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    result = run("build", path, "--index", tmp_path / "index", "--encoder", letters)
    assert result.exit_code == 0
    assert result.stdout.startswith("1 files read, 0 unchanged, 0 refused: 1 sittings, 6 turns, 6 passages in ")
    assert result.stderr == ""


def test_build_json_is_one_document(write_turns: WriteTurns, tmp_path: Path, letters: str) -> None:
    good = write_turns("a.jsonl", a_debate("a"))
    (tmp_path / "bad.jsonl").write_text('{"text": "een"}\n{"text": \n', encoding="utf-8")
    result = run("build", good, tmp_path / "bad.jsonl", "--index", tmp_path / "index", "--encoder", letters, "--json")
    found = document(result)
    assert result.exit_code == 1
    seconds, refused = found.pop("seconds"), found.pop("refused")
    assert seconds >= 0
    assert found == {
        "files_read": [str(good)], "files_unchanged": [], "sittings": 1, "turns": 6, "passages": 6,
        "removed_passages": 0,
    }  # fmt: skip
    assert [(refusal["file"], refusal["place"]) for refusal in refused] == [(str(tmp_path / "bad.jsonl"), "line 2")]
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"woordelijk: {tmp_path / 'bad.jsonl'}: line 2: ")


def test_add_needs_an_index(write_turns: WriteTurns, tmp_path: Path) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    assert_refused(run("add", path, "--index", tmp_path / "none"), "holds no index. Build one: python -m index build")
    assert not (tmp_path / "none").exists()


def test_add_adds_with_the_encoder_of_the_index(directory: Path, write_turns: WriteTurns) -> None:
    result = run("add", write_turns("b.jsonl", a_debate("b", 2)), "--index", directory)
    assert result.exit_code == 0
    assert turn_ids(directory) == ["a-0", "a-1", "a-3", "b-0", "b-1"]


def test_build_with_another_encoder_is_refused(directory: Path, write_turns: WriteTurns, other_letters: str) -> None:
    path = write_turns("b.jsonl", a_debate("b"))
    result = run("build", path, "--index", directory, "--encoder", other_letters)
    assert_refused(result, "(32 dimensions); asked for is")


@pytest.mark.parametrize("command", [["build", "FILE"], ["add", "FILE"], ["remove", "a"], ["show"], ["show", "a"]])
def test_an_index_that_is_a_file_is_refused_in_one_line(
    command: list[str], write_turns: WriteTurns, tmp_path: Path
) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    arguments = [str(path) if argument == "FILE" else argument for argument in command]
    assert_refused(run(*arguments, "--index", path), str(path))


def test_an_index_whose_record_is_damaged_is_refused_in_one_line(directory: Path) -> None:
    (directory / "record.sqlite").write_bytes(b"no database " * 1_000)
    for path in directory.glob("record.sqlite-*"):
        path.unlink()
    assert_refused(run("show", "--index", directory), "record.sqlite")


# -- remove ----------------------------------------------------------------------------------------------------------


def test_remove_removes_by_sitting_id(directory: Path) -> None:
    result = run("remove", "a", "--index", directory)
    assert (result.exit_code, result.stderr) == (0, "")
    assert turn_ids(directory) == []


def test_remove_says_what_is_not_there_and_removes_the_rest(directory: Path) -> None:
    assert_refused(run("remove", "a", "b", "c", "--index", directory), f"not in {directory}: b, c")
    assert turn_ids(directory) == []


# -- show ------------------------------------------------------------------------------------------------------------


def test_show_json_counts_what_the_index_holds(directory: Path, letters: str) -> None:
    result = run("show", "--index", directory, "--json")
    found = document(result)
    assert result.exit_code == 0
    assert found.pop("bytes") > 10_000
    assert found.pop("search") == "exact, 8 bits a component"
    assert found == {
        "sittings": 1,
        "turns": 3,
        "passages": 3,
        "speakers": 2,
        "unknown_speaker_words": 4,
        "sources": {"test": 1},
        "dates": ["2024-03-01", "2024-03-01"],
        "encoder": letters,
        "waiting": 0,
    }


def test_show_json_of_an_empty_index_has_no_dates(directory: Path) -> None:
    run("remove", "a", "--index", directory)
    found = document(run("show", "--index", directory, "--json"))
    assert (found["sittings"], found["sources"], found["dates"]) == (0, {}, None)


def test_show_a_sitting_json_has_its_turns_in_order(directory: Path) -> None:
    found = document(run("show", "a", "--index", directory, "--json"))
    assert {name: found[name] for name in ("doc_id", "source", "date", "title", "committee", "items", "notes")} == {
        "doc_id": "a", "source": "test", "date": "2024-03-01", "title": "Wonen", "committee": None, "items": [],
        "notes": [{"kind": "stage", "after": 1, "text": "(Applaus)"}],
    }  # fmt: skip
    assert found["turns"][0] == {
        "turn_id": "a-0", "item": None, "speaker": "Ann Peeters", "party": "Groen", "role": "member",
        "text": "De haven slibt dicht.", "url": "https://example.org/a", "page": None,
        "part": "speech", "answers": [],
    }  # fmt: skip
    assert [(turn["turn_id"], turn["speaker"]) for turn in found["turns"]] == [
        ("a-0", "Ann Peeters"), ("a-1", None), ("a-3", "Bob Claes"),
    ]  # fmt: skip


def test_show_for_people_says_who_is_unknown(directory: Path) -> None:
    whole, sitting = run("show", "--index", directory), run("show", "a", "--index", directory)
    assert "unknown speaker words" in whole.stdout
    assert "2. speaker unknown" in sitting.stdout
    assert "De haven slibt dicht." in sitting.stdout


def test_show_of_words_that_look_like_markup_shows_them_as_they_are(write_turns: WriteTurns, tmp_path: Path,
                                                                    letters: str) -> None:  # fmt: skip
    path = write_turns("m.jsonl", [turn("m", 0, "Dat is [bold]niet[/bold] zo.", title="[red]Rood[/red]")])
    run("build", path, "--index", tmp_path / "index", "--encoder", letters)
    shown = run("show", "m", "--index", tmp_path / "index").stdout
    assert "[bold]niet[/bold]" in shown
    assert "[red]Rood[/red]" in shown


def test_show_of_a_sitting_that_is_not_there_is_refused(directory: Path) -> None:
    assert_refused(run("show", "x", "--index", directory, "--json"), f"{directory} has no sitting 'x'")


# -- check -----------------------------------------------------------------------------------------------------------


def test_check_json_says_what_each_file_would_give_and_writes_nothing(write_turns: WriteTurns, tmp_path: Path) -> None:
    said = [*a_debate("a"), turn("a", 6, "(Applaus)", speaker=None), turn("a", 7, ""), *a_debate("b", 2)]
    path = write_turns("a.jsonl", said)
    before = sorted(tmp_path.rglob("*"))
    result = run("check", path, "--json")
    assert result.exit_code == 0
    assert document(result) == [
        {
            "file": str(path), "format": "turns, JSON Lines", "sittings": 2, "turns": 8, "unknown_speakers": 2,
            "notes": 2, "unplaced": 1, "error": None,
        }
    ]  # fmt: skip
    assert sorted(tmp_path.rglob("*")) == before


def test_check_ends_with_1_if_a_file_would_be_refused_and_still_shows_the_others(
    write_turns: WriteTurns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_turns("a.jsonl", a_debate("a"))
    Path("bad.txt").write_text("niets dat op een verslag lijkt", encoding="utf-8")
    for paths in (["a.jsonl", "bad.txt"], ["a.jsonl", "nowhere"]):
        result = run("check", *paths, "--json")
        assert result.exit_code == 1
        first, second = document(result)
        assert (first["turns"], first["error"]) == (6, None)
        assert (second["turns"], second["format"]) == (0, None)
        assert second["error"].startswith(f"{paths[1]}: ")
    shown = run("check", *paths).stdout
    assert "a.jsonl" in shown
    assert "refused: nowhere: there is no such file or folder" in shown


def test_check_never_cuts_the_name_of_a_file(write_turns: WriteTurns, tmp_path: Path) -> None:
    name = "een-heel-lange-naam-van-een-map" * 3
    shown = run("check", write_turns(f"{name}/a.jsonl", a_debate("a"))).stdout
    assert shown.splitlines()[1].endswith(f"{name}/a.jsonl")
