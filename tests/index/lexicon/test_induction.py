"""From sentence pairs to tables: what keeps company is told from what translates."""

import pytest

from index.lexicon.induction.alignment import align
from index.lexicon.induction.model1 import TermPair, expected_counts
from index.lexicon.induction.sources import Entry
from index.lexicon.induction.tables import by_way_of, mixed, phrases, shares, table, turned

ANY = {language: lambda _: True for language in ("nl", "en", "fr")}


def pairs(*lines: str) -> list[TermPair]:
    return [TermPair(*(side.split() for side in line.split("="))) for line in lines]


def test_a_word_is_counted_for_its_translation_rather_than_for_what_keeps_it_company() -> None:
    counts = expected_counts(pairs("old bridge = oude brug", "old house = oud huis", "bridge = brug", "house = huis"))
    assert counts["bridge", "brug"] > 5 * counts.get(("bridge", "oude"), 0.0)
    assert 1 < counts["bridge", "brug"] < 2  # the empty word takes some of the two


def test_a_word_met_in_one_direction_only_by_chance_counts_less_than_in_both() -> None:
    counts = expected_counts(pairs(*["meter box = meterkast"] * 3, *["box = doos"] * 9))
    assert counts["meter", "meterkast"] > counts.get(("box", "meterkast"), 0.0)


def test_the_weight_of_a_pair_is_what_it_counts() -> None:
    (once,) = expected_counts([TermPair(["tax"], ["btw"], 0.3)]).values()
    (twice,) = expected_counts([TermPair(["tax"], ["btw"], 0.3)] * 2).values()
    assert twice == pytest.approx(2 * once)


def test_nothing_is_counted_in_pairs_with_an_empty_side_or_without_end() -> None:
    assert expected_counts([TermPair([], ["brug"]), TermPair(["a"] * 41, ["b"])]) == {}


def test_sentences_are_aligned_by_length_and_one_may_be_two() -> None:
    long, first, second = "a" * 90, "b" * 44, "c" * 45
    assert align([long, "kort"], [first, second, "bref"]) == [(long, f"{first} {second}"), ("kort", "bref")]


def test_a_sentence_without_counterpart_is_left_out() -> None:
    assert align(["a"], []) == align([], ["b"]) == []


def test_shares_are_damped_and_sum_to_one_without_the_rarest() -> None:
    found = shares({("tax", "btw"): 9.0, ("tax", "belasting"): 1.0, ("tax", "veld"): 0.1})
    assert found == {"tax": {"btw": 0.75, "belasting": 0.25}}


def test_turned_counts_are_those_of_the_other_direction() -> None:
    assert turned({("tax", "btw"): 2.0}) == {("btw", "tax"): 2.0}


def test_a_way_round_multiplies_and_an_unlikely_middle_is_not_followed() -> None:
    first = {"tax": {"belasting": 0.96, "veld": 0.04}}
    second = {"belasting": {"impot": 0.5, "taxe": 0.5}, "veld": {"champ": 1.0}}
    assert by_way_of(first, second) == {"tax": {"impot": 0.5, "taxe": 0.5}}


def test_a_mixture_keeps_what_only_one_table_knows() -> None:
    own, other = {"tax": {"impot": 1.0}, "bridge": {"pont": 1.0}}, {"tax": {"taxe": 1.0}, "road": {"route": 1.0}}
    assert mixed(own, other, 0.25) == {
        "tax": {"impot": 0.75, "taxe": 0.25}, "bridge": {"pont": 1.0}, "road": {"route": 1.0},
    }  # fmt: skip


@pytest.mark.parametrize(("naming", "found"), [(True, {"drinking water": {"drinkwater": 1.0}}), (False, {})])
def test_a_phrase_is_a_name_of_several_words_that_the_other_language_has_one_for(
    naming: bool, found: dict[str, dict[str, float]]
) -> None:
    entries = [
        Entry(["drinking", "water"], ["drinkwater"], TermPair([], []), naming),
        Entry(["social", "security"], ["sociaal", "zeker"], TermPair([], []), naming),
    ]
    assert phrases(entries, turn=False) == found
    assert phrases(entries, turn=True) == {}


def test_a_table_keeps_common_words_their_likeliest_translations_and_not_the_word_itself() -> None:
    common = ANY | {"fr": lambda word: word != "octroi"}
    found = table(
        {"tax": {"taxe": 0.5, "impot": 0.27, "octroi": 0.2, "tax": 0.03}, "of": {"de": 1.0}}, "en", "fr", common
    )
    assert found == {"tax": [("impot", pytest.approx(0.3375))]}
