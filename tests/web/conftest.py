"""One assistant over the hostile sitting, and one over the demo record, for all tests of the page."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.assistant import Assistant
from assistant.web.server import create_app
from index.build import build
from index.demo import record_folder
from index.store import open_index
from tests.web.sittings import HARBOUR, write_index


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant(open_index(write_index(tmp_path_factory.mktemp("harbour"), [HARBOUR])))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    directory: Path = tmp_path_factory.mktemp("demo")
    build([record_folder()], directory)
    return Assistant(open_index(directory))


def client(assistant: Assistant) -> TestClient:
    async def app() -> FastAPI:
        # Gradio leaves an event loop open for every part that it makes where none is running.
        return create_app(assistant)

    return TestClient(asyncio.run(app()))


@pytest.fixture(scope="session")
def site(harbour: Assistant) -> Iterator[TestClient]:
    with client(harbour) as site:
        yield site


@pytest.fixture(scope="session")
def demo_site(demo: Assistant) -> Iterator[TestClient]:
    with client(demo) as site:
        yield site
