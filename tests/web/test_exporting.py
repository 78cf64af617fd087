import csv
import datetime as dt
import io
import json

import docx
import pytest
from starlette.testclient import TestClient

from assistant.answer import Question
from assistant.assistant import Assistant
from assistant.errors import CitationError
from assistant.quotes.fingerprint import fingerprint
from assistant.web.ask.exporting import FORMATS, file_name

SIBS, THEN = "What did Somers promise on SIBs?", "What did Maaike De Vreese ask about that?"


def test_a_conversation_is_saved_with_the_quotes_of_all_its_answers(demo: Assistant, demo_site: TestClient) -> None:
    answers = [demo.ask(Question(SIBS)), demo.ask(Question(THEN, (SIBS,)))]
    codes = [fingerprint(citation) for answer in answers for citation in answer.citations]
    rows = list(csv.DictReader(io.StringIO(demo_site.get("/export", params={"format": "csv", "q": [SIBS, THEN]}).text)))
    assert [row["fingerprint"] for row in rows] == codes
    assert {row["question"] for row in rows} == {SIBS, THEN}
    items = json.loads(demo_site.get("/export", params={"format": "csl", "q": [SIBS, THEN]}).text)
    assert [item["id"] for item in items] == codes
    for name in ("md", "ris"):
        text = demo_site.get("/export", params={"format": name, "q": [SIBS, THEN]}).text
        assert all(code in text for code in codes)


def test_a_word_document_opens_and_holds_questions_and_quotes(demo: Assistant, demo_site: TestClient) -> None:
    response = demo_site.get("/export", params={"format": "docx", "q": SIBS})
    paragraphs = [paragraph.text for paragraph in docx.Document(io.BytesIO(response.content)).paragraphs]
    assert SIBS in paragraphs
    assert [f"“{c.quote}”" in paragraphs for c in demo.ask(Question(SIBS)).citations] == [True, True]


def test_what_was_taken_away_and_changed_is_so_in_the_file(demo_site: TestClient) -> None:
    place = {"format": "csv", "q": SIBS, "change": "speaker:Bart Somers", "to": "Maaike De Vreese"}
    rows = csv.DictReader(io.StringIO(demo_site.get("/export", params=place).text))
    assert {row["speaker"] for row in rows} == {"Maaike De Vreese"}


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_sent_to_be_kept_under_a_name_that_says_what_it_is(demo_site: TestClient, name: str) -> None:
    headers = demo_site.get("/export", params={"format": name, "q": SIBS}).headers
    expected = file_name(SIBS, FORMATS[name], dt.date.today())
    assert headers["content-disposition"] == f'attachment; filename="{expected}"'
    assert headers["content-type"] == FORMATS[name].media_type
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Wat zei Crevits over 2023?", "woordelijk-2025-01-02-wat-zei-crevits-over-2023.docx"),
        ('É"\r\n../<x>', "woordelijk-2025-01-02-e-x.docx"),
        ("???", "woordelijk-2025-01-02.docx"),
    ],
)
def test_a_files_name_is_made_of_letters_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title, FORMATS["docx"], dt.date(2025, 1, 2)) == name


def test_a_long_question_makes_no_longer_name() -> None:
    assert len(file_name("brug " * 200, FORMATS["docx"], dt.date(2025, 1, 2))) <= 75


@pytest.mark.parametrize("place", [{}, {"format": "docx"}, {"q": SIBS}, {"format": "exe", "q": SIBS}])
def test_without_a_question_or_a_known_format_there_is_no_file(demo_site: TestClient, place: dict[str, str]) -> None:
    response = demo_site.get("/export", params=place, headers={"accept-language": "en"})
    assert response.status_code == 400
    assert response.text.startswith("There is nothing to save")


def test_a_quote_that_cannot_be_proved_is_in_no_file(
    demo: Assistant, demo_site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disprove(question: Question) -> None:
        raise CitationError("citation 1 is not verbatim")

    monkeypatch.setattr(demo, "ask", disprove)
    assert demo_site.get("/export", params={"format": "md", "q": SIBS}).status_code == 500
