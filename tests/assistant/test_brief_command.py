"""``python -m assistant brief``: questions and quotes become a note, in the format of the file's ending."""

import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from typer.testing import CliRunner, Result

from assistant.__main__ import app
from assistant.assistant import Assistant
from assistant.quotes.fingerprint import fingerprint
from tests.assistant.conftest import ask

QUESTIONS = ["Wat beloofde Somers over SIB's?", "En hoe vaak vermeldde hij inburgering?"]


def run(assistant: Assistant, *arguments: str, command: str = "brief") -> Result:
    return CliRunner().invoke(app, [command, *arguments, "--index", str(assistant.index.directory)])


def footnotes(path: Path) -> list[str]:
    """The real footnotes of a Word document, as python-docx opens it, by number, without the separators."""
    document = docx.Document(str(path))
    part = next(r.target_part for r in document.part.rels.values() if r.reltype.endswith("/footnotes"))
    notes = {int(note.get(qn("w:id"))): "".join(t.text for t in note.iter(qn("w:t"))) for note in parse_xml(part.blob)}
    referred = [int(ref.get(qn("w:id"))) for ref in document.element.body.iter(qn("w:footnoteReference"))]
    assert referred == [number for number in notes if number > 0]
    return [notes[number].strip() for number in referred]


def test_a_conversation_with_a_count_becomes_a_word_document_with_a_footnote_a_quote(
    demo: Assistant, tmp_path: Path
) -> None:
    out = tmp_path / "note.docx"
    result = run(demo, *QUESTIONS, "--out", str(out), "--title", "Nota SIB")
    assert (result.exit_code, result.output) == (0, "")
    answers = [ask(demo, QUESTIONS[0]), ask(demo, QUESTIONS[1], QUESTIONS[0])]
    count = answers[1].count
    assert count is not None
    shown = [paragraph.text for paragraph in docx.Document(str(out)).paragraphs]
    assert shown[0] == "Nota SIB"
    assert count.what("nl") in shown
    cited = [citation for answer in answers for citation in answer.citations]
    notes = footnotes(out)
    assert len(notes) == len(cited)
    for note, citation in zip(notes, cited, strict=True):
        speaker, sitting = citation.turn.speaker, citation.sitting
        assert speaker is not None
        assert sitting.date is not None
        for told in (speaker.name, str(sitting.date.year), sitting.title, citation.locator.url, fingerprint(citation)):
            assert told is not None
            assert told in note
        assert "(minister)" in note


def test_every_quotation_of_the_word_document_is_found_again_by_the_quote_command(
    demo: Assistant, tmp_path: Path
) -> None:
    out = tmp_path / "note.docx"
    assert run(demo, QUESTIONS[0], "--out", str(out)).exit_code == 0
    checked = run(demo, "--file", str(out), "--json", command="quote")
    assert checked.exit_code == 0
    report = json.loads(checked.stdout)["checked"]
    assert [one["verdict"] for one in report] == ["verbatim"] * len(ask(demo, QUESTIONS[0]).citations)
    assert all(one["fingerprint"]["agrees"] for one in report)


def test_a_draft_in_plain_text_is_checked_quotation_by_quotation(demo: Assistant, tmp_path: Path) -> None:
    true = ask(demo, QUESTIONS[0]).citations[0].quote
    draft = tmp_path / "draft.txt"
    draft.write_text(
        f"Somers zei: “{true}” Later zou hij gezegd hebben: “Wij bouwen elf luchtkastelen boven de stad.”", "utf-8"
    )
    report = json.loads(run(demo, "--file", str(draft), "--json", command="quote").stdout)["checked"]
    assert [one["verdict"] for one in report] == ["verbatim", "not found"]


def read_csv(text: str) -> list[str]:
    return [row["quote"] for row in csv.DictReader(text.splitlines(keepends=True))]


def read_ris(text: str) -> list[str]:
    return re.findall(r"^AB  - (.*?)\r?$", text, re.MULTILINE)


def read_markdown(text: str) -> list[str]:
    """The quotes, each of one paragraph or of several."""
    blocks = re.findall(r"^> “((?:.*\n(?:> |>))*?.*)”\[\^\d+\]$", text, re.MULTILINE)
    return [re.sub(r"^> ?", "", block, flags=re.MULTILINE) for block in blocks]


@pytest.mark.parametrize(
    ("ending", "quotes_of"),
    [
        ("csv", read_csv),
        ("ris", read_ris),
        ("md", read_markdown),
        ("json", lambda text: [one["abstract"] for one in json.loads(text)]),
    ],
)
def test_the_format_is_that_of_the_files_ending(demo: Assistant, tmp_path: Path, ending: str, quotes_of: Any) -> None:
    out = tmp_path / f"note.{ending}"
    assert run(demo, QUESTIONS[0], "--out", str(out)).exit_code == 0
    quotes: Sequence[str] = quotes_of(out.read_bytes().decode())
    cited = [" ".join(citation.quote.split()) for citation in ask(demo, QUESTIONS[0]).citations]
    assert [" ".join(quote.split()) for quote in quotes] == cited


def test_a_quote_is_taken_by_its_fingerprint(demo: Assistant, tmp_path: Path) -> None:
    cited = ask(demo, QUESTIONS[0]).citations[0]
    out = tmp_path / "note.csv"
    assert run(demo, "--quote", fingerprint(cited), "--out", str(out)).exit_code == 0
    (row,) = csv.DictReader(out.read_text(encoding="utf-8").splitlines(keepends=True))
    assert (row["quote"], row["turn_id"], row["fingerprint"]) == (cited.quote, cited.turn.id, fingerprint(cited))


@pytest.mark.parametrize("code", ["woordelijk:0000-0000", "no fingerprint"])
def test_a_fingerprint_of_no_quote_is_one_line_on_stderr(demo: Assistant, tmp_path: Path, code: str) -> None:
    result = run(demo, "--quote", code, "--out", str(tmp_path / "note.md"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"woordelijk: the record has no quote with the fingerprint {code}\n"
    assert not (tmp_path / "note.md").exists()


@pytest.mark.parametrize("arguments", [["Wat?"], ["--out", "note.md"], ["Wat?", "--out", "note.pdf"]])
def test_wrong_usage_is_exit_code_2(demo: Assistant, arguments: list[str]) -> None:
    assert run(demo, *arguments).exit_code == 2
