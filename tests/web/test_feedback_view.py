import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from assistant.answer import Question
from assistant.assistant import Assistant
from assistant.feedback.kept import FILE, Feedback
from assistant.web.ask import feedback as module
from assistant.web.guard.identity import Reader

QUESTION = "Wat beloofde Somers over SIB's?"


@pytest.fixture(autouse=True)
def _forgotten(demo: Assistant) -> Iterator[None]:
    """Other tests find no feedback."""
    yield
    (demo.index.directory / FILE).unlink(missing_ok=True)


def said(assistant: Assistant, **other: object) -> dict[str, object]:
    citations = assistant.ask(Question(QUESTION)).citations
    passages = [{"turn_id": c.turn.id, "start": c.start, "end": c.end} for c in citations]
    return {"question": QUESTION, "verdict": "right", "passages": passages} | other


def kept(assistant: Assistant) -> list[tuple[str, list[str]]]:
    return [(m.verdict, [p.quote for p in m.passages]) for m in Feedback(assistant.index.directory).marks()]


def test_what_a_reader_says_is_kept_with_the_words_of_the_record(demo_site: TestClient, demo: Assistant) -> None:
    assert demo_site.post("/feedback", json=said(demo)).status_code == 204
    assert kept(demo) == [("right", [c.quote for c in demo.ask(Question(QUESTION)).citations])]


def test_words_selected_on_the_page_are_found_in_their_turn(demo_site: TestClient, demo: Assistant) -> None:
    turn = demo.ask(Question(QUESTION)).citations[0].turn
    first, second = turn.text.split("\n\n")[:2]
    selection = f"{first.split('. ')[-1]}\n{second.split('. ')[0]}"
    passage = {"turn_id": turn.id, "words": selection}
    assert demo_site.post("/feedback", json=said(demo, verdict="passage", passages=[passage])).status_code == 204
    ((verdict, (quote,)),) = kept(demo)
    assert (verdict, quote.split()) == ("passage", selection.split())
    assert quote in turn.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"passages": [{"turn_id": "no such turn", "start": 0, "end": 5}]},
        {"passages": [{"turn_id": "", "start": -1, "end": 10**9}]},
        {"verdict": "passage", "passages": []},
        {"verdict": "perhaps"},
        {"question": ""},
        {"question": "x" * 1_001},
        {"history": ["x"] * 51},
    ],
)
def test_what_does_not_stand_in_the_record_is_not_kept(
    demo_site: TestClient, demo: Assistant, wrong: dict[str, object]
) -> None:
    assert demo_site.post("/feedback", json=said(demo, **wrong)).status_code == 422
    assert kept(demo) == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:7860"}, 204),
        ({"origin": "http://127.0.0.1:7860"}, 204),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://elsewhere.invalid"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_a_page_of_another_site_cannot_speak_for_a_reader(
    demo_site: TestClient, demo: Assistant, headers: dict[str, str], status: int
) -> None:
    assert demo_site.post("/feedback", json=said(demo), headers=headers).status_code == status
    assert len(kept(demo)) == (status == 204)


def test_the_editor_sees_marks_and_what_found_nothing_and_takes_the_gold_set(
    demo_site: TestClient, demo: Assistant, tmp_path: Path
) -> None:
    demo_site.post("/feedback", json=said(demo))
    tree = html.fromstring(demo_site.get("/feedback", headers={"accept-language": "en"}).text)
    assert [link.text_content() for link in tree.xpath("//td[1]/a")] == [QUESTION]
    (address, *_) = tree.xpath("//td[3]/a/@href")
    assert "<mark>" in demo_site.get(f"/{address}").text
    archive = zipfile.ZipFile(io.BytesIO(demo_site.get("/feedback/gold.zip").content))
    assert sorted(archive.namelist()) == ["gold/evidence.jsonl", "gold/qrels.txt", "gold/queries.jsonl"]


def test_a_gold_set_of_nothing_is_said_to_be_nothing(demo_site: TestClient) -> None:
    response = demo_site.get("/feedback/gold.zip")
    assert (response.status_code, "nothing to write" in response.text) == (404, True)


def test_only_who_looks_after_the_record_sees_what_readers_said(
    demo_site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "reader_of", lambda request: Reader("ann", admin=False))
    assert [demo_site.get(path).status_code for path in ("/feedback", "/feedback/gold.zip")] == [403, 403]
