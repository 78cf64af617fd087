import datetime as dt
import gzip
from pathlib import Path

import pytest

from index.errors import RecordError
from index.readers.files import walk
from index.readers.parlamint import ParlaMintReader
from index.transcript import AgendaItem, LanguageSpan, Locator, Note, Sitting, Speaker

ROOT = """<?xml version="1.0" encoding="UTF-8"?>
<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:id="ParlaMint-ZZ" xml:lang="nl"><teiHeader><profileDesc><particDesc>
 <listOrg>
  <org xml:id="P.old" role="politicalParty"><orgName full="yes">Oude Partij</orgName></org>
  <org xml:id="P.new" role="politicalParty"><orgName full="yes">Nieuwe Partij</orgName>
    <orgName full="abb">NP&amp;V</orgName></org>
  <org xml:id="G.both" role="parliamentaryGroup"><orgName full="init">Groep-X</orgName></org>
  <org xml:id="GOV" role="government"><orgName full="yes">Regering</orgName></org>
 </listOrg>
 <listPerson>
  <person xml:id="ProefAnna"><persName><surname>Proef</surname><nameLink>van der</nameLink>
    <forename>Anna</forename></persName>
   <affiliation role="member" ref="#P.old" from="2030" to="2031-01"/>
   <affiliation role="member" ref="#P.new" from="2031-02-01"/>
   <affiliation role="minister" ref="#GOV" from="2031-06-01" to="2031-12-31"/></person>
  <person xml:id="BedachtBert"><persName><forename>Bert</forename><surname>Bedacht</surname></persName>
   <affiliation role="member" ref="#P.new"/><affiliation role="member" ref="#G.both"/></person>
 </listPerson></particDesc></profileDesc></teiHeader></teiCorpus>
"""
HEADER = """<teiHeader><fileDesc>
 <titleStmt><title xml:lang="en">Sitting</title><title xml:lang="nl">Vergadering van de proef</title>
 {meeting}</titleStmt>
 <sourceDesc><bibl><idno type="URI">https://example.org/1</idno><date when="2031-07-01">x</date></bibl></sourceDesc>
</fileDesc></teiHeader>"""


def tei(body: str, sitting_id: str = "ParlaMint-ZZ_2031-07-01", meeting: str = "") -> bytes:
    header = HEADER.format(meeting=meeting)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0" '
        f'xml:id="{sitting_id}" xml:lang="nl">{header}<text><body>{body}</body></text></TEI>'
    ).encode()


def read(folder: Path, content: bytes, root: str | None = ROOT) -> Sitting:
    (folder / "sitting.xml").write_bytes(content)
    if root is not None:
        (folder / "ParlaMint-ZZ.xml.gz").write_bytes(gzip.compress(root.encode()))
    (file,) = (file for file in walk([folder]) if file.name.endswith("sitting.xml"))
    assert ParlaMintReader().sniff(file.head())
    (sitting,) = ParlaMintReader().read(file)
    return sitting


def speaker(folder: Path, attributes: str, date: str = "2031-07-01", root: str | None = ROOT) -> Speaker | None:
    body = f'<div><u xml:id="u1" {attributes}><seg>Goed.</seg></u></div>'
    sitting = read(folder, tei(body).replace(b"2031-07-01", date.encode()), root)
    return sitting.turns[0].speaker


def test_a_sitting_has_its_id_date_title_and_address_from_the_header(tmp_path: Path) -> None:
    sitting = read(tmp_path, tei('<div><u xml:id="u1"><seg>Goed.</seg></u></div>'))
    assert (sitting.id, sitting.source) == ("ParlaMint-ZZ_2031-07-01", "ParlaMint-ZZ")
    assert (sitting.date, sitting.title) == (dt.date(2031, 7, 1), "Vergadering van de proef")
    assert sitting.turns[0].locator == Locator(url="https://example.org/1", fragment="u1")
    assert sitting.turns[0].speaker is None


def test_paragraphs_are_parted_by_a_blank_line_and_each_states_its_language(tmp_path: Path) -> None:
    body = """<div><u xml:id="u1"><seg xml:lang="nl">Dank
        u.</seg><seg xml:lang="fr-BE">Merci.</seg><seg>Goed.</seg><seg>  </seg></u></div>"""
    (turn,) = read(tmp_path, tei(body)).turns
    assert turn.text == "Dank u.\n\nMerci.\n\nGoed."
    assert turn.languages == (LanguageSpan(0, 7, "nl"), LanguageSpan(9, 15, "fr"), LanguageSpan(17, 22, "nl"))
    assert turn.text[9:15] == "Merci."


