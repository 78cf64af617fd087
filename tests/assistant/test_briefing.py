"""A note of answers and quotes: every form holds the quotes as they are, with their sources and fingerprints."""

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from assistant.answer import Answer, Citation, Question, Refusal, Sentence, Understood
from assistant.assistant import Assistant
from assistant.briefing.note import CSV_COLUMNS, Briefing, briefing, to_csl, to_csv, to_markdown, to_ris
from assistant.briefing.word import to_docx
from assistant.citing import cite
from assistant.quotes.documents import document_text
from assistant.quotes.fingerprint import fingerprint
from index.transcript import Locator
from tests.assistant.conftest import Over
from tests.index.conftest import turn

WORDS = (
    "Wij herstellen *eerst* de leuning & het wegdek <b>.\n\nDaarna volgt \x0bde rest van de brug.",
    "=2+2 bomen langs het kanaal, zei iemand.",
)


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    fields: dict[str, Any] = {"committee": "Commissie Openbare Werken", "url": "https://example.org/brug?a=1&b=2"}
    return over(
        [
            turn("brug", 1, WORDS[0], "Ann Peeters", role="minister", title="De brug", **fields),
            turn("brug", 2, WORDS[1], None, title="De brug", **fields),
        ]
    )


@pytest.fixture(scope="module")
def citations(assistant: Assistant) -> list[Citation]:
    sitting = next(iter(assistant.index.sittings.values()))
    turns = [found for _, found in sorted(assistant.index.turns([0, 1]).items())]
    assert [found.text for found in turns] == list(WORDS)
    return [cite(n, found, sitting, 0, len(found.text), 1.0) for n, found in enumerate(turns, start=1)]


def answered(citations: list[Citation], *sentences: Sentence) -> Answer:
    return Answer(Question("Wat met de brug?"), Understood("nl"), sentences, tuple(citations), None, 1.0)


@pytest.fixture(scope="module")
def note(citations: list[Citation]) -> Briefing:
    """An answer with a frame, a quote and prose over both quotes; a refusal; and one quote by itself."""
    one, other = citations
    answer = answered(
        citations, Sentence("Ann Peeters:"), Sentence(one.quote, (1,)), Sentence("Er komen bomen.", (1, 2))
    )
    refused = replace(answer, sentences=(), citations=(), refusal=Refusal("Geen antwoord.", "Doorzocht: alles."))
    return briefing("Nota over de brug", [answer, refused, other])


def test_footnotes_are_numbered_through_and_each_citation_of_an_answer_has_one(note: Briefing) -> None:
    assert [section.heading for section in note.sections] == ["Wat met de brug?", "Wat met de brug?", None]
    assert [[line.notes for line in section.lines] for section in note.sections] == [
        [(), (1,), (1, 2)],
        [(), ()],
        [(3,)],
    ]
    assert [citation.turn.id for citation in note.citations] == ["brug-1", "brug-2", "brug-2"]


def test_only_the_records_own_words_stand_as_a_quote(note: Briefing) -> None:
    quotes = [line for section in note.sections for line in section.lines if line.is_quote]
    assert [line.text for line in quotes] == [WORDS[0], WORDS[1]]


def footnotes(content: bytes) -> dict[int, str]:
    """The footnotes part of a document that python-docx has opened, by number."""
    part = next(
        r.target_part for r in docx.Document(io.BytesIO(content)).part.rels.values() if r.reltype.endswith("/footnotes")
    )
    assert part.content_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    root = parse_xml(part.blob)
    return {int(note.get(qn("w:id"))): "".join(t.text for t in note.iter(qn("w:t"))).strip() for note in root}


def test_the_word_document_has_a_footnote_for_every_reference_with_the_citations_source(note: Briefing) -> None:
    content = to_docx(note)
    body = docx.Document(io.BytesIO(content)).element.body
    found = footnotes(content)
    assert [int(ref.get(qn("w:id"))) for ref in body.iter(qn("w:footnoteReference"))] == [1, 1, 2, 3]
    assert list(found) == [-1, 0, 1, 2, 3]
    where = "1 maart 2024, De brug, Commissie Openbare Werken, https://example.org/brug?a=1&b=2"
    prints = [fingerprint(citation) for citation in note.citations]
    assert found[3] == f"spreker onbekend, {where} ({prints[2]})"
    assert found[2] == f"“{WORDS[1]}” spreker onbekend, {where} ({prints[1]})"
    assert found[1].endswith(f"Ann Peeters (minister), {where} ({prints[0]})")


def test_the_word_document_shows_the_quotes_as_they_are_but_for_what_xml_cannot_hold(note: Briefing) -> None:
    document = docx.Document(io.BytesIO(to_docx(note)))
    quotes = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Quote"]
    assert quotes == [f"“{WORDS[0].replace(chr(11), '')}”", f"“{WORDS[1]}”"]
    assert [p.text for p in document.paragraphs if p.style.name in ("Title", "Heading 1")] == [
        "Nota over de brug", "Wat met de brug?", "Wat met de brug?",
    ]  # fmt: skip
    assert (document.core_properties.title, document.core_properties.author) == ("Nota over de brug", "")


