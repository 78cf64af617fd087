"""The tokens near to each other, as the file beside the bundled encoder has them."""

from pathlib import Path

import numpy as np
import pytest

from index.encoders import load_bundled, near
from index.encoders.near import LEAST, NearTokens, near_tokens
from index.errors import EncoderError


@pytest.mark.parametrize("word", ["brug", "water", "de", "minister"])
def test_the_tokens_near_to_a_token_are_those_of_a_cosine_above_the_least_nearest_first(word: str) -> None:
    encoder = load_bundled()
    token = int(encoder.tokens([word])[0][0])
    vectors = encoder.token_vectors(np.arange(encoder.vocabulary))
    cosines = vectors @ vectors[token] / np.linalg.norm(vectors, axis=1).clip(1e-9) / np.linalg.norm(vectors[token])
    found = near_tokens().of(token)
    assert found[0] == token
    assert set(np.flatnonzero(cosines > LEAST + 1e-4)) <= set(found) <= set(np.flatnonzero(cosines > LEAST - 1e-4))
    assert np.diff(cosines[found]).max(initial=0.0) < 1e-5


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    made = NearTokens(np.array([0, 2, 3], dtype=np.int32), np.array([0, 1, 1], dtype=np.uint16), "x")
    made.save(tmp_path / "near.npz")
    read = NearTokens.open(tmp_path / "near.npz")
    assert [read.of(token).tolist() for token in (0, 1)] == [[0, 1], [1]]
    assert read.digest == "x"


def test_a_file_of_another_encoder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "near.npz"
    monkeypatch.setattr(near, "FILE", file)
    with pytest.raises(EncoderError, match=r"index\.encoders\.near"):
        near_tokens.__wrapped__()
    NearTokens(np.zeros(1, dtype=np.int32), np.zeros(0, dtype=np.uint16), "another").save(file)
    with pytest.raises(EncoderError, match=r"index\.encoders\.near"):
        near_tokens.__wrapped__()
