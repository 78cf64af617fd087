import pytest

from assistant.understanding.bodies import Bodies
from index.vocabulary import Vocabulary

BODIES = Bodies(
    ["CD&V", "cd&v", "sp.a", "Vooruit", "N-VA", "VB", "Groen", "MR", "PS", "PVDA-PTB", "Les Engagés", "DENK"],
    ["omgeving", "COMMISSIE VOOR DE FINANCIËN EN DE BEGROTING"],
    ["dekamer", "vlaams-parlement"],
)
VOCABULARY = Vocabulary({}, frozenset({"groen", "denk", "vooruit"}))


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[spot.start : spot.end], spot.names) for spot in BODIES.find(text, VOCABULARY)]


@pytest.mark.parametrize(
    ("question", "written", "names"),
    [
        ("What did N-VA say?", "N-VA", ("N-VA",)),
        ("What did nva say?", "nva", ("N-VA",)),
        ("Which CD&V members spoke?", "CD&V", ("CD&V", "cd&v")),
        ("Wat zei sp.a?", "sp.a", ("sp.a",)),
        ("Wat vindt Groen van groen licht?", "Groen", ("Groen",)),
        ("Wat vindt Vlaams Belang?", "Vlaams Belang", ("VB",)),
        ("Wat vindt de PVDA?", "PVDA", ("PVDA-PTB",)),
        ("Quelle est la position des Engagés ?", "Engagés", ("Les Engagés",)),
        ("Welk PS-Kamerlid sprak?", "PS", ("PS",)),
        ("Wat zei DENK?", "DENK", ("DENK",)),
    ],
)
def test_a_party_of_the_index_is_found_in_its_spellings(question: str, written: str, names: tuple[str, ...]) -> None:
    assert found(question) == [(written, names)]


@pytest.mark.parametrize(
    "question",
    [
        "Is het licht groen?", "ik denk van niet", "Mr Smet vooruit!", "ps: morgen", "Wat zei de PVV?",
        "Groen licht voor de brug",
    ],
)  # fmt: skip
def test_other_words_and_parties_that_the_index_has_not_are_none(question: str) -> None:
    assert found(question) == []


@pytest.mark.parametrize(
    ("question", "committee"),
    [
        ("Wat zei men in de commissie Omgeving?", "omgeving"),
        ("Wat zei men in de commissie voor Leefmilieu?", "omgeving"),
        ("What was said in the environment committee?", "omgeving"),
        ("Qu'a-t-on dit en commission des Finances ?", "COMMISSIE VOOR DE FINANCIËN EN DE BEGROTING"),
    ],
)
def test_a_committee_is_found_by_a_field_that_its_name_covers(question: str, committee: str) -> None:
    assert [names for _, names in found(question)] == [(committee,)]


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("Who complained in the Chamber?", "dekamer"),
        ("Wie klaagde in de Kamer?", "dekamer"),
        ("Qui s'est plaint à la Chambre ?", "dekamer"),
        ("Wat zei men in het Vlaams Parlement?", "vlaams-parlement"),
    ],
)
def test_a_parliament_is_the_source_of_its_record(question: str, source: str) -> None:
    assert [names for _, names in found(question)] == [(source,)]


@pytest.mark.parametrize(
    "question", ["Wat zei men in de Tweede Kamer?", "Wat zei de commissie Sport?", "Er brandt licht in de kamer"]
)
def test_what_the_index_does_not_hold_is_not_found(question: str) -> None:
    assert found(question) == []
