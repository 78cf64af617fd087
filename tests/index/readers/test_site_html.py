"""The reader of report pages saved from the Flemish Parliament's website."""

import datetime as dt
import io

import pytest

from index.errors import RecordError
from index.readers.base import RecordFile
from index.readers.site_html import SiteHtmlReader

ADDRESS = "https://www.vlaamsparlement.be/nl/parlementair-werk/commissies/commissievergaderingen/11/verslag/22"
HEAD = f"""<!DOCTYPE html>
<html lang="nl"><head><title>Verslag</title><link rel="canonical" href="{ADDRESS}"></head><body>
<header class="meeting-header"><p>Commissie voor Bruggen en Tunnels</p>
<date class="meeting-header__date-full">woensdag 26 februari 2025</date></header>
<header class="card__header"><p class="card__title"><span class="visually-hidden">Titel</span>over de brug</p></header>
"""


def record(page: str | bytes) -> RecordFile:
    raw = page if isinstance(page, bytes) else page.encode()
    return RecordFile("page.html", lambda: io.BytesIO(raw), lambda sibling: None)


def speech(title: str, value: str) -> str:
    return (
        f'<div class="meeting-speech"><div class="meeting-speech__title">{title}</div>'
        f'<div class="meeting-speech__value">{value}</div></div>'
    )


def read(*speeches: str, head: str = HEAD):
    page = f'{head}<div class="list meeting-speeches__list">{"".join(speeches)}</div></body></html>'
    (sitting,) = SiteHtmlReader().read(record(page))
    return sitting


def test_title_and_value_make_a_turn():
    sitting = read(
        speech("De voorzitter", "<p>Mevrouw Smets heeft het woord.</p>"),
        speech(
            '<a href="/smets">Ann Smets (N-VA)</a>', "<p>Minister,\n   een <em>vraag</em>.</p><p>Over ‘bruggen’.</p>"
        ),
        speech("Minister Jo Maes", "Het antwoord.<br>Nog iets."),
        speech("", "<p>Wie is dit?</p>"),
    )
    assert [(t.speaker and (t.speaker.name, t.speaker.party, t.speaker.role), t.text) for t in sitting.turns] == [
        (("De voorzitter", None, "chair"), "Mevrouw Smets heeft het woord."),
        (("Ann Smets", "N-VA", None), "Minister, een vraag.\n\nOver ‘bruggen’."),
        (("Jo Maes", None, "minister"), "Het antwoord.\n\nNog iets."),
        (None, "Wie is dit?"),
    ]
    assert sitting.notes == ()


def test_the_page_gives_ids_address_date_title_and_committee():
    sitting = read(speech("Ann Smets (N-VA)", "<p>Ja.</p>"))
    assert (sitting.id, sitting.source, sitting.title) == ("vp-22", "vlaams-parlement", "over de brug")
    assert sitting.date == dt.date(2025, 2, 26)
    assert sitting.committee == "Commissie voor Bruggen en Tunnels"
    (turn,) = sitting.turns
    assert (turn.id, turn.item_id, turn.locator.url) == ("vp-22-001", sitting.items[0].id, ADDRESS)


def test_the_address_may_stand_in_the_metadata_and_ids_may_come_from_the_content():
    head = f'<html><head><meta property="og:url" content="{ADDRESS}"></head><body>'
    assert read(speech("Ann Smets", "Ja."), head=head).id == "vp-22"
    bare = read(speech("Ann Smets", "Ja."), head="<html><body>")
    assert bare.id.startswith("vp-")
    assert len(bare.id) == len("vp-") + 12
    assert (bare.title, bare.items, bare.turns[0].locator.url) == ("Vergadering van het Vlaams Parlement", (), None)


def test_the_title_of_the_speech_outweighs_every_cue_in_the_words():
    sitting = read(
        speech("Ann Smets (N-VA)", "<p>Ik begin.</p><p>De heer Maes heeft het woord.</p><p>Mevrouw Smets, stop.</p>"),
    )
    assert [turn.speaker.name for turn in sitting.turns] == ["Ann Smets"]


def test_directions_votes_and_placeholders_are_notes():
    sitting = read(
        speech("Ann Smets", "<p>Eerst. (Gelach) Dan.</p><p>(Applaus bij de N-VA)</p>"),
        speech("De voorzitter", "<p>Stemming nr. 3</p><p>5 leden hebben ja geantwoord;</p><p>Aangenomen.</p>"),
        speech("Jan De Ro (Groen)", "<p>Tekstfragment nog niet beschikbaar.</p>"),
    )
    assert [turn.text for turn in sitting.turns] == ["Eerst.\n\nDan.", "Aangenomen."]
    assert [(note.text, note.kind, note.after) for note in sitting.notes] == [
        ("(Gelach)", "stage", 0),
        ("(Applaus bij de N-VA)", "stage", 0),
        ("Stemming nr. 3", "vote", 1),
        ("5 leden hebben ja geantwoord;", "vote", 1),
        ("Jan De Ro (Groen)", "heading", 1),
        ("Tekstfragment nog niet beschikbaar.", "unplaced", 1),
    ]


def test_what_stands_between_and_around_the_speeches_is_kept_as_notes():
    more = speech("Ann Smets", "<p>Ja.</p>").removesuffix("</div>") + "<button>Bekijk fragment</button></div>"
    sitting = read(
        "<h3>Motie van orde</h3>", more, "<section>", speech("Hoofdelijke stemming", "<p>Neen.</p>"), "</section>"
    )
    assert [(t.speaker and t.speaker.name, t.text) for t in sitting.turns] == [("Ann Smets", "Ja."), (None, "Neen.")]
    assert [(note.text, note.kind, note.after) for note in sitting.notes] == [
        ("Motie van orde", "heading", -1),
        ("Bekijk fragment", "furniture", 0),
        ("Hoofdelijke stemming", "heading", 0),
    ]


def test_scripts_are_not_words_and_entities_are_characters():
    sitting = read(speech("Ann Smets", "<script>alert(1)</script><p>Caf&eacute; &amp; brug &lt;b&gt;</p>"))
    assert sitting.turns[0].text == "Café & brug <b>"


def test_only_report_pages_are_sniffed():
    reader = SiteHtmlReader()
    assert reader.sniff(HEAD.encode())
    assert reader.sniff(b"\xef\xbb\xbf<html><body><div class='meeting-speeches__list'>")
    assert not reader.sniff(b"<html><body><p>De voorzitter</p></body></html>")
    assert not reader.sniff(b'{"html": "<div class=meeting-speech>"}')
    assert not reader.sniff(b"<TEI>meeting-speech</TEI>")


def test_a_page_without_speeches_or_in_another_encoding_is_refused():
    with pytest.raises(RecordError, match=r"^page\.html: no speeches on this page"):
        list(SiteHtmlReader().read(record(HEAD + "</body></html>")))
    with pytest.raises(RecordError, match="without words"):
        read(speech("Ann Smets", ""))
    with pytest.raises(RecordError, match=r"line 2: byte 9 is not UTF-8"):
        list(SiteHtmlReader().read(record(b"<html>\nx\xe9</html>")))
