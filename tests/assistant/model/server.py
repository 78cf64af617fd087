"""A small server that speaks the protocol of chat completions, streaming included, and says what a test has it say."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATH = "/v1/chat/completions"


@dataclass(frozen=True)
class Reply:
    """What is sent, part by part. `ends` False: the connection is cut where more was promised."""

    parts: Iterable[bytes]
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/event-stream"})
    ends: bool = True


@dataclass(frozen=True)
class Request:
    """What was asked of the server."""

    path: str
    key: str | None
    document: dict[str, Any]

    @property
    def rules(self) -> str:
        return str(self.document["messages"][0]["content"])

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.document["messages"][1]["content"])
        return found


Behaviour = Callable[[Request], Reply]


def event(content: str | None, **fields: Any) -> bytes:
    delta = {"role": "assistant"} if content is None else {"content": content}
    document = {"id": "c", "object": "chat.completion.chunk", "choices": [{"index": 0, "delta": delta}]} | fields
    return b"data: " + json.dumps(document, ensure_ascii=False).encode() + b"\n\n"


DONE = b"data: [DONE]\n\n"


def says(text: str) -> Reply:
    """The text as a stream of a few letters an event."""
    pieces = re.findall(r"(?s).{1,7}", text)
    return Reply([event(None), *(event(piece) for piece in pieces), event("", usage={"total_tokens": 3}), DONE])


class ModelServerForTests:
    """Runs while its `with` lasts. `behaviour` may be changed at any time; `requests` are those that came."""

    def __init__(self) -> None:
        self.behaviour: Behaviour = lambda request: says("")
        self.requests: list[Request] = []
        self.over = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                request = Request(self.path, self.headers["Authorization"], json.loads(body))
                outer.requests.append(request)
                self.close_connection = True
                with suppress(ConnectionError):  # the client has heard enough
                    self._send(outer.behaviour(request))

            def _send(self, reply: Reply) -> None:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Transfer-Encoding", "chunked")
                self.send_header("Connection", "close")
                self.end_headers()
                for part in reply.parts:
                    self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
                if reply.ends:
                    self.wfile.write(b"0\r\n\r\n")

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False  # so that closing waits for what is still being sent
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> ModelServerForTests:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def without_end(self, part: bytes, every: float = 0.0) -> Iterator[bytes]:
        """A part again and again, until the test is over."""
        while not self.over.wait(every):
            yield part

    def silence(self) -> Iterator[bytes]:
        """Nothing, for as long as the test lasts."""
        self.over.wait()
        yield from ()
