from pathlib import Path

import numpy as np
import pytest

from index.encoders import load_encoder
from index.related import CODED, MOST_RELATED, RelatedWords

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


def many(count: int) -> list[str]:
    """So many different words of letters alone."""
    syllables = [a + b for a in "bdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "ee", "oor", "and")]
    rng = np.random.default_rng(0)
    return sorted({"".join(rng.choice(syllables, 4)) for _ in range(count)})


def test_of_many_words_nearly_all_of_the_nearest_are_found_and_by_their_cosines() -> None:
    """This test ensures that finding them by codes first loses next to nothing against comparing all."""
    encoder, words = load_encoder(), many(25_000)
    assert len(words) > CODED
    related = RelatedWords(encoder, dict.fromkeys(words, 3))
    asked = words[::200]
    vectors = encoder.encode_passages(words)
    position = {word: at for at, word in enumerate(words)}
    found = related.nearest(asked)
    missed = 0
    for word, near in zip(asked, found, strict=True):
        cosines = vectors @ vectors[position[word]]
        least = np.sort(cosines)[-MOST_RELATED]
        missed += sum(cosines[position[other]] < least - 1e-3 for other, _ in near)
        assert [cosine for _, cosine in near] == pytest.approx([cosines[position[w]] for w, _ in near], abs=2e-3)
    assert missed <= 0.01 * MOST_RELATED * len(asked)


@pytest.mark.parametrize("words", [COUNTS, dict.fromkeys(many(25_000), 3), {}])
def test_what_was_saved_finds_the_same(words: dict[str, int], tmp_path: Path) -> None:
    made = RelatedWords(load_encoder(), words)
    made.save(tmp_path / "related")
    opened = RelatedWords.open(tmp_path / "related", load_encoder())
    assert opened.nearest(["housing", "bado"]) == made.nearest(["housing", "bado"])
