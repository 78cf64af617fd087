"""Settings: argument, then `ASSISTANT_*` variable, then `assistant.toml`, then default.

Every setting is a field of `Settings` and has its line in docs/settings.md (a test holds the two together).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError

FILE = Path("assistant.toml")
PREFIX = "ASSISTANT_"
ENVIRONMENT = "the environment"
LONGEST_TIMEOUT = 600


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set. `index` None means the demo record, built on first use.

    The `model_*` settings are those of the optional language model, which is off without `model_url` and `model_name`;
    `model_key` comes from its variable alone and is never shown. `model_timeout` is in seconds.
    """

    index: Path | None = None
    host: str = "127.0.0.1"
    port: int = 7860
    glossary: Path | None = None
    reranker: str | None = None
    model_url: str | None = None
    model_name: str | None = None
    model_key: str | None = field(default=None, repr=False)
    model_timeout: int = 30

    @classmethod
    def load(
        cls, arguments: Mapping[str, Any], environment: Mapping[str, str] = os.environ, file: Path = FILE
    ) -> Settings:
        """The settings in force; an argument of None was not given.

        Raises:
            SettingsError: an unknown name, or a value that cannot be; the message says where it stands.
        """
        values: dict[str, Any] = {}
        for place, given in (
            (str(file), _from_file(file)),
            (ENVIRONMENT, _from_environment(environment)),
            ("the command line", {k: v for k, v in arguments.items() if v is not None}),
        ):
            for name, value in given.items():
                values[name] = _checked(name, value, place)
        return cls(**values)


def _from_file(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    return {name.removeprefix(PREFIX).lower(): v for name, v in environment.items() if name.startswith(PREFIX)}


def _checked(name: str, value: Any, place: str) -> Any:
    known = {field.name for field in fields(Settings)}
    if name not in known:
        raise SettingsError(f"{place}: unknown setting {name!r}; there are {', '.join(sorted(known))}")
    if name in ("index", "glossary"):
        return Path(value)
    if name == "port":
        return _whole(name, value, place, 0, 65_535)
    if name == "model_timeout":
        return _whole(name, value, place, 1, LONGEST_TIMEOUT)
    if name == "model_key" and place != ENVIRONMENT:
        raise SettingsError(f"{place}: model_key is read from {PREFIX}MODEL_KEY alone, so that no file holds it")
    if name == "model_url" and not str(value).startswith(("http://", "https://")):
        raise SettingsError(f"{place}: model_url must begin with http:// or https://, not {value!r}")
    return str(value)


def _whole(name: str, value: Any, place: str, least: int, most: int) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = least - 1
    if not least <= number <= most:
        raise SettingsError(f"{place}: {name} must be a whole number from {least} to {most}, not {value!r}")
    return number
