"""Deadlines: the words that name one, and the last day by which they bind."""

import datetime as dt
import re

import pytest

from index.commitments.deadlines import deadlines_in, may_name_deadline

SAID = dt.date(2025, 2, 18)  # a Tuesday


def found(text: str, language: str = "nl", source: str = "vlaams-parlement") -> list[tuple[str, str | None]]:
    deadlines = deadlines_in(text, language, SAID, source)
    assert all(text[d.start : d.end] == d.phrase for d in deadlines)
    assert not deadlines or may_name_deadline(re.findall(r"\w+", text.lower()), language)
    return [(d.phrase, d.date.isoformat() if d.date else None) for d in deadlines]


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("nog vóór het zomerreces", "2025-07-20"),
        ("voor de zomer", "2025-06-20"),
        ("na het zomerreces", "2025-12-20"),
        ("tegen de zomer van dit jaar", "2025-06-21"),
        ("tegen het najaar", "2025-09-21"),
        ("in het najaar", "2025-12-20"),
        ("begin volgend jaar", "2026-03-31"),
        ("tegen het midden van dit jaar", "2025-06-30"),
        ("eind dit jaar", "2025-12-31"),
        ("eind deze maand", "2025-02-28"),
        ("binnen de twee weken", "2025-03-04"),
        ("binnen drie maanden", "2025-05-18"),
        ("volgende week", "2025-03-02"),
        ("in de loop van maart", "2025-03-31"),
        ("uiterlijk in maart", "2025-03-31"),
        ("begin maart", "2025-03-10"),
        ("tegen 1 juli", "2025-07-01"),
        ("vanaf 1 januari 2026", "2026-01-01"),
        ("vanaf 1 september", "2025-09-01"),
        ("vanaf het najaar", "2025-09-21"),
        ("in Q3", "2025-09-30"),
        ("uiterlijk 30 juni", "2025-06-30"),
        ("later dit jaar", "2025-12-31"),
        ("aanstaande vrijdag", "2025-02-21"),
        ("volgende dinsdag", "2025-02-25"),
        ("tegen het volgende schooljaar", "2025-09-01"),
        ("dit schooljaar", "2025-08-31"),
        ("voor het einde van de legislatuur", "2029-06-10"),
        ("na de paasvakantie", None),
        ("bij de volgende begrotingscontrole", None),
        ("in de loop van de komende maanden", None),
        ("in het eerste kwartaal van volgend jaar", "2026-03-31"),
        ("in de eerste helft van het jaar", "2025-06-30"),
        ("in 2026", "2026-12-31"),
        ("tegen 2030", "2030-12-31"),
        ("tegen de periode 2032-2034", "2034-12-31"),
        ("deze legislatuur", "2029-06-10"),
        ("dit jaar", "2025-12-31"),
        ("binnenkort", None),
        ("op korte termijn", None),
        ("zodra het advies er is", None),
    ],
)
def test_a_dutch_phrase_comes_to_its_last_day(phrase: str, day: str | None) -> None:
    assert found(f"Wij leggen dat {phrase}, voor.") == [(phrase, day)]


@pytest.mark.parametrize(
    ("language", "phrase", "day"),
    [
        ("en", "before the summer recess", "2025-07-20"),
        ("en", "by the autumn", "2025-09-21"),
        ("en", "early next year", "2026-03-31"),
        ("en", "by the end of the year", "2025-12-31"),
        ("en", "within two weeks", "2025-03-04"),
        ("en", "by 1 July", "2025-07-01"),
        ("en", "from September", "2025-09-01"),
        ("en", "as soon as the report is there", None),
        ("fr", "avant l'été", "2025-06-20"),
        ("fr", "avant les vacances d’été", "2025-07-20"),
        ("fr", "à l'automne", "2025-12-20"),
        ("fr", "au début de l’année prochaine", "2026-03-31"),
        ("fr", "d'ici la fin de l'année", "2025-12-31"),
        ("fr", "dans les deux semaines", "2025-03-04"),
        ("fr", "dans le courant du mois de mars", "2025-03-31"),
        ("fr", "d'ici le 1er juillet", "2025-07-01"),
        ("fr", "prochainement", None),
        ("fr", "à partir de septembre", "2025-09-01"),
    ],
)
def test_english_and_french_phrases_come_to_theirs(language: str, phrase: str, day: str | None) -> None:
    assert found(f"x {phrase}, x", language) == [(phrase, day)]


@pytest.mark.parametrize(
    "text",
    [
        "Dat gebeurde in maart vorig jaar.",
        "In januari zijn de metingen gestart.",  # said in February
        "Op 31 juni bestaat niets.",
        "Maart roert zijn staart.",
        "Over de legislatuur is vóór deze legislatuur onderhandeld.",
        "Ik mag dat.",
    ],
)
def test_what_is_over_or_names_no_period_is_no_deadline(text: str) -> None:
    assert found(text) == []


def test_a_month_that_is_over_is_next_years() -> None:
    assert deadlines_in("tegen januari", "nl", SAID)[0].date == dt.date(2026, 1, 1)


def test_planned_for_a_month_is_not_before_it() -> None:
    assert found("Het overleg is gepland voor november.")[0][1] == "2025-11-30"


def test_when_a_legislature_ends_is_known_only_where_the_law_fixes_it() -> None:
    assert found("nog deze legislatuur", source="tweede-kamer") == [("deze legislatuur", None)]


def test_without_a_date_of_sitting_the_phrase_stays_and_the_day_is_unknown() -> None:
    (deadline,) = deadlines_in("na het zomerreces", "nl", None)
    assert (deadline.phrase, deadline.date, deadline.period) == ("na het zomerreces", None, True)
    assert deadlines_in("maart", "nl", None) == []
