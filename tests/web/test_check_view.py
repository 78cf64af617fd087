"""The view that checks quotes, on an invented record and on the hostile one."""

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import html
from starlette.testclient import TestClient

from assistant.assistant import Assistant
from assistant.quotes.fingerprint import fingerprint
from assistant.web.texts import LANGUAGES, texts
from assistant.web.views import check
from index.store import open_index
from index.transcript import Locator, Sitting, Speaker, Turn
from tests.web.conftest import client
from tests.web.looking import found, said
from tests.web.sittings import ATTACK, HOSTILE_WORDS, OUTSIDE, write_index

ANN, BOB = Speaker("ann", "Ann Peeters", None, "minister"), Speaker("bob", "Bob Claes", "Party of Parks")
ANSWER = (
    "The bridge over the canal opens again for cyclists in autumn. We repair the railing first, for it is rusty. "
    "After that comes the road surface, which the town pays for."
)
TREES = "Along the towpath we plant two hundred lime trees. Residents may choose a tree themselves."
BRIDGES = Sitting(
    "bridge", "test", None, "The bridge",
    turns=(
        Turn("b-0", "bridge", None, BOB, "When does the bridge open? Cyclists have gone round for months now.", 0),
        Turn("b-1", "bridge", None, ANN, ANSWER, 1, Locator(f"{OUTSIDE}/bridge")),
        Turn("b-2", "bridge", None, BOB, TREES, 2),
    ),
)  # fmt: skip
NOTE = (
    "Ann Peeters said: “We repair the railing first, for it is rusty.” According to Bob Claes “Along the towpath we "
    "plant three hundred lime trees.” Nobody said “the moon is made of the very greenest cheese”."
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant(open_index(write_index(tmp_path_factory.mktemp("bridges"), [BRIDGES])))


@pytest.fixture(scope="module")
def checking(record: Assistant) -> Iterator[TestClient]:
    with client(record) as site:
        yield site


def looked(site: TestClient, words: str, said_by: str = "", language: str = "en") -> html.HtmlElement:
    given = {"words": words, "said_by": said_by}
    response = site.get("/check", params=given, headers={"accept-language": language})
    assert response.status_code == 200
    return html.fromstring(response.text)


def handed_in(site: TestClient, content: bytes, name: str = "note.txt", **fields: str) -> html.HtmlElement:
    response = site.post("/check", files={"document": (name, content)}, data=fields, headers={"accept-language": "en"})
    return html.fromstring(response.text)


@pytest.mark.parametrize(
    ("words", "said_by", "verdict", "explained"),
    [
        ("We repair the railing first, for it is rusty.", "", "Verbatim", "The record has these words."),
        ("we repair the railing first", "Ann Peeters", "Verbatim", "The record has these words, as Ann Peeters’s."),
        (
            "We repair the railing first, for it is rusty.", "Bob Claes", "Not by that person",
            "The record has these words, but not as Bob Claes’s.",
        ),
        ("We repair the railing last, for it is rusty.", "", "Altered", "The record has this differently."),
        (
            "The bridge over the canal opens again Residents may choose a tree themselves", "", "Stitched together",
            "This is put together from pieces that do not stand together in the record.",
        ),
        (
            "The moon is made of the very greenest cheese.", "", "Not found",
            "The record does not have these words, nor anything near enough to them.",
        ),
    ],
)  # fmt: skip
def test_a_quote_gets_its_verdict_in_words(
    checking: TestClient, words: str, said_by: str, verdict: str, explained: str
) -> None:
    tree = looked(checking, words, said_by)
    assert said(tree, ".report .said") == [f"{verdict} {explained}"]
    assert found(tree, "title")[0].text.startswith(f"{verdict} · ")


def test_every_verdict_has_a_sign_of_its_own_beside_its_colour() -> None:
    style = (Path(check.__file__).parent.parent / "static" / "check.css").read_text(encoding="utf-8")
    signs = dict(re.findall(r'\.([\w-]+)::before \{ content: "(.)" / ""', style))
    assert set(signs) == {"verbatim", "other-speaker", "stitched", "altered", "not-found"}
    assert len(set(signs.values())) == 5


def test_a_place_opens_the_record_with_exactly_the_quote_marked(checking: TestClient) -> None:
    tree = looked(checking, "we repair the railing first, for it is rusty")
    (link,) = found(tree, ".report a[href^='record/']")
    page = html.fromstring(checking.get(f"/{link.get('href')}").text)
    assert said(page, "mark") == ["We repair the railing first, for it is rusty"]
    assert said(tree, ".report cite") == ["The bridge"]
    assert "Ann Peeters (minister)" in said(tree, ".report blockquote .about")[0]


def test_an_alteration_is_marked_up_as_what_was_left_out_and_added_and_is_so_for_the_ear(checking: TestClient) -> None:
    tree = looked(checking, "We repair the railing last, for it is rusty.")
    assert said(tree, ".difference del") == ["[left out first]"]
    assert said(tree, ".difference ins") == ["[added last]"]
    assert "We repair the railing" in said(tree, ".difference")[0]


def test_a_stitched_quote_lists_each_place_that_it_was_put_together_from(checking: TestClient) -> None:
    tree = looked(checking, "The bridge over the canal opens again Residents may choose a tree themselves")
    assert said(tree, ".report blockquote .words") == [
        "“The bridge over the canal opens again”", "“Residents may choose a tree themselves”",
    ]  # fmt: skip


def test_a_fingerprint_alone_finds_its_quote(checking: TestClient, record: Assistant) -> None:
    (place,) = record.check_quote("Residents may choose a tree themselves.").places
    tree = looked(checking, fingerprint(place))
    assert said(tree, ".report .given") == ["Handed in: “Residents may choose a tree themselves.”"]
    assert said(tree, ".report .fingerprint") == [f"The fingerprint {fingerprint(place)} is that of these words."]


def test_a_fingerprint_of_other_words_shows_whose_it_is(checking: TestClient, record: Assistant) -> None:
    (place,) = record.check_quote("Residents may choose a tree themselves.").places
    tree = looked(checking, f"We repair the railing first {fingerprint(place)}")
    assert said(tree, ".quote blockquote .words")[1:] == ["“Residents may choose a tree themselves.”"]


def test_the_form_keeps_what_was_asked_so_that_the_address_can_be_shared(checking: TestClient) -> None:
    tree = looked(checking, "We repair the railing first", "Ann Peeters")
    assert found(tree, "#words")[0].text == "We repair the railing first"
    assert found(tree, "#said_by")[0].get("value") == "Ann Peeters"
    (form,) = found(tree, "form[method=get]")
    assert form.get("action") == "check#report"


def test_every_quotation_of_a_text_is_checked_in_order_and_counted(checking: TestClient) -> None:
    tree = handed_in(checking, b"", "", text=NOTE)
    assert said(tree, ".quote .verdict") == ["Verbatim", "Altered", "Not found"]
    assert said(tree, ".counts li") == ["Verbatim 1", "Altered 1", "Not found 1"]


def test_a_word_document_is_read_whatever_it_is_called(checking: TestClient) -> None:
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(NOTE)
    document.save(file)
    for name in ("note.docx", "note.txt", "note", "../../etc/note.docx"):
        tree = handed_in(checking, file.getvalue(), name)
        assert said(tree, ".quote .verdict") == ["Verbatim", "Altered", "Not found"]
        assert "etc" not in said(tree, ".report .head")[0]


def test_a_text_without_quotations_is_said_to_have_none(checking: TestClient) -> None:
    assert "There is no quotation" in said(handed_in(checking, b"Nobody is quoted."), ".report")[0]


def test_no_more_than_so_many_quotations_are_checked_and_the_rest_is_counted(
    checking: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "MOST_QUOTATIONS", 2)
    tree = handed_in(checking, NOTE.encode())
    assert said(tree, ".quote .verdict") == ["Verbatim", "Altered"]
    assert said(tree, ".refused") == ["2 quotations were checked; 1 were too many, or too long."]


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 61_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"%PDF-1.7 \x00", "note.txt", "not a document that can be checked"),
        (b"\x7fELF\x00\x00", "note.docx", "not a document that can be checked"),
        (b"\xff\xfea\x00", "note.txt", "not UTF-8 text"),
        (b"PK\x03\x04 nothing", "note.docx", "not a Word document"),
        (bomb(), "note.docx", "unpacks to more than"),
    ],
)
def test_what_cannot_be_read_gets_one_clear_line(checking: TestClient, content: bytes, name: str, reason: str) -> None:
    tree = handed_in(checking, content, name)
    (line,) = said(tree, "[role=alert]")
    assert line.startswith(f"“{name}” cannot be checked.")
    assert reason in line
    assert not found(tree, ".report")


