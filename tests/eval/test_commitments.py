"""``python -m eval.commitments``: what counts as found, and what counts neither way."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eval.commitments import Marked, Span, app, same_deadline
from tests.index.conftest import turn


def span(start: int, end: int, strength: str = "firm", deadline: str | None = None, page: str = "p1") -> Span:
    return Span(page, f"{page}-0", start, end, "", strength, deadline)


def marked(gold: Sequence[Span], found: Sequence[Span], borderline: Sequence[Span] = ()) -> Marked:
    return Marked(gold, borderline, found)


def test_found_and_gold_match_when_they_share_a_character_of_the_same_turn() -> None:
    one = marked([span(0, 10), span(20, 30)], [span(9, 15), span(30, 35), span(0, 10, page="p2")])
    scores = one.scores("firm")
    assert (scores.found, scores.right, scores.gold, scores.recalled) == (3, 1, 2, 1)
    assert (scores.precision, scores.recall, scores.f1) == (pytest.approx(1 / 3), 0.5, 0.4)


def test_of_the_wrong_strength_is_not_found_except_as_any() -> None:
    one = marked([span(0, 10, "firm")], [span(0, 10, "weak")])
    assert (one.scores("firm").recall, one.scores("firm").precision) == (0.0, None)
    assert (one.scores("weak").recall, one.scores("weak").precision) == (None, 0.0)
    assert (one.scores("any").recall, one.scores("any").precision) == (1.0, 1.0)


def test_a_borderline_span_counts_neither_way() -> None:
    one = marked([span(0, 10)], [span(0, 10), span(20, 30)], [span(25, 26)])
    assert (one.scores("firm").found, one.scores("firm").precision) == (1, 1.0)
    assert one.false_alarms("firm") == []


def test_a_span_that_matches_gold_counts_though_it_is_borderline_as_well() -> None:
    one = marked([span(0, 10)], [span(0, 30)], [span(20, 30)])
    assert one.scores("firm").right == 1


def test_deadlines_are_compared_where_the_commitment_was_found() -> None:
    gold = [span(0, 10, deadline="eind juni"), span(20, 30, deadline="snel"), span(40, 50), span(60, 70, deadline="nu")]
    found = [span(0, 10, deadline="tegen eind juni"), span(20, 30), span(40, 50, deadline="in 2026")]
    assert marked(gold, found).deadlines() == (2, 1, 1, 1)
    assert marked(gold, found).dated() == 3


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("tegen de zomer", "tegen de zomer van dit jaar", True),
        ("tegen de zomer", "na de winter", False),
        ("binnenkort", "zeer binnenkort", True),
        ("dit jaar", "in de loop van volgend jaar", False),
    ],
)
def test_two_phrases_are_one_deadline_when_they_share_half_of_the_words_of_either(
    gold: str, found: str, same: bool
) -> None:
    assert same_deadline(gold, found) is same


def test_a_page_left_out_takes_its_spans_with_it() -> None:
    one = marked([span(0, 10), span(0, 10, page="p2")], [span(0, 10)])
    assert one.without("p2").scores("firm").recall == 1.0


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two pages, one of which was read: three firm spans marked, two of which the rules know."""
    text = (
        "Ik zal de cijfers bezorgen. We gaan de premie tegen 1 juli verhogen. Vertrouw mij. Uw voorstel nemen we mee."
    )
    minister = {"role": "minister", "date": "2024-03-01"}
    lines = [turn(page, 0, text, "Jo Maes", **minister) for page in ("p1", "p2")]
    (tmp_path / "pool.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    folder = tmp_path / "gold"
    folder.mkdir()
    quotes = ["Ik zal de cijfers bezorgen.", "de premie tegen 1 juli verhogen", "Vertrouw mij."]
    rows = [{"turn_id": "p1-0", "quote": quote, "strength": "firm", "deadline": None} for quote in quotes]
    rows[1]["deadline"] = "tegen 1 juli"
    (folder / "pages.json").write_text('["p1"]', encoding="utf-8")
    (folder / "commitments.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "borderline.jsonl").write_text(
        json.dumps({"turn_id": "p1-0", "quote": "Uw voorstel nemen we mee.", "reason": "?"}) + "\n", encoding="utf-8"
    )
    return folder


def run(gold: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [str(gold), "--corpus", str(gold.parent / "pool.jsonl"), *arguments])


def test_the_figures_are_one_json_document(gold: Path) -> None:
    result = run(gold, "--json", "-")
    figures = json.loads(result.stdout)
    firm = figures["firm"]
    assert (figures["pages"], firm["gold"], firm["recalled"], firm["found"], firm["precision"]) == (1, 3, 2, 2, 1.0)
    assert (figures["any"]["found"], figures["deadlines"]["accuracy"]) == (2, 1.0)


def test_what_was_missed_is_shown_when_asked(gold: Path) -> None:
    shown = run(gold, "--verbose").stdout
    assert "firm, missed: p1-0: Vertrouw mij." in shown
    assert "false alarm" not in shown


def test_a_quote_that_does_not_stand_in_the_pool_is_one_line_on_stderr(gold: Path) -> None:
    (gold / "borderline.jsonl").write_text('{"turn_id": "p1-0", "quote": "Nooit gezegd."}\n', encoding="utf-8")
    result = run(gold)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_a_folder_without_its_files_is_one_line_on_stderr(gold: Path) -> None:
    (gold / "pages.json").unlink()
    assert (run(gold).exit_code, run(gold).stderr.count("\n")) == (1, 1)


@pytest.mark.shared
def test_firm_commitments_and_their_deadlines_are_found_as_well_as_is_asked(shared: Path) -> None:
    result = CliRunner().invoke(app, [str(shared / "gold" / "commitments-dev"), "--json", "-"])
    figures = json.loads(result.stdout)
    assert figures["pages"] == 12
    assert figures["firm"]["recall"] >= 0.85
    assert figures["firm"]["precision"] >= 0.80
    assert figures["deadlines"]["accuracy"] >= 0.85
