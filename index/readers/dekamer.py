"""Plenary and committee reports of the Belgian Chamber of Representatives, as its website gives them in HTML.

They are Word exports in windows-1252: Dutch and French paragraphs are told apart by class (``NormalNL``,
``NormalFR``), titles stand in both languages one after the other (``Titre2NL``/``Titre2FR``, in later reports ``h2``),
and a speech opens with its number and the speaker ("01.02 Name (Party):") or with the chair's title. What follows a
heading or a vote without a name is procedure; its speaker is unknown, never a guess. Soft hyphens are dropped, and
blanks are made single spaces. Knows nothing of what was decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import lxml.html
from lxml import etree

from index.errors import RecordError
from index.names import speaker_id, split_name
from index.readers.base import RecordFile
from index.readers.dates import written_date
from index.transcript import AgendaItem, LanguageSpan, Locator, Note, NoteKind, Sitting, Speaker, Turn

_NUMBERED = re.compile(r"(?P<number>\d{2,3}\.\d{2,3})\s+(?P<label>[^:]{2,160}):\s*")
_CHAIR = re.compile(r"(?P<label>(?:De voorzitter|De voorzitster|Le président|La présidente))\s*(?::|(?=\())\s*")
_ITEM = re.compile(r"(?P<number>\d{2,3})\s+(?P<title>\S.*)")
_STAGE = re.compile(r"\([^()]*\)")
_VOTE = re.compile(r"(?:Begin|Einde|Uitslag) van de stemming|(?:Début|Fin|Résultat) du vote|\(Stemming/vote")
_TITLES = ("Titre2", "h2")
_HEADINGS = ("Titre", "h1", "h3", "h4")


class DeKamerReader:
    """One sitting a report."""

    name = "report of the Belgian Chamber, HTML"

    def sniff(self, head: bytes) -> bool:
        """A Word export of the Chamber (its company name), or one with its style for numbered speakers."""
        return b"<html" in head[:2000] and (b"<o:Company>KVVCR<" in head or b"span.oraspr" in head)

    def read(self, file: RecordFile) -> Iterator[Sitting]:
        """The sitting of the report.

        Raises:
            RecordError: the page cannot be parsed, or no speaker is found in it.
        """
        report = _Report(file.sha256()[:12])
        try:
            parser = lxml.html.HTMLParser(encoding="cp1252", no_network=True)
            body = lxml.html.document_fromstring(file.read(), parser=parser).find("body")
            for paragraph in _paragraphs(body if body is not None else lxml.html.Element("body")):
                report.add(paragraph)
            sitting = report.sitting()
        except (etree.LxmlError, ValueError, RecursionError) as error:
            raise RecordError(file.name, None, f"cannot be parsed as HTML ({error})") from error
        if not sitting.turns:
            raise RecordError(file.name, None, "is a page of the Chamber without any speaker")
        yield sitting


@dataclass(frozen=True, slots=True)
class _Paragraph:
    kind: str
    language: str | None
    text: str
    in_table: bool


def _paragraphs(body: lxml.html.HtmlElement) -> Iterator[_Paragraph]:
    for element in body.iter("p", "h1", "h2", "h3", "h4"):
        text = " ".join(str(element.text_content()).replace("\xad", "").split())
        if text:
            style = element.get("class", "")
            language = {"NL": "nl", "FR": "fr"}.get(style[-2:])
            table = next(element.iterancestors("table"), None) is not None
            yield _Paragraph(style or str(element.tag), language, text, table)


@dataclass
class _Report:
    """A report as its paragraphs come in."""

    id: str
    turns: list[Turn] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    items: dict[str, list[str]] = field(default_factory=dict)  # number -> the title in each language
    cover: list[str] = field(default_factory=list)
    item: str | None = None
    in_title: bool = False
    in_vote: bool = False  # lists of names follow a result, in paragraphs of no language
    speaker: Speaker | None = None
    words: list[tuple[str, str | None]] = field(default_factory=list)

    def add(self, paragraph: _Paragraph) -> None:
        """Take the next paragraph of the page."""
        text = paragraph.text
        opening = _NUMBERED.match(text) or _CHAIR.match(text)
        if paragraph.kind.startswith((*_TITLES, *_HEADINGS)):
            self._close()
            self._heading(paragraph)
            self.in_vote = False
            return
        self.in_title = False
        if opening is not None:
            self._close()
            name, party, role = split_name(opening["label"])
            self.speaker = Speaker(speaker_id(opening["label"]), name, party, role)
            text = text[opening.end() :]
            self.in_vote = False
        self.in_vote = self.in_vote and not paragraph.language
        if paragraph.in_table or self.in_vote or (_VOTE.match(text) and opening is None):
            self._close()
            self.in_vote = bool(self.items)
            self._note(text, "vote" if self.items else "furniture")
            self.cover += [] if self.items else [text]
        elif (
            _STAGE.fullmatch(text)
            or paragraph.kind.startswith("ital")
            or (not self.turns and not self.items and self.speaker is None)
        ):
            self._note(text, "stage")
        elif text:
            self.words.append((text, paragraph.language))

    def sitting(self) -> Sitting:
        """The whole report."""
        self._close()
        kind = " / ".join(self.cover[:2])
        return Sitting(
            id=self.id,
            source="dekamer",
            date=written_date(" ".join(self.cover)),
            title=kind or "Belgian Chamber",
            committee=None if "plen" in kind.lower() else kind or None,
            items=tuple(
                AgendaItem(self._item_id(number), number, " / ".join(titles)) for number, titles in self.items.items()
            ),
            turns=tuple(self.turns),
            notes=tuple(self.notes),
        )

    def _item_id(self, number: str) -> str:
        return f"{self.id}.item{number}"

    def _heading(self, paragraph: _Paragraph) -> None:
        numbered = _ITEM.fullmatch(paragraph.text) if paragraph.kind.startswith(_TITLES) else None
        if numbered:
            same = self.in_title and self.item == numbered["number"]  # its title in the other language
            self.item, self.in_title = numbered["number"], True
            titles = self.items.setdefault(self.item, [])
            if same or not titles:
                titles.append(numbered["title"])
        elif self.in_title and self.item and paragraph.kind.startswith(_TITLES):
            self.items[self.item][-1] += f" {paragraph.text}"  # joined questions, one a line
        else:
            self.in_title = False
            self._note(paragraph.text, "heading")

    def _note(self, text: str, kind: NoteKind) -> None:
        after = len(self.turns) - (0 if self.words else 1)
        last = self.notes[-1] if self.notes else None
        if last and kind in ("vote", "furniture") and (last.kind, last.after) == (kind, after):
            self.notes[-1] = replace(last, text=f"{last.text}\n{text}")  # the cells of one table
        else:
            self.notes.append(Note(text, kind, after))

    def _close(self) -> None:
        """End the turn that is open; what follows has no speaker until somebody is named."""
        spans, start = [], 0
        for text, language in self.words:
            if language:
                spans.append(LanguageSpan(start, start + len(text), language))
            start += len(text) + 2
        if self.words:
            order = len(self.turns)
            whole = "\n\n".join(text for text, _ in self.words)
            item = self._item_id(self.item) if self.item else None
            self.turns.append(
                Turn(f"{self.id}-{order}", self.id, item, self.speaker, whole, order, Locator(), tuple(spans))
            )
        self.words, self.speaker = [], None
