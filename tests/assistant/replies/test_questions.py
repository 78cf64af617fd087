"""An intervention is split into its questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.replies.questions import questions_of


def asked(text: str) -> list[str]:
    return [text[one.start : one.end] for one in questions_of(text)]


def contexts(text: str) -> list[str | None]:
    return [text[slice(*one.context)] if one.context else None for one in questions_of(text)]


def test_each_sentence_that_asks_something_else_is_a_question_of_its_own() -> None:
    text = (
        "Minister, de brug in Boom is oud. Ik heb drie vragen. Wanneer wordt ze geschilderd? Hoeveel kost de verf? "
        "Ik had graag vernomen of de fietsers er intussen over mogen. Ik kijk uit naar uw antwoord."
    )
    assert asked(text) == [
        "Wanneer wordt ze geschilderd?",
        "Hoeveel kost de verf?",
        "Ik had graag vernomen of de fietsers er intussen over mogen.",
    ]


def test_what_leans_on_a_question_goes_with_it() -> None:
    text = "Komt er een nieuwe brug? Zo ja, wanneer? Zo neen, waarom niet? Graag opgesplitst per jaar. De verf is op."
    assert asked(text) == ["Komt er een nieuwe brug? Zo ja, wanneer? Zo neen, waarom niet? Graag opgesplitst per jaar."]


def test_a_question_that_refers_back_has_the_sentence_before_it_as_context_kept_apart() -> None:
    text = "De verf bevat volgens de krant lood. Kunt u dat bevestigen? Hoeveel potten verf zijn er besteld?"
    assert asked(text) == ["Kunt u dat bevestigen?", "Hoeveel potten verf zijn er besteld?"]
    assert contexts(text) == ["De verf bevat volgens de krant lood.", None]


def test_thanks_and_announcements_are_no_context() -> None:
    assert contexts("Dank u wel voor uw antwoord. Hoe ziet u dat?") == [None]
    assert contexts("Ik heb nog een vraag. Hoe ziet u dat?") == [None]


def test_what_stands_under_one_number_is_one_question_and_a_letter_opens_another() -> None:
    text = (
        "De brug is oud. 1. Wanneer wordt ze geschilderd? Wie doet dat? 2. De verf is duur. Hoeveel kost ze? "
        "3. a) Is er geld? b) Is er tijd?"
    )
    found = questions_of(text)
    assert asked(text) == [
        "Wanneer wordt ze geschilderd? Wie doet dat?",
        "Hoeveel kost ze?",
        "Is er geld?",
        "Is er tijd?",
    ]
    assert [one.number for one in found] == [1, 2, 3, 3]
    assert contexts(text)[1] == "De verf is duur."


def test_a_lone_number_is_no_list() -> None:
    text = "Op 1. januari begint het werk aan de brug. Wanneer is het klaar?"
    assert [one.number for one in questions_of(text)] == [None]


def test_lists_glued_together_by_a_copy_are_split_all_the_same() -> None:
    text = "1. Wanneer wordt de brug geschilderd?2. Hoeveel kost dat?3. Wie betaalt het?"
    assert asked(text) == ["Wanneer wordt de brug geschilderd?", "Hoeveel kost dat?", "Wie betaalt het?"]


def test_a_question_that_the_member_answers_is_none() -> None:
    text = "Waarom ligt de brug dicht? Omdat niemand ze onderhoudt. Wanneer gaat ze open?"
    assert asked(text) == ["Wanneer gaat ze open?"]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "Le pont est fermé. Je voudrais savoir si les travaux avancent. Quel est le calendrier? Je vous remercie.",
            ["Je voudrais savoir si les travaux avancent.", "Quel est le calendrier?"],
        ),
        (
            "The bridge is closed. I would like to know whether the works go on. If not, why not? Thank you.",
            ["I would like to know whether the works go on. If not, why not?"],
        ),
    ],
)
def test_french_and_english_are_split_too(text: str, questions: list[str]) -> None:
    assert asked(text) == questions


def test_a_turn_that_asks_nothing_has_no_questions() -> None:
    assert questions_of("Bedankt voor uw antwoord. De brug is mooi.") == []


@given(
    st.lists(
        st.sampled_from(
            ["De brug is oud.", "Waarom?", "1. Wie betaalt?", "2. Wanneer?", "a) Hoe?", "b) Kunt u dat uitleggen?",
             "Graag per jaar.", "Zo ja, wie?", "\n\n", "Ik heb twee vragen.", "Mijn vraag is of het kan."]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_questions_never_overlap_and_stand_in_their_turn(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for one in questions_of(text):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert one.context is None or one.context[1] <= one.start
        end = one.end
