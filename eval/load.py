"""The HTTP API under load: so many clients ask the questions of gold sets, one after the other, as fast as they can.

``python -m eval.load GOLD... --index DIR`` starts the server itself, warms it, and prints questions a second, the time
of an answer as its clients see it, and the server's memory as the questions go by.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from eval.gold import load_gold
from eval.sizing.processes import memory_of
from index.errors import WoordelijkError

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

PARTS = 10
"""Times that the memory is looked at."""


@app.command()
def main(
    gold: Annotated[list[Path], typer.Argument(help="Gold sets whose questions are asked.", show_default=False)],
    index: Annotated[Path, typer.Option(help="Index directory that is served.")],
    clients: Annotated[int, typer.Option(help="Clients that ask at the same time.")] = 16,
    questions: Annotated[int, typer.Option(help="Questions in all; the sets' are asked again and again.")] = 2_000,
    processes: Annotated[int, typer.Option(help="Processes that answer (setting `processes`).")] = 2,
) -> None:
    """Ask, and print what it took as one JSON document."""
    try:
        texts = [query.text for folder in gold for query in load_gold(folder).queries]
        with served(index, processes) as (port, process):
            asked(port, (texts * 2)[: 20 * clients], clients)  # warm
            memory, seconds, begun = [memory_of(process.pid)], [], time.perf_counter()
            wanted = list(itertools.islice(itertools.cycle(texts), questions))
            for part in np.array_split(np.arange(questions), PARTS):
                seconds += asked(port, [wanted[at] for at in part], clients)
                memory.append(memory_of(process.pid))
            took = time.perf_counter() - begun
    except WoordelijkError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    document = {
        "questions": questions, "different": len(set(texts)), "clients": clients, "processes": processes,
        "per_second": round(questions / took, 1),
        "ms": {f"p{q}": round(1000 * float(np.percentile(seconds, q))) for q in (50, 95, 99)},
        "memory_mb": [round(size / 1e6) for size in memory],
    }  # fmt: skip
    typer.echo(json.dumps(document, indent=2))


@contextmanager
def served(index: Path, processes: int) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """The server over an index, on a free port, for the length of a ``with``."""
    command = [sys.executable, "app.py", "--index", str(index), "--port", "0"]
    environment = os.environ | {"ASSISTANT_PROCESSES": str(processes)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            found = re.search(r":(\d+)", line)
            if not found:
                raise WoordelijkError(f"the server did not start over {index}: {line.strip()}")
            yield int(found[1]), process
        finally:
            process.terminate()


def asked(port: int, questions: Sequence[str], clients: int) -> list[float]:
    """Seconds that each answer took; raises WoordelijkError for an answer that is none."""
    left, seconds, failed = iter(questions), list[float](), list[str]()
    taking = threading.Lock()

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while not failed:
            with taking:
                question = next(left, None)
            if question is None:
                break
            begun = time.perf_counter()
            status, body = _ask(connection, question)
            seconds.append(time.perf_counter() - begun)
            if status != 200:
                failed.append(f"{status} for {question!r}: {body[:200]!r}")
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise WoordelijkError(failed[0])
    return seconds


def _ask(connection: http.client.HTTPConnection, question: str) -> tuple[int, Any]:
    body = json.dumps({"question": question})
    connection.request("POST", "/api/v1/ask", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    return response.status, response.read()


if __name__ == "__main__":
    app(prog_name="python -m eval.load")
