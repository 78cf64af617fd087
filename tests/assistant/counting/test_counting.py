"""Counts of what was said: every mention, exactly, with who, when and in how much."""

import csv
import datetime as dt
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.__main__ import app
from assistant.answering.counting.counted import COLUMNS, Count, Term
from assistant.answering.counting.engine import Counting
from assistant.answering.counting.filters import named_filters
from assistant.errors import CountError
from assistant.glossary import Glossary
from index.build import build
from index.store import Index, open_index
from tests.index.conftest import turn

WONEN = {"date": "2024-03-01", "committee": "Commissie voor Wonen"}
PLENARY = {"date": "2024-04-09"}
MAES: dict[str, Any] = {"speaker": "Jo Maes", "role": "minister"}
TURNS = [
    turn("d1", 0, "De huur stijgt. De huren stijgen, zei de huurder, en de huurprijs ook.", party="Groen", **WONEN),
    turn("d1", 1, "Huur- en koopprijzen, huurprijzen: de prijs telt. Koop of huur?", **WONEN, **MAES),
    turn("d1", 2, "Ik herhaal: de markt, de prijs, de norm. Verhuurd is verhuurd.", **WONEN, **MAES),
    turn("d2", 0, "Sociale woningen en één sociale\nwoning. Sociale woningbouw: bouw!", party="Groen", **PLENARY),
    turn("d2", 1, "Een sociale-woningmarkt. Sociale\n\nwoningen, nee.", "Piet Van Dijk", party="VB", **PLENARY),
    turn("d2", 2, "De GAS-boete en GAS. Het gas is op. De VDAB, VDAB's en een VDAB'er; een vdab-norm.", **PLENARY),
    turn("d2", 3, "De dijk breekt, mijnheer Van Dijk. De motie-Dijk over de zeedijk. Zee, zee, zee.", None, **PLENARY),
    turn("d2", 4, "Coördinatie, coordinatie. Les logements sociaux. De minister is geen ster.", **PLENARY),
    turn("d3", 0, "Over de huur van toen.", date=None),
]  # fmt: skip
GLOSSARY = Glossary([["GAS", "gemeentelijke administratieve sanctie"], ["VDAB", "arbeidsbemiddeling"]])


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("counting")
    (folder / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in TURNS), encoding="utf-8")
    assert build([folder / "a.jsonl"], folder / "index").refused == []
    return folder / "index"


@pytest.fixture(scope="module")
def index(directory: Path) -> Iterator[Index]:
    opened = open_index(directory)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def counting(index: Index) -> Counting:
    return Counting(index, GLOSSARY)


def spelled(count: Count) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for variant in count.variants:
        found.setdefault(variant.kind, []).append((variant.text, variant.mentions))
    return found


def test_a_word_counts_in_its_forms_and_its_compounds_but_not_in_words_made_of_it(counting: Counting) -> None:
    assert spelled(counting.count(Term("huur"))) == {
        "form": [("huur", 3), ("huren", 1)],
        "compound": [("Huur-", 1), ("huurprijs", 1), ("huurprijzen", 1)],
    }
    assert spelled(counting.count(Term("huur", compounds=False))) == {"form": [("huur", 3), ("huren", 1)]}


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("huren", {"huur": 3, "huren": 1}),  # asked in another form
        ("sociale woning", {"Sociale woningen": 1, "sociale woning": 1}),  # never across a blank line
        ("ster", {"ster": 1}),  # "minister" has none
        ("coordinatie", {"Coördinatie": 1, "coordinatie": 1}),
        ("logement", {"logements": 1}),
        ("Huurprijzen", {"huurprijs": 1, "huurprijzen": 1}),
        ("dijk", {"dijk": 1}),  # not Van Dijk
        ("Van Dijk", {"Van Dijk": 1}),
        ("GAS", {"GAS": 1}),  # "gas" is another word
        ("gas", {"GAS": 2}),
        ("VDAB", {"VDAB": 1, "VDAB's": 1}),
        ("vdab", {"VDAB": 1, "VDAB's": 1}),
    ],
)  # fmt: skip
def test_a_term_is_found_in_every_form(counting: Counting, term: str, found: dict[str, int]) -> None:
    count = counting.count(Term(term, compounds=False))
    assert {variant.text: variant.mentions for variant in count.variants} == found
    assert count.mentions == sum(found.values())


def test_hyphenated_words_and_what_an_acronym_becomes_are_compounds(counting: Counting) -> None:
    assert spelled(counting.count(Term("VDAB")))["compound"] == [("VDAB'er", 1), ("vdab-norm", 1)]
    assert spelled(counting.count(Term("sociale woning")))["compound"] == [
        ("Sociale woningbouw", 1),
        ("sociale-woningmarkt", 1),
    ]
    assert spelled(counting.count(Term("dijk")))["compound"] == [("zeedijk", 1)]


