"""An intervention's questions, each with the passages of the reply that may answer it, or none."""

import itertools
import json

import pytest

from assistant.answer import Filters
from assistant.answering.replies.intervention import Intervention
from assistant.answering.replies.pairing import MOST_CANDIDATES
from assistant.assistant import Assistant
from assistant.errors import RepliesError
from tests.assistant.conftest import assert_verbatim


def whole(assistant: Assistant, turn_id: str) -> Intervention:
    found = assistant.replies(turn_id)
    assert found is not None
    return found


def best(found: Intervention) -> list[str | None]:
    return [one.candidates[0].citation.quote if one.candidates else None for one in found.questions]


def test_an_intervention_is_its_questions_with_who_asked_and_who_replied(assistant: Assistant) -> None:
    found = whole(assistant, "brug-0")
    assert found.asked_by is not None
    assert (found.turn.id, found.asked_by.name, found.sitting.id) == ("brug-0", "Ann Maes", "brug")
    assert [one.name for one in found.replied_by if one] == ["Jo Claes"]
    assert "brug in Boom" in found.title
    assert [(one.number, one.citation.quote) for one in found.questions] == [
        (1, "Kunt u dat bevestigen?"),
        (2, "Wanneer wordt de brug opnieuw geschilderd?"),
        (3, "Hoeveel kosten de schilders?"),
    ]


def test_a_question_that_refers_back_is_shown_with_what_it_refers_to(assistant: Assistant) -> None:
    context = whole(assistant, "brug-0").questions[0].context
    assert context is not None
    assert context.quote == "Volgens de krant zit er lood in de verf."


def test_each_question_has_the_passage_that_replies_to_it(assistant: Assistant) -> None:
    lead, when, _ = best(whole(assistant, "brug-0"))
    assert lead is not None
    assert "zit inderdaad lood" in lead
    assert when is not None
    assert "in de lente van volgend jaar" in when


def test_what_was_passed_over_at_first_is_found_where_the_member_asked_again(assistant: Assistant) -> None:
    costs = whole(assistant, "brug-0").questions[2]
    assert "brug-3" in [one.citation.turn.id for one in costs.candidates]


def test_a_follow_up_asks_its_own_questions_and_is_answered_by_later_turns(assistant: Assistant) -> None:
    found = whole(assistant, "brug-2")
    assert [one.citation.quote for one in found.questions] == ["Hoeveel kosten de schilders dan?"]
    assert {one.citation.turn.id for one in found.questions[0].candidates} == {"brug-3"}


def test_a_question_that_no_turn_replies_to_has_no_candidates(assistant: Assistant) -> None:
    found = whole(assistant, "bus-0")
    assert found.replied_by == ()
    assert [one.is_unanswered for one in found.questions] == [True] * len(found.questions)


def test_a_turn_that_asks_nothing_is_no_intervention(assistant: Assistant) -> None:
    assert assistant.replies("brug-4") is None
    assert assistant.replies("brug-1") is None  # the minister's


def test_a_turn_that_the_record_does_not_have_is_an_error_that_says_so(assistant: Assistant) -> None:
    with pytest.raises(RepliesError, match="no turn brug-99"):
        assistant.replies("brug-99")


def test_every_quote_is_verbatim_and_numbered_in_the_order_shown(assistant: Assistant) -> None:
    for listed in assistant.interventions():
        citations = whole(assistant, listed.turn_id).citations()
        assert_verbatim(assistant, citations)
        assert [one.number for one in citations] == list(range(1, len(citations) + 1))


def test_candidates_are_few_apart_and_likeliest_first(assistant: Assistant) -> None:
    for listed in assistant.interventions():
        for question in whole(assistant, listed.turn_id).questions:
            scores = [one.citation.score for one in question.candidates]
            assert len(scores) <= MOST_CANDIDATES
            assert scores == sorted(scores, reverse=True)
            places = sorted((one.citation.turn.id, one.citation.start, one.citation.end) for one in question.candidates)
            for before, after in itertools.pairwise(places):
                assert before[0] != after[0] or before[2] <= after[1]


def test_interventions_are_listed_with_their_first_words_and_counts(assistant: Assistant) -> None:
    first, again = assistant.interventions(sitting="brug")
    assert (first.turn_id, first.questions, first.replies) == ("brug-0", 3, 1)
    assert first.citation.quote == "Minister, de brug in Boom bladdert af."
    assert again.turn_id == "brug-2"


def test_interventions_can_be_one_speakers(assistant: Assistant) -> None:
    speaker = whole(assistant, "bus-0").asked_by
    assert speaker is not None
    assert [one.turn_id for one in assistant.interventions(Filters(speakers=(speaker.id,)))] == ["bus-0"]


def test_a_sitting_that_the_record_does_not_have_is_an_error_that_says_so(assistant: Assistant) -> None:
    with pytest.raises(RepliesError, match="no sitting nowhere"):
        assistant.interventions(sitting="nowhere")


def test_the_json_document_keeps_its_names(assistant: Assistant) -> None:
    found = json.loads(json.dumps(whole(assistant, "brug-0").to_json()))
    assert list(found) == ["turn_id", "turn_ids", "doc_id", "date", "title", "asked_by", "replied_by", "questions"]
    assert list(found["questions"][0]) == ["number", "question", "context", "unanswered", "candidates"]
    candidate = found["questions"][1]["candidates"][0]
    assert candidate["quote"] in whole(assistant, "brug-0").questions[1].candidates[0].citation.turn.text
    assert candidate["named"] is False
    listed = assistant.interventions(sitting="brug")[0].to_json()
    assert {"turn_id", "doc_id", "date", "speaker", "quote", "title", "questions", "replies"} <= set(listed)
