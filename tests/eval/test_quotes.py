"""Quotes made from a pool are what they are said to be, and are told apart."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.quotes import MadeQuote, QuoteMaker, QuoteOutcome, QuoteTable, app
from index.demo import record_folder
from index.readers import reader_for, walk


def demo_turns() -> list[tuple[str | None, str]]:
    sittings = [sitting for file in walk([record_folder()]) for sitting in reader_for(file).read(file)]
    return [(turn.speaker.name if turn.speaker else None, turn.text) for sitting in sittings for turn in sitting.turns]


ELSEWHERE = ["Op zee waait het vannacht hard genoeg om alle vlaggen van de boten te trekken, zegt de havenmeester."]


@pytest.fixture(scope="module")
def quotes() -> list[MadeQuote]:
    return QuoteMaker(demo_turns()).make(ELSEWHERE, each=8)


def test_each_quote_is_what_it_is_said_to_be(quotes: list[MadeQuote]) -> None:
    turns = [(speaker, " ".join(text.split())) for speaker, text in demo_turns()]
    for quote in quotes:
        holding = [speaker for speaker, text in turns if quote.words in text]
        match quote.verdict:
            case "verbatim":
                assert quote.said_by is None or quote.said_by in holding
            case "other speaker":
                assert holding
                assert quote.said_by not in holding
            case _:
                assert not holding
    assert [quote.verdict for quote in quotes[::8]] == ["verbatim", "altered", "stitched", "other speaker", "not found"]


def test_the_same_seed_makes_the_same_quotes(quotes: list[MadeQuote]) -> None:
    assert QuoteMaker(demo_turns()).make(ELSEWHERE, each=8) == quotes
    assert QuoteMaker(demo_turns(), seed=9).make(ELSEWHERE, each=8) != quotes


def test_the_table_counts_what_was_taken_for_what() -> None:
    quote = MadeQuote("a", None, "altered")
    table = QuoteTable((QuoteOutcome(quote, "altered", 0.1), QuoteOutcome(quote, "stitched", 0.1)))
    assert table.right == 0.5
    assert table.confusion() == {("altered", "altered"): 1, ("altered", "stitched"): 1}


@pytest.mark.shared
def test_of_200_quotes_from_a_real_pool_98_in_100_are_told_apart(shared: Path) -> None:
    done = CliRunner().invoke(app, [str(shared / "gold" / "vlaams-dev"), "--wrong"])
    assert done.exit_code == 0, done.output
    right = re.search(r"right: ([\d.]+)% of 200", done.output)
    assert right, done.output
    assert float(right[1]) >= 98, done.output


def test_a_corpus_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, [str(tmp_path), "--elsewhere", str(tmp_path / "none.xz")])
    assert done.exit_code == 2
