"""The whole way from a question to its answer, over the demo record and over invented turns."""

import dataclasses
import datetime as dt
import weakref
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.answer import Filters, Language, Question
from assistant.answerability import THRESHOLD
from assistant.answering.phrases import heading
from assistant.assistant import Assistant
from index.build import build
from index.demo import record_folder
from index.store import open_index
from tests.assistant.conftest import Over, ask, assert_verbatim, shown, speakers
from tests.index.conftest import turn

PROMISED: dict[Language, str] = {
    "nl": "Wat beloofde Somers over SIB's?",
    "en": "What did Somers promise on SIBs?",
    "fr": "Qu'a promis Somers au sujet des SIB ?",
}
NUCLEAR: dict[Language, str] = {
    "nl": "Wat beloofde Somers over kernenergie?",
    "en": "What did Somers promise on nuclear energy?",
    "fr": "Qu'a promis Somers au sujet de l'énergie nucléaire ?",
}
IN_THE_DEMO = [
    *PROMISED.values(), "Waarom zijn er zoveel sigarettenpeuken?", "What did De Vreese ask about social impact bonds?",
    "Wat antwoordde minister Depraetere over warmtepompen?", "Welke sancties krijgt iemand van de VDAB?",
    "Quelles sanctions prévoit le VDAB ?",
]  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_the_same_question_is_answered_alike_in_three_languages(demo: Assistant, language: Language) -> None:
    answer = ask(demo, PROMISED[language])
    assert answer.refusal is None
    assert speakers(answer) == {"Bart Somers"}
    # He spoke of it twice: what is shown is of the promise in July, not of what he said of the idea in January.
    assert {citation.sitting.id for citation in answer.citations} == {"vp-1411853"}
    assert any("na het zomerreces" in citation.quote for citation in answer.citations)
    assert any("onderzoeken" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_the_frame_is_in_the_language_of_the_question_and_the_quotes_in_that_of_the_record(
    demo: Assistant, language: Language
) -> None:
    answer = ask(demo, PROMISED[language])
    assert answer.understood.language == language
    first = answer.citations[0]
    assert answer.sentences[0].text == heading(first.turn.speaker, first.sitting, language)
    refused = ask(demo, NUCLEAR[language])
    assert refused.refusal is not None
    assert (refused.refusal.reason, refused.refusal.searched) == {
        "nl": (
            "Bart Somers spreekt in het verslag, maar ik vind geen woorden van Bart Somers die dit beantwoorden.",
            "Doorzocht: 17 vergaderingen van 9 november 2017 tot 26 februari 2025, 233 spreekbeurten. "
            "Alleen: Bart Somers.",
        ),
        "en": (
            "Bart Somers speaks in the record, but I find no words of Bart Somers that answer this.",
            "Searched: 17 sittings from 9 November 2017 to 26 February 2025, 233 turns. Only: Bart Somers.",
        ),
        "fr": (
            "Bart Somers prend la parole dans le compte rendu, mais je n'y trouve aucune parole qui réponde à cela.",
            "Consulté : 17 séances du 9 novembre 2017 au 26 février 2025, 233 interventions. Seulement : Bart Somers.",
        ),
    }[language]


@pytest.mark.parametrize("question", IN_THE_DEMO)
def test_every_sentence_is_a_frame_or_the_verbatim_words_of_its_citation(demo: Assistant, question: str) -> None:
    answer = ask(demo, question)
    assert answer.citations
    assert_verbatim(demo, answer.citations)
    by_number = {citation.number: citation for citation in answer.citations}
    assert list(by_number) == list(range(1, len(by_number) + 1))
    quoted = [sentence for sentence in answer.sentences if sentence.citations]
    assert [(s.text, s.citations) for s in quoted] == [(c.quote, (c.number,)) for c in answer.citations]


@pytest.mark.parametrize("question", IN_THE_DEMO)
def test_quotes_stand_under_a_heading_with_their_speaker_and_date(demo: Assistant, question: str) -> None:
    answer = ask(demo, question)
    by_number = {citation.number: citation for citation in answer.citations}
    headings: list[str] = []
    for sentence in answer.sentences:
        if not sentence.citations:
            headings.append(sentence.text)
            continue
        citation = by_number[sentence.citations[0]]
        assert headings[-1] == heading(citation.turn.speaker, citation.sitting, answer.understood.language)
    assert not answer.sentences[0].citations
    assert len(set(headings)) == len(headings)
    assert all(one.citations or other.citations for one, other in pairwise(answer.sentences))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Wat zei De Vreese over sociale-impactobligaties?", "Maaike De Vreese"),
        ("What did Sommers promise on SIBs?", "Bart Somers"),
        ("wat beloofde somers over sib's", "Bart Somers"),
        ("Wat antwoordde minister Depraetere over warmtepompen?", "Melissa Depraetere"),
    ],
)
def test_a_question_that_names_a_person_is_answered_with_that_persons_words_only(
    demo: Assistant, question: str, name: str
) -> None:
    assert speakers(ask(demo, question)) == {name}


