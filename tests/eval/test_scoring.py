"""From outcomes to figures, for four questions whose rankings can be read off the pool."""

import dataclasses
from collections.abc import Callable
from math import log2
from types import SimpleNamespace
from typing import Any

import pytest

from eval.gold import GoldSet
from eval.metrics import NAMES
from eval.outcomes import DEPTH, Outcome, ask_all
from eval.scoring import Evaluation, evaluate

Ask = Callable[[GoldSet], Evaluation]


@pytest.fixture
def asked(respondent: Any, documents: dict[str, str]) -> Ask:
    def ask(gold: GoldSet) -> Evaluation:
        return evaluate(gold, ask_all(respondent, gold.queries), documents, encoder="none", index="memory")

    return ask


def test_every_question_is_searched_and_answered_with_its_history(respondent: Any, gold: GoldSet) -> None:
    told: list[int] = []
    outcomes = ask_all(respondent, gold.queries, told.append)
    assert told == [1, 2, 3, 4]
    # "when does the bridge open": a-1 shares three words with it, b-1 and a-2 two each, in the order of the pool.
    assert outcomes[0].ranked == ["a-1", "a-2", "b-1"]
    assert outcomes[0].ranked_within == ["a-1", "a-2"]
    assert outcomes[0].shown == [("a-1", "the bridge will open")]
    assert outcomes[2].ranked == []
    assert outcomes[2].answer.refusal is not None
    # "much" after "the bridge": without its history, b-1 would not be found.
    assert outcomes[3].ranked == ["a-2", "a-1", "b-1"]
    assert outcomes[3].within is None
    assert all(outcome.search_time > 0 and outcome.answer_time > 0 for outcome in outcomes)


def test_a_turn_that_is_returned_twice_is_an_error_of_the_assistant(respondent: Any, gold: GoldSet) -> None:
    twice = SimpleNamespace(
        retrieve=lambda question, limit, sitting=None: respondent.retrieve(question, limit)[:1] * 2,
        ask=respondent.ask,
    )
    with pytest.raises(ValueError, match="question q1: 2 turns were found, 1 of them different"):
        ask_all(twice, gold.queries)


def test_the_limit_that_is_asked_for_is_twenty() -> None:
    assert DEPTH == 20


def test_figures_are_means_over_the_answerable_questions(asked: Ask, gold: GoldSet) -> None:
    everything = {group.name: group for group in asked(gold).groups}["all"]
    assert everything.questions == 3
    # q1 and q4 have their one turn first; q2 finds b-1 first and misses b-2 (of grades 2 and 1).
    assert everything.means["recall@5"] == pytest.approx((1 + 1 / 2 + 1) / 3)
    assert everything.means["recall@20"] == pytest.approx((1 + 1 / 2 + 1) / 3)
    assert everything.means["ndcg@10"] == pytest.approx((1 + 3 / (3 + 1 / log2(3)) + 1) / 3)
    assert everything.means["mrr"] == 1
    assert everything.means["hit@1"] == 1
    # q1 shows "will open" of "will open in June"; q2 shows words of another turn; q4 has no gold quote.
    assert everything.means["quote-hit@3"] == 1 / 2


def test_there_is_a_group_for_each_language_and_type_and_for_questions_about_one_document(
    asked: Ask, gold: GoldSet
) -> None:
    groups = {group.name: group for group in asked(gold).groups}
    assert {name: group.questions for name, group in groups.items()} == {
        "all": 3, "lang=en": 2, "lang=nl": 1, "type=followup": 1, "type=when": 2, "within": 2,
    }  # fmt: skip
    assert groups["lang=nl"].means["recall@5"] == 1 / 2
    assert groups["lang=en"].means["recall@5"] == 1
    assert groups["within"].means["recall@10"] == 3 / 4
    assert groups["within"].means["quote-hit@3"] is None


def test_there_is_no_group_within_where_no_question_names_its_document(asked: Ask, gold: GoldSet) -> None:
    whole = dataclasses.replace(gold, queries=tuple(dataclasses.replace(query, doc_id=None) for query in gold.queries))
    assert "within" not in [group.name for group in asked(whole).groups]


def test_questions_are_resampled_by_the_document_of_their_first_relevant_turn(asked: Ask, gold: GoldSet) -> None:
    evaluation = asked(gold)
    assert [score.document for score in evaluation.scores] == ["a", "b", "a"]
    groups = {group.name: group for group in evaluation.groups}
    assert groups["all"].intervals["recall@5"] == (0.5, 1.0)
    assert groups["lang=en"].intervals["recall@5"] is None


def test_refusal_figures_count_every_question(asked: Ask, gold: GoldSet) -> None:
    evaluation = asked(gold)
    assert evaluation.auroc == 1
    assert evaluation.refusal_f1 == 1


def test_the_json_document_has_the_names_that_other_programs_rely_on(asked: Ask, gold: GoldSet) -> None:
    document = asked(gold).to_json()
    assert list(document) == [
        "gold", "queries", "metrics", "ci95", "refusal", "latency_ms", "encoder", "index",
    ]  # fmt: skip
    assert (document["gold"], document["queries"]) == ("tiny", 4)
    assert (document["encoder"], document["index"]) == ("none", "memory")
    assert document["refusal"] == {"auroc": 1, "f1": 1}
    assert list(document["metrics"]) == list(document["ci95"])
    for group in document["metrics"]:
        assert tuple(document["metrics"][group]) == tuple(document["ci95"][group]) == NAMES
    assert document["ci95"]["all"]["recall@5"] == (0.5, 1.0)
    assert set(document["latency_ms"]) == {"search", "answer"}
    assert set(document["latency_ms"]["search"]) == {"p50", "p95"}


def test_without_unanswerable_questions_refusal_is_not_measured(asked: Ask, gold: GoldSet) -> None:
    answerable = dataclasses.replace(gold, queries=tuple(query for query in gold.queries if query.answerable))
    assert asked(answerable).to_json()["refusal"] == {"auroc": None, "f1": None}


def test_without_evidence_quotes_are_not_measured(asked: Ask, gold: GoldSet) -> None:
    document = asked(dataclasses.replace(gold, quotes={})).to_json()
    assert document["metrics"]["all"]["quote-hit@3"] is None
    assert document["ci95"]["all"]["quote-hit@3"] is None


def test_latency_is_given_in_milliseconds_at_two_percentiles(
    respondent: Any, gold: GoldSet, documents: dict[str, str]
) -> None:
    outcomes: list[Outcome] = [
        dataclasses.replace(outcome, search_time=seconds, answer_time=1.0)
        for outcome, seconds in zip(ask_all(respondent, gold.queries), (0.01, 0.02, 0.03, 0.04), strict=True)
    ]
    latency = evaluate(gold, outcomes, documents, encoder="", index="").latency_ms
    assert latency["search"]["p50"] == pytest.approx(25)
    assert latency["search"]["p95"] == pytest.approx(38.5)
    assert latency["answer"] == pytest.approx({"p50": 1000, "p95": 1000})