def test_other_forms_of_the_glossary_count_apart_and_as_they_are_written_there(counting: Counting) -> None:
    assert spelled(counting.count(Term("gemeentelijke administratieve sanctie"))) == {
        "glossary": [("GAS", 1)],
        "compound": [("GAS-boete", 1)],
    }


def test_every_mention_is_marked_in_a_sentence_that_is_verbatim_in_its_turn(index: Index, counting: Counting) -> None:
    hits = counting.count(Term("huur")).hits
    assert [hit.citation.quote for hit in hits] == [
        "De huur stijgt.",
        "De huren stijgen, zei de huurder, en de huurprijs ook.",
        "Huur- en koopprijzen, huurprijzen: de prijs telt.",
        "Koop of huur?",
        "Over de huur van toen.",  # without a date, so last
    ]
    assert [hit.citation.number for hit in hits] == [1, 2, 3, 4, 5]
    for hit in hits:
        sitting = index.sitting(hit.citation.sitting.id)
        assert sitting is not None
        own = next(turn for turn in sitting.turns if turn.id == hit.citation.turn.id)
        assert own == hit.citation.turn
        assert own.text[hit.citation.start : hit.citation.end] == hit.citation.quote
        for mark in hit.marks:
            assert hit.citation.start <= mark.start < mark.end <= hit.citation.end
            assert own.text[mark.start : mark.end].lower().startswith(("huur", "huren"))


def test_the_groupings_add_up_and_have_their_denominators(counting: Counting) -> None:
    count = counting.count(Term("huur"))
    assert (count.mentions, count.turns, count.sittings) == (7, 3, 2)
    for by in ("speaker", "party", "month", "committee"):
        assert sum(row.mentions for row in count.rows(by)) == count.mentions  # type: ignore[arg-type]
    words = Counter(line["speaker"] for line in TURNS for _ in line["text"].split())
    assert count.scope.words == words.total()
    assert (count.scope.turns, count.scope.sittings) == (len(TURNS), 3)
    assert (count.scope.first, count.scope.last) == (dt.date(2024, 3, 1), dt.date(2024, 4, 9))
    months = Counter(line["date"][:7] for line in TURNS if line["date"] for _ in line["text"].split())
    assert {row.name: row.words for row in count.by_month if row.name} == months
    assert 0 in {row.mentions for row in count.by_month}  # a month without a mention is among them
    assert {one.speaker.name: one.words for one in count.by_speaker if one.speaker} == {
        "Ann Peeters": words["Ann Peeters"],
        "Jo Maes": words["Jo Maes"],
    }
    assert [(row.name, row.mentions) for row in count.by_month] == [("2024-03", 6), ("2024-04", 0), (None, 1)]
    assert [(row.name, row.mentions) for row in count.by_party] == [(None, 4), ("Groen", 3)]
    assert [row.name for row in count.by_committee] == ["Commissie voor Wonen", None]


def test_those_who_spoke_on_it_stand_by_turns_with_their_first_and_last_day(counting: Counting) -> None:
    first, second = counting.count(Term("huur")).by_speaker
    assert (first.speaker and first.speaker.name, first.turns, first.parties) == ("Ann Peeters", 2, ("Groen",))
    assert (second.speaker and second.speaker.name, second.roles) == ("Jo Maes", ("minister",))
    assert (first.first, first.last) == (dt.date(2024, 3, 1), dt.date(2024, 3, 1))
    (nobody,) = counting.count(Term("dijk")).by_speaker
    assert nobody.speaker is None


@pytest.mark.parametrize(
    ("chosen", "mentions"),
    [
        ({"speaker": "Maes"}, 3),
        ({"party": "groen"}, 3),
        ({"committee": "wonen"}, 6),
        ({"since": dt.date(2024, 4, 1)}, 0),
        ({"until": dt.date(2024, 4, 1)}, 6),
        ({"source": "test"}, 7),
    ],
)
def test_what_is_counted_in_is_narrowed_and_said(
    index: Index, counting: Counting, chosen: dict[str, Any], mentions: int
) -> None:
    count = counting.count(Term("huur"), named_filters(index, **chosen))
    assert count.mentions == mentions
    assert "(chosen: " in count.what("en")


@pytest.mark.parametrize("chosen", [{"speaker": "Jo"}, {"party": "X"}, {"committee": "zee"}, {"source": "elders"}])
def test_what_the_record_does_not_have_is_refused(index: Index, chosen: dict[str, str]) -> None:
    with pytest.raises(CountError):
        named_filters(index, **chosen)  # type: ignore[arg-type]


@pytest.mark.parametrize("term", ["", "?", "x", "l'"])
def test_a_term_without_a_word_is_refused(counting: Counting, term: str) -> None:
    with pytest.raises(CountError):
        counting.count(Term(term))


