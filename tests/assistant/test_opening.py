from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Question
from assistant.opening import open_assistant
from assistant.settings import Settings
from index.build import Progress
from index.demo import demo_directory
from index.errors import IndexMismatchError, SettingsError
from index.manifest import Manifest
from index.record import Record
from tests.assistant.conftest import Over


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def passages_written() -> tuple[list[int], int]:
    """Opens the demo record: passages encoded on the way, and sittings in the index then."""
    told: list[Progress] = []
    assistant = open_assistant(Settings(), told.append)
    sittings = len(assistant.index.sittings)
    assistant.index.close()
    return [progress.passages for progress in told], sittings


def test_without_an_index_the_demo_record_is_built_in_the_cache_once_and_mended_if_it_is_of_another_version(
    cache: Path,
) -> None:
    written, sittings = passages_written()
    assert demo_directory() == cache / "woordelijk" / "demo"
    assert max(written) > 0
    assert sittings == 17
    assert max(passages_written()[0]) == 0
    with closing(Record(demo_directory() / "record.sqlite")) as record:
        replace(Manifest.read(record), passages="of old").write(record)
    written, sittings = passages_written()
    assert max(written) > 0
    assert sittings == 17


def test_a_named_directory_without_an_index_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMismatchError, match=r"nothing-here holds no index\. Build one: python -m index build"):
        open_assistant(Settings(index=tmp_path / "nothing-here"))


def test_a_store_without_a_directory_for_what_is_derived_from_it_is_refused() -> None:
    with pytest.raises(SettingsError, match="store is set without index"):
        open_assistant(Settings(store="postgresql://u@127.0.0.1/x"))


def test_the_glossary_of_the_settings_is_the_one_in_use(over: Over, tmp_path: Path) -> None:
    plain = over([{"doc_id": "d", "text": "De waterbus vaart vanaf mei."}])
    (tmp_path / "house.txt").write_text("xyzzy = waterbus\n", encoding="utf-8")
    assistant = open_assistant(Settings(index=plain.index.directory, glossary=tmp_path / "house.txt"))
    shares = [system.retrieve(Question("xyzzy"), 1)[0].found_by.get("words", 0.0) for system in (plain, assistant)]
    assert shares[0] == 0.0 < shares[1]
    assistant.index.close()
    with pytest.raises(SettingsError, match=r"none\.txt cannot be read"):
        open_assistant(Settings(index=plain.index.directory, glossary=tmp_path / "none.txt"))
