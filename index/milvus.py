"""Milvus (https://milvus.io): the connection that both searches share, and what an index is called there.

An index NAME is the collections NAME_words, NAME_terms (`index.lexical.milvus`) and NAME_vectors
(`index.vectors.milvus`), so that many can live on one server. Every failure is a `SearchServerError` of one line; a
server that was restarted is found again by the next call. Knows nothing of terms or vectors.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from index.errors import SearchServerError
from index.lexical.base import Scope
from index.place import MILVUS_URL

INSTALL = "pip install 'pymilvus>=3.0.2'"

PARTS = ("words", "terms", "vectors")
"""Of which an index consists; each is a collection."""

MOST = 16_384
"""Rows that Milvus gives at most for one question."""

BATCH = 2_000
"""Rows that are written or asked for by key at once, so that a message stays far below Milvus' limit of 64 MB."""

WAIT = 20.0
"""Seconds after which a server that does not answer a question is given up."""

WRITE_WAIT = 600.0
"""The same for what changes an index."""

_NAME = re.compile(r"[A-Za-z_]\w{0,199}", re.ASCII)
_NOT_LOADED = 101
"""Milvus' code for a collection that is not in memory."""

_AWAY = ("unavailable", "fail connecting", "deadline", "closed channel")
Value = TypeVar("Value")