def test_a_name_that_two_people_share_may_quote_both_and_nobody_else(demo: Assistant) -> None:
    answer = ask(demo, "Wat vroeg Pieters over de VDAB?")
    assert {speaker.name for speaker in answer.understood.speakers} == {"Andy Pieters", "Leo Pieters"}
    assert {c.turn.speaker.name for c in answer.citations if c.turn.speaker} <= {"Andy Pieters", "Leo Pieters"}


@pytest.mark.parametrize(
    "question",
    [
        *NUCLEAR.values(),
        "Wat kost een ticket voor de maanraket?",
        "Welke wijnen voerde de schaakkampioen in?",
        "Quels vins le champion d'échecs a-t-il importés ?",
    ],
)
def test_what_the_record_does_not_hold_is_refused_with_what_came_nearest(demo: Assistant, question: str) -> None:
    answer = ask(demo, question)
    assert answer.refusal is not None
    assert (answer.sentences, answer.citations) == ((), ())
    assert answer.refusal.nearest
    assert_verbatim(demo, answer.refusal.nearest)
    assert answer.score < THRESHOLD


def test_a_name_of_nobody_is_refused_with_the_name_even_where_the_topic_is_in_the_record(demo: Assistant) -> None:
    answer = ask(demo, "Wat zei minister Janssens over warmtepompen?")
    assert answer.refusal is not None
    assert "Janssens" in answer.refusal.reason
    assert answer.understood.unknown_names == ("Janssens",)


@pytest.mark.parametrize("question", ["Wat zei de minister?", "En wanneer?", "?", ""])
def test_a_question_without_a_topic_is_refused_as_such(demo: Assistant, question: str) -> None:
    answer = ask(demo, question)
    assert answer.refusal is not None
    assert answer.refusal.reason == "Uit de vraag blijkt niet waarover ze gaat."


def test_a_follow_up_is_answered_about_what_was_asked_before(demo: Assistant) -> None:
    answer = ask(demo, "En wanneer?", PROMISED["nl"])
    assert speakers(answer) == {"Bart Somers"}
    assert "vp-1411853" in {citation.sitting.id for citation in answer.citations}


@pytest.mark.parametrize(
    "question", ["Wat beloofde Crevits over de kmo-portefeuille?", "Wat zei Demir over warmtepompen?"]
)
def test_that_others_spoke_of_it_is_no_answer_of_the_person_asked_about(demo: Assistant, question: str) -> None:
    answer = ask(demo, question)
    assert answer.understood.speakers
    assert answer.refusal is not None
    assert answer.refusal.nearest


def test_filters_hold_for_answers_and_for_what_a_refusal_says_was_searched(demo: Assistant) -> None:
    early = Filters(until=dt.date(2019, 1, 1))
    answer = demo.ask(Question("Welke sancties krijgt iemand van de VDAB?", filters=early))
    assert answer.refusal is not None
    assert answer.refusal.searched.startswith("Doorzocht: 1 vergadering van 9 november 2017, ")
    assert shown(answer)
    assert all(c.sitting.date is not None and c.sitting.date <= dt.date(2019, 1, 1) for c in shown(answer))


def test_filters_that_leave_nothing_give_a_refusal_that_says_so(demo: Assistant) -> None:
    answer = demo.ask(Question(PROMISED["en"], filters=Filters(source="nowhere")))
    assert answer.refusal is not None
    assert answer.refusal.searched == "No sitting lies within the period and filters chosen."
    assert answer.refusal.nearest == ()


def test_the_same_question_gives_the_same_answer(demo: Assistant) -> None:
    assert ask(demo, PROMISED["en"]) == ask(demo, PROMISED["en"])


