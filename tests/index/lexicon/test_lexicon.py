"""A lexicon as it is written, read and asked; and the one that comes with the program."""

from pathlib import Path

import pytest

from index.lexicon import Lexicon
from index.lexicon.lexicon import key, write
from index.terms import LANGUAGES, stem


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "words.zip"
    english = {"bridge": [("brug", 0.755), ("kaartspel", 0.001)], "bicycle lane": [("fietspad", 1.0)]}
    write(path, {("en", "nl"): english, ("nl", "en"): {"brug": [("bridg", 1.0)]}})
    return path


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("houses", "house", "en"),
        ("subsidies", "subsidy", "en"),
        ("taxes", "tax", "en"),
        ("losses", "loss", "en"),
        ("prisons", "prison", "fr"),
        ("travaux", "traval", "fr"),
        ("hopitaux", "hopital", "fr"),
        ("woningen", "woning", "nl"),
    ],
)
def test_a_word_and_its_plural_have_one_key(one: str, other: str, language: str) -> None:
    assert key(one, language) == key(other, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("housing", "house", "en"), ("loss", "los", "en"), ("bus", "bu", "en"), ("logement", "loge", "fr")],
)
def test_words_that_are_translated_apart_have_keys_of_their_own(one: str, other: str, language: str) -> None:
    assert key(one, language) != key(other, language)


def test_translations_come_likeliest_first_and_in_whole_percents_of_one_at_least(path: Path) -> None:
    assert Lexicon(path).translations(["bridge"], "en", "nl") == [("brug", 0.76), ("kaartspel", 0.01)]


def test_a_phrase_is_found_by_its_words_in_order_and_in_any_number(path: Path) -> None:
    lexicon = Lexicon(path)
    assert lexicon.translations(["bicycle", "lanes"], "en", "nl") == [("fietspad", 1.0)]
    assert lexicon.translations(["lane", "bicycle"], "en", "nl") == []


def test_a_word_or_a_direction_that_is_not_there_has_no_translations(path: Path) -> None:
    assert Lexicon(path).translations(["tunnel"], "en", "nl") == []
    assert Lexicon(path).translations(["bridge"], "en", "fr") == []


def test_the_same_tables_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    english = {"bicycle lane": [("fietspad", 1.0)], "bridge": [("brug", 0.755), ("kaartspel", 0.001)]}
    write(again, {("nl", "en"): {"brug": [("bridg", 1.0)]}, ("en", "nl"): english})
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("word", "source", "target", "translation"),
    [
        ("unemployment", "en", "nl", "werkloosheid"),
        ("prison", "en", "nl", "gevangenis"),
        ("chomage", "fr", "nl", "werkloosheid"),
        ("dechets", "fr", "nl", "afval"),
        ("gevangenis", "nl", "fr", "prison"),
        ("housing", "en", "fr", "logement"),
        ("gevangenis", "nl", "en", "prison"),
    ],
)
def test_the_bundled_lexicon_translates_in_every_direction(
    word: str, source: str, target: str, translation: str
) -> None:
    assert stem(translation, target) in dict(Lexicon().translations([word], source, target))


def test_the_bundled_lexicon_knows_what_is_one_word_in_dutch() -> None:
    assert Lexicon().translations(["drinking", "water"], "en", "nl")[0][0] == stem("drinkwater", "nl")


def test_the_bundled_lexicon_gives_probabilities_and_never_the_word_itself() -> None:
    lexicon = Lexicon()
    for source in LANGUAGES:
        for target in {*LANGUAGES} - {source}:
            for word in ("budget", "minister", "station", "school", "plan"):
                found = lexicon.translations([word], source, target)
                assert sum(share for _, share in found) <= 1.01
                assert all(share > 0 for _, share in found)
                assert stem(key(word, source), target) not in dict(found)
