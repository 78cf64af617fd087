"""Gradio's start page on its way out: our own head, the bar, the record's pane and the dialogs are written into it.

They are there before Gradio runs, in the reader's language, and out of the reach of its styles. The page's inline
scripts are marked with a nonce made for each response, which the security policy lets through; an inline script or
handler that came from anywhere else does not run. Knows nothing of the conversation.
"""

from __future__ import annotations

import re
import secrets

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.ask.exporting import FORMATS
from assistant.web.ask.understood import KIND_KEYS
from assistant.web.guard.proxies import inner_path
from assistant.web.pages import keep_language, page_values
from assistant.web.templating import page_templates


class StartPage:
    """ASGI middleware that completes the page at the root; the nonce is left in the scope's state for the policy."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or inner_path(scope) != "/":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})["nonce"] = secrets.token_urlsafe(16)
        await self._app(scope, receive, _Whole(Request(scope), send).send)


class _Whole:
    """A response that is held back until it is whole, completed, and passed on."""

    def __init__(self, request: Request, send: Send) -> None:
        self._request, self._pass_on = request, send
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
        body = completed(self._body.decode(), self._request).encode()
        headers = MutableHeaders(scope=self._start)
        if "content-length" in headers:
            headers["content-length"] = str(int(headers["content-length"]) + len(body) - len(self._body))
        keep_language(self._request, headers)
        await self._pass_on(self._start)
        await self._pass_on({**message, "body": body})


def completed(start_page: str, request: Request) -> str:
    """Gradio's page with our parts in it, and the request's nonce on every script."""
    values = {**page_values(request, "ask"), "formats": FORMATS, "kinds": KIND_KEYS}
    head, frame, end = (
        page_templates().get_template(f"start_{part}.html").render(values) for part in ("head", "frame", "end")
    )
    start_page = re.sub(r'lang="\w+"', f'lang="{values["texts"]["code"]}"', start_page, count=1)
    start_page = start_page.replace("<head>", f"<head>{head}", 1)
    start_page = re.sub(r"<body[^>]*>", lambda body: body[0] + frame, start_page, count=1)
    start_page = f"{end}</body>".join(start_page.rsplit("</body>", 1))
    # Gradio writes a "<" of its settings as \u003c, so what looks like a script tag here is one of the page's own.
    return start_page.replace("<script", f'<script nonce="{request.state.nonce}"')
