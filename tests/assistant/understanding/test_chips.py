import datetime as dt

import pytest

from assistant.answer import Kind, Understood
from assistant.understanding.chips import Chip, chips
from index.transcript import Speaker

SOMERS, PEETERS, DEMIR = (Speaker(name, name) for name in ("Bart Somers", "Ann Peeters", "Zuhal Demir"))


def test_everything_understood_is_a_chip_in_the_order_who_where_when_what() -> None:
    understood = Understood(
        "en", (SOMERS,), ("Janssens",), (dt.date(2020, 5, 1), dt.date(2020, 5, 31)), "asked", "bridges",
        (PEETERS,), (DEMIR,), ("N-VA",), ("Wonen",), ("dekamer",), (), ("the minister of Magic",),
    )  # fmt: skip
    assert chips(understood) == (
        Chip("speaker:Bart Somers", "speaker", "Bart Somers", "Bart Somers"),
        Chip("addressee:Ann Peeters", "addressee", "Ann Peeters"),
        Chip("about:Zuhal Demir", "about", "Zuhal Demir"),
        Chip("unknown:Janssens", "unknown", "Janssens", "Janssens"),
        Chip("unresolved:the minister of Magic", "unresolved", "the minister of Magic", "the minister of Magic"),
        Chip("party:N-VA", "party", "N-VA"),
        Chip("committee:Wonen", "committee", "Wonen"),
        Chip("source:dekamer", "source", "dekamer"),
        Chip("period", "period", "1 May 2020 – 31 May 2020", "2020-05-01/2020-05-31"),
        Chip("kind", "kind", "asked", "asked"),
    )


def test_what_is_asked_by_default_is_no_chip() -> None:
    assert chips(Understood("nl", topic="bruggen")) == ()


@pytest.mark.parametrize(
    ("since", "until", "label"),
    [
        (dt.date(2020, 5, 1), None, "1 mei 2020 –"),
        (None, dt.date(2020, 5, 1), "– 1 mei 2020"),
        (dt.date(2020, 5, 1), dt.date(2020, 5, 1), "1 mei 2020"),
    ],
)
def test_a_period_may_be_open_or_a_single_day(since: dt.date | None, until: dt.date | None, label: str) -> None:
    (chip,) = chips(Understood("nl", period=(since, until)))
    assert chip.label == label


def test_two_people_of_one_name_are_one_chip() -> None:
    assert len(chips(Understood("nl", (SOMERS, Speaker("other", "Bart Somers"))))) == 1


@pytest.mark.parametrize("kind", ["promised", "who", "how much"])
def test_a_kind_is_labelled_by_its_name(kind: Kind) -> None:
    assert chips(Understood("nl", kind=kind)) == (Chip("kind", "kind", kind, kind),)
