"""The record's tables, brought from one revision to the next by Alembic (https://alembic.sqlalchemy.org).

Each change of `schema` has a file in `versions/`, numbered on, and `schema.REVISION` names the last. Alembic is
imported when tables are made or changed, and not to open a record whose tables are up to date.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.config import Config


FOLDER = Path(__file__).parent


def upgrade(connection: sa.Connection) -> None:
    """Make the tables, or bring older ones up, in the transaction of this connection."""
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def is_known(revision: str) -> bool:
    """Whether this program has a revision: it does not have those of newer programs."""
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    try:
        return ScriptDirectory.from_config(_config()).get_revision(revision) is not None
    except CommandError:
        return False


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
