"""What the words of one turn show, and what they do not."""

import pytest

from index.exchanges import signs


@pytest.mark.parametrize(
    "text",
    [
        "Minister, wanneer start de werf?", "Dank u wel, minister. Ik ben tevreden.", "Mijnheer de minister, dank u.",
        "Mevrouw de eerste minister, hoe ver staat u?", "Monsieur le président, madame la ministre, merci.",
        "Madame la première ministre, quand?", "Thank you, Minister.", "Mevrouw de staatssecretaris, ik vraag het u.",
    ],
)  # fmt: skip
def test_an_address_to_the_government_is_heard(text: str) -> None:
    assert signs.calls_office(text)


@pytest.mark.parametrize(
    "text",
    ["De administratie is traag.", "Het ministerie bevestigt dat.", "Ik zag de minister gisteren.", "Collega, u."],
)
def test_a_mention_is_no_address(text: str) -> None:
    assert not signs.calls_office(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mevrouw Maes heeft het woord.", "Het woord is aan de minister.", "La parole est à M. Dupont.",
        "Dan geef ik nu het woord aan de heer Claes.", "Mr. Fast, you have the floor.",
    ],
)  # fmt: skip
def test_giving_the_floor_is_heard(text: str) -> None:
    assert signs.grants(text)
    assert signs.presides(text)


@pytest.mark.parametrize("text", ["De heer Claes.", "Goed. Mevrouw Maes.", "Gaat u verder.", "We'll go to Ms. May."])
def test_a_chair_calls_names(text: str) -> None:
    assert signs.presides(text)


@pytest.mark.parametrize(
    "text", ["Ik steun het verzoek.", "In april.", "Dat vraag ik me ook af, mevrouw Maes, en ik niet alleen."]
)
def test_members_do_not_sound_like_a_chair(text: str) -> None:
    assert not signs.presides(text)


@pytest.mark.parametrize(
    "text", ["Ik dank de minister voor zijn komst.", "Aan de orde is het debat over wonen.", "L'incident est clos."]
)
def test_the_chair_turns_to_another_matter(text: str) -> None:
    assert signs.turns_topic(text)
    assert not signs.turns_topic("Mevrouw Maes, u moet afronden.")


@pytest.mark.parametrize(
    "text", ["Komt er een fietspad?", "Daar had ik graag een reactie op.", "Je vous demande de le dire."]
)
def test_asking_is_heard_with_and_without_a_question_mark(text: str) -> None:
    assert signs.asks(text)
    assert not signs.asks("Ik dank u voor het antwoord.")


@pytest.mark.parametrize("text", ["(…)", "...", "[Inaudible.]"])
def test_what_was_not_understood_has_no_words(text: str) -> None:
    assert signs.has_no_words(text)
    assert not signs.has_no_words("Ja.")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Wat kost dat?", 1.0),
        ("Dat kost veel.", 0.0),
        ("Ja. Wat kost dat?", 14 / 17),  # with the blank before it
        ("Wat? Dat kost te veel.", 4 / 22),
        ("Wat? Echt! Hoe?", 9 / 15),
        ("Wat??", 4 / 5),  # a mark alone asks nothing
    ],
)
def test_the_share_of_a_turn_that_is_questions_is_counted_in_characters(text: str, share: float) -> None:
    assert signs.share_asked(text) == pytest.approx(share)
