"""A real Milvus server for tests: Milvus Lite in a process of its own, which can be stopped and started again."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path


class MilvusServerForTests:
    """Milvus Lite over a folder, on a free port of this machine. What it holds outlives its process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self._port = found.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start the server, and wait until it listens."""
        program = Path(sys.executable).with_name("milvus-lite")
        with (self._folder / "milvus.log").open("ab") as log:
            where = ["--host", "127.0.0.1", "--port", str(self._port), "--data-dir", self._folder / "held"]
            self._process = subprocess.Popen([program, "server", *where], stdout=log, stderr=log)
        until = time.monotonic() + 60
        while time.monotonic() < until and self._process.poll() is None:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError((self._folder / "milvus.log").read_text(encoding="utf-8"))

    def stop(self) -> None:
        """End the server in order; nothing happens where it does not run."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)  # the only signal on which Milvus Lite closes its files
            self._process.wait(60)
            self._process = None