def test_the_settings_list_the_separators_where_the_schema_wants_them(note: Briefing) -> None:
    settings = [child.tag for child in docx.Document(io.BytesIO(to_docx(note))).settings.element]
    assert settings.index(qn("w:footnotePr")) == settings.index(qn("w:compat")) - 1


def test_styles_that_the_footnotes_name_are_there(note: Briefing) -> None:
    content = to_docx(note)
    styles = {style.style_id for style in docx.Document(io.BytesIO(content)).styles}
    assert {"FootnoteText", "FootnoteReference"} <= styles


@pytest.mark.parametrize(("form", "name"), [(to_docx, "nota.docx"), (to_markdown, "nota.md")])
def test_every_quote_of_a_note_is_found_again_by_its_fingerprint(demo: Assistant, form: Any, name: str) -> None:
    rows = [row for row, t in demo.index.turns(range(40)).items() if len(t.text.split()) > 8][:6]
    turns = demo.index.turns(rows)
    sittings = [demo.index.sittings[int(demo.index.layout.sitting_of_turn[row])] for row in turns]
    cited = [cite(1, t, sitting, 0, len(t.text), 1.0) for t, sitting in zip(turns.values(), sittings, strict=True)]
    made = form(briefing("Nota", cited))
    report = demo.check_text(document_text(made if isinstance(made, bytes) else made.encode(), name))
    printed = [one.fingerprint for one in report.checked]
    assert [one.verdict for one in report.checked] == ["verbatim"] * len(cited)
    assert [(one and one.code, one and one.agrees) for one in printed] == [(fingerprint(c), True) for c in cited]


def test_markdown_refers_to_every_footnote_and_defines_it(note: Briefing) -> None:
    text = to_markdown(note)
    assert re.findall(r"\[\^(\d+)\](?!:)", text) == ["1", "1", "2", "3"]
    assert re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE) == ["1", "2", "3"]
    assert "> “Wij herstellen \\*eerst\\* de leuning & het wegdek \\<b\\>.\n> \n> Daarna volgt" in text


def test_csv_has_a_line_a_quote_and_no_formula(note: Briefing) -> None:
    first, second, third = csv.DictReader(io.StringIO(to_csv(note)))
    assert tuple(first) == CSV_COLUMNS
    assert (first["n"], first["question"], first["quote"], first["speaker"]) == (
        "1", "Wat met de brug?", WORDS[0], "Ann Peeters",
    )  # fmt: skip
    assert (second["speaker"], second["quote"]) == ("", f"'{WORDS[1]}")
    assert (third["question"], third["date"], third["fingerprint"]) == (
        "", "2024-03-01", fingerprint(note.citations[2]),
    )  # fmt: skip


def test_csl_json_names_speaker_date_sitting_and_address(note: Briefing) -> None:
    first, second, _ = json.loads(to_csl(note))
    assert first == {
        "id": fingerprint(note.citations[0]),
        "type": "speech",
        "title": "De brug",
        "author": [{"literal": "Ann Peeters"}],
        "issued": {"date-parts": [[2024, 3, 1]]},
        "event-title": "Commissie Openbare Werken",
        "genre": "minister",
        "URL": "https://example.org/brug?a=1&b=2",
        "archive_location": "brug-1",
        "abstract": WORDS[0],
        "note": fingerprint(note.citations[0]),
    }
    assert "author" not in second


def test_ris_has_a_record_a_quote(note: Briefing) -> None:
    records = to_ris(note).split("ER  - \r\n")
    assert len(records) == 4
    assert records[-1] == ""
    assert records[0].split("\r\n")[:7] == [
        "TY  - HEAR",
        f"ID  - {fingerprint(note.citations[0])}",
        "AU  - Ann Peeters",
        "TI  - De brug",
        "T2  - Commissie Openbare Werken",
        "PY  - 2024",
        "DA  - 2024/03/01",
    ]
    assert f"AB  - {' '.join(WORDS[0].split())}\r\n" in records[0]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in records[0].split("\r\n") if line)


def test_a_source_without_date_or_address_says_so_and_names_the_turn(citations: list[Citation]) -> None:
    bare = replace(citations[0], sitting=replace(citations[0].sitting, date=None, committee=None), locator=Locator())
    note = briefing("Nota", [bare])
    assert f"Ann Peeters (minister), datum onbekend, De brug, brug-1 ({fingerprint(bare)})" in to_markdown(note)
    assert "issued" not in json.loads(to_csl(note))[0]
    assert "PY  -" not in to_ris(note)
