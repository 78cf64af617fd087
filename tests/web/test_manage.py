"""Administrators: files added, looked at and removed from the page, while it serves."""

import io
import json
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from assistant.assistant import Assistant
from assistant.web.guard.identity import Reader
from assistant.web.texts import texts
from assistant.web.views import jobs, manage, sittings
from index.build import build
from index.store import open_index, writer_lock
from tests.index.conftest import turn
from tests.web.conftest import client
from tests.web.looking import found, said
from tests.web.sittings import ATTACK

PORT = [turn("port", n, f"The port is dredged in part {n}, says the minister to all.") for n in range(3)]


def lines(turns: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(one) + "\n" for one in turns).encode()


def train(doc: str = "train") -> bytes:
    return lines([turn(doc, 0, f"The night train to the coast runs again, {doc} or not.", title=f"Trains {doc}")])


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "port.jsonl").write_bytes(lines(PORT))
    build([tmp_path / "port.jsonl"], tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def managed(directory: Path) -> Iterator[TestClient]:
    with client(Assistant(open_index(directory))) as site:
        site.headers["accept-language"] = "en"
        yield site


def looked(site: TestClient, address: str, status: int = 200) -> html.HtmlElement:
    response = site.get(address)
    assert response.status_code == status
    return html.fromstring(response.text)


def added(site: TestClient, *files: tuple[str, bytes]) -> html.HtmlElement:
    """The page of the change, once it is done."""
    response = site.post("/record/manage", files=[("files", file) for file in files], follow_redirects=False)
    assert response.status_code == 303, response.text
    assert response.headers["location"].startswith("manage/job?n=")  # relative: a proxy may serve us under a prefix
    return done(site, f"/record/{response.headers['location']}")


def done(site: TestClient, address: str) -> html.HtmlElement:
    for _ in range(300):
        if site.get(address.replace("job?", "job.json?")).json()["finished"]:
            return looked(site, address)
        time.sleep(0.1)
    raise AssertionError("the change was not done in half a minute")


def removed(site: TestClient, name: str) -> html.HtmlElement:
    response = site.post("/record/manage/remove", files={"x": ("", b"")}, data={"name": name}, follow_redirects=False)
    return done(site, f"/record/manage/{response.headers['location']}")


def stored(directory: Path) -> list[str]:
    """The uploads that are kept, without the folder of each."""
    return sorted(path.name for path in (directory / "files").glob("*/*"))


def test_a_file_that_is_added_can_be_searched_at_once(managed: TestClient, directory: Path) -> None:
    assert said(looked(managed, "/record/?find=train"), "h2.contents") == ["“train”: 0 mentions · 0 turns · 0 sittings"]
    tree = added(managed, ("trains.jsonl", train()))
    assert said(tree, "#line") == [texts("en")["job_finished"]]
    assert said(tree, "main ul li") == ["trains.jsonl"]
    assert said(looked(managed, "/record/?find=night+train"), ".hits .words") == [
        "The night train to the coast runs again, train or not."
    ]
    assert stored(directory) == ["trains.jsonl"]


def test_several_files_and_an_archive_are_taken_in_by_one_change(managed: TestClient, directory: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("x/files/a.jsonl", train("a"))
        zipped.writestr("b.jsonl", train("b"))
    added(managed, ("c.jsonl", train("c")), ("more.zip", archive.getvalue()))
    tree = looked(managed, "/record/manage")
    assert said(tree, "tbody th") == ["port.jsonl", "c.jsonl", "more.zip!b.jsonl", "more.zip!x/files/a.jsonl"]
    assert stored(directory) == ["c.jsonl", "more.zip"]


def test_what_is_refused_is_said_with_its_reason_and_not_kept(managed: TestClient, directory: Path) -> None:
    tree = added(managed, ("good.jsonl", train()), ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200)))
    refused = said(tree, "main li")
    assert refused[0] == "good.jsonl"
    assert refused[1].startswith("picture.png: ")
    assert str(directory) not in refused[1]
    assert stored(directory) == ["good.jsonl"]


