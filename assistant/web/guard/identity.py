"""Who is asking: the person a request comes from, and whether they may change the index. Nobody else gets in.

On a machine of its own (loopback) the program is its user's, who is known by their name on that machine. Elsewhere a
trusted proxy names the reader in a header, or the page is open to all and nobody is known. The peer of the connection
decides whose word is taken. Holds for every address: pages, API, and all of Gradio's. Knows nothing of what is asked.
"""

from __future__ import annotations

import getpass
import ipaddress
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.settings import Settings
from assistant.web.guard.proxies import Proxies, came_through_a_proxy, peer
from index.errors import SettingsError

LONGEST_NAME = 200
"""Characters."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The person behind a request: `name` None where nobody is known, `admin` where they may change the index."""

    name: str | None = None
    admin: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a request is not served: the status of the response, and one line for the person."""

    status: int
    reason: str


def reader_of(request: Request) -> Reader:
    """Who sent a request."""
    reader: Reader = request.scope["state"]["reader"]
    return reader


def is_own_machine(settings: Settings) -> bool:
    """Whether the page serves the user of this machine alone."""
    return settings.identity_header is None and not settings.open_to_all


def require_identity(settings: Settings) -> None:
    """Refuse settings under which strangers could read or change the record.

    Raises:
        SettingsError: the page would be reached from outside, and nothing says who may read it.
    """
    if settings.identity_header is not None and settings.open_to_all:
        raise SettingsError("identity_header and open_to_all exclude each other: leave one out")
    if is_own_machine(settings) and not (is_loopback(settings.host) and settings.path == "/"):
        where = f"on {settings.host}" if not is_loopback(settings.host) else f"under {settings.path}"
        raise SettingsError(
            f"serving {where} needs to know who may read: set identity_header to the header in which your proxy names "
            "the reader, or open_to_all = true to let everybody read (docs/settings.md)"
        )


def is_loopback(host: str) -> bool:
    """Whether a host to listen on is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Identity:
    """ASGI middleware that knows the reader of every request, or refuses it."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._proxies = Proxies(settings.trusted_proxies)
        self._header = (settings.identity_header or "").lower()
        self._hosts = {"localhost", "127.0.0.1", "[::1]", settings.host.lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        known = self._known(scope)
        if scope["type"] != "http":  # nothing here speaks over a websocket
            await send({"type": "websocket.close", "code": 1008})
        elif isinstance(known, Refused):
            await PlainTextResponse(f"{known.reason}\n", known.status)(scope, receive, send)
        else:
            scope.setdefault("state", {})["reader"] = known
            name = self._header.encode()
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] != name]
            await self._app(scope, receive, send)

    def _known(self, scope: Scope) -> Reader | Refused:
        if self._settings.open_to_all:
            return Reader()
        return self._user(scope) if is_own_machine(self._settings) else self._named(scope)

    def _user(self, scope: Scope) -> Reader | Refused:
        """The user of this machine; a page elsewhere that has its name point here is not them (DNS rebinding)."""
        address = peer(scope)
        if address is None or not address.is_loopback:
            return Refused(403, "Woordelijk serves this machine alone here.")
        if came_through_a_proxy(scope):
            return Refused(403, "This came through a proxy; Woordelijk needs identity_header or open_to_all for that.")
        if _hostname(Headers(scope=scope).get("host", "")) not in self._hosts:
            return Refused(403, "Woordelijk is reached as localhost or 127.0.0.1 here.")
        return Reader(getpass.getuser(), admin=True)

    def _named(self, scope: Scope) -> Reader | Refused:
        """The reader whom a trusted proxy names, exactly once."""
        if not self._proxies.trusts(scope):
            return Refused(403, "Woordelijk is reached through its proxy alone.")
        names = [value for name, value in scope["headers"] if name == self._header.encode()]
        name = _decoded(names[0]).strip() if len(names) == 1 else ""
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            return Refused(401, "The proxy does not say who you are. Sign in where the page lies, and try again.")
        return Reader(name, name in self._settings.admins)


def _hostname(host: str) -> str:
    """The name in a Host header, without the port."""
    return (host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]).lower()


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
