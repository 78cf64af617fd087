"""The queue of sittings that wait for vectors: workers in processes of their own, some of which are killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest

from index.build import build, remove
from index.errors import IndexMismatchError
from index.place import Place
from index.record import Record
from index.record.queue import MOST_ATTEMPTS, Queue
from index.store import open_index
from index.work import WorkReport, work
from tests.conftest import ROOT
from tests.index.conftest import WriteTurns
from tests.index.debates import a_debate, answers, opened, whole_sittings

DOCS = [f"{a}{b}" for a in "abcd" for b in "wxyz"]

WORKER = """
import os, sys, time
from index import work
from index.encoders.static import StaticEncoder

encode = StaticEncoder.encode_passages

def slowly(self, texts):
    if self.dimensions == 32:  # that of the index, and not the bundled one
        print("encoding", flush=True)
        time.sleep(float(sys.argv[1]))
    return encode(self, texts)

StaticEncoder.encode_passages = slowly
from index.__main__ import app
app(sys.argv[2:])
"""
"""The command line, with an encoder that takes its time and says when it begins."""


@contextmanager
def worker(place: Place, seconds: float, *options: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", WORKER, str(seconds), "work", "--index", str(place.directory), *options]
    environment = os.environ | ({"ASSISTANT_STORE": place.store} if place.store else {})
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def state(place: Place) -> Queue:
    with closing(Record(place.record)) as record:
        return record.queue()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def files(write_turns: WriteTurns) -> list[Path]:
    return [write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in DOCS]


def assert_whole(place: Place, built: Path) -> None:
    """An index has what one has that was built at once: every passage once, under a key of its own."""
    assert whole_sittings(place) == whole_sittings(built)
    assert answers(place) == answers(built)
    with closing(Record(place.record)) as record:
        keys = [key for block in record.passage_vectors(32) for key in block.keys.tolist()]
        texts = Counter(text for *_, text in record.passage_texts(row.key for row in record.sitting_rows()))
        assert len(keys) == len(set(keys)) == record.counts()["passages"] == 6 * len(DOCS)
        assert record.counts()["turns"] == 6 * len(DOCS)
    with closing(Record(built / "record.sqlite")) as record:
        assert texts == Counter(text for *_, text in record.passage_texts(row.key for row in record.sitting_rows()))


def test_what_waits_is_not_searched_and_what_was_worked_on_is_as_if_built_at_once(
    place: Place, files: list[Path], tmp_path: Path, letters: str
) -> None:
    build(files, tmp_path / "whole", letters)
    report = build(files, place, letters, queue=True)
    assert (report.sittings, report.passages) == (len(DOCS), 6 * len(DOCS))
    assert state(place) == Queue(waiting=len(DOCS), leased=0, given_up=0)
    with opened(place) as index:
        assert (index.waiting, index.turn_ids(), index.sittings) == (len(DOCS), [], {})
        assert index.sitting("aw") is None
    assert answers(place) == [{}] * 8
    done = work(place)
    assert (done.sittings, done.passages, done.lost, done.given_up) == (len(DOCS), 6 * len(DOCS), 0, 0)
    assert_whole(place, tmp_path / "whole")


def test_what_is_added_to_the_queue_later_joins_an_index_in_any_order(
    place: Place, files: list[Path], tmp_path: Path, letters: str
) -> None:
    build(files, tmp_path / "whole", letters)
    build(files[:2], place, letters, queue=True)
    build(files[2:], place)  # these have their vectors before the others
    assert len(open_and_count(place)) == 6 * len(DOCS) - 12
    assert work(place).sittings == 2
    assert_whole(place, tmp_path / "whole")


def open_and_count(place: Place) -> list[str]:
    with opened(place) as index:
        return list(index.turn_ids())


def test_several_workers_share_the_queue_and_one_that_is_killed_loses_and_doubles_nothing(
    place: Place, files: list[Path], tmp_path: Path, letters: str
) -> None:
    build(files, tmp_path / "whole", letters)
    build(files, place, letters, queue=True)
    others = [Place(tmp_path / name, place.store) if place.store else place for name in ("one", "two")]
    with worker(others[0], 60, "--lease", "3") as doomed:
        assert doomed.stdout is not None
        assert doomed.stdout.readline() == "encoding\n"
        doomed.send_signal(signal.SIGKILL)
        doomed.wait()
        assert state(place).leased == 1
        with worker(others[0], 0.05, "--lease", "30") as one, worker(others[1], 0.05, "--lease", "30") as two:
            assert [process.wait(timeout=120) for process in (one, two)] == [0, 0]
            assert one.stdout is not None
            assert two.stdout is not None
            shares = [process.stdout.read().count("encoding") for process in (one, two)]
    assert sum(shares) == len(DOCS)
    assert min(shares) > 0
    assert state(place) == Queue(0, 0, 0)
    assert_whole(place, tmp_path / "whole")


def test_a_worker_that_was_taken_for_dead_writes_nothing(place: Place, files: list[Path], letters: str) -> None:
    build(files[:1], place, letters, queue=True)
    codes = np.ones((6, 32), dtype=np.int8)
    with closing(Record(place.record)) as record:
        sitting = record.lease("slow", 0)
        assert sitting is not None
        assert record.lease("quick", 60) == sitting
        revision = record.revision
        assert record.finish("slow", sitting, codes) is False
        record.release("slow", sitting)
        assert (record.revision, record.queue()) == (revision, Queue(1, 1, 0))
        assert record.finish("quick", sitting, codes) is True
        assert record.finish("quick", sitting, codes) is False
        assert (record.revision, record.counts()["passages"]) == (revision + 1, 6)


def test_no_sitting_is_leased_twice_however_many_ask(place: Place, files: list[Path], letters: str) -> None:
    build(files, place, letters, queue=True)
    taken: list[int] = []

    def take() -> None:
        with closing(Record(place.record)) as record:
            while (sitting := record.lease(threading.current_thread().name, 60)) is not None:
                taken.append(sitting)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(set(taken))
    assert len(taken) == len(DOCS)


def test_a_worker_that_is_asked_to_stop_gives_back_what_it_leased(
    place: Place, files: list[Path], letters: str
) -> None:
    build(files[:1], place, letters, queue=True)
    with worker(place, 60) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "encoding\n"
        process.terminate()
        assert process.wait(timeout=30) == 143
    assert state(place) == Queue(1, 0, 0)


def test_a_sitting_that_kills_its_workers_is_given_up(place: Place, files: list[Path], letters: str) -> None:
    build(files[:1], place, letters, queue=True)
    with closing(Record(place.record)) as record:
        for _ in range(MOST_ATTEMPTS):
            assert record.lease("doomed", 0) is not None
        assert record.lease("next", 60) is None
    assert work(place).given_up == 1


def test_a_sitting_that_is_removed_while_it_is_worked_on_stays_gone(
    place: Place, files: list[Path], letters: str
) -> None:
    build(files[:2], place, letters, queue=True)
    with closing(Record(place.record)) as record:
        sitting = record.lease("slow", 60)
        assert sitting is not None
        assert remove([DOCS[0]], place) == []
        assert record.passages_of(sitting) is None
        assert record.finish("slow", sitting, np.ones((6, 32), dtype=np.int8)) is False
    assert work(place).sittings == 1
    assert list(whole_sittings(place)) == [DOCS[1]]


def test_a_worker_that_waits_takes_up_what_comes_later(place: Place, files: list[Path], letters: str) -> None:
    build(files[:1], place, letters, queue=True)
    with worker(place, 0, "--wait") as process:
        until(lambda: state(place).waiting == 0)
        until(lambda: len(open_and_count(place)) == 6)
        build(files[1:2], place, queue=True)
        until(lambda: state(place).waiting == 0)
        assert process.poll() is None


def test_a_worker_without_the_encoder_of_the_index_is_refused(
    place: Place, files: list[Path], letters: str, other_letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.encoders import load_encoder

    build(files[:1], place, letters, queue=True)
    other = load_encoder(other_letters)
    monkeypatch.setattr("index.work.load_encoder", lambda _: other)
    with pytest.raises(IndexMismatchError, match="was built with encoder"):
        work(place)
    assert state(place) == Queue(1, 0, 0)


def test_work_on_an_index_without_a_queue_changes_nothing(place: Place, files: list[Path], letters: str) -> None:
    build(files[:2], place, letters)
    before = (place.directory / "derived.json").read_bytes()
    assert work(place) == WorkReport(seconds=pytest.approx(0, abs=60))
    assert (place.directory / "derived.json").read_bytes() == before
    open_index(place).close()
