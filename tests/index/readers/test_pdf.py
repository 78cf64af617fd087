import datetime as dt
import logging
from io import BytesIO
from itertools import chain, zip_longest
from pathlib import Path

import pytest
from pypdf import PdfReader as Pdf
from pypdf import PdfWriter

from index.errors import RecordError
from index.readers.files import walk
from index.readers.pdf import PdfReader, opens_turn
from index.transcript import Sitting, Speaker
from tests.index.readers.pdf_writer import Set, column, write_pdf


def read(tmp_path: Path, content: bytes) -> Sitting:
    (tmp_path / "report.pdf").write_bytes(content)
    (file,) = walk([tmp_path])
    assert PdfReader().sniff(file.head())
    (sitting,) = PdfReader().read(file)
    return sitting


def texts(sitting: Sitting) -> list[tuple[str | None, str]]:
    return [(turn.speaker.name if turn.speaker else None, turn.text) for turn in sitting.turns]


LEFT = [
    "De voorzitter: Wij beginnen met de eerste",
    "vraag van deze namiddag over de brug.",
    "\tAnna Proef (N-VA): Is de brug nog open,",
    "minister, of is zij sinds maandag dicht voor",
    "het verkeer van en naar de overkant?",
]
RIGHT = [
    "Minister Bert Bedacht: Zij is open. Daarover",
    "bestaat geen twijfel, en dat blijft zo tot het",
    "einde van dit jaar.",
    "\tDe heer Karel Van den Test (CD&V): Dat is",
    "goed nieuws voor de streek.",
]
SPOKEN = [
    ("De voorzitter", "Wij beginnen met de eerste vraag van deze namiddag over de brug."),
    (
        "Anna Proef",
        "Is de brug nog open, minister, of is zij sinds maandag dicht voor het verkeer van en naar de overkant?",
    ),
    (
        "Bert Bedacht",
        "Zij is open. Daarover bestaat geen twijfel, en dat blijft zo tot het einde van dit jaar.",
    ),
    ("Karel Van den Test", "Dat is goed nieuws voor de streek."),
]


def across(left: list[Set], right: list[Set]) -> list[Set]:
    """Two columns as some programs write them: line by line across the page."""
    pairs = zip_longest(left, right)
    return [piece for piece in chain.from_iterable(pairs) if piece is not None]


def test_two_columns_written_line_by_line_across_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = across(column(60, 700, LEFT), column(310, 700, RIGHT))
    assert texts(read(tmp_path, write_pdf(page))) == SPOKEN


def test_one_column_is_read_from_top_to_bottom_whatever_the_order_of_writing(tmp_path: Path) -> None:
    page = column(60, 700, [*LEFT, "\t" + RIGHT[0], *RIGHT[1:]])
    assert texts(read(tmp_path, write_pdf(page))) == SPOKEN
    assert texts(read(tmp_path, write_pdf(page[::-1]))) == SPOKEN


def test_a_heading_across_both_columns_parts_what_is_above_from_what_is_below(tmp_path: Path) -> None:
    heading = "De heer Zoon Onder (Groen): en dit staat dwars over de beide kolommen van deze bladzijde gezet."
    above = across(column(60, 760, LEFT), column(310, 760, RIGHT))
    below = across(column(60, 600, LEFT), column(310, 600, RIGHT))
    sitting = read(tmp_path, write_pdf([*above, Set(60, 640, heading), *below]))
    assert [name for name, _ in texts(sitting)] == [
        *(name for name, _ in SPOKEN),
        "Zoon Onder",
        *(name for name, _ in SPOKEN),
    ]


def test_a_last_page_with_one_line_in_its_second_column_keeps_its_columns(tmp_path: Path) -> None:
    first = across(column(60, 700, LEFT), column(310, 700, RIGHT))
    last = across(
        column(60, 700, ["Zo gaat het verder in de streek,", "en ook daarbuiten,"]), column(310, 700, ["tot slot."])
    )
    sitting = read(tmp_path, write_pdf(first, last))
    assert sitting.turns[-1].text == f"{SPOKEN[-1][1]} Zo gaat het verder in de streek, en ook daarbuiten, tot slot."


