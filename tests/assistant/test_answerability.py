from dataclasses import astuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Question
from assistant.answerability import (
    JUDGED,
    LEAST_COVERED,
    LEAST_OWN,
    LEAST_VARIANT,
    THRESHOLD,
    AskedTerms,
    Signals,
    answerability,
)
from assistant.assistant import WEIGHED, Assistant
from assistant.retrieval import NO_FILTERS
from index.lexical import Variant
from index.terms import CompoundSplitter, passage_terms

SHARE = st.floats(0.0, 1.0)
SIGNALS = st.builds(Signals, st.booleans(), SHARE, SHARE)


@settings(deadline=None, derandomize=True)
@given(SIGNALS, SIGNALS)
def test_more_of_every_signal_never_makes_an_answer_less_likely(one: Signals, other: Signals) -> None:
    pairs = list(zip(astuple(one), astuple(other), strict=True))
    low, high = Signals(*map(min, pairs)), Signals(*map(max, pairs))
    assert 0 <= answerability(low) <= answerability(high) <= 1


@settings(deadline=None, derandomize=True)
@given(SHARE, SHARE)
def test_a_debate_about_something_else_does_not_answer(title: float, clear: float) -> None:
    assert answerability(Signals(False, title, clear)) < THRESHOLD


def test_nothing_found_is_refused_and_everything_found_is_answered() -> None:
    assert answerability(Signals(False, 0.0, 0.0)) < THRESHOLD < answerability(Signals(True, 1.0, 1.0))


@pytest.mark.parametrize("name", ["title", "clear"])
def test_each_signal_counts(name: str) -> None:
    middle = {"covered": True, "title": 0.5, "clear": 0.5}
    assert answerability(Signals(**middle | {name: 0.9})) > answerability(Signals(**middle | {name: 0.1}))


@pytest.mark.parametrize(
    "text",
    [
        "Wat beloofde minister Somers over sociale-impactobligaties?",
        "What did Somers promise on social impact bonds?",
        "Hoeveel kost een kaartje voor de dierentuin in Antwerpen?",
        "Qui a gagné la coupe du monde de football?",
        "Welke vogels broeden in de duinen?",
        "Hoeveel plaatsen kwamen er in de kinderopvang?",
    ],
)
def test_a_question_is_covered_by_all_that_stands_in_or_around_one_of_the_best_turns(
    demo: Assistant, text: str
) -> None:
    found = demo.retriever.search(demo.understand(Question(text)), demo.retriever.scope(NO_FILTERS))
    evidence = demo.retriever.evidence(found, WEIGHED)
    index, worth = demo.index, demo.judge.worth(found.words)
    shares = []
    for one in evidence[:JUDGED]:
        row = index.layout.row_of(one.turn.id)
        item = index.items.get((int(index.layout.sitting_of_turn[row]), one.turn.item_id or ""))
        titles = [one.sitting.title, *([item.title] if item else [])]
        before = index.texts(range(row - min(one.turn.order, 2), row)).values()
        texts = [*titles, one.turn.text, *before]
        each = [passage_terms(text, at, index.splitter) for text in texts for at in index.vocabulary.languages()]
        terms, parts = (set().union(*of_each) for of_each in zip(*each, strict=True))
        told = 0.0
        for variants, own in zip(found.words, worth, strict=True):
            weight = max((v.weight for v in variants if v.term in (parts if v.part else terms)), default=0.0)
            exact = [v for v in variants if not v.part and v.weight == max(other.weight for other in variants)]
            known = any(index.lexical.document_frequency(v.term) for v in exact)
            told += own * (weight >= (LEAST_OWN if known else LEAST_VARIANT))
        shares.append(told / sum(worth))
    assert demo.judge.signals(found, evidence, evidence).covered == (max(shares) >= LEAST_COVERED)


def test_each_word_of_the_question_is_covered_by_its_best_variant() -> None:
    splitter = CompoundSplitter({"kanaal": 9, "brug": 9, "kanaalbrug": 1})
    variants = [Variant("brug", 1.0), Variant("bridg", 0.8), Variant("brug", 0.5, part=True)]
    asked = AskedTerms([variants, [Variant("kanal", 1.0), Variant("bridg", 0.2)]], splitter)

    def covered(text: str, language: str = "nl") -> list[float]:
        tokens = text.split()
        return asked.covered(asked.told(set(tokens), language), tokens)

    assert covered("De brug, the bridge!", "en") == [1.0, 0.2]
    assert covered("over bridges", "en") == [0.8, 0.2]
    assert covered("Een kanaalbrug.") == [0.5, 0.0]
    assert covered("«kanal/brug»") == [1.0, 1.0]
    assert covered("niets") == covered("") == [0.0, 0.0]
    nothing = AskedTerms([], splitter)
    assert nothing.covered(nothing.told({"brug"}, "nl"), ["brug"]) == []
