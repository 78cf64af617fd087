from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.answer import Question
from assistant.assistant import Assistant
from assistant.errors import CitationError
from assistant.web.chat import LONGEST_QUESTION, Conversation, converse
from assistant.web.examples import examples
from assistant.web.texts import texts


def test_the_question_is_shown_before_its_answer_is_there(demo: Assistant) -> None:
    first, *later = converse(demo, "What did Somers promise on SIBs?", Conversation())
    assert [message["role"] for message in first.messages] == ["user"]
    assert [[message["role"] for message in now.messages] for now in later] == [["user", "assistant"]] * len(later)
    assert len(later) >= 3


def test_a_follow_up_is_asked_with_the_questions_before_it(demo: Assistant) -> None:
    *_, before = converse(demo, "What did Somers promise on SIBs?", Conversation())
    *_, after = converse(demo, "And when?", before)
    assert after.questions == ("What did Somers promise on SIBs?", "And when?")
    assert len(after.messages) == 4
    assert "Somers" in after.messages[-1]["content"]
    *_, alone = converse(demo, "And when?", Conversation())
    assert "Somers" not in alone.messages[-1]["content"].split("blockquote")[0]


def test_a_blank_question_changes_nothing(demo: Assistant) -> None:
    before = Conversation(("earlier",), ({"role": "user", "content": "earlier"},))
    assert list(converse(demo, " \n ", before)) == [before]


def test_a_question_longer_than_the_page_lets_through_is_cut(demo: Assistant) -> None:
    *_, after = converse(demo, "bridge " * 1_000, Conversation())
    assert len(after.questions[0]) == LONGEST_QUESTION


def test_an_answer_that_cannot_be_proved_is_not_shown_and_the_reader_is_told(
    demo: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disprove(question: Question) -> None:
        raise CitationError("citation 1 is not verbatim")

    monkeypatch.setattr(demo, "ask", disprove)
    *_, after = converse(demo, "What did Somers promise?", Conversation())
    assert texts("en")["failed"].split(".")[0] in after.messages[-1]["content"]


def test_four_readers_at_once_get_what_each_would_get_alone(demo: Assistant) -> None:
    questions = examples({row.id for row in demo.index.sittings.values()})
    assert len(questions) >= 6
    alone = [list(converse(demo, question, Conversation())) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda question: list(converse(demo, question, Conversation())), questions * 4))
    assert together == alone * 4


def test_every_example_question_is_answered_by_the_demo_record(demo: Assistant) -> None:
    questions = examples({row.id for row in demo.index.sittings.values()})
    assert [question for question in questions if demo.ask(Question(question)).refusal] == []


def test_examples_are_not_offered_over_a_record_that_does_not_hold_their_sitting(harbour: Assistant) -> None:
    assert examples({row.id for row in harbour.index.sittings.values()}) == []
