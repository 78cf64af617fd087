"""The JSON API gives the documents of the command line, is documented, and refuses what it cannot serve in one line."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from httpx import Response
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from assistant import documents
from assistant.answer import Filters, Question
from assistant.answering.commitments.ledger import Ledger
from assistant.assistant import Assistant
from assistant.quotes.verdict import QuoteReport
from index.showing import SittingDocument, sitting_json
from tests.conftest import ROOT
from tests.web.sittings import HARBOUR

API = "/api/v1"
SIBS = "what did Somers promise on SIBs?"
DOCS = ROOT / "docs" / "api.md"


def ask(site: TestClient, **body: Any) -> Any:
    answered = site.post(f"{API}/ask", json=body)
    assert answered.status_code == 200, answered.text
    return answered.json()


def refused(answered: Response, status: int) -> str:
    """The one line that a refusal says."""
    assert answered.headers["content-type"] == "application/problem+json"
    document = answered.json()
    assert (answered.status_code, document["status"], set(document)) == (status, status, {"title", "status", "detail"})
    detail: str = document["detail"]
    assert detail.strip()
    assert len(detail) <= 300
    assert len(detail.splitlines()) == 1
    return detail


def described(document: type, value: Any) -> None:
    """The value has exactly the fields that the document's type describes: others would be dropped."""
    assert TypeAdapter(document).validate_python(value) == value


# The documents.


def test_an_answer_is_the_document_of_the_command_line(demo_site: TestClient, demo: Assistant) -> None:
    assert ask(demo_site, question=SIBS) == json.loads(json.dumps(demo.ask(Question(SIBS)).to_json()))
    refusal = ask(demo_site, question="what did Somers promise on nuclear energy?")
    assert refusal["refusal"]["nearest"]
    described(documents.AnswerDocument, refusal)


def test_a_conversation_chips_and_filters_are_asked_as_on_the_page(demo_site: TestClient, demo: Assistant) -> None:
    somers = next(speaker.id for speaker in demo.index.speakers.values() if speaker.name == "Bart Somers")
    body = {"question": "en wanneer?", "history": [SIBS], "without": ["kind"], "filters": {"speaker": "somers"}}
    question = Question("en wanneer?", (SIBS,), Filters(speakers=(somers,)), ("kind",))
    assert ask(demo_site, **body) == json.loads(json.dumps(demo.ask(question).to_json()))


