import datetime as dt

import pytest

from assistant.answer import Language
from assistant.understanding.domains import fields
from assistant.understanding.offices import Held, Office, Offices, Rank, offices_in
from assistant.understanding.period import Period
from index.transcript import Speaker

CROO, WEVER, FRANK, HUGO, BART = (Speaker(name.lower(), name) for name in ("Croo", "Wever", "Frank", "Hugo", "Bart"))


def held(speaker: Speaker, rank: Rank, portfolio: str, source: str, *days: str, inferred: bool = False) -> list[Held]:
    return [Held(speaker, rank, fields(portfolio), source, dt.date.fromisoformat(day), inferred) for day in days]


OFFICES = Offices(
    [
        *held(CROO, "prime minister", "", "dekamer", "2024-01-10", "2024-12-20"),
        *held(WEVER, "prime minister", "", "dekamer", "2025-02-10", "2025-06-20"),
        *held(FRANK, "minister", "Sociale Zaken, Volksgezondheid", "dekamer", "2024-01-10", "2025-06-20"),
        *held(HUGO, "minister", "Volksgezondheid", "tweede-kamer", "2021-03-01"),
        *held(BART, "minister", "Omgeving", "vlaams-parlement", "2025-02-18", inferred=True),
        *held(BART, "chair", "", "vlaams-parlement", "2025-02-19"),
    ]
)
YEAR_2024: Period = (dt.date(2024, 5, 1), dt.date(2024, 5, 31))


def office(text: str, language: Language = "nl") -> Office:
    (found,) = offices_in(text, language)
    return found


def names(text: str, period: Period | None = None, language: Language = "nl") -> list[str]:
    return [speaker.name for speaker in OFFICES.holders(office(text, language), period)]


@pytest.mark.parametrize(
    ("text", "named", "rank"),
    [
        ("Wat zei de minister van Omgeving over mest?", "de minister van Omgeving", "minister"),
        ("volgens de Vlaamse minister van Werk en Economie", "de Vlaamse minister van Werk en Economie", "minister"),
        ("Wat zei de energieminister?", "de energieminister", "minister"),
        ("according to the health minister", "the health minister", "minister"),
        ("the minister of Foreign Affairs said", "the minister of Foreign Affairs", "minister"),
        ("the foreign affairs minister", "the foreign affairs minister", "minister"),
        ("selon la ministre de la Santé publique", "la ministre de la Santé publique", "minister"),
        ("le ministre de l'Intérieur dit", "le ministre de l'Intérieur", "minister"),
        ("de staatssecretaris voor Asiel", "de staatssecretaris voor Asiel", "state secretary"),
        ("the secretary of state for asylum", "the secretary of state for asylum", "state secretary"),
        ("Wat zei de premier?", "de premier", "prime minister"),
        ("Wat zei de eerste minister?", "de eerste minister", "prime minister"),
        ("What did the prime minister say?", "the prime minister", "prime minister"),
        ("Wat zei de minister-president?", "de minister-president", "minister-president"),
        ("the Flemish prime minister", "the Flemish prime minister", "minister-president"),
        ("What did the chair say?", "the chair", "chair"),
        ("Wat zei de voorzitter?", "de voorzitter", "chair"),
    ],
)
def test_an_office_is_found_with_its_article_and_portfolio(text: str, named: str, rank: Rank) -> None:
    found = office(text)
    assert (found.name, found.rank) == (named, rank)
    assert text[found.start : found.end] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [("Que dit le premier ministre ?", "le premier ministre"), ("Qu'a dit la présidente ?", "la présidente")],
)
def test_french_offices(text: str, named: str) -> None:
    assert office(text, "fr").name == named


@pytest.mark.parametrize(
    "text",
    [
        "Wat zei de minister?", "de minister van de vorige regering", "the first minister to speak",
        "de voorzitter van de raad van bestuur", "the chair of the company", "de vice-eersteminister zei iets",
    ],
)  # fmt: skip
def test_a_minister_without_a_portfolio_and_other_peoples_chairs_are_no_office(text: str) -> None:
    assert offices_in(text, "nl") == []


def test_premier_is_a_number_in_french() -> None:
    assert offices_in("C'est le premier pont de la ville", "fr") == []


def test_without_a_period_all_holders_are_given_the_latest_first() -> None:
    assert names("de premier") == ["Wever", "Croo"]


def test_with_a_period_the_holder_is_the_one_shown_in_it_or_both_before_and_after_it() -> None:
    assert names("de premier", YEAR_2024) == ["Croo"]
    assert names("de premier", (dt.date(2025, 3, 1), None)) == ["Wever"]


def test_where_the_record_ends_before_the_period_the_last_shown_is_given() -> None:
    assert names("de premier", (dt.date(2026, 6, 1), None)) == ["Wever"]


def test_nobody_holds_an_office_before_the_record_shows_it() -> None:
    assert names("de premier", (None, dt.date(2019, 12, 31))) == []


def test_a_portfolio_may_be_asked_by_any_of_its_fields_in_any_language() -> None:
    assert names("the Belgian minister of social affairs") == ["Frank"]
    assert names("la ministre de la Santé", YEAR_2024, "fr") == ["Frank"]


def test_an_adjective_tells_which_parliament_is_meant() -> None:
    assert names("the health minister") == ["Frank", "Hugo"]
    assert names("the Dutch health minister") == ["Hugo"]
    assert names("de Vlaamse minister van Volksgezondheid") == []


def test_another_countrys_office_is_held_by_nobody_here() -> None:
    assert names("Wat zei de Israëlische premier?") == []


def test_several_ministers_have_a_field_each() -> None:
    assert names("de ministers van Omgeving en Volksgezondheid", (dt.date(2025, 1, 1), None)) == ["Frank", "Bart"]
    assert names("de minister van Omgeving en Volksgezondheid") == []


def test_what_is_inferred_counts_where_nothing_is_printed() -> None:
    assert names("de minister van Omgeving") == ["Bart"]
    both = Offices([*OFFICES._held, *held(HUGO, "minister", "Omgeving", "dekamer", "2020-01-01")])
    assert both.holders(office("de minister van Omgeving"), None) == (HUGO,)


def test_the_dutch_prime_minister_is_asked_for_by_either_title() -> None:
    rutte = Speaker("rutte", "Rutte")
    offices = Offices(held(rutte, "minister-president", "", "tweede-kamer", "2018-02-01"))
    assert (
        offices.holders(office("de premier"), None)
        == offices.holders(office("de minister-president"), None)
        == (rutte,)
    )
    assert OFFICES.holders(office("de minister-president"), None) == ()


def test_an_office_that_many_hold_points_at_nobody() -> None:
    chairs = Offices(h for n in range(20) for h in held(Speaker(str(n), f"N{n}"), "chair", "", "x", "2020-01-01"))
    assert chairs.holders(office("de voorzitter"), None) == ()


def test_further_evidence_is_looked_for_once_for_each_office() -> None:
    asked: list[str] = []

    def more(office: Office) -> list[Held]:
        asked.append(office.name)
        return held(HUGO, "minister", "Defensie", "tweede-kamer", "2019-01-01")

    offices = Offices(OFFICES._held, more)
    for _ in range(2):
        assert offices.holders(office("de minister van Defensie"), None) == (HUGO,)
    assert offices.holders(office("de premier"), None) == (WEVER, CROO)
    assert asked == ["de minister van Defensie", "de premier"]


def test_members_of_a_government_are_known_and_chairs_are_none() -> None:
    assert OFFICES.governs("frank")
    assert not Offices(held(BART, "chair", "", "x", "2020-01-01")).governs("bart")
