"""Counts in a pool of real records, against a scan of its file for words that were listed by hand."""

import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.counting.counted import Term
from assistant.answering.counting.engine import Counting
from assistant.glossary import Glossary
from index.build import build
from index.store import open_index

pytestmark = pytest.mark.shared

FOLDER = Path(__file__).parent
BY_HAND, BY_CHANCE = FOLDER / "counted_by_hand.txt", FOLDER / "counted_by_chance.txt"
FEWEST_FOUND = 0.997
"""Of the mentions of terms drawn by chance, what a count finds at the least."""


def listed(file: Path) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Terms with their "forms" and "compounds", and what of either is "missed"."""
    for block in file.read_text(encoding="utf-8").split("\n\n")[1:]:
        term, rest = block.strip().split("\n", 1)
        kinds = re.split(r"^ *(forms|compounds|missed):", rest, flags=re.MULTILINE)[1:]
        yield term, {kind: words_of(words) for kind, words in zip(kinds[::2], kinds[1::2], strict=True)}


def words_of(text: str) -> list[str]:
    return [word for piece in text.split(",") if (word := " ".join(piece.split()))]


TERMS = [*listed(BY_HAND), *listed(BY_CHANCE)]


@pytest.fixture(scope="module")
def pool(shared: Path) -> Path:
    return shared / "gold" / "vlaams-dev" / "corpus.jsonl.xz"


@pytest.fixture(scope="module")
def texts(pool: Path) -> dict[str, str]:
    with lzma.open(pool, "rt", encoding="utf-8") as lines:
        turns = [json.loads(line) for line in lines]
    return {turn["turn_id"]: turn["text"].lower().replace("’", "'") for turn in turns}


@pytest.fixture(scope="module")
def counting(pool: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counting]:
    directory = tmp_path_factory.mktemp("pool")
    assert build([pool], directory).refused == []
    index = open_index(directory)
    yield Counting(index, Glossary([["nothing of the kind", "is in the pool"]]))
    index.close()


def scanned(words: list[str], texts: dict[str, str]) -> Counter[str]:
    """How often these words stand in each turn, alone: not within another word, nor hyphenated with one."""
    if not words:
        return Counter()
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    pattern = re.compile(rf"(?<![\w-])(?<!\w')(?:{alternatives})(?!\w|-|'\w)|(?<![\w-])(?:{alternatives})(?<=-)(?!\w)")
    return Counter({turn: count for turn, text in texts.items() if (count := len(pattern.findall(text)))})


def test_fifty_terms_are_listed_by_hand_and_more_were_drawn_by_chance() -> None:
    by_hand, by_chance = list(listed(BY_HAND)), list(listed(BY_CHANCE))
    assert (len(by_hand), len(by_chance)) == (50, 38)
    assert sum(len(words["compounds"]) for _, words in by_hand) > 500
    assert not any("missed" in words for _, words in by_hand)


@pytest.mark.parametrize(("term", "words"), TERMS, ids=[term for term, _ in TERMS])
def test_a_count_agrees_with_a_scan_turn_by_turn(
    counting: Counting, texts: dict[str, str], term: str, words: dict[str, list[str]]
) -> None:
    count = counting.count(Term(term))
    for kind, is_compound in (("forms", False), ("compounds", True)):
        counted: Counter[str] = Counter()
        for hit in count.hits:
            counted[hit.citation.turn.id] += sum((mark.kind == "compound") == is_compound for mark in hit.marks)
        assert +counted == scanned(words[kind], texts)


def test_few_mentions_of_terms_drawn_by_chance_are_missed(texts: dict[str, str]) -> None:
    missed = found = 0
    for _, words in listed(BY_CHANCE):
        missed += scanned(words.get("missed", []), texts).total()
        found += scanned(words["forms"], texts).total() + scanned(words["compounds"], texts).total()
    assert FEWEST_FOUND <= found / (found + missed) < 1
