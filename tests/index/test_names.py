import pytest

from index.names import speaker_id, split_name


@pytest.mark.parametrize(
    ("printed", "name", "party", "role"),
    [
        ("Minister Jo Brouns", "Jo Brouns", None, "minister"),
        ("Minister-president Jan Jambon", "Jan Jambon", None, "minister-president"),
        ("Viceminister-president Ben Weyts", "Ben Weyts", None, "viceminister-president"),
        ("Staatssecretaris Eva De Bleeker", "Eva De Bleeker", None, "staatssecretaris"),
        ("Eerste minister Charles Michel", "Charles Michel", None, "eerste minister"),
        ("Kris Peeters, ministre", "Kris Peeters", None, "ministre"),
        ("Charles Michel, premier ministre", "Charles Michel", None, "premier ministre"),
        ("Özlem Özen rapporteur", "Özlem Özen", None, "rapporteur"),
        ("De heer Wim Van Dijck (VB)", "Wim Van Dijck", "VB", None),
        ("Mevrouw De Vreese", "De Vreese", None, None),
        ("Vera Celis (N-VA)", "Vera Celis", "N-VA", None),
        ("Vera Celis (CD&V", "Vera Celis", "CD&V", None),
        ("01.02 Vera Celis (sp·a):", "Vera Celis", "sp·a", None),
        ("De voorzitter", "De voorzitter", None, "chair"),
        ("De tijdelijke voorzitter", "De tijdelijke voorzitter", None, "chair"),
        ("La présidente", "La présidente", None, "chair"),
        ("Voorzitter Jan Peumans", "Jan Peumans", None, "chair"),
        ("Denis Ducarme, président", "Denis Ducarme", None, "chair"),
        ("The Chair", "The Chair", None, "chair"),
        ("The Chair (Hon. Anthony Rota (NipissingTimiskaming, Lib.))", "Anthony Rota", "Lib.", "chair"),
        ("The Acting Chair (Mr. Bruce Stanton)", "Bruce Stanton", None, "chair"),
        ("Hon. Dominic LeBlanc", "Dominic LeBlanc", None, None),
        ("Right Hon. Justin Trudeau", "Justin Trudeau", None, None),
        ("Burton, Emmanuel", "Burton, Emmanuel", None, None),
        ("Johanna (Ank) Bijleveld", "Johanna (Ank) Bijleveld", None, None),
        ("Speaker 1", "Speaker 1", None, None),
    ],
)
def test_a_printed_name_comes_apart_into_person_party_and_role(
    printed: str, name: str, party: str | None, role: str | None
) -> None:
    assert split_name(printed) == (name, party, role)


@pytest.mark.parametrize("printed", ["", "()", "De heer", "Minister", "(", "Jan (", ":"])
def test_a_name_that_is_none_stays_as_it_is_printed(printed: str) -> None:
    assert split_name(printed)[0] == printed


def test_a_name_of_nothing_but_titles_is_taken_apart_once() -> None:
    assert split_name("The Chair " * 3000)[2] == "chair"
    assert split_name("De heer " * 3000)[0].endswith("heer")


@pytest.mark.parametrize(
    "printed", ["Jo Brouns", "Minister Jo Brouns", "De heer Jo  Brouns (CD&V)", "JO BROUNS", "Jo Brouns, ministre"]
)
def test_one_person_has_one_id_however_addressed(printed: str) -> None:
    assert speaker_id(printed) == "jo brouns"


def test_an_id_has_no_accents_and_one_kind_of_apostrophe() -> None:
    assert speaker_id("Sophie Wilmès") == "sophie wilmes"
    assert speaker_id("Christoph D’Haese") == speaker_id("Christoph D'Haese") == "christoph d'haese"


def test_the_article_of_the_chair_and_the_particle_of_a_surname_are_kept() -> None:
    assert speaker_id("De voorzitter") == "de voorzitter"
    assert speaker_id("Mevrouw De Vreese") == "de vreese"
