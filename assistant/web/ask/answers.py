"""An answer as messages of the conversation, growing line by line: frame, quotes, then where they stand.

Every quote is shown exactly as its citation has it. Words around the answer are in the question's language. Knows
nothing of Gradio.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any
from urllib.parse import urlencode

from assistant.answer import Answer, Citation, Language
from assistant.answering.counting.counted import Count
from assistant.answering.model.wording import word
from assistant.answering.phrases import date_in_words, heading, speaker_in_words
from assistant.briefing.note import note_text
from assistant.understanding.chips import Chip
from assistant.web.addresses import context_address, outside_address
from assistant.web.ask.sharing import Step, written
from assistant.web.ask.understood import ambiguities, shown
from assistant.web.templating import message
from assistant.web.texts import texts
from index.language import language_of

_MARK = re.compile(r"\[(\d+)\]")
_ADDRESS = re.compile(r"(?:[^.;!?]*:)?\s*https?://\S+")


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation's number and where it leads."""

    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer: with references it is a quote in `language`, without it is the frame.

    `pieces` are the text, cut where what was asked for (a figure, a time, a reason) begins and ends; True marks it. A
    frame is the `heading` of the quote below it, or tells something by itself.
    """

    text: str
    references: tuple[Reference, ...] = ()
    language: str | None = None
    pieces: tuple[tuple[str, bool], ...] = ()
    heading: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """Where the quotes of one speaker in one sitting stand; `note` is the text that copies them as citations."""

    references: tuple[Reference, ...]
    speaker: str
    date: str
    title: str
    official: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What sittings say of their own text, and the numbers of the quotes it concerns; none where it concerns all."""

    text: str
    numbers: tuple[int, ...] = ()


def stages(answer: Answer, chips: Sequence[Chip], steps: Sequence[Step] = (), *, helps: bool = False) -> Iterator[str]:
    """The answer's message as it grows, as HTML; the last is the whole.

    `chips` are all that it shows, those that were taken away included; `steps` is the conversation up to this answer,
    whose address it bears. Where a language model `helps`, it can be asked for what the answer has not from it yet.
    """
    language = answer.understood.language
    refusal = answer.refusal
    citations = refusal.nearest if refusal else answer.citations
    lines = _nearest(citations, language) if refusal else _lines(answer)
    address, held = written(steps)
    frame = {
        "texts": texts(language), "language": language, "refusal": refusal, "topic": answer.understood.topic,
        "chips": shown(chips, answer.question.without, language), "ambiguities": ambiguities(answer.understood),
        "address": address, "cut": held < len(steps), "every": every_mention(answer.count) if answer.count else None,
        "model": _of_the_model(answer) | {"helps": helps and bool(answer.citations)},
    }  # fmt: skip
    for count in range(1, len(lines) + 1):
        yield message("answer.html", **frame, whole=False, lines=lines[:count], sources=(), notices=())
    sources = _sources(citations, language)
    yield message("answer.html", **frame, whole=True, lines=lines, sources=sources, notices=notices(citations))


def _of_the_model(answer: Answer) -> dict[str, Any]:
    """What a language model had to do with an answer: prose in pieces (those with a number refer to it), translations
    by the citation that they are of, and what it could not do."""
    language, prose = answer.understood.language, answer.prose
    addresses = {citation.number: context_address(citation) for citation in answer.citations}
    cut = [_MARK.split(sentence.text) for sentence in prose.sentences] if prose else []
    return {
        "prose": [
            [(piece, addresses.get(int(piece)) if at % 2 else None) for at, piece in enumerate(pieces) if piece]
            for pieces in cut
        ],
        "written": word("written", language, removed=prose.removed) if prose and prose.sentences else None,
        "notes": [*answer.notes, *filter(None, [prose.reason if prose else None])],
        "translations": {one.citation: one.text for one in answer.translations},
        "translated": word("translated", language),
        "asked": (["prose"] if prose else []) + (["translate"] if answer.translations or answer.notes else []),
    }  # fmt: skip


def suggestions_message(suggestions: Sequence[str], steps: Sequence[Step], language: Language) -> str:
    """What could be asked next as a message; it bears the address of the conversation that it follows."""
    return message(
        "further.html", texts=texts(language), language=language, suggestions=suggestions, address=written(steps)[0]
    )


def question_message(text: str) -> str:
    """A reader's own question as a message."""
    return message("question.html", text=text)


def failure_message(language: Language) -> str:
    """What is said when an answer could not be made."""
    return message("failure.html", texts=texts(language), language=language)


def notices(citations: Sequence[Citation]) -> list[Notice]:
    """Each notice of the cited sittings once, without the address of its own page (the sources link it)."""
    numbers: dict[str, list[int]] = {}
    for citation in citations:
        text = _ADDRESS.sub("", citation.sitting.notice or "").strip(" –\n")
        if text:
            numbers.setdefault(text, []).append(citation.number)
    return [Notice(text, tuple(of) if len(of) < len(citations) else ()) for text, of in numbers.items()]


def _lines(answer: Answer) -> list[Line]:
    cited = {citation.number: citation for citation in answer.citations}
    below = (*answer.sentences[1:], None)
    return [
        _quote(sentence.text, [cited[number] for number in sentence.citations])
        if sentence.citations
        else Line(sentence.text, heading=next_one is not None and bool(next_one.citations))
        for sentence, next_one in zip(answer.sentences, below, strict=True)
    ]


def _nearest(citations: Sequence[Citation], language: Language) -> list[Line]:
    lines: list[Line] = []
    for citation in citations:
        lines.append(Line(heading(citation.turn.speaker, citation.sitting, language)))
        lines.append(_quote(citation.quote, [citation]))
    return lines


def _quote(text: str, citations: Sequence[Citation]) -> Line:
    first = citations[0]
    cuts = [0, *(at - first.start for mark in first.marks for at in mark), len(text)]
    pieces = tuple((text[start:end], number % 2 == 1) for number, (start, end) in enumerate(pairwise(cuts)))
    return Line(text, _references(citations), language_of(first.turn, first.start, first.end), pieces)


def every_mention(count: Count) -> str | None:
    """The view in which all that was counted stands, relative to the root; None where it cannot count the same."""
    chosen = count.filters
    if chosen.committees or chosen.source or not count.mentions:
        return None
    asked = [("about", count.term.text), *(("speaker", one) for one in chosen.speakers)]
    asked += [("party", one) for one in chosen.parties]
    asked += [(name, day.isoformat()) for name, day in (("since", chosen.since), ("until", chosen.until)) if day]
    return f"topic?{urlencode(asked)}"


def _references(citations: Sequence[Citation]) -> tuple[Reference, ...]:
    return tuple(Reference(citation.number, context_address(citation)) for citation in citations)


def _sources(citations: Sequence[Citation], language: Language) -> list[Source]:
    """Neighbouring citations of one speaker in one sitting share a line."""
    sources: list[Source] = []
    for _, together in groupby(citations, key=lambda c: (c.sitting.id, c.turn.speaker, c.locator.url)):
        group = list(together)
        first = group[0]
        sources.append(
            Source(
                _references(group), speaker_in_words(first.turn.speaker, language),
                date_in_words(first.sitting.date, language), first.sitting.title, outside_address(first.locator.url),
                "\n".join(note_text(citation, language, quoted=True) for citation in group),
            )
        )  # fmt: skip
    return sources
