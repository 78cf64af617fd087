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
from itertools import islice
from typing import Any, TypeVar

from index.errors import SearchServerError
from index.lexical.base import Scope

URL = "http://127.0.0.1:19530"
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
_NOT_LOADED = ("not loaded", "not been loaded")
Result = TypeVar("Result")
Value = TypeVar("Value")


class MilvusServer:
    """A Milvus, reached when it is first needed; safe to be used from several threads."""

    def __init__(self, url: str = URL, token: str = "") -> None:
        """`token` is an API key, or "user:password"."""
        self.url, self._token = url, token
        self._client: Any = None
        self._connecting = threading.Lock()

    def ask(self, collection: str, question: Callable[[Any], Result]) -> Result:
        """The answer of a call that reads from a collection; it is brought into memory where a restart forgot it.

        Raises:
            SearchServerError: the server cannot be reached, or refuses.
        """
        try:
            return self.call(question)
        except SearchServerError as error:
            if not any(sign in str(error) for sign in _NOT_LOADED):
                raise
        self.call(lambda client: client.load_collection(collection, timeout=WRITE_WAIT))
        return self.call(question)

    def call(self, action: Callable[[Any], Result]) -> Result:
        """What a call of pymilvus' client gives.

        Raises:
            SearchServerError: the server cannot be reached, or refuses.
        """
        client = self._connected()
        from grpc import RpcError
        from pymilvus import MilvusException

        try:
            return action(client)
        except MilvusException as error:
            raise SearchServerError(self._said(error.message)) from error
        except (RpcError, ValueError) as error:  # ValueError: another thread found the connection broken and closed it
            raise SearchServerError(self._said(str(error))) from error

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
        collections = self.call(lambda client: client.list_collections(timeout=WAIT))
        return all(self.collection(name, part) in collections for part in PARTS)

    def names(self) -> list[str]:
        """The names of all indexes on the server, of those that are not whole too, in order."""
        collections = self.call(lambda client: client.list_collections(timeout=WAIT))
        endings = {name.rpartition("_")[0] for name in collections if name.rpartition("_")[2] in PARTS}
        return sorted(endings - {""})

    def drop(self, name: str) -> None:
        """Delete everything of an index; nothing happens where there is none."""
        for part in PARTS:
            collection = self.collection(name, part)
            if self.call(lambda client, c=collection: client.has_collection(c, timeout=WAIT)):
                self.call(lambda client, c=collection: client.drop_collection(c, timeout=WRITE_WAIT))

    def open(self, name: str, part: str, schema: Callable[[Any], tuple[Any, Any]]) -> str:
        """The collection of a part, made if need be from what `schema` gives for the client: schema and indexes."""
        collection = self.collection(name, part)

        def opened(client: Any) -> None:
            if not client.has_collection(collection, timeout=WAIT):
                fields, indexes = schema(client)
                # "Session": whoever writes finds it at once; whoever opens the index later asks for it (`Strong`).
                client.create_collection(
                    collection, schema=fields, index_params=indexes, consistency_level="Session", timeout=WRITE_WAIT
                )
            client.load_collection(collection, timeout=WRITE_WAIT)

        self.call(opened)
        return collection

    def insert(self, collection: str, rows: Iterable[dict[str, Any]]) -> None:
        """Write rows whose keys are not there yet."""
        for block in blocks(rows):
            self.call(lambda client, b=block: client.insert(collection, b, timeout=WRITE_WAIT))

    def delete(self, collection: str, keys: Iterable[int]) -> None:
        """Delete rows by key."""
        for block in blocks(keys):
            self.call(lambda client, b=block: client.delete(collection, ids=b, timeout=WRITE_WAIT))

    def settle(self, collection: str) -> None:
        """Have what was written put into segments, which are indexed; it can be found before that too."""
        self.call(lambda client: client.flush(collection, timeout=WRITE_WAIT))

    def get(
        self, collection: str, keys: Iterable[Any], fields: list[str], consistency: str = "Session"
    ) -> Iterator[dict[str, Any]]:
        """The rows of those of these keys that are there, in no order."""
        for block in blocks(keys):
            yield from self.ask(
                collection,
                lambda client, b=block: client.get(
                    collection, ids=b, output_fields=fields, timeout=WAIT, consistency_level=consistency
                ),
            )

    def close(self) -> None:
        """Let go of the connection; it is made again when it is needed."""
        with self._connecting:
            if self._client is not None:
                self._client.close()
                self._client = None

    def version(self) -> str:
        """What the server says it is."""
        return str(self.call(lambda client: client.get_server_version(timeout=WAIT)))

    def _connected(self) -> Any:
        with self._connecting:
            if self._client is None:
                self._client = self._connect()
            return self._client

    def _connect(self) -> Any:
        try:
            from pymilvus import MilvusClient, MilvusException
        except ImportError as error:
            raise SearchServerError(f"Milvus needs the pymilvus package, which is not installed: {INSTALL}") from error
        # It writes every failure with its traceback to stderr; what it raises says the same.
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
        try:
            return MilvusClient(uri=self.url, token=self._token, timeout=WAIT)
        except MilvusException as error:
            raise SearchServerError(self._said(error.message)) from error

    def _said(self, message: str) -> str:
        reason = " ".join(message.split())
        if any(sign in reason.lower() for sign in ("unavailable", "fail connecting", "deadline", "closed channel")):
            return f"no Milvus answers at {self.url}: start it there, or name another address with milvus_url"
        return f"Milvus at {self.url}: {reason}"


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
