"""The pools of the benchmark: what a cut keeps, and which questions can be asked of it."""

import json
import lzma
from pathlib import Path

import pytest

from eval.bench.base import PoolTurn, asked, first_turns, read_turns
from eval.bench.pool import cut, write_pools
from eval.gold import GoldError, GoldSet, Query, load_gold

ROWS = [
    json.dumps({"turn_id": turn_id, "doc_id": turn_id[0]}) for turn_id in ("a1", "a2", "b1", "c1", "c2", "c3", "d1")
]


def turns_of(rows: list[str]) -> list[str]:
    return [json.loads(row)["turn_id"] for row in rows]


@pytest.mark.parametrize(
    ("turns", "kept"),
    [
        (7, ["a1", "a2", "b1", "c1", "c2", "c3", "d1"]),
        (6, ["a1", "a2", "b1", "c1", "c2", "c3"]),
        (4, ["b1", "c1", "c2", "c3"]),  # c is judged; a does not fit beside it, b does
        (3, ["c1", "c2", "c3"]),
        (2, ["a1", "a2"]),  # c does not fit
    ],
)
def test_a_cut_keeps_whole_documents_the_judged_ones_first_in_the_order_of_the_pool(
    turns: int, kept: list[str]
) -> None:
    assert turns_of(cut(ROWS, {"c2"}, turns)) == kept


def test_a_question_is_asked_of_a_pool_only_if_all_turns_judged_for_it_are_there(gold: GoldSet, tmp_path: Path) -> None:
    # Of two turns, document a fits alone: q1 and q3 (no judgements) can be asked; q4 was also judged for b-2.
    small, whole = write_pools(gold, 2, tmp_path)
    assert (small.turns, small.questions) == (2, {"q1", "q3"})
    assert (whole.turns, whole.questions) == (4, {"q1", "q2", "q3", "q4"})
    assert whole.file.read_text(encoding="utf-8").splitlines() == gold.corpus.read_text(encoding="utf-8").splitlines()  # type: ignore[union-attr]


def test_a_pool_too_small_for_any_answer_is_refused(gold: GoldSet, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no question can be answered from 0 turns"):
        write_pools(gold, 1, tmp_path)


def test_a_set_without_a_pool_is_refused(gold_folder: Path, tmp_path: Path) -> None:
    (gold_folder / "corpus.jsonl").unlink()
    with pytest.raises(GoldError, match="brings no pool"):
        write_pools(load_gold(gold_folder), 4, tmp_path)


def test_a_compressed_pool_is_the_same_pool(gold_folder: Path, tmp_path: Path) -> None:
    plain = gold_folder / "corpus.jsonl"
    lines = plain.read_text(encoding="utf-8").splitlines()
    with lzma.open(gold_folder / "corpus.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    plain.unlink()
    _, whole = write_pools(load_gold(gold_folder), 4, tmp_path)
    assert whole.file.read_text(encoding="utf-8").splitlines() == lines


def test_a_turn_is_read_with_title_speaker_and_party_above_its_words(tmp_path: Path) -> None:
    pool = tmp_path / "pool.jsonl"
    rows = [
        {"turn_id": "1", "title": "Bridges", "speaker": "Ann Example", "party": "P", "text": "It opens in June."},
        {"turn_id": "2", "text": "Indeed."},
    ]
    pool.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert list(read_turns(pool)) == [
        PoolTurn("1", "Bridges\nAnn Example (P)\nIt opens in June."),
        PoolTurn("2", "Indeed."),
    ]


def test_a_turn_has_the_rank_of_its_first_piece() -> None:
    assert first_turns(["b", "a", "b", "c", "a", "d"], 3) == ["b", "a", "c"]


def test_a_question_is_asked_after_the_earlier_ones_of_its_conversation() -> None:
    assert asked(Query("q", "And when?", "en", "when", True, ("The bridge?", "What does it cost?"))) == (
        "The bridge? What does it cost? And when?"
    )
