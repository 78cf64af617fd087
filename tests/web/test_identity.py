"""Who is asking, through the whole application: a reader is known or refused on every address alike."""

from collections.abc import Iterator

import pytest
from fastapi import Request
from starlette.testclient import TestClient

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.web.guard.identity import require_identity
from index.errors import SettingsError
from tests.web.conftest import client

EVERYWHERE = [
    "/", "/record/", "/woordelijk/tokens.css", "/embed", "/api/v1/health", "/config", "/theme.css", "/no-such",
    "/gradio_api/queue/data?session_hash=x", "/gradio_api/heartbeat/x", "/gradio_api/app_id",
]  # fmt: skip
POSTED = ["/api/v1/ask", "/gradio_api/queue/join", "/gradio_api/run/predict", "/gradio_api/cancel"]
PROXY = "10.0.0.7"
PROXIED = Settings(identity_header="X-Remote-User", trusted_proxies=(PROXY, "10.1.0.0/24"), admins=("els",))


def who(request: Request) -> dict[str, object]:
    """A page that says who asks, as every page of the site may find out, and what else is seen of the identity."""
    from assistant.web.guard.identity import reader_of

    reader = reader_of(request)
    return {"name": reader.name, "admin": reader.admin, "header": request.headers.get("x-remote-user")}


def site_of(assistant: Assistant, settings: Settings | None = None, peer: str = "127.0.0.1") -> TestClient:
    site = client(assistant, settings, peer)
    site.app.add_api_route("/who", who)  # type: ignore[attr-defined]
    site.app.router.routes.insert(0, site.app.router.routes.pop())  # type: ignore[attr-defined]
    return site


@pytest.fixture(scope="module")
def alone(harbour: Assistant) -> Iterator[TestClient]:
    with site_of(harbour) as site:
        yield site


@pytest.fixture(scope="module")
def proxied(harbour: Assistant) -> Iterator[TestClient]:
    with site_of(harbour, PROXIED, PROXY) as site:
        yield site


def from_peer(site: TestClient, peer: str) -> TestClient:
    return TestClient(site.app, base_url=str(site.base_url), client=(peer, 50_000))


def test_on_a_machine_of_its_own_the_user_is_the_reader_and_may_change_the_index(
    alone: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "kim")
    assert alone.get("/who").json() == {"name": "kim", "admin": True, "header": None}


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:7860", "127.0.0.1:7860", "[::1]", "[::1]:7860"])
def test_on_a_machine_of_its_own_the_page_answers_to_that_machines_names(alone: TestClient, host: str) -> None:
    assert alone.get("/who", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "evil.example:7860", "[::2]", "", "127.0.0.10"]
)
@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_name_elsewhere_that_points_to_this_machine_is_refused_everywhere(
    alone: TestClient, path: str, host: str
) -> None:
    refused = alone.get(path, headers={"host": host})
    assert (refused.status_code, refused.text) == (403, "Woordelijk is reached as localhost or 127.0.0.1 here.\n")


def test_without_an_identity_setting_nobody_on_another_machine_is_served(alone: TestClient) -> None:
    others = ("10.0.0.7", "2001:db8::1", "testclient")
    assert {from_peer(alone, peer).get("/who").status_code for peer in others} == {403}
    assert from_peer(alone, "::1").get("/who").status_code == 200
    assert from_peer(alone, "::ffff:127.0.0.1").get("/who").status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Via", "X-Real-IP"])
def test_without_an_identity_setting_a_proxys_readers_are_not_taken_for_the_user(
    alone: TestClient, header: str
) -> None:
    refused = alone.get("/who", headers={header: "127.0.0.1"})
    assert (refused.status_code, len(refused.text.splitlines())) == (403, 1)
    assert "identity_header or open_to_all" in refused.text


def test_the_trusted_proxys_word_is_taken_and_its_header_goes_no_further(proxied: TestClient) -> None:
    for peer in (PROXY, "10.1.0.200", "::ffff:10.0.0.7"):
        said = from_peer(proxied, peer).get("/who", headers={"X-Remote-User": "jan"})
        assert said.json() == {"name": "jan", "admin": False, "header": None}


