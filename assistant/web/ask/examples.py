"""Questions to begin with: those whose sitting the served index holds. Knows nothing of how they are shown."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from importlib import resources


def examples(sitting_ids: Collection[str]) -> list[str]:
    """The example questions that these sittings answer, in the order of the file."""
    file = resources.files("assistant.web.ask") / "examples.toml"
    listed = tomllib.loads(file.read_text(encoding="utf-8"))["example"]
    return [example["text"] for example in listed if example["sitting"] in sitting_ids]
