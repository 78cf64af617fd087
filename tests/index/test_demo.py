"""The demo record and its gold set: every file is honest about itself and read as it is meant."""

import json
import lzma
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from index.demo import record_folder
from index.readers import reader_for, walk
from index.transcript import Sitting

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "eval" / "gold" / "demo"
FILES = sorted(record_folder().glob("*.txt"))
NOTICE = re.compile(
    r"– Beknopte weergave, geschreven voor Woordelijk; dit zijn niet de officiële woorden\. "
    r"Officieel verslag: (https://www\.vlaamsparlement\.be/\S+/verslag/(\d+))"
)
HEADING = re.compile(r"De voorzitter|Minister(?:-president)? (?P<minister>[^.]+)|(?P<member>[^.]+) \((?P<party>.+)\)")
MAX_WORDS = 1000
"""A sitting longer than that is no longer condensed."""


@cache
def sitting_of(path: Path) -> Sitting:
    (file,) = walk([path])
    (sitting,) = reader_for(file).read(file)
    return sitting


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def qrels() -> list[tuple[str, str, int]]:
    lines = (GOLD / "qrels.txt").read_text(encoding="utf-8").splitlines()
    return [(query, turn, int(grade)) for query, _, turn, grade in (line.split() for line in lines)]


def test_the_demo_record_is_seventeen_files() -> None:
    assert len(FILES) == 17


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_says_first_that_these_are_not_the_official_words_and_links_them(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    found = NOTICE.fullmatch(first)
    assert found is not None
    sitting = sitting_of(path)
    assert sitting.id == f"vp-{found[2]}"
    notices = [note.text for note in sitting.notes if note.kind == "notice"]
    assert any("dit zijn niet de officiële woorden" in notice for notice in notices)


def test_no_two_files_render_the_same_page() -> None:
    addresses = [path.read_text(encoding="utf-8").split("\n", 1)[0].split()[-1] for path in FILES]
    assert len(set(addresses)) == len(addresses)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_stays_short_and_is_named_after_its_date(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").split()) <= MAX_WORDS
    date = sitting_of(path).date
    assert date is not None
    assert path.stem.startswith(date.isoformat())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_heading_of_a_file_becomes_a_turn_of_that_speaker(path: Path) -> None:
    paragraphs = path.read_text(encoding="utf-8").split("\n\n")
    headings = [found for line in paragraphs[6:] if (found := HEADING.fullmatch(line.strip()))]
    turns = [turn for turn in sitting_of(path).turns if turn.speaker is not None]
    assert len(turns) == len(headings)
    for turn, heading in zip(turns, headings, strict=True):
        assert turn.speaker is not None
        if name := heading["minister"] or heading["member"]:
            assert (turn.speaker.name, turn.speaker.party) == (name, heading["party"])
        else:
            assert turn.speaker.role == "chair"


def test_the_only_words_without_a_speaker_are_one_interjection() -> None:
    unknown = [turn for path in FILES for turn in sitting_of(path).turns if turn.speaker is None]
    assert [(turn.sitting_id, turn.text) for turn in unknown] == [("vp-1411853", "Op intellectueel vlak kan dat toch?")]


def test_turn_ids_number_every_turn_of_a_sitting_from_one() -> None:
    for path in FILES:
        sitting = sitting_of(path)
        expected = [f"{sitting.id}-{number:03d}" for number in range(1, len(sitting.turns) + 1)]
        assert [turn.id for turn in sitting.turns] == expected


def test_gold_evidence_is_verbatim_in_its_turn() -> None:
    texts = {turn.id: turn.text for path in FILES for turn in sitting_of(path).turns}
    evidence = rows("evidence.jsonl")
    assert evidence
    for row in evidence:
        assert row["quote"] in texts[row["turn_id"]], row


def test_evidence_and_qrels_judge_the_same_turns_alike() -> None:
    judged = {(row["query_id"], row["turn_id"], row["grade"]) for row in rows("evidence.jsonl")}
    assert judged == set(qrels())
    assert len(qrels()) == len(judged)


def test_answerable_questions_have_an_answering_turn_and_the_others_none() -> None:
    answered = {query for query, _, grade in qrels() if grade == 2}
    judged = {query for query, _, _ in qrels()}
    turns = {turn.id for path in FILES for turn in sitting_of(path).turns}
    for row in rows("queries.jsonl"):
        assert (row["query_id"] in answered) == row["answerable"]
        assert (row["query_id"] in judged) == row["answerable"]
        assert set(row["near"]) <= turns


def test_every_need_is_asked_in_dutch_and_english_and_twelve_in_french() -> None:
    queries = rows("queries.jsonl")
    languages: dict[str, list[str]] = {}
    for row in queries:
        need, language = row["query_id"].split(".")
        assert language == row["lang"]
        languages.setdefault(need, []).append(language)
    assert len(languages) == 24
    assert all(asked[:2] == ["nl", "en"] for asked in languages.values())
    assert sum("fr" in asked for asked in languages.values()) == 12


@pytest.mark.shared
def test_no_eight_words_in_a_row_are_those_of_a_real_record(shared: Path) -> None:
    def runs_of_eight(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[start : start + 8]) for start in range(len(words) - 7)}

    corpora = shared / "corpora"
    real: set[tuple[str, ...]] = set()
    for path in [
        *(corpora / "seed").glob("*.txt"),
        *(corpora / "vlaams-parlement" / "site-text").glob("*.txt"),
    ]:
        real |= runs_of_eight(path.read_text(encoding="utf-8", errors="replace"))
    with lzma.open(corpora / "vlaams-parlement" / "turns.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            real |= runs_of_eight(json.loads(line)["text"])
    for path in FILES:
        paragraphs = path.read_text(encoding="utf-8").split("\n\n")
        copied = set().union(*(runs_of_eight(paragraph) & real for paragraph in paragraphs))
        assert copied == set(), path.name