def test_what_is_no_speech_is_kept_as_notes_and_stands_in_no_turn(tmp_path: Path) -> None:
    body = """<div><head>PLENUM</head><note>Opening.</note>
      <u xml:id="u1"><note>Anna Proef (NP):</note><seg>Eerst dit<note>(Applaus)</note> en <vocal><desc>gelach</desc>
      </vocal>dan dat.</seg><gap reason="inaudible"/></u>
      <u xml:id="u2"><note>(Zwijgt.)</note></u><note>Sluiting.</note></div>"""
    sitting = read(tmp_path, tei(body))
    assert [turn.text for turn in sitting.turns] == ["Eerst dit en dan dat."]
    assert sitting.notes == (
        Note("PLENUM", "heading", -1),
        Note("Opening.", "stage", -1),
        Note("Anna Proef (NP):", "furniture", -1),
        Note("(Applaus)", "stage", 0),
        Note("gelach", "stage", 0),
        Note("inaudible", "stage", 0),
        Note("(Zwijgt.)", "stage", 0),
        Note("Sluiting.", "stage", 0),
    )


def test_debate_sections_with_headings_are_agenda_items_where_there_are_several(tmp_path: Path) -> None:
    body = """<div xml:id="d1"><head>De brug</head><u xml:id="u1"><seg>Een.</seg></u></div>
      <div><head>De sluis</head><u xml:id="u2"><seg>Twee.</seg></u></div>
      <div><u xml:id="u3"><seg>Drie.</seg></u></div>"""
    sitting = read(tmp_path, tei(body))
    second = "ParlaMint-ZZ_2031-07-01.div1"
    assert sitting.items == (AgendaItem("d1", None, "De brug"), AgendaItem(second, None, "De sluis"))
    assert [turn.item_id for turn in sitting.turns] == ["d1", second, None]


def test_the_heading_of_a_committees_meeting_names_the_committee(tmp_path: Path) -> None:
    meeting = '<meeting ana="#parla.meeting.committee">x</meeting>'
    body = '<div><head>COMMISSIE VOOR PROEVEN</head><u xml:id="u1"><seg>Een.</seg></u></div>'
    assert read(tmp_path, tei(body, meeting=meeting)).committee == "COMMISSIE VOOR PROEVEN"
    assert read(tmp_path, tei(body)).committee is None


@pytest.mark.parametrize(
    ("date", "party", "role"),
    [
        ("2029-12-31", None, "member"),
        ("2031-01-31", "Oude Partij", "member"),
        ("2031-02-01", "NP&V", "member"),
        ("2031-06-01", "NP&V", "minister"),
        ("2032-01-01", "NP&V", "member"),
    ],
)
def test_party_and_office_are_those_of_the_day(tmp_path: Path, date: str, party: str | None, role: str) -> None:
    said = speaker(tmp_path, 'who="#ProefAnna" ana="#regular"', date)
    assert said == Speaker("ProefAnna", "Anna van der Proef", party, role)


def test_a_group_in_parliament_goes_before_the_party(tmp_path: Path) -> None:
    assert speaker(tmp_path, 'who="#BedachtBert"') == Speaker("BedachtBert", "Bert Bedacht", "Groep-X", None)


@pytest.mark.parametrize(
    ("ana", "role"),
    [("#chair", "chair"), ("#guest", "guest"), ("#rapporteur", "rapporteur"), ("#other", None), ("#x #chair", "chair")],
)
def test_the_role_in_which_somebody_speaks_is_stated_by_the_turn(tmp_path: Path, ana: str, role: str | None) -> None:
    said = speaker(tmp_path, f'who="#BedachtBert" ana="{ana}"')
    assert said is not None
    assert said.role == role


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Bracke_Siegfried", "Siegfried Bracke"),
        ("VanOvertveldt_Johan", "Johan Van Overtveldt"),
        ("RuttenGwendolyn", "Rutten Gwendolyn"),
        ("AnkieBroekers-Knol", "Ankie Broekers-Knol"),
    ],
)
def test_without_the_corpus_root_a_name_is_made_readable_from_the_id(tmp_path: Path, who: str, name: str) -> None:
    assert speaker(tmp_path, f'who="#{who}" ana="#regular"', root=None) == Speaker(who, name, None, "member")


