"""Quotes chosen from evidence made by hand, with the real encoder."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

import pytest

from assistant.answer import Evidence, Kind, Language
from assistant.answering.extractive import (
    CUE_WEIGHT,
    LONGEST_QUOTE,
    MOST_QUOTES,
    MOST_TURNS,
    Extractor,
    Wanted,
    coverage,
)
from index.encoders import load_encoder
from index.lexical import Variant
from index.sentences import sentence_spans
from index.terms import CompoundSplitter, stem, words
from index.transcript import Passage, SittingInfo, Speaker, Turn

ENCODER = load_encoder()
EXTRACTOR = Extractor(ENCODER, CompoundSplitter({}))
ANN, BOB = Speaker("ann", "Ann Peeters", "Groen"), Speaker("bob", "Bob Claes", None, "minister")

OPENING = "Dank u, voorzitter, voor het woord."
ASKS = "Wanneer gaat de brug open?"
PROMISE = "Ik zal de brug volgend voorjaar laten openen."
ASIDE = "Mijn grootvader voer vroeger elke dag met een schip vol graan naar Gent."


def evidence(*texts: str, speaker: Speaker | None = BOB, day: int = 1, order: int = 0, score: float = 1.0) -> Evidence:
    text = "\n\n".join(texts)
    turn = Turn(f"s{day}-{order}", f"s{day}", None, speaker, text, order)
    sitting = SittingInfo(f"s{day}", "test", dt.date(2024, 3, day), "Bruggen", None, None)
    return Evidence(Passage(f"{turn.id}@0-{len(text)}", turn.id, 0, len(text)), turn, sitting, score)


def wanted(text: str, kind: Kind = "said", language: Language = "nl") -> Wanted:
    variants = [[Variant(stem(word, "nl"), 1.0)] for word in words(text)]
    return Wanted(variants, [1.0] * len(variants), ENCODER.encode_questions([text])[0], kind, language)


def quotes(found: Sequence[Evidence], asked: Wanted) -> list[str]:
    return [citation.quote for citation in EXTRACTOR.answer(found, asked)[1]]


def test_the_sentence_that_answers_is_quoted_and_not_the_courtesy_before_it_or_the_aside_after_it() -> None:
    shown = quotes([evidence(OPENING, PROMISE, ASIDE)], wanted("brug openen"))
    assert shown[0] == PROMISE
    assert not any(OPENING in quote for quote in shown)


@pytest.mark.parametrize(("kind", "first"), [("promised", PROMISE), ("asked", ASKS)])
def test_a_promise_is_answered_with_a_commitment_and_what_was_asked_with_a_question(kind: Kind, first: str) -> None:
    asked = wanted("brug", kind)
    by_score = EXTRACTOR.nearest([evidence(ASKS, PROMISE)], asked)
    assert by_score[0].quote == first


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
def test_a_sentence_of_the_kind_that_was_asked_for_counts_more_than_it_would_otherwise(
    kind: Kind, with_cue: str
) -> None:
    def score(text: str, kind: Kind) -> float:
        return EXTRACTOR.nearest([evidence(text)], wanted("brug", kind))[0].score

    plain = "De brug is een zaak van ons allen."
    assert score(with_cue, kind) == pytest.approx(score(with_cue, "said") + CUE_WEIGHT)
    assert score(plain, kind) == pytest.approx(score(plain, "said"))


def test_a_quote_is_whole_sentences_of_one_paragraph_and_not_too_long() -> None:
    paragraph = " ".join(f"De brug nummer {n} gaat open voor alle fietsers van de stad." for n in range(30))
    found = evidence(paragraph, paragraph.replace("fietsers", "wandelaars"))
    spans = sentence_spans(found.turn.text)
    for citation in EXTRACTOR.answer([found], wanted("brug open"))[1]:
        assert citation.start in {start for start, _ in spans}
        assert citation.end in {end for _, end in spans}
        assert "\n" not in citation.quote
        assert len(citation.quote.split()) <= LONGEST_QUOTE


def test_a_single_sentence_is_never_cut_however_long() -> None:
    sentence = "De brug gaat open " + "en weer dicht " * LONGEST_QUOTE + "elke dag."
    assert quotes([evidence(sentence)], wanted("brug open")) == [sentence]


def test_quotes_of_one_turn_do_not_overlap_and_stand_in_the_order_spoken() -> None:
    found = evidence(*(f"De brug nummer {n} gaat open. Daarna gaat brug {n} weer dicht." for n in range(6)))
    citations = EXTRACTOR.answer([found], wanted("brug open dicht"))[1]
    assert len(citations) > 1
    for earlier, later in pairwise(citations):
        assert earlier.end <= later.start


def test_quotes_stand_under_one_heading_for_each_speaker_and_day_numbered_as_shown() -> None:
    found = [
        evidence(PROMISE, speaker=BOB, day=1, order=0, score=3.0),
        evidence(PROMISE, speaker=ANN, day=1, order=1, score=2.0),
        evidence(PROMISE, speaker=BOB, day=2, order=0, score=1.0),
    ]
    sentences, citations = EXTRACTOR.answer(found, wanted("brug openen", language="en"))
    assert [(sentence.text, sentence.citations) for sentence in sentences] == [
        ("Bob Claes (minister), on 1 March 2024:", ()),
        (PROMISE, (1,)),
        ("Ann Peeters (Groen), on 1 March 2024:", ()),
        (PROMISE, (2,)),
        ("Bob Claes (minister), on 2 March 2024:", ()),
        (PROMISE, (3,)),
    ]
    assert [(citation.number, citation.turn.id) for citation in citations] == [(1, "s1-0"), (2, "s1-1"), (3, "s2-0")]


def test_turns_of_speakers_unknown_are_not_put_under_one_heading() -> None:
    found = [evidence(PROMISE, speaker=None, order=n, score=3.0 - n) for n in range(2)]
    sentences, citations = EXTRACTOR.answer(found, wanted("brug openen"))
    assert len(citations) == 2
    assert [s.text for s in sentences if not s.citations] == ["spreker onbekend, op 1 maart 2024:"] * 2


def test_no_more_is_quoted_than_can_be_read() -> None:
    found = [evidence(PROMISE, ASIDE, PROMISE, order=n, score=9.0 - n) for n in range(9)]
    citations = EXTRACTOR.answer(found, wanted("brug openen"))[1]
    assert 0 < len(citations) <= MOST_QUOTES
    assert {citation.turn.order for citation in citations} <= set(range(MOST_TURNS))
    assert len(EXTRACTOR.nearest(found, wanted("brug openen"))) == MOST_TURNS


def test_without_evidence_nothing_is_said() -> None:
    assert EXTRACTOR.answer([], wanted("brug")) == ([], [])
    assert EXTRACTOR.nearest([], wanted("brug")) == []


def test_coverage_counts_each_word_of_the_question_by_its_best_variant_and_its_worth() -> None:
    asked = [[Variant("brug", 1.0), Variant("bridg", 0.8), Variant("brug", 0.5, part=True)], [Variant("kanal", 1.0)]]
    assert coverage(asked, [2.0, 3.0], {"brug", "bridg"}, set()) == 2.0
    assert coverage(asked, [2.0, 3.0], {"bridg"}, {"brug"}) == pytest.approx(1.6)
    assert coverage(asked, [2.0, 3.0], set(), {"brug", "kanal"}) == 1.0
    assert coverage(asked, [2.0, 3.0], {"kanal", "brug"}, set()) == 5.0
