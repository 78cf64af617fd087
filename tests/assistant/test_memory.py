import gc
import platform
import re
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from assistant import memory
from assistant.memory import LARGE, settle
from tests.conftest import ROOT

ENABLED = Path("/sys/kernel/mm/transparent_hugepage/enabled")


def has_large_pages() -> bool:
    if sys.platform != "linux" or not ENABLED.is_file() or "[never]" in ENABLED.read_text():
        return False
    return tuple(map(int, re.findall(r"\d+", platform.release())[:2])) >= (6, 1)


HOLDING = """
import re
from pathlib import Path
from assistant.memory import settle

def large():
    return int(re.search("AnonHugePages: +([0-9]+) kB", Path("/proc/self/smaps_rollup").read_text())[1]) * 1024

pieces = [bytes([n % 251]) * 60_000 for n in range(1_000)]  # each too small for its allocator to ask for large pages
before = large()
settle()
print(large() - before, all(piece == bytes([n % 251]) * 60_000 for n, piece in enumerate(pieces)))
"""


@pytest.mark.skipif(not has_large_pages(), reason="this system has no large pages, or cannot lay memory in them later")
def test_what_is_held_lies_in_large_pages_and_is_what_it_was() -> None:
    # In a process of its own: where memory was laid so before, what comes beside it is from the first.
    ended = subprocess.run([sys.executable, "-c", HOLDING], check=True, cwd=ROOT, capture_output=True, text=True)
    laid, same = ended.stdout.split()
    assert int(laid) >= 10 * LARGE
    assert same == "True"


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
