"""From settings to an assistant: opens the index, or builds the demo record's on first use."""

from __future__ import annotations

from collections.abc import Callable

from assistant.assistant import Assistant
from assistant.glossary import FILE, Glossary
from assistant.settings import Settings
from index.build import Progress
from index.demo import build_demo
from index.store import open_index


def open_assistant(settings: Settings, progress: Callable[[Progress], None] = lambda _: None) -> Assistant:
    """The assistant over the settings' index.

    Raises:
        IndexMismatchError: the directory holds no index that this program can read.
        SettingsError: the glossary cannot be read.
    """
    directory = settings.index if settings.index is not None else build_demo(progress)
    return Assistant(open_index(directory), Glossary.read(settings.glossary or FILE))