def test_without_the_corpus_root_the_printed_name_goes_before_the_id(tmp_path: Path) -> None:
    body = """<div><u xml:id="u1" who="#ProefAnna" ana="#regular"><note>01.02 Anna Proef (NP):</note>
      <seg>Goed.</seg></u><u xml:id="u2" who="#Bedacht_Bert" ana="#chair"><note>De voorzitter:</note>
      <seg>Goed.</seg></u></div>"""
    first, second = read(tmp_path, tei(body), root=None).turns
    assert first.speaker == Speaker("ProefAnna", "Anna Proef", "NP", "member")
    assert second.speaker == Speaker("Bedacht_Bert", "Bert Bedacht", None, "chair")


def test_people_are_also_read_from_a_list_that_the_root_includes(tmp_path: Path) -> None:
    start, end = ROOT.index(" <listPerson>"), ROOT.index("</particDesc>")
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="ParlaMint-ZZ-listPerson.xml"/>'
    people = ROOT[start:end].replace("<listPerson>", '<listPerson xmlns="http://www.tei-c.org/ns/1.0">')
    (tmp_path / "ParlaMint-ZZ-listPerson.xml").write_text(people.strip())
    said = speaker(tmp_path, 'who="#ProefAnna"', root=ROOT[:start] + include + ROOT[end:])
    assert said == Speaker("ProefAnna", "Anna van der Proef", "NP&V", "minister")


def test_a_corpus_root_holds_people_and_no_sitting(tmp_path: Path) -> None:
    (tmp_path / "root.xml").write_text(ROOT)
    (file,) = walk([tmp_path])
    assert ParlaMintReader().sniff(file.head())
    assert list(ParlaMintReader().read(file)) == []


def test_a_corpus_root_is_parsed_once_for_many_sittings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ParlaMint-ZZ.xml").write_text(ROOT)
    for number in range(3):
        body = f'<div><u xml:id="{number}" who="#ProefAnna"><seg>Goed.</seg></u></div>'
        (tmp_path / f"{number}.xml").write_bytes(tei(body, f"ParlaMint-ZZ_{number}"))
    parsed: list[object] = []
    from index.readers import parlamint

    real = parlamint.read_people
    monkeypatch.setattr(parlamint, "read_people", lambda lists: parsed.append(1) or real(lists))
    reader = ParlaMintReader()
    sittings = [sitting for file in walk([tmp_path]) for sitting in reader.read(file)]
    assert len(sittings) == 3
    assert len(parsed) == 1


