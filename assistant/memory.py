"""The memory of a process that is warm: what it holds by then stays, and every question looks into it all over.

Knows nothing of what it is.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from pathlib import Path

LARGE = 2 << 20
"""Bytes of a large page."""

HUGEPAGE, COLLAPSE = 14, 25
"""Advice to Linux, from its ``asm-generic/mman-common.h``: large pages from now on, and at once (since 6.1)."""


def settle() -> None:
    """Let garbage go, look no more through what is left, and have it lie in large pages.

    To look through it would hold up one question in many. What was kept so for an assistant before may go.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    _lay_in_large_pages()


def _lay_in_large_pages() -> None:
    """Where Linux can: to find out where small pages lie takes a twentieth of a question's time (eval/LOG.md, 35)."""
    if sys.platform != "linux":
        return
    advise = ctypes.CDLL(None).madvise
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for start, end in _own_memory():
        start, end = -(-start // LARGE) * LARGE, end // LARGE * LARGE
        if start < end:
            for advice in (HUGEPAGE, COLLAPSE):
                advise(start, end - start, advice)  # it may be declined, and all is as it was


def _own_memory() -> Iterator[tuple[int, int]]:
    """Where memory lies that is this process's alone and of no file: its first address, and the one behind its last."""
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        addresses, rights, _, _, _, *name = line.split(maxsplit=5)
        if rights == "rw-p" and name in ([], ["[heap]"]):
            start, end = addresses.split("-")
            yield int(start, 16), int(end, 16)
