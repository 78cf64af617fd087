"""Settings: argument, then `ASSISTANT_*` variable, then `assistant.toml`, then default.

Every setting is a field of `Settings` and has its line in docs/settings.md (a test holds the two together).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError

FILE = Path("assistant.toml")
PREFIX = "ASSISTANT_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set. `index` None means the demo record, built on first use."""

    index: Path | None = None
    host: str = "127.0.0.1"
    port: int = 7860
    glossary: Path | None = None

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
            ("the environment", _from_environment(environment)),
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
        try:
            port = int(value)
        except (TypeError, ValueError):
            port = -1
        if not 0 <= port <= 65_535:
            raise SettingsError(f"{place}: port must be a whole number from 0 to 65535, not {value!r}")
        return port
    return str(value)
