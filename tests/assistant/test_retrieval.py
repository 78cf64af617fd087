"""Retrieval over a few invented sittings, found by the real encoder."""

import datetime as dt
from typing import Any

import numpy as np
import pytest

from assistant.answer import Evidence, Filters, Question
from assistant.assistant import Assistant
from assistant.retrieval import MOST_OF_DEBATE
from assistant.retrieval.signals import Hits
from index.vectors import embedded
from tests.assistant.conftest import Over
from tests.index.conftest import turn

CANAL, FOREST, SCHOOL = "Fietsbruggen over het kanaal", "Beheer van de bossen", "Zwemles op school"


SPEAKERS = "Mertens Claes Willems Jacobs Goossens Wouters".split()
PARTIES = {"Ann Peeters": "Groen", "Carl Smet": "N-VA", "Dina Maes": "Groen"}
MOBILITY, NATURE = "Commissie voor Mobiliteit", "Commissie voor Leefmilieu"


def debate(doc: str, date: str, source: str, committee: str) -> list[dict[str, Any]]:
    """A sitting of three agenda items; each reply repeats none of the question's words."""
    lines = [
        (CANAL, "Ann Peeters", "Hoeveel fietsbruggen bouwt u volgend jaar over het kanaal, minister?"),
        (CANAL, "Minister Bob Claes", "Dat zijn er vier. De eerste is klaar in mei, de andere na de zomer."),
        (CANAL, "Ann Peeters", "Ik dank u voor dat duidelijke antwoord."),
        (FOREST, "Carl Smet", "Wie betaalt voor het onderhoud van de bossen in de Kempen?"),
        (FOREST, "Minister Bob Claes", "De eigenaars doen dat zelf, met steun van mijn departement."),
        (FOREST, "Carl Smet", "Dan blijft de rekening bij de boeren liggen, vrees ik."),
        (SCHOOL, "Dina Maes", "Krijgen alle kinderen van het zesde leerjaar nog zwemles?"),
        (SCHOOL, "Minister Eva Nys", "Ja, en het vervoer naar het zwembad betalen wij terug."),
        (SCHOOL, None, "Dat is goed nieuws."),
    ]
    return [
        turn(
            doc, n, text, speaker,
            title=title, date=date, source=source, committee=committee, party=PARTIES.get(speaker or ""),
        )
        for n, (title, speaker, text) in enumerate(lines)
    ]  # fmt: skip


DEBATES = [
    *debate("old", "2020-05-04", "vlaams-parlement", MOBILITY),
    *debate("new", "2024-03-01", "dekamer", NATURE),
]


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return over(DEBATES)


def found(assistant: Assistant, text: str, filters: Filters = Filters(), **named: Any) -> list[Evidence]:  # noqa: B008
    asked = assistant.understand(Question(text))
    return assistant.retriever.retrieve(asked, 100, filters, **named)


def ids(evidence: list[Evidence]) -> list[str]:
    return [one.turn.id for one in evidence]


QUESTION = "Hoeveel fietsbruggen komen er over het kanaal?"


def test_a_reply_that_repeats_no_word_of_the_question_is_found_through_the_question_before_it(
    assistant: Assistant,
) -> None:
    evidence = found(assistant, QUESTION, sitting="new")
    reply = next(one for one in evidence if one.turn.id == "new-1")
    assert reply.found_by.get("words", 0.0) == 0.0
    assert reply.found_by["words_around"] > 0
    assert reply.found_by["meaning_around"] > 0
    assert set(ids(evidence)[:3]) == {"new-0", "new-1", "new-2"}


def test_of_two_who_say_the_same_the_one_who_is_named_comes_first(over: Over) -> None:
    same = "Wij bouwen vier fietsbruggen over het kanaal."
    assistant = over([turn("a", 0, same, "Ann Peeters"), turn("b", 0, same, "Bob Claes"), turn("c", 0, same, None)])
    for name, first in (("Peeters", "a-0"), ("Claes", "b-0")):
        evidence = found(assistant, f"Wat zei {name} over fietsbruggen?")
        assert evidence[0].turn.id == first
        assert [one.turn.id for one in evidence if "speaker" in one.found_by] == [first]
        assert len(evidence) == 3


def test_of_two_who_say_the_same_the_one_of_the_party_that_is_named_comes_first(over: Over) -> None:
    same = "Wij bouwen vier fietsbruggen over het kanaal."
    assistant = over([turn("a", 0, same, "Ann Peeters", party="PVDA"), turn("b", 0, same, "Carl Smet", party="N-VA")])
    for party, first in (("PVDA", "a-0"), ("N-VA", "b-0")):
        evidence = found(assistant, f"Wat zei {party} over fietsbruggen?")
        assert evidence[0].turn.id == first
        assert [one.turn.id for one in evidence if "speaker" in one.found_by] == [first]
        assert len(evidence) == 2


