"""The systems themselves, each in processes of its own, over four turns. Frameworks only where they are installed."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.bench.__main__ import app
from eval.bench.encoders import MINILM, OURS, folder_of
from eval.bench.measuring import CUT, WHOLE, Contender, limits_of, measure
from eval.bench.pool import Pool, write_pools
from eval.bench.systems import SYSTEMS, WOORDELIJK, missing
from eval.gold import GoldSet


@pytest.fixture
def pool(gold: GoldSet, tmp_path: Path) -> Pool:
    return write_pools(gold, 4, tmp_path)[1]


def test_every_framework_is_measured_with_the_transformer_and_with_our_encoder() -> None:
    dense = [name for name in SYSTEMS if name != "Haystack BM25"]
    assert sorted(CUT, key=str) == sorted((Contender(name, MINILM) for name in dense), key=str)
    others = [Contender(name, OURS) for name in dense if name != WOORDELIJK]
    assert sorted(WHOLE, key=str) == sorted([*others, Contender("Haystack BM25", None)], key=str)


def test_the_encoders_are_folders_that_a_framework_can_load() -> None:
    assert all((folder_of(encoder) / "modules.json").is_file() for encoder in (OURS, MINILM))


def test_this_system_is_indexed_and_searched_in_processes_of_its_own(
    pool: Pool, gold_folder: Path, tmp_path: Path
) -> None:
    told: list[str] = []
    (ours,) = measure([], pool, gold_folder, tmp_path, told.append)
    assert ours.search["found"]["q2"][0] == "b-1"  # it alone speaks of Sundays
    assert set(ours.search["found"]) == {"q1", "q2", "q3", "q4"}
    assert len(ours.search["times"]) == 4
    assert ours.build["disk"] == sum(file.stat().st_size for file in (tmp_path / "ours").rglob("*") if file.is_file())
    assert min(ours.build["peak"], ours.search["peak"]) > 30_000_000  # no Python with NumPy is smaller
    assert len(told) == 1
    limits = limits_of(pool, gold_folder, tmp_path)
    assert limits[0]["read"] == 4 * 256  # four passages of 256 components of one byte
    assert limits[2]["read"] % 512 == 0


@pytest.mark.parametrize("name", [name for name in SYSTEMS if name != WOORDELIJK])
def test_a_framework_finds_the_turn_that_has_the_words(
    name: str, pool: Pool, gold_folder: Path, tmp_path: Path
) -> None:
    if absent := missing():
        pytest.skip(f"needs the extra 'bench' ({', '.join(absent)})")
    _, theirs, _ = measure([Contender(name, OURS)], pool, gold_folder, tmp_path, lambda _: None)
    assert theirs.search["found"]["q2"][0] == "b-1"
    assert all(len(set(turns)) == len(turns) <= 4 for turns in theirs.search["found"].values())


def test_what_is_not_installed_is_said_in_one_line_with_how_to_install_it(gold_folder: Path) -> None:
    if not missing():
        pytest.skip("everything is installed")
    told = CliRunner().invoke(app, [str(gold_folder)])
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.count("\n") == 1
    assert "pip install -e '.[bench]'" in told.stderr
