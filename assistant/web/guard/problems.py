"""Errors of the API: a JSON problem (RFC 9457) whose `detail` is one clear line. Little of the request is repeated.

Knows nothing of what was asked.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import CitationError
from assistant.web.guard.desk import BusyError
from index.errors import WoordelijkError

LONGEST_DETAIL = 300
"""Characters."""

RETRY_AFTER = 2
"""Seconds."""

_LOG = logging.getLogger(__name__)

_SCHEMA = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string", "description": "The status in words."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, in one line."},
    },
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    code: {"description": description, "content": {"application/problem+json": {"schema": _SCHEMA}}}
    for code, description in {"4XX": "A request that cannot be served.", "503": "Busy: try again later."}.items()
}
"""How every route describes its errors."""


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """The response that says what is wrong."""
    line = " ".join(detail.encode("ascii", "xmlcharrefreplace").decode().split())
    content = {"title": HTTPStatus(status).phrase, "status": status, "detail": line[:LONGEST_DETAIL]}
    return JSONResponse(content, status, headers, media_type="application/problem+json")


def _refused(request: Request, error: Exception) -> Response:
    del request
    if isinstance(error, RequestValidationError):
        return problem(422, _first(error))
    if isinstance(error, HTTPException):
        return problem(error.status_code, str(error.detail), dict(error.headers or {}))
    return problem(422, str(error))


def _unproved(request: Request, error: Exception) -> Response:
    """A quote that does not stand in the record is never given; the reason goes to the log."""
    _LOG.error("%s: no answer was given, for a quote could not be proved", request.url.path, exc_info=error)
    return problem(500, "A quote could not be proved against the record, so nothing is given.")


def _busy(request: Request, error: Exception) -> Response:
    del request, error
    return problem(503, "Too much is asked at once; try again in a moment.", {"Retry-After": str(RETRY_AFTER)})


HANDLERS: dict[type[Exception], Callable[[Request, Exception], Response]] = {
    RequestValidationError: _refused,
    HTTPException: _refused,
    WoordelijkError: _refused,
    CitationError: _unproved,
    BusyError: _busy,
}


def _first(error: RequestValidationError) -> str:
    """Where the first thing wrong is, and what it is."""
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return "the body is no JSON"
    where = ".".join(str(part)[:40] for part in first["loc"][1:]) or "the body"
    return f"{where}: {first['msg'].removeprefix('Value error, ')}"


class BoundedBody:
    """ASGI middleware that answers a request that says itself too long with a problem."""

    def __init__(self, app: ASGIApp, longest: int) -> None:
        self._app, self._longest = app, longest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        length = Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""
        if length.isdecimal() and int(length) > self._longest:
            await problem(413, f"the body is longer than {self._longest} bytes")(scope, receive, send)
        else:
            await self._app(scope, receive, send)