class MilvusServer:
    """A Milvus, reached when it is first needed; safe to be used from several threads."""

    def __init__(self, url: str = MILVUS_URL, token: str = "", wait: float = WAIT) -> None:
        """`token` is an API key, or "user:password"; `wait` as `WAIT`."""
        self.url, self.wait, self._token = url, wait, token
        self._client: Any = None
        self._connecting = threading.Lock()

    def call(self, method: str, *arguments: Any, **options: Any) -> Any:
        """What a method of pymilvus' client gives.

        Raises:
            SearchServerError: the server cannot be reached, or refuses.
        """
        client = self._connected()
        with self._refusing(client):
            return getattr(client, method)(*arguments, **({"timeout": self.wait} | options))

    def ask(self, method: str, collection: str, **options: Any) -> Any:
        """The same for what reads from a collection, which is brought into memory where a restart forgot it."""
        try:
            return self.call(method, collection, **options)
        except SearchServerError as error:
            if getattr(error.__cause__, "code", None) != _NOT_LOADED:
                raise
        self.call("load_collection", collection, timeout=WRITE_WAIT)
        return self.call(method, collection, **options)

    def collection(self, name: str, part: str) -> str:
        """The collection of a part of an index.

        Raises:
            SearchServerError: Milvus does not take such a name.
        """
        if not _NAME.fullmatch(name):
            raise SearchServerError(
                f"{name!r} cannot be the name of an index in Milvus: letters, digits and underscores, a letter first"
            )
        return f"{name}_{part}"

    def holds(self, name: str) -> bool:
        """Whether there is an index of that name, with all its parts."""
        collections = self.call("list_collections")
        return all(self.collection(name, part) in collections for part in PARTS)

    def names(self) -> list[str]:
        """The names of all indexes on the server, also of those that are not whole, in order."""
        parted = [collection.rpartition("_") for collection in self.call("list_collections")]
        return sorted({name for name, _, part in parted if name and part in PARTS})

    def drop(self, name: str) -> None:
        """Delete everything of an index; nothing happens where there is none."""
        for part in PARTS:
            if self.call("has_collection", self.collection(name, part)):
                self.call("drop_collection", self.collection(name, part), timeout=WRITE_WAIT)

    def open(self, name: str, part: str, schema: Callable[[], tuple[Any, Any]]) -> str:
        """The collection of a part, made if need be by `schema`, which gives pymilvus' schema and indexes."""
        collection = self.collection(name, part)
        if not self.call("has_collection", collection):
            fields, indexes = schema()
            # "Session": whoever writes finds it at once; whoever opens the index later asks for it ("Strong").
            self.call(
                "create_collection", collection, schema=fields, consistency_level="Session", timeout=WRITE_WAIT
            )  # fmt: skip
            self.call("create_index", collection, indexes, timeout=WRITE_WAIT, sync=False)
        self.call("load_collection", collection, timeout=WRITE_WAIT)
        return collection

    def insert(self, collection: str, rows: Iterable[dict[str, Any]]) -> None:
        """Write rows whose keys are not there yet."""
        for block in blocks(rows):
            self.call("insert", collection, block, timeout=WRITE_WAIT)

    def upsert(self, collection: str, rows: Iterable[dict[str, Any]]) -> None:
        """Write rows, in place of those with the same keys."""
        for block in blocks(rows):
            self.call("upsert", collection, block, timeout=WRITE_WAIT)

    def delete(self, collection: str, keys: Iterable[int]) -> None:
        """Delete rows by key."""
        for block in blocks(keys):
            self.call("delete", collection, ids=block, timeout=WRITE_WAIT)

    def settle(self, collection: str) -> None:
        """Have what was written put into segments, which are indexed; it can be found before that too."""
        self.call("flush", collection, timeout=WRITE_WAIT)

    def get(
        self, collection: str, keys: Iterable[Any], fields: list[str], consistency: str = "Session"
    ) -> Iterator[dict[str, Any]]:
        """The rows of those of these keys that are there, in no order."""
        for block in blocks(keys):
            yield from self.ask("get", collection, ids=block, output_fields=fields, consistency_level=consistency)

    def matching(self, collection: str, wanted: str, limit: int) -> list[int]:
        """Keys of rows that a filter expression lets through, in no order, at most `limit`."""
        asked = {"filter": wanted, "output_fields": ["key"]}
        found = self.ask("query", collection, **asked, limit=min(limit, MOST))
        if MOST == len(found) < limit:
            found = []
            pages = self.ask("query_iterator", collection, **asked, limit=limit, batch_size=MOST)
            with self._refusing():
                while page := pages.next():
                    found += page
                pages.close()
        return [row["key"] for row in found]

    def close(self) -> None:
        """Let go of the connection; it is made again when it is needed."""
        if self._client is not None:
            self._let_go(self._client)

    def version(self) -> str:
        """What the server says it is."""
        return str(self.call("get_server_version"))

    def _connected(self) -> Any:
        with self._connecting:
            if self._client is None:
                self._client = self._connect()
            return self._client

    def _connect(self) -> Any:
        try:
            from pymilvus import MilvusClient
        except ImportError as error:
            raise SearchServerError(f"Milvus needs the pymilvus package, which is not installed: {INSTALL}") from error
        # It writes every failure with its traceback to stderr; what it raises says the same.
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
        with self._refusing():
            return MilvusClient(uri=self.url, token=self._token, timeout=self.wait, dedicated=True)

    @contextmanager
    def _refusing(self, client: Any = None) -> Iterator[None]:
        """Failures of pymilvus in one line; a client without its server is let go, and the next call makes another."""
        from grpc import RpcError
        from pymilvus import MilvusException

        try:
            yield
        except (MilvusException, RpcError, ValueError) as error:  # ValueError: another thread has let the client go
            reason = " ".join(str(getattr(error, "message", error)).split())
            if not any(sign in reason.lower() for sign in _AWAY):
                raise SearchServerError(f"Milvus at {self.url}: {reason}") from error
            if client is not None:
                self._let_go(client)
            raise SearchServerError(
                f"no Milvus answers at {self.url}: start it there, or name another address with milvus_url"
            ) from error

    def _let_go(self, client: Any) -> None:
        with self._connecting:
            if self._client is client:
                self._client = None
                client.close()


def blocks(rows: Iterable[Value], size: int = BATCH) -> Iterator[list[Value]]:
    """Rows in lists of at most `size`."""
    left = iter(rows)
    while block := list(islice(left, size)):
        yield block


def within(scope: Scope, sources: Mapping[int, str]) -> str | None:
    """A scope as Milvus' filter expression, "" for everywhere and None for nowhere.

    With `sources` of the sittings by key, only the partitions of those in scope are looked into.
    """
    speakers = None if scope.speakers is None else scope.speakers - {0}  # 0 stands for none
    if scope.sittings == frozenset() or speakers == frozenset():
        return None
    limits = [
        f"{field} in [{', '.join(map(str, sorted(keys)))}]"
        for field, keys in (("sitting", scope.sittings), ("speaker", speakers))
        if keys is not None
    ]
    if scope.sittings is not None and all(sitting in sources for sitting in scope.sittings):
        named = sorted({sources[sitting] for sitting in scope.sittings})
        limits.append(f"source in [{', '.join(map(quoted, named))}]")
    return " and ".join(limits)


def quoted(text: str) -> str:
    """A text as a literal of Milvus' filter expressions."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
