"""The command: what it prints where, its files, its exit codes, its one-line errors."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eval.__main__ import app
from eval.metrics import NAMES
from eval.runs import read_run

DEMO = Path(__file__).parent.parent.parent / "eval" / "gold" / "demo"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _eval(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_json_on_stdout_is_one_document_and_nothing_else(gold_folder: Path) -> None:
    result = _eval(gold_folder, "--json", "-")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert (document["gold"], document["queries"]) == ("tiny", 4)
    assert tuple(document["metrics"]["all"]) == NAMES
    assert document["metrics"]["within"]["recall@20"] is not None
    assert document["index"] == ".eval/tiny-bundled"
    assert "questions" in result.stderr


def test_files_are_written_beside_the_table(gold_folder: Path, tmp_path: Path) -> None:
    result = _eval(gold_folder, "--json", "out.json", "--run", "out.run", "--report", "out.html")
    assert result.exit_code == 0, result.output
    assert re.search(r"^ ?all +3 ", result.stdout, flags=re.MULTILINE)
    metrics = json.loads((tmp_path / "out.json").read_text())["metrics"]
    run = read_run(tmp_path / "out.run")
    # One relevant turn for q1 and one for q4: the file holds what the figures were reckoned from.
    first = [run["q1"][0][0] == "a-1", run["q2"][0][0] in ("b-1", "b-2"), run["q4"][0][0] == "a-2"]
    assert metrics["all"]["hit@1"] == pytest.approx(sum(first) / 3)
    assert "<h1>tiny</h1>" in (tmp_path / "out.html").read_text()


def test_an_index_directory_can_be_the_pool(gold_folder: Path) -> None:
    first = _eval(gold_folder, "--json", "-")
    again = _eval(gold_folder, "--index", ".eval/tiny-bundled", "--json", "-")
    assert again.exit_code == 0, again.output
    assert json.loads(again.stdout)["metrics"] == json.loads(first.stdout)["metrics"]


def test_a_judged_turn_outside_the_pool_is_named(gold_folder: Path) -> None:
    with (gold_folder / "qrels.txt").open("a") as qrels:
        qrels.write("q1 0 z-9 1\n")
    result = _eval(gold_folder)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "tiny/qrels.txt: turn z-9 of question q1 is not in the pool"


def test_what_cannot_be_done_is_one_line_on_stderr_and_exit_code_1(gold_folder: Path) -> None:
    (gold_folder / "queries.jsonl").write_text("{}\n")
    for arguments, message in (
        (["nowhere"], "nowhere: there is no such folder"),
        ([gold_folder], "queries.jsonl: line 1: 'query_id' must be a text"),
    ):
        result = _eval(*arguments)
        assert (result.exit_code, result.stdout) == (1, "")
        assert message in result.stderr
        assert result.stderr.count("\n") == 1


def test_wrong_usage_is_exit_code_2(gold_folder: Path) -> None:
    for arguments in (
        [],
        [gold_folder, "--index", "record", "--corpus", "other.jsonl"],
        [gold_folder, "--index", "record", "--encoder", "other"],
        [gold_folder, "--report", "missing/report.html"],
        [gold_folder, "--unheard-of"],
    ):
        result = _eval(*arguments)
        assert (result.exit_code, result.stdout) == (2, ""), arguments


def test_the_demo_questions_are_answered_from_the_demo_record() -> None:
    result = _eval(DEMO, "--json", "-")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert (document["gold"], document["queries"], document["encoder"]) == ("demo", 60, "woordelijk-static")
    assert {"lang=nl", "lang=en", "lang=fr"} < set(document["metrics"])
    # Ten of the 233 turns drawn blindly would hold .04 of the relevant ones.
    assert document["metrics"]["lang=nl"]["recall@10"] > 0.3
    assert 0 <= document["refusal"]["auroc"] <= 1
