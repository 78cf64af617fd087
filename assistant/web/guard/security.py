"""What confines the pages: nothing from outside, no script but our own, no foreign frame, no change from elsewhere.

Every response bears the headers, the embedded form alone may be framed by the origins of the settings, and what
changes something is taken from a page of this site or from a program, never from another site's page. Knows nothing of
what the pages show.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.guard.proxies import inner_path

EMBED = "/embed"
"""The one page that others may frame."""

_READING = {"GET", "HEAD", "OPTIONS"}
_PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


def policy(nonce: str | None = None, framed_by: Sequence[str] = ()) -> str:
    """The content security policy (W3C CSP Level 3).

    Gradio's start page, which has a nonce, also sets inline styles; it needs no eval.
    """
    scripts, styles = (f"'self' 'nonce-{nonce}'", "'self' 'unsafe-inline'") if nonce else ("'self'", "'self'")
    parents = " ".join(("'self'", *framed_by))
    return (
        f"default-src 'self'; script-src {scripts}; style-src {styles}; img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        f"frame-ancestors {parents}"
    )


class SecurityHeaders:
    """ASGI middleware that adds the headers to every response; a page's nonce stands in the scope's state."""

    def __init__(self, app: ASGIApp, embed_origins: Sequence[str] = ()) -> None:
        self._app, self._embed_origins = app, tuple(embed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""

        async def confined(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._confine(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, confined if scope["type"] == "http" else send)

    def _confine(self, headers: MutableHeaders, scope: Scope) -> None:
        embedded = inner_path(scope) == EMBED
        # Gradio lets every origin read what it sends, signed in as the reader; nobody but this site may.
        for name in [name for name in headers if name.startswith("access-control-")]:
            del headers[name]
        headers["content-security-policy"] = policy(
            scope.get("state", {}).get("nonce"), self._embed_origins if embedded else ()
        )
        headers["cross-origin-opener-policy"] = "same-origin"
        headers["cross-origin-resource-policy"] = "cross-origin" if embedded else "same-origin"
        headers["permissions-policy"] = _PERMISSIONS
        headers["referrer-policy"] = "same-origin"
        headers["x-content-type-options"] = "nosniff"


class SameSite:
    """ASGI middleware that takes no change from a page of another site: the reader did not mean it.

    A browser says where a request comes from by `Sec-Fetch-Site`, or on plain http by `Origin`; other programs by
    neither.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http" and scope["method"] not in _READING and not _is_own(Headers(scope=scope)):
            reason = "This came from a page of another site. (Behind a proxy: it must pass on the reader's Host.)\n"
            await PlainTextResponse(reason, 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_own(headers: Headers) -> bool:
    if site := headers.get("sec-fetch-site"):
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
