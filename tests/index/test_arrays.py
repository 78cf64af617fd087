"""Arrays of whole numbers, against loops."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.arrays import distinct, runs


@given(st.lists(st.integers(-5, 5)))
def test_distinct_numbers_and_runs(numbers: list[int]) -> None:
    given_numbers = np.array(numbers, dtype=np.int64)
    assert distinct(given_numbers).tolist() == sorted(set(numbers))
    assert runs(given_numbers).tolist() == [
        at for at in range(len(numbers)) if at == 0 or numbers[at] != numbers[at - 1]
    ]
