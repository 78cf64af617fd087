import pytest

from assistant.answering.model.names import strange_names

SOURCE = {"vlaamse", "regering", "sib", "ann", "peeters", "juli", "brussel"}


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("Ann Peeters bouwt", []),
        ("In July, the Flemish Government and Brussels", []),
        ("Over SIBs en de SIB's", []),
        ("Volgens Janssens", ["Janssens"]),
        ("Janssens bouwt", ["Janssens"]),
        ("Bouwen doet Ann", []),
        ("Ann Janssen bouwt", ["Janssen"]),
        ("Ann bouwt in Gent met de NMBS", ["Gent", "NMBS"]),
        ("NMBS bouwt", ["NMBS"]),
    ],
)
def test_names_that_the_source_does_not_have_are_found(text: str, strange: list[str]) -> None:
    assert strange_names(text, SOURCE, {"bouwen", "nmbs"}, opens=True) == strange


def test_the_plural_of_an_abbreviation_is_its_name_and_that_of_a_surname_is_another() -> None:
    assert strange_names("de Janssens", {"janssen"}, (), opens=False) == ["Janssens"]
    assert strange_names("de KMOs", {"kmo"}, (), opens=False) == []