def test_running_heads_and_feet_are_dropped_though_their_page_numbers_differ(tmp_path: Path) -> None:
    pages = []
    names = ["Een", "Twee", "Drie", "Vier"]
    for number, name in enumerate(names, start=1):
        body = column(60, 700, ["De voorzitter: Hier begint een nieuwe", f"bladzijde, namelijk {name}."])
        head = [Set(60, 800, "Handelingen 3 maart 2031"), Set(500, 800, f"{number}")]
        pages.append([*head, *body, Set(280, 40, f"- {number} -")])
    sitting = read(tmp_path, write_pdf(*pages))
    assert texts(sitting) == [
        ("De voorzitter", f"Hier begint een nieuwe bladzijde, namelijk {name}.") for name in names
    ]
    furniture = [note.text for note in sitting.notes if note.kind == "furniture"]
    assert furniture == ["Handelingen 3 maart 2031 1", "- 1 -"]
    assert sitting.date == dt.date(2031, 3, 3)


def test_a_turn_starts_on_its_page_and_runs_over_to_the_next(tmp_path: Path) -> None:
    first = column(60, 700, ["Anna Proef (PS): Een zin die niet af is op", "deze bladzijde en die"])
    second = column(60, 700, ["verder gaat op de volgende.", "", "Bert Bedacht (MR): Goed."])
    sitting = read(tmp_path, write_pdf(first, second))
    assert texts(sitting) == [
        ("Anna Proef", "Een zin die niet af is op deze bladzijde en die verder gaat op de volgende."),
        ("Bert Bedacht", "Goed."),
    ]
    assert [turn.locator.page for turn in sitting.turns] == [1, 2]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["de water-", "zuivering"], "de waterzuivering"),
        (["de sociale-", "impactobligaties, en sociale-impactobligaties"], "de sociale-impactobligaties, en"),
        (["de provincie Noord-", "Brabant"], "de provincie Noord-Brabant"),
        (["de in-", "en uitvoer"], "de in- en uitvoer"),
        (["de brug -", "en de sluis"], "de brug - en de sluis"),
        (["sinds covid-", "19"], "sinds covid-19"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_joined_and_a_real_hyphen_stays(
    tmp_path: Path, lines: list[str], text: str
) -> None:
    page = column(60, 700, [f"Anna Proef (PS): Over {lines[0]}", *lines[1:]])
    assert read(tmp_path, write_pdf(page)).turns[0].text.startswith(f"Over {text}")


def test_paragraphs_are_told_by_an_indent_or_a_gap(tmp_path: Path) -> None:
    lines = [
        "Anna Proef (PS): Eerst dit, en dat",
        "nog altijd.",
        "\tDan een tweede.",
        "Nog de tweede.",
        "",
        "En een derde.",
    ]
    (turn,) = read(tmp_path, write_pdf(column(60, 700, lines))).turns
    assert turn.text.split("\n\n") == [
        "Eerst dit, en dat nog altijd.",
        "Dan een tweede. Nog de tweede.",
        "En een derde.",
    ]


def test_a_name_and_a_colon_in_the_middle_of_a_sentence_open_no_turn(tmp_path: Path) -> None:
    lines = ["Anna Proef (PS): Ik zei gisteren nog aan", "Bert Bedacht (MR): kom naar de brug."]
    assert texts(read(tmp_path, write_pdf(column(60, 700, lines)))) == [
        ("Anna Proef", "Ik zei gisteren nog aan Bert Bedacht (MR): kom naar de brug.")
    ]


def test_words_and_letters_set_one_by_one_are_read_as_the_text_they_make(tmp_path: Path) -> None:
    widths = {"A": 6.67, "n": 5.56, "a": 5.56, "P": 6.67, "r": 3.33, "o": 5.56, "e": 5.56, "f": 2.78, " ": 2.78}
    pieces, x = [], 60.0
    for letter in "Anna Proef":
        pieces.append(Set(x, 700, letter, bold=True))
        x += widths[letter]
    pieces += [Set(x, 700, " (PS):"), Set(140, 700, "Goed"), Set(180, 700, "zo.")]
    assert texts(read(tmp_path, write_pdf(pieces))) == [("Anna Proef", "Goed zo.")]


def test_what_stands_before_the_first_speaker_is_kept_as_notes(tmp_path: Path) -> None:
    lines = ["HANDELINGEN", "", "Vergadering van 4 juni 2031", "", "De voorzitter: Goed, dan"]
    lines += ["beginnen wij nu met de eerste van alle", "vragen op de agenda.", "", "(Applaus)"]
    sitting = read(tmp_path, write_pdf(column(60, 700, lines)))
    assert [(note.text, note.kind, note.after) for note in sitting.notes] == [
        ("HANDELINGEN", "unplaced", -1),
        ("Vergadering van 4 juni 2031", "unplaced", -1),
        ("(Applaus)", "stage", 0),
    ]
    assert (sitting.title, sitting.date) == ("HANDELINGEN", dt.date(2031, 6, 4))


def test_a_speaker_has_name_party_and_role_apart(tmp_path: Path) -> None:
    page = column(60, 700, ["Minister Bert Bedacht: Een.", "Anna D'Hoeve (Open Vld): Twee."])
    first, second = read(tmp_path, write_pdf(page)).turns
    assert first.speaker == Speaker("bert bedacht", "Bert Bedacht", None, "minister")
    assert second.speaker == Speaker("anna d'hoeve", "Anna D'Hoeve", "Open Vld", None)
    assert first.sitting_id.startswith("pdf-")
    assert [first.id, second.id] == [f"{first.sitting_id}-0", f"{first.sitting_id}-1"]


@pytest.mark.parametrize(
    "opening",
    [
        "De voorzitter:",
        "De voorzitter : ",
        "Le président:",
        "Voorzitter Jan Proef:",
        "Minister-president Jan Proef:",
        "Staatssecretaris Jan Van de Proef:",
        "Eerste minister Jan Proef:",
        "De heer Proef:",
        "Mevrouw de Proef (CD&V):",
        "Jan D’Proef (sp·a):",
        "• Jan van Proef (D66):",
        "Jan Proef, secrétaire d'État:",
        "The Chair (Jan Proef):",
    ],
)
def test_these_open_a_turn(opening: str) -> None:
    assert opens_turn(f"{opening} Dank u.") is not None


@pytest.mark.parametrize(
    "opening",
    [
        "Ten eerste:",
        "Het resultaat:",
        "Stemming nr. 7:",
        "Vraag om uitleg (267):",
        "Besluit Nieuw (nr. 3):",
        "Amendement (A):",
        "Minister van deze streek:",
        "Dank u, minister Proef:",
        "JAWEL" * 60,
    ],
)
def test_these_open_none(opening: str) -> None:
    assert opens_turn(f"{opening} dit dus.") is None


def encrypted() -> bytes:
    writer, out = PdfWriter(BytesIO(write_pdf(column(60, 700, LEFT)))), BytesIO()
    writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.4\n", r"report\.pdf: is cut off, for it does not end as a PDF does"),
        (b"%PDF-1.4\nnothing\n%%EOF\n", "is damaged or cut off, and cannot be read as PDF"),
        (encrypted(), "is protected by a password; save it without"),
        (write_pdf([]), "holds no text, only pictures"),
        (write_pdf(column(60, 700, ["Een brief zonder sprekers."])), "no paragraph opens with a speaker"),
    ],
    ids=["cut off", "nothing inside", "password", "scan", "letter"],
)
def test_a_pdf_that_cannot_be_read_is_one_clear_error(
    tmp_path: Path, content: bytes, message: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(RecordError, match=message) as raised:
        read(tmp_path, content)
    assert "\n" not in str(raised.value)
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_pdf_that_was_cut_off_gives_no_part_of_its_sitting(tmp_path: Path, share: float) -> None:
    whole = write_pdf(*[column(60, 700, LEFT)] * 30)
    with pytest.raises(RecordError, match="is cut off"):
        read(tmp_path, whole[: int(share * len(whole))])


def test_the_writer_of_these_tests_writes_what_pypdf_reads() -> None:
    pdf = Pdf(BytesIO(write_pdf([Set(60, 700, "Een (1)")], [Set(60, 700, "Twée")])), strict=True)
    assert [page.extract_text() for page in pdf.pages] == ["Een (1)", "Twée"]
