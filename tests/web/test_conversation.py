from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl, urlencode

import pytest
from lxml import html

from assistant.answer import Question
from assistant.assistant import Assistant
from assistant.errors import CitationError
from assistant.web.ask.chat import Conversation, act, converse, follow_ups, replay
from assistant.web.ask.examples import examples
from assistant.web.ask.sharing import LONGEST_QUESTION, Step, read
from assistant.web.texts import texts


def test_the_question_is_shown_before_its_answer_is_there(demo: Assistant) -> None:
    first, *later = converse(demo, "What did Somers promise on SIBs?", Conversation())
    assert [message["role"] for message in first.messages] == ["user"]
    assert [[message["role"] for message in now.messages] for now in later] == [["user", "assistant"]] * len(later)
    assert len(later) >= 3


def test_a_follow_up_is_asked_with_the_questions_before_it(demo: Assistant) -> None:
    *_, before = converse(demo, "What did Somers promise on SIBs?", Conversation())
    *_, after = converse(demo, "And when?", before)
    assert after.steps == (Step("What did Somers promise on SIBs?"), Step("And when?"))
    assert len(after.messages) == 4
    assert "Somers" in after.messages[-1]["content"]
    *_, alone = converse(demo, "And when?", Conversation())
    assert "Somers" not in alone.messages[-1]["content"].split("blockquote")[0]


def test_a_blank_question_changes_nothing(demo: Assistant) -> None:
    before = Conversation((Step("earlier"),), ({"role": "user", "content": "earlier"},))
    assert list(converse(demo, " \n ", before)) == [before]


def test_a_question_longer_than_the_page_lets_through_is_cut(demo: Assistant) -> None:
    *_, after = converse(demo, "bridge " * 1_000, Conversation())
    assert len(after.steps[0].text) == LONGEST_QUESTION


SOMERS = "speaker:Bart Somers"
SIBS = "What did Somers promise on SIBs?"


def toggle(assistant: Assistant, chip: str, before: Conversation) -> list[Conversation]:
    return list(act(assistant, urlencode({"toggle": chip}), before))


def test_a_chip_taken_away_replaces_the_answer_and_brought_back_the_answer_is_as_before(demo: Assistant) -> None:
    *_, before = converse(demo, SIBS, Conversation())
    assert [chip.id for chip in before.chips] == [SOMERS, "kind"]
    *_, after = toggle(demo, SOMERS, before)
    assert (after.steps, after.chips) == ((Step(SIBS, (SOMERS,)),), before.chips)
    assert after.messages[0] == before.messages[0]
    assert len(after.messages) == 2
    assert "<s><bdi>Bart Somers</bdi></s>" in after.messages[1]["content"]
    *_, both = toggle(demo, "kind", after)
    assert both.steps[0].without == (SOMERS, "kind")
    *_, kind = toggle(demo, SOMERS, both)
    assert kind.steps[0].without == ("kind",)
    *_, again = toggle(demo, "kind", kind)
    assert again == before


def test_the_old_answer_stays_until_the_new_one_is_there(demo: Assistant) -> None:
    *_, before = converse(demo, SIBS, Conversation())
    assert {len(now.messages) for now in toggle(demo, SOMERS, before)} == {2}


def test_what_was_taken_away_is_not_used_for_the_answer(demo: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    *_, before = converse(demo, SIBS, Conversation())
    *_, before = converse(demo, "And when?", before)
    asked: list[Question] = []
    ask = demo.ask
    monkeypatch.setattr(demo, "ask", lambda question: asked.append(question) or ask(question))
    *_, after = toggle(demo, SOMERS, before)
    assert asked == [Question("And when?", (SIBS,), without=(SOMERS,))]
    assert len(after.messages) == 4
    assert after.messages[:3] == before.messages[:3]


def test_a_follow_up_starts_with_nothing_taken_away(demo: Assistant) -> None:
    *_, before = converse(demo, SIBS, Conversation())
    *_, without = toggle(demo, SOMERS, before)
    *_, after = converse(demo, "And when?", without)
    assert after.steps == (Step(SIBS, (SOMERS,)), Step("And when?"))


@pytest.mark.parametrize("told", ["toggle=speaker:Nobody", "toggle=", "", "change=kind", "to=why", "nonsense", "q=+"])
def test_what_says_nothing_changes_nothing(demo: Assistant, told: str) -> None:
    *_, before = converse(demo, SIBS, Conversation())
    assert list(act(demo, told, before)) == [before]
    assert list(act(demo, told, Conversation())) == [Conversation()]


def test_a_changed_speaker_answers_in_the_place_of_the_one_understood(demo: Assistant) -> None:
    *_, before = converse(demo, SIBS, Conversation())
    told = urlencode([("change", SOMERS), ("to", "Maaike De Vreese"), ("change", "kind"), ("to", "asked")])
    *_, after = act(demo, told, before)
    assert [chip.id for chip in after.chips] == ["speaker:Maaike De Vreese", "kind"]
    assert after.answer
    assert {c.turn.speaker and c.turn.speaker.name for c in after.answer.citations} == {"Maaike De Vreese"}
    assert len(after.messages) == 2


def test_a_period_set_by_hand_is_a_limit(demo: Assistant) -> None:
    *_, before = converse(demo, SIBS, Conversation())
    *_, after = act(demo, urlencode([("change", "period"), ("to", "2020-01-01/2020-03-01")]), before)
    assert after.answer
    shown = after.answer.refusal.nearest if after.answer.refusal else after.answer.citations
    assert {str(citation.sitting.date) for citation in shown} == {"2020-01-21"}


def test_a_conversation_asked_again_from_its_address_is_the_same(demo: Assistant) -> None:
    *_, now = converse(demo, SIBS, Conversation())
    *_, now = act(demo, urlencode([("change", "kind"), ("to", "asked"), ("change", SOMERS), ("to", "De Vreese")]), now)
    *_, now = toggle(demo, "kind", now)
    *_, now = converse(demo, "Wat antwoordde Somers daarop?", now)
    *_, now = toggle(demo, SOMERS, now)
    (address,) = html.fromstring(now.messages[-1]["content"]).xpath("//a[@class='address']/@href")
    *_, again = replay(demo, read(parse_qsl(address.removeprefix("?"))), Conversation())
    assert again == now
    assert now.messages[-1]["content"].count("<s>") == 1
    assert now.messages[1]["content"].count("<s>") == 1


def test_suggestions_follow_the_last_answer_and_bear_its_address(demo: Assistant) -> None:
    *_, now = converse(demo, SIBS, Conversation())
    tree = html.fromstring(follow_ups(demo, now))
    assert "What did Maaike De Vreese ask about that?" in tree.xpath("//button/@value")
    address = "//a[starts-with(@class, 'address')]/@href"
    assert tree.xpath(address) == html.fromstring(now.messages[-1]["content"]).xpath(address)
    assert follow_ups(demo, Conversation()) == ""


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
