"""What several tests share."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.milvus import MilvusServerForTests

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real records and gold sets beside the checkout; the test is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "corpora").is_dir():
        pytest.skip("needs the real records in ../shared, which this checkout does not have beside it")
    return folder


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Server]:
    """A PostgreSQL server of this run alone. Its folder lies where another user can reach it."""
    with tempfile.TemporaryDirectory(prefix="woordelijk-") as folder:
        Path(folder).chmod(0o755)
        with postgres.server(Path(folder) / "postgresql") as server:
            yield server


@pytest.fixture(scope="session")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MilvusServerForTests]:
    """A real Milvus server, for the whole run."""
    server = MilvusServerForTests(tmp_path_factory.mktemp("milvus"))
    server.start()
    yield server
    server.stop()
