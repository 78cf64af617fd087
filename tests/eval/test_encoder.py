"""The figures of an encoder, by an encoder whose figures are known."""

from collections.abc import Sequence

import numpy as np
import pytest

from eval.encoder import nearest_neighbour, passages_a_second
from index.encoders import Vectors

PLACES = {"een": 0, "one": 0, "twee": 1, "two": 1, "drie": 2, "three": 1}


class Named:
    """Places a text by its first word."""

    name, dimensions, digest = "by hand", 3, "0"

    def __init__(self) -> None:
        self.encoded = 0

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += len(texts)
        return np.eye(3, dtype=np.float32)[[PLACES[text.split()[0]] for text in texts]]

    encode_questions = encode_passages


def test_a_sentence_counts_when_its_own_translation_is_the_nearest() -> None:
    # "three" lies where "two" lies: it misses its own, and from "drie" nothing is near, so the first is taken.
    forth, back = nearest_neighbour(Named(), ["one", "two", "three"], ["een", "twee", "drie"])
    assert forth == pytest.approx(2 / 3)
    assert back == pytest.approx(2 / 3)


def test_speed_is_measured_over_as_many_texts_as_asked_for() -> None:
    encoder = Named()
    assert passages_a_second(encoder, ["een"], texts=100) > 0
    assert encoder.encoded == 164