def test_only_the_named_admins_may_change_the_index(proxied: TestClient) -> None:
    said = [proxied.get("/who", headers={"X-Remote-User": name}).json()["admin"] for name in ("els", "Els", "jan")]
    assert said == [True, False, False]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_request_in_which_the_proxy_names_nobody_is_refused_everywhere(proxied: TestClient, path: str) -> None:
    refused = proxied.get(path)
    assert (refused.status_code, len(refused.text.splitlines())) == (401, 1)
    assert refused.headers["content-security-policy"]
    assert refused.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("path", EVERYWHERE)
def test_the_header_of_anybody_but_the_proxy_is_not_believed_anywhere(proxied: TestClient, path: str) -> None:
    headers = {"X-Remote-User": "els", "X-Forwarded-For": PROXY, "X-Real-IP": PROXY, "Forwarded": f"for={PROXY}"}
    refused = from_peer(proxied, "10.2.0.1").get(path, headers=headers)
    assert (refused.status_code, len(refused.text.splitlines())) == (403, 1)


@pytest.mark.parametrize("path", POSTED)
def test_what_is_posted_by_nobody_is_refused_too(proxied: TestClient, path: str) -> None:
    assert proxied.post(path, json={}).status_code == 401
    assert from_peer(proxied, "127.0.0.1").post(path, json={}, headers={"X-Remote-User": "els"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        [("X-Remote-User", "")], [("X-Remote-User", "  ")], [("X-Remote-User", "x" * 201)],
        [("X-Remote-User", "jan"), ("X-Remote-User", "els")], [("X-Remote-User", b"j\x85an")],
        [("X_Remote_User", "els")],
    ],
    ids=["empty", "blank", "long", "twice", "control", "underscores"],
)  # fmt: skip
def test_a_name_that_is_none_or_in_doubt_is_nobody(proxied: TestClient, headers: list[tuple[str, str]]) -> None:
    assert proxied.get("/who", headers=headers).status_code == 401


@pytest.mark.parametrize("sent", ["Zoë".encode(), "Zoë".encode("latin-1")], ids=["UTF-8", "Latin-1"])
def test_a_name_with_letters_beyond_ascii_is_read(proxied: TestClient, sent: bytes) -> None:
    assert proxied.get("/who", headers=[(b"x-remote-user", sent)]).json()["name"] == "Zoë"


def test_open_to_all_lets_everybody_read_and_nobody_change(harbour: Assistant) -> None:
    with site_of(harbour, Settings(host="0.0.0.0", open_to_all=True), "192.0.2.1") as site:
        said = site.get("/who", headers={"host": "record.example", "X-Remote-User": "els"}).json()
        assert (said["name"], said["admin"]) == (None, False)
        assert from_peer(site, "127.0.0.1").get("/who").json()["admin"] is False


def test_nothing_is_served_over_a_websocket(alone: TestClient) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), alone.websocket_connect("/record/"):
        pass


@pytest.mark.parametrize(
    "settings",
    [
        Settings(), Settings(host="::1"), Settings(host="localhost"), Settings(host="127.0.0.2"),
        Settings(host="0.0.0.0", open_to_all=True), Settings(host="10.0.0.1", identity_header="X-Remote-User"),
        Settings(path="/portal", identity_header="X-Remote-User"), Settings(path="/portal", open_to_all=True),
    ],
)  # fmt: skip
def test_a_page_whose_readers_are_known_starts(settings: Settings) -> None:
    require_identity(settings)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (Settings(host="0.0.0.0"), "serving on 0.0.0.0 needs to know who may read: set identity_header"),
        (Settings(host="::"), "serving on :: needs"),
        (Settings(host="record.example"), "serving on record.example needs"),
        (Settings(path="/portal"), "serving under /portal needs to know who may read"),
        (Settings(identity_header="X-Remote-User", open_to_all=True), "exclude each other"),
    ],
)
def test_a_page_that_strangers_could_reach_does_not_start(harbour: Assistant, settings: Settings, told: str) -> None:
    for start in (require_identity, lambda chosen: client(harbour, chosen)):
        with pytest.raises(SettingsError) as refused:
            start(settings)
        assert told in str(refused.value)
        assert "\n" not in str(refused.value)
