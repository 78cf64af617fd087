"""Every response is confined, Gradio's open doors are shut, and nothing is changed from another site's page."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.web.ask.chat import LOOKS_EVERY
from assistant.web.guard.gradio_routes import FOLDERS, NEEDED
from assistant.web.guard.security import EMBED
from tests.web.conftest import client

INTRANET = "https://intranet.example"
PATHS = ["/", "/record/", "/record/no-such", "/woordelijk/page.js", "/config", "/no-such", "/api/v1/health"]


@pytest.fixture(scope="module")
def embedding(harbour: Assistant) -> Iterator[TestClient]:
    with client(harbour, Settings(embed_origins=(INTRANET, "http://127.0.0.1:8000"))) as site:
        yield site


def policy_of(site: TestClient, path: str) -> dict[str, str]:
    header = site.get(path).headers["content-security-policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


@pytest.mark.parametrize("path", [*PATHS, EMBED])
def test_every_response_confines_the_page(site: TestClient, path: str) -> None:
    headers, policy = site.get(path).headers, policy_of(site, path)
    assert policy["default-src"] == policy["connect-src"] == policy["form-action"] == policy["base-uri"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_only_gradios_start_page_may_style_inline(site: TestClient) -> None:
    assert policy_of(site, "/")["style-src"] == "'self' 'unsafe-inline'"
    assert {policy_of(site, path)["style-src"] for path in (*PATHS[1:], EMBED)} == {"'self'"}


def test_only_the_embedded_form_may_be_framed_by_the_origins_of_the_settings(
    site: TestClient, embedding: TestClient
) -> None:
    assert policy_of(embedding, EMBED)["frame-ancestors"] == f"'self' {INTRANET} http://127.0.0.1:8000"
    assert policy_of(site, EMBED)["frame-ancestors"] == "'self'"
    others = [*PATHS, f"{EMBED}/snippet", f"{EMBED}/"]
    assert {policy_of(embedding, path)["frame-ancestors"] for path in others} == {"'self'"}
    assert embedding.get("/record/").headers["cross-origin-resource-policy"] == "same-origin"


def test_every_script_of_the_start_page_carries_the_nonce_of_its_own_response(site: TestClient) -> None:
    nonces = set()
    for _ in range(2):
        response = site.get("/")
        (nonce,) = re.findall(r"'nonce-([^']+)'", response.headers["content-security-policy"])
        assert re.findall(r"<script(?! nonce)", response.text) == []
        assert set(re.findall(r'<script nonce="([^"]*)"', response.text)) == {nonce}
        nonces.add(nonce)
    assert len(nonces) == 2


def test_no_page_but_the_start_page_may_run_an_inline_script(site: TestClient) -> None:
    assert "nonce" not in site.get("/record/").headers["content-security-policy"]


def test_the_language_is_kept_for_this_site_alone_and_on_https_only_there(harbour: Assistant, site: TestClient) -> None:
    kept = site.get("/record/?lang=fr").headers["set-cookie"]
    assert kept == "lang=fr; Max-Age=31536000; Path=/; SameSite=Lax"
    settings = Settings(path="/portal/assist", identity_header="X-User")
    with client(harbour, settings) as proxied:
        headers = {"X-User": "jan", "X-Forwarded-Proto": "https"}
        kept = proxied.get("/portal/assist/record/?lang=fr", headers=headers).headers["set-cookie"]
    assert kept == "lang=fr; Max-Age=31536000; Path=/portal/assist/; SameSite=Lax; Secure"
    site.cookies.clear()


# What Gradio opens by itself.


def gradio_routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Method and path of every route of Gradio's application, with something in the place of each parameter."""

    def walk(routes: list[Any]) -> Iterator[tuple[str, str]]:
        for route in routes:
            if inner := getattr(route, "original_router", None):
                yield from walk(inner.routes)
            elif path := getattr(route, "path", None):
                for method in route.methods:
                    yield method, re.sub(r"\{\w+(?::path)?\}", "1", path)

    yield from walk(app.router.routes[-1].app.routes)  # type: ignore[attr-defined]


def test_every_route_of_gradios_that_the_page_does_not_use_is_gone(site: TestClient) -> None:
    routes = set(gradio_routes(site.app))  # type: ignore[arg-type]
    assert len(routes) > 70
    shut = [route for route in routes if route[1] not in NEEDED and not route[1].startswith(FOLDERS)]
    assert len(shut) > 60
    assert {site.request(method, path).status_code for method, path in shut} == {404}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/monitoring"), ("GET", "/monitoring/summary"), ("GET", "/gradio_api/runs"),
        ("GET", "/gradio_api/info"), ("GET", "/gradio_api/openapi.json"), ("GET", "/openapi.json"),
        ("GET", "/gradio_api/file=/etc/hostname"), ("GET", "/gradio_api/file=pyproject.toml"),
        ("GET", "/gradio_api/file/pyproject.toml"), ("GET", "/gradio_api/proxy=http://127.0.0.1/"),
        ("GET", "/gradio_api/queue/status"), ("GET", "/gradio_api/upload_progress?upload_id=1"),
        ("GET", "/gradio_api/deep_link?session_hash=1"), ("GET", "/gradio_api/startup-events"),
        ("GET", "/gradio_api/vibe-code"), ("POST", "/gradio_api/component_server"), ("GET", "/gradio_api/user"),
        ("POST", "/gradio_api/call/answer"), ("POST", "/gradio_api/api/answer"), ("POST", "/gradio_api/run/answer"),
        ("POST", "/login"), ("GET", "/logout"), ("GET", "/manifest.json"),
    ],
)  # fmt: skip
def test_what_gradio_opens_by_default_is_shut(site: TestClient, method: str, path: str) -> None:
    assert site.request(method, path).status_code == 404


