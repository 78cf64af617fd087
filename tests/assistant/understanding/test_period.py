import datetime as dt

import pytest

from assistant.understanding.period import Period, period_in

D = dt.date
TODAY = D(2025, 11, 24)


def period(text: str, today: dt.date = TODAY) -> Period | None:
    return period_in(text, today)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2023", (D(2023, 1, 1), D(2023, 12, 31))),
        ("over bruggen in het jaar 2023", (D(2023, 1, 1), D(2023, 12, 31))),
        ("during 1999", (D(1999, 1, 1), D(1999, 12, 31))),
        ("en 2023", (D(2023, 1, 1), D(2023, 12, 31))),
        ("in februari 2024", (D(2024, 2, 1), D(2024, 2, 29))),
        ("in February 2023", (D(2023, 2, 1), D(2023, 2, 28))),
        ("en février 2023", (D(2023, 2, 1), D(2023, 2, 28))),
        ("en août 2020", (D(2020, 8, 1), D(2020, 8, 31))),
        ("maart 2020", (D(2020, 3, 1), D(2020, 3, 31))),
        ("op 7 juli 2020", (D(2020, 7, 7), D(2020, 7, 7))),
        ("on Tuesday 7 July 2020", (D(2020, 7, 7), D(2020, 7, 7))),
        ("on 1st of May 2020", (D(2020, 5, 1), D(2020, 5, 1))),
        ("on May 1, 2020", (D(2020, 5, 1), D(2020, 5, 1))),
        ("le 1er mai 2020", (D(2020, 5, 1), D(2020, 5, 1))),
        ("op 1/2/2020", (D(2020, 2, 1), D(2020, 2, 1))),
        ("on 2020-02-01", (D(2020, 2, 1), D(2020, 2, 1))),
        ("sinds 2022", (D(2022, 1, 1), None)),
        ("vanaf mei 2022", (D(2022, 5, 1), None)),
        ("since March 2022", (D(2022, 3, 1), None)),
        ("depuis 2022", (D(2022, 1, 1), None)),
        ("voor 2022", (None, D(2021, 12, 31))),
        ("before March 2024", (None, D(2024, 2, 29))),
        ("until 5 May 2020", (None, D(2020, 5, 4))),
        ("avant 2022", (None, D(2021, 12, 31))),
        ("na september 2024", (D(2024, 10, 1), None)),
        ("after 2022", (D(2023, 1, 1), None)),
        ("après mai 2022", (D(2022, 6, 1), None)),
    ],
)
def test_a_period_is_read_in_three_languages_with_both_days_included(text: str, expected: Period) -> None:
    assert period(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("begin april 2025", (D(2025, 4, 1), D(2025, 4, 10))),
        ("in early April 2025", (D(2025, 4, 1), D(2025, 4, 10))),
        ("halfweg november 2024", (D(2024, 11, 11), D(2024, 11, 20))),
        ("à la mi-novembre 2024", (D(2024, 11, 11), D(2024, 11, 20))),
        ("eind september 2024", (D(2024, 9, 21), D(2024, 9, 30))),
        ("at the end of September 2024", (D(2024, 9, 21), D(2024, 9, 30))),
        ("fin septembre 2024", (D(2024, 9, 21), D(2024, 9, 30))),
        ("eind 2024", (D(2024, 9, 1), D(2024, 12, 31))),
        ("eind vorig jaar", (D(2024, 9, 1), D(2024, 12, 31))),
        ("late last year", (D(2024, 9, 1), D(2024, 12, 31))),
        ("fin de l'année dernière", (D(2024, 9, 1), D(2024, 12, 31))),
    ],
)
def test_the_beginning_middle_and_end_are_thirds(text: str, expected: Period) -> None:
    assert period(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 2019 and 2021", (D(2019, 1, 1), D(2021, 12, 31))),
        ("tussen 2019 en 2021", (D(2019, 1, 1), D(2021, 12, 31))),
        ("entre 2019 et 2021", (D(2019, 1, 1), D(2021, 12, 31))),
        ("vanaf 2019 tot 2021", (D(2019, 1, 1), D(2021, 12, 31))),
        ("van maart tot juni 2024", (D(2024, 3, 1), D(2024, 6, 30))),
        ("from March to June 2024", (D(2024, 3, 1), D(2024, 6, 30))),
        ("de mars à juin 2024", (D(2024, 3, 1), D(2024, 6, 30))),
        ("in juni-juli 2025", (D(2025, 6, 1), D(2025, 7, 31))),
        ("from November to February 2024", (D(2023, 11, 1), D(2024, 2, 29))),
        ("between 1 May 2024 and 3 June 2024", (D(2024, 5, 1), D(2024, 6, 3))),
    ],
)
def test_a_range_has_both_ends(text: str, expected: Period) -> None:
    assert period(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vorig jaar", (D(2024, 1, 1), D(2024, 12, 31))),
        ("last year", (D(2024, 1, 1), D(2024, 12, 31))),
        ("l'année dernière", (D(2024, 1, 1), D(2024, 12, 31))),
        ("dit jaar", (D(2025, 1, 1), D(2025, 12, 31))),
        ("cette année", (D(2025, 1, 1), D(2025, 12, 31))),
        ("last month", (D(2025, 10, 1), D(2025, 10, 31))),
        ("le mois dernier", (D(2025, 10, 1), D(2025, 10, 31))),
        ("vorige week", (D(2025, 11, 17), D(2025, 11, 23))),
        ("sinds vorig jaar", (D(2024, 1, 1), None)),
        ("twee jaar geleden", (D(2023, 1, 1), D(2023, 12, 31))),
        ("two months ago", (D(2025, 9, 1), D(2025, 9, 30))),
        ("il y a deux ans", (D(2023, 1, 1), D(2023, 12, 31))),
        ("gisteren", (D(2025, 11, 23), D(2025, 11, 23))),
        ("in mei vorig jaar", (D(2024, 5, 1), D(2024, 5, 31))),
        ("in May last year", (D(2024, 5, 1), D(2024, 5, 31))),
        ("afgelopen mei", (D(2025, 5, 1), D(2025, 5, 31))),
        ("en mai dernier", (D(2025, 5, 1), D(2025, 5, 31))),
        ("de voorbije twee jaar", (D(2023, 11, 25), TODAY)),
        ("the last 3 weeks", (D(2025, 11, 3), TODAY)),
        ("ces deux dernières années", (D(2023, 11, 25), TODAY)),
        ("in the past year", (D(2024, 11, 24), TODAY)),
    ],
)
def test_what_is_said_relative_to_today_is_reckoned_from_it(text: str, expected: Period) -> None:
    assert period(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in het najaar van 2017", (D(2017, 9, 1), D(2017, 11, 30))),
        ("in the autumn of 2017", (D(2017, 9, 1), D(2017, 11, 30))),
        ("à l'automne 2017", (D(2017, 9, 1), D(2017, 11, 30))),
        ("winter 2023", (D(2023, 12, 1), D(2024, 2, 29))),
        ("dit voorjaar", (D(2025, 3, 1), D(2025, 5, 31))),
        ("this spring", (D(2025, 3, 1), D(2025, 5, 31))),
        ("ce printemps", (D(2025, 3, 1), D(2025, 5, 31))),
        ("last summer", (D(2025, 6, 1), D(2025, 8, 31))),
        ("l'été dernier", (D(2025, 6, 1), D(2025, 8, 31))),
        ("since the summer", (D(2025, 6, 1), None)),
        ("sinds de zomer", (D(2025, 6, 1), None)),
        ("depuis l'été", (D(2025, 6, 1), None)),
        ("before the summer recess", (None, D(2025, 7, 20))),
        ("voor het zomerreces", (None, D(2025, 7, 20))),
        ("avant les vacances d'été", (None, D(2025, 7, 20))),
        ("after the summer of 2024", (D(2024, 9, 1), None)),
    ],
)
def test_seasons_and_the_recess_have_fixed_days(text: str, expected: Period) -> None:
    assert period(text) == expected


