"""What speaks for a sentence, over turns made by hand, the real encoder, and the words of a few invented turns."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from assistant.answer import Evidence, Kind, Question
from assistant.answering.sentences import (
    COURTEOUS,
    LONG,
    RARITY,
    READ,
    SentenceScorer,
    SentenceWeights,
    Wanted,
    sentence_signal_names,
)
from assistant.assistant import Assistant
from index.lexical import Variant
from index.sentences import sentence_spans
from index.terms import stem, words
from index.transcript import LanguageSpan, Passage, SittingInfo, Turn
from tests.assistant.conftest import Over
from tests.index.conftest import turn

RECORD = [
    turn("a", n, f"Wij spraken in de commissie over {subject} en over de kosten. Dat gaat over ons allen.", "Ann")
    for n, subject in enumerate("huur haven treinen scholen wegen bossen energie brug".split() * 4)
]
ASIDES = [line["text"] for line in RECORD]
AT_LENGTH = " ".join([*ASIDES, "De sluis gaat open.", *ASIDES, *ASIDES])
OPENING, BRIDGE, ASIDE = "Dank u, voorzitter.", "De brug gaat open.", "Mijn grootvader voer vroeger naar Gent."


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return over([*RECORD, turn("long", 0, AT_LENGTH, "Bea")])


@pytest.fixture(scope="module")
def scorer(assistant: Assistant) -> SentenceScorer:
    return SentenceScorer(assistant.index.encoder, assistant.index.splitter, assistant.retriever.late)


def evidence(text: str, passage: tuple[int, int] | None = None, score: float = 1.0) -> Evidence:
    start, end = passage or (0, len(text))
    of = Turn("a-0", "a", None, None, text, 0)
    return Evidence(
        Passage(f"a-0@{start}-{end}", "a-0", start, end), of, SittingInfo("a", "test", None, "", None, None), score
    )


def wanted(assistant: Assistant, text: str, kind: Kind = "said") -> Wanted:
    tokens = assistant.retriever.late.question([text])
    asked = [[Variant(stem(word, "nl"), 1.0)] for word in words(text)]
    return Wanted(asked, [1.0] * len(asked), tokens, assistant.index.encoder.encode_questions([text])[0], kind)


def signal(scorer: SentenceScorer, name: str, found: Evidence, asked: Wanted) -> list[float]:
    """One signal of every sentence of a turn."""
    return scorer.signals([found], [sentence_spans(found.turn.text)], asked)[name].tolist()


def test_a_sentence_tells_what_it_and_those_beside_it_have_of_the_question(
    assistant: Assistant, scorer: SentenceScorer
) -> None:
    found, asked = evidence(f"{BRIDGE} {ASIDE} {ASIDE}"), wanted(assistant, "brug")
    told, beside, apart = signal(scorer, "told", found, asked)
    assert told >= beside > 0 == apart


def test_the_words_of_the_question_that_stand_in_a_sentence_cover_it_by_their_worth(
    assistant: Assistant, scorer: SentenceScorer
) -> None:
    found, asked = evidence(f"{BRIDGE} {ASIDE}"), wanted(assistant, "brug huur")
    half = np.log(2) / RARITY  # what a word that half of the sentences have counts of its worth
    assert signal(scorer, "covered", found, asked) == pytest.approx([0.5 * half, 0.0])
    assert signal(scorer, "covered", found, replace(asked, worth=[3.0, 1.0])) == pytest.approx([0.75 * half, 0.0])


def test_a_word_that_every_sentence_has_tells_none_from_another(assistant: Assistant, scorer: SentenceScorer) -> None:
    found, asked = evidence(f"{BRIDGE} De brug kost veel huur. Onze brug."), wanted(assistant, "brug huur")
    whole, rare, also = signal(scorer, "covered", found, asked)
    assert rare > whole == also == 0


def test_the_words_of_each_turn_are_read_in_its_own_language(assistant: Assistant, scorer: SentenceScorer) -> None:
    texts = {"nl": f"De bruggen gaan open. {ASIDE}", "fr": "Les ponts sont ouverts. Les bruggen aussi."}
    found = []
    for language, text in texts.items():
        one = evidence(text)
        spoken = replace(one.turn, languages=(LanguageSpan(0, len(text), language),))
        found.append(replace(one, turn=spoken))
    words_asked = [[Variant("brug", 1.0), Variant("pont", 1.0)]]
    asked = replace(wanted(assistant, "brug"), words=words_asked, worth=[1.0])
    covered = scorer.signals(found, [sentence_spans(one.turn.text) for one in found], asked)["covered"]
    assert (covered > 0).tolist() == [True, False, True, False]  # "bruggen" in a French turn is no form of "brug"


def test_the_score_of_a_turn_speaks_for_each_of_its_sentences(assistant: Assistant, scorer: SentenceScorer) -> None:
    found = [evidence(f"{BRIDGE} {ASIDE}", score=3.0), evidence(BRIDGE, score=2.0)]
    spans = [sentence_spans(one.turn.text) for one in found]
    asked = wanted(assistant, "brug")
    assert scorer.signals(found, spans, asked)["turn"].tolist() == [3.0, 3.0, 2.0]
    best, other = scorer.likelihoods(found, spans, asked)
    assert best[0] > other[0] > best[1]
    assert best.sum() + other.sum() == pytest.approx(1.0)


def test_a_commitment_speaks_for_a_sentence_where_a_promise_is_asked_for(assistant: Assistant) -> None:
    found = evidence(f"{BRIDGE} {ASIDE}")
    made = {"a-0": [(0, len(BRIDGE))]}
    late = assistant.retriever.late
    scorer = SentenceScorer(assistant.index.encoder, assistant.index.splitter, late, lambda _: made)
    assert signal(scorer, "commits", found, wanted(assistant, "brug", "promised")) == [1.0, 0.0]
    assert signal(scorer, "commits", found, wanted(assistant, "brug")) == [0.0, 0.0]


def test_meaning_is_the_cosine_to_the_question_in_whatever_language(
    assistant: Assistant, scorer: SentenceScorer
) -> None:
    cosines = signal(scorer, "meaning", evidence(f"{BRIDGE} {ASIDE}"), wanted(assistant, "When does the bridge open?"))
    assert 1 >= cosines[0] > cosines[1]
    assert signal(scorer, "meaning", evidence(BRIDGE), wanted(assistant, BRIDGE)) == pytest.approx([1.0], abs=1e-3)


def test_sentences_of_the_best_passage_are_told_from_those_outside_it(
    assistant: Assistant, scorer: SentenceScorer
) -> None:
    text = f"{OPENING} {BRIDGE} {ASIDE}"
    found = evidence(text, (text.index(BRIDGE), text.index(BRIDGE) + len(BRIDGE)))
    assert signal(scorer, "passage", found, wanted(assistant, "brug")) == [0.0, 1.0, 0.0]


def test_a_question_speaks_for_what_was_asked_and_none_for_everything_else(
    assistant: Assistant, scorer: SentenceScorer
) -> None:
    found = evidence(f"Gaat de brug open? {BRIDGE}")
    assert signal(scorer, "asks", found, wanted(assistant, "brug", "asked")) == [1.0, 0.0]
    assert signal(scorer, "states", found, wanted(assistant, "brug", "asked")) == [0.0, 0.0]
    assert signal(scorer, "asks", found, wanted(assistant, "brug", "when")) == [0.0, 0.0]
    assert signal(scorer, "states", found, wanted(assistant, "brug", "when")) == [0.0, 1.0]


@pytest.mark.parametrize("thanks", [OPENING, "Mijnheer de voorzitter, collega's.", "Thank you, Chair.", "Merci."])
def test_thanks_alone_have_no_substance_but_a_long_sentence_after_thanks_has(
    thanks: str, assistant: Assistant, scorer: SentenceScorer
) -> None:
    asked = wanted(assistant, "brug")
    assert signal(scorer, "substance", evidence(thanks), asked) == [0.0]
    longer = thanks.removesuffix(".") + ", want de brug gaat open" + " en weer dicht" * (COURTEOUS // 3) + "."
    assert signal(scorer, "substance", evidence(longer), asked) == [1.0]
    assert signal(scorer, "substance", evidence(BRIDGE), asked) == [1.0]


def test_a_longer_sentence_has_more_length(assistant: Assistant, scorer: SentenceScorer) -> None:
    found = evidence("Ja. De brug gaat open. De brug gaat morgen wel degelijk weer open voor alle schepen.")
    lengths = signal(scorer, "length", found, wanted(assistant, "brug"))
    assert 0 < lengths[0] < lengths[1] < lengths[2]


@pytest.mark.parametrize(
    ("kind", "with_cue"),
    [
        ("how much", "De brug kost ons 12 miljoen euro."),
        ("how often", "De brug ging dit jaar 40 keer open."),
        ("when", "De brug is klaar in september."),
        ("why", "De brug is dicht omdat het hout rot."),
        ("promised", "Wij zullen de brug grondig herstellen."),
    ],
)
def test_a_sentence_of_the_form_that_was_asked_for_counts_more_than_it_would_otherwise(
    kind: Kind, with_cue: str, assistant: Assistant, scorer: SentenceScorer
) -> None:
    found = evidence(f"{with_cue} De brug is een zaak van ons allen.")
    spans = [sentence_spans(found.turn.text)]

    def odds(asked: Wanted) -> float:
        (likely,) = scorer.likelihoods([found], spans, asked)
        return float(np.log(likely[0] / likely[1]))

    more = odds(wanted(assistant, "brug", kind)) - odds(wanted(assistant, "brug"))
    (has, has_not) = signal(scorer, "form", found, wanted(assistant, "brug", kind))
    assert more == pytest.approx(SentenceWeights().form * has)
    assert has > 0 == has_not


def test_a_likelihood_is_that_of_the_sum_of_the_signals_by_the_weights_that_were_set(assistant: Assistant) -> None:
    found, asked = [evidence(f"{OPENING} {BRIDGE} Gaat ze open? {ASIDE}")], wanted(assistant, "brug", "asked")
    spans = [sentence_spans(found[0].turn.text)]
    rng = np.random.default_rng(5)
    weights = replace(SentenceWeights(), **{name: float(rng.normal()) for name in sentence_signal_names()})
    index, late = assistant.index, assistant.retriever.late
    scorer = SentenceScorer(index.encoder, index.splitter, late, weights=weights)
    signals = scorer.signals(found, spans, asked)
    assert set(asdict(weights)) == set(signals) == set(sentence_signal_names())
    total = sum(asdict(weights)[name] * values for name, values in signals.items())
    (likely,) = scorer.likelihoods(found, spans, asked)
    assert likely == pytest.approx(np.exp(total) / np.exp(total).sum())


def test_a_question_without_words_can_be_weighed_against_too(assistant: Assistant, scorer: SentenceScorer) -> None:
    found = evidence(f"{BRIDGE} {ASIDE}")
    (likely,) = scorer.likelihoods([found], [sentence_spans(found.turn.text)], wanted(assistant, ""))
    assert np.isfinite(likely).all()
    assert scorer.likelihoods([], [], wanted(assistant, "")) == []


def test_of_a_long_turn_only_the_passages_that_tell_most_of_the_question_are_read(
    assistant: Assistant, scorer: SentenceScorer
) -> None:
    found = assistant.retrieve(Question("Gaat de sluis open?"), 1)
    assert [one.turn.id for one in found] == ["long-0"]
    spans = [sentence_spans(AT_LENGTH)]
    (likely,) = scorer.likelihoods(found, spans, wanted(assistant, "Gaat de sluis open?"))
    layout = assistant.index.layout
    passages = len(layout.passages_of_turns(np.array([layout.row_of("long-0")]))[0])
    assert passages > 2 * READ
    assert len(AT_LENGTH) > LONG
    assert likely.sum() == pytest.approx(1.0)
    assert 0 < np.count_nonzero(likely) / len(likely) <= 1.5 * READ / passages
    start, end = spans[0][int(likely.argmax())]
    assert AT_LENGTH[start:end] == "De sluis gaat open."
