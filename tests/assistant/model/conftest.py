from collections.abc import Iterator

import pytest

from tests.assistant.model.server import ModelServerForTests


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServerForTests]:
    """A model's server on the loopback address, reached without any proxy."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ModelServerForTests() as running:
        yield running
