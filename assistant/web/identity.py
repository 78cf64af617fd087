"""Who is asking: the person a request comes from, and whether they may change the index.

On a machine of its own (loopback) the program is its user's, who is known by their name on that machine. Knows nothing
of what is asked.
"""

from __future__ import annotations

import getpass
from dataclasses import dataclass

from fastapi import Request


@dataclass(frozen=True, slots=True)
class Reader:
    """The person behind a request: `name` None where nobody is known, `admin` where they may change the index."""

    name: str | None = None
    admin: bool = False


def reader_of(request: Request) -> Reader:
    """Who sent a request."""
    del request
    return Reader(getpass.getuser(), admin=True)
