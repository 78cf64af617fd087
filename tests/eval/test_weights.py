"""Fitting the weights: on examples reckoned by hand, and over a pool of four turns."""

from math import log2
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from assistant.retrieval import Weights, signal_names
from eval.listwise import Floats, Marked, fit, held_out
from eval.weights import Judged, by_group, judged, main, objective

SECOND = 1 / log2(3)
"""nDCG where the only relevant turn stands second."""


def weights(*values: float) -> Floats:
    return np.array(values)


def listed(signals: list[list[float]], group: str = "set nl") -> Marked:
    return Marked(group, "need", np.array(signals), np.zeros(len(signals)))


def example(group: str = "set nl") -> Judged:
    """The first signal speaks for the wrong turn, the second for the right one."""
    return Judged(["wrong", "right"], {"right": 2}, listed([[1.0, 0.0], [0.0, 1.0]], group))


def test_a_question_is_ranked_by_the_weighted_sum_of_its_signals() -> None:
    assert example().figures(weights(1.0, 0.5)) == pytest.approx((1.0, 1.0, SECOND))
    assert example().figures(weights(0.5, 1.0)) == pytest.approx((1.0, 1.0, 1.0))


def test_turns_alike_keep_their_order() -> None:
    assert example().figures(weights(1.0, 1.0))[2] == pytest.approx(SECOND)


def test_only_the_first_ten_count() -> None:
    turns = [f"t{n}" for n in range(12)]
    found = Judged(turns, {"t0": 1, "t6": 1, "t11": 1}, listed([[12.0 - n] for n in range(12)])).figures(weights(1.0))
    ideal = 1 + 1 / log2(3) + 1 / log2(4)
    assert found == pytest.approx((2 / 3, 1.0, (1 + 1 / log2(8)) / ideal))


def test_the_objective_is_the_mean_over_groups_whatever_their_size() -> None:
    last = Judged(["right"], {"right": 1}, listed([[1.0, 1.0]], "set en"))
    groups = by_group([example(), example(), example(), last], [weights(1.0, 0.5)] * 4)
    assert groups["set nl"] == pytest.approx([1.0, 1.0, SECOND])
    assert groups["set en"] == pytest.approx([1.0, 1.0, 1.0])
    assert objective(groups) == pytest.approx(2.5 - (1 - SECOND) / 2)


def test_each_question_is_ranked_by_its_own_weights() -> None:
    groups = by_group([example(), example()], [weights(1.0, 0.0), weights(0.0, 1.0)])
    assert groups["set nl"] == pytest.approx([1.0, 1.0, (1 + SECOND) / 2])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where the pool's index is kept


@pytest.mark.usefixtures("here")
def test_the_candidates_of_every_answerable_question_are_a_list_with_the_signals_that_retrieval_weighs(
    gold_folder: Path,
) -> None:
    questions = judged(gold_folder)
    assert [question.marked.group for question in questions] == ["tiny en", "tiny nl", "tiny en"]
    for question in questions:
        assert sorted(question.turns) == ["a-1", "a-2", "b-1", "b-2"]
        assert question.marked.signals.shape == (4, len(signal_names()))
    first, second, _ = questions
    assert first.grades == {"a-1": 2}
    assert dict(zip(first.turns, first.marked.gains.tolist(), strict=True)) == {"a-1": 3, "a-2": 0, "b-1": 0, "b-2": 0}
    assert dict(zip(second.turns, second.marked.gains.tolist(), strict=True)) == {
        "a-1": 0,
        "a-2": 0,
        "b-1": 3,
        "b-2": 1,
    }


@pytest.mark.usefixtures("here")
def test_a_question_in_several_languages_is_one_need(gold_folder: Path) -> None:
    queries, qrels = gold_folder / "queries.jsonl", gold_folder / "qrels.txt"
    for old, new in (("q1", "n1.en"), ("q2", "n1.nl")):
        queries.write_text(queries.read_text().replace(f'"{old}"', f'"{new}"'))
        qrels.write_text(qrels.read_text().replace(f"{old} ", f"{new} "))
    (gold_folder / "evidence.jsonl").unlink()
    assert [question.marked.need for question in judged(gold_folder)] == ["tiny n1", "tiny n1", "tiny q4"]


@pytest.mark.usefixtures("here")
def test_the_ablation_lists_every_signal_and_the_figures_of_every_group_on_questions_held_out(
    gold_folder: Path,
) -> None:
    app = typer.Typer()
    app.command()(main)
    result = CliRunner().invoke(app, [str(gold_folder), "--ablation"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.stdout.splitlines()]
    table = {row[0]: row[1:] for row in rows if row and row[0] in signal_names()}
    assert list(table) == signal_names()
    questions, force = judged(gold_folder), np.array([getattr(Weights(), name) for name in signal_names()])
    lists, every = [question.marked for question in questions], np.ones(len(force), dtype=bool)

    def outside(used: np.ndarray) -> float:
        return objective(by_group(questions, held_out(lists, used)))

    fitted = fit(lists, every)
    for at, (in_force, weight, without) in enumerate(table.values()):
        assert float(in_force) == pytest.approx(force[at], abs=6e-3)
        assert float(weight) > 0 or fitted[at] < 0.01
        left = every.copy()
        left[at] = False
        assert float(without) == pytest.approx(outside(left) - outside(every), abs=1e-4)
    printed = [" ".join(row) for row in rows]
    assert f"in force: objective {objective(by_group(questions, [force] * len(questions))):.4f}" in printed
    assert f"fitted: objective {objective(by_group(questions, [fitted] * len(questions))):.4f}" in printed
    assert f"fitted, on questions held out: objective {outside(every):.4f}" in printed
    assert {" ".join(row[:2]) for row in rows if row and row[0] == "tiny"} == {"tiny en", "tiny nl"}
