"""Text to terms: folding, words, stems, and the parts of compounds."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import terms
from index.terms import LANGUAGES, CompoundSplitter, fold, is_stop_word, passage_terms, stem, words

FREQUENCIES = {
    "klimaat": 90,
    "beleid": 200,
    "klimaatbeleid": 12,
    "onderwijs": 150,
    "kwaliteit": 80,
    "gemeente": 120,
    "raad": 60,
    "gemeenteraad": 20,
    "stad": 100,
    "vernieuwing": 30,
    "stadsvernieuwing": 8,
    "project": 40,
    "kinderen": 50,
    "kind": 50,
    "opvang": 45,
    "bouw": 9,
    "maat": 9,
    "schappij": 1,
    "maatschappij": 40,
    "peeters": 25,
    "pete": 3,
    "vande": 7,
    "wauwer": 2,
    "vandewauwer": 5,
}
NOTHING_KNOWN = CompoundSplitter({})


@pytest.fixture
def splitter() -> CompoundSplitter:
    return CompoundSplitter(FREQUENCIES)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Bruxelloïse", "bruxelloise"),
        ("BRUXELLOÏSE", "bruxelloise"),
        ("Één", "een"),
        ("e\u0301e\u0301n", "een"),
        ("façade", "facade"),
        ("İstanbul", "istanbul"),
        ("ﬁlm", "film"),
        ("™", "tm"),
        ("ℌ", "h"),
        ("vœux", "voeux"),
        ("VŒUX", "voeux"),
    ],
)
def test_folding_takes_away_case_accents_and_ligatures(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from("aZé’“…–€œÆß½\u00a0\u202f´Ñž\x81ć\u0301 \n"), max_size=20))
def test_a_text_is_folded_as_its_characters_are_by_unicode(text: str) -> None:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text).lower() if not "\u0300" <= c <= "\u036f")
    assert fold(text) == plain.replace("œ", "oe").replace("æ", "ae")


@given(st.text(max_size=60))
def test_words_are_the_same_in_capitals_of_a_text_that_has_them(text: str) -> None:
    capitals = text.upper()
    if capitals.lower() == text.lower():
        assert words(capitals) == words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De bouw, zegt zij.", ["de", "bouw", "zegt", "zij"]),
        ("l'eau d’Hose", ["eau", "hose"]),
        ("foto's en baby’s", ["foto", "en", "baby"]),
        ("Oost-Vlaamse kmo-portefeuille", ["oost", "vlaamse", "kmo", "portefeuille"]),
        ("3 huizen op 7", ["3", "huizen", "op", "7"]),
        ("1.250,50 euro", ["1", "250", "50", "euro"]),
        ("a_b cd_ef", ["cd", "ef"]),
        ("", []),
        ("… – !", []),
        ("x" * 60, ["x" * 60]),
        ("x" * 61, []),
    ],
)
def test_words_are_split_at_apostrophes_and_hyphens_without_single_letters(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("woningen", "woning", "nl"),
        ("subsidies", "subsidie", "nl"),
        ("houses", "house", "en"),
        ("nationales", "national", "fr"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str, language: str) -> None:
    assert stem(one, language) == stem(other, language)


def test_a_number_is_its_own_stem() -> None:
    assert [stem("2024", language) for language in LANGUAGES] == ["2024"] * 3


@pytest.mark.parametrize(
    ("said", "asked", "language"),
    [
        ("De wóningen van ’t OCMW.", "WONING ocmw", "nl"),
        ("L’égalité des chances", "egalite chance", "fr"),
        ("the Members’ houses", "member house", "en"),
        ("het Oost-Vlaamse plan", "oost vlaamse plan", "nl"),
    ],
)
def test_a_question_meets_the_passage_that_has_its_words(said: str, asked: str, language: str) -> None:
    own, _ = passage_terms(said, language, NOTHING_KNOWN)
    assert {stem(word, language) for word in words(asked)} <= set(own)


def test_the_terms_of_a_passage_keep_repetitions_and_order(splitter: CompoundSplitter) -> None:
    own, parts = passage_terms("Klimaatbeleid is beleid, geen klimaatbeleid.", "nl", splitter)
    assert own == [stem(word, "nl") for word in ("klimaatbeleid", "is", "beleid", "geen", "klimaatbeleid")]
    assert parts == [stem("klimaat", "nl"), stem("beleid", "nl")] * 2


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("klimaatbeleid", ("klimaat", "beleid")),
        ("onderwijskwaliteit", ("onderwijs", "kwaliteit")),
        ("stadsvernieuwing", ("stad", "vernieuwing")),
        ("kinderopvang", ("kind", "opvang")),
        ("gemeenteraad", ("gemeente", "raad")),
        ("gemeenteraadsbeleid", ("gemeente", "raad", "beleid")),
        ("stadsvernieuwingsproject", ("stad", "vernieuwing", "project")),
    ],
)
def test_a_compound_is_split_into_words_that_the_record_knows(
    compound: str, parts: tuple[str, ...], splitter: CompoundSplitter
) -> None:
    assert splitter.parts(compound) == parts


@pytest.mark.parametrize(
    "word",
    [
        "beleid",  # too short for two parts
        "maatschappij",  # more frequent than its seeming part "maat"
        "vandewauwer",  # a name: more frequent than "wauwer"
        "peeters",
        "klimaat2030",
        "onbekendwoord",
        "",
    ],
)
def test_what_is_no_compound_of_known_words_is_not_split(word: str, splitter: CompoundSplitter) -> None:
    assert splitter.parts(word) == ()


def test_a_word_of_one_occurrence_makes_no_compound() -> None:
    assert CompoundSplitter({"bouw": 1, "stop": 5}).parts("bouwstop") == ()
    assert CompoundSplitter({"bouw": 2, "stop": 5}).parts("bouwstop") == ("bouw", "stop")


def test_of_two_splits_the_one_with_the_more_frequent_parts_is_made() -> None:
    # "rechtspraak" + "telling" 6 x 6 against "recht" + "spraaktelling" 9 x 3.
    counts = {"rechtspraak": 6, "telling": 6, "recht": 9, "spraaktelling": 3}
    assert CompoundSplitter(counts).parts("rechtspraaktelling") == ("rechtspraak", "telling")


@pytest.mark.parametrize(("word", "language"), [("het", "nl"), ("the", "en"), ("etait", "fr"), ("voorzitter", "nl")])
def test_function_words_are_known_folded(word: str, language: str) -> None:
    assert is_stop_word(word)
    assert is_stop_word(word, [language])


def test_a_word_can_be_a_function_word_in_one_language_alone() -> None:
    assert is_stop_word("the")
    assert not is_stop_word("the", ["nl"])
    assert not is_stop_word("woning")


def test_terms_are_the_same_when_tokens_were_forgotten(
    splitter: CompoundSplitter, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Het klimaatbeleid, de 'gemeenteraad' en x/y: klimaatbeleid!"
    whole = passage_terms(text, "nl", splitter)
    monkeypatch.setattr(terms, "MOST_TOKENS", 3)
    for other in ("een huis", text, "twee drie vier", text, text):
        passage_terms(other, "nl", splitter)
        assert len(splitter.terms("nl", [])) <= 2 * len(text.split())
    assert passage_terms(text, "nl", splitter) == whole


@pytest.mark.parametrize(
    "token", ["Klimaatbeleid,", "(klimaatbeleid)", "KLIMAATBELEID", "«klimaatbeleid»…", "klimaat-beleid;"]
)
def test_a_known_word_with_marks_and_capitals_has_the_terms_that_it_has_by_itself(
    token: str, splitter: CompoundSplitter
) -> None:
    alone = CompoundSplitter(splitter.frequencies).terms("nl", [token])[token]
    splitter.terms("nl", ["klimaatbeleid", "klimaat-beleid"])
    assert splitter.terms("nl", [token])[token] == alone != ((), ())