def test_an_answer_without_evidence_is_a_refusal_not_a_guess(tmp_path: Path) -> None:
    build([], tmp_path)
    nothing = Assistant(open_index(tmp_path))
    for question in ("What did Somers promise on SIBs?", "Wie sprak over bruggen?", "?"):
        answer = ask(nothing, question)
        assert answer.refusal is not None
        assert (answer.sentences, answer.citations, answer.refusal.nearest) == ((), (), ())
    nothing.index.close()


def test_words_of_a_speaker_unknown_are_quoted_as_such_and_never_as_somebodys(over: Over) -> None:
    assistant = over(
        [
            turn("d", 0, "Wij bouwen een nieuwe zeesluis in de haven van Zeebrugge.", speaker=None),
            turn("d", 1, "Daar ben ik het niet mee eens.", speaker="Ann Peeters"),
            *(turn(doc, 0, f"Over {doc} spraken wij al.", title=doc) for doc in ("scholen", "bossen", "dijken")),
        ]
    )
    answer = ask(assistant, "Wat zei men over de nieuwe zeesluis in de haven van Zeebrugge?")
    (citation,) = (citation for citation in answer.citations if citation.turn.id == "d-0")
    assert citation.turn.speaker is None
    at = next(at for at, sentence in enumerate(answer.sentences) if citation.number in sentence.citations)
    assert answer.sentences[at - 1].text == "spreker onbekend, op 1 maart 2024:"
    by_ann = ask(assistant, "Wat zei Ann Peeters over de zeesluis in de haven van Zeebrugge?")
    assert speakers(by_ann) <= {"Ann Peeters"}


def test_the_document_for_other_programs_says_what_the_answer_says(demo: Assistant) -> None:
    answer = ask(demo, PROMISED["en"])
    document = answer.to_json()
    assert document["understood"] == {
        "speakers": ["Bart Somers"], "unknown_names": [], "period": None, "kind": "promised", "topic": "sibs",
        "addressees": [], "about": [], "parties": [], "committees": [], "sources": [], "ambiguous": [],
        "unresolved": [],
    }  # fmt: skip
    first, citation = document["citations"][0], answer.citations[0]
    assert first["n"] == 1
    assert (first["speaker"], first["role"], first["party"]) == ("Bart Somers", "minister", None)
    assert (first["date"], first["doc_id"]) == ("2020-07-07", "vp-1411853")
    assert citation.turn.text[first["start"] : first["end"]] == first["quote"]
    assert dataclasses.replace(answer, score=0.123456).to_json()["score"] == 0.1235


def test_what_the_chair_says_to_lead_the_debate_is_not_quoted_where_somebody_else_spoke(demo: Assistant) -> None:
    answer = demo.ask(Question("Who asked Demir about labour migration?"))
    roles = [citation.turn.speaker.role for citation in answer.citations if citation.turn.speaker]
    assert roles
    assert "chair" not in roles


def test_who_was_asked_is_not_quoted_as_who_asked(demo: Assistant) -> None:
    answer = demo.ask(Question("Wie ondervroeg Demir over arbeidsmigratie?"))
    assert [speaker.name for speaker in answer.understood.addressees] == ["Zuhal Demir"]
    names = {citation.turn.speaker.name for citation in answer.citations if citation.turn.speaker}
    assert "Tom Lamont" in names
    assert "Zuhal Demir" not in names


def test_a_sitting_that_was_added_later_is_found_by_words_that_the_record_did_not_have(tmp_path: Path) -> None:
    def cited() -> set[str]:
        assistant = Assistant(open_index(tmp_path / "index"))
        return {one.sitting.id for one in assistant.ask(Question("what did Somers promise on SIBs?")).citations}

    files = sorted(record_folder().iterdir())
    *_, told = telling = [path for path in files if "obligaties" in path.read_text(encoding="utf-8")]
    build([path for path in files if path not in telling], tmp_path / "index")
    words = [path.name for path in (tmp_path / "index").glob("words-*")]
    before = {info.id for info in open_index(tmp_path / "index").sittings.values()}
    assert cited() <= before
    build([told], tmp_path / "index")
    assert [path.name for path in (tmp_path / "index").glob("words-*")] == words  # added, not made anew
    assert cited() - before


def test_what_one_warming_up_keeps_from_the_garbage_the_next_lets_go(demo: Assistant) -> None:
    class Ring:
        pass

    ring = Ring()
    ring.own = ring  # type: ignore[attr-defined]  # only the collector of garbage finds it
    held = weakref.ref(ring)
    demo.warm_up()
    del ring
    demo.warm_up()
    assert held() is None