def test_a_person_who_is_named_leaves_no_part_to_a_party_that_is(over: Over) -> None:
    same = "Wij bouwen vier fietsbruggen over het kanaal."
    assistant = over([turn("a", n, same, name, party="Groen") for n, name in enumerate(["Ann Peeters", "Carl Smet"])])
    evidence = found(assistant, "Wat zei Ann Peeters (Groen) over fietsbruggen?")
    assert [one.turn.id for one in evidence if "speaker" in one.found_by] == ["a-0"]


def test_of_two_who_say_the_same_the_one_beside_the_person_spoken_to_comes_first(over: Over) -> None:
    """Beside means in the same debate, with no more than the chair between."""
    asks, thanks = "Bouwt u fietsbruggen over het kanaal?", "Ik geef u het woord."
    assistant = over(
        [
            turn("a", 0, asks, "Ann Peeters"), turn("a", 1, thanks, None), turn("a", 2, "Neen.", "Bob Claes"),
            turn("b", 0, asks, "Ann Peeters"), turn("b", 1, thanks, None), turn("b", 2, "Neen.", "Eva Nys"),
            turn("c", 0, asks, "Ann Peeters"),
        ]
    )  # fmt: skip
    for name, doc in (("Claes", "a"), ("Nys", "b")):
        evidence = found(assistant, f"Wat vroeg Ann Peeters aan {name} over fietsbruggen?")
        assert evidence[0].turn.id == f"{doc}-0"
        assert {one.sitting.id for one in evidence if "addressed" in one.found_by} == {doc}
    assert not any("addressed" in one.found_by for one in found(assistant, "Wat vroeg Ann Peeters over fietsbruggen?"))


@pytest.mark.parametrize(
    ("where", "first"),
    [
        ("in 2020", "old"),
        ("in 2024", "new"),
        ("in de commissie Mobiliteit", "old"),
        ("in de commissie Leefmilieu", "new"),
        ("in het Vlaams Parlement", "old"),
        ("in de federale Kamer", "new"),
    ],
)
def test_sittings_of_the_period_committee_or_parliament_named_come_first_and_the_others_are_not_left_out(
    where: str, first: str, assistant: Assistant
) -> None:
    evidence = found(assistant, f"Hoeveel fietsbruggen komen er over het kanaal, zoals {where} gezegd?")
    assert evidence[0].sitting.id == first
    assert len(evidence) == len(DEBATES)
    assert {one.sitting.id for one in evidence if "sitting" in one.found_by} == {first}


def test_a_sitting_counts_by_the_share_of_what_is_said_of_it_that_is_so(assistant: Assistant) -> None:
    def share(where: str, sitting: str) -> float:
        evidence = found(assistant, f"Wat zei men {where} over fietsbruggen?", sitting=sitting)
        return evidence[0].found_by.get("sitting", 0.0) / assistant.retriever.weights.sitting

    whole = "in 2020 in het Vlaams Parlement in de commissie Mobiliteit"
    assert share(whole, "old") == pytest.approx(1.0)
    assert share(whole, "new") == 0.0
    assert share("in 2024 in de commissie Mobiliteit", "old") == pytest.approx(1 / 2)
    assert share("in 2024 in het Vlaams Parlement in de commissie Mobiliteit", "new") == pytest.approx(1 / 3, abs=1e-3)
    assert share("", "old") == 0.0


def test_a_text_of_the_form_that_was_asked_for_counts_more(over: Over) -> None:
    assistant = over(
        [
            turn("a", 0, "De fietsbruggen over het kanaal zijn duur.", "Ann Peeters"),
            turn("b", 0, "De fietsbruggen over het kanaal kosten 12 miljoen euro.", "Ann Peeters"),
        ]
    )
    for question, with_form in (("Hoeveel kosten de fietsbruggen?", ["b-0"]), ("Wie bouwt de fietsbruggen?", [])):
        evidence = found(assistant, question)
        assert [one.turn.id for one in evidence if "form" in one.found_by] == with_form


def test_questions_are_what_somebody_asked_and_no_answer_to_anything_else(assistant: Assistant) -> None:
    for question, counts in (("Wat vroeg Ann Peeters over fietsbruggen?", 1), (QUESTION, -1)):
        by_id = {one.turn.id: one.found_by.get("asks", 0.0) for one in found(assistant, question)}
        assert by_id["new-0"] == pytest.approx(counts * assistant.retriever.weights.asks)
        assert by_id["new-1"] == 0


