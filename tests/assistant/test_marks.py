"""Which words of a text give the figure, the time or the reason that is asked for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Kind
from assistant.answering.marks import marks

FOUND: list[tuple[Kind, str, list[str]]] = [
    ("how much", "In 2023 was dat 33 procent van 1.462 studenten.", ["33 procent", "1.462"]),
    (
        "how much",
        "Dat kost 12.000 euro, €1,5 miljoen of 21 miljard euro.",
        ["12.000 euro", "€1,5 miljoen", "21 miljard euro"],
    ),
    ("how much", "De helft duurt vijfentwintig jaar.", ["De helft", "vijfentwintig jaar"]),
    ("how much", "Op 17 maart telde ik 40 bruggen.", ["40"]),
    ("how much", "It costs 3 million and a third of the wood.", ["3 million", "a third"]),
    ("how much", "Cela coûte 3,5 pour cent de plus.", ["3,5 pour cent"]),
    ("how often", "De brug ging 40 keer open.", ["40 keer"]),
    ("when", "Het staat gepland op 17 maart, of eind 2025.", ["op 17 maart", "eind 2025"]),
    ("when", "Dat gebeurt volgend jaar, voor het zomerreces.", ["volgend jaar", "voor het zomerreces"]),
    ("when", "We may open it in May 2024.", ["in May 2024"]),
    ("when", "Le pont ouvrira en février 2026.", ["en février 2026"]),
    ("why", "De brug is dicht omdat het hout rot, want het is oud.", ["omdat", "want"]),
    ("why", "It is closed because of the wood.", ["because of"]),
    ("why", "Il est fermé parce que le bois pourrit.", ["parce que"]),
    ("said", "De brug kost 12 euro omdat ze in 2023 brak.", []),
    ("who", "De brug kost 12 euro omdat ze in 2023 brak.", []),
]


@pytest.mark.parametrize(("kind", "text", "expected"), FOUND)
def test_what_answers_is_marked_and_nothing_else(kind: Kind, text: str, expected: list[str]) -> None:
    language = "fr" if "Le " in text or "Il " in text else "en" if "It " in text or "We " in text else "nl"
    for before in ("", "Wij telden 7 œuvres in 1999, want ﬁjn. "):
        whole = before + text
        found = marks(kind, whole, len(before), len(whole), language)
        assert [whole[start:end] for start, end in found] == expected


@given(st.text(), st.sampled_from(["how much", "how often", "when", "why"]), st.sampled_from(["nl", "en", "fr"]))
def test_marks_lie_within_the_quote_in_order_and_apart_whatever_the_text(text: str, kind: Kind, language: str) -> None:
    text = f"in 2023 {text} want 12 {text}"
    found = marks(kind, text, 3, len(text), language)
    assert list(found) == sorted(found)
    for start, end in found:
        assert 3 <= start < end <= len(text)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
