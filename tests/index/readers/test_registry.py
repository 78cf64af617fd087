import gzip
import json
import lzma
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import RecordError
from index.readers import READERS, reader_for, walk
from index.transcript import Sitting
from tests.index.readers.pdf_writer import column, write_pdf

LINE = json.dumps({"doc_id": "d", "speaker": "Anna Proef", "text": "Goed."}).encode() + b"\n"
TEI = (
    b'<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="ParlaMint-ZZ_1"><text><body><div>'
    b'<u xml:id="u1" who="#ProefAnna"><seg>Goed.</seg></u></div></body></text></TEI>'
)
CHAMBER = (
    b"<html><head><style>span.oraspr {}</style></head><body><p class=NormalNL>01.01 Anna Proef (PS): Goed.</p></body>"
)
SAMPLES = {
    "PDF": write_pdf(column(60, 700, ["De voorzitter: Goed.", "Anna Proef (PS): Ook goed."])),
    "ParlaMint TEI": TEI,
    "report of the Belgian Chamber, HTML": CHAMBER,
    "turns, JSON Lines": LINE * 1,
    "turns, CSV": b"doc_id,speaker,text\nd,Anna Proef,Goed.\n",
}


def read_all(folder: Path) -> list[Sitting]:
    return [sitting for file in walk([folder]) for sitting in reader_for(file).read(file)]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_format_is_told_by_its_first_bytes_and_not_by_the_files_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "named.wrongly"
    path.write_bytes(SAMPLES[name])
    (file,) = walk([path])
    assert reader_for(file).name == name
    assert sum(len(sitting.turns) for sitting in reader_for(file).read(file)) >= 1


def test_no_two_readers_share_a_name() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)


def test_a_format_reads_the_same_plain_compressed_and_archived(tmp_path: Path) -> None:
    plain, packed = tmp_path / "plain", tmp_path / "packed"
    plain.mkdir()
    packed.mkdir()
    for number, content in enumerate(SAMPLES.values()):
        (plain / str(number)).write_bytes(content)
        with zipfile.ZipFile(packed / f"{number}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("one", [content, gzip.compress(content), lzma.compress(content)][number % 3])
    assert read_all(plain) == read_all(packed)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is binary"),
        (b"\xff\xfeG\x00o\x00e\x00d\x00", "is UTF-16; save it as UTF-8"),
        (gzip.compress(gzip.compress(LINE)), "is an archive inside another"),
        (b"BZh91AY&SY", "of a kind that is not unpacked here"),
        (b"report.txt" + bytes(247) + b"ustar\x0000", "is a tar archive"),
        (b"<!DOCTYPE html><html><body><p>Welkom</p></body></html>", "is a web page, but none with a transcript"),
        (b'<?xml version="1.0"?><feed/>', "is XML, but not ParlaMint TEI"),
        (b'{"question": "Wat?"}\n{"question": "Wie?"}\n', 'without a field "text"'),
        (b'[{"text": "Goed."}]', "is JSON, but not one object a line"),
        (b"Caf\xe9 zonder sprekers", "is neither UTF-8 text nor"),
        (b"# Lees mij\n\nDit is een handleiding.\n", "shows no speakers"),
        (b'<?xml version="1.0"?><officiele-publicatie/>', "is an 'officiele-publicatie' of the Tweede Kamer"),
        (
            b'\xc3\xaf\xc2\xbb\xc2\xbf\n<?xml version="1.0"?>\n<officiele-publicatie>\n<al>De voorzitter: Goed.</al>',
            "encoded twice, and not well-formed",
        ),
        (b'\xef\xbb\xbf<?xml version="1.0"?><vlosCoreDocument/>', "is a VLOS report of the Tweede Kamer"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_it_is(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    (file,) = walk([path])
    with pytest.raises(RecordError) as raised:
        reader_for(file)
    assert reason in str(raised.value)
    assert str(raised.value).startswith(f"{path}: ")
    assert "\n" not in str(raised.value)


def test_an_office_document_is_refused_as_one_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "report.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    (file,) = walk([tmp_path])
    with pytest.raises(RecordError, match=r"report\.docx: is an office document or an e-book"):
        reader_for(file)


def try_to_read(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "file").write_bytes(content)
        for file in walk([Path(folder)]):
            message, sittings = "", []
            try:
                sittings = list(reader_for(file).read(file))
            except RecordError as error:
                message = str(error)
            assert "\n" not in message
            assert message or all(isinstance(sitting, Sitting) for sitting in sittings)


STARTS = [*SAMPLES.values(), b"", b"%PDF-1.7\n", b"\x1f\x8b", b"\xfd7zXZ\x00", b"PK\x03\x04", b"<TEI xmlns='"]
STARTS += [b'{"text": ', b"text,speaker\n", b"De heer Proef heeft het woord.\n", b'<div class="meeting-speech">']


@settings(max_examples=150, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(start=st.sampled_from(STARTS), noise=st.binary(max_size=300))
def test_noise_gives_sittings_or_a_record_error_and_nothing_else(start: bytes, noise: bytes) -> None:
    try_to_read(start + noise)


@settings(max_examples=250, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    content=st.sampled_from([pack(s) for s in SAMPLES.values() for pack in (bytes, gzip.compress, lzma.compress)]),
    cut=st.floats(0, 1),
    at=st.floats(0, 1, exclude_max=True),
    byte=st.integers(0, 255),
)
def test_a_cut_and_a_flipped_byte_give_sittings_or_a_record_error_and_nothing_else(
    content: bytes, cut: float, at: float, byte: int
) -> None:
    damaged = bytearray(content[: int(cut * len(content))])
    if damaged:
        damaged[int(at * len(damaged))] = byte
    try_to_read(bytes(damaged))


@pytest.mark.shared
def test_the_xml_of_the_tweede_kamer_is_refused_in_one_line_that_says_what_it_is(shared: Path) -> None:
    reasons: dict[str, int] = {}
    for file in walk([shared / "corpora/tweede-kamer/xml"]):
        if file.name.endswith(".xml"):
            with pytest.raises(RecordError) as raised:
                reader_for(file)
            reasons[raised.value.reason.split(",")[0]] = reasons.get(raised.value.reason.split(",")[0], 0) + 1
    assert reasons == {
        "is an 'officiele-publicatie' of the Tweede Kamer that some tool re-saved: encoded twice": 14,
        "is a VLOS report of the Tweede Kamer": 1,
    }


@pytest.mark.shared
def test_the_folder_of_corpora_is_recognised_file_by_file(shared: Path) -> None:
    formats: dict[str, int] = {}
    refused: list[str] = []
    for file in walk([shared / "corpora"]):
        try:
            name = reader_for(file).name
            formats[name] = formats.get(name, 0) + 1
        except RecordError:
            refused.append(Path(file.name).suffix)
    assert formats == {
        "ParlaMint TEI": 17,
        "report of the Belgian Chamber, HTML": 4,
        "turns, JSON Lines": 5,
        "site text": 17,
    }
    assert sorted(refused) == sorted([".md"] * 3 + [".tsv", ".gz"] + [".xml"] * 15)
