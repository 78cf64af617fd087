"""Where an index lives: its directory on this machine, and the store of its record and the searches if kept elsewhere.

With nothing elsewhere the directory holds all of it. With a store it is this machine's copy of what is derived, and
may be lost at any time. Knows nothing of what is kept there.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import SettingsError
from index.settings import ENVIRONMENT, FILE, PREFIX, given

if TYPE_CHECKING:
    from index.record.engines import Address


EMBEDDED, MILVUS = "embedded", "milvus"
"""What the setting `vectors` may be."""

MILVUS_URL = "http://127.0.0.1:19530"


@dataclass(frozen=True, slots=True)
class Milvus:
    """A Milvus server: its address, and an API key or "user:password" where it wants one."""

    url: str = MILVUS_URL
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What of an index is not in its directory: the URL of the PostgreSQL database that has the record, and the Milvus
    that has the two searches; None for what the directory has."""

    store: str | None = field(default=None, repr=False)  # it may have a password
    milvus: Milvus | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A directory, and what is elsewhere as in `Elsewhere`."""

    directory: Path
    store: str | None = field(default=None, repr=False)
    milvus: Milvus | None = None

    @property
    def record(self) -> Address:
        """Where the record is."""
        return self.store if self.store is not None else self.directory / "record.sqlite"


def at(place: Place | Path) -> Place:
    """The place that is meant by a directory alone: all of the index is in it."""
    return place if isinstance(place, Place) else Place(place)


def configured(directory: Path, environment: Mapping[str, str] = os.environ, file: Path = FILE) -> Place:
    """The place of an index whose directory was named, with what the settings have elsewhere.

    Raises:
        SettingsError: what is set cannot be.
    """
    elsewhere = configured_elsewhere(environment, file)
    return Place(directory, elsewhere.store, elsewhere.milvus)


def configured_elsewhere(environment: Mapping[str, str] = os.environ, file: Path = FILE) -> Elsewhere:
    """What the settings have elsewhere.

    Raises:
        SettingsError: what is set cannot be; the message says where it stands.
    """
    values: dict[str, str] = {}
    for place, there in given(environment, file):
        values |= {name: checked(name, value, place) for name, value in there.items() if name in NAMES}
    return elsewhere_of(**values)


def elsewhere_of(
    store: str | None = None, vectors: str = EMBEDDED, milvus_url: str = MILVUS_URL, milvus_token: str = ""
) -> Elsewhere:
    """What is elsewhere by these settings, which are checked."""
    return Elsewhere(store, Milvus(milvus_url, milvus_token) if vectors == MILVUS else None)


NAMES = ("store", "vectors", "milvus_url", "milvus_token")
"""The settings of the index itself."""


def checked(name: str, value: object, place: str) -> str:
    """One of the settings in `NAMES`, as it stands in a place.

    Raises:
        SettingsError: it cannot be that.
    """
    if name == "store":
        return store_of(value, place)
    if name == "vectors" and value not in (EMBEDDED, MILVUS):
        raise SettingsError(f"{place}: vectors must be {EMBEDDED!r} or {MILVUS!r}, not {value!r}")
    if name == "milvus_url" and not str(value).startswith(("http://", "https://")):
        raise SettingsError(f"{place}: milvus_url must begin with http:// or https://, not {value!r}")
    if name == "milvus_token" and place != ENVIRONMENT:
        raise SettingsError(f"{place}: milvus_token is read from {PREFIX}MILVUS_TOKEN alone, so that no file holds it")
    return str(value)


def store_of(value: object, place: str) -> str:
    """The setting `store`, as it stands in a place.

    Raises:
        SettingsError: it is no URL of a PostgreSQL database.
    """
    from index.record.engines import checked  # SQLAlchemy takes its time, and --help does not wait for it

    try:
        return checked(str(value))
    except SettingsError as error:
        raise SettingsError(f"{place}: {error}") from None
