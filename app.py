"""Woordelijk's web page: `python app.py [--index DIR] [--host H] [--port P]`. Settings, index, assistant, page."""

from __future__ import annotations

import signal
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from index.errors import WoordelijkError


def main(
    index: Annotated[Path | None, typer.Option(help="Index directory; without it, the demo record.")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on; 127.0.0.1 by default.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 7860 by default, 0 takes a free one.")] = None,
) -> None:
    """Serve the page until interrupted."""
    # Imported here, so that --help does not wait for the libraries behind the page.
    import uvicorn

    from assistant.opening import open_assistant
    from assistant.settings import Settings
    from assistant.web.guard.identity import require_identity
    from assistant.web.server import create_app

    # A service manager ends it so, and uvicorn raises the signal again once it has stopped: an end like any other, at
    # which the processes that answer are let go.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        settings = Settings.load({"index": index, "host": host, "port": port})
        require_identity(settings)
        listening = _listen(settings.host, settings.port)
        assistant = open_assistant(settings)
        assistant.warm_up()
        app = create_app(assistant, settings)
    except WoordelijkError as error:
        typer.echo(f"woordelijk: {error}", err=True)
        raise typer.Exit(1) from error
    name = f"[{settings.host}]" if ":" in settings.host else settings.host
    typer.echo(f"Woordelijk: http://{name}:{listening.getsockname()[1]}{settings.path.rstrip('/')}")
    # Whom to believe about a request is decided by the application, which needs the real peer: uvicorn must not guess.
    # An open page holds a connection for as long as it is open; stopping does not wait for its reader.
    config = uvicorn.Config(
        app, log_level="warning", timeout_graceful_shutdown=2, proxy_headers=False, server_header=False
    )
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises:
        SettingsError: it cannot be had, for it is taken or is no address of this machine.
    """
    from index.errors import SettingsError

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = (error.strerror or str(error)).split(" (")[0]  # what follows repeats the address
        raise SettingsError(
            f"cannot listen on {host}, port {port}: {reason}; name another with --host or --port"
        ) from error


if __name__ == "__main__":
    typer.run(main)
