"""The pool's index directory: what is built, kept and built anew."""

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from eval.gold import GoldError, GoldSet, check_pool
from eval.system import documents_of, pool_of, prepare
from index.demo import record_folder
from index.errors import IndexMismatchError, RecordError
from index.manifest import Manifest
from index.record import Record
from index.store import open_index, writer_lock

WORDS = ("[UNK]", "bridge", "library", "open")


@pytest.fixture
def encoder(tmp_path: Path) -> str:
    """The folder of a static encoder of four words, so that no test waits for a real one."""
    folder = tmp_path / "four-words"
    folder.mkdir()
    tokenizer = Tokenizer(WordLevel({word: place for place, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file({"embedding.weight": np.eye(4, 8, dtype=np.float32)}, folder / "model.safetensors")
    modules = [{"type": "models.StaticEmbedding"}, {"type": "models.Normalize"}]
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    return str(folder)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _built(gold: GoldSet, pool: Path, encoder: str) -> tuple[Path, dict[str, str], int]:
    """The directory, the documents of its turns, and how many passages were written."""
    written = [0]
    directory = prepare(gold, pool, encoder, written.append)
    index = open_index(directory)
    try:
        return directory, documents_of(index), max(written)
    finally:
        index.close()


def test_the_pool_is_the_corpus_asked_for_else_the_sets_own_else_the_demo_record(
    gold: GoldSet, gold_folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.jsonl"
    other.touch()
    assert pool_of(gold, other) == other
    assert pool_of(gold, None) == gold_folder / "corpus.jsonl"
    alone = GoldSet("alone", gold.queries, gold.qrels, gold.quotes, corpus=None)
    assert pool_of(alone, None) == record_folder()
    with pytest.raises(GoldError, match=r"missing\.jsonl: there is no such file"):
        pool_of(gold, tmp_path / "missing.jsonl")


def test_a_pool_is_built_under_the_current_directory_by_set_and_encoder(
    gold: GoldSet, gold_folder: Path, encoder: str, documents: dict[str, str]
) -> None:
    directory, found, _ = _built(gold, gold_folder / "corpus.jsonl", encoder)
    assert directory == Path(".eval/tiny-four-words")
    assert found == documents
    check_pool(gold, found)


def test_a_pool_that_did_not_change_is_not_read_again(gold: GoldSet, gold_folder: Path, encoder: str) -> None:
    pool = gold_folder / "corpus.jsonl"
    assert _built(gold, pool, encoder)[2] > 0
    assert _built(gold, pool, encoder)[2] == 0


def test_another_pool_takes_the_place_of_the_one_before_and_is_not_added_to_it(
    gold: GoldSet, gold_folder: Path, encoder: str, tmp_path: Path
) -> None:
    pool = gold_folder / "corpus.jsonl"
    _built(gold, pool, encoder)
    smaller = tmp_path / "smaller.jsonl"
    smaller.write_text("".join(pool.read_text().splitlines(keepends=True)[:2]), encoding="utf-8")
    assert set(_built(gold, smaller, encoder)[1]) == {"a-1", "a-2"}


def test_a_directory_built_by_other_rules_is_built_anew(gold: GoldSet, gold_folder: Path, encoder: str) -> None:
    pool = gold_folder / "corpus.jsonl"
    directory = _built(gold, pool, encoder)[0]
    with closing(Record(directory / "record.sqlite")) as record:
        replace(Manifest.read(record), passages="of old").write(record)
    assert _built(gold, pool, encoder)[2] > 0


def test_a_directory_that_another_process_writes_is_left_alone(
    gold: GoldSet, gold_folder: Path, encoder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.build.writer_lock", lambda directory, wait: writer_lock(directory, wait=0))  # not 10 s
    pool = gold_folder / "corpus.jsonl"
    directory = _built(gold, pool, encoder)[0]
    with closing(Record(directory / "record.sqlite")) as record:
        replace(Manifest.read(record), passages="of old").write(record)
    with writer_lock(directory, wait=0), pytest.raises(IndexMismatchError, match="another process"):
        prepare(gold, pool, encoder, lambda _: None)
    assert (directory / "record.sqlite").is_file()


def test_a_pool_that_cannot_be_read_is_refused(gold: GoldSet, encoder: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"turn_id": "a-1", "doc_id": "a", "text": "one"}\nnonsense\n', encoding="utf-8")
    with pytest.raises(RecordError, match="line 2"):
        prepare(gold, broken, encoder, lambda _: None)
