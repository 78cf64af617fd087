"""A record in PostgreSQL: several machines over one store, each with a directory that may be lost."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index import derived
from index.build import build, remove, writing
from index.commitments.keeping import set_status
from index.errors import IndexMismatchError, StoreError
from index.place import Place
from index.record import Record, schema
from index.record.database import counted_up
from index.store import open_index, writer_lock
from tests.conftest import ROOT
from tests.index.conftest import WriteTurns, turn
from tests.index.debates import a_debate, answers, by_words, opened, whole_sittings
from tests.postgres import PASSWORD, Server


@pytest.fixture
def store(postgresql: Server) -> Iterator[str]:
    with postgresql.database() as url:
        yield url


@pytest.fixture
def machines(store: str, tmp_path: Path) -> list[Place]:
    """Three machines, the first of which writes."""
    return [Place(tmp_path / name, store) for name in ("writer", "one", "two")]


def words(place: Place) -> list[str]:
    """The turns that the search by words finds."""
    with opened(place) as index:
        return sorted(name for name, _ in by_words(index, "punt"))


def never_made(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_made_anew", "_brought_up"):
        monkeypatch.setattr(derived, name, lambda *_: pytest.fail("parts were made"))


def test_a_new_machine_fetches_the_parts_and_answers_as_the_writer_and_as_an_embedded_index(
    machines: list[Place], write_turns: WriteTurns, tmp_path: Path, letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "abcdefghijkl"]
    build(paths, tmp_path / "embedded", letters)
    build(paths[:-1], machines[0], letters)
    build(paths[-1:], machines[0])
    never_made(monkeypatch)
    for machine in machines:
        assert answers(machine) == answers(tmp_path / "embedded")
        assert whole_sittings(machine) == whole_sittings(tmp_path / "embedded")
    assert not (machines[1].directory / "record.sqlite").exists()


@pytest.mark.parametrize("gone", ["derived.json", "lexical-*", "tokens-*", "*"])
def test_a_directory_that_loses_parts_or_all_fetches_them_again(
    gone: str, machines: list[Place], write_turns: WriteTurns, letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "ab"], machines[0], letters)
    before = answers(machines[1])
    for path in machines[1].directory.glob(gone):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    never_made(monkeypatch)
    assert answers(machines[1]) == before


def test_a_running_machine_notices_what_another_published_and_keeps_its_view_until_then(
    machines: list[Place], write_turns: WriteTurns, letters: str
) -> None:
    build([write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "abcdefghij"], machines[0], letters)
    with opened(machines[1]) as reader:
        before = reader.stamp()
        ids = list(reader.turn_ids())
        with closing(Record(machines[0].record)) as record, record.writing():
            pass  # a change that is not published yet
        assert reader.stamp() == before
        build([write_turns("k.jsonl", a_debate("k"))], machines[0])
        assert reader.stamp() != before
        with opened(machines[1]) as again:  # fetched beside the parts that the first reader has open
            assert again.stamp() != before
            assert len(again.turn_ids()) == len(ids) + 6
            assert len(by_words(again, "punt")) == len(ids) + 6
        assert len(by_words(reader, "punt")) == len(ids)


def test_files_that_did_not_change_are_neither_sent_nor_fetched_again(
    machines: list[Place], write_turns: WriteTurns, letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "abcdefghij"], machines[0], letters)
    answers(machines[1])
    with closing(Record(machines[0].record)) as record:
        before = set(record.published().values())
        build([write_turns("k.jsonl", a_debate("k"))], machines[0])
        after = record.published()
        kept = before & set(after.values())
        assert len(kept) >= 3  # the words, and files of the lexical index
        asked: list[str] = []
        content = Record.content
        monkeypatch.setattr(Record, "content", lambda self, sha: (asked.append(sha), content(self, sha))[1])
        answers(machines[1])
        assert set(asked).isdisjoint(kept)
        with record._reading() as connection:
            held = set(connection.scalars(schema.blocks.select().with_only_columns(schema.blocks.c.sha256)))
        assert held == set(after.values())  # and nothing is left of what is published no more


def test_a_publication_that_breaks_off_leaves_the_one_before_it(
    machines: list[Place], write_turns: WriteTurns, letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([write_turns(f"{doc}.jsonl", a_debate(doc)) for doc in "abcdefghij"], machines[0], letters)
    before = words(machines[1])
    with monkeypatch.context() as patched:
        pieces = iter([b"half"])
        patched.setattr("index.record.published._pieces", lambda _: pieces if next(pieces, None) else 1 / 0)
        with pytest.raises(ZeroDivisionError):
            build([write_turns("k.jsonl", a_debate("k"))], machines[0])
    assert words(machines[2]) == before
    build([], machines[0])  # the next writer publishes what the other could not
    assert any(name.startswith("k-") for name in words(machines[2]))


def test_another_machine_cannot_write_meanwhile(
    machines: list[Place], write_turns: WriteTurns, letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_turns("a.jsonl", a_debate("a"))
    build([path], machines[0], letters)
    with (
        writing(machines[0]),
        pytest.raises(IndexMismatchError, match="is being written by another process") as refusal,
        writing(machines[1], wait=0),
    ):
        pass
    assert PASSWORD not in str(refusal.value)
    assert build([path], machines[1]).files_unchanged == [str(path)]  # the lock went with its holder


def test_a_writer_whose_connection_is_lost_writes_no_more(
    machines: list[Place], write_turns: WriteTurns, letters: str
) -> None:
    build([write_turns("a.jsonl", a_debate("a"))], machines[0], letters)

    with writing(machines[0]) as record:
        with closing(Record(machines[1].record)) as other, other._transaction() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
            )
        for _ in range(2):  # nor after it could have connected again
            with pytest.raises(StoreError), record.writing() as writer:
                writer.add_file("b", "hash", "by hand")
        with writing(machines[1], wait=5):
            pass


def test_two_writers_at_once_never_share_a_key(store: str) -> None:
    taken: list[int] = []
    with closing(Record(store, create=True)) as record:

        def take() -> None:
            for _ in range(50):
                with record._transaction() as connection:
                    last = counted_up(connection, "passage", 3)
                taken.extend(range(last - 2, last + 1))

        threads = [threading.Thread(target=take) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(taken) == list(range(1, 601))


def test_what_people_say_of_commitments_is_seen_on_every_machine(
    machines: list[Place], write_turns: WriteTurns, letters: str
) -> None:
    promise = turn("a", 0, "Ik zal de cijfers tegen 1 juli bezorgen.", "Jo Maes", role="minister")
    build([write_turns("a.jsonl", [promise])], machines[0], letters)
    with opened(machines[2]) as index:
        (one,) = index.commitments()
        set_status(machines[1], one.made.id, "kept", "Eva Wouters")
        (one,) = index.commitments()
        assert one.status is not None
        assert one.status.by == "Eva Wouters"


def test_a_text_with_nul_is_refused_by_its_sitting_and_leaves_nothing(
    machines: list[Place], write_turns: WriteTurns, letters: str
) -> None:
    bad = write_turns("bad.jsonl", [*a_debate("b"), turn("c", 0, "Er staat \0 in.")])
    good = write_turns("good.jsonl", a_debate("g"))
    report = build([bad, good], machines[0], letters)
    (error,) = report.refused
    assert (error.file, error.place) == (str(bad), "sitting c")
    assert "NUL (U+0000), which PostgreSQL does not keep" in error.reason
    assert list(whole_sittings(machines[0])) == ["g"]


def test_letters_are_looked_for_as_sqlite_does(
    tmp_path: Path, store: str, letters: str, write_turns: WriteTurns
) -> None:
    said = ["Één ÉÉN één", "EEN een", "100% zeker", "I en ı en İ", "Straße STRASSE", "ÅNGSTRÖM ångström"]
    path = write_turns("a.jsonl", [turn("a", n, text) for n, text in enumerate(said)])
    places = [Place(tmp_path / "embedded"), Place(tmp_path / "shared", store)]
    looked = [["__n"], ["een"], ["EEN"], ["i"], ["stra_e"], ["_ngstr_m"], ["100"], ["zeker", "een"], ["\\"]]
    found = []
    for place in places:
        build([path], place, letters)
        with opened(place) as index:
            found.append([index.rows_holding([spellings]).tolist() for spellings in looked])
    assert found[0] == found[1]
    assert found[0][0][:2] == [0, 1]


def test_ten_thousand_keys_are_asked_for_at_once(store: str) -> None:
    with closing(Record(store, create=True)) as record:
        assert record.turns_by_key(range(10_000)) == {}
        with record.writing() as writer:
            assert writer.taken_turn([f"t-{n}" for n in range(25_000)]) is None


# -- when the server is away -----------------------------------------------------------------------------------------


def test_a_server_that_is_away_is_said_in_one_line_without_the_password(tmp_path: Path) -> None:
    for url in (f"postgresql://u:{PASSWORD.replace(' ', '+')}@127.0.0.1:9/x", "postgresql://u@no.such.host.invalid/x"):
        with pytest.raises(StoreError) as refusal:
            open_index(Place(tmp_path, url))
        assert "\n" not in str(refusal.value)
        assert "geheim" not in str(refusal.value)
        assert str(refusal.value).startswith("store postgresql://u@")


def test_an_index_answers_again_after_the_server_was_restarted(
    machines: list[Place], write_turns: WriteTurns, letters: str, postgresql: Server
) -> None:
    build([write_turns("a.jsonl", a_debate("a"))], machines[0], letters)
    with opened(machines[1]) as index:
        before = index.turns([0, 1])
        postgresql.stop()
        try:
            with pytest.raises(StoreError):
                index.turns([0, 1])
        finally:
            postgresql.start()
        assert index.turns([0, 1]) == before
        assert index.stamp() == index.stamp()


def test_a_missing_driver_is_said_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r'needs the psycopg package: pip install "psycopg\[binary\]>=3.2"'):
        open_index(Place(tmp_path, "postgresql://u@127.0.0.1/x"))


def test_an_embedded_index_loads_nothing_of_postgresql_or_alembic(
    write_turns: WriteTurns, tmp_path: Path, letters: str
) -> None:
    build([write_turns("a.jsonl", a_debate("a"))], tmp_path / "index", letters)
    program = (
        "import sys; from pathlib import Path; from index.store import open_index; "
        "open_index(Path(sys.argv[1])).close(); "
        "assert not {'psycopg', 'alembic'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "index")], cwd=ROOT, check=True)


def test_a_machine_on_which_somebody_writes_serves_what_it_has(
    machines: list[Place], write_turns: WriteTurns, letters: str
) -> None:
    build([write_turns("a.jsonl", a_debate("a"))], machines[0], letters)
    before = words(machines[1])
    build([write_turns("b.jsonl", a_debate("b"))], machines[0])
    with writer_lock(machines[1].directory, wait=0):
        assert words(machines[1]) == before
    assert len(words(machines[1])) == 2 * len(before)
    remove(["b"], machines[0])
    assert words(machines[1]) == before
