"""Every metric against figures reckoned by hand, and the rankings' metrics against ranx."""

from math import log2

import numpy as np
import pytest
import ranx

from eval.gold import GoldQuote
from eval.metrics import NAMES, RANKING, auroc, hit, ndcg, quote_hit, recall, reciprocal_rank, refusal_f1

RANKED = ["x", "a", "y", "b", "c"]
GRADES = {"a": 1, "b": 2, "z": 2, "x": 0}


def test_the_metrics_are_those_of_the_contract_in_its_order() -> None:
    assert NAMES == (
        "recall@5", "recall@10", "recall@20", "ndcg@10", "mrr", "hit@1", "hit@5", "quote-hit@3",
    )  # fmt: skip


@pytest.mark.parametrize(("k", "expected"), [(1, 0), (2, 1 / 3), (3, 1 / 3), (4, 2 / 3), (20, 2 / 3)])
def test_recall_is_the_share_of_the_relevant_turns_among_the_first_k(k: int, expected: float) -> None:
    assert recall(RANKED, GRADES, k) == pytest.approx(expected)


def test_recall_is_not_capped_where_more_turns_are_relevant_than_k() -> None:
    grades = {str(number): 1 for number in range(8)}
    assert recall(list(grades), grades, 5) == 5 / 8


def test_ndcg_gains_three_for_grade_two_and_one_for_grade_one_discounted_by_the_rank() -> None:
    found = 1 / log2(3) + 3 / log2(5)
    ideal = 3 / log2(2) + 3 / log2(3) + 1 / log2(4)
    assert ndcg(RANKED, GRADES, 10) == pytest.approx(found / ideal)


def test_ndcg_at_k_cuts_both_the_ranking_and_the_ideal() -> None:
    assert ndcg(RANKED, GRADES, 2) == pytest.approx((1 / log2(3)) / (3 + 3 / log2(3)))


def test_ndcg_is_one_for_the_ideal_order_and_less_for_any_other() -> None:
    assert ndcg(["z", "b", "a"], GRADES, 10) == 1
    assert ndcg(["z", "a", "b"], GRADES, 10) < 1


def test_the_reciprocal_rank_is_that_of_the_first_relevant_turn() -> None:
    assert reciprocal_rank(RANKED, GRADES) == 1 / 2
    assert reciprocal_rank(["x", "y"], GRADES) == 0
    assert reciprocal_rank([*"1234567890123456789", "z"], GRADES) == 1 / 20


def test_a_hit_needs_one_relevant_turn_among_the_first_k() -> None:
    assert [hit(RANKED, GRADES, k) for k in (1, 2, 5)] == [0, 1, 1]


def test_a_question_without_a_relevant_turn_has_no_ranking_metric() -> None:
    for metric in RANKING.values():
        with pytest.raises(ValueError, match="without a relevant turn"):
            metric(["x"], {"x": 0})


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ([("t", "we open it in June")], 1),  # all three words
        ([("t", "OPEN in")], 1),  # two of three
        ([("t", "June")], 0),  # one of three
        ([("t", "june june june")], 0),  # a word counts as often as the gold quote has it
        ([("u", "open in June")], 0),  # the words of another turn
        ([("u", "a"), ("u", "b"), ("t", "in June")], 1),  # third
        ([("u", "a"), ("u", "b"), ("u", "c"), ("t", "open in June")], 0),  # fourth
        ([], 0),  # a refusal
    ],
)
def test_a_quote_hit_needs_half_of_the_gold_words_in_one_of_the_first_three(
    shown: list[tuple[str, str]], expected: float
) -> None:
    assert quote_hit(shown, [GoldQuote("t", "open in June")], k=3) == expected


def test_exactly_half_of_the_words_is_an_overlap() -> None:
    assert quote_hit([("t", "one two six")], [GoldQuote("t", "one two three four")], k=3) == 1


def test_capitals_diacritics_and_punctuation_do_not_matter_to_an_overlap() -> None:
    assert quote_hit([("t", "Het geïnde Één!")], [GoldQuote("t", "geinde, een")], k=3) == 1


def test_a_word_that_the_gold_quote_repeats_must_be_shown_as_often() -> None:
    gold = [GoldQuote("t", "no no no yes")]
    assert quote_hit([("t", "no")], gold, k=3) == 0
    assert quote_hit([("t", "no, no")], gold, k=3) == 1


def test_each_gold_quote_is_compared_by_itself() -> None:
    gold = [GoldQuote("t", "one two three four"), GoldQuote("t", "five six seven eight")]
    assert quote_hit([("t", "one five")], gold, k=3) == 0
    assert quote_hit([("t", "five six")], gold, k=3) == 1


def test_auroc_counts_pairs_in_order_and_half_of_the_ties() -> None:
    # Six pairs: .9 beats both, .5 beats .2 and ties .5, .1 beats none.
    assert auroc([0.9, 0.5, 0.1], [0.5, 0.2]) == pytest.approx(3.5 / 6)
    assert auroc([1.0], [0.0]) == 1
    assert auroc([0.0], [1.0]) == 0


def test_auroc_is_not_measured_without_questions_of_both_kinds() -> None:
    assert auroc([0.4], []) is None
    assert auroc([], [0.4]) is None


def test_the_refusal_f1_takes_refused_as_positive() -> None:
    # Two of three unanswerable questions refused, one answerable question refused: P = 2/3, R = 2/3.
    refused = [True, True, False, True, False]
    unanswerable = [True, True, True, False, False]
    assert refusal_f1(refused, unanswerable) == pytest.approx(2 / 3)
    assert refusal_f1([False, True], [True, False]) == 0


def test_the_refusal_f1_is_not_measured_where_everything_has_an_answer() -> None:
    assert refusal_f1([True, False], [False, False]) is None


def test_ranx_finds_the_same_figures_for_random_judgements_and_rankings() -> None:
    # As arrays of (turn, grade) and (turn, score), best first: to read dictionaries ranx compiles for long.
    draw = np.random.default_rng(7)
    grades = draw.choice([0, 1, 2], size=(40, 60), p=[0.8, 0.1, 0.1])
    best_first = np.argsort(-grades, axis=1)
    qrels = np.stack([best_first, np.take_along_axis(grades, best_first, axis=1)], axis=2)
    found = draw.permuted(np.tile(np.arange(60), (40, 1)), axis=1)[:, :20]
    run = np.stack([found, np.broadcast_to(np.arange(20, 0, -1), found.shape)], axis=2)
    theirs = {name: name for name in RANKING}
    theirs |= {"ndcg@10": "ndcg_burges@10", "hit@1": "hit_rate@1", "hit@5": "hit_rate@5"}
    expected = ranx.evaluate(qrels, run, list(theirs.values()), return_mean=False)
    for name, metric in RANKING.items():
        ours = [
            metric([str(turn) for turn in ranked], {str(turn): int(grade) for turn, grade in enumerate(judged)})
            for ranked, judged in zip(found, grades, strict=True)
        ]
        assert ours == pytest.approx(expected[theirs[name]].tolist(), abs=1e-9), name
