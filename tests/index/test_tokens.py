"""Passages as tokens of a small encoder: what went in comes out, however it was kept or changed."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import tokens
from index.encoders import load_bundled
from index.encoders.static import StaticEncoder
from index.tokens import PassageTokens

TEXTS = {3: "de brug gaat open", 4: "", 9: "de sluis", 12: "de brug over de sluis"}
"""Passages by key, one without tokens."""

WORDS = st.lists(st.sampled_from(["brug", "sluis", "kanaal", "de"]), max_size=5).map(" ".join)
RECORDS = st.dictionaries(st.integers(1, 40), WORDS, max_size=8)


@pytest.fixture(scope="module")
def encoder(letters: str) -> StaticEncoder:
    return StaticEncoder("letters", Path(letters))


def made(texts: dict[int, str], encoder: StaticEncoder) -> PassageTokens:
    return PassageTokens.of_texts(sorted(texts.items()), encoder)


def by_key(kept: PassageTokens, *keys: int) -> list[list[int]]:
    """The tokens of each of these passages."""
    ids, counts = kept.of(np.array(keys, dtype=np.int64))
    assert counts.sum() == len(ids)
    return [part.tolist() for part in np.split(ids, np.cumsum(counts)[:-1])] if keys else []


def cut(encoder: StaticEncoder, *texts: str) -> list[list[int]]:
    """What the encoder itself makes of texts."""
    return [ids.tolist() for ids in encoder.tokens(texts)]


def assert_same(one: PassageTokens, other: PassageTokens) -> None:
    for name in PassageTokens.__slots__:
        assert getattr(one, name).tolist() == getattr(other, name).tolist()
        assert getattr(one, name).dtype == getattr(other, name).dtype


def test_a_passage_has_the_tokens_that_the_encoder_makes_of_its_text(encoder: StaticEncoder) -> None:
    kept = made(TEXTS, encoder)
    assert by_key(kept, *TEXTS) == cut(encoder, *TEXTS.values())
    assert by_key(kept, 12, 3, 12) == cut(encoder, TEXTS[12], TEXTS[3], TEXTS[12])


def test_a_passage_that_is_not_there_has_no_tokens(encoder: StaticEncoder) -> None:
    kept = made(TEXTS, encoder)
    assert by_key(kept, 1, 9, 10, 99) == [[], *cut(encoder, TEXTS[9]), [], []]
    assert by_key(kept, *TEXTS, 99, *TEXTS) == [*cut(encoder, *TEXTS.values()), [], *cut(encoder, *TEXTS.values())]
    assert by_key(kept) == []
    assert by_key(made({}, encoder), 3, 4) == [[], []]


def test_passages_are_cut_in_blocks_without_a_seam(encoder: StaticEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = made(TEXTS, encoder)
    for size in (1, 2, 4):
        monkeypatch.setattr(tokens, "BLOCK", size)
        assert_same(made(TEXTS, encoder), whole)


@pytest.mark.parametrize("texts", [TEXTS, {}], ids=["some", "none"])
def test_what_is_saved_is_opened_as_it_was_and_takes_the_place_of_what_was_there(
    texts: dict[int, str], encoder: StaticEncoder, tmp_path: Path
) -> None:
    folder = tmp_path / "tokens"
    for before in ({1: "iets anders"}, texts):
        made(before, encoder).save(folder)
    assert_same(PassageTokens.open(folder), made(texts, encoder))


@given(RECORDS, st.sets(st.integers(1, 40)), st.lists(WORDS, max_size=4))
def test_passages_removed_and_added_leave_what_would_be_made_anew(
    encoder: StaticEncoder, before: dict[int, str], removed: set[int], added: list[str]
) -> None:
    newer = dict(enumerate(added, 41))
    changed = made(before, encoder).changed(np.array(sorted(removed), dtype=np.int64), made(newer, encoder))
    left = {key: text for key, text in before.items() if key not in removed}
    assert_same(changed, made(left | newer, encoder))


def test_what_is_mapped_from_a_folder_can_be_changed_and_is_left_as_it_is(
    encoder: StaticEncoder, tmp_path: Path
) -> None:
    made(TEXTS, encoder).save(tmp_path / "tokens")
    mapped = PassageTokens.open(tmp_path / "tokens")
    mapped.changed(np.array([3]), made({20: "een nieuw kanaal"}, encoder)).save(tmp_path / "newer")
    newer = {key: text for key, text in TEXTS.items() if key != 3} | {20: "een nieuw kanaal"}
    assert_same(PassageTokens.open(tmp_path / "newer"), made(newer, encoder))
    assert_same(PassageTokens.open(tmp_path / "tokens"), made(TEXTS, encoder))


def test_a_token_has_its_share_of_all_tokens(encoder: StaticEncoder) -> None:
    shares = made(TEXTS, encoder).shares(encoder.vocabulary)
    every = [token for ids in cut(encoder, *TEXTS.values()) for token in ids]
    assert shares.shape == (encoder.vocabulary,)
    assert shares.sum() == pytest.approx(1.0)
    for token in range(encoder.vocabulary):
        assert shares[token] == pytest.approx(every.count(token) / len(every))


def test_in_a_record_without_tokens_every_share_is_nothing(encoder: StaticEncoder) -> None:
    assert made({}, encoder).shares(5).tolist() == [0.0] * 5


def test_every_token_of_the_bundled_encoder_can_be_kept() -> None:
    assert load_bundled().vocabulary <= np.iinfo(np.uint16).max + 1
