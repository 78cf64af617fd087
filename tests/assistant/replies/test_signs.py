"""Where a reply says at which question, and at whose, it is."""

from assistant.answering.replies.signs import askers_named, questions_named


def test_a_sign_holds_until_the_next_one() -> None:
    sentences = [
        "Dank u.",
        "Wat uw eerste vraag betreft: ja.",
        "De verf is besteld.",
        "Op uw tweede en derde vraag kan ik niet antwoorden.",
        "Uw laatste vraag ging over geld.",
    ]
    named = questions_named(sentences, 4)
    assert [sorted(numbers) for numbers in named] == [[], [1], [1], [2, 3], [4]]


def test_numbers_before_a_sentence_french_and_english_are_signs_too() -> None:
    sentences = ["1. De verf is besteld.", "Votre deuxième question porte sur le prix.", "On your third question, no."]
    assert [sorted(numbers) for numbers in questions_named(sentences, 3)] == [[1], [2], [3]]


def test_a_number_beyond_the_questions_and_a_question_of_somebody_are_no_signs() -> None:
    sentences = ["Op uw vijfde vraag kom ik terug.", "Dat was ook een vraag van een collega.", "Vraag 9 is moeilijk."]
    assert questions_named(sentences, 2) == [frozenset()] * 3


def test_whom_a_reply_speaks_to_holds_until_it_names_another() -> None:
    sentences = ["Dank u.", "Mevrouw Maes, de brug is klaar.", "Ze is blauw.", "Collega De Wit, u vroeg naar geld."]
    assert askers_named(sentences, ["Maes", "De Wit"]) == [None, 0, 0, 1]


def test_a_sentence_that_names_two_says_nothing_of_whom_it_is_for() -> None:
    assert askers_named(["Collega's Maes en De Wit, dank u."], ["Maes", "De Wit"]) == [None]
