"""Why a file cannot be read, in one line that says what it is and what to do with it.

Knows nothing of how records are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_BOM = b"\xef\xbb\xbf"
_DOUBLE_BOM = b"\xc3\xaf\xc2\xbb\xc2\xbf"  # a byte order mark that was taken for Latin-1 and encoded once more
_ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BZh",
    b"\x28\xb5\x2f\xfd",
    b"\x1f\x8b",
    b"\xfd7zXZ",
)
_READ = "JSON Lines or CSV of turns, ParlaMint TEI, PDF, or a page of a parliament's website as HTML or text"

_Reasons = tuple[tuple[Callable[[bytes], object], str], ...]
_CERTAIN: _Reasons = (
    (lambda head: not head.strip(), "is empty"),
    (
        lambda head: head.startswith(b"PK") and (b"[Content_Types].xml" in head or b"mimetype" in head[:100]),
        "is an office document or an e-book; save it as text or PDF",
    ),
    (lambda head: head[257:262] == b"ustar", "is a tar archive; unpack it, and give the folder"),
    (
        lambda head: head.startswith(_ARCHIVES),
        "is an archive inside another, or of a kind that is not unpacked here; unpack it, and give the folder",
    ),
    (lambda head: head.startswith((b"\xff\xfe", b"\xfe\xff")), "is UTF-16; save it as UTF-8"),
    (
        lambda head: b"<officiele-publicatie" in head[:1024] and head.startswith((_DOUBLE_BOM, _BOM + b"\n")),
        "is an 'officiele-publicatie' of the Tweede Kamer that some tool re-saved: encoded twice, and not well-formed; "
        "fetch the original, or give the sitting as turns",
    ),
    (
        lambda head: b"<officiele-publicatie" in head[:1024],
        "is an 'officiele-publicatie' of the Tweede Kamer, which is not read; give the sitting as turns",
    ),
    (
        lambda head: b"<vlosCoreDocument" in head[:1024],
        "is a VLOS report of the Tweede Kamer, which is not read; give the sitting as turns",
    ),
)
_LIKELY: _Reasons = (
    (lambda head: b"\x00" in head, f"is binary, and no format that can be read ({_READ})"),
    (
        lambda head: re.search(rb"<html|<!doctype html|<body", head, re.IGNORECASE),
        "is a web page, but none with a transcript that is known here; copy its text into a .txt file",
    ),
    (lambda head: _start(head).startswith(b"<"), "is XML, but not ParlaMint TEI"),
    (
        lambda head: re.match(rb"\{.*\}\s*(\n|$)", _start(head)),
        'is JSON Lines, but without a field "text" on its first line; a turn is {"text": ..., "speaker": ...}',
    ),
    (
        lambda head: _start(head)[:1] in (b"{", b"["),
        "is JSON, but not one object a line; write one turn a line",
    ),
    (lambda head: not _is_utf8(head), f"is neither UTF-8 text nor a format that can be read ({_READ})"),
)


def recognised(head: bytes) -> str | None:
    """The reason to refuse a file before any reader is asked: a format that is certain, and not read."""
    return next((reason for fits, reason in _CERTAIN if fits(head)), None)


def why_not(head: bytes) -> str:
    """The reason why a file that no reader knows is refused: what it most likely is."""
    otherwise = f"is text, but shows no speakers and no header of a table; what can be read: {_READ}"
    return next((reason for fits, reason in _LIKELY if fits(head)), otherwise)


def _start(head: bytes) -> bytes:
    return head.removeprefix(_BOM).lstrip()


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end == len(head) and error.reason == "unexpected end of data"
    return True