BOMB = b"""<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div><u><seg>&b;</seg></u></div></body></text></TEI>"""
OUTSIDE = BOMB.replace(b'"aaaaaaaaaa"', b'SYSTEM "file:///etc/hostname"')


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (BOMB, r"sitting\.xml: has a DTD or entities, which are never read"),
        (OUTSIDE, r"has a DTD or entities, which are never read"),
        (tei("<div><u><seg>Goed.</u></div>"), r"line 6, column \d+: not well-formed XML \(mismatched tag\)"),
        (tei("<div/>")[:-10], r"line \d+, column \d+: not well-formed XML"),
        (tei("<div/>").replace(b"UTF-8", b"x-no-such"), r"not well-formed XML|encoding cannot be read"),
        (tei("<div>\xe9</div>").replace("é".encode(), b"\xe9"), r"not well-formed XML"),
        (tei('<div><u xml:id="u"><seg>Een.</seg></u><u xml:id="u"><seg>Ja.</seg></u></div>'), "two turns of one id"),
        (tei("<div><u><seg><w>Goed</w></seg></u></div>"), r"linguistically annotated .* give the plain TEI"),
        (tei("<div><u><seg>" + "<hi>" * 5000 + "</hi>" * 5000 + "</seg></u></div>"), "does not hang together"),
    ],
)
def test_a_bad_file_is_one_clear_error(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        read(tmp_path, content)


SITTINGS = [
    ("BE_2014-12-11_54-plenair-ip020x", 108, "BE-FP-54-plenair-ip020.u", ".1", ".10", ".108"),
    ("BE_2015-01-21_54-commissie-ic061x", 71, "BE-FP-54-commissie-ic061.u", ".1", ".10", ".71"),
    ("BE_2015-06-09_54-commissie-ic186x", 34, "BE-FP-54-commissie-ic186.u", ".1", ".10", ".34"),
    ("BE_2015-07-09_54-plenair-ip062x", 144, "BE-FP-54-plenair-ip062.u", ".1", ".10", ".144"),
    ("BE_2016-07-19_54-plenair-ip122x", 64, "BE-FP-54-plenair-ip122.u", ".1", ".10", ".64"),
    ("BE_2017-05-18_54-plenair-ip169x", 141, "BE-FP-54-plenair-ip169.u", ".1", ".10", ".141"),
    ("BE_2017-07-04_54-commissie-ic702x", 84, "BE-FP-54-commissie-ic702.u", ".1", ".10", ".84"),
    ("BE_2017-10-18_54-commissie-ic753x", 29, "BE-FP-54-commissie-ic753.u", ".1", ".10", ".29"),
    ("BE_2020-03-12_55-plenair-ip027x", 169, "BE-FP-55-plenair-ip027.u", ".1", ".10", ".169"),
    ("NL_2014-04-16-tweedekamer-3", 4, "NL_2014-04-16-tweedekamer-3.u", "1", None, "43"),
    ("NL_2016-01-19-tweedekamer-6", 4, "NL_2016-01-19-tweedekamer-6.u", "1", None, "31"),
    ("NL_2017-02-14-eerstekamer-8", 4, "NL_2017-02-14-eerstekamer-8.u", "1", None, "6"),
    ("NL_2018-05-29-eerstekamer-5", 4, "NL_2018-05-29-eerstekamer-5.u", "1", None, "149"),
    ("NL_2019-06-12-tweedekamer-8", 4, "NL_2019-06-12-tweedekamer-8.u", "1", None, "34"),
    ("NL_2020-11-03-eerstekamer-9", 4, "NL_2020-11-03-eerstekamer-9.u", "1", None, "187"),
]


@pytest.mark.shared
@pytest.mark.parametrize(("name", "count", "prefix", "first", "tenth", "last"), SITTINGS)
def test_every_sitting_of_the_belgian_and_dutch_corpora_is_read_whole(
    shared: Path, name: str, count: int, prefix: str, first: str, tenth: str | None, last: str
) -> None:
    (file,) = walk([shared / f"corpora/parlamint/ParlaMint-{name}.xml.gz"])
    (sitting,) = ParlaMintReader().read(file)
    ids = [turn.id for turn in sitting.turns]
    assert len(ids) == count == file.read().count(b"<u ")
    assert (ids[0], ids[-1]) == (f"ParlaMint-{prefix}{first}", f"ParlaMint-{prefix}{last}")
    if tenth is not None:
        assert ids[9] == f"ParlaMint-{prefix}{tenth}"
    assert str(sitting.date) in file.name
    assert all(turn.speaker and turn.languages for turn in sitting.turns)


@pytest.mark.shared
@pytest.mark.parametrize("country", ["BE", "NL"])
def test_the_two_corpus_roots_hold_no_sitting(shared: Path, country: str) -> None:
    (file,) = walk([shared / f"corpora/parlamint/ParlaMint-{country}.xml.gz"])
    assert ParlaMintReader().sniff(file.head())
    assert list(ParlaMintReader().read(file)) == []


@pytest.mark.shared
def test_people_of_a_real_sitting_have_the_name_party_and_role_of_the_day(shared: Path) -> None:
    (file,) = walk([shared / "corpora/parlamint/ParlaMint-BE_2015-06-09_54-commissie-ic186x.xml.gz"])
    (sitting,) = ParlaMintReader().read(file)
    assert sitting.turns[0].speaker == Speaker("Vermeulen_Brecht", "Brecht Vermeulen", "N-VA", "chair")
    assert sitting.turns[2].speaker == Speaker("Michel_Charles", "Charles Michel", "MR", "prime minister")
    assert sitting.title.startswith("Commissie voor de Binnenlandse Zaken")
    assert sitting.committee is not None