def test_a_sitting_that_is_there_already_is_refused_and_the_same_file_is_unchanged(
    managed: TestClient, directory: Path
) -> None:
    added(managed, ("a.jsonl", train()))
    assert texts("en")["job_unchanged"] in said(added(managed, ("b.jsonl", train())), "h2")
    other = lines([turn("train", 0, "Quite other words about the night train to the coast.")])
    assert "is in the index already" in said(added(managed, ("a.jsonl", other)), "main li")[0]
    assert stored(directory) == ["a.jsonl"]
    assert "runs again" in looked(managed, "/record/train").text_content()


@pytest.mark.parametrize(
    "name", ["../../escaped.jsonl", "..\\..\\escaped.jsonl", "/etc/escaped.jsonl", "C:\\escaped.jsonl", "..", ".hidden"]
)
def test_a_name_leads_nowhere(managed: TestClient, directory: Path, name: str) -> None:
    added(managed, (name, train()))
    (kept,) = (directory / "files").glob("*/*")
    assert kept.name in ("escaped.jsonl", "C escaped.jsonl", "file", "hidden")
    assert sorted(path.name for path in directory.parent.iterdir()) == ["index", "port.jsonl"]


def test_files_of_one_name_are_both_kept(managed: TestClient, directory: Path) -> None:
    added(managed, ("a.jsonl", train("a")), ("a.jsonl", train("b")))
    added(managed, ("a.jsonl", train("c")))
    assert stored(directory) == ["2-a.jsonl", "a.jsonl", "a.jsonl"]
    assert len(found(looked(managed, "/record/manage"), "tbody tr")) == 4


def test_a_file_is_removed_after_a_question_and_is_gone_from_the_record(managed: TestClient, directory: Path) -> None:
    added(managed, ("trains.jsonl", train()))
    row = found(looked(managed, "/record/manage"), "tbody tr")[1]
    tree = looked(managed, f"/record/{found(row, 'td a')[0].get('href')}")
    assert said(tree, "h1") == ["Remove: trains.jsonl"]
    assert said(tree, "main li a") == ["Trains train"]
    looked(managed, "/record/train")  # nothing has gone yet
    removed(managed, found(tree, "form input[name=name]")[0].get("value"))
    looked(managed, "/record/train", 404)
    assert stored(directory) == []
    assert said(looked(managed, "/record/manage"), "tbody th") == ["port.jsonl"]


def test_one_sitting_of_a_file_is_removed_and_the_others_stay(managed: TestClient, directory: Path) -> None:
    added(managed, ("two.jsonl", train("a") + train("b")))
    tree = looked(managed, "/record/manage/remove?name=a")
    assert said(tree, "main li a") == ["Trains a"]
    removed(managed, "a")
    looked(managed, "/record/a", 404)
    looked(managed, "/record/b")
    assert stored(directory) == ["two.jsonl"]


@pytest.mark.parametrize("address", ["file?name=none", "remove?name=none", "job?n=9", "job?n=x"])
def test_what_is_not_there_is_said_not_to_be(managed: TestClient, address: str) -> None:
    assert said(looked(managed, f"/record/manage/{address}", 404), "[role=alert]") == [texts("en")["manage_gone"]]


def test_what_a_reader_could_not_place_is_shown_by_kind_with_its_words(managed: TestClient) -> None:
    texts_of = ("The quay is open.", "It was closed for a year.", " ")
    added(managed, ("quay.jsonl", lines([turn("quay", number, text) for number, text in enumerate(texts_of)])))
    row = found(looked(managed, "/record/manage"), "tbody tr")[1]
    assert said(row, "td.number") == ["1", "2", "1"]
    tree = looked(managed, f"/record/{found(row, 'th a')[0].get('href')}")
    assert f"{texts('en')['note_unplaced']}: 1" in said(tree, "main li")
    (note,) = found(tree, ".unplaced li")
    assert said(note, ".words") == ["quay-2: no text"]
    (link,) = found(note, "a")
    assert link.get("href") == "../quay#turn-quay-1"


