"""Whether a Dutch sentence binds the minister who says it, how firmly, and which clause of it does.

Rules over clauses: who (first person, the own administration, nobody named in the passive), will (zullen, gaan,
willen, a plan, a promise, a present tense with a day), and what (an act, not words in this debate, nor a state of
things). What is denied, asked, said by others, over, or only supposed is no commitment. Most sentences hold none of the
words that every commitment has, so those are looked at first. Knows nothing of turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from index.commitments.base import Binding, Strength
from index.commitments.deadlines import Deadline
from index.commitments.dutch.clauses import (
    INVERTED,
    OTHERS_SAY,
    PROTASIS,
    clauses_of,
    hard_end,
    with_deadlines_joined,
    without_asides,
)
from index.commitments.dutch.frames import FRAME_WORDS, MAYBE_WORDS, framed, may_frame
from index.commitments.dutch.passive import BECOMES_WORDS, DONE_WORDS, HAPPEN_WORDS, passive
from index.commitments.dutch.present import ACT_WORDS, acts_of, may_be_dated, present
from index.commitments.dutch.will import SHALL_WORDS, WANT_WORDS, shall, wants

_HASTE = re.compile(r"(?:\w+\s+)?snel", re.IGNORECASE)
"""By when, but of no day: it makes no promise of a present tense."""

_CUES = SHALL_WORDS | WANT_WORDS | FRAME_WORDS
WORDS = _CUES | ACT_WORDS | BECOMES_WORDS | MAYBE_WORDS
"""One of these, or of the words of a deadline, stands in every sentence that binds."""


def may_bind(words: Set[str], dated: bool) -> bool:
    """Whether a sentence with these words, in small letters, may bind; `dated`: whether one may name a deadline."""
    return (
        not _CUES.isdisjoint(words)
        or bool(acts_of(words))
        or (not BECOMES_WORDS.isdisjoint(words) and (dated or not DONE_WORDS.isdisjoint(words)))
        or may_frame(words, dated)
        or (dated and may_be_dated(words))
    )


def binding(sentence: str, words: Set[str], deadlines: Sequence[Deadline]) -> Binding | None:
    """The clause of a sentence by which its speaker is bound, the firmest if there are several; None if there is none.

    `words` are those of the sentence in small letters, `deadlines` those that it names.
    """
    if sentence.rstrip(" ”’\"')").endswith("?"):
        return None
    plain = with_deadlines_joined(without_asides(sentence), deadlines)
    acts = acts_of(words)
    found = [
        bound for start, end in clauses_of(plain) for bound in _bindings(plain, start, end, words, acts, deadlines)
    ]
    if not found or OTHERS_SAY.search(sentence):
        return None
    return min(found, key=lambda bound: bound.strength != "firm")


def _bindings(
    sentence: str, start: int, end: int, words: Set[str], acts: Sequence[int], deadlines: Sequence[Deadline]
) -> Iterator[Binding]:
    clause = sentence[start:end]
    if PROTASIS.match(clause) and not INVERTED.search(clause):
        return
    near = [d for d in deadlines if start < d.end and d.start < hard_end(sentence, end)]
    own = [d.start - start for d in near if d.start < end and (d.period or not _HASTE.fullmatch(d.phrase))]
    dates = [d.start for d in near if d.period]
    will = not SHALL_WORDS.isdisjoint(words)
    if will:
        yield from _of(shall(sentence, start, end, dates), start, end)
    if not WANT_WORDS.isdisjoint(words):
        yield from _of(wants(sentence, start, end, dates), start, end)
    if (will and not HAPPEN_WORDS.isdisjoint(words)) or not BECOMES_WORDS.isdisjoint(words):
        yield from _of(passive(sentence, start, end, own), start, end)
    if acts or own:
        yield from _of(present(clause, acts, own, bool(dates)), start, end)
    yield from _of(framed(clause, words, bool(near), bool(dates)), start, end)


def _of(found: tuple[Strength | None, str], start: int, end: int) -> Iterator[Binding]:
    strength, actor = found
    if strength:
        yield Binding(strength, actor, start, end)
