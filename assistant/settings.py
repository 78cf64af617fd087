"""Settings: argument, then `ASSISTANT_*` variable, then `assistant.toml`, then default.

Every setting is a field of `Settings` and has its line in docs/settings.md (a test holds the two together).
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from index.errors import SettingsError
from index.place import EMBEDDED, MILVUS_URL, NAMES, Elsewhere, checked, elsewhere_of
from index.settings import ENVIRONMENT, FILE, PREFIX, given

LONGEST_TIMEOUT = 600
MOST_PROCESSES = 64

_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")
_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?")
_HEADER = re.compile(r"[A-Za-z0-9-]+")
_YES_NO = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set. `index` None means the demo record, built on first use; `store` is the URL of the PostgreSQL
    database that has the record, None where the directory has it; `vectors` says whether the searches are "embedded" or
    in "milvus", and the `milvus_*` settings where that is, `milvus_token` from its variable alone.

    The `model_*` settings are those of the optional language model, which is off without `model_url` and `model_name`;
    `model_key` comes from its variable alone and is never shown. `model_timeout` is in seconds.

    `path` is where the page lies on the outside, without a slash at its end unless it is "/". `embed_origins` are the
    origins of the pages that may frame the embedded form; `identity_header` names the header in which the
    `trusted_proxies` (addresses and networks) say who is asking, and `admins` are the names that may change the index.
    `processes` of more than one answer the API's questions beside the one that serves.
    """

    index: Path | None = None
    host: str = "127.0.0.1"
    port: int = 7860
    glossary: Path | None = None
    reranker: str | None = None
    model_url: str | None = None
    model_name: str | None = None
    model_key: str | None = field(default=None, repr=False)
    model_timeout: int = 30
    path: str = "/"
    embed_origins: tuple[str, ...] = ()
    identity_header: str | None = None
    trusted_proxies: tuple[str, ...] = ("127.0.0.0/8", "::1")
    admins: tuple[str, ...] = ()
    open_to_all: bool = False
    store: str | None = field(default=None, repr=False)  # it may have a password
    vectors: str = EMBEDDED
    milvus_url: str = MILVUS_URL
    milvus_token: str | None = field(default=None, repr=False)
    processes: int = 1

    @classmethod
    def load(
        cls, arguments: Mapping[str, Any], environment: Mapping[str, str] = os.environ, file: Path = FILE
    ) -> Settings:
        """The settings in force; an argument of None was not given.

        Raises:
            SettingsError: an unknown name, or a value that cannot be; the message says where it stands.
        """
        values: dict[str, Any] = {}
        named = {k: v for k, v in arguments.items() if v is not None}
        for place, there in (*given(environment, file), ("the command line", named)):
            for name, value in there.items():
                values[name] = _checked(name, value, place)
        return cls(**values)

    def elsewhere(self) -> Elsewhere:
        """What of the index is not in its directory."""
        return elsewhere_of(self.store, self.vectors, self.milvus_url, self.milvus_token or "")


def _checked(name: str, value: Any, place: str) -> Any:
    known = {field.name for field in fields(Settings)}
    if name not in known:
        raise SettingsError(f"{place}: unknown setting {name!r}; there are {', '.join(sorted(known))}")
    if name in ("index", "glossary"):
        return Path(value)
    if name in NAMES:
        return checked(name, value, place)
    if name == "port":
        return _whole(name, value, place, 0, 65_535)
    if name == "processes":
        return _whole(name, value, place, 1, MOST_PROCESSES)
    if name == "model_timeout":
        return _whole(name, value, place, 1, LONGEST_TIMEOUT)
    if name == "model_key" and place != ENVIRONMENT:
        raise SettingsError(f"{place}: model_key is read from {PREFIX}MODEL_KEY alone, so that no file holds it")
    if name == "model_url" and not str(value).startswith(("http://", "https://")):
        raise SettingsError(f"{place}: model_url must begin with http:// or https://, not {value!r}")
    if name == "path":
        return _path(str(value), place)
    if name == "identity_header" and not _HEADER.fullmatch(str(value)):
        raise SettingsError(f"{place}: identity_header must be the name of a header, as X-Remote-User, not {value!r}")
    if name in ("embed_origins", "trusted_proxies", "admins"):
        return tuple(_LISTED[name](one, place) for one in _listed(name, value, place))
    if name == "open_to_all":
        return _yes_or_no(name, value, place)
    return str(value)


def _path(value: str, place: str) -> str:
    path = value.rstrip("/")
    if path and (not _PATH.fullmatch(path) or {".", ".."} & set(path.split("/"))):
        raise SettingsError(f"{place}: path must be a path, as /portal/assist, not {value!r}")
    return path or "/"


def _listed(name: str, value: Any, place: str) -> Sequence[str]:
    """The members of a list, or of a string that separates them by commas."""
    members = value.split(",") if isinstance(value, str) else value
    if not isinstance(members, list | tuple) or not all(isinstance(one, str) for one in members):
        raise SettingsError(f"{place}: {name} must be a list of strings, or one string with commas, not {value!r}")
    return [one.strip() for one in members if one.strip()]


def _origin(value: str, place: str) -> str:
    origin = value.rstrip("/").lower()
    if not _ORIGIN.fullmatch(origin):
        raise SettingsError(f"{place}: embed_origins must be origins, as https://intranet.example, not {value!r}")
    return origin


def _network(value: str, place: str) -> str:
    try:
        ipaddress.ip_network(value)
    except ValueError as error:
        raise SettingsError(
            f"{place}: trusted_proxies must be addresses or networks, as 10.0.0.7 or 10.0.0.0/24, not {value!r}"
        ) from error
    return value


def _name(value: str, place: str) -> str:
    del place
    return value


_LISTED: dict[str, Callable[[str, str], str]] = {
    "embed_origins": _origin, "trusted_proxies": _network, "admins": _name,
}  # fmt: skip


def _yes_or_no(name: str, value: Any, place: str) -> bool:
    answer = value if isinstance(value, bool) else _YES_NO.get(str(value).lower())
    if answer is None:
        raise SettingsError(f"{place}: {name} must be true or false, not {value!r}")
    return answer


def _whole(name: str, value: Any, place: str, least: int, most: int) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = least - 1
    if not least <= number <= most:
        raise SettingsError(f"{place}: {name} must be a whole number from {least} to {most}, not {value!r}")
    return number
