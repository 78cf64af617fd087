"""Several processes answer the API's questions as one does."""

import os
import signal

import pytest
from starlette.testclient import TestClient

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.web.guard.desk import BusyError
from assistant.web.processes import Answering
from assistant.web.serving import Serving
from tests.web.conftest import client

QUESTION = {"question": "what did Somers promise on SIBs?"}


def number(assistant: Assistant) -> int:
    del assistant
    return os.getpid()


def end(assistant: Assistant) -> None:
    del assistant
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture(scope="module")
def answering(demo: Assistant) -> Answering:
    return Answering(Serving(demo), Settings(index=demo.index.directory, processes=2))


def test_one_process_answers_by_itself(demo: Assistant) -> None:
    assert Answering(Serving(demo), Settings(index=demo.index.directory)).do(number) == os.getpid()


def test_other_processes_answer_and_one_that_is_killed_is_replaced(answering: Answering) -> None:
    first = answering.do(number)
    assert first != os.getpid()
    with pytest.raises(BusyError):
        answering.do(end)
    assert answering.do(number) not in (first, os.getpid())


def test_the_api_gives_the_same_answers_with_several_processes(demo: Assistant, demo_site: TestClient) -> None:
    settings = Settings(index=demo.index.directory, processes=2)
    with client(demo, settings) as site:
        for path in ("ask", "search"):
            answered = site.post(f"/api/v1/{path}", json=QUESTION)
            assert answered.status_code == 200, answered.text
            assert answered.json() == demo_site.post(f"/api/v1/{path}", json=QUESTION).json()
        refused = site.post("/api/v1/ask", json={**QUESTION, "filters": {"speaker": "Nobody"}})
        alone = demo_site.post("/api/v1/ask", json={**QUESTION, "filters": {"speaker": "Nobody"}})
        assert (refused.status_code, refused.json()) == (alone.status_code, alone.json())
        assert refused.status_code == 422
