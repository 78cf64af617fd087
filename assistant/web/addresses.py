"""Addresses: where a citation stands on the record's own page, and which addresses of a record may become links.

Addresses within the page are relative, so that they also hold where a proxy serves the page under a prefix.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode, urlsplit

from assistant.answer import Citation


def sitting_address(sitting_id: str) -> str:
    """The record page of a sitting, relative to the folder of record pages."""
    return quote(sitting_id, safe="")


def context_address(citation: Citation) -> str:
    """The record page at the cited turn with the quote marked, relative to the conversation's page."""
    return turn_address(citation.sitting.id, citation.turn.id, start=citation.start, end=citation.end)


def turn_address(sitting_id: str, turn_id: str, **mark: int) -> str:
    """The record page at a turn, from `start` to `end` of it marked if they are given, relative to the root."""
    place = urlencode({"turn": turn_id} | mark)
    return f"record/{sitting_address(sitting_id)}?{place}{anchor_address(turn_anchor(turn_id))}"


def replies_address(turn_id: str) -> str:
    """The page of the intervention that a turn is part of, its questions beside their replies, relative to the root."""
    return f"replies?{urlencode({'turn': turn_id})}"


def question_address(question: str, history: Sequence[str] = ()) -> str:
    """The conversation's page with these questions asked, relative to the root."""
    return f"./?{urlencode([('q', text) for text in (*history, question)])}"


def turn_anchor(turn_id: str) -> str:
    """The id of a turn's element on the record page."""
    return f"turn-{turn_id}"


def anchor_address(anchor: str) -> str:
    """The address of an element within its page."""
    return f"#{quote(anchor, safe='')}"


def outside_address(url: str | None) -> str | None:
    """The address of an official page if it is one a reader may follow; a record can hold any string."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
