import numpy as np
import pytest

from index.encoders import load_encoder
from index.related import RelatedWords

COUNTS = dict.fromkeys("drinkwater woningen huisvesting ziekenhuis leerkracht landbouw begroting varkens".split(), 5)


@pytest.fixture(scope="module")
def related() -> RelatedWords:
    return RelatedWords(load_encoder(), COUNTS)


def test_the_nearest_words_are_those_of_the_highest_cosine(related: RelatedWords) -> None:
    encoder, known = load_encoder(), list(COUNTS)
    cosines = encoder.encode_passages(known) @ encoder.encode_questions(["housing"])[0]
    expected = [known[at] for at in np.argsort(-cosines)[:4]]
    found = related.nearest("housing", 4)
    assert [word for word, _ in found] == expected
    assert [cosine for _, cosine in found] == pytest.approx(sorted(cosines, reverse=True)[:4], abs=1e-5)


@pytest.mark.parametrize(
    ("asked", "wanted"), [("drinking water", "drinkwater"), ("eau potable", "drinkwater"), ("hospital", "ziekenhuis")]
)
def test_a_word_or_phrase_of_another_language_finds_the_records_word(
    related: RelatedWords, asked: str, wanted: str
) -> None:
    assert wanted in [word for word, _ in related.nearest(asked, 2)]


def test_only_words_of_the_record_are_proposed_and_no_more_than_there_are(related: RelatedWords) -> None:
    assert {word for word, _ in related.nearest("castle", 100)} == set(COUNTS)


def test_numbers_short_words_and_function_words_are_left_out() -> None:
    counts = {"brug": 2, "2020": 9, "eu": 9, "heeft": 9}
    assert [word for word, _ in RelatedWords(load_encoder(), counts).nearest("bridge", 9)] == ["brug"]


def test_a_record_without_words_has_no_related_words() -> None:
    assert RelatedWords(load_encoder(), {}).nearest("bridge", 3) == ()
