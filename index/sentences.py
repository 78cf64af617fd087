"""Sentences of a text as spans. The spans never overlap, and all words of the text lie in one of them.

A sentence that is cut too early could be quoted as something its speaker did not say, so a full stop that may belong
to an abbreviation, an initial or a number does not end a sentence. Knows nothing of turns or quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ABBREVIATIONS = frozenset(
    # Dutch
    "a.d.h.v aanh afb afl al art artt b.v bijl bijv blz bv c.q ca cf cfr d.d d.m.v d.w.z dd de.h dhr dr drs ed enz e.a "
    "e.d ev excl fig fr g.g gem geb hfst i.c i.h.a i.p.v i.s.m i.v.m incl ing ir jl jr kb lic m.a.w m.b.t m.b.v m.i.v "
    "max mevr mgr min mld mln mr mw n.a.v n.v nl nr nrs nv o.a o.b.v o.m o.v.v p par parl pct plv pp prof q.e.d red "
    "resp s.a s.v.p sr st stuk t.a.v t.e.m t.g.v t.o.v t.w.v tel temp vb vgl vl vnl vs vzw w.o zgn zog "
    # English and French
    "approx e.g etc hon i.e inc ltd m mme mmes mlle ms mrs messrs no nos rt sec vol av c.-à-d env ex hab m.b".split()
)
_END = re.compile(r"(?P<stop>[.?!…]+)[\"'”’»)\]]*(?=\s|$)|\n\s*\n")
_LONGEST = 40
"""Characters of a word before a full stop that are looked at."""

_OPENING = re.compile(r"[\s\"'“‘«(\[–-]*")
_CLIPPED = re.compile(r"\s*['’][stk] ")  # "'s Avonds" begins with a capital soon after
_INITIAL = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]|Ch|Ph|Th|Yv|Chr)(?:\.[A-ZÀ-ÖØ-Þ])*$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end offsets of the sentences of a text, without the white space around them.

    A blank line always ends a sentence; so does closing punctuation that is followed by white space and by
    something that can begin a sentence.
    """
    spans = []
    start = 0
    for end in _boundaries(text):
        stripped = text[start:end].strip()
        if stripped:
            first = text.index(stripped[0], start)
            spans.append((first, first + len(stripped)))
        start = end
    return spans


def _boundaries(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        if match["stop"] is None or _ends_sentence(text, match):
            yield match.end()
    yield len(text)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    stop, end = match.span("stop")[0], match.end()
    begins = text[end + 1 : end + 2]
    if not begins.isalnum() or text[end] != " ":
        opening = _OPENING.match(text, end)
        begins = text[opening.end() : opening.end() + 1] if opening else ""
    if begins and not (begins.isupper() or begins.isdigit()) and not _CLIPPED.match(text, end):
        return False  # "… en dan", "(vragen?) die": the sentence goes on
    if match["stop"] != ".":
        return True
    start = text.rfind(" ", max(0, stop - _LONGEST), stop) + 1
    if not text[start:stop].isalnum():
        start, first = stop, max(0, stop - _LONGEST)
        while start > first and (text[start - 1].isalnum() or text[start - 1] in "_.-"):
            start -= 1
    word = text[start:stop]
    if word.lower() in ABBREVIATIONS or _INITIAL.match(word):
        return False
    is_list_number = word.isdigit() and (start == 0 or text[start - 1] == "\n")
    return not is_list_number
