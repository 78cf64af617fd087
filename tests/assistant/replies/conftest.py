"""One invented record: a debate in which questions are answered, passed over, and asked again, and others beside it."""

import pytest

from assistant.assistant import Assistant
from tests.assistant.conftest import Over
from tests.index.conftest import turn

MINISTER = {"speaker": "Jo Claes", "role": "minister", "party": None}
BRIDGE = {"title": "Vraag om uitleg over de brug in Boom van Ann Maes aan minister Jo Claes"}
BUS = {"title": "Vraag om uitleg over de bussen in Gent van Piet Wit aan minister Jo Claes", "date": "2024-04-02"}
OTHERS = {
    "de wolf in Limburg": ("Hoeveel schapen doodde de wolf?", "De wolf doodde twaalf schapen; wij betalen het hek."),
    "de scholen in Aalst": ("Wanneer krijgt de school een dak?", "Het dak van de school is in mei klaar."),
    "de zee bij Oostende": ("Hoe hoog komt de dijk?", "De dijk aan zee wordt een meter hoger, zegt de dienst kust."),
    "het kasteel van Gaasbeek": ("Gaat het kasteel nog open?", "Het kasteel blijft dicht zolang de muren nat zijn."),
    "de sluis in Wijnegem": ("Wie herstelt de sluis?", "Schippers varen om, tot de sluisdeuren vervangen zijn."),
    "het bos van Kapellen": ("Mogen paarden in het bos?", "Ruiters krijgen in het bos een eigen pad met zand."),
    "de musea": ("Zijn de musea gratis?", "Een museum vraagt wat het wil, behalve op zondag."),
    "de sportzalen": ("Komt er een zwembad?", "Zwembaden bouwt de stad, wij geven een lening."),
    "de boeren": ("Wat met de mest?", "Mest moet in de winter in de kelder blijven."),
    "de telefoons": ("Mag een telefoon in de klas?", "Elke leraar beslist over telefoons in de les."),
    "de daken": ("Krijgt een groen dak een premie?", "Voor groendaken ligt er een premie klaar."),
}
RECORD = [
    turn(
        "brug", 0,
        "Minister, de brug in Boom bladdert af. Volgens de krant zit er lood in de verf. Kunt u dat bevestigen? "
        "Wanneer wordt de brug opnieuw geschilderd? Hoeveel kosten de schilders? Bedankt voor uw antwoord.",
        "Ann Maes", party="Groen", **BRIDGE,
    ),
    turn(
        "brug", 1,
        "Mevrouw Maes, dank u voor uw vragen. In de oude verf zit inderdaad lood, dat bevestigen de metingen. "
        "De brug wordt opnieuw geschilderd in de lente van volgend jaar, zodra het droog blijft. "
        "Dat is ook beter voor de scheepvaart.",
        **MINISTER, **BRIDGE,
    ),
    turn(
        "brug", 2, "Dank u. U hebt niets gezegd over het geld. Hoeveel kosten de schilders dan?",
        "Ann Maes", party="Groen", **BRIDGE,
    ),
    turn("brug", 3, "De schilders kosten twee miljoen euro, met de stellingen erbij.", **MINISTER, **BRIDGE),
    turn("brug", 4, "Dank u wel, minister.", "Ann Maes", party="Groen", **BRIDGE),
    turn("bus", 0, "Minister, rijden de bussen in Gent op zondag? En waarom zo weinig?", "Piet Wit", **BUS),
    *(
        turn(f"o{at}", number, text, speaker, role=role, title=f"Vraag om uitleg over {title}")
        for at, (title, texts) in enumerate(OTHERS.items())
        for number, (text, speaker, role) in enumerate(
            [(f"Minister, {texts[0]}", "Els Pas", "member"), (texts[1], "Jo Claes", "minister")]
        )
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return over(RECORD)
