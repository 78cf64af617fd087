"""Who presides and who answers, by what a record prints and by how the others treat them."""

import pytest

from index.exchanges.offices import ANSWERS, CHAIR, MEMBER, offices
from index.transcript import Speaker
from tests.index.exchanges.spoken import said

NAMES = ("Arib", "Blok", "Jansen", "Voortman", "Fritsma")
BARE = {name: Speaker(name.lower(), name) for name in NAMES}
WITH_PARTIES = BARE | {
    name: Speaker(name.lower(), name, party) for name, party in zip(NAMES, ("A", None, "B", "C", "D"), strict=True)
    if party
}  # fmt: skip

VRAGENUUR = """
    Arib: Het woord is aan de heer Jansen.
    Jansen: Voorzitter. Minister, waarom stijgen de huren?
    Blok: Voorzitter. Omdat de kosten stijgen.
    Arib: Ik geef het woord aan mevrouw Voortman.
    Voortman: Dank u, minister. Minister, wat zegt u tegen huurders?
    Blok: Dat er toeslagen zijn.
    Arib: De heer Fritsma.
    Fritsma: Kan de minister dat beloven?
    Blok: Ja.
    Arib: Ik dank de minister voor zijn komst.
"""


@pytest.mark.parametrize("cast", [BARE, WITH_PARTIES], ids=["no parties", "the minister alone has no party"])
def test_a_record_without_roles_shows_who_presides_and_who_answers(cast: dict[str, Speaker]) -> None:
    found = offices(said(VRAGENUUR, cast), {None: "Vragenuur"})
    assert found == {"arib": CHAIR, "blok": ANSWERS, "jansen": MEMBER, "voortman": MEMBER, "fritsma": MEMBER}


@pytest.mark.parametrize(
    ("party", "role", "kind"),
    [
        (None, "minister", ANSWERS), (None, "Vlaams minister van Wonen", ANSWERS), (None, "premier ministre", ANSWERS),
        (None, "secrétaire d'État", ANSWERS), (None, "staatssecretaris", ANSWERS), (None, "gov", ANSWERS),
        ("Minister of Finance", None, ANSWERS), (None, "chair", CHAIR), ("Groen", "member", MEMBER),
        ("cdH", "rapporteur", MEMBER), (None, None, MEMBER),
    ],
)  # fmt: skip
def test_what_is_printed_tells(party: str | None, role: str | None, kind: int) -> None:
    assert offices([(None, Speaker("x", "X", party, role), "Dank u.")], {}) == {"x": kind}


def test_nobody_answers_for_want_of_a_party_alone() -> None:
    cast = {name: Speaker(name.lower(), name, None if name == "Blok" else "A") for name in NAMES}
    debate = "\n".join(f"{name}: Wij zien dat anders." for name in NAMES)
    assert set(offices(said(debate, cast), {}).values()) == {MEMBER}


def test_somebody_who_asks_is_no_witness() -> None:
    debate = "\n".join(f"{name}: Waarom is dat zo?" for name in NAMES * 3)
    assert ANSWERS not in offices(said(debate, BARE), {}).values()
