"""An assistant over the demo record, and one over any few invented lines."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from assistant.answer import Answer, Citation, Question
from assistant.assistant import Assistant
from index.build import build
from index.demo import record_folder
from index.store import open_index

Over = Callable[[Iterable[dict[str, Any]]], Assistant]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over the demo record; its answers do not change, so all tests share it."""
    directory = tmp_path_factory.mktemp("demo")
    build([record_folder()], directory)
    assistant = Assistant(open_index(directory))
    yield assistant
    assistant.index.close()


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Over]:
    """Makes the assistant over invented turns (`tests.index.conftest.turn`), one index for all of them."""
    opened: list[Assistant] = []

    def make(turns: Iterable[dict[str, Any]]) -> Assistant:
        folder = tmp_path_factory.mktemp("invented")
        record = folder / "record.jsonl"
        record.write_text("".join(json.dumps(line) + "\n" for line in turns), encoding="utf-8")
        assert build([record], folder / "index").refused == []
        opened.append(Assistant(open_index(folder / "index")))
        return opened[-1]

    yield make
    for assistant in opened:
        assistant.index.close()


def ask(assistant: Assistant, text: str, *history: str) -> Answer:
    return assistant.ask(Question(text, history))


def shown(answer: Answer) -> tuple[Citation, ...]:
    """Every quote that an answer shows, those beside a refusal included."""
    return answer.refusal.nearest if answer.refusal else answer.citations


def speakers(answer: Answer) -> set[str]:
    """The names of everybody who is quoted."""
    return {citation.turn.speaker.name if citation.turn.speaker else "" for citation in answer.citations}


def assert_verbatim(assistant: Assistant, citations: Iterable[Citation]) -> None:
    """Each quote stands in its turn, and the turn is the record's, read anew, with its speaker."""
    for citation in citations:
        sitting = assistant.index.sitting(citation.sitting.id)
        assert sitting is not None
        turn = next(turn for turn in sitting.turns if turn.id == citation.turn.id)
        assert turn.text[citation.start : citation.end] == citation.quote
        assert citation.quote.strip()
        assert citation.turn.speaker == turn.speaker
