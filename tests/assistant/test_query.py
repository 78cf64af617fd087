"""A question's words as variants, over a hand-made space of words and over the bundled encoder's."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.glossary import Glossary
from assistant.query import (
    CARRIED_WEIGHT,
    COMMON_OF_FORM,
    GLOSSARY_WEIGHT,
    PART_WEIGHT,
    RELATED_WEIGHT,
    TRANSLATED_FALL,
    TRANSLATED_WEIGHT,
    QueryWords,
)
from index.encoders import load_encoder
from index.encoders.base import Vectors
from index.lexical import Variant
from index.lexicon import Lexicon
from index.lexicon.lexicon import write
from index.related import RelatedWords
from index.terms import CompoundSplitter, stem

RECORD = {"drinkwater": 4, "fiets": 9, "brug": 9, "fietsbrug": 2, "haven": 5, "koe": 3}


class WordSpace:
    """An encoder that knows a few words by their vectors, and nothing of others."""

    name, dimensions, digest = "by hand", 2, "0"

    def __init__(self, vectors: Mapping[str, Sequence[float]]) -> None:
        self._vectors = vectors

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return np.array([self._vectors.get(text, (0.0, 0.0)) for text in texts], dtype=np.float32).reshape(-1, 2)

    encode_questions = encode_passages


SPACE = WordSpace({"harbour": (1.0, 0.0), "haven": (0.8, 0.6), "koe": (0.2, 0.98), "fiets": (0.0, 1.0)})


def over(record: dict[str, int], related: RelatedWords, *others: Any) -> QueryWords:
    """The words of questions over a record with these words."""
    return QueryWords(CompoundSplitter(record), related, *others, record.__contains__)


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    english = {
        "cow": [("koe", 0.8), ("rund", 0.2)],
        "tap water": [("drinkwater", 1.0)],
        "quay": [("kaai", 1.0)],
        "the": [("de", 1.0)],
    }
    write(tmp_path / "words.zip", {("en", "nl"): english, ("en", "fr"): {"cow": [("vach", 1.0)]}})
    return Lexicon(tmp_path / "words.zip")


@pytest.fixture
def query(lexicon: Lexicon) -> QueryWords:
    glossary = Glossary([["SIB", "impactobligatie", "social impact bond"]])
    acronyms = Glossary([["hvk", "havenkraan"], ["dwn", "drinkwater haven"]])
    return over(RECORD, RelatedWords(SPACE, RECORD), glossary, acronyms, lexicon, ["nl"])


def weights(group: Sequence[Variant], part: bool = False) -> dict[str, float]:
    return {variant.term: variant.weight for variant in group if variant.part == part}


def test_a_word_is_looked_for_by_its_stem_in_every_language(query: QueryWords) -> None:
    (group,) = query.of("scholarships")
    stems = {stem("scholarships", language) for language in ("nl", "en", "fr")}
    assert stems <= set(weights(group))
    assert all(weights(group)[form] == 1.0 for form in stems)


def test_function_words_and_words_of_asking_are_not_looked_for(query: QueryWords) -> None:
    assert query.of("Wat beloofde de minister over de?") == []
    assert len(query.of("Wat beloofde de minister over de brug en de haven?")) == 2


def test_a_compound_is_looked_for_by_its_parts_too_and_they_count_less(query: QueryWords) -> None:
    (group,) = query.of("fietsbrug")
    assert weights(group)["fietsbrug"] == 1.0
    assert weights(group)["fiet"] == weights(group)["brug"] == PART_WEIGHT
    assert weights(group, part=True)["brug"] == PART_WEIGHT


def test_a_word_is_looked_for_among_the_parts_of_compounds_and_that_counts_less(query: QueryWords) -> None:
    (group,) = query.of("brug")
    assert weights(group)["brug"] == 1.0
    assert weights(group, part=True)["brug"] == PART_WEIGHT


def test_a_related_word_of_the_record_counts_by_its_cosine_and_a_distant_one_not_at_all(query: QueryWords) -> None:
    (group,) = query.of("harbour")
    assert weights(group)["haven"] == pytest.approx(RELATED_WEIGHT * 0.8)
    assert "koe" not in weights(group)


def test_a_number_has_no_related_words(query: QueryWords) -> None:
    (group,) = query.of("2020")
    assert weights(group) == {"2020": 1.0}


def test_a_form_of_the_glossary_is_one_group_with_all_forms_below_the_one_asked(query: QueryWords) -> None:
    (group,) = query.of("SIB")
    assert weights(group)["sib"] == 1.0
    assert weights(group)[stem("impactobligatie", "nl")] == pytest.approx(GLOSSARY_WEIGHT)
    assert "bond" not in weights(group)  # the record has no "bond", so no "social impact bond" either


def test_the_rarest_word_of_a_long_form_stands_for_it_and_the_others_count_little() -> None:
    record = {"vlaamse": 90, "dienst": 40, "arbeidsbemiddeling": 3}
    glossary = Glossary([["VDAB", "Vlaamse Dienst voor Arbeidsbemiddeling"]])
    query = over(record, RelatedWords(SPACE, {}), glossary, Glossary([]), Lexicon(), [])
    (group,) = query.of("VDAB")
    assert weights(group)[stem("arbeidsbemiddeling", "nl")] == pytest.approx(GLOSSARY_WEIGHT)
    assert weights(group)[stem("dienst", "nl")] == pytest.approx(GLOSSARY_WEIGHT * COMMON_OF_FORM)


def test_a_single_word_of_the_glossary_that_may_mean_itself_is_looked_for_as_any_word(query: QueryWords) -> None:
    with_forms = over(
        RECORD,
        RelatedWords(SPACE, RECORD),
        Glossary([["haven", "HVN"]]),
        Glossary([]),
        Lexicon(),
        [],
    )
    assert weights(*with_forms.of("haven"), part=True) == weights(*query.of("haven"), part=True)
    assert weights(*with_forms.of("haven"))["hvn"] == pytest.approx(GLOSSARY_WEIGHT)


def test_a_function_word_of_the_questions_language_is_no_form_of_the_glossary() -> None:
    glossary = Glossary([["AI", "impactobligatie"]])
    query = over(RECORD, RelatedWords(SPACE, RECORD), glossary, Glossary([]), Lexicon(), [])
    french = query.of("Que disait-on hier de ce que j'ai demandé dans cette assemblée sur les ponts ?")
    assert not any(stem("impactobligatie", "nl") in weights(group) for group in french)
    assert "ai" in weights(query.of("Wat zegt de minister over AI in het onderwijs?")[0])


def test_the_words_of_a_glossary_form_are_not_looked_for_a_second_time(query: QueryWords) -> None:
    groups = query.of("a social impact bond for the harbour")
    assert len(groups) == 2
    assert "sib" in weights(groups[0])
    assert "haven" in weights(groups[1])


ABOUT_COWS = "What did the government say about the cows?"


def test_a_word_is_translated_into_the_languages_of_the_record_and_weighed_by_probability(query: QueryWords) -> None:
    cows = weights(query.of(ABOUT_COWS)[-1])
    assert cows["koe"] == pytest.approx(TRANSLATED_WEIGHT)
    assert cows["rund"] == pytest.approx(TRANSLATED_WEIGHT * 0.25**TRANSLATED_FALL)
    assert "vach" not in cows  # the record is not in French
    assert weights(query.of(ABOUT_COWS)[-1], part=True)["koe"] == pytest.approx(TRANSLATED_WEIGHT * PART_WEIGHT)


def test_a_phrase_that_is_one_word_in_the_record_stands_for_each_of_its_words(query: QueryWords) -> None:
    tap, water, cows = query.of("What did they say about tap water and the cows?")
    assert weights(tap)["drinkwater"] == weights(water)["drinkwater"] == pytest.approx(TRANSLATED_WEIGHT)
    assert "drinkwater" not in weights(cows)


def test_a_foreign_word_in_a_question_is_translated_where_the_record_does_not_have_it(query: QueryWords) -> None:
    (*_, quay) = query.of("Wat zeiden ze gisteren allemaal over de quay?")
    assert weights(quay)["kaai"] == pytest.approx(TRANSLATED_WEIGHT)


def test_an_abbreviation_of_the_record_is_looked_for_by_its_long_form_too(query: QueryWords) -> None:
    (group,) = query.of("HVK")
    assert weights(group)["hvk"] == 1.0
    assert weights(group)[stem("havenkraan", "nl")] == pytest.approx(GLOSSARY_WEIGHT)


def test_a_long_form_is_looked_for_by_its_abbreviation_too_and_keeps_its_words(query: QueryWords) -> None:
    for group, word in zip(query.of("drinkwater haven"), ("drinkwater", "haven"), strict=True):
        assert weights(group)[word] == 1.0
        assert weights(group)["dwn"] == pytest.approx(GLOSSARY_WEIGHT)


@pytest.mark.parametrize(
    "question",
    ["fietsbrug", "harbour", "SIB", "social impact bond", "drinkwater koe 2020", ABOUT_COWS, "HVK", "drinkwater haven"],
)
def test_no_variant_outweighs_the_word_itself(query: QueryWords, question: str) -> None:
    for group in query.of(question):
        assert min(variant.weight for variant in group) > 0
        assert max(variant.weight for variant in group) <= 1.0


def test_words_of_earlier_questions_count_less_the_longer_ago(query: QueryWords) -> None:
    own, newer, older = query.of("brug", ["haven", "koe"])
    assert weights(own)["brug"] == 1.0
    assert weights(newer)["haven"] == CARRIED_WEIGHT
    assert weights(older)["koe"] == CARRIED_WEIGHT**2


DUTCH = (
    "drinkwater woningen huisvesting ziekenhuis leerkracht belasting spoorweg landbouw fietspad begroting "
    "voorzitter varkens regering winkel gemeente straat sportclub verkeer luchthaven rechtbank"
)


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("drinking water", {"drinkwater"}),
        ("housing", {"woningen", "huisvesting"}),
        ("farming", {"landbouw"}),
        ("hospital", {"ziekenhuis"}),
    ],
)
def test_an_english_topic_finds_the_dutch_words_of_the_record(english: str, dutch: set[str]) -> None:
    counts = dict.fromkeys(DUTCH.split(), 5)
    related = RelatedWords(load_encoder(), counts)
    query = over(counts, related, Glossary([]), Glossary([]), Lexicon(), ["nl"])
    offered = {variant.term for group in query.of(english) for variant in group if not variant.part}
    assert {stem(word, "nl") for word in dutch} & offered
