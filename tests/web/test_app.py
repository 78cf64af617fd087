import os
import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from assistant.assistant import Assistant
from tests.conftest import ROOT


def app(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "app.py", *arguments]
    return subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_a_port_that_is_taken_is_one_clear_line_and_a_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = app("--port", port)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.splitlines() == [
        f"woordelijk: cannot listen on 127.0.0.1, port {port}: Address already in use; "
        "name another with --host or --port"
    ]


def test_a_folder_without_an_index_is_one_line_that_says_how_to_make_one(tmp_path: Path) -> None:
    ended = app("--port", "0", "--index", str(tmp_path))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "holds no index. Build one: python -m index build" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_wrong_option_is_wrong_usage() -> None:
    assert app("--no-such-option").returncode == 2


def test_a_host_that_others_reach_is_refused_at_once_unless_somebody_says_who_may_read() -> None:
    ended = app("--host", "0.0.0.0", "--port", "0")
    assert (ended.returncode, ended.stdout) == (1, "")
    (line,) = ended.stderr.splitlines()
    assert line.startswith("woordelijk: serving on 0.0.0.0 needs to know who may read: set identity_header")
    assert "open_to_all = true" in line


def test_a_server_whose_processes_answer_ends_in_silence_when_a_service_manager_ends_it(demo: Assistant) -> None:
    command = [sys.executable, "app.py", "--index", str(demo.index.directory), "--port", "0"]
    environment = os.environ | {"ASSISTANT_PROCESSES": "2"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes) as server:
        try:
            assert server.stdout is not None
            port = re.search(r":(\d+)", server.stdout.readline())
            assert port is not None
            request = urllib.request.Request(
                f"http://127.0.0.1:{port[1]}/api/v1/ask", b'{"question": "what did Somers promise on SIBs?"}',
                {"Content-Type": "application/json"},
            )  # fmt: skip
            with urllib.request.urlopen(request, timeout=60) as answered:
                assert answered.status == 200
            server.terminate()
            assert server.communicate(timeout=60) == ("", "")
        finally:
            server.kill()  # of one that did not end, the `with` would wait for ever
    assert server.returncode == 0
