import csv
import datetime as dt
import gzip
import io
import itertools
import json
import lzma
import zipfile
from pathlib import Path
from typing import Any

import pytest

from index.errors import RecordError
from index.readers.base import Reader
from index.readers.files import walk
from index.readers.turns import CsvReader, JsonLinesReader
from index.transcript import LanguageSpan, Locator, Note, Sitting, Speaker

LINES: list[dict[str, Any]] = [
    {
        "turn_id": "p1-1",
        "doc_id": "p1",
        "source": "proef",
        "date": "2031-02-03",
        "title": "over de veerpont",
        "committee": "mobiliteit",
        "seq": "1",
        "speaker": "Anna Proefkonijn (Groen)",
        "lang": "nl",
        "text": 'Minister, vaart de veerpont nog, "ja" of neen?\nEn wanneer; \'s nachts?',
        "url": "https://example.org/p1",
    },
    {
        "turn_id": "p1-2",
        "doc_id": "p1",
        "source": "proef",
        "date": "2031-02-03",
        "title": "over de veerpont",
        "committee": "mobiliteit",
        "seq": "2",
        "speaker": "Minister Bert Bedacht",
        "party": "cd&v",
        "role": "Vlaams minister van Veerponten",
        "text": "Ja.",
    },
    {"turn_id": "p2-1", "doc_id": "p2", "source": "proef", "speaker": "", "text": "Wie zei dat?"},
]
EXPECTED_FIRST_TEXT = 'Minister, vaart de veerpont nog, "ja" of neen?\nEn wanneer; \'s nachts?'


