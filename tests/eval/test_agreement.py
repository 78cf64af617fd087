"""The demo record gives the same turns from its directory and from PostgreSQL and Milvus."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.agreement import app
from tests.conftest import ROOT
from tests.milvus import MilvusServerForTests
from tests.postgres import Server


def test_the_demo_questions_have_the_same_turns_in_both(
    milvus: MilvusServerForTests, postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where the evaluator keeps its pools
    with postgresql.database() as url:
        gold = str(ROOT / "eval" / "gold" / "demo")
        done = CliRunner().invoke(app, [gold, "--store", url, "--milvus-url", milvus.url, "--every", "3"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["questions"] >= 20
    assert found["same_ten"] >= 0.98
    assert found["same_order"] >= 0.95
