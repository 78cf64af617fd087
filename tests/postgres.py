"""A PostgreSQL server of Debian's packages for the length of a test run: its own folder, port and databases."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg

PASSWORD = "geheim van de test"
"""Of the user that programs connect as: no message may show it."""

_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "32MB"}


def programs() -> Path:
    """The folder of the server's programs, which Debian does not put on the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    if not found and named is None:
        raise FileNotFoundError(
            "The tests of the store need PostgreSQL. Debian, Ubuntu: sudo apt-get install postgresql; macOS: "
            "brew install postgresql."
        )
    return found[-1].parent if found else Path(str(named)).parent


@dataclass
class Server:
    """A server that was started."""

    folder: Path
    port: int
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str = "postgres") -> str:
        """Of a database."""
        return f"postgresql://tester:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{self.port}/{database}"

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a new and empty database, gone with the ``with``."""
        name = f"record_{next(self._numbers)}"
        self._say(f"CREATE DATABASE {name}")
        try:
            yield self.url(name)
        finally:
            self._say(f"DROP DATABASE {name} WITH (FORCE)")

    def _say(self, command: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(command.encode())

    def start(self) -> None:
        """Start it, again if it was stopped."""
        options = " ".join(f"-c {name}={value}" for name, value in (_FAST | {"port": str(self.port)}).items())
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o",
                  f"{options} -c listen_addresses=127.0.0.1 -c unix_socket_directories=", "start")  # fmt: skip

    def stop(self) -> None:
        """Stop it, whoever is connected."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        # The server refuses to run as root, as which tests run in a container.
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*user, str(programs() / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def server(folder: Path) -> Iterator[Server]:
    """A server whose folder is made here, ended with the ``with``."""
    folder.mkdir()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    password = folder / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    password.chmod(0o644)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    started = Server(folder, port)
    started._run("initdb", "--no-sync", "-E", "UTF8", "--locale", "C.UTF-8", "-U", "tester",
                 "--auth", "scram-sha-256", "--pwfile", str(password))  # fmt: skip
    started.start()
    try:
        yield started
    finally:
        started.stop()
