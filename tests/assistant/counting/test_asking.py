"""Questions that want a count: which do, of what, and what the assistant answers them."""

import datetime as dt
import json
from typing import Any

import pytest

from assistant.answer import Answer, Filters, Question
from assistant.answering.counting.question import count_question, grouping
from assistant.answering.counting.telling import MOST_QUOTES
from assistant.assistant import Assistant
from tests.assistant.conftest import Over, ask, assert_verbatim, speakers
from tests.index.conftest import turn

MAES: dict[str, Any] = {"speaker": "Jo Maes", "role": "minister"}
PEETERS: dict[str, Any] = {"speaker": "Ann Peeters", "party": "Groen"}


@pytest.fixture(scope="module")
def record(over: Over) -> Assistant:
    """Twelve turns of a minister and three of a member on the ferry, in three months; one on something else."""
    turns = [turn("a", n, f"De veerboot vaart op dag {n}. Dat is alles.", date="2024-01-10", **MAES) for n in range(6)]
    turns += [turn("b", n, f"Ook traject {n} krijgt een veerboot.", date="2024-03-05", **MAES) for n in range(6)]
    turns += [turn("b", 6 + n, f"De veerbootlijn {n} is te duur.", date="2024-03-05", **PEETERS) for n in range(3)]
    turns.append(turn("c", 0, "De brug over de rivier wordt hersteld.", date="2024-02-01", **PEETERS))
    return over(turns)


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("Hoe vaak heeft Somers sociale-impactobligaties vermeld?", "sociale-impactobligaties"),
        ("Hoe vaak had De Vreese het over SIB's in 2020?", "SIB's"),
        ("How often did Somers mention social impact bonds?", "social impact bonds"),
        ("How often did Somers mention value for money since 2019?", "value for money"),
        ("Combien de fois Somers a-t-il parlé de logement social ?", "logement social"),
        ("Combien de fois le mot impact a-t-il été prononcé ?", "impact"),
        ("Toutes les fois que l'impact a été évoqué", "impact"),
        ("Wie heeft er allemaal over inburgering gesproken?", "inburgering"),
        ("List everyone who spoke on integration", "integration"),
        ("Every time inburgering came up since 2020", "inburgering"),
        ("every mention of inburgering by Somers", "inburgering"),
        ("In welke maanden kwam de inburgering ter sprake?", "inburgering"),
        ("Welke partijen gebruikten het woord “sociale impact”?", "sociale impact"),
        ("Hoe vaak sprak Somers over de steden?", "steden"),
        # What was done is a fact, not a mention.
        ("Hoe vaak rijdt de trein naar Oostende?", None),
        ("Hoe vaak sprak Somers met de steden?", None),
        ("Hoe vaak komt het parlement samen?", None),
        ("How often is the train used?", None),
        # A claim can be made in any words.
        ("Welke partijen zeiden dat inburgering duur is?", None),
        ("Which MPs said that integration is dear?", None),
        ("Wat zei Somers over inburgering?", None),
        ("Hoe vaak sprak Somers?", None),
        # Whose words these are, the record does not say.
        ("How often did the opposition mention integration?", None),
        ("Hoe vaak zei Impact “inburgering”?", None),  # a word of the record, where a name should be
    ],
)
def test_a_question_that_wants_a_count_says_of_what(demo: Assistant, question: str, term: str | None) -> None:
    found = count_question(demo.understand(Question(question)))
    assert (found.text if found else None) == term


@pytest.mark.parametrize(
    ("question", "by"),
    [
        ("Wie sprak er allemaal over inburgering?", "speaker"),
        ("Welke partijen vermeldden inburgering?", "party"),
        ("How often was integration mentioned by month?", "month"),
        ("Alle keren dat inburgering ter sprake kwam", "time"),
        ("Hoe vaak vermeldde Somers inburgering?", "time"),  # one person's words stand in the order spoken
    ],
)
def test_mentions_are_told_by_what_the_question_asks(demo: Assistant, question: str, by: str) -> None:
    assert grouping(demo.understand(Question(question))) == by


def frame(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences if not sentence.citations]


def test_how_often_is_answered_with_a_count_in_its_scope_and_the_first_of_its_quotes(record: Assistant) -> None:
    answer = ask(record, "Hoe vaak vermeldde Maes de veerboot?")
    assert answer.count is not None
    assert (answer.count.mentions, answer.count.turns, answer.refusal, answer.score) == (12, 12, None, 1.0)
    assert frame(answer)[0] == answer.count.what("nl")
    assert "(gekozen: Jo Maes)" in frame(answer)[0]
    assert frame(answer)[1] == "Hieronder de eerste 10 van de 12 zinnen ermee."
    assert frame(answer)[2:] == ["Jo Maes (minister), op 10 januari 2024:", "Jo Maes (minister), op 5 maart 2024:"]
    assert [citation.number for citation in answer.citations] == list(range(1, MOST_QUOTES + 1))
    assert [citation.quote for citation in answer.citations] == [hit.citation.quote for hit in answer.count.hits[:10]]
    assert_verbatim(record, answer.citations)


