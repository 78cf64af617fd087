"""Where an index lives: its directory on this machine, and the store of its record where that is kept elsewhere.

Without a store the directory holds all of it. With one the directory is this machine's copy of what is derived, and
may be lost at any time. Knows nothing of what is kept there.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import SettingsError
from index.settings import FILE, given

if TYPE_CHECKING:
    from index.record.engines import Address


@dataclass(frozen=True, slots=True)
class Place:
    """A directory, and the URL of the PostgreSQL database that has the record (None: the directory has it)."""

    directory: Path
    store: str | None = field(default=None, repr=False)

    @property
    def record(self) -> Address:
        """Where the record is."""
        return self.store if self.store is not None else self.directory / "record.sqlite"


def at(place: Place | Path) -> Place:
    """The place that is meant by a directory alone: all of the index is in it."""
    return place if isinstance(place, Place) else Place(place)


def configured(directory: Path, environment: Mapping[str, str] = os.environ, file: Path = FILE) -> Place:
    """The place of an index whose directory was named, with the store of the settings.

    Raises:
        SettingsError: the store of the settings is none.
    """
    return Place(directory, configured_store(environment, file))


def configured_store(environment: Mapping[str, str] = os.environ, file: Path = FILE) -> str | None:
    """The store of the settings, None where there is none.

    Raises:
        SettingsError: what is set is no store; the message says where it stands.
    """
    store = None
    for place, values in given(environment, file):
        if "store" in values:
            store = store_of(values["store"], place)
    return store


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
