import datetime as dt

import pytest

from assistant.answer import Language, Question, Understood, understood_json
from assistant.question import Asked, topic_words, understand
from assistant.understanding.bodies import Bodies
from assistant.understanding.naming import Known
from assistant.understanding.offices import Held, Offices
from assistant.understanding.people import People
from index.transcript import Speaker
from index.vocabulary import Vocabulary

SOMERS, ANN, KRIS, DEMIR, WEVER = (
    Speaker("somers", "Bart Somers", "Open Vld"), Speaker("ann", "Ann Peeters", "N-VA"),
    Speaker("kris", "Kris Peeters", "cd&v"), Speaker("demir", "Zuhal Demir"), Speaker("wever", "Bart De Wever"),
)  # fmt: skip
VOCABULARY = Vocabulary({"bruggen": 5, "kanaal": 5}, frozenset({"bruggen", "kanaal"}))
KNOWN = Known(
    People([SOMERS, ANN, KRIS, DEMIR, WEVER]),
    VOCABULARY,
    Offices(
        [
            Held(KRIS, "minister", frozenset({"werk"}), "vlaams-parlement", dt.date(2017, 5, 1)),
            Held(DEMIR, "minister", frozenset({"werk", "energie"}), "vlaams-parlement", dt.date(2025, 2, 1)),
            Held(WEVER, "prime minister", frozenset(), "dekamer", dt.date(2025, 2, 1)),
        ]
    ),
    Bodies(["N-VA", "cd&v", "Open Vld"], ["Omgeving"], ["dekamer", "vlaams-parlement"]),
)
TODAY = dt.date(2025, 11, 24)


def asked(text: str, *without: str) -> Asked:
    return understand(Question(text, without=without), KNOWN, TODAY)


def understood(text: str, *without: str) -> Understood:
    return asked(text, *without).understood


def names(people: tuple[Speaker, ...]) -> list[str]:
    return [speaker.name for speaker in people]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wat beloofde Somers over de bruggen in de haven?", "nl"),
        ("What did Somers promise about the bridges in the harbour?", "en"),
        ("Qu'est-ce que Somers a promis au sujet des ponts du port ?", "fr"),
    ],
)
def test_the_language_is_that_of_the_question(question: str, language: Language) -> None:
    assert understood(question).language == language


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
    assert names(found.understood.speakers) == ["Bart Somers"]
    assert found.understood.period == (dt.date(2020, 5, 1), dt.date(2020, 5, 31))
    assert found.understood.kind == "promised"
    assert found.understood.topic == "bridges"
    assert "Somers" not in found.text


def test_the_period_stays_in_the_words_looked_for() -> None:
    assert "2020" in asked("What was said on bridges in May 2020?").text


def test_without_a_day_given_it_is_reckoned_from_today() -> None:
    period = understand(Question("Wat zei men vorig jaar over bruggen?"), KNOWN).understood.period
    assert period is not None
    assert period[0] == dt.date(dt.date.today().year - 1, 1, 1)


def test_who_spoke_is_told_from_who_was_spoken_to_and_about() -> None:
    found = asked("Wat vroeg Somers aan minister Demir over het plan van De Wever voor bruggen?").understood
    assert names(found.speakers) == ["Bart Somers"]
    assert names(found.addressees) == ["Zuhal Demir"]
    assert names(found.about) == ["Bart De Wever"]
    assert found.topic == "plan bruggen"


def test_names_of_those_spoken_to_and_about_stay_in_the_words_looked_for() -> None:
    assert asked("Wat vroeg Somers aan Demir over bruggen?").text == "Wat vroeg aan Demir over bruggen?"
    assert asked("Wie noemde Demir een leugenaar?").text == "Wie noemde Demir een leugenaar?"


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("Wat zei de premier over bruggen?", ["Bart De Wever"]),
        ("What did the energy minister say about bridges?", ["Zuhal Demir"]),
        ("Qu'a dit la ministre de l'Emploi des ponts en 2025 ?", ["Zuhal Demir"]),
        ("Wat zei de minister van Werk in 2017 over bruggen?", ["Kris Peeters"]),
        ("Wat zei minister Peeters over bruggen?", ["Kris Peeters"]),
        ("Wat zei Peeters (N-VA) over bruggen?", ["Ann Peeters"]),
        ("Wat zei Zuhal Demir, minister van Werk, over bruggen?", ["Zuhal Demir"]),
        ("Wat zei de minister van Werk Kris Peeters over bruggen?", ["Kris Peeters"]),
    ],
)
def test_somebody_is_named_by_office_title_or_party_too(question: str, people: list[str]) -> None:
    found = understood(question)
    assert names(found.speakers) == people
    assert found.ambiguous == ()
    assert found.topic.split() in (["bruggen"], ["bridges"], ["ponts"])


