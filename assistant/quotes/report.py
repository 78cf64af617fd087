"""A report on checked quotes, for people: as Markdown, as a table (CSV), and on the terminal.

What is shown of the record is the citations' own text. Knows nothing of how quotes are checked.
"""

from __future__ import annotations

import csv
import re
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from assistant.answer import Citation, Language
from assistant.quotes.fingerprint import fingerprint
from assistant.quotes.verdict import Checked, PartKind, QuoteReport
from assistant.quotes.wording import LISTED, explained, fingerprint_line, label, marked_up, source, unlisted, word
from assistant.spreadsheets import cell

_STYLES: dict[PartKind, str] = {"left out": "red", "added": "green", "changed": "yellow"}
COLUMNS = (
    "number", "words", "verdict", "said_by", "quote", "speaker", "date", "title", "url", "turn_id", "doc_id",
    "fingerprint",
)  # fmt: skip
_MARKDOWN = re.compile(r"([\\`*_\[\]<>~|#])")


def markdown(report: QuoteReport) -> str:
    """The report as a Markdown document."""
    language = report.language
    lines = [f"# {word('title', language)}", ""]
    if not report.checked and not report.unchecked:
        return "\n".join([*lines, word("none", language), ""])
    counts = [f"{label(verdict, language)}: {count}" for verdict, count in report.counts().items()]
    lines += [" · ".join(counts), ""]
    if report.unchecked:
        lines += [word("unchecked", language, count=len(report.checked), rest=report.unchecked), ""]
    for number, checked in enumerate(report.checked, start=1):
        lines += [f"## {number}. {label(checked.verdict, language)}", "", f"> {_escaped(checked.words)}", ""]
        lines += [_escaped(explained(checked, language)), ""]
        if checked.difference:
            lines += [_escaped(" ".join(map(marked_up, checked.difference))), ""]
            lines += [f"*{_escaped(word('legend', language))}*", ""]
        for place in checked.places[:LISTED]:
            where = f"{source(place, language)} · {fingerprint(place)}"
            lines += [f"{place.number}. “{_escaped(place.quote)}”  ", f"   {_escaped(where)}"]
        lines += [*filter(None, [unlisted(checked, language)]), ""]
        if checked.fingerprint is not None:
            lines += [_escaped(fingerprint_line(checked, language) or "")]
            other = checked.fingerprint.citation
            lines += [f"“{_escaped(other.quote)}”", ""] if other and not checked.fingerprint.agrees else [""]
    return "\n".join(lines).rstrip() + "\n"


def write_csv(report: QuoteReport, file: TextIO) -> None:
    """The report as CSV: a line for each place of each quote that is listed, one for a quote that has none."""
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for number, checked in enumerate(report.checked, start=1):
        said = [number, checked.words, checked.verdict, checked.said_by]
        for place in checked.places[:LISTED] or (None,):
            table.writerow([cell(value) for value in (*said, *(_place_cells(place) if place else [""] * 8))])


def _place_cells(place: Citation) -> list[object]:
    speaker, sitting = place.turn.speaker, place.sitting
    return [
        place.quote, speaker.name if speaker else None, sitting.date, sitting.title, place.locator.url,
        place.turn.id, sitting.id, fingerprint(place),
    ]  # fmt: skip


def show(report: QuoteReport, console: Console | None = None) -> None:
    """Print the report."""
    console = console or Console(highlight=False)
    if not report.checked and not report.unchecked:
        console.print(Text(word("none", report.language)))
    if report.unchecked:
        count = word("unchecked", report.language, count=len(report.checked), rest=report.unchecked)
        console.print(Text(count, style="bold"))
    for checked in report.checked:
        _show(checked, report.language, console)
        console.print()
    if len(report.checked) > 1:
        counts = [f"{label(verdict, report.language)}: {count}" for verdict, count in report.counts().items()]
        console.print(Text(" · ".join(counts), style="bold"))


def _show(checked: Checked, language: Language, console: Console) -> None:
    console.print(Text(f"“{checked.words}”"))
    console.print(Text(f"{label(checked.verdict, language)}. {explained(checked, language)}", style="bold"))
    if checked.difference:
        parts = [Text(marked_up(part), style=_STYLES.get(part.kind, "")) for part in checked.difference]
        console.print(Padding(Text(" ").join(parts), (0, 0, 0, 2)))
        console.print(Padding(Text(word("legend", language), style="dim"), (0, 0, 0, 2)))
    for place in checked.places[:LISTED]:
        console.print(Padding(Text(f"[{place.number}] “{place.quote}”"), (0, 0, 0, 2)))
        # On one line however long, so that an address can be copied whole.
        console.print(Text(f"      {source(place, language)} · {fingerprint(place)}", style="dim"), soft_wrap=True)
    if more := unlisted(checked, language):
        console.print(Padding(Text(more, style="dim"), (0, 0, 0, 2)))
    if checked.fingerprint is not None:
        console.print(Text(fingerprint_line(checked, language) or ""))
        if checked.fingerprint.citation and not checked.fingerprint.agrees:
            console.print(Padding(Text(f"“{checked.fingerprint.citation.quote}”"), (0, 0, 0, 2)))


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is, in one paragraph."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
