"""What is kept for the next click, and what is let go."""

from typing import Any, cast

import pytest

from assistant.assistant import Assistant
from assistant.web import keeping as module
from assistant.web.keeping import Kept

OLD, NEW = cast(Assistant, "the index as it was"), cast(Assistant, "the index as it is now")


def kept(**options: Any) -> tuple[Kept[str, str], list[str]]:
    made: list[str] = []

    def make(assistant: Assistant, asked: str) -> str:
        if asked == "impossible":
            raise ValueError(asked)
        made.append(asked)
        return f"{asked} of {assistant}"

    return Kept(make, **options), made


def test_what_was_made_is_not_made_again() -> None:
    things, made = kept()
    assert [things.of(OLD, "a"), things.of(OLD, "b"), things.of(OLD, "a")] == [
        f"a of {OLD}", f"b of {OLD}", f"a of {OLD}",
    ]  # fmt: skip
    assert made == ["a", "b"]


def test_another_index_makes_everything_anew() -> None:
    things, made = kept()
    assert [things.of(OLD, "a"), things.of(NEW, "a")] == [f"a of {OLD}", f"a of {NEW}"]
    assert made == ["a", "a"]


def test_what_was_asked_for_longest_ago_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 2)
    things, made = kept()
    for asked in ("a", "b", "a", "c", "a", "b"):
        things.of(OLD, asked)
    assert made == ["a", "b", "c", "b"]


def test_what_is_too_large_is_not_kept() -> None:
    things, made = kept(keeps=lambda made: not made.startswith("large"))
    for asked in ("large", "large", "small", "small"):
        things.of(OLD, asked)
    assert made == ["large", "large", "small"]


def test_what_cannot_be_made_is_raised_every_time() -> None:
    things, _ = kept()
    for _ in range(2):
        with pytest.raises(ValueError, match="impossible"):
            things.of(OLD, "impossible")
