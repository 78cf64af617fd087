"""A browser for the tests of a module; one program over the demo record, and one over the hostile sitting."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.walking import chromium, serving
from tests.web.sittings import HARBOUR, write_index


@pytest.fixture(scope="module")  # no longer: the browser keeps an event loop running in this thread
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def demo_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(cache=tmp_path_factory.mktemp("cache")) as address:
        yield address


@pytest.fixture(scope="session")
def harbour_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    directory = write_index(tmp_path_factory.mktemp("harbour"), [HARBOUR])
    with serving("--index", str(directory), cache=directory) as address:
        yield address
