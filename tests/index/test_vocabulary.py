"""Which words of a record are ordinary, and which may be names."""

from pathlib import Path

import pytest

from index.terms import fold
from index.vocabulary import Vocabulary


def test_frequencies_count_folded_words() -> None:
    counted = Vocabulary.count(["Één woning, één tuin.", "De woning; WONING!"])
    assert counted.frequencies == {"een": 2, "woning": 3, "tuin": 1, "de": 1}


def test_a_record_of_many_words_leaves_out_those_that_stand_there_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.vocabulary.FEW", 3)
    counted = Vocabulary.count(["Één woning, één tuin.", "De woning; WONING!"])
    assert counted.frequencies == {"een": 2, "woning": 3}


def test_a_word_written_small_half_of_the_time_is_ordinary() -> None:
    counted = Vocabulary.count(["Wij zien welzijn. Minder nu.", "Welzijn telt.", "Ook bouw en Bouw en Bouw tellen."])
    assert "welzijn" in counted.ordinary
    assert counted.frequencies["bouw"] == 3
    assert "bouw" not in counted.ordinary  # small once of three times


def test_a_name_is_not_ordinary_however_often_it_stands_there() -> None:
    names = ["Mevrouw Vandoorn spreekt.", "De heer Jan Vandoorn spreekt.", "Minister Vandoorn spreekt."]
    counted = Vocabulary.count(names * 10)
    assert counted.frequencies["vandoorn"] == 30
    assert "vandoorn" not in counted.ordinary


def test_a_word_is_somebodys_name_if_it_stands_there_often_and_mostly_as_one() -> None:
    counted = Vocabulary.count(["Mevrouw Vandoorn spreekt over Welzijn en bouw.", "De Kempen, zei ze."] * 20)
    assert counted.is_name("vandoorn")
    assert not any(map(counted.is_name, ["welzijn", "bouw", "kempen", "nergens"]))
    assert not Vocabulary.count(["Mevrouw Vandoorn spreekt."] * 19).is_name("vandoorn")


def test_a_department_is_ordinary_because_it_hardly_ever_follows_a_title() -> None:
    counted = Vocabulary.count(["De minister van Welzijn spreekt."] * 20)
    assert "welzijn" in counted.ordinary


def test_nineteen_capitals_are_not_yet_often() -> None:
    assert "welzijn" not in Vocabulary.count(["De minister van Welzijn spreekt."] * 19).ordinary


@pytest.mark.parametrize(("titled", "ordinary"), [(1, True), (2, False)])
def test_a_title_before_four_in_a_hundred_makes_a_name(titled: int, ordinary: bool) -> None:
    plain = ["Ja, Kiekens."] * (40 - titled)
    counted = Vocabulary.count([*plain, *["Ja, mevrouw Kiekens."] * titled])
    assert counted.frequencies["kiekens"] == 40
    assert ("kiekens" in counted.ordinary) is ordinary


@pytest.mark.parametrize("name", ["Šimek", "Łukasz", "Şahin", "Őri", "Évrard"])
def test_a_name_may_begin_with_any_capital(name: str) -> None:
    counted = Vocabulary.count([f"Wij groeten {name} hier.", f"Wij danken mevrouw {name} hier."] * 10)
    assert counted.frequencies[fold(name)] == 20
    assert fold(name) not in counted.ordinary


def test_the_vocabulary_is_read_as_it_was_written(tmp_path: Path) -> None:
    counted = Vocabulary.count(["één woning, één tuin, Één Šimek, Šimek", *["Kleine dorpsscholen (KDS)."] * 2])
    counted.write(tmp_path / "words.json")
    assert Vocabulary.read(tmp_path / "words.json") == counted


def test_the_abbreviations_that_texts_explain_are_kept() -> None:
    counted = Vocabulary.count(["De kleine dorpsscholen (KDS) groeien."] * 2)
    assert counted.acronyms == {"kds": ["kleine dorpsscholen"]}


DUTCH = "De minister heeft gezegd dat het voor ons allemaal te duur is en dat wij wachten."
FRENCH = "La ministre a dit que ce sont des mesures pour nous tous et que les autres sont avec elle."


def test_a_record_is_in_the_languages_of_its_function_words_the_most_spoken_first() -> None:
    assert Vocabulary.count([DUTCH]).languages() == ["nl"]
    assert Vocabulary.count([DUTCH, FRENCH, FRENCH]).languages() == ["fr", "nl"]
    assert Vocabulary.count([]).languages() == []


def test_a_quotation_makes_no_language_of_the_record() -> None:
    assert Vocabulary.count([DUTCH] * 100 + [FRENCH]).languages() == ["nl"]
