"""A marked quote as the text of a citation, for a page to copy. Knows nothing of pages."""

from __future__ import annotations

from assistant.answer import Language
from assistant.briefing.note import note_text
from assistant.citing import cite
from index.transcript import Sitting, SittingInfo, Turn


def citation_text(sitting: Sitting, turn: Turn | None, start: int, end: int, language: Language) -> str | None:
    """The quote ``turn.text[start:end]`` with who, when, where and its fingerprint; None where there is no quote."""
    if turn is None or not 0 <= start < end <= len(turn.text) or not turn.text[start:end].strip():
        return None
    about = SittingInfo(sitting.id, sitting.source, sitting.date, sitting.title, sitting.committee, None)
    return note_text(cite(1, turn, about, start, end, 0.0), language, quoted=True)
