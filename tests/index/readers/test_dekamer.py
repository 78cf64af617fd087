import datetime as dt
import gzip
from pathlib import Path

import pytest

from index.errors import RecordError
from index.readers.dekamer import DeKamerReader
from index.readers.files import walk
from index.transcript import LanguageSpan, Note, Sitting, Speaker

COVER = """<table><tr><td><p class=NormalFR>Séance plénière</p><p class=NormalFR>Plenumvergadering</p>
<p class=NormalFR>Donderdag 6 februari 2031</p></td></tr></table>"""
VOTE = "<table><tr><td><p class=MsoNormal>(Stemming/vote 1)</p></td><td><p class=MsoNormal>84</p></td></tr></table>"


def speech(number: str, label: str, words: str, language: str = "NL") -> str:
    return f"<p class=Normal{language}><span class=oraspr>{number}</span>\n<b>{label}</b>: {words}</p>"


def read(tmp_path: Path, body: str) -> Sitting:
    page = f"<html><head><style>span.oraspr {{}}</style></head><body>{COVER}{body}</body></html>"
    (tmp_path / "report.html.gz").write_bytes(gzip.compress(page.encode("cp1252")))
    (file,) = walk([tmp_path])
    assert DeKamerReader().sniff(file.head())
    (sitting,) = DeKamerReader().read(file)
    return sitting


def test_a_numbered_name_opens_a_turn_and_paragraphs_state_their_language(tmp_path: Path) -> None:
    body = (
        speech("01.01", "Anna Proef (cd&amp;H)", "Goede\nmiddag.")
        + "<p class=NormalFR>Bon après-midi.</p><p class=MsoNormal>Zonder taal.</p>"
        + speech("01.02", "Bert Bedacht, ministre", "Merci.", "FR")
        + speech("01.03", "Minister Bert Bedacht", "Verantwoor&shy;delijk&nbsp;dus.")
    )
    sitting = read(tmp_path, body)
    first, second, third = sitting.turns
    assert first.speaker == Speaker("anna proef", "Anna Proef", "cd&H", None)
    assert first.text == "Goede middag.\n\nBon après-midi.\n\nZonder taal."
    assert first.languages == (LanguageSpan(0, 13, "nl"), LanguageSpan(15, 30, "fr"))
    assert second.speaker == Speaker("bert bedacht", "Bert Bedacht", None, "ministre")
    assert third.speaker == Speaker("bert bedacht", "Bert Bedacht", None, "minister")
    assert third.text == "Verantwoordelijk dus."


def test_the_cover_gives_title_and_date(tmp_path: Path) -> None:
    sitting = read(tmp_path, speech("01.01", "Anna Proef (PS)", "Goed."))
    assert (sitting.date, sitting.title) == (dt.date(2031, 2, 6), "Séance plénière / Plenumvergadering")
    assert (sitting.source, sitting.committee) == ("dekamer", None)


def test_an_agenda_item_has_its_title_in_both_languages(tmp_path: Path) -> None:
    body = (
        "<p class=Titre2FR>01 Questions jointes de</p><p class=Titre2FR>- A sur le pont</p>"
        "<p class=Titre2NL>01 Vragen van</p><p class=Titre2NL>- A over de brug</p>"
        + speech("01.01", "Anna Proef (PS)", "Een.")
        + "<h2>02 La proposition</h2><h2>02 Het voorstel</h2>"
        + "<p class=Titre3NL>Algemene bespreking</p>"
        + speech("02.01", "Anna Proef (PS)", "Twee.")
    )
    sitting = read(tmp_path, body)
    assert [(item.number, item.title) for item in sitting.items] == [
        ("01", "Questions jointes de - A sur le pont / Vragen van - A over de brug"),
        ("02", "La proposition / Het voorstel"),
    ]
    assert [turn.item_id for turn in sitting.turns] == [item.id for item in sitting.items]
    assert Note("Algemene bespreking", "heading", 0) in sitting.notes


@pytest.mark.parametrize("title", ["De <b>voorzitter</b>", "La <b>présidente</b>", "Le <b>président</b>"])
def test_the_chair_interrupts_by_title(tmp_path: Path, title: str) -> None:
    body = speech("01.01", "Anna Proef (PS)", "Een.") + f"<p class=NormalNL>{title}: Kort, graag.</p>"
    chair = read(tmp_path, body).turns[1]
    assert chair.speaker is not None
    assert chair.speaker.role == "chair"
    assert chair.text == "Kort, graag."


def test_what_follows_a_heading_or_a_vote_without_a_name_has_no_known_speaker(tmp_path: Path) -> None:
    body = (
        speech("01.01", "Anna Proef (PS)", "Een.")
        + "<p class=Titre2NL>02 Stemming</p><p class=NormalNL>Begin dan maar.</p>"
        + VOTE
        + "<p class=MsoNormal>Proef Anna, Bedacht Bert</p><p class=NormalNL>Bijgevolg is het zo.</p>"
    )
    sitting = read(tmp_path, body)
    assert [(turn.text, turn.speaker is None) for turn in sitting.turns] == [
        ("Een.", False),
        ("Begin dan maar.", True),
        ("Bijgevolg is het zo.", True),
    ]
    assert sitting.notes[-1] == Note("(Stemming/vote 1)\n84\nProef Anna, Bedacht Bert", "vote", 1)


def test_stage_directions_and_closing_formulas_are_notes_of_the_turn_they_stand_in(tmp_path: Path) -> None:
    body = (
        "<p class=NormalNL>De vergadering begint om tien uur.</p>"
        + speech("01.01", "Anna Proef (PS)", "Een.")
        + "<p class=NormalNL>(Applaus)</p><p class=NormalNL>Twee.</p><p class=italNL>Het incident is gesloten.</p>"
    )
    sitting = read(tmp_path, body)
    assert [turn.text for turn in sitting.turns] == ["Een.\n\nTwee."]
    assert sitting.notes[1:] == (
        Note("De vergadering begint om tien uur.", "stage", -1),
        Note("(Applaus)", "stage", 0),
        Note("Het incident is gesloten.", "stage", 0),
    )


def test_a_page_without_any_speaker_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="without any speaker"):
        read(tmp_path, "<p class=NormalNL>Niemand zei iets.</p>")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "date", "items", "turns", "numbered", "unknown", "tenth"),
    [
        ("ip001x", dt.date(2019, 6, 20), 12, 35, 11, 14, "Kathleen Depoorter"),
        ("ip010x", dt.date(2019, 10, 24), 32, 229, 138, 47, "Peter De Roover"),
        ("ip160x", dt.date(2022, 2, 3), 24, 114, 75, 25, "Bert Wollants"),
        ("ip296x", dt.date(2024, 3, 28), 54, 237, 122, 72, "Alexander De Croo"),
    ],
)
def test_the_four_reports_at_hand_are_read_whole(
    shared: Path, name: str, date: dt.date, items: int, turns: int, numbered: int, unknown: int, tenth: str
) -> None:
    (file,) = walk([shared / f"corpora/dekamer/html/{name}.html.gz"])
    (sitting,) = DeKamerReader().read(file)
    assert (sitting.date, len(sitting.items), len(sitting.turns)) == (date, items, turns)
    assert sum(turn.speaker is None for turn in sitting.turns) == unknown
    speaker = sitting.turns[9].speaker
    assert speaker is not None
    assert speaker.name == tenth
    # Every numbered speech of the page, but for 5 and 2 that hold no word ("(…)").
    assert sum(turn.speaker is not None and turn.speaker.role != "chair" for turn in sitting.turns) == numbered
