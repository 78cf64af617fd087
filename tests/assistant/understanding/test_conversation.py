"""Dialogues as a specification: what the last question of each is understood to ask."""

import datetime as dt

import pytest

from assistant.answer import Kind, Question, Understood
from assistant.question import Asked, understand
from assistant.understanding.bodies import Bodies
from assistant.understanding.naming import Known
from assistant.understanding.offices import Held, Offices
from assistant.understanding.people import People
from index.transcript import Speaker
from index.vocabulary import Vocabulary

VREESE, SOMERS, PEETERS, DEMIR, WEVER = (
    Speaker("vreese", "Maaike De Vreese", "N-VA"), Speaker("somers", "Bart Somers"), Speaker("peeters", "Ann Peeters"),
    Speaker("demir", "Zuhal Demir"), Speaker("wever", "Bart De Wever"),
)  # fmt: skip
DAY = dt.date(2020, 7, 7)
KNOWN = Known(
    People([VREESE, SOMERS, PEETERS, DEMIR, WEVER]),
    Vocabulary({"bruggen": 5}, frozenset({"bruggen"})),
    Offices(
        [
            Held(SOMERS, "minister", frozenset({"inburgering"}), "vlaams-parlement", DAY),
            Held(DEMIR, "minister", frozenset({"energie"}), "vlaams-parlement", DAY),
            Held(WEVER, "prime minister", frozenset(), "dekamer", DAY),
        ]
    ),
    Bodies(["N-VA", "cd&v"], ["Wonen"], ["vlaams-parlement", "dekamer"]),
)


def asked(text: str, *history: str, without: tuple[str, ...] = ()) -> Asked:
    return understand(Question(text, history, without=without), KNOWN, dt.date(2025, 11, 24))


def who(understood: Understood) -> tuple[str, str, str]:
    """Surnames of those who speak, are spoken to, and are spoken about."""
    speakers, addressees, about = (
        " ".join(speaker.name.rpartition(" ")[2] for speaker in people)
        for people in (understood.speakers, understood.addressees, understood.about)
    )
    return speakers, addressees, about


ASK_NL = "Wat vroeg De Vreese aan minister Somers over bonds voor de haven?"
ASK_EN = "What did De Vreese ask minister Somers about bonds for the harbour?"
ASK_FR = "Qu'a demandé De Vreese au ministre Somers sur les obligations du port ?"


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        # The one asked is the one who answers, agrees or promises.
        ((ASK_NL,), "En wat antwoordde hij daarop?", ("Somers", "Vreese", "")),
        ((ASK_EN,), "And what did he answer?", ("Somers", "Vreese", "")),
        ((ASK_FR,), "Et qu'a-t-il répondu ?", ("Somers", "Vreese", "")),
        ((ASK_EN,), "Did he agree with that?", ("Somers", "Vreese", "")),
        ((ASK_NL,), "En wat beloofde hij?", ("Somers", "Vreese", "")),
        ((ASK_FR,), "Et lui ?", ("Somers", "Vreese", "")),
        # The one who asked still asks.
        ((ASK_NL,), "En wat wilde ze nog weten?", ("Vreese", "Somers", "")),
        ((ASK_NL, "En wat antwoordde hij?"), "En wat vroeg ze daarna?", ("Vreese", "Somers", "")),
        # Either may tell.
        ((ASK_EN,), "And how much does that cost?", ("Somers Vreese", "", "")),
        ((ASK_NL,), "En komt dat er nog van?", ("Somers Vreese", "", "")),
        # By what they are.
        ((ASK_NL,), "Wat zei de minister daarover?", ("Somers", "Vreese", "")),
        ((ASK_EN,), "And how much is it, according to the minister?", ("Somers", "Vreese", "")),
        (("Wat kon Demir zeggen over het station?",), "En wat deed de vraagsteller?", ("", "Demir", "")),
        (("What could Demir say about the station?",), "And what did the questioner do?", ("", "Demir", "")),
        # Nobody was named who could answer: nobody is guessed.
        (("Wat vroeg De Vreese over bonds voor de haven?",), "En wat antwoordde de minister?", ("", "Vreese", "")),
        # Who spoke still speaks.
        (("Wat beloofde Somers over bonds voor de haven?",), "Volstaat dat volgens hem?", ("Somers", "", "")),
        (("What did Somers promise on bonds?",), "And why?", ("Somers", "", "")),
        (("Qu'a promis Somers sur les obligations ?",), "Et combien cela coûte-t-il ?", ("Somers", "", "")),
        (("Wat antwoordde minister Demir aan Peeters?",), "En stijgt dat bedrag?", ("Demir", "Peeters", "")),
        (("Wat schreef minister Chikli aan De Wever?",), "Heeft die een antwoord gekregen?", ("Wever", "", "")),
        (("Wat wilde Peeters weten?", "Is minister Demir akkoord?"), "En waarom wil zij dat?", ("Demir", "", "")),
        # Somebody else is named.
        ((ASK_EN,), "And what did Demir say?", ("Demir", "", "")),
        (("What did Somers promise on bonds?",), "And the prime minister?", ("Wever", "", "")),
        (("Qu'a promis Somers sur les obligations ?",), "Et le premier ministre ?", ("Wever", "", "")),
        ((ASK_NL,), "En wat vroeg hij aan Demir?", ("Vreese", "Demir", "")),
        (("Qu'a répondu Somers à De Vreese ?",), "Et à Peeters ?", ("Somers", "Peeters", "")),
        # Others are asked for.
        (("What did Somers say on bonds?",), "And what did the opposition think?", ("", "", "")),
        (("Wie vroeg een debat over de haven?",), "Welke fracties zagen dat niet zitten?", ("", "", "")),
        (("What did Somers say on bonds?",), "And who disagreed?", ("", "", "")),
        (("Wie noemde Demir een leugenaar?",), "En waarom?", ("", "", "Demir")),
        (("Wie noemde Demir een leugenaar?",), "En wie nog?", ("", "", "Demir")),
    ],
)  # fmt: skip
def test_a_follow_up_is_about_the_people_that_its_words_mean(
    history: tuple[str, ...], question: str, expected: tuple[str, str, str]
) -> None:
    assert who(asked(question, *history).understood) == expected


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("En in 2023?", (dt.date(2023, 1, 1), dt.date(2023, 12, 31))),
        ("And in May 2021?", (dt.date(2021, 5, 1), dt.date(2021, 5, 31))),
        ("Et depuis l'année dernière ?", (dt.date(2024, 1, 1), None)),
        ("En waarom?", (dt.date(2020, 1, 1), dt.date(2020, 12, 31))),
    ],
)
def test_a_follow_up_may_only_change_the_period(question: str, period: tuple[dt.date, dt.date]) -> None:
    found = asked(question, "What did Somers promise about bonds in 2020?").understood
    assert found.period == period
    assert who(found)[0] == "Somers"


