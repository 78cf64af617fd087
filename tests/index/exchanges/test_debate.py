"""Who answers whom: questions and replies, joined questions, interruptions, and when nothing is to be said."""

import pytest

from index.exchanges import exchanges_of
from index.exchanges.offices import Said
from index.transcript import Speaker
from tests.index.exchanges.spoken import CAST, LONG, answers, found, parts, said

QUESTION_AND_REPLY = """
    Voorzitter: Mevrouw Maes heeft het woord.
    Maes: Minister, wanneer start de werf aan de haven?
    Voorzitter: Minister Claes heeft het woord.
    Claes: De aannemer begint in april.
    Voorzitter: Mevrouw Maes heeft het woord.
    Maes: Dank u, minister. Ik kijk ernaar uit.
    Voorzitter: De vraag om uitleg is afgehandeld.
"""


def test_a_minister_replies_to_the_member_who_asked_and_who_then_follows_up() -> None:
    exchanges = found(QUESTION_AND_REPLY)
    assert parts(exchanges) == "cqcrcfc"
    assert answers(exchanges) == {3: [1]}


def test_the_chair_may_be_missing_from_the_record() -> None:
    without = "\n".join(line for line in QUESTION_AND_REPLY.splitlines() if "Voorzitter:" not in line)
    exchanges = found(without)
    assert (parts(exchanges), answers(exchanges)) == ("qrf", {1: [0]})


def test_one_reply_answers_joined_questions_and_the_follow_ups_that_ask() -> None:
    exchanges = found("""
        Maes: Minister, wanneer start de werf?
        Peeters: Ik sluit aan. Wat kost ze, en wie betaalt?
        Claes: De werf start in april en kost 2 miljoen euro, door het Vlaamse Gewest betaald.
        Maes: Dank u. Komt er ook een fietspad?
        Wouters: Minister, ik vraag aandacht voor de buurt. Wordt die ingelicht?
        Peeters: Dat bedrag valt mij eerlijk gezegd erg tegen.
        Claes: Over het fietspad en over de buurt overleggen we met de stad.
    """)
    assert parts(exchanges) == "qqrfqfr"
    assert answers(exchanges) == {2: [0, 1], 6: [3, 4, 5]}


def test_two_ministers_may_reply_to_the_same_questions() -> None:
    exchanges = found("""
        Maes: Ministers, hoe staat het met de opvang? Minister, wat doet u?
        Peeters: Mevrouw de minister, hoeveel plaatsen zijn er?
        Claes: Er zijn 300 plaatsen.
        Hendrickx: Van mijn kant komt er geld bij.
    """)
    assert answers(exchanges) == {2: [0, 1], 3: [0, 1]}


def test_french_questions_are_answered_too() -> None:
    exchanges = found("""
        Voorzitter: La parole est à Mme Maes.
        Maes: Monsieur le ministre, quand les travaux commencent-ils?
        Claes: Madame Maes, ils commencent en avril.
        Maes: Monsieur le ministre, je vous remercie pour votre réponse.
        Voorzitter: L'incident est clos.
    """)
    assert (parts(exchanges), answers(exchanges)) == ("cqrfc", {2: [1]})


def test_english_questions_are_answered_too() -> None:
    exchanges = found("""
        Maes: Thank you, Chair. Minister, when will the work begin?
        Claes: It will begin in April.
        Maes: And who pays for it?
        Claes: The city does.
    """)
    assert (parts(exchanges), answers(exchanges)) == ("qrfr", {1: [0], 3: [2]})


# -- speech that is interrupted ---------------------------------------------------------------------------------------


def test_a_speech_goes_on_after_a_few_words_of_another() -> None:
    exchanges = found(f"""
        Maes: Minister, wanneer start de werf?
        Claes: {LONG}
        Wouters: Eindelijk!
        Claes: Zoals ik al zei, in april.
    """)
    assert parts(exchanges) == "qrir"
    assert exchanges.continues == [-1, -1, -1, 1]
    assert answers(exchanges) == {1: [0], 3: [0]}


def test_words_of_somebody_unknown_answer_nothing_and_are_not_answered() -> None:
    exchanges = found("""
        Maes: Minister, wanneer start de werf?
        Claes: Dat laat ik aan u over.
        ?: Dat kan toch?
        Claes: In april.
    """)
    assert (parts(exchanges), answers(exchanges)) == ("qrir", {1: [0], 3: [0]})


