"""The benchmark's figures, reckoned by hand: ratios to the runs beside, medians, metrics, and the limit."""

import io
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from eval.bench.encoders import MINILM
from eval.bench.figures import Row, rows
from eval.bench.limit import Limit, bandwidth
from eval.bench.measuring import US, Contender, Measured, alternating
from eval.bench.pool import Pool
from eval.bench.table import WIDTH, print_limits, print_systems
from eval.gold import GoldSet

OTHER, THIRD = Contender("LangChain + FAISS", MINILM), Contender("Haystack BM25", None)
POOL = Pool(Path("pool.jsonl"), 4, frozenset({"q1", "q2", "q3"}))


def measured(contender: Contender, seconds: float, times: list[float], found: dict[str, list[str]]) -> Measured:
    build: dict[str, Any] = {"seconds": seconds, "disk": 2_000_000, "peak": int(seconds * 10**6)}
    return Measured(contender, build, {"opened": 1.5, "times": times, "found": found, "peak": 5 * 10**6})


@pytest.fixture
def found(gold: GoldSet) -> list[Row]:
    best = {"q1": ["a-1"], "q2": ["b-1", "b-2"], "q3": []}
    half = {"q1": ["b-2", "a-1"], "q2": ["b-2"], "q3": ["a-1"]}
    order = [
        measured(US, 2.0, [0.1, 0.2], best),
        measured(OTHER, 90.0, [0.5, 0.5], half),
        measured(US, 4.0, [0.3, 0.4], best),
        measured(THIRD, 5.0, [0.5, 0.5], half),
        measured(US, 6.0, [0.5, 0.6], best),
    ]
    return rows(order, POOL, gold)


def test_ours_is_measured_before_and_after_every_other() -> None:
    assert alternating([OTHER, THIRD]) == [US, OTHER, US, THIRD, US]
    assert alternating([]) == [US]


def test_a_ratio_is_to_the_mean_of_the_two_runs_of_ours_beside_it(found: list[Row]) -> None:
    assert [(row.system, row.slower) for row in found] == [
        ("Woordelijk", 1.0),
        ("LangChain + FAISS", 90 / 3),
        ("Haystack BM25", 5 / 5),
    ]


def test_ours_is_the_median_of_its_runs_with_the_highest_of_its_peaks(found: list[Row]) -> None:
    ours = found[0]
    assert (ours.runs, ours.index, ours.index_peak, ours.opened) == (3, 4.0, 6 * 10**6, 1.5)
    assert (ours.p50, ours.p95) == (pytest.approx(0.35), pytest.approx(0.575))  # of .1 .2 .3 .4 .5 .6, linear


def test_quality_counts_the_answerable_questions_that_were_asked(found: list[Row]) -> None:
    # q1: its one turn first, or second (1 / log2(3)). q2: grades 2 and 1 in order, or the lesser alone.
    second, ideal = 0.63093, 3 + 0.63093
    assert [row.questions for row in found] == [2, 2, 2]
    assert (found[0].recall, found[0].ndcg) == (1.0, 1.0)
    assert (found[1].recall, found[1].ndcg) == (0.75, pytest.approx((second + 1 / ideal) / 2, abs=1e-5))


def test_the_limit_is_bytes_over_bandwidth_and_the_ratio_time_over_limit() -> None:
    limit = Limit("a search", read=20_000_000, bandwidth=10e9, seconds=0.005)
    assert (limit.least, limit.ratio) == (pytest.approx(0.002), pytest.approx(2.5))


def test_memory_is_read_faster_than_a_disk_and_slower_than_no_memory_at_all() -> None:
    assert 10**8 < bandwidth(streamed=2**24, times=3) < 10**13


def test_tables_are_markdown_that_can_be_kept(found: list[Row]) -> None:
    written = io.StringIO()
    console = Console(file=written, width=WIDTH)
    print_systems(found, console)
    print_limits([Limit("a search", 20_000_000, 10e9, 0.005)], console)
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in written.getvalue().split("\n")]
    assert ["4", "LangChain + FAISS", "all-MiniLM-L6-v2", "90.0", "22500.00", "30.0", "2.0", "90", "5", "1.5", "500.0",
            "500.0", ".750", ".453"] in lines  # fmt: skip
    assert ["4", "Woordelijk", "woordelijk-static", "4.0", "1000.00", "1.0", "2.0", "6", "5", "1.5", "350.0", "575.0",
            "1.000", "1.000"] in lines  # fmt: skip
    assert ["a search", "20.0", "10.0", "2.00", "5.00", "2.5"] in lines
