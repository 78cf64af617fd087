"""A question's words as variants, over a hand-made space of words and over the bundled encoder's."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from assistant.glossary import Glossary
from assistant.query import CARRIED_WEIGHT, COMMON_OF_FORM, GLOSSARY_WEIGHT, PART_WEIGHT, RELATED_WEIGHT, QueryWords
from index.encoders import load_encoder
from index.encoders.base import Vectors
from index.lexical import Variant
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


@pytest.fixture
def query() -> QueryWords:
    glossary = Glossary([["SIB", "impactobligatie", "social impact bond"]])
    return QueryWords(CompoundSplitter(RECORD), RelatedWords(SPACE, RECORD), glossary)


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
    (group,) = QueryWords(CompoundSplitter(record), RelatedWords(SPACE, {}), glossary).of("VDAB")
    assert weights(group)[stem("arbeidsbemiddeling", "nl")] == pytest.approx(GLOSSARY_WEIGHT)
    assert weights(group)[stem("dienst", "nl")] == pytest.approx(GLOSSARY_WEIGHT * COMMON_OF_FORM)


def test_the_words_of_a_glossary_form_are_not_looked_for_a_second_time(query: QueryWords) -> None:
    groups = query.of("a social impact bond for the harbour")
    assert len(groups) == 2
    assert "sib" in weights(groups[0])
    assert "haven" in weights(groups[1])


@pytest.mark.parametrize("question", ["fietsbrug", "harbour", "SIB", "social impact bond", "drinkwater koe 2020"])
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
    query = QueryWords(CompoundSplitter(counts), RelatedWords(load_encoder(), counts), Glossary([]))
    offered = {variant.term for group in query.of(english) for variant in group if not variant.part}
    assert {stem(word, "nl") for word in dutch} & offered
