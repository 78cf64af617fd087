"""Gold sets: what is read, and what is refused with file and line."""

from pathlib import Path

import pytest

from eval.gold import GoldError, GoldQuote, GoldSet, check_pool, load_gold


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_gold_set_is_read_whole(gold: GoldSet, gold_folder: Path) -> None:
    assert gold.name == "tiny"
    assert [query.id for query in gold.queries] == ["q1", "q2", "q3", "q4"]
    assert gold.queries[0].doc_id == "a"
    assert gold.queries[2].answerable is False
    assert gold.queries[3].history == ("the bridge",)
    assert gold.qrels["q4"] == {"a-2": 1, "b-2": 0}
    assert gold.relevant("q4") == ["a-2"]
    assert gold.relevant("q3") == []
    assert gold.quotes["q1"] == (GoldQuote("a-1", "will open in June"),)
    assert gold.corpus == gold_folder / "corpus.jsonl"


def test_a_gold_set_needs_neither_evidence_nor_a_corpus_of_its_own(gold_folder: Path) -> None:
    (gold_folder / "evidence.jsonl").unlink()
    (gold_folder / "corpus.jsonl").unlink()
    gold = load_gold(gold_folder)
    assert gold.quotes == {}
    assert gold.corpus is None


def test_a_compressed_corpus_is_found(gold_folder: Path) -> None:
    (gold_folder / "corpus.jsonl").rename(gold_folder / "corpus.jsonl.xz")
    assert load_gold(gold_folder).corpus == gold_folder / "corpus.jsonl.xz"


def test_a_missing_folder_or_file_is_named(gold_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="nowhere: there is no such folder"):
        load_gold(tmp_path / "nowhere")
    (gold_folder / "qrels.txt").unlink()
    with pytest.raises(GoldError, match=r"qrels\.txt: there is no such file"):
        load_gold(gold_folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("queries.jsonl", '"lang": "nl", "type": "when"', '"lang" "nl"', r"queries\.jsonl: line 2: not JSON"),
        ("queries.jsonl", '"question": "zebras"', '"question": ""', r"line 3: 'question' must be a text"),
        ("queries.jsonl", '"answerable": true', '"answerable": "yes"', r"line 1: 'answerable' must be true"),
        ("queries.jsonl", '["the bridge"]', '"the bridge"', r"line 4: 'history' must be a list of texts"),
        (
            "queries.jsonl",
            '"query_id": "q2"',
            '"query_id": "q1"',
            r"line 2: question q1 stands here a second",
        ),
        ("qrels.txt", "q1 0 a-1 2", "q1 a-1 2", r"qrels\.txt: line 1: 'query_id 0 turn_id grade' is needed"),
        ("qrels.txt", "q1 0 a-1 2", "q1 0 a-1 -1", r"line 1: .* a whole number from 0"),
        ("qrels.txt", "q4 0 b-2 0", "q4 0 a-2 0", r"line 5: turn a-2 of question q4 is judged a second time"),
        ("qrels.txt", "q4 0 b-2 0", "q9 0 b-2 0", r"line 5: question q9 is not in queries\.jsonl"),
        ("qrels.txt", "q1 0 a-1 2\n", "", r"qrels\.txt: no relevant turn for the answerable question q1"),
        ("qrels.txt", "q4 0 b-2 0", "q3 0 b-2 1", r"relevant turn for question q3, which is unanswerable"),
        ("evidence.jsonl", '"q2"', '"q9"', r"evidence\.jsonl: line 2: question q9 is not in"),
        ("evidence.jsonl", '"nobody reads"', "null", r"evidence\.jsonl: line 2: 'quote' must be a text"),
    ],
)
def test_what_is_malformed_is_refused_with_its_place(
    gold_folder: Path, file: str, old: str, new: str, message: str
) -> None:
    _replace(gold_folder / file, old, new)
    with pytest.raises(GoldError, match=message) as raised:
        load_gold(gold_folder)
    assert "\n" not in str(raised.value)


def test_a_judged_turn_that_the_pool_does_not_have_is_named(gold: GoldSet, documents: dict[str, str]) -> None:
    check_pool(gold, documents)
    del documents["b-2"]
    with pytest.raises(GoldError, match=r"tiny/qrels\.txt: turn b-2 of question q2 is not in the pool"):
        check_pool(gold, documents)


def test_a_document_that_the_pool_does_not_have_is_named(gold: GoldSet, documents: dict[str, str]) -> None:
    elsewhere = dict.fromkeys(documents, "b")
    with pytest.raises(GoldError, match="document a of question q1 is not in the pool"):
        check_pool(gold, elsewhere)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "questions", "unanswerable", "judged"),
    [
        ("vlaams-dev", 120, 12, 214),
        ("dekamer-dev", 360, 36, 675),
        ("qmsum-committee-dev", 345, 0, 1109),
        ("dekamer-titles", 1127, 0, 3322),
    ],
)
def test_the_shared_gold_sets_are_consistent(
    shared: Path, name: str, questions: int, unanswerable: int, judged: int
) -> None:
    gold = load_gold(shared / "gold" / name)
    assert len(gold.queries) == questions
    assert sum(not query.answerable for query in gold.queries) == unanswerable
    assert sum(map(len, gold.qrels.values())) == judged
