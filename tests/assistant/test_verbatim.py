"""The promise itself: whatever is asked, what is shown as somebody's words stands in the record as theirs."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Question
from assistant.assistant import Assistant
from index.build import build
from index.demo import record_folder
from index.readers import reader_for, walk
from index.store import open_index
from tests.assistant.conftest import assert_verbatim, shown


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
    assert (answer.refusal is None) == bool(answer.citations or answer.count)
    assert 0 <= answer.score <= 1
    named = {speaker.id for speaker in answer.understood.speakers}
    if named:
        assert {citation.turn.speaker and citation.turn.speaker.id for citation in answer.citations} <= named
    assert json.loads(json.dumps(answer.to_json()))["question"] == question.text


@pytest.mark.shared
def test_every_quote_for_the_first_sixty_questions_of_a_gold_set_is_verbatim_in_the_real_record(
    shared: Path, tmp_path: Path
) -> None:
    record = shared / "corpora" / "vlaams-parlement" / "turns.jsonl.xz"
    assert build([record], tmp_path).turns == 510
    assistant = Assistant(open_index(tmp_path))
    lines = (shared / "gold" / "vlaams-dev" / "queries.jsonl").read_text(encoding="utf-8").splitlines()[:60]
    queries: list[dict[str, Any]] = [json.loads(line) for line in lines]
    quotes = 0
    for query in queries:
        citations = shown(assistant.ask(Question(query["question"], tuple(query["history"]))))
        assert_verbatim(assistant, citations)
        quotes += len(citations)
    assert quotes >= len(queries)
    assistant.index.close()
