import numpy as np
import pytest

from index.encoders import load_encoder
from index.related import MOST_RELATED, RelatedWords

COUNTS = dict.fromkeys("drinkwater woningen huisvesting ziekenhuis leerkracht landbouw begroting varkens".split(), 5)


@pytest.fixture(scope="module")
def related() -> RelatedWords:
    return RelatedWords(load_encoder(), COUNTS)


def test_the_nearest_words_are_those_of_the_highest_cosine(related: RelatedWords) -> None:
    encoder, known = load_encoder(), list(COUNTS)
    # "castle" twice: each word of a question has its own answer, in the order asked.
    for asked, found in zip(words := ["housing", "castle", "castle"], related.nearest(words), strict=True):
        cosines = encoder.encode_passages(known) @ encoder.encode_questions([asked])[0]
        expected = [known[at] for at in np.argsort(-cosines)[:MOST_RELATED]]
        assert [word for word, _ in found] == expected
        assert [cosine for _, cosine in found] == pytest.approx(sorted(cosines, reverse=True)[:MOST_RELATED], abs=1e-5)


@pytest.mark.parametrize(
    ("asked", "wanted"), [("drinking water", "drinkwater"), ("eau potable", "drinkwater"), ("hospital", "ziekenhuis")]
)
def test_a_word_or_phrase_of_another_language_finds_the_records_word(
    related: RelatedWords, asked: str, wanted: str
) -> None:
    assert wanted in [word for word, _ in related.nearest([asked])[0][:2]]


def test_only_words_of_the_record_are_proposed_and_no_more_than_there_are(related: RelatedWords) -> None:
    few = dict.fromkeys(["drinkwater", "begroting"], 5)
    assert {word for word, _ in RelatedWords(load_encoder(), few).nearest(["castle"])[0]} == set(few)
    assert len(related.nearest(["castle"])[0]) == MOST_RELATED < len(COUNTS)


def test_what_was_looked_up_before_is_the_same_when_too_much_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.related.MOST_KNOWN", 2)
    related = RelatedWords(load_encoder(), COUNTS)
    first = related.nearest(["housing", "castle"])
    assert related.nearest(["housing", "water", "castle"])[::2] == first


def test_numbers_short_words_and_function_words_are_left_out() -> None:
    counts = {"brug": 2, "2020": 9, "eu": 9, "heeft": 9}
    assert [word for word, _ in RelatedWords(load_encoder(), counts).nearest(["bridge"])[0]] == ["brug"]


def test_a_record_without_words_has_no_related_words() -> None:
    assert RelatedWords(load_encoder(), {}).nearest(["bridge"]) == [()]
