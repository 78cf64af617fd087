"""One assistant over the hostile sitting, and one over the demo record, for all tests of the page."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.assistant import Assistant
from assistant.settings import Settings
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


def client(assistant: Assistant, settings: Settings | None = None, peer: str = "127.0.0.1") -> TestClient:
    """The site as a browser on the machine `peer` sees it."""

    async def app() -> FastAPI:
        # Gradio leaves an event loop open for every part that it makes where none is running.
        return create_app(assistant, settings)

    return TestClient(asyncio.run(app()), base_url="http://127.0.0.1:7860", client=(peer, 50_000))


@pytest.fixture(scope="session")
def site(harbour: Assistant) -> Iterator[TestClient]:
    with client(harbour) as site:
        yield site


@pytest.fixture(scope="session")
def demo_site(demo: Assistant) -> Iterator[TestClient]:
    with client(demo) as site:
        yield site
