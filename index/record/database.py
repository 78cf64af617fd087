"""The database of a record: connections to it, and what is read within one moment. Knows nothing of sittings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from index.errors import IndexMismatchError
from index.record.schema import counters, tables

Row = Any
"""A row of a result: a tuple whose columns are named too. SQLAlchemy's own type for it changes between releases."""

PAGE = 16_384
"""Bytes of a page of SQLite's: texts and columns are long."""


class Database:
    """The SQLite file of an index directory."""

    def __init__(self, path: Path) -> None:
        """Opens the file, or makes an empty one.

        Raises:
            IndexMismatchError: it is no database, or a damaged one.
        """
        self.path = path
        self._engine = sa.create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})

        @sa.event.listens_for(self._engine, "connect")
        def _configure(connection: Any, _: Any) -> None:
            connection.execute(f"PRAGMA page_size={PAGE}")  # of a file that is new
            # Readers go on undisturbed while a writer works.
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")

        try:
            tables.create_all(self._engine)
        except sa.exc.DatabaseError as error:
            raise IndexMismatchError(
                f"{path} cannot be read ({error.orig}); if it is damaged, remove {path.parent} and build the index anew"
            ) from error
        self._snapshot: sa.Connection | None = None

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read within is of one moment, whatever a writer does meanwhile. For one thread at a time."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")  # else SQLite would begin anew with every query
            self._snapshot = connection
            try:
                yield
            finally:
                self._snapshot = None

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        if self._snapshot is not None:
            yield self._snapshot
        else:
            with self._engine.connect() as connection:
                yield connection


def counter(connection: sa.Connection, name: str) -> int:
    """The value of a counter, 0 if it never was set."""
    return connection.scalar(sa.select(counters.c.value).where(counters.c.name == name)) or 0


def set_counter(connection: sa.Connection, name: str, value: int) -> None:
    """Give a counter a value."""
    changed = connection.execute(sa.update(counters).where(counters.c.name == name).values(value=value))
    if changed.rowcount == 0:
        connection.execute(sa.insert(counters), {"name": name, "value": value})