def json_lines(lines: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def table(lines: list[dict[str, Any]], delimiter: str = ",") -> bytes:
    columns = list(dict.fromkeys(itertools.chain.from_iterable(lines)))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue().encode()


def read(path: Path, reader: Reader) -> list[Sitting]:
    return [sitting for file in walk([path]) for sitting in reader.read(file)]


def read_bytes(tmp_path: Path, content: bytes, reader: Reader | None = None) -> list[Sitting]:
    path = tmp_path / "turns"
    path.write_bytes(content)
    return read(path, reader or JsonLinesReader())


def test_every_field_finds_its_place(tmp_path: Path) -> None:
    first, second = read_bytes(tmp_path, json_lines(LINES))
    assert (first.id, first.source, first.date) == ("p1", "proef", dt.date(2031, 2, 3))
    assert (first.title, first.committee, first.items) == ("over de veerpont", "mobiliteit", ())
    question, reply = first.turns
    assert question.speaker == Speaker("anna proefkonijn", "Anna Proefkonijn", "Groen", None)
    assert question.locator == Locator(url="https://example.org/p1")
    assert question.text == EXPECTED_FIRST_TEXT
    assert question.languages == (LanguageSpan(0, len(question.text), "nl"),)
    assert reply.id == "p1-2"
    assert reply.speaker == Speaker("bert bedacht", "Bert Bedacht", "cd&v", "Vlaams minister van Veerponten"), (
        "the fields of party and role go before what the name says"
    )
    assert reply.languages == ()
    assert (second.id, second.date, second.title) == ("p2", None, "p2")
    assert second.turns[0].speaker is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_same_turns_as_json_lines_and_as_csv_give_the_same_sittings(tmp_path: Path, delimiter: str) -> None:
    content = table(LINES, delimiter)
    assert CsvReader().sniff(content)
    assert read_bytes(tmp_path, content, CsvReader()) == read_bytes(tmp_path, json_lines(LINES))


def test_the_same_file_plain_compressed_archived_and_in_a_folder_gives_the_same_sittings(tmp_path: Path) -> None:
    content = json_lines(LINES)
    expected = read_bytes(tmp_path, content)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a").write_bytes(content)
    (tmp_path / "a.gz").write_bytes(gzip.compress(content))
    (tmp_path / "a.xz").write_bytes(lzma.compress(content))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.jsonl.xz", lzma.compress(content))
    for name in ("folder", "a.gz", "a.xz", "a.zip"):
        assert read(tmp_path / name, JsonLinesReader()) == expected


def test_absent_ids_derive_from_the_file_and_the_order(tmp_path: Path) -> None:
    content = b'{"text": "Een."}\n\n{"text": "Een."}\n'
    (sitting,) = read_bytes(tmp_path, content)
    assert sitting.id == "692e42442336"  # the first twelve digits of the file's sha256
    assert [turn.id for turn in sitting.turns] == ["692e42442336-0", "692e42442336-1"]
    assert [turn.text for turn in sitting.turns] == ["Een.", "Een."]
    assert read_bytes(tmp_path, content) == [sitting], "reading again changes nothing"


def test_several_titles_in_one_document_are_its_agenda_items(tmp_path: Path) -> None:
    titles = ["01 De brug", "01 De brug", "02.01 De sluis", None, "01 De brug"]
    lines = [{"doc_id": "d", "title": title, "text": "Goed."} for title in titles]
    (sitting,) = read_bytes(tmp_path, json_lines(lines))
    assert sitting.title == "01 De brug"
    assert [(item.number, item.title) for item in sitting.items] == [("01", "De brug"), ("02.01", "De sluis")]
    bridge, lock = (item.id for item in sitting.items)
    assert [turn.item_id for turn in sitting.turns] == [bridge, bridge, lock, None, bridge]


def test_placeholders_empty_turns_and_stage_directions_are_notes_and_no_turns(tmp_path: Path) -> None:
    lines = [
        {"doc_id": "d", "speaker": "Anna", "text": "Goed."},
        {"doc_id": "d", "speaker": "Bert", "text": "Tekstfragment nog niet beschikbaar."},
        {"doc_id": "d", "turn_id": "d-7", "speaker": "Bert"},
        {"doc_id": "d", "text": "– Carla Proef treedt als voorzitter op."},
        {"doc_id": "d", "text": "(Applaus)"},
        {"doc_id": "d", "speaker": "Anna", "text": "(VLAIO)"},
    ]
    (sitting,) = read_bytes(tmp_path, json_lines(lines))
    assert [turn.text for turn in sitting.turns] == ["Goed.", "(VLAIO)"]
    assert sitting.notes == (
        Note("Tekstfragment nog niet beschikbaar.", "unplaced", 0),
        Note("d-7: no text", "unplaced", 0),
        Note("– Carla Proef treedt als voorzitter op.", "stage", 0),
        Note("(Applaus)", "stage", 0),
    )


def test_only_the_blanks_around_a_text_are_taken_away(tmp_path: Path) -> None:
    (sitting,) = read_bytes(tmp_path, json_lines([{"doc_id": "d", "text": "\n  Twee  blanco's\u00a0hier.\n\nEn. \n"}]))
    assert sitting.turns[0].text == "Twee  blanco's\u00a0hier.\n\nEn."


def test_a_language_that_is_no_code_is_unknown(tmp_path: Path) -> None:
    (sitting,) = read_bytes(tmp_path, json_lines([{"doc_id": "d", "text": "Goed.", "lang": "x"}]))
    assert sitting.turns[0].languages == ()


def test_a_byte_order_mark_is_no_part_of_the_first_field(tmp_path: Path) -> None:
    for content, reader in ((json_lines(LINES), JsonLinesReader()), (table(LINES), CsvReader())):
        marked = b"\xef\xbb\xbf" + content
        assert reader.sniff(marked)
        assert read_bytes(tmp_path, marked, reader) == read_bytes(tmp_path, content, reader)


def test_a_text_longer_than_the_csv_modules_own_limit_is_read(tmp_path: Path) -> None:
    lines = [{"doc_id": "d", "text": "lang " * 40_000 + "einde"}]
    (sitting,) = read_bytes(tmp_path, table(lines), CsvReader())
    assert len(sitting.turns[0].text) == 200_005


def test_sittings_come_one_by_one_before_the_file_ends(tmp_path: Path) -> None:
    path = tmp_path / "turns"
    path.write_bytes(json_lines([{"doc_id": f"d{n}", "text": "Goed."} for n in range(5)]) + b"broken")
    (file,) = walk([path])
    sittings = JsonLinesReader().read(file)
    assert [next(sittings).id for _ in range(4)] == ["d0", "d1", "d2", "d3"]
    with pytest.raises(RecordError, match="line 6"):
        list(sittings)


GOOD = b'{"doc_id": "d", "text": "Goed."}\n'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (GOOD + b'{"text": "Goed.",\n', r"turns: line 2: not one JSON object a line"),
        (GOOD + b'["text"]\n', r"line 2: not a JSON object"),
        (GOOD + b"\n" + b'{"doc_id": "d", "speaker": "Anna"}\n', r'line 3: has no field "text"'),
        (GOOD + b'{"doc_id": "d", "text": 7}\n', r'line 2: field "text" is not text'),
        (b'{"text": "Goed.", "date": "3 mei 2031"}\n', r"line 1: date '3 mei 2031' is not of the form"),
        (GOOD + b'{"doc_id": "d", "text": "Caf\xe9."}\n', r"line 2: not UTF-8 \(byte 28 of the line\)"),
        (GOOD + b'{"doc_id": "d", "text": "\\ud83d"}\n', r"line 2: holds half a character"),
        (GOOD + b"[" * 200_000 + b"\n", r"line 2: not one JSON object a line"),
        (GOOD + b'{"doc_id": "d", "text": "Ja.", "date": "2031-01-01"}\n', r"line 2: another date than"),
        (GOOD + b'{"doc_id": "e", "text": "Ja."}\n' + GOOD, r"line 3: document d comes back after another"),
        (
            b'{"doc_id": "d", "turn_id": "t", "text": "Ja."}\n' * 2,
            r"line 2: turn_id t comes a second time",
        ),
    ],
)
def test_a_bad_line_is_an_error_that_names_the_line(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        read_bytes(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"doc_id,text\nd,Goed.\nd,Goed, beter\n", r"line 3: 3 fields where the header names 2"),
        (b'doc_id,text\nd,"Goed.\nbeter"\nd\n', r"line 4: 1 fields where the header names 2"),
        (b'doc_id,text\nd,"Goed.\n', r"line 2: not CSV"),
        (b"doc_id,text\nd,Caf\xe9\n", r"not UTF-8; save the file as UTF-8"),
        (b"doc_id,text\nd,\n", r'line 2: has no field "text"'),
    ],
)
def test_a_bad_row_is_an_error_that_names_the_line(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        read_bytes(tmp_path, content, CsvReader())


@pytest.mark.parametrize(
    ("head", "is_json", "is_csv"),
    [
        (b'{"text": "a"}\n', True, False),
        (b'\n{"doc_id": "d", "text": "cut off by the end of the he', True, False),
        (b'{"question": "a"}\n', False, False),
        (b'{\n  "text": "a"\n}\n', False, False),
        (b"doc_id;text\n", False, True),
        (b'"Speaker","Text"\r\n', False, True),
        (b"text\n", False, False),
        (b"Beste collega's, de text en de speaker\n", False, False),
        (b"", False, False),
    ],
)
def test_the_two_formats_are_told_by_their_first_line(head: bytes, is_json: bool, is_csv: bool) -> None:
    assert (JsonLinesReader().sniff(head), CsvReader().sniff(head)) == (is_json, is_csv)


def summary(sittings: list[Sitting]) -> tuple[int, list[tuple[str, str | None]]]:
    turns = [turn for sitting in sittings for turn in sitting.turns]
    shown = [(turn.id, turn.speaker.name if turn.speaker else None) for turn in turns]
    return len(turns), [shown[0], shown[9], shown[-1]]


@pytest.mark.shared
def test_the_flemish_turns_are_read_whole(shared: Path) -> None:
    sittings = read(shared / "corpora/vlaams-parlement/turns.jsonl.xz", JsonLinesReader())
    assert len(sittings) == 68
    assert summary(sittings) == (
        510,
        [
            ("vp-1870651-001", "Mieke Schauvliege"),
            ("vp-1870723-003", "Mieke Schauvliege"),
            ("vp-1875846-007", "Tom Lamont"),
        ],
    )
    notes = [note for sitting in sittings for note in sitting.notes]
    assert [note.kind for note in notes] == ["stage", "stage"], "two changes of the chair stand as turns there"
    ministers = {t.speaker for s in sittings for t in s.turns if t.speaker and t.speaker.role == "minister"}
    assert {minister.name for minister in ministers} >= {"Jo Brouns", "Zuhal Demir", "Melissa Depraetere"}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count", "shown"),
    [
        (
            "corpora/tweede-kamer/2013-2026.turns.jsonl.xz",
            1_861,  # 665 + 599 + 597 lines
            [
                ("tk_20130626_6a7fc9e3-0001", "Anouchka van Miltenburg"),
                ("tk_20130626_6a7fc9e3-0010", "Geert Wilders"),
            ],
        ),
        (
            "corpora/dekamer/leg55-2019-2024.turns.jsonl.xz",
            44,  # 21 + 10 + 13 lines
            [("ip001x-0001", "Le président"), ("ip001x-0010", "De voorzitter")],
        ),
    ],
)
def test_the_first_sittings_of_a_large_file_come_without_reading_the_rest(
    shared: Path, name: str, count: int, shown: list[tuple[str, str]]
) -> None:
    (file,) = walk([shared / name])
    sittings = list(itertools.islice(JsonLinesReader().read(file), 3))
    total, ends = summary(sittings)
    assert total == count
    assert ends[:2] == shown


@pytest.mark.shared
def test_a_public_benchmark_with_two_turns_without_words_is_read(shared: Path) -> None:
    sittings = read(shared / "gold/qmsum-committee-dev/corpus.jsonl.xz", JsonLinesReader())
    assert len(sittings) == 35
    assert sum(len(sitting.turns) for sitting in sittings) == 7_137
    assert [note.text for sitting in sittings for note in sitting.notes] == [
        "education_7-0150: no text",
        "covid_6-0153: no text",
    ]
