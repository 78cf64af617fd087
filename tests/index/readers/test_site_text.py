"""The reader of reports of the Flemish Parliament as text."""

import datetime as dt
import io

import pytest

from index.errors import RecordError
from index.readers import flemish
from index.readers.base import RecordFile
from index.readers.site_text import SiteTextReader

CHAIR = "De voorzitter"


def record(content: str | bytes, name: str = "page.txt") -> RecordFile:
    raw = content if isinstance(content, bytes) else content.encode()
    return RecordFile(name, lambda: io.BytesIO(raw), lambda sibling: None)


def page(text: str):
    """The one sitting of a page of which every paragraph is a line of `text`."""
    lines = [line.strip() for line in text.strip().splitlines()]
    (sitting,) = SiteTextReader().read(record("\n\n".join(line for line in lines if line)))
    return sitting


def said(sitting) -> list[tuple[str | None, str]]:
    return [(turn.speaker and turn.speaker.name, turn.text) for turn in sitting.turns]


def names(sitting) -> list[str | None]:
    return [turn.speaker and turn.speaker.name for turn in sitting.turns]


def test_words_after_a_grant_are_those_of_who_got_the_floor():
    sitting = page("""
        Mevrouw Smets heeft het woord.
        Minister, ik heb een vraag.
        Ze gaat over bruggen.
        De vraag om uitleg is afgehandeld.
    """)
    assert said(sitting) == [
        (CHAIR, "Mevrouw Smets heeft het woord."),
        ("Smets", "Minister, ik heb een vraag.\n\nZe gaat over bruggen."),
        (CHAIR, "De vraag om uitleg is afgehandeld."),
    ]
    assert sitting.turns[0].speaker.role == "chair"


def test_a_surname_is_completed_from_a_heading_or_from_the_top_of_the_page():
    sitting = page("""
        van Ann Smets aan minister Jo Maes
        Mevrouw Smets heeft het woord.
        Ik vraag iets.
        De heer De Ro heeft het woord.
        Piet De Ro (Groen)
        Ik ook.
        Mevrouw Smets heeft het woord.
        Dank u.
        De heer De Ro heeft het woord.
        Graag gedaan.
        Minister Maes heeft het woord.
        Ik antwoord.
    """)
    assert names(sitting)[1::2] == ["Ann Smets", "Piet De Ro", "Ann Smets", "Piet De Ro", "Jo Maes"]
    assert [turn.speaker.party for turn in sitting.turns[1::2]] == [None, "Groen", None, "Groen", None]
    assert sitting.turns[9].speaker.role == "minister"


def test_two_people_of_one_surname_are_not_merged():
    sitting = page("""
        De voorzitter
        De heer Peeters heeft het woord.
        Ik spreek, maar wie ben ik?
        Jan Peeters (N-VA)
        Ik niet.
        Luc Peeters (Groen)
        Ik ook niet.
        De voorzitter
        De heer Peeters heeft het woord.
        Nu spreekt er weer een van ons.
    """)
    assert names(sitting)[-1] == "Peeters"


def test_a_particle_belongs_to_the_name():
    sitting = page("""
        Els De Wit (Vooruit)
        Een begin.
        De heer Wit heeft het woord.
        Iemand anders.
        Mevrouw De Wit heeft het woord.
        Nog eens.
    """)
    assert names(sitting) == ["Els De Wit", CHAIR, "Wit", CHAIR, "Els De Wit"]


def test_a_member_is_not_taken_for_the_minister_of_the_same_surname():
    sitting = page("""
        Minister Jo Maes heeft het woord.
        Minister Jo Maes
        Ik antwoord.
        De heer Maes heeft het woord.
        Ik vraag.
    """)
    assert [(turn.speaker.name, turn.speaker.role) for turn in sitting.turns] == [
        (CHAIR, "chair"),
        ("Jo Maes", "minister"),
        (CHAIR, "chair"),
        ("Maes", None),
    ]


def test_an_unlabelled_paragraph_before_a_repeated_heading_is_nobodys():
    sitting = page("""
        Minister Maes heeft het woord.
        Minister Jo Maes
        Een.
        Twee.
        Drie.
        Minister Jo Maes
        Vier.
        Vijf.
        De vraag om uitleg is afgehandeld.
    """)
    assert said(sitting)[1:5] == [
        ("Jo Maes", "Een."),
        (None, "Twee."),
        (None, "Drie."),
        ("Jo Maes", "Vier.\n\nVijf."),
    ]


