"""Where an index lives, by the settings that every command reads."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index.__main__ import app
from index.errors import SettingsError
from index.place import Place, at, configured
from tests.postgres import PASSWORD, Server

URL = "postgresql://els:geheim@db.example/record"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "assistant.toml"


def test_without_a_store_the_directory_has_all_of_an_index(file: Path, tmp_path: Path) -> None:
    assert configured(tmp_path, {}, file) == at(tmp_path) == Place(tmp_path)
    assert Place(tmp_path).record == tmp_path / "record.sqlite"


def test_a_variable_goes_before_the_file_and_other_settings_are_not_looked_at(file: Path, tmp_path: Path) -> None:
    file.write_text(f'store = "{URL}"\nport = "of no interest here"\n', encoding="utf-8")
    assert configured(tmp_path, {}, file).record == URL
    other = "postgresql://els@other.example/record"
    assert configured(tmp_path, {"ASSISTANT_STORE": other, "ASSISTANT_HOST": "x"}, file).record == other


@pytest.mark.parametrize("value", ["mysql://els:geheim@h/x", "geheim", "postgresql://els:geheim@h", "http://geheim"])
def test_what_is_no_store_is_refused_without_repeating_it(value: str, file: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"the environment: store .*postgresql://USER@HOST/DATABASE") as refusal:
        configured(tmp_path, {"ASSISTANT_STORE": value}, file)
    assert "geheim" not in str(refusal.value)


def test_a_place_is_shown_without_its_store() -> None:
    assert "geheim" not in repr(Place(Path("x"), URL))


def test_commands_use_the_store_of_the_settings(
    postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text('{"doc_id": "a", "text": "De haven slibt dicht."}\n', encoding="utf-8")
    with postgresql.database() as url:
        Path("assistant.toml").write_text(f'store = "{url}"\n', encoding="utf-8")
        said = []
        for command in ("build a.jsonl --queue", "show", "work", "show", "migrate", "remove a", "show"):
            result = CliRunner().invoke(app, [*command.split(), "--index", "copy"])
            assert result.exit_code == 0, result.output
            said.append(result.output)
    assert not Path("copy/record.sqlite").exists()
    assert "Their vectors are left to workers" in said[0]
    assert [re.search(r"waiting\s+(\d)", said[at])[1] for at in (1, 3, 6)] == ["1", "0", "0"]
    assert [re.search(r"sittings\s+(\d)", said[at])[1] for at in (1, 3, 6)] == ["0", "1", "0"]
    assert "1 sittings, 1 passages" in said[2]
    assert "the tables are up to date" in said[4]
    assert all(PASSWORD not in one and "geheim" not in one for one in said)
    gone = CliRunner().invoke(app, ["show", "--index", "copy"])
    assert gone.exit_code == 1
    assert gone.output.startswith("woordelijk: store postgresql://tester@127.0.0.1:")
    assert gone.output.count("\n") == 1
    assert "geheim" not in gone.output


def test_a_store_without_a_directory_is_refused_by_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_STORE", URL)
    result = CliRunner().invoke(app, ["show"])
    assert result.exit_code == 1
    assert "store is set without index" in result.output
