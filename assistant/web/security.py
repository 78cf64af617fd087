"""Headers that confine the page: nothing from outside, no script but our own, no foreign frame around it.

Gradio's start page holds inline scripts. They are let through by a nonce that is made for each response and written
into that page's script tags; an inline script or handler that came from anywhere else does not run. Knows nothing of
what the pages show.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def policy(nonce: str | None = None) -> str:
    """The content security policy (W3C CSP Level 3). Gradio sets inline styles and data: images, and needs no eval."""
    scripts = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'self'"
    )


class SecurityHeaders:
    """ASGI middleware that adds the headers to every response, and the nonce to the start page's scripts."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        response = _StartPage(send) if path in ("", "/") else _Response(send)
        await self._app(scope, receive, response.send)


class _Response:
    """A response on its way out; it passes as it comes, so that streams stream."""

    def __init__(self, send: Send) -> None:
        self._pass_on = send

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            _confine(message, policy())
        await self._pass_on(message)


class _StartPage:
    """The start page on its way out, held back until it is whole."""

    def __init__(self, send: Send) -> None:
        self._pass_on = send
        self._start: Message = {}
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._pass_on(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        nonce = secrets.token_urlsafe(16)
        # Gradio writes a "<" of its settings as \u003c, so what looks like a script tag here is one of the page's own.
        body = self._body.replace(b"<script", f'<script nonce="{nonce}"'.encode())
        _confine(self._start, policy(nonce))
        headers = MutableHeaders(scope=self._start)
        if "content-length" in headers:
            headers["content-length"] = str(int(headers["content-length"]) + len(body) - len(self._body))
        await self._pass_on(self._start)
        await self._pass_on({**message, "body": body})


def _confine(start: Message, security_policy: str) -> None:
    headers = MutableHeaders(scope=start)
    headers["content-security-policy"] = security_policy
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "same-origin"
