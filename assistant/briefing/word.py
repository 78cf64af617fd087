"""A briefing note as a Word document with real footnotes.

python-docx (1.2) writes no footnotes, so the part that holds them is written here, after ECMA-376 (Office Open XML)
part 1, 17.11: two separators, then one footnote a citation, each referred to from the text. Knows nothing of how a
note is put together.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from assistant.briefing.note import Briefing, Line, in_prose, note_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold: control characters that no reader sees."""

_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_LISTED_SEPARATORS = (
    f'<w:footnotePr xmlns:w="{_NAMESPACE}"><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
)
_FOOTNOTE = (
    '<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
)


def to_docx(note: Briefing) -> bytes:
    """The note as the bytes of a .docx."""
    import docx  # takes a while

    document = docx.Document()
    _describe(document, note)
    _add_styles(document)
    document.add_heading(_plain(note.title), level=0)
    for section in note.sections:
        if section.heading is not None:
            document.add_heading(_plain(section.heading), level=1)
        for line in section.lines:
            _add_line(document, line)
    _add_footnotes(document, note)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _describe(document: Document, note: Briefing) -> None:
    properties = document.core_properties
    properties.title, properties.language = _plain(note.title)[:255], note.language
    properties.author = properties.comments = ""  # the template names its library


def _add_styles(document: Document) -> None:
    """The two styles that Word gives footnotes, which the template lacks."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(f"{{{_NAMESPACE}}}styleId", "FootnoteText")
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    reference = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.element.set(f"{{{_NAMESPACE}}}styleId", "FootnoteReference")
    reference.font.superscript = True


def _add_line(document: Document, line: Line) -> None:
    paragraph = document.add_paragraph(style="Quote" if line.is_quote else None)
    paragraph.add_run(_plain(f"“{line.text}”" if line.is_quote else line.text))
    for number in line.notes:
        _refer(paragraph, number)


def _refer(paragraph: Paragraph, number: int) -> None:
    from docx.oxml import OxmlElement

    run = paragraph.add_run(style="footnote reference")
    reference: Any = OxmlElement("w:footnoteReference")
    reference.set(f"{{{_NAMESPACE}}}id", str(number))
    run._r.append(reference)


def _add_footnotes(document: Document, note: Briefing) -> None:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    quoted = in_prose(note)
    footnotes = "".join(
        _FOOTNOTE.format(
            number=number, text=escape(" ".join(_plain(note_text(c, note.language, quoted=number in quoted)).split()))
        )
        for number, c in enumerate(note.citations, start=1)
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{_NAMESPACE}">'
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        f"{xml}{_SEPARATORS}{footnotes}</w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    # The settings list the separators; the schema wants them just before `compat`.
    document.settings.element.find(f"{{{_NAMESPACE}}}compat").addprevious(parse_xml(_LISTED_SEPARATORS))


def _plain(text: str) -> str:
    """Text that XML can hold."""
    return _NOT_XML.sub("", text)
