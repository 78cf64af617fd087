from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.answer import Question
from assistant.assistant import Assistant
from assistant.errors import CitationError
from assistant.web.chat import LONGEST_QUESTION, Conversation, converse, toggle
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


SOMERS = "speaker:Bart Somers"


def test_a_chip_taken_away_replaces_the_answer_and_brought_back_the_answer_is_as_before(demo: Assistant) -> None:
    *_, before = converse(demo, "What did Somers promise on SIBs?", Conversation())
    assert [chip.id for chip in before.chips] == [SOMERS, "kind"]
    *_, after = toggle(demo, SOMERS, before)
    assert (after.questions, after.without, after.chips) == (before.questions, (SOMERS,), before.chips)
    assert after.messages[0] == before.messages[0]
    assert len(after.messages) == 2
    assert "<s><bdi>Bart Somers</bdi></s>" in after.messages[1]["content"]
    *_, both = toggle(demo, "kind", after)
    assert both.without == (SOMERS, "kind")
    *_, kind = toggle(demo, SOMERS, both)
    assert kind.without == ("kind",)
    *_, again = toggle(demo, "kind", kind)
    assert again == before


def test_the_old_answer_stays_until_the_new_one_is_there(demo: Assistant) -> None:
    *_, before = converse(demo, "What did Somers promise on SIBs?", Conversation())
    assert {len(now.messages) for now in toggle(demo, SOMERS, before)} == {2}


def test_what_was_taken_away_is_not_used_for_the_answer(demo: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    *_, before = converse(demo, "What did Somers promise on SIBs?", Conversation())
    *_, before = converse(demo, "And when?", before)
    asked: list[Question] = []
    ask = demo.ask
    monkeypatch.setattr(demo, "ask", lambda question: asked.append(question) or ask(question))
    *_, after = toggle(demo, SOMERS, before)
    assert asked == [Question("And when?", ("What did Somers promise on SIBs?",), without=(SOMERS,))]
    assert len(after.messages) == 4
    assert after.messages[:3] == before.messages[:3]


def test_a_follow_up_starts_with_nothing_taken_away(demo: Assistant) -> None:
    *_, before = converse(demo, "What did Somers promise on SIBs?", Conversation())
    *_, without = toggle(demo, SOMERS, before)
    *_, after = converse(demo, "And when?", without)
    assert after.without == ()
    assert SOMERS in [chip.id for chip in after.chips]
    assert "<s>" not in after.messages[-1]["content"]
    assert "<s>" in after.messages[1]["content"]


@pytest.mark.parametrize("chip", ["", "speaker:Nobody", "period"])
def test_what_is_no_chip_of_the_last_question_changes_nothing(demo: Assistant, chip: str) -> None:
    *_, before = converse(demo, "What did Somers promise on SIBs?", Conversation())
    assert list(toggle(demo, chip, before)) == [before]
    assert list(toggle(demo, chip, Conversation())) == [Conversation()]


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