@pytest.mark.parametrize(
    ("question", "name", "people"),
    [
        ("Wat zei Peeters over bruggen?", "Peeters", ["Ann Peeters", "Kris Peeters"]),
        ("Wat zei de minister van Werk over bruggen?", "de minister van Werk", ["Zuhal Demir", "Kris Peeters"]),
    ],
)
def test_of_a_name_or_office_that_several_share_all_are_given_and_said(
    question: str, name: str, people: list[str]
) -> None:
    found = understood(question)
    assert names(found.speakers) == people
    assert [(one.name, names(one.people)) for one in found.ambiguous] == [(name, people)]


def test_an_office_that_the_index_shows_nobody_to_hold_stays_in_the_topic_and_is_said() -> None:
    found = asked("Wat zei de minister van Defensie over bruggen?")
    assert found.understood.unresolved == ("de minister van Defensie",)
    assert found.understood.speakers == found.understood.unknown_names == ()
    assert found.understood.topic == "defensie bruggen"
    assert "Defensie" in found.text


def test_a_name_of_nobody_is_unknown_unless_it_is_only_spoken_of() -> None:
    assert understood("Wat zei minister Janssens over bruggen?").unknown_names == ("Janssens",)
    assert understood("Wat zei Somers over minister Janssens?").unknown_names == ()


def test_parties_committees_and_parliaments_are_those_of_the_index() -> None:
    found = asked("What did N-VA say about bridges in the environment committee in the Chamber?")
    assert found.understood.parties == ("N-VA",)
    assert found.understood.committees == ("Omgeving",)
    assert found.understood.sources == ("dekamer",)
    assert found.understood.topic == "bridges"
    other = understood("What did the PVV say about bridges in the Tweede Kamer?")
    assert (other.parties, other.sources) == ((), ())


def test_a_party_that_is_spoken_about_is_not_the_speakers() -> None:
    assert understood("Wat zei Somers over de N-VA?").parties == ()


def test_after_the_summer_is_when_a_plan_is_for_and_not_when_it_was_told() -> None:
    assert understood("Wat plant Somers na de zomer van 2025?").period is None
    assert understood("Wat zei Somers na de zomer van 2024?").period == (dt.date(2024, 9, 1), None)


@pytest.mark.parametrize(
    ("chip", "word"),
    [
        ("speaker:Bart Somers", "somers"),
        ("addressee:Zuhal Demir", "demir"),
        ("party:N-VA", "va"),
        ("source:dekamer", "kamer"),
        ("period", "2020"),
    ],
)
def test_what_was_taken_away_is_not_used_and_its_words_are_topic_again(chip: str, word: str) -> None:
    question = "Wat vroegen Somers en N-VA aan Demir over bruggen in de Kamer in 2020?"
    before, after = understood(question), understood(question, chip)
    assert word not in before.topic.split()
    assert word in after.topic.split()
    name = chip.partition(":")[2]
    assert name not in str(understood_json(after)) or name == ""
    assert after.period is None or chip != "period"


def test_a_kind_that_was_taken_away_is_said() -> None:
    assert understood("Wat vroeg Somers over bruggen?", "kind").kind == "said"


def test_of_several_candidates_one_may_be_taken_away() -> None:
    found = understood("Wat zei Peeters over bruggen?", "speaker:Ann Peeters")
    assert names(found.speakers) == ["Kris Peeters"]
    assert (found.ambiguous, found.topic) == ((), "bruggen")


def test_the_document_names_everything_that_was_understood() -> None:
    found = understood_json(understood("Wat vroeg Peeters aan Demir over bruggen in mei 2020?"))
    assert found == {
        "speakers": ["Ann Peeters", "Kris Peeters"],
        "unknown_names": [],
        "period": ["2020-05-01", "2020-05-31"],
        "kind": "asked",
        "topic": "bruggen",
        "addressees": ["Zuhal Demir"],
        "about": [],
        "parties": [],
        "committees": [],
        "sources": [],
        "ambiguous": [{"name": "Peeters", "people": ["Ann Peeters", "Kris Peeters"]}],
        "unresolved": [],
    }