def test_a_minister_who_breaks_in_by_heading_alone_is_sure_of_one_paragraph():
    sitting = page("""
        De voorzitter
        De heer Smets heeft het woord.
        Ik stel vast dat er niets gebeurt.
        Minister Jo Maes
        Er gebeurt van alles.
        Dat zegt hij altijd.
        De voorzitter
        Rustig.
    """)
    assert names(sitting) == [CHAIR, "Smets", "Jo Maes", None, CHAIR]


def test_after_the_chairs_heading_everything_up_to_the_chairs_next_fixed_sentence_is_the_chairs():
    sitting = page("""
        De voorzitter
        Stilte, alstublieft.
        Ik vraag dat aan iedereen.
        Mevrouw Smets heeft het woord.
        Goed.
        De voorzitter
        Uw tijd is om, mevrouw Smets.
        Voorzitter, nog één zin.
        De voorzitter
        Eén zin dan.
    """)
    assert said(sitting) == [
        (CHAIR, "Stilte, alstublieft.\n\nIk vraag dat aan iedereen.\n\nMevrouw Smets heeft het woord."),
        ("Smets", "Goed."),
        (CHAIR, "Uw tijd is om, mevrouw Smets."),
        (None, "Voorzitter, nog één zin."),
        (CHAIR, "Eén zin dan."),
    ]


def test_from_a_paragraph_that_addresses_the_speaker_on_nobody_is_known():
    sitting = page("""
        De heer Smets heeft het woord.
        Voorzitter, ik begin.
        Dat gaat over tunnels.
        U dwaalt af, mijnheer Smets.
        Helemaal niet.
        Het incident is gesloten.
    """)
    assert names(sitting) == [CHAIR, "Smets", None, None, CHAIR]
    assert sitting.turns[1].text == "Voorzitter, ik begin.\n\nDat gaat over tunnels."


def test_an_answer_to_the_chair_also_casts_doubt_on_the_short_paragraph_before_it():
    sitting = page("""
        De heer Smets heeft het woord.
        Ik begin met de tunnels.
        Kunt u afronden?
        Ja, voorzitter, ik rond af.
        De vraag om uitleg is afgehandeld.
    """)
    assert names(sitting) == [CHAIR, "Smets", None, None, CHAIR]


def test_a_member_may_address_somebody_else():
    sitting = page("""
        De heer Smets heeft het woord.
        Voorzitter, ik begin.
        Mijnheer De Ro, dat weet u best.
        Minister, u ook.
        De vraag om uitleg is afgehandeld.
    """)
    assert names(sitting) == [CHAIR, "Smets", CHAIR]


def test_a_minister_is_not_who_addresses_the_minister():
    sitting = page("""
        Minister Maes heeft het woord.
        Minister Jo Maes
        Dat is mijn antwoord.
        Minister, dat is geen antwoord.
        Toch wel.
        De vraag om uitleg is afgehandeld.
    """)
    assert names(sitting) == [CHAIR, "Jo Maes", None, None, CHAIR]


def test_thanks_before_a_fixed_sentence_of_an_unlabelled_chair_may_be_the_chairs():
    sitting = page("""
        Mevrouw Smets heeft het woord.
        Ik vraag iets.
        Dank u wel.
        Minister Maes heeft het woord.
        Minister Jo Maes
        Ik antwoord.
        Mevrouw Smets, wilt u nog repliceren?
        Mevrouw Smets heeft het woord.
    """)
    assert names(sitting) == [CHAIR, "Smets", None, CHAIR, "Jo Maes", None, CHAIR]


def test_words_between_a_grant_and_the_heading_of_who_got_the_floor_are_nobodys():
    sitting = page("""
        Mevrouw Smets heeft het woord.
        U hebt twee minuten.
        Ann Smets (N-VA)
        Dank u.
    """)
    assert names(sitting) == [CHAIR, None, "Ann Smets"]


def test_where_no_heading_is_missing_all_are_taken_at_their_word():
    sitting = page("""
        De voorzitter
        Mevrouw Smets heeft het woord.
        Ann Smets (N-VA)
        Een vraag.
        Voorzitter, ik ga nog even door.
        De voorzitter
        Goed.
        Maar kort.
        Minister Jo Maes
        Het antwoord.
    """)
    assert said(sitting)[1:3] == [
        ("Ann Smets", "Een vraag.\n\nVoorzitter, ik ga nog even door."),
        (CHAIR, "Goed.\n\nMaar kort."),
    ]


