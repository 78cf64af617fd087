"""The promise itself: whatever is asked, what is shown as somebody's words stands in the record as theirs."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Question
from assistant.answering.phrases import asked_heading, heading
from assistant.assistant import Assistant
from index.build import build
from index.demo import record_folder
from index.readers import reader_for, walk
from index.sentences import sentence_spans
from index.store import open_index
from tests.assistant.conftest import assert_verbatim, shown

HEADINGS = (heading, asked_heading)
QUESTIONS = [
    "Wat beloofde Somers over SIB's?", "What did De Vreese ask about social impact bonds?",
    "Wanneer onderzoekt Somers de SIB's?", "Who spoke about heat pumps?", "Hoeveel warmtepompen werden er verkocht?",
    "Pourquoi y a-t-il tant de mégots ?", "Welke sancties krijgt iemand van de VDAB?",
]  # fmt: skip


@cache
def words_and_names() -> tuple[list[str], list[str]]:
    """The words of the demo record, and the names of those who speak in it."""
    words, names = set(), set()
    for file in walk([record_folder()]):
        for sitting in reader_for(file).read(file):
            for turn in sitting.turns:
                words.update(turn.text.split())
                names.update([turn.speaker.name] if turn.speaker else [])
    return sorted(words), sorted(names)


def texts() -> st.SearchStrategy[str]:
    words, names = words_and_names()
    asking = ["Wat beloofde", "What did", "Qu'a dit", "minister", "mevrouw", "in 2020", "sinds mei 2024", "why", "en"]
    asking += ["SIB's", "Janssens", "?", "hij", "daarover", "Hoe vaak zei", "Wie sprak allemaal over"]
    word = st.sampled_from(words) | st.sampled_from(names) | st.sampled_from(asking) | st.text(max_size=12)
    return st.lists(word, max_size=12).map(" ".join) | st.text(max_size=60)


@settings(
    deadline=None,
    derandomize=True,
    max_examples=80,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_whatever_is_asked_every_quote_shown_is_verbatim_in_its_turn_with_that_turns_speaker(
    demo: Assistant, data: st.DataObject
) -> None:
    question = Question(data.draw(texts()), tuple(data.draw(st.lists(texts(), max_size=2))))
    answer = demo.ask(question)
    assert_verbatim(demo, shown(answer))
    assert_whole_sentences_with_their_marks(shown(answer))
    assert_said_as_shown(answer)
    assert (answer.refusal is None) == bool(answer.citations or answer.count)
    assert 0 <= answer.score <= 1
    named = {speaker.id for speaker in answer.understood.speakers}
    if named:
        own = [citation for citation in answer.citations if not is_question_of_a_reply(demo, citation, answer)]
        assert {citation.turn.speaker and citation.turn.speaker.id for citation in own} <= named
    assert json.loads(json.dumps(answer.to_json()))["question"] == question.text


def test_check_a_quote_finds_every_quote_of_an_answers_json_by_its_words_and_by_its_fingerprint_alone(
    demo: Assistant,
) -> None:
    found = 0
    for text in (*QUESTIONS, "Wat beloofde Somers over kernenergie?"):
        document = demo.ask(Question(text)).to_json()
        for citation in document["citations"] or document["refusal"]["nearest"]:
            with_words = demo.check_quote(f"{citation['quote']} ({citation['fingerprint']})", citation["speaker"])
            alone = demo.check_quote(citation["fingerprint"])
            for checked in (with_words, alone):
                assert checked.verdict == "verbatim"
                assert checked.places[0].turn.id == citation["turn_id"]
            assert (alone.places[0].start, alone.places[0].end) == (citation["start"], citation["end"])
            assert with_words.fingerprint is not None
            assert with_words.fingerprint.agrees
            found += 1
    assert found >= 2 * len(QUESTIONS)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "least"), [("vlaams-dev", 250), ("dekamer-dev", 800)])
def test_every_quote_for_all_questions_of_a_gold_set_is_verbatim_in_the_real_record(
    name: str, least: int, shared: Path, tmp_path: Path
) -> None:
    gold = shared / "gold" / name
    assert build([gold / "corpus.jsonl.xz"], tmp_path).refused == []
    assistant = Assistant(open_index(tmp_path))
    lines = (gold / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    queries: list[dict[str, Any]] = [json.loads(line) for line in lines]
    quotes = 0
    for query in queries:
        answer = assistant.ask(Question(query["question"], tuple(query["history"])))
        citations = shown(answer)
        assert_verbatim(assistant, citations)
        assert_whole_sentences_with_their_marks(citations)
        assert_said_as_shown(answer)
        quotes += len(citations)
    print(f"{name}: {quotes} quotes of {len(queries)} questions are verbatim")
    assert quotes >= least
    assistant.index.close()


def assert_whole_sentences_with_their_marks(citations: Iterable[Citation]) -> None:
    """Each quote begins and ends where sentences of its turn do; each mark lies within it."""
    for citation in citations:
        spans = sentence_spans(citation.turn.text)
        assert citation.start in {start for start, _ in spans}
        assert citation.end in {end for _, end in spans}
        assert all(citation.start <= start < end <= citation.end for start, end in citation.marks)


def assert_said_as_shown(answer: Answer) -> None:
    """Each line of an answer is a frame, or the words of the one citation that it names, under that speaker."""
    cited = {citation.number: citation for citation in answer.citations}
    above = ""
    for sentence in answer.sentences:
        if not sentence.citations:
            above = sentence.text
            continue
        (number,) = sentence.citations
        citation = cited[number]
        assert sentence.text == citation.quote
        heads = [head(citation.turn.speaker, citation.sitting, answer.understood.language) for head in HEADINGS]
        assert above in heads


def is_question_of_a_reply(assistant: Assistant, citation: Citation, answer: Answer) -> bool:
    """Whether a citation is a question that the record links to a reply which is quoted too."""
    layout = assistant.index.layout
    replies = {layout.turn_ids[row] for row in layout.replied_by(layout.row_of(citation.turn.id)).tolist()}
    return citation.quote.endswith("?") and any(other.turn.id in replies for other in answer.citations)
