import pytest

from assistant.answering.model.claims import claims, has_stray_mark, is_whole, quoted, sentences


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("Ann bouwt een brug [1]. Bob niet [2].", ["Ann bouwt een brug [1].", "Bob niet [2]."]),
        ("Ann bouwt een brug. [1] Bob niet. [2][3]", ["Ann bouwt een brug. [1]", "Bob niet. [2][3]"]),
        ("Ann zei: “Ik bouw. Punt.” [1] Bob niet [2].", ["Ann zei: “Ik bouw. Punt.” [1]", "Bob niet [2]."]),
        ("- Ann bouwt [1].\n- **Bob** niet [2].\n", ["Ann bouwt [1].", "Bob niet [2]."]),
        ("## Brug\n1. Ann bouwt [1].", ["Brug", "Ann bouwt [1]."]),
        ("Ann bouwt o.a. een brug [1] en Bob niet [2].", ["Ann bouwt o.a. een brug [1] en Bob niet [2]."]),
        ("", []),
    ],
)
def test_prose_falls_into_sentences_that_keep_their_marks(prose: str, found: list[str]) -> None:
    assert sentences(prose) == found


def test_a_sentence_falls_into_what_rests_on_which_citations() -> None:
    found = claims("Ann bouwt een brug [1] en Bob zei “te [5] duur” [2, 3] [4], denk ik.")
    assert [(claim.text, claim.numbers, claim.first) for claim in found] == [
        ("Ann bouwt een brug ", (1,), True),
        (" en Bob zei “te [5] duur” , denk ik.", (2, 3, 4), False),
    ]
    assert claims("Ann bouwt een brug.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hij zei “ja” en „nee” en „nein“ [1].", ["ja", "nee", "nein"]),
        ("He said \"yes\" and ‘no’ and 'maybe' [1].", ["yes", "no", "maybe"]),
        ("Il dit « oui » et ‹non› et ”si” [1].", [" oui ", "non", "si"]),
        ("‘It’s Somers’ plan’ [1].", ["It’s Somers’ plan"]),
        ("'It's here' [1].", ["It's here"]),
        ("D'abord l'énergie des SIB's, 's avonds, Somers' plan [1].", []),
    ],
)
def test_quotation_marks_of_any_kind_are_seen_and_apostrophes_are_none(text: str, words: list[str]) -> None:
    (claim,) = claims(text)
    assert list(quoted(claim)) == words
    assert not has_stray_mark(claim)
    assert len(claim.own) == len(claim.text)
    assert not any(word.strip() in claim.own.split() for word in words)


@pytest.mark.parametrize(
    "text", ["Hij zei “ja [1].", "Hij zei ja” [1].", 'He said "yes [1].', "« Oui [1]", "Hij 'zei ja [1]."]
)
def test_a_quotation_that_is_not_closed_is_seen(text: str) -> None:
    assert has_stray_mark(claims(text)[0])


def test_a_sentence_that_was_cut_off_is_not_whole() -> None:
    assert all(map(is_whole, ["Ja [1].", "Ja. [1][2]", "Ja? [1]", "Hij zei “ja.” [1]", "Ja (nee)."]))
    assert not any(map(is_whole, ["Ja [1]", "Ja, als [1] maar", "Ja, [1]"]))
