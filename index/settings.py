"""Where settings come from: variables `ASSISTANT_*` and the file `assistant.toml`, for every command.

Knows which names the index itself has (`place`); what else there may be is the assistant's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from index.errors import SettingsError

FILE = Path("assistant.toml")
PREFIX = "ASSISTANT_"
ENVIRONMENT = "the environment"


def given(environment: Mapping[str, str], file: Path) -> list[tuple[str, dict[str, Any]]]:
    """What is set in each place, by the place's name; what stands in a later one counts.

    Raises:
        SettingsError: the file cannot be read.
    """
    variables = {name.removeprefix(PREFIX).lower(): v for name, v in environment.items() if name.startswith(PREFIX)}
    return [(str(file), _from_file(file)), (ENVIRONMENT, variables)]


def _from_file(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error
