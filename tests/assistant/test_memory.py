import gc
import platform
import re
import sys
import weakref
from pathlib import Path

import pytest

from assistant import memory
from assistant.memory import LARGE, settle

ENABLED = Path("/sys/kernel/mm/transparent_hugepage/enabled")


def large_pages() -> int:
    """Bytes of this process that lie in large pages."""
    held = re.search(r"^AnonHugePages: +(\d+) kB$", Path("/proc/self/smaps_rollup").read_text(), re.MULTILINE)
    assert held is not None
    return int(held[1]) * 1024


def has_large_pages() -> bool:
    if sys.platform != "linux" or not ENABLED.is_file() or "[never]" in ENABLED.read_text():
        return False
    return tuple(map(int, re.findall(r"\d+", platform.release())[:2])) >= (6, 1)


@pytest.mark.skipif(not has_large_pages(), reason="this system has no large pages, or cannot lay memory in them later")
def test_what_is_held_lies_in_large_pages_and_is_what_it_was() -> None:
    pieces = [bytes([n % 251]) * 60_000 for n in range(1_000)]  # too small for an allocator to ask for large pages
    before = large_pages()
    settle()
    assert large_pages() - before >= 10 * LARGE
    assert all(piece == bytes([n % 251]) * 60_000 for n, piece in enumerate(pieces))


class Held:
    def __init__(self) -> None:
        self.itself = self


def test_what_is_held_is_not_looked_through_for_garbage_and_what_was_held_before_may_go() -> None:
    held = Held()
    known = weakref.ref(held)
    settle()
    del held
    gc.collect()
    assert known() is not None
    settle()
    assert known() is None


def test_elsewhere_than_on_linux_memory_stays_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory.sys, "platform", "darwin")
    monkeypatch.setattr(memory, "_own_memory", lambda: pytest.fail("asked where memory lies"))
    settle()