def test_an_upload_that_is_too_large_is_refused_and_touches_no_disk(
    checking: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "UPLOAD", replace(check.UPLOAD, total=200_000))
    monkeypatch.setattr(tempfile, "_get_candidate_names", lambda: pytest.fail("a temporary file was made"))
    response = checking.post("/check", files={"document": ("a.txt", b"a" * 3_000_000)})
    assert response.status_code == 413
    assert said(html.fromstring(response.text), "[role=alert]") == [texts("en")["upload_size"].format(size=0)]
    assert checking.post("/check", files={"document": ("a.txt", b"a" * 200_000)}).status_code == 200


def test_more_than_one_document_is_refused(checking: TestClient) -> None:
    response = checking.post("/check", files=[("document", ("a.txt", b"a")), ("document", ("b.txt", b"b"))])
    assert (response.status_code, said(html.fromstring(response.text), "[role=alert]")) == (
        400, ["More than 1 files cannot be taken in at once."],
    )  # fmt: skip


@pytest.mark.parametrize("body", [{"data": {"text": NOTE}}, {"content": b"--x\r\nnothing", "headers": {
    "content-type": "multipart/form-data; boundary=x"}}])  # fmt: skip
def test_a_form_that_is_none_is_refused(checking: TestClient, body: dict[str, object]) -> None:
    response = checking.post("/check", **body)  # type: ignore[arg-type]
    assert response.status_code == 400
    assert len(said(html.fromstring(response.text), "[role=alert]")) == 1