def test_a_member_who_is_interrupted_by_a_question_replies_to_it_and_so_does_the_minister() -> None:
    exchanges = found(f"""
        Voorzitter: Het woord is aan mevrouw Maes.
        Maes: Voorzitter. De minister moet kiezen. {LONG}
        Peeters: Wil mevrouw Maes dan minder wegen?
        Maes: Nee, wel betere.
        Peeters: Dat is geen antwoord. Hoeveel mag dat kosten?
        Maes: Niet meer dan nu.
        Voorzitter: Het woord is aan de minister.
        Claes: Voorzitter. {LONG}
        Peeters: Dat begrijp ik niet. Hoe gaat de minister dat betalen?
        Claes: Uit de begroting van Mobiliteit.
    """)
    assert parts(exchanges) == "csqrfrcsqr"
    assert answers(exchanges) == {3: [2], 5: [4], 9: [8]}


def test_after_the_chair_the_minister_goes_on_with_the_speech_and_not_with_the_last_reply() -> None:
    exchanges = found(f"""
        Maes: Minister, wanneer start de werf?
        Peeters: Minister, wat kost ze?
        Voorzitter: Het woord is aan de minister.
        Claes: Voorzitter. {LONG}
        Wouters: Kan de minister ook iets over de buurt zeggen?
        Claes: De buurt wordt ingelicht.
        Voorzitter: Gaat u verder.
        Claes: Dan de kosten: 2 miljoen euro.
    """)
    assert answers(exchanges) == {3: [0, 1], 5: [4], 7: [0, 1]}
    assert exchanges.continues[7] == 3


def test_a_chair_who_asks_is_answered() -> None:
    exchanges = found("""
        Voorzitter: Mag ik zelf vragen hoe het met de opvang van leerlingen in de rand staat, minister?
        Claes: Daar komen 40 plaatsen bij.
    """)
    assert (parts(exchanges), answers(exchanges)) == ("cr", {1: [0]})


# -- when nothing is said about links ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "debate",
    [
        "Maes: Wij steunen dit voorstel van harte.\nPeeters: Wij ook, en met ons de hele streek.",
        "Maes: Ik dank de collega's.\nClaes: Ik ben blij met deze brede steun voor een goed ontwerp.",
        "?: Minister, wanneer start de werf?\nClaes: In april.",
        "Maes: Hoe kan dit toch?\nPeeters: Dat vraag ik me ook af.\nWouters: Ik ook.",
    ],
    ids=["members speak in turn", "no question", "nobody known asks", "a question to nobody"],
)
def test_without_signs_nothing_answers_anything(debate: str) -> None:
    assert found(debate).answers == []


def test_what_was_asked_under_one_item_is_not_answered_under_another() -> None:
    turns: list[Said] = [
        *said("Maes: Minister, wanneer start de werf?", item="1"),
        *said("Claes: Goedemorgen allemaal.", item="2"),
    ]
    assert exchanges_of(turns, {None: "Vergadering", "1": "Haven", "2": "Scholen"}).answers == []


def test_a_chair_who_closes_a_matter_closes_its_questions() -> None:
    exchanges = found("""
        Maes: Minister, wanneer start de werf?
        Voorzitter: Ik dank de minister voor zijn komst.
        Claes: Dank u.
    """)
    assert exchanges.answers == []


def test_closing_phrases_are_the_chairs_whoever_they_are_printed_under() -> None:
    exchanges = found("""
        Maes: Mijnheer de minister, wanneer start de werf?
        Claes: In april.
        Maes: Het incident is gesloten.
    """)
    assert parts(exchanges) == "qrc"


def test_an_empty_sitting_has_no_exchanges() -> None:
    exchanges = exchanges_of([], {None: "Leeg"})
    assert (exchanges.parts, exchanges.continues, exchanges.answers) == ([], [], [])


def test_the_title_tells_who_asks_and_who_is_asked() -> None:
    cast = {name: Speaker(person.id, person.name) for name, person in CAST.items()}  # neither roles nor parties
    debate = "Maes: De werf aan de haven ligt stil, en niemand weet waarom.\nClaes: In april gaan we verder."
    exchanges = found(debate, cast, title="Vraag om uitleg over de haven van Ann Maes aan minister Bart Claes")
    assert (parts(exchanges), answers(exchanges)) == ("qr", {1: [0]})
    assert found(debate, cast).answers == []
