import pytest

from assistant.understanding.domains import field_of, fields, leading


@pytest.mark.parametrize("health", ["Volksgezondheid", "Santé publique", "Santé", "health", "Public Health"])
def test_a_field_is_the_same_in_three_languages(health: str) -> None:
    assert fields(health) == {"volksgezondheid"}


def test_a_portfolio_covers_several_fields_and_other_words_stand_for_themselves() -> None:
    found = fields("VEM Sociale Zaken, Volksgezondheid, belast met Armoedebestrijding en Ruimtevaart")
    assert found == {"sociale zaken", "volksgezondheid", "armoedebestrijding", "ruimtevaart"}


def test_a_committees_name_covers_fields_too() -> None:
    assert fields("COMMISSIE VOOR DE FINANCIËN EN DE BEGROTING") == {"financien", "begroting"}


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Omgeving over de bruggen", "Omgeving"),
        ("Leefmilieu en Volksgezondheid na de zomer", "Leefmilieu en Volksgezondheid"),
        ("the Environment and Health discuss", "the Environment and Health"),
        ("l'Intérieur sur les ponts", "l'Intérieur"),
        ("Werk en de bruggen", "Werk"),
        ("bruggen en wegen", ""),
    ],
)
def test_a_text_begins_with_fields_up_to_the_first_other_word(text: str, taken: str) -> None:
    end, found = leading(text)
    assert text[:end] == taken
    assert bool(found) == bool(taken)


def test_a_single_word_may_be_a_field() -> None:
    assert (field_of("energie"), field_of("brug")) == ("energie", None)