def test_an_office_alone_is_given_the_floor_only_where_one_person_holds_it():
    assert names(page("van Ann Smets aan minister Jo Maes\nDe minister heeft het woord.\nIk antwoord."))[1] == "Jo Maes"
    assert names(page("De minister heeft het woord.\nIk antwoord."))[1] is None


def test_asking_for_the_floor_grants_nothing():
    sitting = page("""
        Dames en heren, met toepassing van artikel 9 heeft de heer Piet De Ro bij motie van orde het woord gevraagd.
        Wie zegt dit?
        De heer De Ro heeft het woord.
        Ik.
    """)
    assert names(sitting) == [CHAIR, None, CHAIR, "Piet De Ro"]


def test_words_after_a_vote_or_a_change_of_chair_are_nobodys():
    sitting = page("""
        De voorzitter : Aan de orde is de stemming over de motie.
        • De motie wordt aangenomen.
        Ik heb tegen gestemd.
        Jan Maes
        Ik voor.
        – Els Smets treedt als voorzitter op.
        Wij gaan door.
    """)
    assert names(sitting) == [CHAIR, None, "Jan Maes", None]
    assert [(note.kind, note.after) for note in sitting.notes] == [("vote", 0), ("stage", 2)]


def test_notes_leave_the_words_and_keep_their_place():
    sitting = page("""
        De heer Maes heeft het woord.
        Eerst dit. (Gelach) Dan dat (VLAIO). (Applaus bij Open Vld)
        (Rumoer)
        En tot slot dit.
        Stemming nr. 4
        Ziehier het resultaat:
        5 leden hebben ja geantwoord;
        Dientengevolge neemt het parlement de motie aan.
    """)
    assert said(sitting)[1] == ("Maes", "Eerst dit.\n\nDan dat (VLAIO).\n\nEn tot slot dit.")
    assert [(note.text, note.kind, note.after) for note in sitting.notes] == [
        ("(Gelach)", "stage", 1),
        ("(Applaus bij Open Vld)", "stage", 1),
        ("(Rumoer)", "stage", 1),
        ("Stemming nr. 4", "vote", 1),
        ("Ziehier het resultaat:", "vote", 1),
        ("5 leden hebben ja geantwoord;", "vote", 1),
    ]


def test_a_list_in_a_speech_is_speech():
    sitting = page("""
        De heer Maes heeft het woord.
        Ik heb twee vragen:
        – Wanneer komt de brug er.
        – Wie betaalt ze.
    """)
    assert sitting.turns[1].text.count("\n\n") == 2
    assert sitting.notes == ()


def test_headings_of_business_and_headings_without_words_are_notes():
    sitting = page("""
        De voorzitter
        Hoofdelijke stemming
        Aan de orde is de stemming over de motie.
        De heer Maes heeft het woord.
        Jan Maes
    """)
    assert names(sitting) == [CHAIR]
    assert sitting.title == "Hoofdelijke stemming"
    assert [(n.text, n.kind, n.after) for n in sitting.notes] == [
        ("Hoofdelijke stemming", "heading", -1),
        ("Jan Maes", "heading", 0),
    ]


def test_the_top_of_the_page_gives_date_title_people_number_and_committee():
    sitting = page("""
        – Beknopt. Officieel verslag: https://www.vlaamsparlement.be/commissies/commissievergaderingen/11/verslag/22
        – Wegens de hitte werd buiten vergaderd.
        U bent hier
        Commissievergadering
        woensdag 28 oktober 2015, 10.30u
        Commissie voor Bruggen en Tunnels
        Voorzitter
        Luc Peeters
        Vraag om uitleg over de brug
        van Ann Smets aan minister Jo Maes
        267 (2015-2016)
        De voorzitter
        Mevrouw Smets heeft het woord.
        Ann Smets (Open Vld)
        Een vraag.
    """)
    address = "https://www.vlaamsparlement.be/commissies/commissievergaderingen/11/verslag/22"
    assert (sitting.id, sitting.source) == ("vp-22", "vlaams-parlement")
    assert sitting.date == dt.date(2015, 10, 28)
    assert sitting.title == "Vraag om uitleg over de brug"
    assert sitting.committee == "Commissie voor Bruggen en Tunnels"
    (item,) = sitting.items
    assert (item.number, item.title) == (
        "267 (2015-2016)",
        "Vraag om uitleg over de brug van Ann Smets aan minister Jo Maes",
    )
    assert [(t.id, t.item_id, t.locator.url, t.locator.fragment) for t in sitting.turns] == [
        ("vp-22-001", item.id, address, None),
        ("vp-22-002", item.id, address, None),
    ]
    assert [note.kind for note in sitting.notes] == ["notice", "stage", *["furniture"] * 5]
    assert "Luc Peeters" in [note.text for note in sitting.notes]


