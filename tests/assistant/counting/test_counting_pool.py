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

LISTED = Path(__file__).with_name("counted_by_hand.txt")


def listed() -> Iterator[tuple[str, list[str], list[str]]]:
    """Terms with their forms and their compounds."""
    for block in LISTED.read_text(encoding="utf-8").split("\n\n")[1:]:
        term, rest = block.strip().split("\n", 1)
        forms, compounds = rest.split("compounds:")
        yield term, words_of(forms.replace("forms:", "")), words_of(compounds)


def words_of(text: str) -> list[str]:
    return [word for piece in text.split(",") if (word := " ".join(piece.split()))]


TERMS = list(listed())


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


def test_fifty_terms_are_listed_by_hand() -> None:
    assert len(TERMS) == 50
    assert sum(len(compounds) for _, _, compounds in TERMS) > 500


@pytest.mark.parametrize(("term", "forms", "compounds"), TERMS, ids=[term for term, _, _ in TERMS])
def test_a_count_agrees_with_a_scan_turn_by_turn(
    counting: Counting, texts: dict[str, str], term: str, forms: list[str], compounds: list[str]
) -> None:
    count = counting.count(Term(term))
    for words, is_compound in ((forms, False), (compounds, True)):
        counted: Counter[str] = Counter()
        for hit in count.hits:
            counted[hit.citation.turn.id] += sum((mark.kind == "compound") == is_compound for mark in hit.marks)
        assert +counted == scanned(words, texts)
