import re

import pytest

from assistant.understanding.addressing import asks_for_people, parts


def read(marked: str) -> list[str]:
    """The parts of the names in brackets."""
    text, places = "", []
    for piece in re.split(r"(\[[^\]]*\])", marked):
        if piece.startswith("["):
            places.append((len(text), len(text) + len(piece) - 2))
            text += piece[1:-1]
        else:
            text += piece
    return list(parts(text, places))


@pytest.mark.parametrize(
    "question",
    [
        "What did [Somers] ask [Peeters] about the bridges?",
        "What did [Somers] promise [Peeters]?",
        "What did [minister Somers] answer [Peeters]?",
        "What question did [Somers] put to [prime minister Peeters]?",
        "What did [Somers] want to know from [Peeters] about locks?",
        "Wat vroeg [Somers] aan [Peeters] over bruggen?",
        "Wat antwoordde [Somers] aan [mevrouw Peeters]?",
        "Wat zegde [Somers] aan [Peeters] toe?",
        "Wat wilde [Somers] van [Peeters] weten over sluizen?",
        "Wat zei [Somers] tegen [Peeters]?",
        "Heeft [Somers] geantwoord op de vraag van [Peeters]?",
        "Qu'a demandé [Somers] à [Peeters] sur les ponts ?",
        "Quelle question [Somers] a-t-il posée au [ministre Peeters] ?",
        "Que voulait savoir [Somers] de [Peeters] sur les écluses ?",
    ],
)
def test_one_speaks_and_the_other_is_spoken_to(question: str) -> None:
    assert read(question) == ["by", "to"]


@pytest.mark.parametrize(
    "question",
    [
        "Wie noemde [Somers] een leugenaar?",
        "Who called [Somers] a liar?",
        "Qui a traité [Somers] de menteur ?",
        "Wie vond dat [Somers] zichzelf tegensprak?",
        "Who felt that [Somers] contradicted himself?",
        "Welke partij steunde [Somers]?",
        "critique of [Somers]",
        "kritiek op [Somers] na de overstroming",
        "Quelles critiques contre [Somers] ?",
        "Wat zeiden de leden over [Somers]?",
        "volgens de oppositie over [Somers]",
        "According to the House, did [Somers] have to attend?",
        "Moest [Somers] volgens de Kamer komen?",
    ],
)
def test_of_somebody_who_is_judged_or_discussed_the_words_are_not_asked(question: str) -> None:
    assert read(question) == ["about"]


@pytest.mark.parametrize(
    "question",
    [
        "Which MPs questioned [minister Somers] about the locks?",
        "Welke Kamerleden ondervroegen [minister Somers]?",
        "Quels députés ont interrogé le [ministre Somers] ?",
        "Wie vroeg [Somers] om een debat?",
        "En aan [Somers]?",
    ],
)
def test_whoever_is_questioned_is_spoken_to(question: str) -> None:
    assert read(question) == ["to"]


@pytest.mark.parametrize(
    "question",
    [
        "Wat zei [Somers] over het plan van [Peeters]?",
        "Wat vindt [Somers] van [Peeters]?",
        "Wat vond [Somers] van het antwoord van [Peeters]?",
        "Que pense [Somers] de [Peeters] ?",
        "What did [Somers] think of [Peeters]?",
        "Did [Somers] criticise [Peeters] over the bonds?",
        "Hoe reageerde [Somers] op [Peeters]?",
    ],
)
def test_one_speaks_about_the_other(question: str) -> None:
    assert read(question) == ["by", "about"]


@pytest.mark.parametrize(
    "question",
    [
        "What is the position of [Somers] on bridges?",
        "What is [Somers]'s view on bridges?",
        "Wat is het standpunt over bruggen van [Somers]?",
        "Welke cijfers noemde [Somers]?",
        "According to [Somers], who pays?",
        "Who pays, according to [Somers]?",
        "Wie betaalt er volgens [Somers]?",
        "Qui paie, selon [Somers] ?",
        "Wie ontmoette [minister Somers] in Gent?",
        "Krijgen schippers van [Somers] een vergoeding?",
        "Que promet [Somers] aux communes ?",
        "What was asked by [Somers]?",
        "Wie beloofde [Somers] geld?",
    ],
)
def test_where_the_words_do_not_tell_they_are_asked_of_whoever_is_named(question: str) -> None:
    assert read(question) == ["by"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Welk geweld kaartten [Somers] en [Peeters] aan bij [Smet]?", ["by", "by", "to"]),
        ("Quelles violences [Somers] et [Peeters] ont-ils dénoncées auprès de [Smet] ?", ["by", "by", "to"]),
        ("What did [Smet] say about [Somers] and [Peeters]?", ["by", "about", "about"]),
    ],
)
def test_names_that_are_joined_share_a_part(question: str, expected: list[str]) -> None:
    assert read(question) == expected


@pytest.mark.parametrize(
    "folded", ["wie nog?", "en welke fracties waren tegen?", "which mps spoke?", "quels deputes ?"]
)
def test_a_question_may_ask_for_people(folded: str) -> None:
    assert asks_for_people(folded)


@pytest.mark.parametrize("folded", ["wat zei hij?", "who did she meet?", "welke brug?"])
def test_a_question_for_other_things_does_not(folded: str) -> None:
    assert not asks_for_people(folded)