def test_ids_without_an_address_come_from_the_content():
    one, again = page("De heer Maes heeft het woord.\nJa."), page("De heer Maes heeft het woord.\nJa.")
    other = page("De heer Maes heeft het woord.\nNeen.")
    assert one == again
    assert one.id != other.id
    assert one.turns[0].id == f"{one.id}-001"


def test_furniture_runs_from_the_advice_to_visitors_to_the_end():
    sitting = page("""
        Verslag plenaire vergadering
        De heer Maes heeft het woord.
        Ja.
        Vergadering bijwonen
        Mevrouw Smets heeft het woord.
    """)
    assert names(sitting) == [CHAIR, "Maes"]
    assert [note.after for note in sitting.notes] == [-1, 1, 1]
    assert {note.kind for note in sitting.notes} == {"furniture"}


def test_line_ends_and_blanks_do_not_matter():
    text = "De heer Maes\u00a0heeft het woord.\n\n  Ja,  zo is het. \n\nEn zo.\n"
    (unix,) = SiteTextReader().read(record(text))
    (dos,) = SiteTextReader().read(record("\ufeff" + text.replace("\n\n", "\n").replace("\n", "\r\n")))
    assert said(unix) == said(dos)
    assert said(unix)[1] == ("Maes", "Ja,  zo is het.\n\nEn zo.")


def test_only_text_with_signs_of_such_a_page_is_sniffed():
    reader = SiteTextReader()
    assert reader.sniff(b"U bent hier\n\nIets.")
    assert reader.sniff(b"De voorzitter : Wij beginnen.")
    assert reader.sniff("\ufeffMevrouw Smets heeft het woord.".encode())
    for other in (b"", b"<p>De voorzitter</p>", b'{"text": "De voorzitter"}', b"%PDF-1.7\nDe voorzitter", b"a,b\n1,2"):
        assert not reader.sniff(other)
    assert not reader.sniff(b"Een brief over het woord.\nDe voorzitter heeft hem gelezen.")


def test_a_page_that_is_no_transcript_is_refused_with_what_is_missing():
    with pytest.raises(RecordError, match=r"^page\.txt: no transcript: .*heeft het woord"):
        page("U bent hier\nOver ons\nHier staat wat wij doen.")
    with pytest.raises(RecordError, match="no words under them"):
        page("U bent hier\nDe voorzitter")


def test_another_encoding_is_refused_with_its_place():
    content = "De voorzitter\n\nDrie cafés.\n".encode("windows-1252")
    assert SiteTextReader().sniff(content)
    with pytest.raises(RecordError, match=r"page\.txt: line 3: byte 24 is not UTF-8 .* save the file as UTF-8"):
        list(SiteTextReader().read(record(content)))