def test_everyone_who_spoke_on_it_stands_with_numbers_and_words_of_their_own(record: Assistant) -> None:
    answer = ask(record, "List everyone who spoke on the veerboot")
    told = frame(answer)
    assert told[1] == "Below are 10 of the 15 sentences with it, the oldest of each first."
    assert "Jo Maes (minister): 12 times, in 12 turns, among 90 words." in told
    assert "Ann Peeters (Groen): 3 times, in 3 turns, among 25 words." in told
    assert speakers(answer) == {"Jo Maes", "Ann Peeters"}
    above = ""
    for sentence in answer.sentences:  # each quote stands under the one who spoke it
        if not sentence.citations:
            above = sentence.text
            continue
        (cited,) = (citation for citation in answer.citations if citation.number in sentence.citations)
        assert cited.quote == sentence.text
        assert cited.turn.speaker is not None
        assert above.startswith(cited.turn.speaker.name)


def test_months_stand_in_order_with_their_denominators(record: Assistant) -> None:
    told = frame(ask(record, "Hoe vaak is de veerboot vermeld per maand?"))
    assert [line for line in told if line.endswith("woorden.") and "2024: " in line] == [
        "januari 2024: 6 keer, in 6 spreekbeurten, op 54 woorden.",
        "maart 2024: 9 keer, in 9 spreekbeurten, op 54 woorden.",
    ]


def test_what_a_question_says_of_who_and_when_limits_the_count_beside_the_users_own_filters(record: Assistant) -> None:
    question = "How often did Maes mention the veerboot since February 2024?"
    (maes,) = {s.id for s in record.index.speakers.values() if s.name == "Jo Maes"}
    first = dt.date(2024, 2, 1)
    answer = record.ask(Question(question, filters=Filters(since=dt.date(2023, 1, 1), until=dt.date(2024, 12, 31))))
    assert answer.count is not None
    assert answer.count.filters == Filters(speakers=(maes,), since=first, until=dt.date(2024, 12, 31))
    assert answer.count.mentions == 6
    groen = ask(record, "Combien de fois Groen a-t-il mentionné veerboot ?").count
    assert groen is not None
    assert (groen.filters.parties, groen.mentions) == (("Groen",), 3)
    nobody = record.ask(Question(question, filters=Filters(speakers=("somebody else",))))
    assert nobody.count is None


def test_zero_is_an_answer_that_says_whether_the_record_has_the_term_at_all(record: Assistant) -> None:
    never = ask(record, "Hoe vaak vermeldde Maes de “zeppelin”?")
    assert (never.refusal, never.citations, never.count and never.count.mentions) == (None, (), 0)
    assert frame(never)[1:] == ["Het verslag kent “zeppelin” nergens."]
    others = ask(record, "How often did Maes mention “brug”?")
    assert "“brug” was not said. Looked through word by word: 12 turns" in frame(others)[0]
    assert frame(others)[1:] == ["In the whole record it stands once, in 1 turn."]


def test_what_is_quoted_after_a_count_of_nothing_is_said_to_be_in_other_words(demo: Assistant) -> None:
    answer = ask(demo, "List everyone who spoke on manure")
    assert answer.count is not None
    assert answer.count.mentions == 0
    assert frame(answer)[1:3] == ["The record has “manure” nowhere.", "In other words, these may be about it:"]
    assert answer.citations
    assert_verbatim(demo, answer.citations)


@pytest.mark.parametrize(
    ("question", "history", "who", "term"),
    [
        ("en hoe vaak zei Peeters dat?", ["Wat zei Maes over de veerboot?"], "Ann Peeters", "veerboot"),
        ("En Peeters?", ["Hoe vaak vermeldde Maes de veerboot?"], "Ann Peeters", "veerboot"),
        ("And since February 2024?", ["How often did Maes mention the veerboot?"], "Jo Maes", "veerboot"),
    ],
)
def test_a_follow_up_counts_what_the_questions_before_it_speak_of(
    record: Assistant, question: str, history: list[str], who: str, term: str
) -> None:
    answer = ask(record, question, *history)
    assert answer.count is not None
    assert (answer.count.term.text, speakers(answer)) == (term, {who})


def test_a_question_of_somebody_whom_the_record_does_not_have_is_not_counted_over_everybody(record: Assistant) -> None:
    answer = ask(record, "Hoe vaak vermeldde minister Zwartkruis de veerboot?")
    assert answer.count is None
    assert answer.refusal is not None


def test_a_question_whose_kind_was_taken_away_is_answered_by_quotes(record: Assistant) -> None:
    assert record.ask(Question("Hoe vaak vermeldde Maes de veerboot?", without=("kind",))).count is None


def test_the_json_of_an_answer_holds_the_document_of_the_count(record: Assistant) -> None:
    answer = ask(record, "Hoe vaak vermeldde Maes de veerboot?")
    assert answer.count is not None
    document = json.loads(json.dumps(answer.to_json()))
    assert document["count"] == json.loads(json.dumps(answer.count.to_json("nl")))
    assert ask(record, "Wat zei Maes over de veerboot?").to_json()["count"] is None
