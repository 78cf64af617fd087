import re
from dataclasses import fields
from pathlib import Path

import pytest

from assistant.settings import Settings
from index.errors import SettingsError

DOCS = Path(__file__).resolve().parents[2] / "docs" / "settings.md"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "assistant.toml"
    path.write_text('index = "from-file"\nhost = "0.0.0.0"\nport = 8081\n', encoding="utf-8")
    return path


def test_without_anything_said_the_defaults_hold(tmp_path: Path) -> None:
    assert Settings.load({}, {}, tmp_path / "none.toml") == Settings(None, "127.0.0.1", 7860, None)


def test_an_argument_goes_before_a_variable_a_variable_before_the_file_the_file_before_the_default(file: Path) -> None:
    environment = {"ASSISTANT_PORT": "8082", "ASSISTANT_INDEX": "from-variable", "PORT": "1"}
    settings = Settings.load({"index": Path("from-argument"), "port": None}, environment, file)
    assert settings == Settings(index=Path("from-argument"), host="0.0.0.0", port=8082, glossary=None)


@pytest.mark.parametrize("where", ["argument", "variable", "file"])
@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("colour", "red", "unknown setting 'colour'; there are admins, embed_origins, glossary, host, "
         "identity_header, index, milvus_token, milvus_url, model_key, model_name, model_timeout, model_url, "
         "open_to_all, path, port, processes, reranker, store, trusted_proxies, vectors"),
        ("port", "many", "port must be a whole number from 0 to 65535, not 'many'"),
        ("port", "65536", "port must be a whole number from 0 to 65535, not '65536'"),
        ("port", "-1", "port must be a whole number from 0 to 65535, not '-1'"),
        ("model_timeout", "0", "model_timeout must be a whole number from 1 to 600, not '0'"),
        ("model_url", "localhost:1", "model_url must begin with http:// or https://, not 'localhost:1'"),
        ("path", "portal", "path must be a path, as /portal/assist, not 'portal'"),
        ("path", "/a/../b", "path must be a path, as /portal/assist, not '/a/../b'"),
        ("path", "/a b", "path must be a path, as /portal/assist, not '/a b'"),
        ("embed_origins", "https://a.example, intranet",
         "embed_origins must be origins, as https://intranet.example, not 'intranet'"),
        ("embed_origins", "https://a.example/page",
         "embed_origins must be origins, as https://intranet.example, not 'https://a.example/page'"),
        ("embed_origins", "https://a.example; script-src *",
         "embed_origins must be origins, as https://intranet.example, not 'https://a.example; script-src *'"),
        ("identity_header", "X Remote", "identity_header must be the name of a header, as X-Remote-User, "
         "not 'X Remote'"),
        ("trusted_proxies", "10.0.0.7, proxy",
         "trusted_proxies must be addresses or networks, as 10.0.0.7 or 10.0.0.0/24, not 'proxy'"),
        ("store", "mysql://u:geheim@h/x", "store must be written postgresql://USER@HOST/DATABASE, not mysql://..."),
        ("vectors", "faiss", "vectors must be 'embedded' or 'milvus', not 'faiss'"),
        ("milvus_url", "milvus:19530", "milvus_url must begin with http:// or https://, not 'milvus:19530'"),
        ("store", "geheim", "store is no URL; it is written postgresql://USER@HOST/DATABASE"),
        ("open_to_all", "maybe", "open_to_all must be true or false, not 'maybe'"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_one_line_that_names_the_place(
    where: str, name: str, value: str, told: str, tmp_path: Path
) -> None:
    file = tmp_path / "assistant.toml"
    if where == "file":
        file.write_text(f'{name} = "{value}"\n', encoding="utf-8")
    arguments = {name: value} if where == "argument" else {}
    environment = {f"ASSISTANT_{name.upper()}": value} if where == "variable" else {}
    with pytest.raises(SettingsError) as refused:
        Settings.load(arguments, environment, file)
    place = {"argument": "the command line", "variable": "the environment", "file": str(file)}[where]
    assert str(refused.value) == f"{place}: {told}"


@pytest.mark.parametrize("place", ["file", "variable"])
def test_lists_and_paths_are_read_alike_from_the_file_and_from_variables(place: str, tmp_path: Path) -> None:
    file, environment = tmp_path / "assistant.toml", {}
    if place == "file":
        file.write_text(
            'path = "/portal/assist/"\nembed_origins = ["https://Intranet.example/", "http://127.0.0.1:8000"]\n'
            'trusted_proxies = ["10.0.0.7"]\nadmins = ["els", "jan"]\nopen_to_all = true\n',
            encoding="utf-8",
        )
    else:
        environment = {
            "ASSISTANT_PATH": "/portal/assist", "ASSISTANT_TRUSTED_PROXIES": "10.0.0.7", "ASSISTANT_ADMINS": "els, jan",
            "ASSISTANT_EMBED_ORIGINS": "https://intranet.example,http://127.0.0.1:8000",
            "ASSISTANT_OPEN_TO_ALL": "True",
        }  # fmt: skip
    settings = Settings.load({}, environment, file)
    assert settings == Settings(
        path="/portal/assist", embed_origins=("https://intranet.example", "http://127.0.0.1:8000"),
        trusted_proxies=("10.0.0.7",), admins=("els", "jan"), open_to_all=True,
    )  # fmt: skip


def test_a_list_in_the_file_holds_strings(tmp_path: Path) -> None:
    file = tmp_path / "assistant.toml"
    file.write_text("admins = [1]\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="admins must be a list of strings, or one string with commas"):
        Settings.load({}, {}, file)


def test_a_key_comes_from_its_variable_alone_and_is_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "assistant.toml"
    settings = Settings.load({}, {"ASSISTANT_MODEL_KEY": "s3cret"}, file)
    assert settings.model_key == "s3cret"
    assert "s3cret" not in repr(settings)
    file.write_text('model_key = "s3cret"\n', encoding="utf-8")
    for arguments in ({}, {"model_key": "s3cret"}):
        with pytest.raises(SettingsError, match="model_key is read from ASSISTANT_MODEL_KEY alone") as refused:
            Settings.load(arguments, {}, tmp_path / "none.toml" if arguments else file)
        assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize("content", [b"port = = 1\n", b'host = "\xe9"\n'], ids=["no TOML", "no UTF-8"])
def test_a_file_that_cannot_be_read_is_named_in_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "assistant.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsError) as refused:
        Settings.load({}, {}, file)
    assert str(refused.value).startswith(f"{file}: ")
    assert "\n" not in str(refused.value)


def test_every_setting_has_its_line_in_the_docs_and_no_other_has_one() -> None:
    documented = re.findall(r"^\| `(\w+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert documented == [field.name for field in fields(Settings)]


def test_the_documented_variables_and_defaults_are_those_in_force() -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    for field in fields(Settings):
        (line,) = [line for line in lines if line.startswith(f"| `{field.name}` |")]
        assert f"`ASSISTANT_{field.name.upper()}`" in line
        defaults = field.default if isinstance(field.default, tuple) else (field.default,)
        written = [str(one).lower() if isinstance(one, bool) else str(one) for one in defaults if one is not None]
        shown = line.split("|")[2]
        if field.default is not None:
            assert re.findall("`(.*?)`", shown) == written
        if not written:
            assert "`" not in shown or field.name == "glossary"  # which is not named in Settings, but beside it
