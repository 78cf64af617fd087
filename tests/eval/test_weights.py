"""Fitting the weights: on examples reckoned by hand, and over a pool of four turns."""

from math import log2
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from assistant.retrieval import Weights, signal_names
from eval.weights import Floats, Judged, by_group, fit, judged, main, objective

SECOND = 1 / log2(3)
"""nDCG where the only relevant turn stands second."""


def weights(*values: float) -> Floats:
    return np.array(values)


def example(group: str = "set nl") -> Judged:
    """The first signal speaks for the wrong turn, the second for the right one."""
    return Judged(group, ["wrong", "right"], np.array([[1.0, 0.0], [0.0, 1.0]]), {"right": 2})


def test_a_question_is_ranked_by_the_weighted_sum_of_its_signals() -> None:
    assert example().figures(weights(1.0, 0.5)) == pytest.approx((1.0, 1.0, SECOND))
    assert example().figures(weights(0.5, 1.0)) == pytest.approx((1.0, 1.0, 1.0))


def test_turns_alike_keep_their_order() -> None:
    assert example().figures(weights(1.0, 1.0))[2] == pytest.approx(SECOND)


def test_only_the_first_ten_count() -> None:
    turns = [f"t{n}" for n in range(12)]
    signals = np.arange(12, 0, -1, dtype=float).reshape(-1, 1)
    found = Judged("g", turns, signals, {"t0": 1, "t6": 1, "t11": 1}).figures(weights(1.0))
    ideal = 1 + 1 / log2(3) + 1 / log2(4)
    assert found == pytest.approx((2 / 3, 1.0, (1 + 1 / log2(8)) / ideal))


def test_the_objective_is_the_mean_over_groups_whatever_their_size() -> None:
    last = Judged("set en", ["right"], np.array([[1.0, 1.0]]), {"right": 1})
    questions = [example(), example(), example(), last]
    groups = by_group(questions, weights(1.0, 0.5))
    assert groups["set nl"] == pytest.approx([1.0, 1.0, SECOND])
    assert groups["set en"] == pytest.approx([1.0, 1.0, 1.0])
    assert objective(questions, weights(1.0, 0.5)) == pytest.approx(2.5 - (1 - SECOND) / 2)


def test_fitting_finds_weights_that_put_the_right_turn_first() -> None:
    begin = weights(1.0, 0.5)
    fitted = fit(begin, lambda tried: objective([example()], tried))
    assert objective([example()], fitted) == pytest.approx(2.5)
    assert fitted[1] > fitted[0]
    assert begin.tolist() == [1.0, 0.5]


def test_fitting_begins_a_weight_that_is_nothing_and_can_turn_one_round() -> None:
    assert fit(weights(0.0), lambda tried: float(tried[0] > 0)).tolist()[0] > 0
    assert fit(weights(1.0), lambda tried: float(tried[0] < 0)).tolist() == [-1.0]


def test_fitting_leaves_weights_as_they_are_where_nothing_gains() -> None:
    assert fit(weights(0.3, 0.7), lambda tried: 1.0).tolist() == [0.3, 0.7]


def test_fitting_does_not_end_below_where_it_began() -> None:
    def value(tried: Floats) -> float:
        return -float(((tried - weights(0.9, -0.4, 3.0)) ** 2).sum())

    begin = weights(1.0, 0.5, 1.0)
    fitted = fit(begin, value)
    assert value(fitted) > value(begin)
    assert fitted[0] == pytest.approx(0.9)
    assert fitted[1] < 0
    assert fitted[2] > 2


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where the pool's index is kept


@pytest.mark.usefixtures("here")
def test_the_signals_of_every_answerable_question_are_those_that_retrieval_weighs(gold_folder: Path) -> None:
    questions = judged(gold_folder)
    assert [question.group for question in questions] == ["tiny en", "tiny nl", "tiny en"]
    for question in questions:
        assert sorted(question.turns) == ["a-1", "a-2", "b-1", "b-2"]
        assert question.signals.shape == (4, len(signal_names()))
    assert questions[0].grades == {"a-1": 2}


@pytest.mark.usefixtures("here")
def test_the_ablation_lists_every_signal_at_the_weight_in_force_and_the_figures_of_every_group(
    gold_folder: Path,
) -> None:
    app = typer.Typer()
    app.command()(main)
    result = CliRunner().invoke(app, [str(gold_folder), "--ablation"])
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.stdout.splitlines()]
    listed = {row[0]: row[1:] for row in rows if row and row[0] in signal_names()}
    assert list(listed) == signal_names()
    questions, force = judged(gold_folder), np.array([getattr(Weights(), name) for name in signal_names()])
    whole = objective(questions, force)
    for at, (weight, without, alone) in enumerate(listed.values()):
        assert float(weight) == pytest.approx(force[at], abs=6e-4)
        left = force.copy()
        left[at] = 0.0
        assert float(without) == pytest.approx(objective(questions, left) - whole, abs=1e-4)
        assert float(alone) == pytest.approx(objective(questions, force - left), abs=1e-4)
    assert ["objective", f"{whole:.4f}"] in rows
    assert {" ".join(row[:2]) for row in rows if row and row[0] == "tiny"} == {"tiny en", "tiny nl"}
