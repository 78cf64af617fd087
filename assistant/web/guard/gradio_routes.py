"""The addresses of Gradio that the conversation uses; all others that Gradio serves do not exist here.

Among the others are uploads, files, monitoring, run history, deep links, a proxy, and Gradio's own API. Knows nothing
of what the conversation says.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.guard.proxies import inner_path

NEEDED = frozenset(
    ["/", "/config", "/theme.css"]
    + [f"/gradio_api/{name}" for name in ("app_id", "cancel", "queue/data", "queue/join", "reset", "run/predict")]
)
"""What the page asks for while it is opened, used, and connected again; events that do not queue go to run/predict."""

FOLDERS = ("/assets/", "/static/", "/gradio_api/heartbeat/")

LONGEST_BODY = 200_000
"""Bytes of a request: a question and what Gradio says around it."""


class OnlyNeeded:
    """ASGI middleware of Gradio's application that lets only these through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http" and not is_needed(inner_path(scope)):
            await PlainTextResponse("Not Found\n", 404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def is_needed(path: str) -> bool:
    """Whether the conversation uses an address of Gradio's."""
    return path in NEEDED or path.startswith(FOLDERS)


def _no_event(request: Request, error: Exception) -> Response:
    del request, error
    return PlainTextResponse("This is no event of the conversation.\n", 400)


REFUSALS: dict[type[Exception], Callable[[Request, Exception], Response]] = {
    KeyError: _no_event,  # an event's number that there is none of
    RequestValidationError: _no_event,
}
"""What is answered where Gradio stumbles over a request that its page does not send; nothing of it is repeated."""
