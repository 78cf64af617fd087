"""A cross-encoder by name: a small one, made here, that has learned nothing."""

from pathlib import Path

import numpy as np
import pytest

from assistant.answer import Question
from assistant.assistant import Assistant
from assistant.opening import open_assistant
from assistant.reranking import READ, CrossEncoderReranker
from assistant.settings import Settings
from index.build import build
from index.demo import record_folder
from index.errors import SettingsError

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] wat beloofde somers over de het een en van".split()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder, of random weights."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    made = tmp_path_factory.mktemp("cross-encoder")
    (made / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    size = dict.fromkeys(("hidden_size", "intermediate_size"), 16)
    config = BertConfig(vocab_size=len(WORDS), num_hidden_layers=1, num_attention_heads=2, num_labels=1, **size)
    BertForSequenceClassification(config).save_pretrained(made)
    BertTokenizer(str(made / "vocab.txt")).save_pretrained(made)
    return made


def test_each_passage_gets_a_share(folder: Path) -> None:
    reranker = CrossEncoderReranker(str(folder))
    scores = reranker.scores("wat beloofde somers", ["somers over het", "een en van", "wat"])
    assert scores.shape == (3,)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert len(set(scores.tolist())) > 1
    assert reranker.scores("wat", []).shape == (0,)


def test_a_model_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"reranker '.*nothing' cannot be loaded") as refused:
        CrossEncoderReranker(str(tmp_path / "nothing"))
    assert "\n" not in str(refused.value)


def test_the_reranker_of_the_settings_adds_its_word_on_the_best_turns(folder: Path, tmp_path: Path) -> None:
    build([record_folder()], tmp_path / "index")
    plain = open_assistant(Settings(index=tmp_path / "index"))
    with_reranker = open_assistant(Settings(index=tmp_path / "index", reranker=str(folder)))
    question = Question("Wat beloofde Somers over sociale-impactobligaties?")

    def found(assistant: Assistant) -> dict[str, float]:
        return {one.turn.id: one.found_by.get("judged", 0.0) for one in assistant.retrieve(question, 1_000)}

    assert not any(found(plain).values())
    judged = np.array(list(found(with_reranker).values()))
    assert (judged > 0).sum() == READ
    assert set(found(plain)) == set(found(with_reranker))
