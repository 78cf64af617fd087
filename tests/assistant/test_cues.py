"""Which texts have the form of an answer, in the three languages."""

import pytest

from assistant.answer import Kind
from assistant.cues import CUES, ENOUGH, form

HOLDING: list[tuple[Kind, str]] = [
    ("how much", "De brug kost 12 miljoen euro."),
    ("how much", "De helft van de bruggen is hersteld."),
    ("how much", "Le pont coûte un milliard."),
    ("how much", "Half a million people cross it."),
    ("how often", "De brug ging dit jaar 40 keer open."),
    ("when", "De brug is klaar in september."),
    ("when", "Dat gebeurt nog voor het zomerreces."),
    ("when", "It will be ready by the summer."),
    ("when", "Le pont ouvre en février."),
    ("when", "De brug dateert van 1931."),
    ("why", "De brug is dicht omdat het hout rot."),
    ("why", "It is closed because the wood rots."),
    ("why", "Il est fermé parce que le bois pourrit."),
    ("promised", "Wij zullen de brug grondig herstellen."),
    ("promised", "Ik zal de brug volgend voorjaar laten openen."),
    ("promised", "Mijn administratie zal dat bekijken."),
    ("promised", "Dat ga ik u bezorgen."),
    ("promised", "Er komt er een tweede naast."),
    ("promised", "I will repair the bridge."),
    ("promised", "We'll repair the bridge."),
    ("promised", "Je vais réparer le pont."),
    ("promised", "Je réparerai le pont."),
]
PLAIN = [
    "De brug is een zaak van ons allen.",
    "Een schip vaart langzaam onder de brug.",
    "The bridge is made of oak and iron.",
    "Le pont est une affaire de tous.",
]


@pytest.mark.parametrize(("kind", "text"), HOLDING)
def test_a_text_that_gives_what_was_asked_for_has_its_form(kind: Kind, text: str) -> None:
    assert form(kind, text) > 0


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize("kind", CUES)
def test_a_text_that_gives_nothing_of_the_kind_has_none(kind: Kind, text: str) -> None:
    assert form(kind, text) == 0


@pytest.mark.parametrize("kind", ["said", "asked", "who", "list"])
def test_a_kind_without_a_form_is_met_by_no_text(kind: Kind) -> None:
    assert form(kind, " ".join(text for _, text in HOLDING)) == 0


def test_another_kind_is_not_met() -> None:
    assert form("why", "De brug is klaar in september.") == 0
    assert form("when", "De brug is dicht omdat het hout rot.") == 0


def test_capitals_and_accents_make_no_difference() -> None:
    assert form("when", "LE PONT OUVRE EN FÉVRIER.") == form("when", "le pont ouvre en fevrier.") > 0


def test_more_cues_count_more_but_enough_is_enough() -> None:
    months = ["januari", "maart", "mei", "juli", "augustus"]
    values = [form("when", " en ".join(months[:count])) for count in range(len(months) + 1)]
    assert values == sorted(values)
    assert values[: ENOUGH + 1] == [n / ENOUGH for n in range(ENOUGH + 1)]
    assert values[ENOUGH:] == [1.0] * (len(months) - ENOUGH + 1)
