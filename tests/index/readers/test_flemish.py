"""What single lines of the Flemish Parliament's reports are."""

import time

import pytest

from index.readers import flemish
from index.readers.flemish_chair import asked_for_floor, chair_formula, granted


@pytest.mark.parametrize(
    "line",
    [
        "Joris Van Hauthem",
        "De heer Wim Van Dijck",
        "Vera Celis (N-VA)",
        "De heer Matthias Diependaele (N-VA)",
        "Mevrouw Sabine de Bethune (CD&V)",
        "Stephanie D’Hose (Open Vld)",
        "Fourat Ben Chikha (Groen)",
        "Sas van Rouveroij (Open Vld)",
        "Kurt Van de Wauwer",
        "Jan Bertels (sp·a)",
        "Minister Bart Somers",
        "Minister-president Jan Jambon",
        "Viceminister-president Hilde Crevits",
        "Staatssecretaris Els Smets",
        "De heer Geert Maes, minister-president",
    ],
)
def test_a_name_alone_is_a_heading_in_every_era(line):
    assert flemish.person_heading(line)
    assert not flemish.about_business(line)


@pytest.mark.parametrize(
    "line",
    [
        "Hoofdelijke stemming",
        "Hoofdelijke Stemming",
        "Motie van orde",
        "Vlaamse Regering",
        "Persoonlijk Feit",
        "De Lijn",
        "Bespreking",
        "Artikelsgewijze bespreking (Voortzetting)",
        "Voorstel van resolutie van de heer Smets",
        "De voorzitter",
        "Ja.",
    ],
)
def test_a_heading_of_business_is_nobodys_name(line):
    assert not flemish.person_heading(line)


def test_a_title_has_no_end_of_a_sentence():
    assert flemish.title("Voorstel tot verdaging van een agendapunt")
    assert flemish.title("Artikelsgewijze bespreking (Voortzetting)")
    assert not flemish.title("Dat is zo.")
    assert not flemish.title("Dat is zo (Applaus)")
    assert not flemish.title("ja")


@pytest.mark.parametrize(
    ("paragraph", "who"),
    [
        ("Mevrouw De Vreese heeft het woord.", "Mevrouw De Vreese"),
        ("Mevrouw de Bethune heeft het woord.", "Mevrouw de Bethune"),
        ("De heer D’Hose heeft het woord.", "De heer D’Hose"),
        ("De heer Van de Wauwer heeft het woord.", "De heer Van de Wauwer"),
        ("De heer Kennes, verslaggever, heeft het woord.", "De heer Kennes"),
        ("Mevrouw Ben Chikha heeft het woord voor een repliek.", "Mevrouw Ben Chikha"),
        ("Minister Somers heeft het woord.", "Minister Somers"),
        ("Minister-president Jambon krijgt het woord.", "Minister-president Jambon"),
        ("Dank u wel. Mevrouw Smets heeft het woord.", "Mevrouw Smets"),
        ("Mevrouw Smets heeft het woord. Gaat uw gang.", "Mevrouw Smets"),
        ("Dan heeft de heer Maes het woord.", "de heer Maes"),
        ("Het woord is aan mevrouw Smets.", "mevrouw Smets"),
        ("Dan geef ik het woord aan minister Peeters.", "minister Peeters"),
        ("Mevrouw Smets, u hebt het woord.", "Mevrouw Smets"),
        ("Jan Maes heeft het woord.", "Jan Maes"),
        ("De minister heeft het woord.", "De minister"),
    ],
)
def test_giving_the_floor_names_who_gets_it(paragraph, who):
    assert granted(paragraph) == who
    assert chair_formula(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Daarstraks heeft de heer Maes bij motie van orde het woord gevraagd.",
        "De heer Maes heeft het woord niet gekregen.",
        "De minister heeft het woord 'morgen' gebruikt.",
        "Mevrouw Smets heeft niet het woord.",
        "De Vlaamse Regering heeft het woord.",
        "Wie heeft het woord?",
        "Mevrouw Smets heeft het woord. Zo begon vorige week een vergadering waarin niemand meer wist wie er sprak.",
    ],
)
def test_a_floor_that_was_asked_denied_or_told_about_is_not_given(paragraph):
    assert granted(paragraph) is None


def test_who_asked_for_the_floor_is_known_by_the_full_name():
    asked = (
        "Dames en heren, met toepassing van artikel 9 heeft de heer Piet De Ro bij motie van orde het woord gevraagd."
    )
    assert asked_for_floor(asked) == "de heer Piet De Ro"
    assert chair_formula(asked)


