import datetime as dt

import pytest

from assistant.period import Period, period_in

D = dt.date


@pytest.mark.parametrize(
    ("text", "period"),
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
        ("on 1st of May 2020", (D(2020, 5, 1), D(2020, 5, 1))),
        ("le 1er mai 2020", (D(2020, 5, 1), D(2020, 5, 1))),
        ("sinds 2022", (D(2022, 1, 1), None)),
        ("vanaf mei 2022", (D(2022, 5, 1), None)),
        ("since March 2022", (D(2022, 3, 1), None)),
        ("depuis 2022", (D(2022, 1, 1), None)),
        ("voor 2022", (None, D(2021, 12, 31))),
        ("before March 2024", (None, D(2024, 2, 29))),
        ("until 5 May 2020", (None, D(2020, 5, 4))),
        ("avant 2022", (None, D(2021, 12, 31))),
    ],
)
def test_a_period_is_read_in_three_languages_with_both_days_included(text: str, period: Period) -> None:
    assert period_in(text)[0] == period


@pytest.mark.parametrize(
    "text",
    [
        "the 2030 targets", "in 2023-2024", "in 2023/12", "2 500 euro", "in 1850", "in 20234", "recently", "onlangs",
        "in mei", "last year", "", "\u0130n 2023 ﬁ",
    ],
)  # fmt: skip
def test_what_states_no_year_as_a_time_is_no_period_and_stays_as_it_is(text: str) -> None:
    assert period_in(text) == (None, text)


def test_a_day_that_the_month_does_not_have_gives_the_month() -> None:
    assert period_in("op 31 februari 2023")[0] == (D(2023, 2, 1), D(2023, 2, 28))


def test_the_rest_of_the_text_goes_without_the_period() -> None:
    assert period_in("Wat zei men in mei 2020 over bruggen?")[1] == "Wat zei men over bruggen?"
    assert period_in("Qu'a-t-on dit en août 2020 des ponts ?")[1] == "Qu'a-t-on dit des ponts ?"
