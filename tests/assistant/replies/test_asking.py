"""What a single sentence shows about asking."""

import pytest

from assistant.answering.replies.asking import (
    answers_itself,
    asks,
    is_announcement,
    is_courtesy,
    is_dependent,
    refers_back,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Wanneer komt de nieuwe brug er?",
        "Ik had graag vernomen of de brug nog dit jaar opengaat.",
        "Graag had ik geweten hoeveel dat kost.",
        "Ik had graag van u vernomen welke middelen daarvoor klaarliggen.",
        "Kunt u daar wat meer over vertellen.",
        "Bent u bereid om de brug te laten schilderen.",
        "Mijn vraag is of u dat plan opnieuw op de agenda zet.",
        "Ik vraag me af waarom de werken stilliggen.",
        "Ik ben benieuwd naar de planning.",
        "Ik zou willen weten wie de schilders betaalt.",
        "Ten tweede, hoeveel schilders zijn er nodig.",
        "Vandaar dat ik graag even uw toelichting wou horen.",
        "Je voudrais savoir si le pont sera repeint.",
        "J'aimerais connaître le calendrier des travaux.",
        "Je vous demande si vous comptez repeindre le pont.",
        "Pourriez-vous nous donner le calendrier.",
        "I would like to know whether the bridge will be painted.",
        "My question is whether there is money for it.",
        "I wonder what the painters think.",
    ],
)
def test_a_sentence_may_ask_with_or_without_a_question_mark(sentence: str) -> None:
    assert asks(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "De brug is vorig jaar geschilderd.",
        "Ik heb daarover enkele vragen.",
        "Ik kijk uit naar uw antwoord.",
        "Bedankt voor uw antwoord, minister.",
        "Vorig jaar heb ik u gevraagd of de brug geschilderd wordt.",
        "Iedereen wil graag een brug in zijn straat.",
        "Wie nu een verfpot koopt, wil net dat weten.",
        "“Wanneer komt die brug er nu eindelijk?”",
        "Dat is een mooie brug, nietwaar?",
        "Je vous remercie pour votre réponse.",
        "Thank you for your answer.",
    ],
)
def test_a_statement_courtesy_a_quotation_and_a_tag_ask_nothing(sentence: str) -> None:
    assert not asks(sentence)


@pytest.mark.parametrize(
    ("sentence", "announces"),
    [
        ("Ik heb daarom drie vragen.", True),
        ("Mijn vragen zijn de volgende.", True),
        ("J'ai deux questions.", True),
        ("I have a few questions.", True),
        ("Mijn vraag is zeer concreet: wanneer komt de brug?", False),
        ("De verf bladdert af.", False),
    ],
)
def test_that_questions_follow_is_no_question(sentence: str, announces: bool) -> None:
    assert is_announcement(sentence) is announces


def test_looking_forward_to_an_answer_is_courtesy_and_asking_for_one_is_not() -> None:
    assert is_courtesy("Ik kijk uit naar uw antwoorden.")
    assert not is_courtesy("Ik dank u, maar ik had graag vernomen wanneer de brug nu eindelijk opengaat voor fietsers.")


@pytest.mark.parametrize("sentence", ["Zo ja, wanneer?", "Waarom niet?", "Of blijft ze dicht?", "Si non, pourquoi?"])
def test_some_questions_go_on_where_the_one_before_stopped(sentence: str) -> None:
    assert is_dependent(sentence)


def test_a_question_of_its_own_depends_on_none() -> None:
    assert not is_dependent("Hoeveel schilders werken er vandaag aan de brug?")


@pytest.mark.parametrize(
    ("sentence", "back"),
    [
        ("Kunt u dat bevestigen?", True),
        ("Hoe ziet u die zaak evolueren?", True),
        ("Comment comptez-vous éviter cela?", True),
        ("Can you confirm that?", True),
        ("Welke schilders werken aan de brug?", False),
        ("Vindt de minister dat de brug mooi is?", False),
    ],
)
def test_a_question_with_dat_or_die_at_its_head_is_not_understood_alone(sentence: str, back: bool) -> None:
    assert refers_back(sentence) is back


def test_a_question_that_the_next_sentence_answers_was_put_to_nobody_unless_it_speaks_to_somebody() -> None:
    assert answers_itself("Waarom bladdert de verf af?", "Omdat niemand ze onderhoudt.")
    assert not answers_itself("Waarom bladdert de verf af?", "De brug is oud.")
    assert not answers_itself("Waarom doet u niets?", "Omdat het moet, mag dat niet blijven duren.")
