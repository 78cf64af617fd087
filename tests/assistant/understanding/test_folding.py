import pytest

from assistant.understanding.folding import fold_in_place


@pytest.mark.parametrize(("text", "folded"), [("Été À Gent", "ete a gent"), ("cœur", "cœur"), ("ﬁ", "ﬁ"), ("", "")])
def test_places_in_the_folded_text_are_places_in_the_text(text: str, folded: str) -> None:
    assert fold_in_place(text) == folded
    assert len(fold_in_place(text)) == len(text)
