"""A request inside is what the reader's browser sent outside, as trusted proxies say, and nobody else."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.assistant import Assistant
from assistant.settings import Settings
from tests.web.conftest import client

PROXY = "10.0.0.7"
OUTSIDE = {"x-forwarded-host": "intranet.example", "x-forwarded-proto": "https"}


@pytest.fixture(scope="module")
def outside(harbour: Assistant) -> Iterator[TestClient]:
    settings = Settings(host="0.0.0.0", path="/portal/assist", open_to_all=True, trusted_proxies=(PROXY,))
    with client(harbour, settings, PROXY) as site:
        yield site


def shown_address(site: TestClient, headers: dict[str, str]) -> str:
    """The address that the page with the snippet says it has."""
    found = re.search(r"src=&#34;(\S+)\?lang", site.get("/embed/snippet", headers=headers).text)
    assert found
    return found[1]


@pytest.mark.parametrize("path", ["/record/", "/woordelijk/tokens.css", "/embed", "/api/v1/health", "/", "/theme.css"])
def test_a_path_that_was_kept_and_one_that_was_stripped_lead_to_the_same(outside: TestClient, path: str) -> None:
    kept, stripped = outside.get(f"/portal/assist{path}"), outside.get(path)
    assert kept.status_code == stripped.status_code == 200
    if path != "/":  # which has a nonce
        assert kept.content == stripped.content


@pytest.mark.parametrize("path", ["/portal/assistant/record/", "/portal/record/", "/portal/"])
def test_a_path_that_only_begins_alike_is_none_of_ours(outside: TestClient, path: str) -> None:
    assert outside.get(path).status_code == 404


def test_the_path_without_its_slash_is_led_to_it(outside: TestClient) -> None:
    led = outside.get("/portal/assist", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (308, "/portal/assist/")


def test_a_trusted_proxys_host_and_scheme_are_those_of_the_request(outside: TestClient) -> None:
    assert shown_address(outside, OUTSIDE) == "https://intranet.example/portal/assist/embed"
    chain = {"x-forwarded-host": "intranet.example, inner:8080", "x-forwarded-proto": "https, http"}
    assert shown_address(outside, chain) == "https://intranet.example/portal/assist/embed"
    assert outside.get("/config", headers=OUTSIDE).json()["root"] == "https://intranet.example/portal/assist"


@pytest.mark.parametrize("host", ["evil.example/x", "evil example", '"><script>', "evil.example@intranet", ""])
def test_a_host_that_is_none_is_not_taken(outside: TestClient, host: str) -> None:
    assert shown_address(outside, {"x-forwarded-host": host}) == "http://127.0.0.1:7860/portal/assist/embed"


def test_nobody_elses_word_about_the_outside_is_taken(outside: TestClient) -> None:
    stranger = TestClient(outside.app, base_url="http://record.example", client=("10.0.0.8", 50_000))
    headers = {
        **OUTSIDE,
        "x-forwarded-for": PROXY,
        "x-gradio-server": "https://evil.example",
        "forwarded": f"for={PROXY}",
    }
    assert shown_address(stranger, headers) == "http://record.example/portal/assist/embed"
    assert stranger.get("/config", headers=headers).json()["root"] == "http://record.example/portal/assist"
