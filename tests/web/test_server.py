import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from assistant.web.texts import LANGUAGES, texts


def test_the_health_check_answers(site: TestClient) -> None:
    assert site.get("/health").json() == {"status": "ok"}


@pytest.mark.parametrize("path", ["/", "/record/", "/record/no-such", "/health", "/woordelijk/page.js", "/config"])
def test_every_response_confines_the_page(site: TestClient, path: str) -> None:
    headers = site.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


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


def test_nothing_can_be_uploaded(site: TestClient) -> None:
    assert site.post("/gradio_api/upload", files={"files": ("a.txt", b"more than a byte")}).status_code == 413


def test_nobody_can_watch_what_others_ask(site: TestClient) -> None:
    assert site.get("/monitoring/summary").status_code in (403, 404)
    assert site.get("/gradio_api/monitoring/summary").status_code in (403, 404)


def test_the_page_names_no_event_for_other_programs_to_call(site: TestClient) -> None:
    described = site.get("/gradio_api/info").json()
    assert (described["named_endpoints"], described["unnamed_endpoints"]) == ({}, {})


def test_the_page_is_sent_in_every_language_of_the_interface(site: TestClient) -> None:
    translations = site.get("/config").json()["i18n_translations"]
    assert {language: translations[language]["ask"] for language in LANGUAGES} == {
        language: texts(language)["ask"] for language in LANGUAGES
    }


def test_the_record_is_read_by_several_readers_at_once(demo_site: TestClient) -> None:
    links = re.findall(r'<a href="(vp-\d+)"', demo_site.get("/record/").text)
    with ThreadPoolExecutor(4) as pool:
        responses = list(pool.map(lambda link: demo_site.get(f"/record/{link}").status_code, links * 3))
    assert responses == [200] * 51