def test_one_long_debate_does_not_fill_the_list(over: Over) -> None:
    long = [turn("a", n, f"Over fietsbruggen over het kanaal, punt {n}.", "Ann Peeters") for n in range(12)]
    assistant = over([*long, turn("b", 0, "Ook een brug over de Leie kost geld.", "Bob Claes")])
    order = ids(found(assistant, "Wat is er gezegd over fietsbruggen over het kanaal?"))
    assert len(order) == 13
    assert order.index("b-0") == MOST_OF_DEBATE


def test_a_turn_is_shown_by_the_passage_that_tells_most_of_the_question(over: Over) -> None:
    others = " ".join(f"Het onderhoud van de bossen is een zaak van iedereen in streek {n}." for n in range(20))
    wanted = "Er komen vier fietsbruggen over het kanaal."
    assistant = over([turn("a", 0, f"{others}\n\n{wanted}"), turn("b", 0, f"{wanted}\n\n{others}")])
    for one in found(assistant, QUESTION):
        passage = one.turn.text[one.passage.start : one.passage.end]
        assert "fietsbruggen" in passage
        assert len(passage) < len(one.turn.text)


@pytest.mark.parametrize(
    ("filters", "sitting", "left"),
    [
        (Filters(), None, lambda line: True),
        (Filters(speakers=("ann peeters",)), None, lambda line: line["speaker"] == "Ann Peeters"),
        (
            Filters(speakers=("ann peeters", "dina maes")),
            None,
            lambda line: line["speaker"] in ("Ann Peeters", "Dina Maes"),
        ),
        (Filters(since=dt.date(2024, 3, 1)), None, lambda line: line["doc_id"] == "new"),
        (Filters(since=dt.date(2024, 3, 2)), None, lambda line: False),
        (Filters(until=dt.date(2020, 5, 4)), None, lambda line: line["doc_id"] == "old"),
        (Filters(until=dt.date(2020, 5, 3)), None, lambda line: False),
        (Filters(source="vlaams-parlement"), None, lambda line: line["doc_id"] == "old"),
        (Filters(source="east"), None, lambda line: False),
        (Filters(), "new", lambda line: line["doc_id"] == "new"),
        (Filters(), "none", lambda line: False),
        (
            Filters(("carl smet",), dt.date(2020, 1, 1), dt.date(2020, 12, 31), "vlaams-parlement"),
            "old",
            lambda line: line["doc_id"] == "old" and line["speaker"] == "Carl Smet",
        ),
        (Filters(speakers=("nobody",)), None, lambda line: False),
        (Filters(parties=("Groen",)), None, lambda line: line["speaker"] in ("Ann Peeters", "Dina Maes")),
        (Filters(parties=("Groen", "N-VA")), None, lambda line: line["speaker"] in PARTIES),
        (Filters(speakers=("ann peeters",), parties=("N-VA",)), None, lambda line: False),
        (Filters(committees=(MOBILITY,)), None, lambda line: line["doc_id"] == "old"),
        (Filters(committees=(MOBILITY, NATURE)), None, lambda line: True),
        (Filters(committees=("Commissie voor Onderwijs",)), None, lambda line: False),
        (Filters(source="dekamer", committees=(MOBILITY,)), None, lambda line: False),
    ],
)
@pytest.mark.parametrize("question", [QUESTION, "Wat zei Bob Claes over bossen?"])
def test_filters_leave_exactly_the_turns_that_meet_them(
    assistant: Assistant, question: str, filters: Filters, sitting: str | None, left: Any
) -> None:
    assert set(ids(found(assistant, question, filters, sitting=sitting))) == {
        line["turn_id"] for line in DEBATES if left(line)
    }


@pytest.mark.parametrize("question", [QUESTION, "Wat zei Bob Claes over bossen in 2020?", "swimming lessons", "???"])
def test_the_score_of_evidence_is_the_sum_of_what_found_it_and_the_best_comes_first(
    assistant: Assistant, question: str
) -> None:
    evidence = found(assistant, question)
    assert len(evidence) == len(set(ids(evidence))) == len(DEBATES)
    assert [one.score for one in evidence] == sorted((one.score for one in evidence), reverse=True)
    for one in evidence:
        assert one.score == pytest.approx(sum(one.found_by.values()), abs=1e-3)  # each is rounded to four digits


def test_a_limit_keeps_the_best(assistant: Assistant) -> None:
    asked = assistant.understand(Question(QUESTION))
    assert ids(assistant.retriever.retrieve(asked, 4)) == ids(found(assistant, QUESTION))[:4]


