"""From settings to an assistant: opens the index, or builds the demo record's on first use; a model where it is set."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.answering.model.client import ModelServer
from assistant.answering.model.narrator import Narrator
from assistant.assistant import Assistant
from assistant.glossary import FILE, Glossary
from assistant.reranking import CrossEncoderReranker
from assistant.settings import Settings
from index.demo import place_or_demo
from index.errors import SettingsError
from index.store import open_index

if TYPE_CHECKING:
    from index.build import Progress


def open_assistant(settings: Settings, progress: Callable[[Progress], None] = lambda _: None) -> Assistant:
    """The assistant over the settings' index.

    Raises:
        IndexMismatchError: there is no index that this program can read.
        SettingsError: the glossary or the cross-encoder cannot be read.
        StoreError: the store cannot be reached.
    """
    place = place_or_demo(settings.index, settings.elsewhere(), progress)
    reranker = CrossEncoderReranker(settings.reranker) if settings.reranker else None
    return Assistant(open_index(place), Glossary.read(settings.glossary or FILE), reranker)


def narrator(settings: Settings, assistant: Assistant) -> Narrator:
    """The assistant with the settings' language model beside it.

    Raises:
        SettingsError: no model is set, or the package that speaks with it is not installed.
    """
    if settings.model_url is None or settings.model_name is None:
        raise SettingsError("no language model is set: give model_url and model_name (docs/settings.md)")
    server = ModelServer(settings.model_url, settings.model_name, settings.model_key)
    return Narrator(assistant, server, settings.model_timeout)