def test_what_was_counted_and_how_is_said_in_the_language_asked(counting: Counting) -> None:
    count = counting.count(Term("huur"))
    dutch, english, french = (count.what(language) for language in ("nl", "en", "fr"))  # type: ignore[arg-type]
    assert dutch.startswith("“huur” is 7 keer gezegd, in 3 spreekbeurten van 2 vergaderingen, dat is ")
    assert "Geteld als huur (3), huren (1); in samenstellingen: Huur- (1), huurprijs (1), huurprijzen (1)." in dutch
    assert english.startswith("“huur” was said 7 times, in 3 turns of 2 sittings")
    assert french.startswith("« huur » a été dit 7 fois, dans 3 interventions de 2 séances")
    assert "compounds left out" in counting.count(Term("huur", compounds=False)).what("en")
    assert counting.count(Term("zeilboot")).what("en").startswith("“zeilboot” was not said. Looked through")


def test_a_table_holds_every_mention_and_no_formulas(directory: Path, counting: Counting) -> None:
    out = io.StringIO()
    counting.count(Term("huur")).write_csv(out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["variant"] for row in rows] == ["huur", "huren", "huurprijs", "Huur-", "huurprijzen", "huur", "huur"]
    assert (rows[0]["speaker"], rows[0]["party"], rows[0]["start"], rows[0]["end"]) == (
        "Ann Peeters",
        "Groen",
        "3",
        "7",
    )


def run(directory: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["count", "--index", str(directory), *arguments], env={"COLUMNS": "80"})


def test_the_command_prints_one_json_document(directory: Path) -> None:
    result = run(directory, "huur", "--json", "--speaker", "Maes", "--no-compounds")
    assert (result.exit_code, result.stderr) == (0, "")
    document = json.loads(result.stdout)
    assert list(document) == [
        "term", "what", "compounds", "mentions", "turns", "sittings", "per_10000", "searched", "variants", "by_speaker",
        "by_party", "by_month", "by_committee", "hits",
    ]  # fmt: skip
    (hit,) = document["hits"]
    assert (hit["quote"], hit["marks"], hit["speaker"]) == (
        "Koop of huur?", [{"start": 58, "end": 62, "kind": "form"}], "Jo Maes",
    )  # fmt: skip


@pytest.mark.parametrize("by", ["speaker", "party", "month", "committee"])
def test_the_command_shows_a_table_within_80_columns(directory: Path, by: str) -> None:
    shown = run(directory, "huur", "--by", by).stdout
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert "Ann Peeters (Groen)" in shown or by != "speaker"
    assert f" {by} " in shown


def test_the_command_writes_a_table(directory: Path, tmp_path: Path) -> None:
    assert run(directory, "huur", "--csv", str(tmp_path / "huur.csv")).stdout == ""
    assert (tmp_path / "huur.csv").read_text(encoding="utf-8").count("\n") == 8
    assert run(directory, "huur", "--csv", "-").stdout.startswith("date,speaker,")


@pytest.mark.parametrize("arguments", [["huur", "--json", "--csv", "-"], ["huur", "--by", "hour"], []])
def test_wrong_usage_is_exit_code_2(directory: Path, arguments: list[str]) -> None:
    assert run(directory, *arguments).exit_code == 2


@pytest.mark.parametrize("arguments", [["x"], ["huur", "--speaker", "Nobody"], ["huur", "--csv", "/none/a.csv"]])
def test_what_cannot_be_done_is_one_line_on_stderr(directory: Path, arguments: list[str]) -> None:
    result = run(directory, *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_hits_are_narrowed_to_groups_without_counting_again(counting: Counting) -> None:
    count = counting.count(Term("huur"))
    for by in ("party", "month", "committee"):
        for row in count.rows(by):  # type: ignore[arg-type]
            hits = count.narrowed({by: row.name})  # type: ignore[dict-item]
            assert sum(len(hit.marks) for hit in hits) == row.mentions
    maes = next(one.speaker for one in count.by_speaker if one.speaker and one.speaker.name == "Jo Maes")
    hits = count.narrowed({"speaker": maes.id, "month": "2024-03"})
    assert [hit.citation.quote for hit in hits] == [
        "Huur- en koopprijzen, huurprijzen: de prijs telt.", "Koop of huur?",
    ]  # fmt: skip
    assert count.narrowed({"speaker": maes.id, "month": None}) == ()


def test_a_month_without_mentions_is_zero_of_the_words_said_in_it(counting: Counting) -> None:
    silent = {row.name: row for row in counting.count(Term("huur")).by_month}["2024-04"]
    spoken = sum(len(line["text"].split()) for line in TURNS if line["doc_id"] == "d2")
    assert (silent.mentions, silent.turns, silent.words) == (0, 0, spoken)
