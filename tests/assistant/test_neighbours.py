"""The turns around each candidate, against a loop over all of them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.neighbours import Neighbourhood

SHARES = {-3: 0.3, -1: 1.0, 2: 0.5}


@given(st.data())
def test_candidates_inherit_from_their_neighbours_in_the_same_debate(data: st.DataObject) -> None:
    debates = np.array(data.draw(st.lists(st.integers(0, 2), min_size=1, max_size=30)))
    rows = np.array(sorted(data.draw(st.sets(st.integers(0, len(debates) - 1)))), dtype=np.int64)
    near = Neighbourhood.of(rows, debates, SHARES)
    around = {
        row: {row + d: share for d, share in SHARES.items()
              if 0 <= row + d < len(debates) and debates[row + d] == debates[row]}
        for row in rows.tolist()
    }  # fmt: skip
    assert near.rows.tolist() == rows.tolist()
    assert set(near.wide.tolist()) == {*rows.tolist(), *(other for of_row in around.values() for other in of_row)}
    values = np.random.default_rng(0).random(len(near.wide))
    by_row = dict(zip(near.wide.tolist(), values, strict=True))
    best = [max((share * by_row[at] for at, share in around[row].items()), default=0.0) for row in rows.tolist()]
    assert near.around(values).tolist() == best
    some = near.only(np.arange(0, len(rows), 2))
    assert some.around(values).tolist() == best[::2]
    wanted = {*some.rows.tolist(), *(other for row in some.rows.tolist() for other in around[row])}
    assert near.wide[some.places()].tolist() == sorted(wanted)