def test_an_office_is_that_of_the_period_asked_about_before() -> None:
    history = ("What did Somers promise about bonds in 2017?",)
    assert asked("And the prime minister?", *history).understood.unresolved == ("the prime minister",)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("En De Wever?", "promised"),
        ("En in 2023?", "promised"),
        ("Et le premier ministre ?", "promised"),
        ("And what did De Wever say?", "said"),
        ("En waarom?", "why"),
        ("And how much does that cost?", "how much"),
        ("En hoe zit dat met de sluizen?", "said"),
    ],
)
def test_the_kind_is_that_of_the_question_before_if_only_who_or_when_changes(question: str, kind: Kind) -> None:
    assert asked(question, "Wat beloofde Somers over bonds voor de haven?").understood.kind == kind


def test_party_committee_and_parliament_are_taken_over_until_others_are_named() -> None:
    first = "What did N-VA say about rents in the housing committee in the Flemish Parliament?"
    found = asked("And why?", first).understood
    assert (found.parties, found.committees, found.sources) == (("N-VA",), ("Wonen",), ("vlaams-parlement",))
    other = asked("En cd&v in de Kamer?", first).understood
    assert (other.parties, other.committees, other.sources) == (("cd&v",), ("Wonen",), ("dekamer",))
    assert asked("And what did Somers say?", first).understood.parties == ()


def test_a_name_of_nobody_does_not_fall_back_on_somebody_else() -> None:
    found = asked("And what did minister Janssens promise?", "What did Somers promise on bonds?").understood
    assert who(found)[0] == ""
    assert found.unknown_names == ("Janssens",)


@pytest.mark.parametrize(
    "question",
    [
        "Which schools in Antwerp will receive money for new sports halls?",
        "What did Peeters ask about the sports halls of Antwerp schools?",
    ],
)
def test_a_question_that_stands_alone_takes_nothing_over(question: str) -> None:
    assert asked(question, ASK_EN) == asked(question)


def test_a_chain_reaches_back_to_who_was_named_and_carries_two_questions_newest_first() -> None:
    found = asked("And why?", "What did Somers promise on bonds?", "And the locks?", "And the quays?")
    assert who(found.understood)[0] == "Somers"
    assert found.carried == ("And the quays?", "And the locks?")


def test_a_question_between_that_names_nobody_does_not_break_the_chain() -> None:
    between = "Which schools in Antwerp will receive money for new sports halls?"
    assert who(asked("En wat zei hij nog?", "What did Somers promise on bonds?", between).understood)[0] == "Somers"


def test_a_shared_name_is_still_shared_in_a_follow_up() -> None:
    known = Known(People([PEETERS, Speaker("kris", "Kris Peeters")]), KNOWN.vocabulary)
    found = understand(Question("En waarom?", ("Wat zei Peeters over bonds voor de haven?",)), known).understood
    assert [one.name for one in found.ambiguous] == ["Peeters"]


def test_what_was_taken_away_is_not_taken_over_either() -> None:
    history = ("What did Somers promise about bonds in 2020?",)
    found = asked("And why?", *history, without=("speaker:Bart Somers", "period")).understood
    assert (found.speakers, found.period) == ((), None)


def test_a_first_question_has_nothing_to_take_over() -> None:
    assert asked("And why?").carried == ()
