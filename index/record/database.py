"""The database of a record, SQLite or PostgreSQL: connections to it, its tables, and what is read within one moment.

Knows nothing of sittings.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from index.errors import IndexMismatchError, StoreError
from index.record.engines import Address, engine_of, shown
from index.record.schema import REVISION, counters

Row = Any
"""A row of a result: a tuple whose columns are named too. SQLAlchemy's own type for it changes between releases."""

_versions = sa.table("alembic_version", sa.column("version_num"))

TABLES_LOCK = 0x776F6F72
WRITER_LOCK = 0x64656C69
"""Advisory locks of PostgreSQL: of whoever makes or changes the tables, and of the one writer."""


class OlderTablesError(IndexMismatchError):
    """Tables that `migrate` brings up."""


class Database:
    """An SQLite file, by its path, or a PostgreSQL database, by its URL."""

    def __init__(self, address: Address, create: bool = False) -> None:
        """Opens the database; with `create`, one that is empty gets its tables.

        Raises:
            IndexMismatchError: it holds no record, it is damaged, or its tables are those of another version.
            StoreError: PostgreSQL cannot be reached.
        """
        self.address, self.name = address, shown(address)
        self.directory = str(address.parent) if isinstance(address, Path) else "DIR"
        """Of the index, as a command is told of it."""
        self.is_shared = isinstance(address, str)
        """Whether other machines may read and write it."""
        if isinstance(address, Path) and not create and not address.is_file():
            raise self.nothing()
        self._engine = engine_of(address)
        self._snapshot: sa.Connection | None = None
        self._writer: sa.Connection | None = None
        try:
            self._check(create)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()

    def nothing(self) -> IndexMismatchError:
        """The error of an index that is not there."""
        return IndexMismatchError(
            f"{self.place} holds no index. Build one: python -m index build PATH... --index {self.directory}"
        )

    @property
    def place(self) -> str:
        """The index, for people: its directory, or its store."""
        return self.name if self.is_shared else self.directory

    @property
    def rebuilding(self) -> str:
        """How to build an index anew that this program cannot read."""
        emptied = f"empty {self.name}" if self.is_shared else f"remove {self.directory}"
        return f"Rebuild: {emptied} and run python -m index build PATH... --index {self.directory}"

    def _check(self, create: bool) -> None:
        """Refuse tables of another version; make them where there are none and they are wanted."""
        try:
            with self._engine.connect() as connection:
                found = _revision(connection)
                others = found is None and sa.inspect(connection).get_table_names()
        except sa.exc.DatabaseError as error:
            raise IndexMismatchError(
                f"{self.name} cannot be read ({error.orig}); if it is damaged: {self.rebuilding}"
            ) from error
        if found == REVISION:
            return
        if found is not None:
            raise self._other_version(found)
        if others:
            raise IndexMismatchError(
                f"{self.name} has tables of a format that this program does not read. {self.rebuilding}"
            )
        if not create:
            raise self.nothing()
        upgrade(self._engine)

    def _other_version(self, found: str) -> IndexMismatchError:
        from index.record import migrations

        versions = f"{self.name} has tables of version {found}, this program has {REVISION}"
        if migrations.is_known(found):
            return OlderTablesError(f"{versions}. Bring them up: python -m index migrate --index {self.directory}")
        return IndexMismatchError(f"{versions}: a newer version of it wrote them; install that")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read within is of one moment, whatever a writer does meanwhile. For one thread at a time."""
        with self._engine.connect() as connection:
            if self.is_shared:
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            else:
                connection.exec_driver_sql("BEGIN")  # else SQLite would begin anew with every query
            self._snapshot = connection
            try:
                yield
            finally:
                self._snapshot = None

    @contextmanager
    def sole_writer(self, wait: float) -> Iterator[None]:
        """Within, no other machine is here too; waits so many seconds for it. A lock of the connection that all is
        then written through: whoever loses the one has lost the other. On SQLite the directory's lock is enough.

        Raises:
            IndexMismatchError: another process is writing.
        """
        if not self.is_shared:
            yield
            return
        with self._engine.connect() as connection:
            self._take(connection, wait)
            self._writer = connection
            try:
                yield
            finally:
                self._writer = None
                # With the connection goes the lock: it is not given back to the pool.
                connection.invalidate()

    def _take(self, connection: sa.Connection, wait: float) -> None:
        # A machine that went away without a word loses the lock in two minutes, and not in two hours.
        for setting, seconds in (("idle", 60), ("interval", 20), ("count", 3)):
            connection.exec_driver_sql(f"SET tcp_keepalives_{setting} = {seconds}")
        until = time.monotonic() + wait
        while not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(WRITER_LOCK))):
            if time.monotonic() >= until:
                raise IndexMismatchError(f"{self.name} is being written by another process; try again when it is done")
            time.sleep(0.1)
        connection.commit()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        if self._snapshot is not None:
            yield self._snapshot
        else:
            with self._engine.connect() as connection:
                yield connection

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        if self._writer is not None:
            if self._writer.invalidated:
                raise StoreError(f"store {self.name}: the connection is lost, and with it the writer's lock; try again")
            with self._writer.begin():
                yield self._writer
        else:
            with self._engine.begin() as connection:
                yield connection


def migrate(address: Address) -> bool:
    """Bring the tables of an older record up; False if they were up to date.

    Raises:
        IndexMismatchError: there is no record, or one of a newer version of this program.
        StoreError: PostgreSQL cannot be reached.
    """
    try:
        Database(address).close()
    except OlderTablesError:
        engine = engine_of(address)
        try:
            return upgrade(engine)
        finally:
            engine.dispose()
    return False


def upgrade(engine: sa.Engine) -> bool:
    """Bring older tables up, or make them; False if they were up to date."""
    from index.record import migrations

    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # of two that begin at once, the second finds them made
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(TABLES_LOCK)))
        if _revision(connection) == REVISION:
            return False
        migrations.upgrade(connection)
        return True


def _revision(connection: sa.Connection) -> str | None:
    """The version of the tables, None where there are none."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(sa.select(_versions.c.version_num))
    return found


def counter(connection: sa.Connection, name: str) -> int:
    """The value of a counter, 0 if it never was set."""
    return connection.scalar(sa.select(counters.c.value).where(counters.c.name == name)) or 0


def set_counter(connection: sa.Connection, name: str, value: int) -> None:
    """Give a counter a value."""
    connection.execute(_SET, {"name": name, "value": value})


def counted_up(connection: sa.Connection, name: str, by: int) -> int:
    """Add to a counter, and give its value. Another transaction that does so waits for the end of this one: what is
    numbered by a counter is numbered in the order in which it becomes visible."""
    return int(connection.execute(_ADD, {"name": name, "value": by}).scalar_one())


_UPSERT = "INSERT INTO counters (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = "
_SET = sa.text(_UPSERT + "excluded.value")
_ADD = sa.text(_UPSERT + "counters.value + excluded.value RETURNING value")
