"""``python -m assistant ask``: what it prints, where, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.__main__ import app
from index.build import build
from index.demo import record_folder

ROOT = Path(__file__).resolve().parents[2]
OF_THE_MODEL = ["prose", "translations", "rewritten", "notes"]
FIELDS = ["question", "lang", "understood", "sentences", "citations", "refusal", "score", *OF_THE_MODEL, "count"]
CITATION = [
    "n", "turn_id", "doc_id", "speaker", "party", "role", "date", "title", "quote", "start", "end", "url", "score",
    "marks", "fingerprint",
]  # fmt: skip


@pytest.fixture(scope="module")
def demo_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("demo")
    build([record_folder()], directory)
    return directory


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A command as a user types it."""
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, check=False, cwd=ROOT, capture_output=True, encoding="utf-8")


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["ask", *arguments])


def document(stdout: str) -> dict[str, Any]:
    """The one JSON document that stdout holds, and nothing else."""
    found: dict[str, Any] = json.loads(stdout)
    assert list(found) == FIELDS
    return found


@pytest.mark.shared
def test_the_seed_is_built_and_asked_what_somers_promised_on_sibs(shared: Path, tmp_path: Path) -> None:
    (file,) = (shared / "corpora" / "seed").iterdir()
    words = file.read_text(encoding="utf-8")
    index = str(tmp_path / "record")
    built = run("index", "build", str(file.parent), "--index", index)
    assert built.returncode == 0, built.stderr

    asked = run("assistant", "ask", "what did Somers promise on SIBs?", "--index", index, "--json")
    assert (asked.returncode, asked.stderr) == (0, "")
    in_dutch = ask("Wat beloofde Somers over SIB's?", "--index", index, "--json")
    assert in_dutch.exit_code == 0
    for answer, language in ((document(asked.stdout), "en"), (document(in_dutch.stdout), "nl")):
        assert (answer["lang"], answer["refusal"]) == (language, None)
        assert answer["understood"]["speakers"] == ["Bart Somers"]
        assert {citation["speaker"] for citation in answer["citations"]} == {"Bart Somers"}
        assert all(citation["quote"] in words for citation in answer["citations"])
        assert any("na het zomerreces" in citation["quote"] for citation in answer["citations"])
        assert any("onderzoeken" in citation["quote"] for citation in answer["citations"])

    refused = ask("what did Somers promise on nuclear energy?", "--index", index, "--json")
    assert refused.exit_code == 0
    refusal = document(refused.stdout)["refusal"]
    assert list(refusal) == ["reason", "searched", "nearest"]
    assert refusal["nearest"]
    assert all(citation["quote"] in words for citation in refusal["nearest"])


def test_one_document_goes_to_stdout_with_the_fields_of_the_contract(demo_index: Path) -> None:
    result = ask("what did Somers promise on SIBs?", "--index", str(demo_index), "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    answer = document(result.stdout)
    assert answer["question"] == "what did Somers promise on SIBs?"
    assert {"speakers", "period", "kind", "topic"} <= set(answer["understood"])
    assert all(list(citation) == CITATION for citation in answer["citations"])
    assert {n for sentence in answer["sentences"] for n in sentence["citations"]} == {
        citation["n"] for citation in answer["citations"]
    }


def test_without_a_language_model_its_fields_are_empty_and_asking_for_one_says_what_to_set(demo_index: Path) -> None:
    question = ["what did Somers promise on SIBs?", "--index", str(demo_index), "--json"]
    plain = document(ask(*question).stdout)
    assert [plain[name] for name in OF_THE_MODEL] == [None, [], None, []]
    for wish in ("--prose", "--translate"):
        result = ask(*question, wish)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == (
            "woordelijk: no language model is set: give model_url and model_name (docs/settings.md)\n"
        )


def test_a_refusal_is_an_answer_and_ends_well(demo_index: Path) -> None:
    result = ask("what did Somers promise on nuclear energy?", "--index", str(demo_index), "--json")
    assert result.exit_code == 0
    answer = document(result.stdout)
    assert (answer["sentences"], answer["citations"]) == ([], [])
    assert all(list(citation) == CITATION for citation in answer["refusal"]["nearest"])


def test_earlier_questions_are_given_oldest_first(demo_index: Path) -> None:
    history = ["--history", "What did Bothuyne ask?", "--history", "What did Somers promise on SIBs?"]
    result = ask("And when?", *history, "--index", str(demo_index), "--json")
    assert document(result.stdout)["understood"]["speakers"] == ["Bart Somers"]


def test_what_is_not_to_be_used_is_named_by_its_chip(demo_index: Path) -> None:
    question = ("what did Somers promise on SIBs in 2020?", "--index", str(demo_index), "--json")
    kept = document(ask(*question).stdout)["understood"]
    assert (kept["speakers"], kept["kind"]) == (["Bart Somers"], "promised")
    left = document(ask(*question, "--without", "speaker:Bart Somers", "--without", "kind").stdout)["understood"]
    assert (left["speakers"], left["kind"]) == ([], "said")
    assert left["period"] == ["2020-01-01", "2020-12-31"]
    assert "somers" in left["topic"].split()


def test_without_json_the_answer_is_for_people(demo_index: Path) -> None:
    result = ask("what did Somers promise on SIBs?", "--index", str(demo_index))
    assert result.exit_code == 0
    assert "Bart Somers (minister), on 7 July 2020:" in result.stdout
    with pytest.raises(json.JSONDecodeError):
        json.loads(result.stdout)


def test_without_an_index_the_demo_record_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    result = ask("what did Somers promise on SIBs?", "--json")
    assert document(result.stdout)["citations"][0]["doc_id"] == "vp-1411853"


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_what_cannot_be_done_is_one_line_on_stderr_and_exit_code_1(tmp_path: Path, as_json: list[str]) -> None:
    result = ask("what?", "--index", str(tmp_path / "none"), *as_json)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"woordelijk: {tmp_path / 'none'} holds no index.")
    assert result.stderr.count("\n") == 1


def test_a_wrong_setting_is_one_line_on_stderr_and_exit_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "many")
    result = ask("what?")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the environment: port must be" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["one", "two"], ["one", "--no-such"], ["one", "--index"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert ask(*arguments).exit_code == 2


def test_help_loads_none_of_the_libraries_behind_the_index() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from assistant.__main__ import app; "
        "print(CliRunner().invoke(app, ['ask', '--help']).exit_code, "
        "sorted({'torch', 'faiss', 'gradio', 'tantivy', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "0 []\n"


def test_asking_loads_nothing_that_reads_or_builds() -> None:
    code = (
        "import sys, assistant.opening, assistant.terminal; "
        "print(sorted({'pypdf', 'index.build', 'index.readers', 'index.commitments.finding'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"
