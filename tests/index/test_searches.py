"""An index whose searches are in Milvus answers as one that has them in its directory."""

from pathlib import Path

import pytest

from index import derived
from index.build import build, remove
from index.errors import IndexMismatchError, SearchServerError
from index.lexical.milvus import mark
from index.milvus import MilvusServer
from index.place import Milvus, Place, configured
from index.store import open_index
from tests.index.conftest import WriteTurns
from tests.index.debates import a_debate, answers, whole_sittings
from tests.postgres import Server


@pytest.fixture
def place(server: MilvusServer, tmp_path: Path) -> Place:
    return Place(tmp_path / "in milvus", milvus=Milvus(server.url))


@pytest.fixture
def embedded(tmp_path: Path) -> Path:
    return tmp_path / "embedded"


def parts(place: Place) -> derived.Parts:
    found = derived.current(place.directory)
    assert found is not None
    return found


def test_an_index_is_built_added_to_and_removed_from_as_an_embedded_one(
    place: Place, embedded: Path, server: MilvusServer, write_turns: WriteTurns, letters: str
) -> None:
    paths = [write_turns(f"{doc}.jsonl", a_debate(doc, 3)) for doc in "abcdefghijklm"]
    for where in (place, embedded):
        build(paths[:-1], where, letters)
    first = parts(place)
    assert answers(place) == answers(embedded)
    assert (first.lexical, server.names()) == ("", [first.milvus])
    for where in (place, embedded):
        build(paths[-1:], where)
        remove(["b"], where)
    assert parts(place).milvus == first.milvus  # brought up where it stands
    # tantivy counts words of what was removed for a while, so its scores differ a little from here on.
    assert list(map(set, answers(place))) == list(map(set, answers(embedded)))
    assert whole_sittings(place) == whole_sittings(embedded)
    with_milvus = open_index(place)
    assert with_milvus.vectors.describe().startswith(f"Milvus at {server.url}")
    with_milvus.close()


def test_a_change_that_was_left_half_done_is_made_anew_by_the_next(
    place: Place, embedded: Path, server: MilvusServer, write_turns: WriteTurns, letters: str
) -> None:
    paths = [write_turns(f"{doc}.jsonl", a_debate(doc, 3)) for doc in "abcdefgh"]
    for where in (place, embedded):
        build(paths[:-1], where, letters)
    before = parts(place)
    mark(server, before.milvus, 0)  # as a writer that is killed leaves it
    assert answers(place) == answers(embedded)  # readers go on
    for where in (place, embedded):
        build(paths, where)
    assert parts(place).milvus != before.milvus
    assert answers(place) == answers(embedded)


def test_an_index_that_milvus_lost_is_filled_again_by_a_build_of_the_same_files(
    place: Place, embedded: Path, server: MilvusServer, write_turns: WriteTurns, letters: str
) -> None:
    path = write_turns("a.jsonl", a_debate("a", 3))
    for where in (place, embedded):
        build([path], where, letters)
    server.drop(parts(place).milvus)
    with pytest.raises(IndexMismatchError, match=r"does not hold the index w[0-9a-f]{12}_1_[0-9a-f]{6}: run python -m"):
        open_index(place)
    build([path], place)
    assert answers(place) == answers(embedded)


def test_searches_move_to_milvus_and_back_with_the_setting(
    place: Place, embedded: Path, write_turns: WriteTurns, letters: str
) -> None:
    path = write_turns("a.jsonl", a_debate("a", 3))
    for where in (place, embedded):
        build([path], where, letters)
    expected = answers(embedded)
    assert answers(place.directory) == expected  # opened without Milvus: what is missing is made
    assert parts(place).milvus == ""
    assert answers(place) == expected
    assert parts(place).milvus


def test_other_servers_search_what_the_writer_filled_and_fill_nothing_themselves(
    server: MilvusServer, embedded: Path, postgresql: Server, write_turns: WriteTurns, letters: str, tmp_path: Path
) -> None:
    paths = [write_turns(f"{doc}.jsonl", a_debate(doc, 3)) for doc in "ab"]
    with postgresql.database() as url:
        writer, reader = (Place(tmp_path / name, url, Milvus(server.url)) for name in ("writer", "reader"))
        build(paths, Place(tmp_path / "writer", url), letters)
        with pytest.raises(IndexMismatchError, match="nothing published that is searched in Milvus"):
            open_index(reader)
        assert server.names() == []
        build(paths, writer)
        build(paths, embedded, letters)
        assert answers(reader) == answers(embedded)
        assert server.names() == [parts(writer).milvus] == [parts(reader).milvus]


def test_a_server_that_is_away_is_told_in_one_line(tmp_path: Path, write_turns: WriteTurns, letters: str) -> None:
    place = Place(tmp_path / "index", milvus=Milvus("http://127.0.0.1:9"))
    with pytest.raises(SearchServerError, match=r"no Milvus answers at http://127\.0\.0\.1:9"):
        build([write_turns("a.jsonl", a_debate("a", 3))], place, letters)


def test_the_settings_say_where_the_searches_are(tmp_path: Path) -> None:
    file = tmp_path / "assistant.toml"
    file.write_text('vectors = "milvus"\nmilvus_url = "http://search.example:19530"\n', encoding="utf-8")
    place = configured(tmp_path, {"ASSISTANT_MILVUS_TOKEN": "els:geheim"}, file)
    assert place == Place(tmp_path, milvus=Milvus("http://search.example:19530", "els:geheim"))
    assert "geheim" not in repr(place)
    assert configured(tmp_path, {"ASSISTANT_VECTORS": "embedded"}, file).milvus is None
