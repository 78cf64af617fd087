"""A report page of the Flemish Parliament's website, saved as HTML.

The page labels every speech, so nothing is inferred: the speaker is who the speech's title names, None where
it is empty. A turn is one `div.meeting-speech`; blanks in its words are those a browser shows. Fetches nothing
and follows no link. Knows nothing of copied text (`index.readers.site_text`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from index.errors import RecordError
from index.names import speaker_id, split_name
from index.readers import flemish
from index.readers.base import RecordFile
from index.readers.dates import written_date
from index.readers.flemish_floor import THE_CHAIR
from index.readers.site_text import SOURCE, UNTITLED, utf8_text
from index.transcript import AgendaItem, Locator, Note, NoteKind, Sitting, Speaker, Turn

_SIGNS = re.compile(rb"meeting-speech|meeting-header__|vlaamsparlement\.be/[^\s\"'<>]*/verslag/\d")
_PARAGRAPHS = frozenset(("p", "div", "br", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "tr", "td"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")


class SiteHtmlReader:
    """One page a file."""

    name = "website page"

    def sniff(self, head: bytes) -> bool:
        """HTML with the classes, or the address, of a report page."""
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()
        is_html = start.startswith(b"<") and (b"<html" in start or b"<!doctype html" in start or b"<div" in start)
        return is_html and _SIGNS.search(head) is not None

    def read(self, file: RecordFile) -> Iterator[Sitting]:
        """The page's one sitting."""
        tree = _parsed(file)
        lists = _of_class(tree, "meeting-speeches__list")
        if not lists:
            reason = "no speeches on this page (no div.meeting-speeches__list); save the page of a report in full"
            raise RecordError(file.name, None, reason)
        report = _Report(_address(tree), file.sha256(), _title(tree))
        for speeches in lists:
            report.take_list(speeches)
        if not report.turns:
            raise RecordError(file.name, None, "a list of speeches without words; save the page once it shows them")
        yield report.sitting(tree)


def _parsed(file: RecordFile) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(utf8_text(file).encode(), parser=parser)
    except etree.ParserError as error:
        raise RecordError(file.name, None, f"not HTML: {error}") from error


def _of_class(tree: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    return [element for element in tree.iter() if _has_class(element, name)]


def _has_class(element: html.HtmlElement, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _paragraphs(element: html.HtmlElement, without: tuple[str, ...] = ()) -> list[str]:
    """The element's text, a paragraph where a browser begins a new line.

    Hidden text is left out, and so are the elements of the classes in `without`.
    """
    left_out = ("visually-hidden", *without)
    pieces: list[str] = []

    def walk(node: html.HtmlElement) -> None:
        if node.tag in ("script", "style", "template") or any(_has_class(node, name) for name in left_out):
            return
        breaks = "\0" if node.tag in _PARAGRAPHS else ""
        pieces.extend((breaks, node.text or ""))
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
        pieces.append(breaks)

    walk(element)
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\0"))
    return [line for line in lines if line]


def _line(element: html.HtmlElement) -> str:
    return " ".join(_paragraphs(element))


def _address(tree: html.HtmlElement) -> str | None:
    """The page's own address, as it gives it."""
    links = [link.get("href") or "" for link in tree.iter("link") if link.get("rel") == "canonical"]
    links += [meta.get("content") or "" for meta in tree.iter("meta") if meta.get("property") == "og:url"]
    return next((link for link in links if link.startswith(("https://", "http://"))), None)


def _title(tree: html.HtmlElement) -> str | None:
    titles = [*_of_class(tree, "card__title"), *tree.iter("h1"), *tree.iter("title")]
    return next((line for title in titles if (line := _line(title))), None)


def _committee(tree: html.HtmlElement) -> str | None:
    headers = [e for e in tree.iter() if "meeting-header" in (e.get("class") or "")]
    lines = [line for element in [*headers, *tree.iter("h1")] for line in _paragraphs(element)]
    return next((found for line in lines if (found := flemish.committee(line))), None)


@dataclass(slots=True)
class _Report:
    """The page's turns and notes as they are met."""

    address: str | None
    sha256: str
    title: str | None
    turns: list[Turn] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def id(self) -> str:
        return flemish.record_id(self.address, self.sha256)

    @property
    def item_id(self) -> str | None:
        return f"{self.id}-item" if self.title else None

    def _note(self, text: str, kind: NoteKind) -> None:
        self.notes.append(Note(text, kind, len(self.turns) - 1))

    def take_list(self, element: html.HtmlElement) -> None:
        """Take the speeches in the element, and what stands between them, in the order of the page."""
        self._take_between([element.text or ""])
        for child in element:
            if _has_class(child, "meeting-speech"):
                self._take_speech(child)
            elif _of_class(child, "meeting-speech"):
                self.take_list(child)
            else:
                self._take_between(_paragraphs(child))
            self._take_between([child.tail or ""])

    def _take_between(self, lines: list[str]) -> None:
        for line in filter(None, (line.strip() for line in lines)):
            self._note(line, _kind(line) or ("heading" if flemish.title(line) else "unplaced"))

    def _take_speech(self, element: html.HtmlElement) -> None:
        titles, values = _of_class(element, "meeting-speech__title"), _of_class(element, "meeting-speech__value")
        printed = " ".join(_line(title) for title in titles)
        if printed and flemish.about_business(printed):
            self._note(printed, "heading")
        words: list[str] = []
        around = _paragraphs(element, without=("meeting-speech__title", "meeting-speech__value"))
        noted: list[tuple[str, NoteKind]] = [(line, "furniture") for line in around]
        for paragraph in (line for value in values for line in _paragraphs(value)):
            if kind := _kind(paragraph):
                noted.append((paragraph, kind))
                continue
            for part in flemish.split_directions(paragraph):
                if part.kind == "words":
                    words.append(part.text)
                else:
                    noted.append((part.text, "stage"))
        if words:
            order = len(self.turns)
            turn_id, text = f"{self.id}-{order + 1:03d}", "\n\n".join(words)
            turn = Turn(turn_id, self.id, self.item_id, _speaker(printed), text, order, Locator(self.address))
            self.turns.append(turn)
        elif printed and not flemish.about_business(printed):
            self._note(printed, "heading")
        for text, kind in noted:
            self._note(text, kind)

    def sitting(self, tree: html.HtmlElement) -> Sitting:
        """The sitting; the tree gives its date and committee."""
        dates = [_line(element) for element in _of_class(tree, "meeting-header__date-full")]
        items = (AgendaItem(self.item_id, None, self.title),) if self.item_id and self.title else ()
        return Sitting(
            id=self.id,
            source=SOURCE,
            date=written_date(" ".join(dates)),
            title=self.title or UNTITLED,
            committee=_committee(tree),
            items=items,
            turns=tuple(self.turns),
            notes=tuple(self.notes),
        )


def _kind(line: str) -> NoteKind | None:
    """What kind of note the paragraph is, or None for speech."""
    if line in flemish.PLACEHOLDERS:
        return "unplaced"
    if flemish.vote_line(line):
        return "vote"
    return "stage" if flemish.stage_direction(line) or flemish.chair_change(line) else None


def _speaker(printed: str) -> Speaker | None:
    if not printed or flemish.about_business(printed):
        return None
    if flemish.chair_heading(printed):
        return THE_CHAIR
    name, party, role = split_name(printed)
    return Speaker(speaker_id(name), name, party, role)
