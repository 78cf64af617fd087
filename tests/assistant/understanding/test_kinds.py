import time

import pytest

from assistant.answer import Kind
from assistant.understanding.kinds import kind_of, shown_kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Wat beloofde Somers over bruggen?", "promised"),
        ("Welke toezeggingen zijn er?", "promised"),
        ("Wat zegde Somers toe over bruggen?", "promised"),
        ("Gaat Somers met de schippers praten?", "promised"),
        ("What did Somers promise on bridges?", "promised"),
        ("Did the minister commit to a date?", "promised"),
        ("What is Somers planning for the locks?", "promised"),
        ("Qu'a promis Somers ?", "promised"),
        ("Que veut changer la ministre aux écluses ?", "promised"),
        ("Wat vroeg Peeters over bruggen?", "asked"),
        ("Wat wilde Peeters weten over bruggen?", "asked"),
        ("Welke vragen had Peeters over de sluis?", "asked"),
        ("What did Peeters ask?", "asked"),
        ("What did Peeters want to know?", "asked"),
        ("Qu'a demandé Peeters ?", "asked"),
        ("Que voulait savoir Peeters ?", "asked"),
        ("Quelles questions Peeters a-t-elle posées ?", "asked"),
        ("Wie sprak over bruggen?", "who"),
        ("Who spoke about bridges?", "who"),
        ("Qui a parlé des ponts ?", "who"),
        ("Welk Kamerlid sprak over bruggen?", "who"),
        ("Which opposition member spoke?", "who"),
        ("Wanneer gaat de brug open?", "when"),
        ("Tegen wanneer is de brug klaar?", "when"),
        ("When does the bridge open?", "when"),
        ("By when must the bridge be ready?", "when"),
        ("En wanneer?", "when"),
        ("Quand ouvre le pont ?", "when"),
        ("À partir de quelle année ?", "when"),
        ("Waarom sluit de brug?", "why"),
        ("Hoe komt het dat de brug sluit?", "why"),
        ("Why does the bridge close?", "why"),
        ("How come the bridge is closed?", "why"),
        ("Pourquoi le pont ferme-t-il ?", "why"),
        ("Hoeveel kost de brug?", "how much"),
        ("Welk deel van de schepen wacht?", "how much"),
        ("kostprijs brug over het kanaal", "how much"),
        ("How much does the bridge cost?", "how much"),
        ("What share of the ships wait?", "how much"),
        ("Combien coûte le pont ?", "how much"),
        ("Quelle est l'ampleur du retard ?", "how much"),
        ("Hoe vaak gaat de brug open?", "how often"),
        ("How many times does the bridge open?", "how often"),
        ("Combien de fois le pont ouvre-t-il ?", "how often"),
        ("Welke partijen zijn tegen?", "list"),
        ("List every minister in favour", "list"),
        ("Which Flemish MPs were against?", "list"),
        ("Quels députés sont contre ?", "list"),
        ("Wat zei Somers over bruggen?", "said"),
        ("What about the bridges?", "said"),
        ("Qu'a dit Somers des ponts ?", "said"),
    ],
)
def test_the_kind_of_a_question_is_read_in_three_languages(question: str, kind: Kind) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Waarom beloofde Somers een brug?", "why"),
        ("Wie beloofde een brug?", "who"),
        ("How much did Somers promise?", "how much"),
        ("Wanneer vroeg Peeters dat?", "when"),
    ],
)
def test_the_word_that_asks_tells_more_than_the_verb(question: str, kind: Kind) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    "question",
    [
        "Heeft Somers nooit een brug beloofd?",
        "Somers never promised a bridge, did he?",
        "N'a-t-il pas promis un pont ?",
    ],
)
def test_a_promise_that_is_denied_is_not_asked_for(question: str) -> None:
    assert kind_of(question) == "said"


@pytest.mark.parametrize(
    "question",
    [
        "Which body of the port calculated how many bridges are needed?",
        "What does minister Somers want from the harbour?",
        "Qu'a dit Somers après l'annonce du pont ?",
    ],
)
def test_a_word_of_another_kind_further_on_does_not_count(question: str) -> None:
    assert shown_kind(question) is None


@pytest.mark.parametrize("letters", ["a", "'", "a'", "’ ", "a-", "1", "welke "])
def test_a_question_of_one_endless_word_costs_no_more_than_another(letters: str) -> None:
    started = time.perf_counter()
    assert shown_kind((letters * 1_000)[:1_000]) is None
    assert time.perf_counter() - started < 1