def test_every_citation_is_verbatim_in_the_turn_that_the_api_gives(demo_site: TestClient) -> None:
    found = demo_site.post(f"{API}/search", json={"question": SIBS, "limit": 5}).json()["evidence"]
    cited = [*ask(demo_site, question=SIBS)["citations"], *found]
    assert len(cited) > 5
    for citation in cited:
        turn = demo_site.get(f"{API}/turns/{quote(citation['turn_id'], safe='')}").json()
        assert turn["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert turn["sitting"]["doc_id"] == citation["doc_id"]


def test_evidence_is_that_of_the_assistant_best_first(demo_site: TestClient, demo: Assistant) -> None:
    found = demo_site.post(f"{API}/search", json={"question": SIBS, "limit": 3}).json()
    described(documents.SearchDocument, found)
    assert [one["turn_id"] for one in found["evidence"]] == [one.turn.id for one in demo.retrieve(Question(SIBS), 3)]
    scores = [one["score"] for one in found["evidence"]]
    assert scores == sorted(scores, reverse=True)
    assert all(abs(sum(one["found_by"].values()) - one["score"]) < 0.01 for one in found["evidence"])


def test_a_sitting_is_the_document_of_the_command_line(site: TestClient, harbour: Assistant) -> None:
    given = site.get(f"{API}/sittings/{quote(HARBOUR.id, safe='')}").json()
    sitting = harbour.index.sitting(HARBOUR.id)
    assert sitting is not None
    assert given == sitting_json(harbour.index, sitting)
    described(SittingDocument, given)
    assert [turn["text"] for turn in given["turns"]] == [turn.text for turn in HARBOUR.turns]


def test_a_turn_whose_id_has_every_sign_in_it_is_given(site: TestClient) -> None:
    for turn in HARBOUR.turns:
        given = site.get(f"{API}/turns/{quote(turn.id, safe='')}").json()
        described(documents.SpokenTurnDocument, given)
        assert (given["turn_id"], given["text"]) == (turn.id, turn.text)


def test_sittings_are_listed_newest_first_and_page_by_page(demo_site: TestClient) -> None:
    whole = demo_site.get(f"{API}/sittings").json()
    described(documents.SittingsDocument, whole)
    dates = [sitting["date"] for sitting in whole["sittings"]]
    assert (whole["total"], dates) == (17, sorted(dates, reverse=True))
    pages = [demo_site.get(f"{API}/sittings?limit=10&offset={offset}").json()["sittings"] for offset in (0, 10, 20)]
    assert [one for page in pages for one in page] == whole["sittings"]
    since = demo_site.get(f"{API}/sittings?since=2020-01-01&until=2020-12-31").json()
    assert {sitting["date"][:4] for sitting in since["sittings"]} == {"2020"}
    assert demo_site.get(f"{API}/sittings?source=elsewhere").json() == {"total": 0, "sittings": []}


def test_commitments_are_the_document_of_the_command_line(demo_site: TestClient, demo: Assistant) -> None:
    every = demo_site.get(f"{API}/commitments").json()
    described(list[documents.CommitmentDocument], every)
    assert every == [entry.to_json() for entry in Ledger(demo.index).entries()]
    somers = demo_site.get(f"{API}/commitments?speaker=Somers&strength=firm").json()
    assert 0 < len(somers) < len(every)
    assert {(one["speaker"], one["strength"]) for one in somers} == {("Bart Somers", "firm")}


def test_quotes_are_checked_as_on_the_command_line(demo_site: TestClient, demo: Assistant) -> None:
    words = ask(demo_site, question=SIBS)["citations"][0]["quote"].split(".")[0]
    given = demo_site.post(f"{API}/quote", json={"words": words, "said_by": "Somers"}).json()
    assert given == json.loads(json.dumps(QuoteReport.of([demo.check_quote(words, "Somers")]).to_json()))
    described(documents.QuoteDocument, given)
    (checked,) = demo_site.post(f"{API}/quote", json={"text": f"Somers zei: “{words}”"}).json()["checked"]
    assert (checked["verdict"], checked["said_by"]) == ("verbatim", "Bart Somers")


def test_health_says_what_is_served(demo_site: TestClient) -> None:
    health = demo_site.get(f"{API}/health").json()
    described(documents.HealthDocument, health)
    assert (health["status"], health["sittings"]) == ("ok", 17)
    assert health["dates"] == sorted(health["dates"])


# Described, and documented.


def test_every_route_is_documented_and_no_other(site: TestClient) -> None:
    paths = site.get(f"{API}/openapi.json").json()["paths"]
    routes = {f"{method.upper()} {API}{path}" for path, of in paths.items() for method in of}
    listed = set(re.findall(r"^\| `(\w+ /\S+)` \|", Path(DOCS).read_text(encoding="utf-8"), re.MULTILINE))
    assert routes == listed


def test_every_field_that_is_sent_is_documented(site: TestClient) -> None:
    description = site.get(f"{API}/openapi.json").json()
    bodies = [schema for name, schema in description["components"]["schemas"].items() if name.endswith("Body")]
    fields = {field for schema in bodies for field in schema["properties"]}
    routes = [route for of in description["paths"].values() for route in of.values()]
    fields |= {parameter["name"] for route in routes for parameter in route.get("parameters", [])}
    assert len(fields) > 15
    text = Path(DOCS).read_text(encoding="utf-8")
    assert {field for field in fields if not re.search(rf"`[^`\n]*\b{field}\b[^`\n]*`", text)} == set()


def test_the_description_names_the_documents_and_the_errors_of_every_route(site: TestClient) -> None:
    description = site.get(f"{API}/openapi.json").json()
    for of in description["paths"].values():
        for route in of.values():
            assert set(route["responses"]) == {"200", "4XX", "503"}
            assert "application/problem+json" in route["responses"]["4XX"]["content"]
            schema = route["responses"]["200"]["content"]["application/json"]["schema"]
            assert "Document" in json.dumps(schema)
    quoted = description["components"]["schemas"]["CitationDocument"]
    assert set(quoted["required"]) == set(documents.CitationDocument.__annotations__)
    assert description["servers"] == [{"url": API}]


def test_no_page_of_scripts_from_elsewhere_is_served(site: TestClient) -> None:
    assert {site.get(f"{API}/{path}").status_code for path in ("docs", "redoc", "")} == {404}


# What cannot be served.


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        (b"", 422, "Field required"), (b"{", 422, "the body is no JSON"), (b"[]", 422, "the body: "),
        (b"null", 422, "the body: "), (b'{"question": 1}', 422, "question: "), (b"{}", 422, "question: Field required"),
        (b'{"question": ""}', 422, "question: "), (b'{"question": "a\\u0000b"}', 422, "question: "),
        (b'{"question": "\\ud800"}', 422, "question: "), (b'{"question": "x", "\\ud800\\n": 1}', 422, "the body: "),
        (b'{"question": "x", "more": 1}', 422, "more: "), (b'{"question": "x", "history": "y"}', 422, "history: "),
        (b'{"question": "x", "history": [1]}', 422, "history.0: "),
        (json.dumps({"question": "x", "history": ["y"] * 11}).encode(), 422, "history: "),
        (json.dumps({"question": "x" * 1_001}).encode(), 422, "question: "),
        (b'{"question": "x", "filters": {"since": "2024-13-01"}}', 422, "filters.since: "),
        (b'{"question": "x", "filters": {"speaker": "Nobody Atall"}}', 422, "nobody of the name Nobody Atall"),
        (b'{"question": "x", "filters": {"speaker": "Zo\\u00eb\\u2028x"}}', 422, "nobody of the name Zo"),
        (b"[" * 100_000, 400, "parsing"), (b'{"a":' * 30_000, 400, "parsing"),
        (b"\xff\xfe", 422, "the body is no JSON"),
        (b'"' + b"x" * 200_001 + b'"', 413, "longer than 200000 bytes"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("route", ["ask", "search"])
def test_a_question_that_is_none_is_refused_in_one_line(
    site: TestClient, route: str, body: bytes, status: int, told: str
) -> None:
    answered = site.post(f"{API}/{route}", content=body, headers={"content-type": "application/json"})
    assert told in refused(answered, status)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "give words, or a text"), ({"words": "a", "text": "b"}, "give words, or a text"),
        ({"text": "a", "said_by": "b"}, "leave out said_by"), ({"text": "x" * 10_001}, "text: "),
        ({"words": ["a"]}, "words: "), ({"words": "a\x00"}, "words: "),
    ],
)  # fmt: skip
def test_words_to_check_that_are_none_are_refused_in_one_line(site: TestClient, body: Any, told: str) -> None:
    assert told in refused(site.post(f"{API}/quote", json=body), 422)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/no-such", 404), ("/", 404), ("/sittings/no-such", 404), ("/turns/no-such", 404), ("/turns/%00", 404),
        ("/turns/%ff", 404), ("/turns/" + "x" * 5_000, 404), ("/sittings?limit=0", 422), ("/sittings?limit=1001", 422),
        ("/sittings?limit=many", 422), ("/sittings?offset=99999999999999999999", 422), ("/sittings?since=soon", 422),
        ("/sittings?source=%00", 422), ("/commitments?strength=strong", 422), ("/commitments?status=done", 422),
        ("/commitments?words=" + "x" * 201, 422), ("/ask", 405),
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_refused_in_one_line(site: TestClient, path: str, status: int) -> None:
    refused(site.get(f"{API}{path}"), status)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/ask", "/sittings", "/turns/x", "/commitments"])
def test_nothing_can_be_changed(site: TestClient, method: str, path: str) -> None:
    refused(site.request(method, f"{API}{path}"), 405)


# Many at once.


def test_more_than_may_wait_is_turned_away_at_once_and_the_rest_is_served(demo_site: TestClient) -> None:
    def one(number: int) -> int:
        return demo_site.post(f"{API}/ask", json={"question": f"Wat zei Somers over punt {number}?"}).status_code

    with ThreadPoolExecutor(60) as pool:
        statuses = list(pool.map(one, range(60)))
    assert set(statuses) <= {200, 503}
    assert statuses.count(200) >= 34


def test_a_page_is_read_while_many_programs_ask(demo_site: TestClient) -> None:
    with ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(ask, demo_site, question=f"Wat beloofde Somers in {year}?") for year in range(2008, 2024)]
        started = time.perf_counter()
        assert demo_site.get("/record/").status_code == 200
        took = time.perf_counter() - started
        assert not all(one.done() for one in asked)
    assert took < 2
