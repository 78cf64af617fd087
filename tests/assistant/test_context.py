"""What belongs to a sentence, by the first words of it and of its neighbours, in the three languages."""

import pytest

from assistant.answering.context import MOST_BEFORE, Surroundings, answers, objects, points_back
from index.sentences import sentence_spans

POINTING = [
    "Dat zal gebeuren.", "Ze krijgen meer.", "En die maatregel helpt.", "In die fase onderzoeken wij het.",
    "Daarover beslist de raad.", "Want het hout rot.", "Alleen dan lukt het.", "That will happen.", "They get more.",
    "And for that reason we wait.", "It will open.", "Cela se fera.", "Ils recevront plus.", "C'est prévu.",
    "Dans ce cas, nous attendons.",
]  # fmt: skip
STANDING = [
    "De brug gaat open.", "Het is belangrijk dat de brug opengaat.", "Er komt een brug.", "Daarnaast komt er een dijk.",
    "Ik dank u.", "It is important that the bridge opens.", "The bridge opens.", "Il faut un pont.",
    "Ce que je veux, c'est un pont.", "Le pont ouvre.",
]  # fmt: skip
OBJECTING = [
    "Tenzij de stad weigert.", "Maar de stad betaalt niet.", "Op voorwaarde dat de stad betaalt.", "Behalve in Gent.",
    "Wij zullen echter wachten.", "Alleen als het kan.", "Unless it rains.", "But only if it rains.",
    "At least if it can.",
    "Except in Ghent.", "Sauf si la ville refuse.", "Mais la ville refuse.", "À condition que la ville paie.",
    "Nous attendrons toutefois.",
]  # fmt: skip
ANSWERING = [
    "Ja.",
    "Ja, dat klopt.",
    "Neen, nog niet.",
    "Absoluut.",
    "Zeker niet.",
    "Yes, we will.",
    "No.",
    "Oui.",
    "Tout à fait.",
]


@pytest.mark.parametrize("sentence", POINTING)
def test_a_sentence_that_begins_with_a_word_for_something_said_before_points_back(sentence: str) -> None:
    assert points_back(sentence)


@pytest.mark.parametrize("sentence", STANDING)
def test_other_sentences_stand_alone(sentence: str) -> None:
    assert not points_back(sentence)
    assert not objects(sentence)
    assert not answers(sentence)


@pytest.mark.parametrize("sentence", OBJECTING)
def test_a_sentence_that_begins_as_a_condition_or_an_objection_takes_back(sentence: str) -> None:
    assert objects(sentence)


@pytest.mark.parametrize("sentence", ANSWERING)
def test_a_yes_or_a_no_answers(sentence: str) -> None:
    assert answers(sentence)


@pytest.mark.parametrize("sentence", ["Ja, voorzitter, dank u.", "Natuurlijk is de brug oud.", "Nooit.", "Jan komt."])
def test_a_greeting_with_a_yes_and_words_that_only_look_like_one_do_not(sentence: str) -> None:
    assert not answers(sentence)


def around(text: str, first: int, last: int) -> tuple[int, int]:
    return Surroundings(text, sentence_spans(text)).around(first, last)


def test_pronouns_are_followed_back_but_not_for_ever() -> None:
    text = "De brug rot. " + "Dat is erg. " * 5
    assert around(text, 1, 1) == (0, 1)
    assert around(text, 5, 5) == (5 - MOST_BEFORE, 5)


def test_every_objection_that_follows_is_kept_however_many() -> None:
    text = "Ik steun de brug. " + "Maar niet altijd. " * 5 + "De haven blijft."
    assert around(text, 0, 0) == (0, 5)
    assert around(text, 6, 6) == (6, 6)


def test_a_yes_to_the_speakers_own_question_is_kept_with_it() -> None:
    assert around("De brug is oud. Gaat ze open? Ja, morgen.", 2, 2) == (1, 2)
    assert around("De brug is oud. Ze gaat open. Ja, morgen.", 2, 2) == (2, 2)


def test_the_first_sentence_of_a_turn_has_nothing_before_it() -> None:
    assert around("Dat zal gebeuren. De haven blijft.", 0, 0) == (0, 0)


def test_words_that_are_read_out_are_kept_with_where_they_begin_and_what_says_whose_they_are() -> None:
    text = "De haven blijft. Ik lees haar brief voor. “De brug is oud. Het hout rot. Wij wachten.” Dank u."
    assert around(text, 4, 4) == (1, 4)
    assert around(text, 2, 2) == (1, 2)
    assert around(text, 5, 5) == (5, 5)
    assert around("Zij schrijft: “De brug is oud. Het hout rot.” Dank u.", 1, 1) == (0, 1)
    assert around("De “brug” is oud. Het hout rot.", 1, 1) == (1, 1)
    assert around("De “brug is oud. Het hout rot.", 1, 1) == (1, 1)


def test_what_a_colon_announces_is_kept_with_it() -> None:
    assert around("Ik doe dit:\n\nDe brug gaat open.", 1, 1) == (0, 1)
