import datetime as dt

import pytest

from assistant.answer import Kind, Language, Question
from assistant.people import People
from assistant.question import Asked, kind_of, topic_words, understand
from index.transcript import Speaker
from index.vocabulary import Vocabulary

PEOPLE = People([Speaker("somers", "Bart Somers"), Speaker("peeters", "Ann Peeters")])
VOCABULARY = Vocabulary({"bruggen": 5, "kanaal": 5}, frozenset({"bruggen", "kanaal"}))


def asked(text: str, *history: str) -> Asked:
    return understand(Question(text, history), PEOPLE, VOCABULARY)


def people(found: Asked) -> list[str]:
    return [speaker.name for speaker in found.understood.speakers]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Wat beloofde Somers over bruggen?", "promised"),
        ("Welke toezeggingen zijn er?", "promised"),
        ("What did Somers promise on bridges?", "promised"),
        ("Did the minister commit to a date?", "promised"),
        ("Qu'a promis Somers ?", "promised"),
        ("Wat vroeg Peeters over bruggen?", "asked"),
        ("What did Peeters ask?", "asked"),
        ("Qu'a demandé Peeters ?", "asked"),
        ("Wie sprak over bruggen?", "who"),
        ("Who spoke about bridges?", "who"),
        ("Qui a parlé des ponts ?", "who"),
        ("Welk Kamerlid sprak over bruggen?", "who"),
        ("Wanneer gaat de brug open?", "when"),
        ("When does the bridge open?", "when"),
        ("Quand ouvre le pont ?", "when"),
        ("Waarom sluit de brug?", "why"),
        ("Why does the bridge close?", "why"),
        ("Pourquoi le pont ferme-t-il ?", "why"),
        ("Hoeveel kost de brug?", "how much"),
        ("How much does the bridge cost?", "how much"),
        ("Combien coûte le pont ?", "how much"),
        ("Hoe vaak gaat de brug open?", "how often"),
        ("How many times does the bridge open?", "how often"),
        ("Combien de fois le pont ouvre-t-il ?", "how often"),
        ("Welke partijen zijn tegen?", "list"),
        ("List every minister in favour", "list"),
        ("Quels députés sont contre ?", "list"),
        ("Wat zei Somers over bruggen?", "said"),
        ("What about the bridges?", "said"),
        ("Qu'a dit Somers des ponts ?", "said"),
    ],
)
def test_the_kind_of_a_question_is_read_in_three_languages(question: str, kind: Kind) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wat beloofde Somers over de bruggen in de haven?", "nl"),
        ("What did Somers promise about the bridges in the harbour?", "en"),
        ("Qu'est-ce que Somers a promis au sujet des ponts du port ?", "fr"),
    ],
)
def test_the_language_is_that_of_the_question(question: str, language: Language) -> None:
    assert asked(question).understood.language == language


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Wat beloofde de minister over bruggen over het kanaal?", ["bruggen", "kanaal"]),
        ("What did the minister promise about the bridges?", ["bridges"]),
        ("Qu'a promis le ministre sur les ponts ?", ["ponts"]),
        ("bruggen, Bruggen en BRUGGEN", ["bruggen"]),
        ("Wat zei hij daarover?", []),
    ],
)
def test_topic_words_are_what_is_left_without_words_of_asking_and_function_words(
    question: str, words: list[str]
) -> None:
    assert topic_words(question) == words


def test_a_question_is_taken_apart_into_who_when_and_about_what() -> None:
    found = asked("What did Bart Somers promise about bridges in May 2020?")
    assert people(found) == ["Bart Somers"]
    assert found.understood.period == (dt.date(2020, 5, 1), dt.date(2020, 5, 31))
    assert found.understood.kind == "promised"
    assert found.understood.topic == "bridges"
    assert "Somers" not in found.text


def test_the_period_stays_in_the_words_looked_for() -> None:
    assert "2020" in asked("What was said on bridges in May 2020?").text


FIRST = "What did Somers promise about the bridges over the canal in 2020?"


@pytest.mark.parametrize("follow_up", ["And in which year?", "When?", "Why did he say that?", "What about costs?"])
def test_a_follow_up_takes_over_the_speaker_the_period_and_the_topic(follow_up: str) -> None:
    found = asked(follow_up, FIRST)
    assert people(found) == ["Bart Somers"]
    assert found.understood.period == (dt.date(2020, 1, 1), dt.date(2020, 12, 31))
    assert len(found.carried) == 1
    assert "bridges" in found.carried[0]


def test_a_follow_up_keeps_its_own_speaker_and_period() -> None:
    found = asked("And what did Peeters say in 2021?", FIRST)
    assert people(found) == ["Ann Peeters"]
    assert found.understood.period == (dt.date(2021, 1, 1), dt.date(2021, 12, 31))


def test_a_follow_up_on_a_name_of_nobody_does_not_fall_back_on_somebody_else() -> None:
    found = asked("And what did minister Janssens promise?", FIRST)
    assert people(found) == []
    assert found.understood.unknown_names == ("Janssens",)


def test_the_language_and_the_kind_are_those_of_the_follow_up() -> None:
    found = asked("En waarom vindt hij dat belangrijk?", FIRST)
    assert (found.understood.language, found.understood.kind) == ("nl", "why")


@pytest.mark.parametrize(
    "question",
    [
        "Which schools in Antwerp will receive money for new sports halls?",
        "What did Peeters ask about the sports halls of Antwerp schools?",
    ],
)
def test_a_question_that_stands_alone_takes_nothing_over(question: str) -> None:
    assert asked(question, FIRST) == asked(question)


def test_a_chain_of_follow_ups_reaches_back_to_who_was_named_and_carries_two_questions_newest_first() -> None:
    found = asked("And why?", FIRST, "And the locks?", "And the quays?")
    assert people(found) == ["Bart Somers"]
    assert found.carried == ("And the quays?", "And the locks?")


def test_a_first_question_has_nothing_to_take_over() -> None:
    assert asked("And why?").carried == ()
