"""How SQLite and PostgreSQL are spoken to: what differs between them is here, and in what `Database` locks.

PostgreSQL's driver is imported when a record is kept there, and not otherwise. Its errors are said in one line without
the password. Knows nothing of tables.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import sqlalchemy as sa

from index.errors import SettingsError, StoreError

Address = Path | str
"""An SQLite file, by its path, or a PostgreSQL database, by its URL."""

PAGE = 32_768
"""Bytes of a page of SQLite's: texts and columns are long."""

CONNECT_SECONDS = 10
"""Seconds that a server may take to answer, where the URL says nothing else."""

LOCKED_SECONDS = 10
"""Seconds that SQLite waits for another's transaction."""

INSTALL = 'pip install "psycopg[binary]>=3.2"'

SCHEME = "postgresql"


def checked(url: str) -> str:
    """The URL of a store.

    Raises:
        SettingsError: it is none. The message does not repeat it, for it may have a password.
    """
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError:
        raise SettingsError(f"store is no URL; it is written {SCHEME}://USER@HOST/DATABASE") from None
    if parsed.drivername != SCHEME or not parsed.database:
        raise SettingsError(f"store must be written {SCHEME}://USER@HOST/DATABASE, not {parsed.drivername}://...")
    return url


def shown(address: Address) -> str:
    """An address for people: without its password, and without what else may be secret in it."""
    if isinstance(address, Path):
        return str(address)
    url = sa.make_url(address)
    return sa.URL.create(url.drivername, url.username, None, url.host, url.port, url.database).render_as_string()


def engine_of(address: Address, once: bool = False) -> sa.Engine:
    """The engine of a database; nothing is asked of it yet. With `once` no connection is kept after it was used.

    Raises:
        StoreError: the package that speaks with PostgreSQL is not installed.
    """
    pool = sa.NullPool if once else None
    return _sqlite(address, pool) if isinstance(address, Path) else _postgresql(address, pool)


def _sqlite(path: Path, pool: type[sa.Pool] | None) -> sa.Engine:
    waiting = {"check_same_thread": False, "timeout": LOCKED_SECONDS}
    engine = sa.create_engine(f"sqlite:///{path}", connect_args=waiting, poolclass=pool)

    @sa.event.listens_for(engine, "connect")
    def _configure(connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA page_size={PAGE}")  # of a file that is new
        # Readers go on undisturbed while a writer works.
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")

    return engine


def _postgresql(url: str, pool: type[sa.Pool] | None) -> sa.Engine:
    try:
        import psycopg
    except ImportError as error:
        raise StoreError(f"a store on PostgreSQL needs the psycopg package: {INSTALL}") from error
    parsed = sa.make_url(url).set(drivername=f"{SCHEME}+psycopg")
    if "connect_timeout" not in parsed.query:
        parsed = parsed.update_query_dict({"connect_timeout": str(CONNECT_SECONDS)})
    # A connection that the server closed meanwhile is replaced before it is used.
    engine = sa.create_engine(parsed, pool_pre_ping=True, poolclass=pool)

    @sa.event.listens_for(engine, "handle_error")
    def _in_one_line(context: sa.ExceptionContext) -> None:
        found = context.original_exception
        if not context.is_pre_ping and isinstance(
            found, psycopg.OperationalError | psycopg.errors.InsufficientPrivilege
        ):
            _refuse(url, found)

    return engine


def _refuse(url: str, error: Exception) -> NoReturn:
    reason = " ".join(str(error).split()) or type(error).__name__
    raise StoreError(f"store {shown(url)}: {reason}") from error


def holds(column: sa.ColumnElement[str], pattern: str, dialect: sa.Dialect) -> sa.ColumnElement[bool]:
    """Whether a text matches a pattern of LIKE as SQLite has it: letters of ASCII in any case, others in this case."""
    if dialect.name == "sqlite":
        return column.like(pattern)
    return column.collate("C").ilike(pattern)
