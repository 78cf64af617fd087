"""The text of a document that somebody hands in: plain text, Markdown or Word.

A document is not trusted: its size is bounded before and after it is unpacked, and XML with a document type is
refused, so that nothing outside the file is read and nothing grows without end. Of a Word document the words are
taken as a reader sees them: paragraphs, tables, text boxes, footnotes and endnotes; insertions that are not yet
accepted belong to it, deletions do not. Knows nothing of quotations.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import DocumentError
from assistant.quotes.fingerprint import CODE

if TYPE_CHECKING:
    from docx.document import Document

KINDS = (".txt", ".md", ".markdown", ".docx")

MOST_BYTES = 20_000_000
MOST_UNPACKED = 60_000_000
MOST_PARTS = 2_000
MOST_CHARACTERS = 1_000_000

_ZIP = b"PK"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NEITHER = (b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How a PDF, a Word document of before 2007 and rich text begin, which would otherwise pass for text, or puzzle."""

_HEAD = 65_536

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_BLANKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_UNREAD = ("pPr", "del", "moveFrom")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_XML = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
_MARKDOWN_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTE_STYLE = re.compile(r"quot|citaat|citation", re.IGNORECASE)


def read_document(path: Path) -> str:
    """The text of a file, paragraphs separated by blank lines.

    Raises:
        DocumentError: there is no such file, it is of another kind, too large, or damaged.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DocumentError(f"{path}: larger than {MOST_BYTES // 1_000_000} MB")
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror})") from error
    return document_text(content, path.name)


def document_text(content: bytes, name: str) -> str:
    """The text of a file's content. The content says what kind it is, whatever its `name`, which stands in messages;
    only that a text is Markdown is told by the name's ending.

    Raises:
        DocumentError: it is of another kind, too large, or damaged.
    """
    ending = Path(name).suffix.lower()
    if content.startswith(_NEITHER) or (b"\0" in content[:_HEAD] and not content.startswith((_ZIP, *_UTF_16))):
        raise DocumentError(f"{name}: not a document that can be checked; these can: {', '.join(KINDS)}")
    if len(content) > MOST_BYTES:
        raise DocumentError(f"{name}: larger than {MOST_BYTES // 1_000_000} MB")
    if content.startswith(_ZIP) or ending == ".docx":
        text = _docx_text(content, name)
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise DocumentError(f"{name}: not UTF-8 text; save it as UTF-8 ({error.reason})") from error
        if ending in (".md", ".markdown"):
            text = _MARKDOWN_ESCAPE.sub(r"\1", text)
    if len(text) > MOST_CHARACTERS:
        raise DocumentError(f"{name}: more than {MOST_CHARACTERS:,} characters of text")
    return text


def _docx_text(content: bytes, name: str) -> str:
    import docx  # takes a while

    _refuse_unsafe(content, name)
    try:
        document: Document = docx.Document(io.BytesIO(content))
        notes = {kind: _notes(document, kind) for kind in _NOTES.values()}
        body = [text for paragraph in _paragraphs(document.element.body) if (text := _text(paragraph, notes)).strip()]
    except Exception as error:  # python-docx raises whatever it stumbles over: KeyError, ValueError, lxml's errors
        raise DocumentError(f"{name}: not a Word document that can be read ({error})") from error
    texts = [text for kind in notes.values() for text in kind.values()]
    return "\n\n".join([*body, *texts])


def _refuse_unsafe(content: bytes, name: str) -> None:
    """Refuse an archive that would unpack to too much, or whose XML declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise DocumentError(f"{name}: unpacks to more than {MOST_UNPACKED // 1_000_000} MB")
            for part in parts:
                # The declared size is what is read at most, so that it bounds what a lying archive can unpack to.
                if _XML.search(part.filename) and _declares_type(archive.read(part)):
                    raise DocumentError(f"{name}: {part.filename} has a document type, which no Word document has")
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise DocumentError(f"{name}: not a Word document ({error})") from error


def _declares_type(xml: bytes) -> bool:
    """Whether XML has a document type; also in the encodings that write a zero between letters."""
    return b"<!DOCTYPE" in xml.replace(b"\0", b"").upper()


def _notes(document: Document, kind: str) -> dict[str, str]:
    """The document's footnotes or endnotes by number."""
    from docx.oxml import parse_xml

    related = [r.target_part for r in document.part.rels.values() if r.reltype == f"{_RELATION}{kind}"]
    found: dict[str, str] = {}
    for part in related:
        for note in parse_xml(part.blob).iterchildren(f"{_W}{kind.removesuffix('s')}"):
            text = "\n".join(_text(paragraph, {}) for paragraph in _paragraphs(note))
            if text.strip():
                found[note.get(f"{_W}id", "")] = text.strip()
    return found


def _paragraphs(element: Any) -> Iterator[Any]:
    """Every paragraph under an element, in order, those of tables and text boxes too."""
    for child in element:
        if child.tag == _FALLBACK:  # the same words again, for programs of before 2010
            continue
        if child.tag == f"{_W}p":
            yield child
        yield from _paragraphs(child)


def _text(paragraph: Any, notes: dict[str, dict[str, str]]) -> str:
    """The words of a paragraph; a block quote's are marked as in Markdown."""
    text = "".join(_pieces(paragraph, notes))
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is not None and _QUOTE_STYLE.search(style.get(f"{_W}val", "")) and text.strip():
        return "\n".join(f"> {line}" for line in text.splitlines())
    return text


def _pieces(element: Any, notes: dict[str, dict[str, str]]) -> Iterator[str]:
    for child in element:
        if child.tag in (f"{_W}p", _FALLBACK):  # a text box's paragraph is one of its own
            continue
        kind = str(child.tag).removeprefix(_W)
        if kind == "t":
            yield child.text or ""
        elif kind in _BLANKS:
            yield _BLANKS[kind]
        elif kind in _NOTES:
            # The fingerprint that a footnote carries belongs to the quote that the footnote stands with.
            code = CODE.search(notes.get(_NOTES[kind], {}).get(child.get(f"{_W}id"), ""))
            yield f" ({code[0].strip('()')})" if code else ""
        elif kind not in _UNREAD:
            yield from _pieces(child, notes)
