"""Texts cut a word at a time have the tokens that the tokenizer gives for them whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.pre_tokenizers import Metaspace

from index.encoders import cutting
from index.encoders.base import BUNDLED, FOLDER
from index.encoders.cutting import Cutter

FILE = FOLDER / BUNDLED / "tokenizer.json"


def tokenizer(file: Path = FILE) -> Tokenizer:
    made = Tokenizer.from_file(str(file))
    made.no_padding()
    made.no_truncation()
    return made


WHOLE, BY_WORD = tokenizer(), Cutter(tokenizer())


def whole(texts: list[str]) -> list[list[int]]:
    return [found.ids for found in WHOLE.encode_batch_fast(texts, add_special_tokens=False)]


def by_word(cutter: Cutter, texts: list[str]) -> list[list[int]]:
    return [ids.tolist() for ids in cutter.cut(texts)]


@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_text_has_the_tokens_of_the_whole(texts: list[str]) -> None:
    assert by_word(BY_WORD, texts) == whole(texts)


PIECES = [
    "brug", "De", "Ver-", "keer", "xqzj", "xq" * 60, ",", "'s", "[", "pad", "PAD]", "\x01", "_", " ", "één",
    "GEËngageerd", "’s", "“", "–", "…", "€", "œu", "co₂", "½", "ß", "İ", "e\u0301", "\u200b", "東",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES)))
def test_pieces_have_their_tokens_whatever_stands_beside_them(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert by_word(BY_WORD, [text]) == whole([text])


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "[PAD] [UNK], [unk] [CLS]", "\x01brug\x7f", "a" * 61, "a" * 60,
        "De minister-president zei: \"Ja!\"", "1.000,50 € (of 3 %)", "Één\u00a0café\u2028d'Hondt",
        "a\x0bb c\x85d\x1ce",
        "\ufeffPoint\u200bless \ufffd\x00", "東京 is 10\u202f000 km", "sociale-impactobligaties_SIB's",
    ],
)  # fmt: skip
def test_odd_texts_have_the_tokens_of_the_whole(text: str) -> None:
    assert by_word(BY_WORD, [text, "en verder"]) == whole([text, "en verder"])


def test_words_are_forgotten_before_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "MOST_KNOWN", 3)
    cutter, texts = Cutter(tokenizer()), ["een twee", "drie vier een", "vijf zes zeven acht negen", "een"]
    for text in texts * 2:
        assert by_word(cutter, [text]) == whole([text])
        assert len(cutter._known) <= 5
    assert by_word(cutter, texts) == whole(texts)


def test_a_tokenizer_with_other_rules_is_given_whole_texts() -> None:
    other = tokenizer()
    other.pre_tokenizer = Metaspace()
    texts = ["De brug gaat open.", "de  brug"]
    expected = [found.ids for found in other.encode_batch_fast(texts, add_special_tokens=False)]
    assert by_word(Cutter(other), texts) == expected
