"""The demo record: seventeen short sittings that serve when no index is named.

Every file in ``record/`` renders one real question of the Flemish Parliament in words written for this
project: the facts (who, when, what was asked, answered and promised, figures, deadlines) are those of the
official report, the sentences are not. Each file opens with a notice that says so and links the report. The
files keep to the layout of the parliament's site text and are read like any other record.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import SettingsError
from index.place import Elsewhere, Place

if TYPE_CHECKING:
    from index.build import Progress


def record_folder() -> Path:
    """The folder that holds the files of the demo record."""
    return Path(__file__).parent / "record"


def demo_directory() -> Path:
    """Where the demo record's index is kept: in the user's cache folder."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "woordelijk" / "demo"


def build_demo(progress: Callable[[Progress], None] = lambda _: None) -> Path:
    """Build the demo record's index, or bring it up to date; gives its directory.

    The directory is this program's own to throw away: one that another version made is made anew.
    """
    from index.build import build
    from index.errors import IndexMismatchError

    directory = demo_directory()
    try:
        if not build([record_folder()], directory, progress=progress).refused:
            return directory
    except IndexMismatchError:
        pass
    shutil.rmtree(directory)
    build([record_folder()], directory, progress=progress)
    return directory


def place_or_demo(
    directory: Path | None, elsewhere: Elsewhere, progress: Callable[[Progress], None] = lambda _: None
) -> Place:
    """The place that the settings name, or the demo record's where they name none.

    Raises:
        SettingsError: they have something elsewhere, and name no directory for the rest.
    """
    if directory is not None:
        return Place(directory, elsewhere.store, elsewhere.milvus)
    for name, there in (("store", elsewhere.store), ("vectors", elsewhere.milvus)):
        if there is not None:
            raise SettingsError(
                f"{name} is set without index: name a directory for this machine's copy, as --index DIR"
            )
    return Place(build_demo(progress))
