"""Many clients ask the API at once, and what is counted is what was asked."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.load import app, asked, served
from index.demo import build_demo
from index.errors import WoordelijkError

GOLD = Path("eval/gold/demo")


def test_every_question_is_asked_once_and_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    done = CliRunner().invoke(
        app, [str(GOLD), "--index", str(build_demo()), "--questions", "50", "--clients", "4", "--processes", "1"]
    )
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert (found["questions"], found["clients"], found["processes"]) == (50, 4, 1)
    assert found["per_second"] > 0
    assert 0 < found["ms"]["p50"] <= found["ms"]["p95"] <= found["ms"]["p99"]
    assert len(found["memory_mb"]) == 11
    assert min(found["memory_mb"]) > 50


def test_an_answer_that_is_none_is_told() -> None:
    with served(build_demo(), 1) as (port, process):
        assert len(asked(port, ["Wat zei Somers?"] * 3, 2)) == 3
        with pytest.raises(WoordelijkError, match=r"^422 for ''"):
            asked(port, [""], 1)
    assert process.poll() is not None


def test_a_server_that_does_not_start_is_told(tmp_path: Path) -> None:
    with pytest.raises(WoordelijkError, match="did not start"), served(tmp_path / "none", 1):
        pass
