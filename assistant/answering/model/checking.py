"""A model's words checked against the record, sentence by sentence; a sentence that fails is left out.

A sentence of prose holds if each of its claims rests on citations of the answer, names the speakers of those and is
first of all about one of them (or goes on with "he" after a sentence about one), has its quotations, names and figures
in those turns, and has to do with them. What turns say of one another's speakers, and whether "will" should have been
"will not", cannot be told by this: the quotes stand beside the prose for that. Knows nothing of servers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Citation, Language, Prose, Sentence
from assistant.answering.model.claims import Claim, claims, has_stray_mark, is_whole, quoted, sentences
from assistant.answering.model.figures import figures
from assistant.answering.model.names import strange_names
from assistant.answering.model.support import LEAST, Support
from assistant.answering.phrases import date_in_words
from assistant.quotes.comparing import even
from assistant.understanding.people import Mention, People
from index.encoders import load_bundled
from index.store import Index
from index.terms import fold, words

LEAST_LEFT = 0.5
"""Share of the sentences that must hold for the rest to be shown."""

LEAST_OF_QUESTION = 0.75
"""Share of a rewritten question's words that must have to do with what was asked."""

LONGEST_RATIO = 3.0
"""How many times as long as its original a translation may be, or the other way round."""

DICTATED = 3
"""Words after a name that, if they stand so in a turn, are taken to have been dictated by it."""

