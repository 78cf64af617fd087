"""The question that a yes opens the reply to, over the record of a few invented turns."""

from typing import Any

import pytest

from assistant.answer import Answer
from assistant.answering.asked_before import MOST_WORDS, QuestionsBefore, questions_of
from assistant.assistant import Assistant
from index.transcript import Turn
from tests.assistant.conftest import Over, ask, assert_verbatim
from tests.index.conftest import turn

ASKED = "Minister, de brug in Gent rot. Gaat u de brug in Gent dit jaar nog herstellen?"
YES = "Ja, dat zal ik zeker doen voor de brug in Gent."


def debate(*said: tuple[str, str], sitting: str = "d") -> list[dict[str, Any]]:
    roles = {"Minister Claes": "minister", "Ann Peeters": "member", "Jan Vos": "member"}
    return [
        turn(
            sitting,
            n,
            text,
            who,
            role=roles.get(who),
            party="Groen" if who == "Ann Peeters" else None,
            date="2024-03-01",
        )
        for n, (who, text) in enumerate(said)
    ]


def in_record(assistant: Assistant, order: int) -> Turn:
    sitting = assistant.index.sitting("d")
    assert sitting is not None
    return sitting.turns[order]


def asked(assistant: Assistant, order: int, words: str) -> str | None:
    """The question that is shown with a quote that begins with these words."""
    reply = in_record(assistant, order)
    found = QuestionsBefore(assistant.index).asked(reply, reply.text.index(words))
    return found and found.turn.text[found.start : found.end]


def test_a_yes_that_opens_a_reply_is_given_its_question_and_who_asked_it(over: Over) -> None:
    assistant = over(debate(("Ann Peeters", ASKED), ("Minister Claes", f"Dank u, voorzitter. {YES} De haven blijft.")))
    assert asked(assistant, 1, YES) == "Gaat u de brug in Gent dit jaar nog herstellen?"
    assert asked(assistant, 1, "De haven") is None
    assert asked(assistant, 1, "Dank u") is None


def test_a_yes_further_on_is_given_none_since_nobody_knows_what_it_answers(over: Over) -> None:
    assistant = over(debate(("Ann Peeters", ASKED), ("Minister Claes", f"De brug is van 1931. {YES}")))
    assert asked(assistant, 1, YES) is None


def test_nor_is_a_yes_after_which_somebody_else_had_spoken(over: Over) -> None:
    said = [
        ("Ann Peeters", ASKED),
        ("Jan Vos", "Minister, wat kost een brug in Gent ons eigenlijk?"),
        ("Minister Claes", YES),
    ]
    question = asked(over(debate(*said)), 2, YES)
    assert question is None or question == "Minister, wat kost een brug in Gent ons eigenlijk?"


def test_several_questions_are_all_shown_for_any_of_them_may_be_meant() -> None:
    text = "Dag. Gaat ze open? Wanneer dan? Ik hoor het graag."
    start, end = questions_of(text) or (0, 0)
    assert text[start:end] == "Gaat ze open? Wanneer dan?"
    far = f"Gaat ze open? {'Zo gaat dat in de stad. ' * MOST_WORDS}Wanneer dan?"
    start, end = questions_of(far) or (0, 0)
    assert far[start:end] == "Wanneer dan?"
    assert questions_of("De brug is oud.") is None


@pytest.fixture
def answered(over: Over) -> tuple[Assistant, Answer]:
    assistant = over(debate(("Ann Peeters", ASKED), ("Minister Claes", YES)))
    return assistant, ask(assistant, "Wat beloofde Claes over de brug in Gent?")


def test_the_answer_shows_the_question_first_under_who_asked_it_and_both_are_proved(
    answered: tuple[Assistant, Answer],
) -> None:
    assistant, answer = answered
    assert [sentence.text for sentence in answer.sentences] == [
        "Ann Peeters (Groen), op 1 maart 2024, vroeg:", "Gaat u de brug in Gent dit jaar nog herstellen?",
        "Claes (minister), op 1 maart 2024:", YES,
    ]  # fmt: skip
    assert [c.turn.speaker and c.turn.speaker.name for c in answer.citations] == ["Ann Peeters", "Claes"]
    assert [sentence.citations for sentence in answer.sentences] == [(), (1,), (), (2,)]
    assert_verbatim(assistant, answer.citations)