def test_a_bound_by_season_without_a_year_is_the_nearest_one() -> None:
    assert period("before the summer recess", D(2026, 1, 10)) == (None, D(2025, 7, 20))
    assert period("before the summer recess", D(2026, 5, 10)) == (None, D(2026, 7, 20))


@pytest.mark.parametrize(
    "text",
    [
        "the 2030 targets", "in 2023-2024", "in 2023/12", "2 500 euro", "in 1850", "in 20234", "recently", "onlangs",
        "in mei", "that may be", "in the summer", "tussen zomer- en wintertijd", "the fall of the government", "",
        "in het laatste jaar van de legislatuur", "op 30/30/2023", "in 2031", "hij is hier",
    ],
)  # fmt: skip
def test_what_states_no_time_gone_by_is_no_period_and_stays_as_it_is(text: str) -> None:
    assert period_in(text, TODAY) == (None, text)


def test_where_plans_are_asked_for_a_bound_is_when_they_are_for_and_no_period() -> None:
    assert period_in("na de zomer van 2025", TODAY, ahead=True)[0] is None
    assert period_in("sinds 2022", TODAY, ahead=True)[0] == (D(2022, 1, 1), None)


def test_a_day_that_the_month_does_not_have_gives_the_month() -> None:
    assert period("op 31 februari 2023") == (D(2023, 2, 1), D(2023, 2, 28))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Wat zei men in mei 2020 over bruggen?", "Wat zei men over bruggen?"),
        ("Qu'a-t-on dit en août 2020 des ponts ?", "Qu'a-t-on dit des ponts ?"),
        ("What was said between 2019 and 2021 on bridges?", "What was said on bridges?"),
        ("Wat zei men eind vorig jaar over bruggen in 2020?", "Wat zei men over bruggen in 2020?"),
        ("\u0130n 2023 ﬁ", "ﬁ"),
    ],
)
def test_the_rest_of_the_text_goes_without_the_first_period(text: str, rest: str) -> None:
    assert period_in(text, TODAY)[1] == rest
