"""An invented record of a few turns, in which quotes are checked."""

import pytest

from assistant.assistant import Assistant
from tests.assistant.conftest import Over
from tests.index.conftest import turn

ANN, BOB, EVE = "Ann Peeters", "Bob Claes", "Eve De Wolf"
BRIDGE = (
    "De brug over de vaart gaat in het najaar weer open voor fietsers. Wij herstellen eerst de leuning, want die "
    "is verroest. Daarna volgt het wegdek.\n\nDe kosten worden gedeeld met de gemeente. Dat heb ik de burgemeester "
    "beloofd!"
)
QUESTION = "Wanneer gaat de brug open? Ik hoor van fietsers dat zij al maanden moeten omrijden langs de oude sluis."
TREES = (
    "Langs het kanaal planten we tweehonderd linden. De bewoners mogen zelf een boom kiezen, en zij verzorgen die het "
    "eerste jaar. Wie geen tuin heeft, krijgt voorrang."
)
THANKS = "Dank u wel voor uw antwoord, minister."


@pytest.fixture(scope="module")
def record(over: Over) -> Assistant:
    return over(
        [
            turn("brug", 1, QUESTION, BOB),
            turn("brug", 2, BRIDGE, ANN, role="minister"),
            turn("brug", 3, THANKS, BOB),
            turn("bomen", 1, TREES, EVE, date="2024-05-02", title="Bomen", url="https://example.org/bomen"),
            turn("bomen", 2, THANKS, ANN, date="2024-05-02", title="Bomen"),
            turn(
                "bomen", 3, "Een stem zonder naam zegt hier iets over de haven.", None, date="2024-05-02", title="Bomen"
            ),
        ]
    )
