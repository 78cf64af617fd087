"""Documents that people hand in: what is read of them, and what is refused."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from assistant.errors import DocumentError
from assistant.quotes import documents
from assistant.quotes.documents import document_text, read_document


def saved(document: "docx.document.Document") -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The document with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, part if entry == name else old.read(entry))
    return out.getvalue()


@pytest.fixture
def document() -> bytes:
    """A paragraph, a table, a block quote, an insertion and a deletion."""
    made = docx.Document()
    made.add_paragraph("Voor de\ttabel.").add_run("\nZelfde alinea.")
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "In de cel.", "“De brug gaat morgen open”"
    made.add_paragraph("Daarna volgt het wegdek.", style="Quote")
    tracked = made.add_paragraph("Er staat ")
    for tag, own, text in (("w:ins", "w:t", "erbij"), ("w:del", "w:delText", "eraf")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(own)
        words.text = text
        run.append(words)
        change.append(run)
        tracked._p.append(change)
    return saved(made)


def test_a_word_document_is_read_as_its_reader_sees_it(document: bytes) -> None:
    assert document_text(document, "nota.docx").split("\n\n") == [
        "Voor de\ttabel.\nZelfde alinea.",
        "In de cel.",
        "“De brug gaat morgen open”",
        "> Daarna volgt het wegdek.",
        "Er staat erbij",
    ]


def test_a_text_box_is_read_once_and_apart() -> None:
    made = docx.Document()
    box = "<w:p><w:r><w:t>In het kader.</w:t></w:r></w:p>"
    paragraph = made.add_paragraph("Ernaast.")
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>{box}</w:txbxContent></mc:Choice>'
            f"<mc:Fallback><w:txbxContent>{box}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert document_text(saved(made), "nota.docx") == "Ernaast.\n\nIn het kader."


def test_plain_text_and_markdown_are_read_as_they_are(tmp_path: Path) -> None:
    for name, content, text in (
        ("a.txt", "\ufeff“Eén \\* twee”", "“Eén \\* twee”"),
        ("a.md", "“Eén \\* twee” \\[...\\]", "“Eén * twee” [...]"),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert read_document(tmp_path / name) == text


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("nota.pdf", b"%PDF", r"nota\.pdf: not a document that can be checked; these can: \.txt, "),
        ("nota.txt", b"\xff\xfe\x00", "not UTF-8 text"),
        ("nota.docx", b"PK\x03\x04 nothing", "not a Word document"),
        ("nota.docx", b"", "not a Word document"),
        ("nota.docx", zipped(a=b"b"), "not a Word document that can be read"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(name: str, content: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message) as refused:
        document_text(content, name)
    assert "\n" not in str(refused.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"none\.docx: cannot be read"):
        read_document(tmp_path / "none.docx")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("a" * 100, encoding="utf-8")
    monkeypatch.setattr(documents, "MOST_BYTES", 99)
    with pytest.raises(DocumentError, match="larger than"):
        read_document(tmp_path / "a.txt")


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    bomb = zipped(**{"word/document.xml": b"\0" * (documents.MOST_UNPACKED + 1)})
    assert len(bomb) < 100_000
    with pytest.raises(DocumentError, match="unpacks to more than"):
        document_text(bomb, "nota.docx")
    many = zipped(**{f"{number}.xml": b"" for number in range(documents.MOST_PARTS + 1)})
    with pytest.raises(DocumentError, match="unpacks to more than"):
        document_text(many, "nota.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_so_that_no_entity_reads_another_file(
    document: bytes, tmp_path: Path, encoding: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(DocumentError, match="document type"):
        document_text(with_part(document, "word/document.xml", xml.encode(encoding)), "nota.docx")