_MARKUP = re.compile(r"://|www\.|[<>`{}|\\]|\]\(|!\[")
_POINTS_BACK = re.compile(
    r"\W*(?:dit|dat|deze|die|daar\w*|hier\w*|zulke?|zo'n|this|that|these|those|it|such|cela|ceci|ca|ce|cet|cette|ces|c'est)\b"
)
_AND = re.compile(r"\s*(?:,|&|(?:,\s*)?(?:en|and|et|alsook|as well as|ainsi que))\s*")
_LANGUAGES: tuple[Language, ...] = ("nl", "en", "fr")
_PRONOUN = re.compile(r"\W*(?:[\w'’-]+\W+){0,5}?(?:hij|zij|ze|hem|haar|he|she|him|her|il|elle|lui)\b")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence leaves for the next: whom it was about, if that was one person."""

    about: str | None


class Checker:
    """Checks what a model wrote about turns of one index."""

    def __init__(self, index: Index) -> None:
        self._people = People(index.speakers.values())
        self._vocabulary = index.vocabulary
        self._support = Support(load_bundled(), index.splitter)

    def prose(self, written: str, citations: Sequence[Citation]) -> Prose:
        """The sentences that hold, in order, and how many did not; without `reason`, which is for the reader."""
        cited = {citation.number: citation for citation in citations}
        kept: list[Sentence] = []
        removed = 0
        before: _Said | None = None
        for text in sentences(written):
            parts = claims(text)
            # What follows a sentence that is gone, or nothing, must not point back at it.
            dangles = before is None and _POINTS_BACK.match(fold(text))
            shown = is_whole(text) and not dangles and not _MARKUP.search(text)
            before = self._holds(parts, cited, before) if shown else None
            if before is None:
                removed += 1
            else:
                kept.append(Sentence(text, tuple(dict.fromkeys(n for part in parts for n in part.numbers))))
        if len(kept) < LEAST_LEFT * (len(kept) + removed):
            return Prose((), removed + len(kept))
        return Prose(tuple(kept), removed)

    def translation(self, text: str, citation: Citation) -> bool:
        """Whether a text can be a translation of a quote: of its length, with its figures, people and matters."""
        quote = citation.quote
        if _MARKUP.search(text) or not len(quote) / LONGEST_RATIO <= len(text) <= len(quote) * LONGEST_RATIO:
            return False
        source = set(words(f"{quote} {_around(citation)}"))
        people = self._people.mentions(text, self._vocabulary)
        if figures(text) != figures(quote) or not all(_is_named(one, source) for one in people if one.people):
            return False
        names = {word for one in people for word in words(one.name)}
        share = self._support.share(text, quote, names)
        return share is None or share >= LEAST

    def question(self, text: str, sources: Sequence[str]) -> bool:
        """Whether a rewritten question brings in no name, figure or matter that was not asked about."""
        source = " ".join(sources)
        share = self._support.share(text, source)
        return (
            share is not None
            and share >= LEAST_OF_QUESTION
            and figures(text) <= figures(source)
            and not strange_names(text, set(words(source)), self._vocabulary.ordinary, opens=True)
            and not _MARKUP.search(text)
        )

    def _holds(self, parts: Sequence[Claim], cited: dict[int, Citation], before: _Said | None) -> _Said | None:
        """Whom a sentence is about if all its claims hold, else None."""
        if not parts:
            return None
        for part in parts:
            if not set(part.numbers) <= cited.keys() or has_stray_mark(part):
                return None
            resting = [cited[number] for number in part.numbers]
            people = self._people.mentions(part.own, self._vocabulary)
            before = _attributed(part, resting, people, before)
            if before is None or _dictated(part, people, cited.values()):
                return None
            if not _verbatim(part, resting, people) or not self._from(part, resting, people):
                return None
        return before

    def _from(self, part: Claim, resting: Sequence[Citation], people: Sequence[Mention]) -> bool:
        """Whether names, figures and matters of a claim are those of the turns that it rests on."""
        source = " ".join(f"{citation.turn.text} {_around(citation)}" for citation in resting)
        known = set(words(source))
        if not all(_is_named(one, known) for one in people) or not figures(_undated(part.own, resting)) <= figures(
            source
        ):
            return False
        rest = _without(part.own, people)
        if strange_names(rest, known, self._vocabulary.ordinary, opens=part.first and part.own[:1].strip() != ""):
            return False
        # Of each speaker: what one of them said is not to be the other's as well.
        turns: dict[str, str] = {}
        for citation in resting:
            speaker = citation.turn.speaker.id if citation.turn.speaker else ""
            turns[speaker] = f"{turns.get(speaker, '')} {citation.turn.text} {_around(citation)}"
        shares = [self._support.share(rest, said) for said in turns.values()]
        return all(bool(part.quotes) if share is None else share >= LEAST for share in shares)


def _attributed(
    part: Claim, resting: Sequence[Citation], people: Sequence[Mention], before: _Said | None
) -> _Said | None:
    """Whom a claim is about, if it says that it is theirs: the speakers of all the turns that it rests on."""
    speakers = {citation.turn.speaker.id if citation.turn.speaker else None for citation in resting}
    if not people:
        if speakers == {None}:
            return _Said(None)
        goes_on = before is not None and speakers == {before.about}
        return before if goes_on and (not part.first or _PRONOUN.match(fold(part.own))) else None
    named = {person for one in people for person in one.people}
    subjects = [one for number, one in enumerate(people) if not number or _joined(part.own, people[: number + 1])]
    if not all(speakers & set(one.people) for one in subjects) or not speakers <= named:
        return None
    is_one = len({one.people for one in people}) == 1 and len(speakers) == 1
    return _Said(next(iter(speakers)) if is_one else None)


def _dictated(part: Claim, people: Sequence[Mention], evidence: Iterable[Citation]) -> bool:
    """Whether a turn has the very words that report on somebody: it gave them to be written, none reports on itself."""
    reports = [" ".join(words(part.own[one.start :])[: len(words(one.name)) + DICTATED]) for one in people]
    turns = [f" {' '.join(words(citation.turn.text))} " for citation in evidence]
    return any(f" {report} " in turn for report in reports if len(report.split()) > DICTATED for turn in turns)


def _joined(text: str, people: Sequence[Mention]) -> bool:
    """Whether nothing but "and" stands between people: what is said of the first is then said of all."""
    return all(_AND.fullmatch(text, one.end, other.start) for one, other in itertools.pairwise(people))


def _verbatim(part: Claim, resting: Sequence[Citation], people: Sequence[Mention]) -> bool:
    """Whether each quotation stands in a turn that is cited, by whoever is named nearest before it."""
    for (start, _), quotation in zip(part.quotes, quoted(part), strict=True):
        holding = [citation for citation in resting if _stands(quotation, citation.turn.text)]
        if not holding:
            return False
        ahead = [one for one in people if one.end <= start] or list(people[:1])
        speakers = {citation.turn.speaker.id for citation in holding if citation.turn.speaker}
        if ahead and not speakers & set(ahead[-1].people):
            return False
    return True


def _stands(quotation: str, text: str) -> bool:
    """Whether words stand in a text, whole; only white space and kinds of quotation marks and dashes may differ."""
    looked_for = " ".join(even(quotation).split())
    if not looked_for:
        return False
    return bool(re.search(rf"(?<!\w){re.escape(looked_for)}(?!\w)", " ".join(even(text).split())))


def _around(citation: Citation) -> str:
    """What is said of a turn: who, when, where."""
    sitting, speaker = citation.sitting, citation.turn.speaker
    of_speaker = [speaker.name, speaker.party or "", speaker.role or ""] if speaker else []
    when = [str(sitting.date.year), *_months(citation)] if sitting.date else []
    return " ".join([*of_speaker, sitting.title, sitting.committee or "", *when])


def _months(citation: Citation) -> list[str]:
    """The month of a turn, as the languages call it."""
    return [date_in_words(citation.sitting.date, at).split()[1] for at in _LANGUAGES] if citation.sitting.date else []


def _undated(text: str, resting: Sequence[Citation]) -> str:
    """A text without the days on which these turns were spoken: as a number of anything else they would be invented."""
    for citation in resting:
        if citation.sitting.date:
            day, months = rf"{citation.sitting.date.day}(?:st|nd|rd|th|er)?", "|".join(_months(citation))
            text = re.sub(
                rf"\b{day}\s+(?:of\s+)?(?:{months})\b|\b(?:{months})\s+{day}\b", " ", text, flags=re.IGNORECASE
            )
    return text


def _is_named(one: Mention, known: set[str]) -> bool:
    """Whether somebody's name, as it is written, is among words."""
    return bool(one.people) and all(word in known or word.removesuffix("s") in known for word in words(one.name))


def _without(text: str, people: Sequence[Mention]) -> str:
    """A text of the same length without the people that it names."""
    for one in people:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text
