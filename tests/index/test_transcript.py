"""What a sitting refuses to be made of."""

import datetime as dt
from dataclasses import FrozenInstanceError, replace

import pytest

from index.transcript import AgendaItem, LanguageSpan, Sitting, Turn


def a_turn(order: int = 0, **changes: object) -> Turn:
    plain = Turn(id=f"s-{order}", sitting_id="s", item_id=None, speaker=None, text="Wij beginnen.", order=order)
    return replace(plain, **changes)  # type: ignore[arg-type]


def a_sitting(*turns: Turn, items: tuple[AgendaItem, ...] = ()) -> Sitting:
    return Sitting(id="s", source="test", date=dt.date(2024, 3, 1), title="Wonen", items=items, turns=turns)


def test_a_sitting_holds_turns_in_order_with_items_and_languages() -> None:
    item = AgendaItem("s.1", "01", "Sociale huur")
    spans = (LanguageSpan(0, 3, "nl"), LanguageSpan(3, 13, "fr"))
    sitting = a_sitting(a_turn(0, item_id="s.1"), a_turn(1, languages=spans), items=(item,))
    assert [turn.order for turn in sitting.turns] == [0, 1]


def test_a_sitting_may_be_empty() -> None:
    assert a_sitting().turns == ()


@pytest.mark.parametrize(
    ("turns", "complaint"),
    [
        ([a_turn(0, sitting_id="other")], "belongs to sitting other, not to s"),
        ([a_turn(1)], "has order 1 where 0 is due"),
        ([a_turn(0), a_turn(0, id="s-again")], "has order 0 where 1 is due"),
        ([a_turn(0, text=" \n ")], "has no words"),
        ([a_turn(0, item_id="s.9")], "names agenda item s.9, which the sitting does not list"),
        ([a_turn(0, languages=(LanguageSpan(0, 14, "nl"),))], "language span 0-14 out of place"),
        ([a_turn(0, languages=(LanguageSpan(4, 4, "nl"),))], "language span 4-4 out of place"),
        (
            [a_turn(0, languages=(LanguageSpan(0, 6, "nl"), LanguageSpan(5, 9, "fr")))],
            "language span 5-9 out of place",
        ),
        ([a_turn(0), a_turn(1, id="s-0")], "two turns of one id"),
    ],
)
def test_a_sitting_whose_turns_do_not_hang_together_is_refused(turns: list[Turn], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        a_sitting(*turns)


def test_a_turn_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        a_turn().text = "Iets anders."  # type: ignore[misc]