def test_one_change_is_made_at_a_time_and_others_are_told(
    managed: TestClient, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, real = threading.Event(), jobs.build

    def slow(*given: Any, **named: Any) -> Any:
        assert go_on.wait(30)
        return real(*given, **named)

    monkeypatch.setattr(jobs, "build", slow)
    first = managed.post("/record/manage", files={"files": ("a.jsonl", train("a"))}, follow_redirects=False)
    address = f"/record/{first.headers['location']}"
    tree = looked(managed, address)
    assert len(found(tree, "progress")) == 1
    assert "http-equiv" in managed.get(address).text  # without a script the page asks again by itself
    assert said(looked(managed, "/record/manage"), "main [role=status]")[0].startswith(texts("en")["manage_busy"])
    second = managed.post("/record/manage", files={"files": ("b.jsonl", train("b"))})
    third = managed.post("/record/manage/remove", files={"x": ("", b"")}, data={"name": "port"})
    assert (second.status_code, third.status_code) == (409, 409)
    for response in (second, third):
        assert texts("en")["manage_busy"] in said(html.fromstring(response.text), "[role=alert]")
    go_on.set()
    done(managed, address)
    assert stored(directory) == ["a.jsonl"]
    added(managed, ("b.jsonl", train("b")))


def test_a_change_that_fails_says_why_and_leaves_nothing_behind(
    managed: TestClient, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jobs, "build", fail)
    tree = added(managed, ("a.jsonl", train()))
    assert said(tree, "#line") == [texts("en")["job_failed"]]
    assert "No space left on device" in said(tree, ".refused")[0]
    assert stored(directory) == []


def test_an_index_that_another_process_writes_is_left_alone(managed: TestClient, directory: Path) -> None:
    with writer_lock(directory, 1):
        tree = added(managed, ("a.jsonl", train()))
    assert "is being written by another process" in said(tree, ".refused")[0]
    looked(managed, "/record/train", 404)


def test_uploads_are_limited_in_size_and_number(managed: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manage, "UPLOAD", replace(manage.UPLOAD, total=100_000, files=2))
    large = managed.post("/record/manage", files={"files": ("a.jsonl", b"x" * 400_000)})
    many = managed.post("/record/manage", files=[("files", (f"{n}.jsonl", b"x")) for n in range(3)])
    none = managed.post("/record/manage", files={"files": ("", b"")})
    assert (large.status_code, many.status_code, none.status_code) == (413, 400, 400)
    assert all(len(said(html.fromstring(one.text), "[role=alert]")) == 1 for one in (large, many, none))


def test_whoever_is_no_administrator_is_told_so_and_sees_no_link(
    managed: TestClient, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(looked(managed, "/record/"), "a[href=manage]")
    for module in (manage, sittings):
        monkeypatch.setattr(module, "reader_of", lambda _: Reader("ann", admin=False))
    assert not found(looked(managed, "/record/"), "a[href=manage]")
    for address in ("", "/file?name=x", "/remove?name=port", "/job"):
        tree = looked(managed, f"/record/manage{address}", 403)
        assert said(tree, "[role=alert]") == [texts("en")["not_admin"]]
    assert managed.get("/record/manage/job.json").status_code == 404
    assert managed.post("/record/manage", files={"files": ("a.jsonl", train())}).status_code == 403
    assert managed.post("/record/manage/remove", files={"x": ("", b"")}, data={"name": "port"}).status_code == 403
    looked(managed, "/record/port")


@pytest.mark.parametrize("path", ["/record/manage", "/record/manage/remove"])
def test_a_page_of_another_site_can_change_nothing(managed: TestClient, path: str) -> None:
    response = managed.post(path, files={"files": ("a.jsonl", train())}, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403


def test_hostile_names_and_titles_are_shown_as_text(managed: TestClient) -> None:
    hostile = lines([turn("hostile", 0, "The bridge is open again for everybody.", title=ATTACK)])
    added(managed, (f"{ATTACK[:60]}.jsonl", hostile))
    link = found(looked(managed, "/record/manage"), "tbody tr")[1].xpath(".//th/a/@href")[0]
    for address in ("/record/manage", f"/record/{link}", "/record/manage/remove?name=hostile", "/record/manage/job"):
        tree = looked(managed, address)
        assert tree.xpath("//main//script | //img | //em | //strong | //i | //b | //code") == []