@pytest.mark.parametrize(
    "paragraph",
    [
        "De vraag om uitleg is afgehandeld.",
        "Het incident is gesloten.",
        "De algemene bespreking is geopend.",
        "Aan de orde is de stemming over artikel 3.",
        "Dientengevolge neemt het parlement de motie niet aan.",
        "Het amendement is niet aangenomen.",
        "Wie vraagt het woord?",
    ],
)
def test_opening_closing_and_voting_sentences_are_the_chairs(paragraph):
    assert chair_formula(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    ["Voor mij is het debat gesloten.", "Het dossier is afgehandeld.", "Aan de orde is vandaag ons geweten."],
)
def test_similar_sentences_of_others_are_not_the_chairs(paragraph):
    assert not chair_formula(paragraph)


@pytest.mark.parametrize(
    "line",
    [
        "(Applaus bij Open Vld)",
        "(Gelach. Opmerkingen)",
        "( Gelach. Opmerkingen van Jan Maes)",
        "(Opmerkingen van Robrecht Bothuyne)",
        "(Opmerkingen en gelach van minister Els Smets)",
        "(Langdurig applaus)",
        "(Het geluid valt weg)",
        "(Minister Els Smets overlegt met een medewerker.)",
        "(Instemming)",
    ],
)
def test_a_direction_in_brackets_is_a_note(line):
    assert flemish.stage_direction(line)


@pytest.mark.parametrize(
    "line", ["(VLAIO)", "(GOK-kinderen)", "(...)", "(…)", "(Zie Parl. St. Vl. Parl. 2011-12, nr. 1)", "(vte’s)"]
)
def test_other_brackets_are_not(line):
    assert not flemish.stage_direction(line)
    assert flemish.split_directions(f"Dit {line} blijft staan.") == [("words", f"Dit {line} blijft staan.")]


def test_a_direction_leaves_the_words_around_it_as_they_stand():
    assert flemish.split_directions("Eerst dit. (Gelach) Dan “dat”  (VLAIO). (Applaus).") == [
        ("words", "Eerst dit."),
        ("direction", "(Gelach)"),
        ("words", "Dan “dat”  (VLAIO)."),
        ("direction", "(Applaus)"),
    ]


def test_words_and_label_of_an_inline_heading_are_told_apart():
    assert flemish.inline_heading("De voorzitter : Wij beginnen.") == ("De voorzitter", "Wij beginnen.")
    assert flemish.inline_heading("De voorzitter: Wij beginnen.") == ("De voorzitter", "Wij beginnen.")
    assert flemish.inline_heading("De heer Jan Maes (VLD) : Goed.") == ("De heer Jan Maes (VLD)", "Goed.")
    assert flemish.inline_heading("Mijn vraag : wanneer?") is None
    assert flemish.inline_heading("Vlaamse Regering : het akkoord.") is None


def test_votes_are_announced_and_counted():
    for line in (
        "Stemming nr. 7",
        "Ziehier het resultaat:",
        "5 leden hebben ja geantwoord;",
        "1 lid heeft neen gezegd;",
    ):
        assert flemish.vote_line(line)
    assert flemish.voters_follow("Hebben ja geantwoord:")
    assert not flemish.vote_line("Stemming over het voorstel was niet nodig.")


def test_the_address_of_the_official_page_numbers_the_record():
    line = "– Officieel verslag: https://www.vlaamsparlement.be/plenaire-vergaderingen/1/verslag/22/persoon/jan."
    address = flemish.official_address(line)
    assert address == "https://www.vlaamsparlement.be/plenaire-vergaderingen/1/verslag/22/persoon/jan"
    assert flemish.record_id(address, "a" * 64) == "vp-22"
    assert flemish.record_id(None, "0123456789abcdef") == "vp-0123456789ab"
    assert flemish.official_address("Zie https://example.org/verslag/22") is None


def test_the_people_of_an_item_are_named_in_full():
    line = "van Ann Brusseel en Kim De Wit aan minister Jo Vandeurzen, Vlaams minister van Welzijn"
    assert flemish.item_people(line)
    assert flemish.named_people(line) == ["Ann Brusseel", "Kim De Wit", "minister Jo Vandeurzen"]
    assert flemish.named_people("van de Vlaamse Regering, verslag door Jan Bertels") == ["Jan Bertels"]


@pytest.mark.parametrize("words", ["Minister ", "De heer ", "Aap Noot ", "Mevrouw Aap, ", "heeft Minister ", "("])
def test_a_line_made_to_be_hard_is_judged_at_once(words):
    line = words * 4000
    start = time.process_time()
    assert not flemish.person_heading(line)
    assert flemish.inline_heading(line + ": ja") is None
    assert granted(line) is asked_for_floor(line) is None
    assert not chair_formula("Door " + line)
    assert flemish.split_directions(f"Ja ({line.replace('(', '')}).")
    assert time.process_time() - start < 2
