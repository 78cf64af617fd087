"""Intervals: what is resampled, and how wide they come out."""

import random

import pytest

from eval.intervals import interval


def test_equal_figures_leave_no_doubt() -> None:
    assert interval([0.5] * 4, ["a", "a", "b", "c"]) == (0.5, 0.5)


def test_one_document_gives_no_interval() -> None:
    assert interval([0.0, 1.0, 1.0], ["a", "a", "a"]) is None
    assert interval([], []) is None


def test_two_documents_of_opposite_figures_span_everything() -> None:
    # Both draws are the same document in half of the resamples: means of 0, 0.5 and 1.
    assert interval([0.0, 1.0], ["a", "b"]) == (0.0, 1.0)


def test_the_same_figures_always_give_the_same_interval() -> None:
    figures, documents = [0.1, 0.9, 0.4, 0.7], ["a", "b", "c", "d"]
    assert interval(figures, documents) == interval(figures, documents)


def test_independent_figures_get_the_interval_that_theory_gives() -> None:
    draw = random.Random(3)
    figures = [float(draw.random() < 0.4) for _ in range(400)]
    mean = sum(figures) / 400
    half = 1.96 * (mean * (1 - mean) / 400) ** 0.5
    low, high = interval(figures, [str(number) for number in range(400)]) or (0, 0)
    assert low == pytest.approx(mean - half, abs=0.006)
    assert high == pytest.approx(mean + half, abs=0.006)


def test_questions_of_one_document_do_not_count_as_independent() -> None:
    # 200 questions in 10 documents, each document all right or all wrong.
    figures = [float(number // 20 < 5) for number in range(200)]
    by_document = interval(figures, [str(number // 20) for number in range(200)]) or (0, 0)
    by_question = interval(figures, [str(number) for number in range(200)]) or (0, 0)
    assert by_document[1] - by_document[0] > 3 * (by_question[1] - by_question[0])


def test_a_document_counts_by_the_number_of_its_questions() -> None:
    # The mean of every resample is 0, 0.9 or 1: never the mean of the documents' means, 0.5.
    low, high = interval([1.0] * 9 + [0.0], ["a"] * 9 + ["b"]) or (-1, -1)
    assert (low, high) == (0.0, 1.0)


def test_figures_and_documents_must_go_together() -> None:
    with pytest.raises(ValueError, match="2 figures for 1 documents"):
        interval([0.0, 1.0], ["a"])
