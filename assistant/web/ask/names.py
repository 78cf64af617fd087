"""Names of those who speak in the record, for a field in which one is typed. Knows nothing of questions."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.web.serving import Serving
from index.store import Index
from index.terms import fold

OFFERED = 20


def names_route(serving: Serving) -> APIRouter:
    """The route of the names: /names?q=..., those that hold what was typed."""
    router = APIRouter()

    @router.get("/names")
    def names(q: str = "") -> list[str]:
        return offered(serving.assistant.index, q)

    return router


def offered(index: Index, typed: str) -> list[str]:
    """Names that hold the typed letters, those of which a word begins with them first, then by the alphabet."""
    wanted = fold(typed.strip())
    found = {speaker.name for speaker in index.speakers.values() if wanted in fold(speaker.name)}
    return sorted(found, key=lambda name: (f" {wanted}" not in f" {fold(name)}", fold(name)))[:OFFERED]
