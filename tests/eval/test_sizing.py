"""Records of any size are made of real turns, and what is measured is what was run."""

import itertools
import json
import lzma
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.sizing.__main__ import app
from eval.sizing.processes import watched
from eval.sizing.records import drawn, passages_in, sittings, write
from index.errors import WoordelijkError


def line(doc: str, seq: int, text: str) -> dict[str, object]:
    return {"doc_id": doc, "turn_id": f"{doc}-{seq}", "seq": seq, "source": doc[0], "date": f"2024-03-0{doc[1]}",
            "title": f"Over {doc}", "speaker": f"Spreker {seq}", "text": text}  # fmt: skip


REAL = [
    [line("a1", 0, "De brug gaat open."), line("a1", 1, "De brug gaat dicht.")],
    [line("a2", 0, "De sluis lekt al een jaar."), line("a2", 1, "Dat klopt."), line("a2", 2, "Wij herstellen ze.")],
    [line("b1", 0, "Le pont est ouvert.")],
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "real.turns.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as written:
        written.writelines(json.dumps(one) + "\n" for lines in REAL for one in lines)
    return path


def test_sittings_are_read_whole_and_in_order(file: Path) -> None:
    assert list(sittings([file, file])) == [*REAL, *REAL]


def test_drawn_sittings_have_the_turns_of_their_source_under_ids_of_their_own() -> None:
    found = list(itertools.islice(drawn(REAL), 60))
    said = {(one["source"], one["speaker"], one["text"]) for lines in REAL for one in lines}
    assert {(one["source"], one["speaker"], one["text"]) for lines in found for one in lines} == said
    assert all(len({one["source"] for one in lines}) == 1 for lines in found)
    assert {(len(lines), lines[0]["title"]) for lines in found} == {(2, "Over a1"), (3, "Over a2"), (1, "Over b1")}
    ids = [one["turn_id"] for lines in found for one in lines]
    assert len(set(ids)) == len(ids)
    assert found == list(itertools.islice(drawn(REAL), 60))  # the same again


def test_passages_are_counted_as_they_will_about_be_cut() -> None:
    assert passages_in([line("a1", 0, "woord " * count) for count in (1, 110, 111, 221)]) == 1 + 1 + 2 + 3


@pytest.mark.parametrize(("wanted", "turns"), [(1, 2), (5, 5), (6, 6), (7, 8)])
def test_so_many_sittings_are_written_as_have_the_passages_wanted(tmp_path: Path, wanted: int, turns: int) -> None:
    chosen = itertools.chain(REAL, REAL)
    assert write(tmp_path / "turns", chosen, wanted)[0] == turns
    written = "".join(path.read_text(encoding="utf-8") for path in sorted((tmp_path / "turns").iterdir()))
    every = [one for lines in (*REAL, *REAL) for one in lines]
    assert [json.loads(row) for row in written.splitlines()] == every[:turns]


def test_a_command_is_watched_with_the_processes_that_it_starts(tmp_path: Path) -> None:
    held = "held = b'x' * 200_000_000; import time; time.sleep(1.5)"
    alone = watched([sys.executable, "-c", held], tmp_path)
    within = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {held!r}]); print('done')"
    started = watched([sys.executable, "-c", within], tmp_path)
    assert 200e6 < alone.memory < 280e6
    assert 200e6 < started.memory < 330e6
    assert 1.5 <= alone.seconds < 30
    assert started.output == "done\n"


def test_a_command_that_fails_is_told_with_its_last_line(tmp_path: Path) -> None:
    with pytest.raises(WoordelijkError, match="no room"):
        watched([sys.executable, "-c", "raise SystemExit('no room')"], tmp_path)


def test_the_command_measures_every_size(file: Path, tmp_path: Path) -> None:
    gold = Path("eval/gold/demo")
    out = tmp_path / "figures.json"
    done = CliRunner().invoke(app, [str(file), "--gold", str(gold), "--sizes", "6,40", "--json", str(out)])
    assert done.exit_code == 0, done.output
    small, large = json.loads(out.read_text(encoding="utf-8"))
    assert (small["turns"], small["real_share"], small["search"]) == (6, 1.0, "exact, 8 bits a component")
    assert large["turns"] >= 40
    assert large["real_share"] == round(6 / large["turns"], 3)
    assert small["nearest_recall@10"] == large["nearest_recall@10"] == 1.0
    assert small["questions"] > 0
    assert 0 < small["ask_ms"]["p50"] <= small["ask_ms"]["p95"]
