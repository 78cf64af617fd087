"""Text to vectors: the static encoder against the library it stands in for, and a real transformer."""

import json
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.encoders import BUNDLED, Encoder, Vectors, load_encoder
from index.encoders.base import FOLDER
from index.encoders.static import StaticEncoder
from index.errors import EncoderError
from tests.index.conftest import MINILM, write_static_model

TEXTS = [
    "De wachtlijst voor een sociale woning wordt langer.",
    "Wie betaalt de kinderopvang in 2025?",
    "The minister will answer in June, won't she?",
    "Une réponse est attendue avant l’été.",
    "Zuiver “aanhalingstekens” – en 3,5 procent…",
    "woning " * 700,
]


@pytest.fixture(scope="session")
def minilm() -> Encoder:
    return load_encoder(str(MINILM))


def library_vectors(folder: Path, texts: Sequence[str]) -> Vectors:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu")
    return np.asarray(model.encode(list(texts), show_progress_bar=False), dtype=np.float32)


def copy_of(folder: str | Path, path: Path) -> Path:
    return Path(shutil.copytree(folder, path))


def change_json(path: Path, **changes: Any) -> None:
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")


@pytest.mark.parametrize("form", ["float32", "float16"])
def test_a_static_folder_gives_what_sentence_transformers_gives(form: str, tmp_path: Path) -> None:
    folder = write_static_model(tmp_path / "model", seed=3, form=form)
    found = load_encoder(str(folder))
    assert isinstance(found, StaticEncoder)
    np.testing.assert_allclose(found.encode_passages(TEXTS), library_vectors(folder, TEXTS), atol=2e-3)


def test_the_bundled_encoder_gives_what_sentence_transformers_gives() -> None:
    found = load_encoder(BUNDLED).encode_passages(TEXTS)
    np.testing.assert_allclose(found, library_vectors(FOLDER / BUNDLED, TEXTS), atol=2e-3)


@pytest.mark.parametrize("name", [BUNDLED, "letters"])
def test_a_static_vector_has_length_one_and_is_zero_for_a_text_without_words(name: str, letters: str) -> None:
    encoder = load_encoder(BUNDLED if name == BUNDLED else letters)
    found = encoder.encode_passages([*TEXTS, "", "  \n"])
    assert found.dtype == np.float32
    assert found.shape == (len(TEXTS) + 2, encoder.dimensions)
    np.testing.assert_allclose(np.linalg.norm(found[:-2], axis=1), 1.0, atol=1e-5)
    assert not found[-2:].any()


def test_no_texts_give_no_vectors(letters: str) -> None:
    assert load_encoder(letters).encode_questions([]).shape == (0, 32)


def test_a_text_has_one_vector_whatever_texts_are_beside_it(letters: str) -> None:
    encoder = load_encoder(letters)
    many = [f"{text} {number}" for number in range(700) for text in TEXTS[:4]]  # more than one batch
    together = encoder.encode_passages(many)
    for at in (0, 2_047, 2_048, 2_799):
        np.testing.assert_array_equal(together[at], encoder.encode_questions([many[at]])[0])


def test_the_digest_is_that_of_the_content(letters: str, other_letters: str, tmp_path: Path) -> None:
    again = load_encoder(str(copy_of(letters, tmp_path / "elsewhere")))
    assert again.digest == load_encoder(letters).digest
    assert again.digest != load_encoder(other_letters).digest


def test_the_digest_changes_with_one_weight_and_with_the_tokenizer(letters: str, tmp_path: Path) -> None:
    digests = {load_encoder(letters).digest}
    for name in ("model.safetensors", "tokenizer.json"):
        folder = copy_of(letters, tmp_path / name)
        content = bytearray((folder / name).read_bytes())
        if name == "model.safetensors":
            content[-1] ^= 1
        else:
            content = content.replace(b'"lowercase": true', b'"lowercase": false')
        (folder / name).write_bytes(content)
        digests.add(load_encoder(str(folder)).digest)
    assert len(digests) == 3


def without(folder: Path, name: str) -> None:
    (folder / name).unlink()


def cut_off(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes()[:200])


@pytest.mark.parametrize("harm", [without, cut_off])
@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_static_folder_with_a_file_missing_or_damaged_is_refused(
    harm: Any, name: str, letters: str, tmp_path: Path
) -> None:
    folder = copy_of(letters, tmp_path / "broken")
    harm(folder, name)
    with pytest.raises(EncoderError) as refusal:
        load_encoder(str(folder))
    assert str(folder) in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_tokenizer_with_more_tokens_than_there_are_vectors_is_refused(letters: str, tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    folder = copy_of(letters, tmp_path / "short")
    vectors = load_file(folder / "model.safetensors")["embedding.weight"]
    save_file({"embedding.weight": vectors[:100]}, folder / "model.safetensors")
    with pytest.raises(EncoderError, match="2665 tokens but 100 vectors"):
        load_encoder(str(folder))


def test_an_unknown_name_is_refused_at_once_in_one_line_where_the_network_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sentence_transformers  # noqa: F401  # loading it takes seconds, and is not what is timed

    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)  # what HF_HUB_OFFLINE=1 sets at the start
    begun = time.monotonic()
    with pytest.raises(EncoderError) as refusal:
        load_encoder("nobody/no-such-model")
    message = str(refusal.value)
    assert message.startswith("encoder 'nobody/no-such-model' cannot be loaded: ")
    assert message.endswith("Name a model folder, or a hub model that is on this machine")
    assert "\n" not in message
    assert time.monotonic() - begun < 2


def test_a_folder_that_is_no_model_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EncoderError) as refusal:
        load_encoder(str(tmp_path))
    assert "\n" not in str(refusal.value)


def test_a_transformer_gives_vectors_of_length_one_that_tell_meaning(minilm: Encoder) -> None:
    found = minilm.encode_passages(["Rents for social housing will rise.", "The harbour was dredged last spring."])
    asked = minilm.encode_questions(["What about the price of public homes?"])[0]
    assert (minilm.dimensions, found.shape, found.dtype) == (384, (2, 384), np.float32)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-5)
    assert found[0] @ asked > found[1] @ asked + 0.2


def test_a_transformer_without_prompts_encodes_questions_and_passages_alike(minilm: Encoder) -> None:
    np.testing.assert_array_equal(minilm.encode_passages(TEXTS[:2]), minilm.encode_questions(TEXTS[:2]))
    assert minilm.encode_passages([]).shape == (0, 384)


def test_a_models_own_prompts_go_before_questions_and_passages(minilm: Encoder, tmp_path: Path) -> None:
    folder = copy_of(MINILM, tmp_path / "prompted")
    change_json(folder / "config_sentence_transformers.json", prompts={"query": "query: ", "passage": "passage: "})
    prompted = load_encoder(str(folder))
    for encode, prompt in ((prompted.encode_questions, "query: "), (prompted.encode_passages, "passage: ")):
        by_hand = minilm.encode_passages([prompt + TEXTS[2]])
        np.testing.assert_allclose(encode([TEXTS[2]]), by_hand, atol=1e-5)
    assert not np.allclose(prompted.encode_questions([TEXTS[2]]), prompted.encode_passages([TEXTS[2]]), atol=1e-2)
    assert prompted.digest != minilm.digest  # other vectors need another index