def test_a_passage_is_one_of_its_turn(assistant: Assistant) -> None:
    for one in found(assistant, QUESTION):
        assert one.passage.turn_id == one.turn.id
        assert 0 <= one.passage.start < one.passage.end <= len(one.turn.text)
        assert one.passage.id == f"{one.turn.id}@{one.passage.start}-{one.passage.end}"


def test_a_turn_inherits_nothing_across_agenda_items_or_sittings(over: Over) -> None:
    asks, next_ = "Hoeveel kanaalbruggen bouwt u?", "Dat zijn er vier."
    assistant = over(
        [
            turn("a-one-item", 0, asks), turn("a-one-item", 1, next_),
            turn("b-two-items", 0, asks, title="Bruggen"), turn("b-two-items", 1, next_, title="Iets anders"),
            turn("c-ends-with-it", 0, asks),
            turn("d-next-sitting", 0, next_),
        ]
    )  # fmt: skip
    by_id = {one.turn.id: one.found_by for one in found(assistant, "kanaalbruggen")}
    assert by_id["a-one-item-1"]["words_around"] > 0
    for alone in ("b-two-items-1", "d-next-sitting-0"):
        assert "words_around" not in by_id[alone]
        assert "meaning_around" not in by_id[alone]


def test_two_turns_of_the_same_words_are_both_found(over: Over) -> None:
    assistant = over([turn("d", n, "Wij herstellen de oude vuurtoren.", speaker) for n, speaker in enumerate("AB")])
    assert set(ids(found(assistant, "vuurtoren"))) == {"d-0", "d-1"}


def test_a_question_in_another_language_finds_the_debate(assistant: Assistant) -> None:
    for question, item in (("swimming lessons for children", {"6", "7", "8"}), ("maintenance of forests", set("345"))):
        assert found(assistant, question)[0].turn.id.split("-")[1] in item


@pytest.mark.parametrize("text", ["Fietsbruggen over het kanaal", "Wie betaalt de bossen?", "Wat zei Ann Peeters?"])
@pytest.mark.parametrize("filters", [Filters(), Filters(source="dekamer"), Filters(parties=("Groen",))])
def test_the_best_candidates_are_those_that_are_best_when_all_signals_of_all_are_found(
    assistant: Assistant, text: str, filters: Filters
) -> None:
    """This test ensures that leaving out candidates before their vectors are looked at loses none of the best."""
    retriever = assistant.retriever
    asked, scope = assistant.understand(Question(text)), retriever.scope(filters)
    words, vector = retriever._query.of(asked.text), retriever.vector(asked)
    lexical, vectors = assistant.index.lexical, assistant.index.vectors
    found = Hits.of([lexical.search(words, 3, scope)], [vectors.search(vector, 3, scope)], not filters.parties)

    def best(count: int, shown: int) -> list[float]:
        _, signals = retriever._first.best(found, scope, asked, vector, count)
        totals = retriever.weights.total(signals)
        order = np.argsort(-totals, kind="stable")[:shown]
        return totals[order].tolist()

    for count in (1, 3, 6):
        assert best(count, count) == pytest.approx(best(100, count))


@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_the_form_of_an_answer_brings_turns_among_the_first_though_it_is_not_looked_for_in_all(
    over: Over, limit: int
) -> None:
    rows = [f"{name} herstelt de vuurtoren{when}." for name in SPEAKERS for when in ("", " in mei, juni of juli")]
    assistant = over([turn(f"d{n}", 0, text, "Ann Peeters") for n, text in enumerate(rows)])
    asked = assistant.understand(Question("Wanneer herstelt men de vuurtoren?"))
    whole = [(one.turn.id, one.score) for one in assistant.retriever.retrieve(asked, 100)]
    first = assistant.retriever.retrieve(asked, limit)
    assert [(one.turn.id, one.score) for one in first] == whole[:limit]
    assert all(one.found_by["form"] > 0 for one in first)


def test_a_warm_retriever_finds_what_a_cold_one_finds(over: Over, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "EXACT_MOST", 0)  # so that short codes are made
    assistant = over(DEBATES)
    cold = {text: found(assistant, text) for text in (QUESTION, "Who pays for the forests?", "zwemles")}
    assistant.retriever.warm_up()
    assert "short codes" in assistant.index.vectors.describe()
    for text, before in cold.items():
        after = found(assistant, text)
        assert ids(after) == ids(before)
        assert [one.score for one in after] == pytest.approx([one.score for one in before], abs=1e-5)