SEED = [
    CHAIR, "De Vreese", CHAIR, "Bart Somers", CHAIR, "De Vreese", CHAIR, "Bart Somers", None, "Bart Somers",
    CHAIR, "De Vreese", CHAIR,
]  # fmt: skip
PAGES: dict[str, list[str | None]] = {
    "2001_plen_312545": [CHAIR, CHAIR, None, None, "Chris Vandenbroeke"],
    "2007_plen_426168": [CHAIR, "Jurgen Verstrepen", CHAIR, CHAIR],
    "2008_plen_493576_minister_interjection": [CHAIR, "Deckmyn", "Bert Anciaux"],
    "2009_plen_571966": [CHAIR, "Joris Van Hauthem", CHAIR],
    "2011_plen_616671_newsite": [CHAIR, CHAIR, None, None, CHAIR],
    "2011_plen_622279": [CHAIR, "Keulen", "Griet Smaers"],
    "2012_plen_673496": [CHAIR, "Ludwig Caluwé", CHAIR, "Peter Reekmans", CHAIR, None, CHAIR],
    "2012_plen_680116_persoon": [CHAIR, CHAIR, "Keulen", CHAIR, "Van Dijck", CHAIR, CHAIR],
    "2014_plen_919282": [CHAIR, "Ward Kennes"],
    "2014_plen_948933": [CHAIR, "Sintobin", CHAIR, "Matthias Diependaele", CHAIR, CHAIR],
    "2015_comm_1014755": [CHAIR, "Ann Brusseel"],
    "2015_comm_972643": [CHAIR, "Caroline Bastiaens"],
    "2017_comm_1125218": [CHAIR, "Joris Poschet", CHAIR, "Sven Gatz"],
    "2017_plen_1149529_no_headings": [CHAIR, "Stefaan Sintobin", *[None] * 8, CHAIR],
    "2019_plen_1294166_mixed": [CHAIR, "Vera Celis", CHAIR, "Vandenberghe"],
    "2021_comm_1416027_joined_questions": [CHAIR, "Anaf"],
}


def shared_page(shared, name: str):
    folder = shared / "corpora"
    path = folder / "seed" / name if name.startswith("vraag") else folder / f"vlaams-parlement/site-text/{name}.txt"
    file = record(path.read_bytes(), path.name)
    assert SiteTextReader().sniff(file.head())
    (sitting,) = SiteTextReader().read(file)
    return sitting, path.read_text(encoding="utf-8")


@pytest.mark.shared
def test_the_first_page_is_read_as_it_was_spoken(shared):
    sitting, _ = shared_page(shared, "vraag-om-uitleg-de-vreese-somers.txt")
    assert names(sitting) == SEED
    roles = {turn.speaker.name: turn.speaker.role for turn in sitting.turns if turn.speaker}
    assert roles == {CHAIR: "chair", "De Vreese": None, "Bart Somers": "minister"}
    paragraphs = [turn.text.count("\n\n") + 1 for turn in sitting.turns]
    assert paragraphs == [1, 3, 1, 3, 1, 2, 1, 1, 1, 2, 1, 1, 1]
    assert sitting.turns[8].text.startswith("Intellectueel bevruchten, dat is toch")
    assert [(n.kind, n.after) for n in sitting.notes] == [("furniture", -1), *[("furniture", 12)] * 6]


@pytest.mark.shared
@pytest.mark.parametrize("name", PAGES)
def test_every_layout_from_2001_to_2021_gives_its_speakers(shared, name):
    sitting, _ = shared_page(shared, name)
    assert names(sitting) == PAGES[name]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["vraag-om-uitleg-de-vreese-somers.txt", *PAGES])
def test_every_paragraph_is_verbatim_and_no_word_is_dropped(shared, name):
    sitting, text = shared_page(shared, name)
    kept = [paragraph for turn in sitting.turns for paragraph in turn.text.split("\n\n")]
    assert all(paragraph in text for paragraph in kept)
    kept += [note.text for note in sitting.notes]
    kept += [part for title in (sitting.title, *(i.title for i in sitting.items)) for part in title.split("; ")]
    kept += [item.number for item in sitting.items if item.number]
    rest = text
    for piece in sorted(kept, key=len, reverse=True):
        rest = rest.replace(piece, "\n")
    left = [line.strip(" \u00a0\n:.•") for line in rest.splitlines() if line.strip(" \u00a0\n:.•")]
    assert [line for line in left if not (flemish.person_heading(line) or flemish.chair_heading(line))] == []


@pytest.mark.shared
def test_party_role_and_date_are_those_on_the_page(shared):
    sitting, _ = shared_page(shared, "2015_comm_1014755")
    assert sitting.date == dt.date(2015, 10, 28)
    assert sitting.items[0].number == "267 (2015-2016)"
    assert sitting.turns[1].speaker.party == "Open Vld"
    sitting, _ = shared_page(shared, "2014_plen_948933")
    assert [note.text for note in sitting.notes if note.kind == "vote"][:1] == ["Stemming nr. 7"]
    assert sitting.turns[3].speaker.party == "N-VA"
    sitting, _ = shared_page(shared, "2008_plen_493576_minister_interjection")
    assert sitting.turns[2].speaker.role == "minister"