def test_an_empty_form_is_refused(checking: TestClient) -> None:
    assert said(handed_in(checking, b"", text=" "), "[role=alert]") == [texts("en")["check_nothing"]]


def test_a_quote_that_is_as_long_as_a_text_is_sent_to_the_other_form(checking: TestClient) -> None:
    response = checking.get("/check", params={"words": "word " * 1_001}, headers={"accept-language": "en"})
    assert response.status_code == 400
    assert said(html.fromstring(response.text), "[role=alert]") == [texts("en")["check_long"]]


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.invalid"}])
def test_a_page_of_another_site_cannot_hand_in_a_text(checking: TestClient, headers: dict[str, str]) -> None:
    response = checking.post("/check", files={"document": ("a.txt", NOTE.encode())}, headers=headers)
    assert response.status_code == 403


def test_the_report_on_a_quote_is_downloaded_as_markdown_and_as_a_table(checking: TestClient) -> None:
    tree = looked(checking, "We repair the railing first, for it is rusty.", "Bob Claes")
    links = [link.get("href") for link in found(tree, ".downloads a")]
    written, table = (checking.get(f"/{link}", headers={"accept-language": "en"}) for link in links)
    assert written.headers["content-disposition"] == 'attachment; filename="report.md"'
    assert "but not as Bob Claes’s" in written.text.replace("\\", "")
    (row,) = csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")))
    assert (row["verdict"], row["speaker"], row["quote"], row["turn_id"]) == (
        "other speaker", "Ann Peeters", "We repair the railing first, for it is rusty.", "b-1",
    )  # fmt: skip


def test_the_report_on_a_document_is_downloaded_from_the_page_that_shows_it(checking: TestClient) -> None:
    (form,) = found(handed_in(checking, NOTE.encode()), "form.downloads")
    assert [button.get("value") for button in found(form, "button")] == ["markdown", "csv"]
    text = found(form, "textarea")[0].text
    response = checking.post("/check", files={"x": ("", b"")}, data={"text": text, "report": "csv"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["verdict"] for row in rows] == ["verbatim", "altered", "not found"]


def test_a_hostile_quote_and_a_hostile_record_add_no_element_to_the_page(site: TestClient) -> None:
    tree = looked(site, HOSTILE_WORDS, ATTACK)
    assert said(tree, ".report blockquote .words") == [f"“{' '.join(HOSTILE_WORDS.split())}”"]
    assert tree.xpath("//main//script | //main//img | //main//em | //main//i | //main//b") == []
    outward = tree.xpath("//main//a[not(starts-with(@href, 'record/') or starts-with(@href, 'check?'))]/@href")
    assert outward == [f"{OUTSIDE}/page?a=1&b=2"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_view_speaks_the_readers_language(checking: TestClient, language: str) -> None:
    tree = looked(checking, "We repair the railing last, for it is rusty.", language=language)
    assert said(tree, "h1") == [texts(language)["view_check"]]  # type: ignore[arg-type]
    assert tree.get("lang") == language
