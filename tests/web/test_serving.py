import time
from pathlib import Path

import pytest

from assistant.answer import Question
from assistant.assistant import Assistant
from assistant.web import serving as module
from assistant.web.serving import Serving
from index.build import build, remove
from index.demo import record_folder
from index.place import Place
from index.store import open_index
from tests.postgres import Server

SIB = "2020-07-07-sociale-impactobligaties.txt"
QUESTION = Question("What did Somers promise on SIBs?")


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serving:
    monkeypatch.setattr(module, "LOOKED_AFTER", 0.0)
    build([record_folder() / "2017-11-09-onderwijsfinanciering.txt"], tmp_path / "record")
    return Serving(Assistant(open_index(tmp_path / "record")))


def after(served: Serving, before: Assistant) -> Assistant:
    """The assistant that takes the place of this one."""
    for _ in range(200):
        if (now := served.assistant) is not before:
            return now
        time.sleep(0.05)
    raise AssertionError("the index was not opened again")


def test_a_sitting_that_is_added_answers_while_the_program_runs(served: Serving) -> None:
    before = served.assistant
    assert before.ask(QUESTION).refusal is not None
    build([record_folder() / SIB], before.index.directory)
    assert after(served, before).ask(QUESTION).citations[0].sitting.title.startswith("Vraag om uitleg")
    assert before.ask(QUESTION).refusal is not None  # what began with the old one ends with it


def test_an_index_that_did_not_change_is_not_opened_again(served: Serving) -> None:
    before = served.assistant
    served.reopen()
    assert served.assistant is before


def test_an_index_that_cannot_be_opened_leaves_the_old_one_in_service(served: Serving, tmp_path: Path) -> None:
    before = served.assistant
    (before.index.directory / "derived.json").touch()
    (before.index.directory / "record.sqlite").rename(tmp_path / "elsewhere")
    served.reopen()
    assert served.assistant is before


def test_a_sitting_that_is_removed_is_gone_from_answers(served: Serving) -> None:
    build([record_folder() / SIB], served.assistant.index.directory)
    served.reopen()
    before = served.assistant
    (citation, *_) = before.ask(QUESTION).citations
    remove([citation.sitting.id], before.index.directory)
    assert after(served, before).ask(QUESTION).refusal is not None


def test_a_sitting_that_another_machine_adds_to_the_store_answers_here(
    postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOKED_AFTER", 0.0)
    with postgresql.database() as url:
        here, elsewhere = Place(tmp_path / "here", url), Place(tmp_path / "elsewhere", url)
        build([record_folder() / "2017-11-09-onderwijsfinanciering.txt"], elsewhere)
        served = Serving(Assistant(open_index(here)))
        before = served.assistant
        assert before.ask(QUESTION).refusal is not None
        build([record_folder() / SIB], elsewhere)
        now = after(served, before)
        assert now.ask(QUESTION).citations[0].sitting.title.startswith("Vraag om uitleg")
        for one in (before, now):
            one.index.close()
    assert served.assistant is now  # the store is away: what is served stays in service
    now.index.close()
