"""The report on a text: as Markdown, on the terminal, and what it says in words."""

import csv
import io

import pytest
from rich.console import Console

from assistant.assistant import Assistant
from assistant.quotes.report import markdown, show, write_csv
from assistant.quotes.verdict import QuoteReport
from assistant.quotes.wording import LISTED
from tests.assistant.conftest import Over
from tests.assistant.quotes.conftest import TREES
from tests.index.conftest import turn

TEXT = (
    "Minister Peeters zei in de commissie: “Wij herstellen eerst de leuning, want die is verroest.” Volgens Bob Claes "
    "luidt het: “Langs het kanaal planten we tweehonderd linden.” “De brug over de vaart gaat in het voorjaar weer "
    "open voor fietsers”, aldus Claes. En dan nog: “Geen mens heeft dit ooit in deze zaal gezegd, vermoed ik.”"
)


@pytest.fixture(scope="module")
def report(record: Assistant) -> QuoteReport:
    return record.check_text(TEXT)


def printed(report: QuoteReport) -> str:
    out = io.StringIO()
    show(report, Console(file=out, width=80, highlight=False))
    return out.getvalue()


def test_it_holds_every_quotation_in_order_with_its_verdict(report: QuoteReport) -> None:
    assert [one.verdict for one in report.checked] == ["verbatim", "other speaker", "altered", "not found"]
    assert report.counts() == {"verbatim": 1, "other speaker": 1, "altered": 1, "not found": 1}
    assert [one["verdict"] for one in report.to_json()["checked"]] == [one.verdict for one in report.checked]


@pytest.mark.parametrize("form", [markdown, printed])
def test_it_says_what_was_found_in_the_language_of_the_text(report: QuoteReport, form: object) -> None:
    assert callable(form)
    shown = " ".join(form(report).replace("\\", "").split())
    for words in (
        "Dit staat zo in het verslag, als woorden van Ann Peeters.",
        "maar niet als woorden van Bob Claes.",
        "[-najaar-] {+voorjaar+}",
        "Het zijn ook geen woorden van Bob Claes.",
        "Dit staat niet in het verslag",
        "Eve De Wolf · 2 mei 2024 · Bomen · bomen-1 · https://example.org/bomen",
        "woordelijk:",
    ):
        assert words in shown


def test_on_the_terminal_no_line_but_those_with_addresses_is_longer_than_80(report: QuoteReport) -> None:
    assert all(len(line) <= 80 for line in printed(report).splitlines() if "woordelijk:" not in line)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "He said: “Langs het kanaal planten we tweehonderd linden”, and then the minister went away again.",
            "The record",
        ),
        (
            "Elle a dit : « Langs het kanaal planten we tweehonderd linden », et puis la ministre est partie.",
            "Le compte",
        ),
    ],
)
def test_other_languages_have_their_own_words(record: Assistant, text: str, words: str) -> None:
    assert words in printed(record.check_text(text))


def test_a_text_without_quotations_is_said_to_have_none(record: Assistant) -> None:
    report = record.check_text("Hier wordt niemand aangehaald.")
    assert "geen citaat" in printed(report)
    assert "geen citaat" in markdown(report)
    assert report.to_json() == {"checked": []}


def test_markdown_in_the_record_stays_text(over: Over) -> None:
    words = "Dit is *geen* nadruk en <b>geen</b> opmaak [klik](x)."
    report = QuoteReport.of([over([turn("a", 1, words)]).check_quote(words)])
    assert r"Dit is \*geen\* nadruk en \<b\>geen\</b\> opmaak \[klik\](x)." in markdown(report)


def test_of_many_places_some_are_listed_and_the_others_counted(over: Over) -> None:
    assistant = over([turn("a", number, TREES) for number in range(LISTED + 3)])
    report = QuoteReport.of([assistant.check_quote("De bewoners mogen zelf een boom kiezen")])
    assert len(report.checked[0].places) == LISTED + 3
    assert "en op nog 3 plaatsen" in printed(report)


def test_as_a_table_it_has_a_line_for_each_place_and_no_formula(over: Over) -> None:
    words = "=SUM(A1:A9) is what the minister said here today."
    report = QuoteReport.of([over([turn("a", 1, words)]).check_quote(words)])
    table = io.StringIO()
    write_csv(report, table)
    (row,) = csv.DictReader(io.StringIO(table.getvalue()))
    assert (row["number"], row["verdict"], row["turn_id"]) == ("1", "verbatim", "a-1")
    assert (row["words"], row["quote"]) == (f"'{words}", f"'{words}")


def test_what_was_too_much_to_check_is_counted(record: Assistant) -> None:
    report = record.check_text(TEXT, most=3)
    assert (len(report.checked), report.unchecked) == (3, 1)
    assert "3 citaten zijn nagekeken; 1 waren er te veel, of te lang." in markdown(report)


def test_a_quotation_as_long_as_a_text_is_left_unchecked_and_counted(record: Assistant) -> None:
    report = record.check_text(f"{TEXT} “{'Een woord na het andere. ' * 500}”")
    assert (len(report.checked), report.unchecked) == (4, 1)
    only = record.check_text(f"Hij zei: “{'Een woord na het andere. ' * 500}” En verder zei hij niets meer.")
    assert "1 waren er te veel, of te lang" in markdown(only)
    assert "geen citaat" not in markdown(only)
