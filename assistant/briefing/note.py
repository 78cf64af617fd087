"""A briefing note: answers and quotes with their sources, as text that others can use.

Quotes stand in it as the citations hold them, each with a footnote (who, as what, when, in which sitting, where to look
it up) and a fingerprint with which it can be checked again. Markdown, CSV, CSL-JSON
(https://docs.citationstyles.org/en/stable/specification.html) and RIS are made here, a Word document by
`assistant.briefing.word`. Knows nothing of how answers are made.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import Answer, Citation, Language
from assistant.answering.phrases import date_in_words, speaker_in_words
from assistant.quotes.fingerprint import fingerprint
from assistant.spreadsheets import cell

CSV_COLUMNS = (
    "n", "question", "quote", "speaker", "party", "role", "date", "title", "committee", "turn_id", "start", "end",
    "url", "page", "fingerprint",
)  # fmt: skip
_MARKDOWN = re.compile(r"([\\`*_\[\]<>~|#])")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: `text`, with the numbers of its footnotes. A quote's text is that of its one citation."""

    text: str
    notes: tuple[int, ...] = ()
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One answer under its question, or quotes without one (`heading` None)."""

    heading: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A note. ``citations[n - 1]`` is what footnote n stands for."""

    title: str
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    language: Language

    def numbered(self) -> Iterator[tuple[int, Citation, str | None]]:
        """Every citation with its number and the question that it answers."""
        for section in self.sections:
            for number in dict.fromkeys(note for line in section.lines for note in line.notes):
                yield number, self.citations[number - 1], section.heading


def briefing(title: str, contents: Sequence[Answer | Citation], language: Language = "nl") -> Briefing:
    """A note of answers and quotes, in order; quotes that follow one another make one section."""
    sections: list[Section] = []
    citations: list[Citation] = []
    for content in contents:
        if isinstance(content, Answer):
            sections.append(_of_answer(content, citations))
            continue
        citations.append(content)
        line = Line(content.quote, (len(citations),), is_quote=True)
        if sections and sections[-1].heading is None:
            line_before = sections.pop().lines
            sections.append(Section(None, (*line_before, line)))
        else:
            sections.append(Section(None, (line,)))
    return Briefing(title, tuple(sections), tuple(citations), language)


def _of_answer(answer: Answer, citations: list[Citation]) -> Section:
    """An answer's lines, its citations added to the note's."""
    if answer.refusal is not None:
        return Section(answer.question.text, (Line(answer.refusal.reason), Line(answer.refusal.searched)))
    own = {citation.number: citation for citation in answer.citations}
    numbers: dict[int, int] = {}
    lines = []
    for sentence in answer.sentences:
        for cited in sentence.citations:
            if cited not in numbers:
                citations.append(own[cited])
                numbers[cited] = len(citations)
        is_quote = len(sentence.citations) == 1 and own[sentence.citations[0]].quote == sentence.text
        lines.append(Line(sentence.text, tuple(numbers[cited] for cited in sentence.citations), is_quote))
    return Section(answer.question.text, tuple(lines))


def note_text(citation: Citation, language: Language, *, quoted: bool) -> str:
    """The footnote: who, as what, when, in which sitting, where, and the fingerprint; `quoted` with the words too."""
    sitting = citation.sitting
    parts = [speaker_in_words(citation.turn.speaker, language), date_in_words(sitting.date, language), sitting.title]
    parts += filter(None, [sitting.committee, citation.locator.url or citation.turn.id])
    words = f"“{citation.quote}” " if quoted else ""
    return f"{words}{', '.join(parts)} ({fingerprint(citation)})"


def to_markdown(note: Briefing) -> str:
    """The note with footnotes as Pandoc and GitHub read them."""
    lines = [f"# {_escaped(note.title)}", ""]
    quoted = in_prose(note)
    for section in note.sections:
        if section.heading is not None:
            lines += [f"## {_escaped(section.heading)}", ""]
        for line in section.lines:
            marks = "".join(f"[^{number}]" for number in line.notes)
            text = "\n".join(_escaped(part) for part in line.text.splitlines())
            shown = f"“{text}”{marks}" if line.is_quote else f"{text}{marks}"
            lines += [re.sub(r"^", "> ", shown, flags=re.MULTILINE) if line.is_quote else shown, ""]
    for number, citation in enumerate(note.citations, start=1):
        text = note_text(citation, note.language, quoted=number in quoted)
        lines += [f"[^{number}]: {_escaped(' '.join(text.split()))}", ""]
    return "\n".join(lines).rstrip() + "\n"


def to_csv(note: Briefing) -> str:
    """One line a quote, with a header. A cell that a spreadsheet would take for a formula begins with "'"."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    for number, citation, question in note.numbered():
        speaker, sitting = citation.turn.speaker, citation.sitting
        cells = (
            question, citation.quote, speaker and speaker.name, speaker and speaker.party, speaker and speaker.role,
            sitting.date and sitting.date.isoformat(), sitting.title, sitting.committee, citation.turn.id,
            citation.start, citation.end, citation.locator.url, citation.locator.page, fingerprint(citation),
        )  # fmt: skip
        writer.writerow([number, *(cell(value) for value in cells)])
    return out.getvalue()


def to_csl(note: Briefing) -> str:
    """The quotes as CSL-JSON, one item each, of the type "speech"."""
    return json.dumps([_csl(citation) for _, citation, _ in note.numbered()], ensure_ascii=False, indent=2) + "\n"


def _csl(citation: Citation) -> dict[str, Any]:
    speaker, sitting, date = citation.turn.speaker, citation.sitting, citation.sitting.date
    item: dict[str, Any] = {
        "id": fingerprint(citation),
        "type": "speech",
        "title": sitting.title,
        # Whole: which part of a name is the family's cannot be told from the name.
        "author": [{"literal": speaker.name}] if speaker else None,
        "issued": {"date-parts": [[date.year, date.month, date.day]]} if date else None,
        "event-title": sitting.committee,
        "genre": speaker.role if speaker else None,
        "URL": citation.locator.url,
        "page": str(citation.locator.page) if citation.locator.page else None,
        "archive_location": citation.turn.id,
        "abstract": citation.quote,
        "note": fingerprint(citation),
    }
    return {name: value for name, value in item.items() if value is not None}


def to_ris(note: Briefing) -> str:
    """The quotes as RIS records of the type "hearing", one each; line ends within a quote become spaces."""
    lines: list[str] = []
    for _, citation, _ in note.numbered():
        speaker, sitting, date = citation.turn.speaker, citation.sitting, citation.sitting.date
        fields = (
            ("TY", "HEAR"),
            ("ID", fingerprint(citation)),
            ("AU", speaker.name if speaker else None),
            ("TI", sitting.title),
            ("T2", sitting.committee),
            ("PY", str(date.year) if date else None),
            ("DA", f"{date:%Y/%m/%d}" if date else None),
            ("SP", str(citation.locator.page) if citation.locator.page else None),
            ("UR", citation.locator.url),
            ("AB", citation.quote),
            ("N1", ", ".join(filter(None, [speaker.role, speaker.party])) if speaker else None),
        )
        lines += [f"{tag}  - {' '.join(text.split())}" for tag, text in fields if text]
        lines += ["ER  - ", ""]
    return "\r\n".join(lines)


def in_prose(note: Briefing) -> set[int]:
    """The footnotes of lines that are not themselves the quote: these footnotes hold the words too."""
    return {number for section in note.sections for line in section.lines if not line.is_quote for number in line.notes}


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _MARKDOWN.sub(r"\\\1", text)
