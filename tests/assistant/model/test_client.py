"""The client against a real server: what it says comes back whole, and whatever else it does ends in time."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import chain

import pytest

from assistant.answering.model.client import ModelError, ModelServer
from index.errors import SettingsError
from tests.assistant.model.server import DONE, PATH, ModelServerForTests, Reply, Request, event, says

SLACK = 3.0
"""Seconds that a busy machine may take on top of a deadline."""

Server = ModelServerForTests


def complete(url: str, seconds: float = 20.0, key: str | None = None) -> str:
    return ModelServer(url, "parrot", key).complete("the rules", "{}", time.monotonic() + seconds)


def test_the_words_of_a_stream_come_back_whole(server: Server) -> None:
    server.behaviour = lambda _: says("Één zin, “zó” gezegd [1].\nEn nog één. 🙂")
    assert complete(server.url) == "Één zin, “zó” gezegd [1].\nEn nog één. 🙂"


def test_the_request_is_of_the_protocol_and_bounded_and_streams(server: Server) -> None:
    server.behaviour = lambda _: says("Ja.")
    complete(server.url, key="s3cret")
    (request,) = server.requests
    assert (request.path, request.key) == (PATH, "Bearer s3cret")
    assert request.document["model"] == "parrot"
    assert request.document["stream"] is True
    assert request.document["max_tokens"] > 0
    assert request.document["messages"] == [
        {"role": "system", "content": "the rules"}, {"role": "user", "content": "{}"},
    ]  # fmt: skip


def cut_anywhere(server: Server) -> Reply:
    whole = b"".join(says("Een brug, één euro [1].").parts)
    return Reply([whole[at : at + 1] for at in range(len(whole))])


@pytest.mark.parametrize(
    "behaviour",
    [
        cut_anywhere,
        lambda server: Reply([b": ping\r\n\r\n", event("Een brug, één euro [1].").replace(b"\n", b"\r\n"), DONE]),
        lambda server: Reply([event("Een brug, één euro [1].")]),
        lambda server: Reply([event("Een brug, "), b'data: {"choices": []}\n\n', event("één euro [1]."), DONE]),
        lambda server: says("<think>Zou dit? [2]</think>\nEen brug, één euro [1]."),
        lambda server: Reply(chain([event("Een brug, één euro [1]."), DONE], server.silence())),
        lambda server: Reply(
            [json.dumps({"choices": [{"message": {"content": "Een brug, één euro [1]."}}]}).encode()],
            headers={"Content-Type": "application/json"},
        ),
    ],
    ids=["cut anywhere", "CRLF and comments", "no end mark", "empty events", "thinks aloud", "stays open", "no stream"],
)
def test_servers_that_differ_in_manner_say_the_same(server: Server, behaviour: Callable[[Server], Reply]) -> None:
    server.behaviour = lambda _: behaviour(server)
    assert complete(server.url) == "Een brug, één euro [1]."


BROKEN: dict[str, tuple[str, Callable[[Server], Reply]]] = {
    "rate-limited": ("limited", lambda server: Reply([b"{}"], status=429, headers={"Retry-After": "60"})),
    "wrong key": ("refused", lambda server: Reply([b"{}"], status=401)),
    "no such model": ("refused", lambda server: Reply([b"{}"], status=404)),
    "internal error": ("failing", lambda server: Reply([b"oops"], status=500)),
    "error without end": ("failing", lambda server: Reply(server.without_end(b"oops" * 999), status=503)),
    "error in the stream": ("failing", lambda server: Reply([event("Ja"), b'data: {"error": {"message": "x"}}\n\n'])),
    "redirect": ("refused", lambda server: Reply([], status=307, headers={"Location": f"{server.url}/elsewhere"})),
    "silent": ("slow", lambda server: Reply(server.silence())),
    "falls silent": ("slow", lambda server: Reply(chain([event("Ja")], server.silence()))),
    "a letter now and then": ("slow", lambda server: Reply(server.without_end(event("a"), 0.1))),
    "half a line now and then": ("slow", lambda server: Reply(server.without_end(b"d", 0.1))),
    "words without end": ("babbling", lambda server: Reply(server.without_end(event("Ja, " * 400)))),
    "a line without end": ("babbling", lambda server: Reply(server.without_end(b"x" * 50_000))),
    "too many words": ("babbling", lambda server: says("Ja. " * 5_000)),
    "no words": ("not understood", lambda server: Reply([DONE])),
    "nothing but thoughts": ("not understood", lambda server: says("<think>Zou dit? [1]")),
    "no JSON": ("not understood", lambda server: Reply([b'data: {"choices": [\n\n', DONE])),
    "JSON of another kind": ("not understood", lambda server: Reply([b"data: [1, 2]\n\n", b'data: "x"\n\n', DONE])),
    "no UTF-8": ("not understood", lambda server: Reply([b"data: \xff\xfe\n\n"])),
    "a web page": ("not understood", lambda server: Reply([b"<html>hi</html>"], headers={"Content-Type": "text/html"})),
    "cut off": ("not understood", lambda server: Reply([event("Ja, ")], ends=False)),
}  # fmt: skip


@pytest.mark.parametrize(("why", "behaviour"), BROKEN.values(), ids=BROKEN)
def test_a_server_that_gives_nothing_of_use_is_an_error_in_time(
    server: Server, why: str, behaviour: Callable[[Server], Reply]
) -> None:
    server.behaviour = lambda _: behaviour(server)
    seconds = 1.0 if why == "slow" else 20.0
    ModelServer(server.url, "parrot")  # the library is loaded before the clock runs
    began = time.monotonic()
    with pytest.raises(ModelError) as failed:
        complete(server.url, seconds)
    assert failed.value.why == why
    assert time.monotonic() - began < (seconds + SLACK if why == "slow" else seconds)
    assert len(server.requests) == 1  # no retry: whoever asked is waiting


def test_a_server_that_is_not_there_is_an_error(server: Server) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(ModelError) as failed:
            complete(f"http://127.0.0.1:{unused.getsockname()[1]}/v1")
    assert failed.value.why == "unreachable"


def test_no_time_left_is_an_error_at_once(server: Server) -> None:
    server.behaviour = lambda _: Reply(server.silence())
    began = time.monotonic()
    with pytest.raises(ModelError):
        complete(server.url, -5.0)
    assert time.monotonic() - began < SLACK


def test_a_model_that_knows_only_the_newer_name_of_the_limit_gets_that(server: Server) -> None:
    def newer(request: Request) -> Reply:
        if "max_tokens" in request.document or "temperature" in request.document:
            return Reply([b'{"error": {"param": "max_tokens"}}'], status=400)
        return says("Ja.")

    server.behaviour = newer
    model = ModelServer(server.url, "parrot")
    for _ in range(2):
        assert model.complete("the rules", "{}", time.monotonic() + 20) == "Ja."
    assert [sorted({"max_tokens", "max_completion_tokens"} & r.document.keys()) for r in server.requests] == [
        ["max_tokens"], ["max_completion_tokens"], ["max_completion_tokens"],
    ]  # fmt: skip


def test_a_request_that_is_bad_under_either_name_is_refused(server: Server) -> None:
    server.behaviour = lambda _: Reply([b"{}"], status=400)
    with pytest.raises(ModelError) as failed:
        complete(server.url)
    assert (failed.value.why, len(server.requests)) == ("refused", 2)


def test_without_the_package_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(SettingsError, match=r'needs the openai package: pip install "openai>=2"$'):
        ModelServer("http://127.0.0.1:1/v1", "parrot")


def test_the_package_is_loaded_only_when_a_server_is_set_up() -> None:
    code = "import sys, assistant.opening, assistant.terminal; print('openai' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "False\n"
