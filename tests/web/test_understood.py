import pytest

from assistant.answer import Ambiguous, Kind, Language, Understood
from assistant.understanding.chips import Chip, chips
from assistant.web.ask.understood import ambiguities, shown, together
from assistant.web.texts import LANGUAGES
from index.transcript import Speaker

ANN, LYDIA = (Speaker(name, f"{name} Peeters") for name in ("Ann", "Lydia"))
BY_ANN, BY_LYDIA = (Chip(f"speaker:{one.name}", "speaker", one.name) for one in (ANN, LYDIA))
ABOUT_ANN = Chip("about:Ann Peeters", "about", "Ann Peeters")
PERIOD = Chip("period", "period", "2020")
KIND = Chip("kind", "kind", "promised")


def said(understood: Understood) -> list[str]:
    return [f"{chip.sort} {chip.label}" for chip in shown(chips(understood), (), understood.language)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["door Ann Peeters", "aan Lydia Peeters", "onbekende naam: Janssens", "gevraagd: belofte"]),
        ("en", ["by Ann Peeters", "to Lydia Peeters", "unknown name: Janssens", "asked for: promise"]),
        ("fr", ["par Ann Peeters", "à Lydia Peeters", "nom inconnu : Janssens", "demandé : promesse"]),
    ],
)
def test_what_was_understood_is_said_in_the_questions_language(language: Language, words: list[str]) -> None:
    assert said(Understood(language, (ANN,), ("Janssens",), kind="promised", addressees=(LYDIA,))) == words


def test_an_office_that_nobody_is_known_to_hold_is_said_to_be_so() -> None:
    assert said(Understood("en", unresolved=("the minister of Magic",))) == ["no holder known: the minister of Magic"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["promised", "asked", "who", "when", "why", "how much", "how often", "list"])
def test_every_kind_of_question_has_its_word(kind: Kind, language: Language) -> None:
    (chip,) = said(Understood(language, kind=kind))
    assert language == "en" or not chip.endswith(f" {kind}")


def test_the_button_of_a_chip_says_whether_it_takes_away_or_brings_back() -> None:
    actions = {chip.id: chip.action for chip in shown((BY_ANN, KIND), {"kind"}, "en")}
    assert actions == {"speaker:Ann Peeters": "Remove: Ann Peeters", "kind": "Bring back: promise"}


def test_a_chip_taken_away_stays_in_its_place() -> None:
    assert together((BY_LYDIA, KIND), (BY_ANN, BY_LYDIA, KIND), {BY_ANN.id}) == (BY_ANN, BY_LYDIA, KIND)


def test_a_chip_that_comes_up_by_taking_another_away_stands_with_its_sort() -> None:
    assert together((BY_LYDIA, ABOUT_ANN, KIND), (BY_ANN, PERIOD, KIND), {BY_ANN.id, "period"}) == (
        BY_ANN, BY_LYDIA, ABOUT_ANN, PERIOD, KIND,
    )  # fmt: skip


def test_a_chip_that_is_gone_without_being_taken_away_is_not_shown() -> None:
    assert together((KIND,), (BY_ANN, KIND), ()) == (KIND,)


def test_a_name_is_ambiguous_as_long_as_several_of_its_people_are_searched_for() -> None:
    peeters = (Ambiguous("Peeters", (ANN, LYDIA)),)
    (line,) = ambiguities(Understood("en", (ANN,), addressees=(LYDIA,), ambiguous=peeters))
    assert "“Peeters”" in line
    assert "Ann Peeters; Lydia Peeters" in line
    assert ambiguities(Understood("en", (ANN,), ambiguous=peeters)) == []
