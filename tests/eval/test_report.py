"""The terminal table and the page: what they show, and that the page needs nothing but itself."""

import dataclasses
import io
import re
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from eval.gold import GoldSet
from eval.outcomes import ask_all
from eval.report import figure, print_tables, span, worst, write_report
from eval.scoring import Evaluation, evaluate


@pytest.fixture
def evaluation(respondent: Any, gold: GoldSet, documents: dict[str, str]) -> Evaluation:
    return evaluate(gold, ask_all(respondent, gold.queries), documents, encoder="none", index="memory")


@pytest.fixture
def page(evaluation: Evaluation, tmp_path: Path) -> str:
    write_report(evaluation, tmp_path / "report.html")
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def _printed(evaluation: Evaluation, width: int = 80) -> list[str]:
    stream = io.StringIO()
    print_tables(evaluation, Console(file=stream, width=width))
    return stream.getvalue().splitlines()


def test_figures_are_short_and_what_was_not_measured_is_a_dash() -> None:
    assert [figure(value) for value in (0.5, 1.0, 0.0, None)] == [".500", "1.00", ".000", "-"]
    assert [span(ends) for ends in ((0.514, 1.0), None)] == [".51–1.00", "-"]


def test_the_table_has_a_line_for_every_group_and_fits_eighty_columns(evaluation: Evaluation) -> None:
    lines = _printed(evaluation)
    for group in evaluation.groups:
        (line,) = [line for line in lines if line.startswith(f"{group.name} ")]
        assert line.split()[1] == str(group.questions)
        assert line.split()[2] == figure(group.means["recall@5"])
    assert ".50–1.00" in next(line for line in lines if line.startswith("all "))
    assert max(map(len, lines)) <= 80


def test_refusal_is_told_only_where_it_was_measured(evaluation: Evaluation) -> None:
    assert "refusal: AUROC 1.00, F1 1.00 (1 of 4 questions have no answer in the pool)" in _printed(evaluation)
    without = dataclasses.replace(evaluation, auroc=None, refusal_f1=None)
    assert not any("refusal" in line for line in _printed(without))


def test_the_page_asks_for_nothing_outside_itself_and_runs_nothing(page: str) -> None:
    assert "http" not in page
    assert not re.search(r"<(script|img|iframe|object|embed|base|form)\b", page)
    assert re.findall(r'(?:src|href)="([^"]*)"', page) == ["data:,"]
    assert not re.search(r"url\(|@import", page)


def test_the_page_holds_every_figure_of_the_table(evaluation: Evaluation, page: str) -> None:
    for group in evaluation.groups:
        cells = [figure(value) for value in group.means.values()]
        cells.insert(2, span(group.intervals["recall@10"]))
        row = f"<tr><td>{group.name}</td><td>{group.questions}</td>" + "".join(f"<td>{cell}</td>" for cell in cells)
        assert row in page


def test_the_page_follows_the_readers_choice_of_light_or_dark_and_fits_a_phone(page: str) -> None:
    assert "prefers-color-scheme: dark" in page
    assert "width=device-width" in page


def test_words_of_questions_and_of_the_record_are_escaped(evaluation: Evaluation, tmp_path: Path) -> None:
    score = evaluation.scores[1]
    query = dataclasses.replace(score.outcome.query, text="<b>Sundays</b> http://example.org")
    first = score.outcome.found[0]
    turn = dataclasses.replace(first.turn, text="<script>alert(1)</script>")
    outcome = dataclasses.replace(
        score.outcome, query=query, found=(dataclasses.replace(first, turn=turn), *score.outcome.found[1:])
    )
    changed = dataclasses.replace(evaluation, scores=[dataclasses.replace(score, outcome=outcome)])
    write_report(changed, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Sundays&lt;/b&gt; http://example.org" in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page


def test_the_worst_questions_come_first_and_perfect_ones_not_at_all(evaluation: Evaluation, page: str) -> None:
    assert [score.outcome.query.id for score in worst(evaluation.scores)] == ["q2"]
    assert "Sundays bibliotheek" in page
    assert "first relevant turn at rank 1" in page
    assert "when does the bridge open" not in page


def test_the_histogram_counts_questions_by_the_rank_of_their_first_relevant_turn(
    evaluation: Evaluation, page: str
) -> None:
    assert [score.rank for score in evaluation.scores] == [1, 1, 1]
    assert "First relevant turn at rank 1: 3 questions; not among 20: 0" in page


def test_answerability_is_drawn_only_where_something_is_unanswerable(
    evaluation: Evaluation, page: str, tmp_path: Path
) -> None:
    assert "Answerability score" in page
    write_report(dataclasses.replace(evaluation, auroc=None, refusal_f1=None), tmp_path / "report.html")
    assert "Answerability score" not in (tmp_path / "report.html").read_text(encoding="utf-8")
