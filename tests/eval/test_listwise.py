"""Weights learned from lists: on lists whose best weights are known, and against the loss written as plain loops."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.listwise import DECAY, FOLDS, Floats, Marked, fit, held_out

EVERY = np.ones(2, dtype=bool)


def marked(signals: Sequence[Sequence[float]], gains: Sequence[float], group: str = "g", need: str = "n") -> Marked:
    return Marked(group, need, np.array(signals, dtype=float), np.array(gains, dtype=float))


def telling(group: str = "g", need: str = "n") -> Marked:
    """The second signal speaks for the right entry, the first for a wrong one."""
    return marked([[1, 0], [0, 1], [0, 0]], [0, 3, 0], group, need)


def loss(lists: Sequence[Marked], weights: Floats) -> float:
    """The loss of the docstring: the mean over groups of their mean cross-entropy, and the decay of scaled weights."""
    spread = np.concatenate([one.signals for one in lists]).std(axis=0) + 1e-9
    by_group: dict[str, list[float]] = {}
    for one in lists:
        scores = [float(entry @ weights) for entry in one.signals]
        total = sum(math.exp(score) for score in scores)
        shares = [gain / max(sum(one.gains), 1.0) for gain in one.gains]
        entropy = -sum(share * math.log(math.exp(score) / total) for share, score in zip(shares, scores, strict=True))
        by_group.setdefault(one.group, []).append(entropy)
    means = [sum(entropies) / len(entropies) for entropies in by_group.values()]
    return sum(means) + DECAY * float(((weights * spread) ** 2).sum())


def test_a_signal_that_tells_gets_weight_and_one_that_misleads_gets_none() -> None:
    weights = fit([telling()], EVERY)
    assert weights[1] > 0 == weights[0]


def test_a_signal_that_is_always_the_same_gets_none() -> None:
    weights = fit([marked([[0, 1], [0, 0]], [0, 1]), marked([[0, 1], [0, 0]], [1, 0])], EVERY)
    assert weights.tolist() == pytest.approx([0, 0], abs=1e-6)


def test_a_signal_that_is_not_used_gets_none_and_what_is_fitted_is_fitted_without_it() -> None:
    lists = [marked([[1, 1], [0, 1], [0, 0]], [2, 0, 0]), telling()]
    weights = fit(lists, np.array([False, True]))
    bare = [Marked(one.group, one.need, one.signals[:, 1:], one.gains) for one in lists]
    assert weights[0] == 0
    assert weights[1] == pytest.approx(fit(bare, np.ones(1, dtype=bool))[0], rel=1e-4)


def test_a_list_without_anything_right_says_nothing() -> None:
    nothing = marked(telling().signals.tolist(), [0, 0, 0], group="another")
    assert fit([telling(), nothing], EVERY).tolist() == pytest.approx(fit([telling()], EVERY).tolist())


def test_each_group_counts_the_same_however_many_lists_it_has() -> None:
    """One list of a group against many alike of another, which say the opposite: neither wins."""
    first, second = [[1.0], [0.0]], [[0.0], [1.0]]
    used = np.ones(1, dtype=bool)
    against = [marked(second, [1, 0], "other") for _ in range(20)]
    even = fit([marked(first, [1, 0]), *against], used)
    assert even[0] == pytest.approx(0, abs=1e-4)
    assert fit([marked(first, [1, 0]), *against[:1], marked(first, [1, 0], "third")], used)[0] > 0.1


def test_a_signal_on_another_scale_gets_the_weight_that_makes_the_same_scores() -> None:
    lists = [telling(), marked([[1, 0], [0, 1]], [1, 0])]
    larger = [Marked(one.group, one.need, one.signals * [1, 1000], one.gains) for one in lists]
    assert (fit(larger, EVERY) * [1, 1000]).tolist() == pytest.approx(fit(lists, EVERY).tolist(), rel=1e-3, abs=1e-4)


ENTRY = st.tuples(st.floats(0, 1, width=16), st.floats(0, 1, width=16), st.sampled_from([0, 0, 1, 3]))
LISTS = st.lists(st.tuples(st.sampled_from("ab"), st.lists(ENTRY, min_size=2, max_size=5)), min_size=1, max_size=5)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(LISTS, st.integers(0, 10_000))
def test_no_other_weights_lose_less(drawn: list[tuple[str, list[tuple[float, float, int]]]], seed: int) -> None:
    lists = [
        marked([entry[:2] for entry in entries], [entry[2] for entry in entries], group) for group, entries in drawn
    ]
    weights = fit(lists, EVERY)
    assert (weights >= 0).all()
    reached = loss(lists, weights)
    rng = np.random.default_rng(seed)
    for step in (0.01, 0.1, 1.0, 10.0):
        other = np.maximum(weights + step * rng.normal(size=2), 0)
        assert reached <= loss(lists, other) + 1e-4


def test_weights_held_out_are_those_fitted_without_the_lists_of_a_fold() -> None:
    rng = np.random.default_rng(1)
    lists = [marked(rng.random((4, 2)), rng.integers(0, 3, 4), need=f"n{number}") for number in range(FOLDS)]
    for at, weights in enumerate(held_out(lists, EVERY)):  # as many needs as folds: each is a fold by itself
        assert weights.tolist() == pytest.approx(fit(lists[:at] + lists[at + 1 :], EVERY).tolist(), rel=1e-3, abs=1e-4)


def test_no_list_is_measured_by_weights_that_saw_its_need_in_whatever_language() -> None:
    """One need says the opposite of all others, twice: held out, it is not heard."""
    odd = [marked([[1, 0], [0, 1], [0, 0]], [3, 0, 0], f"set {language}", "odd") for language in ("nl", "en")]
    others = [telling("set nl", f"n{number}") for number in range(3 * FOLDS)]
    fitted = held_out([*odd, *others], EVERY)
    assert len(fitted) == len(odd) + len(others)
    for weights in fitted[:2]:
        assert weights[1] > 0 == weights[0]
    assert any(weights[0] > 0 for weights in fitted[2:])


def test_the_folds_are_the_same_every_time() -> None:
    lists = [telling(need=f"n{number}") for number in range(8)] + [marked([[1, 0], [0, 1]], [1, 0], need="odd")]
    one, other = held_out(lists, EVERY), held_out(lists, EVERY)
    assert [weights.tolist() for weights in one] == [weights.tolist() for weights in other]
