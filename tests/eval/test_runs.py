"""TREC run files: what is written is what is read."""

from pathlib import Path

import pytest

from eval.runs import RunError, read_run, write_run


def test_a_run_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    run = {"q1": [("a-1", 3.5), ("b-1", 0.25)], "q2": [("c-9", -1.0)]}
    write_run(tmp_path / "run.txt", run, tag="mine")
    assert read_run(tmp_path / "run.txt") == run


def test_lines_are_those_of_trec(tmp_path: Path) -> None:
    write_run(tmp_path / "run.txt", {"q1": [("a-1", 3.5), ("b-1", 0.25)]}, tag="mine")
    assert (tmp_path / "run.txt").read_text() == "q1 Q0 a-1 1 3.500000 mine\nq1 Q0 b-1 2 0.250000 mine\n"


def test_scores_that_do_not_fall_keep_their_order_for_tools_that_sort_by_score(tmp_path: Path) -> None:
    found = [("z", 0.5), ("y", 0.5), ("x", 0.7), ("w", 0.5000001), ("v", 0.1)]
    write_run(tmp_path / "run.txt", {"q": found}, tag="mine")
    lines = [line.split() for line in (tmp_path / "run.txt").read_text().splitlines()]
    assert [line[4] for line in lines] == ["0.500000", "0.499999", "0.499998", "0.499997", "0.100000"]
    assert [turn_id for turn_id, _ in read_run(tmp_path / "run.txt")["q"]] == ["z", "y", "x", "w", "v"]


def test_a_run_of_another_tool_is_ordered_by_score_then_by_rank(tmp_path: Path) -> None:
    (tmp_path / "run.txt").write_text("q Q0 a 2 0.1 t\nq Q0 b 3 0.9 t\nq Q0 c 1 0.1 t\n")
    assert [turn_id for turn_id, _ in read_run(tmp_path / "run.txt")["q"]] == ["b", "c", "a"]


def test_an_id_with_a_space_is_refused_because_the_format_cannot_hold_it(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="'a turn' has white space in it"):
        write_run(tmp_path / "run.txt", {"q": [("a turn", 1.0)]}, tag="mine")
    assert not (tmp_path / "run.txt").exists()


def test_a_malformed_line_or_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"none\.txt: there is no such file"):
        read_run(tmp_path / "none.txt")
    (tmp_path / "run.txt").write_text("q Q0 a 1 0.1 t\nq Q0 a first 0.1 t\n")
    with pytest.raises(RunError, match=r"run\.txt: line 2: 'query_id Q0 turn_id rank score tag'"):
        read_run(tmp_path / "run.txt")