def test_nothing_can_be_uploaded(site: TestClient) -> None:
    assert site.post("/gradio_api/upload", files={"files": ("a.txt", b"more than a byte")}).status_code == 404


@pytest.mark.parametrize(
    "path", ["/assets/../../routes.py", "/assets/..%2f..%2froutes.py", "/static/..%2f..%2froutes.py"]
)
def test_gradios_folders_lead_to_no_other_file(site: TestClient, path: str) -> None:
    assert site.get(path).status_code in (403, 404)


def test_the_page_keeps_no_history_and_offers_no_event_to_other_programs(site: TestClient) -> None:
    config = site.get("/config").json()
    assert (config["run_history"], config["footer_links"]) == (False, [])
    assert {event["api_visibility"] for event in config["dependencies"]} == {"private"}
    assert [part["props"].get("buttons") for part in config["components"] if part["type"] == "chatbot"] == [[]]


def test_few_answers_are_made_at_once_and_few_may_wait(site: TestClient) -> None:
    blocks = site.app.router.routes[-1].app.get_blocks()  # type: ignore[attr-defined]
    limits = {fn.concurrency_limit for fn in blocks.fns.values() if fn.queue}
    assert limits <= {"default", 1}
    assert (blocks._queue.default_concurrency_limit, blocks._queue.max_size) == (2, 64)


def test_a_page_that_nobody_uses_takes_next_to_nothing_of_a_core(site: TestClient) -> None:
    queue = site.app.router.routes[-1].app.get_blocks()._queue  # type: ignore[attr-defined]
    assert queue.sleep_when_free == LOOKS_EVERY
    assert "sleep(self.sleep_when_free)" in inspect.getsource(type(queue).start_processing)  # as long as it is so


def test_a_request_to_the_conversation_that_is_too_long_is_refused(site: TestClient) -> None:
    refused = site.post("/gradio_api/queue/join", json={"data": ["x" * 300_000], "fn_index": 0, "session_hash": "a"})
    assert refused.status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'{"data": 1}', b'{"fn_index": 99, "data": [], "session_hash": "a"}',
        b'{"fn_index": "x", "data": [], "session_hash": "a"}', b"[" * 20_000, b'{"data": ["\\ud800"], "fn_index": 0}',
        b'{"fn_index": -1, "data": [], "session_hash": "a"}', b"\xff\xfe",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/gradio_api/run/predict", "/gradio_api/cancel"])
def test_what_is_no_event_of_the_conversation_is_refused(site: TestClient, path: str, body: bytes) -> None:
    refused = site.post(path, content=body, headers={"content-type": "application/json"})
    assert 400 <= refused.status_code < 500


# What comes from another site's page.


@pytest.mark.parametrize("path", ["/config", "/", "/api/v1/health", "/gradio_api/app_id"])
def test_no_other_site_may_read_a_response(site: TestClient, path: str) -> None:
    for origin in ("https://evil.example", "http://localhost:1", "null"):
        answered = site.get(path, headers={"origin": origin})
        assert [name for name in answered.headers if name.startswith("access-control-")] == []
        asked = {"origin": origin, "access-control-request-method": "POST"}
        allowed = site.options(path, headers=asked)
        assert [name for name in allowed.headers if name.startswith("access-control-")] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"},
        {"origin": "null"}, {"origin": "http://127.0.0.1:7861"},
        {"origin": "http://127.0.0.1:7860", "sec-fetch-site": "cross-site"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/api/v1/ask", "/gradio_api/queue/join", "/record/"])
def test_nothing_is_taken_from_another_sites_page(site: TestClient, path: str, headers: dict[str, str]) -> None:
    refused = site.post(path, json={}, headers=headers)
    assert (refused.status_code, len(refused.text.splitlines())) == (403, 1)
    assert "another site" in refused.text


@pytest.mark.parametrize(
    "headers",
    [{}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": "http://127.0.0.1:7860"}],
)
def test_a_page_of_this_site_and_a_program_are_heard(site: TestClient, headers: dict[str, str]) -> None:
    assert site.post("/gradio_api/cancel", json={}, headers=headers).status_code == 400
