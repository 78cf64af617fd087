"""Abbreviations that a record explains, in the ways that it does."""

import pytest

from index.acronyms import AcronymCounter, long_form

VDAB = "Vlaamse Dienst voor Arbeidsbemiddeling en Beroepsopleiding"


def found(*texts: str) -> dict[str, list[str]]:
    counter = AcronymCounter()
    for text in texts:
        counter.read(text)
    return counter.found()


@pytest.mark.parametrize(
    ("short", "stretch", "long"),
    [
        ("SIB", "wij bekijken sociale-impactobligaties ", "sociale-impactobligaties"),
        ("VDAB", "de Vlaamse Dienst voor Arbeidsbemiddeling en Beroepsopleiding ", VDAB),
        ("VMM", "dat meldt de Vlaamse Milieumaatschappij ", "Vlaamse Milieumaatschappij"),
        (
            "OCMW",
            "van het openbaar centrum voor maatschappelijk welzijn ",
            "openbaar centrum voor maatschappelijk welzijn",
        ),
        ("ONEM", "chez l’Office national de l’emploi ", "Office national de l’emploi"),
        ("CCB", "le Centre pour la Cybersécurité Belgique ", "Centre pour la Cybersécurité Belgique"),
        ("DSA", "under the Digital Services Act ", "Digital Services Act"),
        ("IGO", "een inkomensgarantie voor ouderen ", "inkomensgarantie voor ouderen"),
    ],
)
def test_the_shortest_words_that_hold_the_letters_are_the_long_form(short: str, stretch: str, long: str) -> None:

    assert long_form(short, stretch) == long


@pytest.mark.parametrize(
    ("short", "stretch"),
    [
        ("XYZ", "een heel gewone zin "),
        ("NMBS", "de NMBS rijdt "),
        ("AB", "Abc "),  # not longer than what it stands for
        ("IS", "in sommige "),  # begins with a function word
        ("VB", ""),
    ],
)
def test_words_that_do_not_hold_the_letters_are_no_long_form(short: str, stretch: str) -> None:
    assert long_form(short, stretch) is None


@pytest.mark.parametrize(
    "text",
    [
        "De kleine dorpsscholen (KDS) groeien.",
        "De kleine dorpsscholen (KDS’en) groeien.",
        "De kleine dorpsscholen (KDS's) groeien.",
        "De KDS (kleine dorpsscholen) groeien.",
        "De KDS's (kleine dorpsscholen) groeien.",
        "De kleine dorpsscholen (K.D.S.) groeien.",
    ],
)
def test_an_abbreviation_is_found_before_and_in_brackets_in_any_number(text: str) -> None:
    assert found(text, text) == {"kds": ["kleine dorpsscholen"]}


@pytest.mark.parametrize(
    "text",
    ["Dat is waar (Applaus).", "Mevrouw Peeters (Groen) spreekt.", "Zie pagina (12).", "Een kleine dorpsschool (kds)."],
)
def test_other_brackets_are_no_abbreviations(text: str) -> None:
    assert found(text, text) == {}


def test_one_odd_pair_does_not_count() -> None:
    assert found("Het kleine drinkstation (KDS) lekt.") == {}


def test_a_long_form_that_is_seldom_given_is_left_out_and_the_commonest_comes_first() -> None:
    common, other, seldom = "De kleine dorpsscholen (KDS).", "Kleine drinkstations (KDS).", "Kale duinstroken (KDS)."
    assert found(*[common] * 7, *[other] * 3, *[seldom] * 2) == {"kds": ["kleine dorpsscholen", "kleine drinkstations"]}
