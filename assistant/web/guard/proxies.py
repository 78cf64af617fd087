"""Requests as the reader's browser sent them, whatever proxy they came through and wherever the page lies outside.

The setting `path` serves both kinds of proxy: one that keeps the path and one that strips the prefix. Inside, every
request's path begins with the root path. What proxies say of the outside (host, https) is taken from trusted ones
alone, and nothing else of the application sees their headers. The peer stays the one that holds the connection.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]+)?|\[[0-9A-Fa-f:.]+\](?::[0-9]+)?")
_OF_PROXIES = (b"x-forwarded-", b"x-gradio-server", b"x-real-ip", b"forwarded", b"via")
"""Headers that proxies write (or who pretends to be one), by how their names begin."""


def came_through_a_proxy(scope: Scope) -> bool:
    """Whether a request bears the marks of a proxy; to be asked before `BehindProxy` removes them."""
    return bool(scope.get("state", {}).get("proxied"))


def inner_path(scope: Scope) -> str:
    """The path of a request from the page's own root: "/" is the start page wherever it lies outside."""
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    return path or "/"


class Proxies:
    """The addresses and networks whose word is taken."""

    def __init__(self, networks: Iterable[str]) -> None:
        self._networks = [ipaddress.ip_network(network) for network in networks]

    def trusts(self, scope: Scope) -> bool:
        """Whether the peer that holds the connection of a request is one of them."""
        address = peer(scope)
        return address is not None and any(
            address in network for network in self._networks if network.version == address.version
        )


def peer(scope: Scope) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address at the other end of the connection, None where it has none."""
    try:
        address = ipaddress.ip_address((scope.get("client") or ("",))[0])
    except ValueError:
        return None
    return (address.version == 6 and address.ipv4_mapped) or address


class BehindProxy:
    """ASGI middleware, the outermost, that gives the others each request as it was outside."""

    def __init__(self, app: ASGIApp, path: str, proxies: Proxies) -> None:
        self._app, self._root, self._proxies = app, path.rstrip("/"), proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        if self._root and path == self._root:  # relative addresses on the page need the slash
            await RedirectResponse(f"{self._root}/", status_code=308)(scope, receive, send)
            return
        inner = path.removeprefix(self._root) if path.startswith(f"{self._root}/") else path
        kept = [(name, value) for name, value in scope["headers"] if not name.startswith(_OF_PROXIES)]
        state = {**scope.get("state", {}), "proxied": len(kept) < len(scope["headers"])}
        outside = {
            **scope, "headers": kept, "root_path": self._root, "path": self._root + inner, "state": state,
        }  # fmt: skip
        if self._proxies.trusts(scope):
            _take_over(outside, Headers(scope=scope))
        await self._app(outside, receive, send)


def _take_over(scope: Scope, sent: Headers) -> None:
    """Write what a trusted proxy says of the outside into a request: the first proxy's word, where several spoke."""
    host, scheme = (sent.get(f"x-forwarded-{what}", "").split(",")[0].strip() for what in ("host", "proto"))
    if _HOST.fullmatch(host):
        scope["headers"] = [(b"host", host.encode()), *(pair for pair in scope["headers"] if pair[0] != b"host")]
    if scheme in ("http", "https"):
        scope["scheme"] = scheme
