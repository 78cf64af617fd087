"""Quotes chosen from evidence made by hand, with the real encoder and the words of a few invented turns."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Evidence, Kind
from assistant.answering.extractive import (
    LEAST_OF_BEST,
    LEAST_OF_STRETCH,
    LONGEST_QUOTE,
    MOST_LISTED,
    MOST_QUOTES,
    MOST_SENTENCES,
    MOST_TURNS,
    QUOTES_OF_A_TURN,
    Extractor,
)
from assistant.answering.sentences import SentenceScorer, Spans, Wanted
from assistant.assistant import Assistant
from index.lexical import Variant
from index.sentences import sentence_spans
from index.terms import stem, words
from index.transcript import Passage, SittingInfo, Speaker, Turn
from tests.assistant.conftest import Over
from tests.index.conftest import turn

ANN, BOB = Speaker("ann", "Ann Peeters", "Groen"), Speaker("bob", "Bob Claes", None, "minister")

OPENING = "Dank u, voorzitter, voor het woord."
ASKS = "Wanneer gaat de brug open?"
PROMISE = "Ik zal de brug volgend voorjaar laten openen."
ASIDE = "Mijn grootvader voer vroeger elke dag met een schip vol graan naar Gent."
RECORD = [
    turn("a", n, f"Wij spraken in de commissie over {subject} en over de kosten. Dat gaat over ons allen.", "Ann")
    for n, subject in enumerate("huur haven treinen scholen wegen bossen energie brug".split() * 4)
]

Asked = Callable[..., Wanted]


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return over(RECORD)


@pytest.fixture(scope="module")
def extractor(assistant: Assistant) -> Extractor:
    return Extractor(SentenceScorer(assistant.index.encoder, assistant.index.splitter, assistant.retriever.late))


@pytest.fixture(scope="module")
def wanted(assistant: Assistant) -> Asked:
    def make(text: str, kind: Kind = "said") -> Wanted:
        tokens = assistant.retriever.late.question([text])
        asked = [[Variant(stem(word, "nl"), 1.0)] for word in words(text)]
        return Wanted(asked, [1.0] * len(asked), tokens, assistant.index.encoder.encode_questions([text])[0], kind)

    return make


def evidence(*texts: str, speaker: Speaker | None = BOB, day: int = 1, order: int = 0, score: float = 1.0) -> Evidence:
    text = "\n\n".join(texts)
    turn = Turn(f"s{day}-{order}", f"s{day}", None, speaker, text, order)
    sitting = SittingInfo(f"s{day}", "test", dt.date(2024, 3, day), "Bruggen", None, None)
    return Evidence(Passage(f"{turn.id}@0-{len(text)}", turn.id, 0, len(text)), turn, sitting, score)


def quotes(extractor: Extractor, found: Sequence[Evidence], asked: Wanted) -> list[str]:
    return [citation.quote for citation in extractor.answer(found, asked, "nl")[1]]


def test_the_sentence_that_answers_is_quoted_and_not_the_courtesy_before_it_or_the_aside_after_it(
    extractor: Extractor, wanted: Asked
) -> None:
    shown = quotes(extractor, [evidence(OPENING, PROMISE, ASIDE)], wanted("brug openen"))
    assert shown[0] == PROMISE
    assert not any(OPENING in quote for quote in shown)


def test_courtesy_at_the_edge_of_a_paragraph_is_left_out_and_what_belongs_to_the_answer_is_not(
    extractor: Extractor, wanted: Asked
) -> None:
    condition = "Als de aannemer van de brug op tijd klaar is, lukt het."
    assert quotes(extractor, [evidence(f"Dank u. {PROMISE} {condition} Dank u.")], wanted("brug openen")) == [
        f"{PROMISE} {condition}"
    ]


@pytest.mark.parametrize(("kind", "first"), [("promised", PROMISE), ("asked", ASKS)])
def test_a_promise_is_answered_with_a_commitment_and_what_was_asked_with_a_question(
    kind: Kind, first: str, extractor: Extractor, wanted: Asked
) -> None:
    assert extractor.nearest([evidence(ASKS, PROMISE)], wanted("brug", kind))[0].quote == first


def test_a_quote_is_whole_sentences_of_one_paragraph_and_not_too_long(extractor: Extractor, wanted: Asked) -> None:
    paragraph = " ".join(f"De brug nummer {n} gaat open voor alle fietsers van de stad." for n in range(12))
    found = evidence(paragraph, paragraph.replace("fietsers", "wandelaars"))
    spans = sentence_spans(found.turn.text)
    for citation in extractor.answer([found], wanted("brug open"), "nl")[1]:
        assert citation.start in {start for start, _ in spans}
        assert citation.end in {end for _, end in spans}
        assert "\n" not in citation.quote
        assert len(citation.quote.split()) <= LONGEST_QUOTE


def test_a_single_sentence_is_never_cut_however_long(extractor: Extractor, wanted: Asked) -> None:
    sentence = "De brug gaat open " + "en weer dicht " * LONGEST_QUOTE + "elke dag."
    assert quotes(extractor, [evidence(sentence)], wanted("brug open")) == [sentence]


def test_quotes_of_one_turn_do_not_overlap_and_stand_in_the_order_spoken(extractor: Extractor, wanted: Asked) -> None:
    found = evidence(*(f"De brug nummer {n} gaat open. Daarna gaat brug {n} weer dicht." for n in range(6)))
    citations = extractor.answer([found], wanted("brug open dicht"), "nl")[1]
    assert len(citations) > 1
    for earlier, later in pairwise(citations):
        assert earlier.end <= later.start


def test_quotes_stand_under_one_heading_for_each_speaker_and_day_numbered_as_shown(
    extractor: Extractor, wanted: Asked
) -> None:
    found = [
        evidence(PROMISE, speaker=BOB, day=1, order=0, score=3.0),
        evidence(PROMISE, speaker=ANN, day=1, order=1, score=2.8),
        evidence(PROMISE, speaker=BOB, day=2, order=0, score=2.6),
    ]
    sentences, citations = extractor.answer(found, wanted("brug openen"), "en")
    assert [(sentence.text, sentence.citations) for sentence in sentences] == [
        ("Bob Claes (minister), on 1 March 2024:", ()),
        (PROMISE, (1,)),
        ("Ann Peeters (Groen), on 1 March 2024:", ()),
        (PROMISE, (2,)),
        ("Bob Claes (minister), on 2 March 2024:", ()),
        (PROMISE, (3,)),
    ]
    assert [(citation.number, citation.turn.id) for citation in citations] == [(1, "s1-0"), (2, "s1-1"), (3, "s2-0")]


def test_who_spoke_in_two_roles_on_one_day_is_quoted_under_each(extractor: Extractor, wanted: Asked) -> None:
    both = [BOB, replace(BOB, party="Groen", role="member")]
    found = [evidence(PROMISE, speaker=one, order=n, score=3.0 - n / 5) for n, one in enumerate(both)]
    sentences, citations = extractor.answer(found, wanted("brug openen"), "en")
    assert [sentence.text for sentence in sentences if not sentence.citations] == [
        "Bob Claes (minister), on 1 March 2024:",
        "Bob Claes (Groen), on 1 March 2024:",
    ]
    assert [citation.turn.speaker for citation in citations] == both


def test_turns_of_speakers_unknown_are_not_put_under_one_heading(extractor: Extractor, wanted: Asked) -> None:
    found = [evidence(PROMISE, speaker=None, order=n, score=3.0 - n / 5) for n in range(2)]
    sentences, citations = extractor.answer(found, wanted("brug openen"), "nl")
    assert len(citations) == 2
    assert [s.text for s in sentences if not s.citations] == ["spreker onbekend, op 1 maart 2024:"] * 2


def test_no_more_is_quoted_than_can_be_read(extractor: Extractor, wanted: Asked) -> None:
    found = [evidence(PROMISE, ASIDE, PROMISE, order=n, score=9.0 - n / 9) for n in range(9)]
    citations = extractor.answer(found, wanted("brug openen"), "nl")[1]
    assert 0 < len(citations) <= MOST_QUOTES
    assert {citation.turn.order for citation in citations} <= set(range(MOST_TURNS))
    assert [c.turn.order for c in extractor.nearest(found, wanted("brug openen"))] == list(range(MOST_QUOTES))


def test_without_evidence_nothing_is_said(extractor: Extractor, wanted: Asked) -> None:
    assert extractor.answer([], wanted("brug"), "nl") == ([], [])
    assert extractor.nearest([], wanted("brug")) == []


# -- the likeliest stretch -------------------------------------------------------------------------------------------


class Given(SentenceScorer):
    """Sentences as likely as the test says, for turns of so many sentences."""

    def __init__(self, *scores: Sequence[float]) -> None:
        self._given = {len(of_turn): np.exp(of_turn) for of_turn in scores}

    def likelihoods(
        self, found: Sequence[Evidence], spans: Sequence[Spans], wanted: Wanted
    ) -> list[npt.NDArray[np.float64]]:
        odds = [self._given[len(of_turn)] for of_turn in spans]
        return [of_turn / sum(one.sum() for one in odds) for of_turn in odds]


SENTENCE = st.tuples(st.integers(1, LONGEST_QUOTE + 10), st.floats(2, 14, width=16))
PARAGRAPHS = st.lists(st.lists(SENTENCE, min_size=1, max_size=6), min_size=1, max_size=3)


@settings(max_examples=200)
@given(PARAGRAPHS)
def test_what_is_quoted_of_a_turn_are_the_likeliest_stretches_of_all_less_what_is_unlikely_at_their_edges(
    wanted: Asked, paragraphs: list[list[tuple[int, float]]]
) -> None:
    texts = [" ".join("Brug" + " brug" * (words - 1) + "." for words, _ in paragraph) for paragraph in paragraphs]
    sentences = [(at, *sentence) for at, paragraph in enumerate(paragraphs) for sentence in paragraph]
    found = evidence(*texts)
    spans = sentence_spans(found.turn.text)
    odds = np.exp([score for *_, score in sentences])
    likely = odds / odds.sum()
    expected: list[tuple[int, int, float]] = []
    free = set(range(len(sentences)))
    while free and len(expected) < QUOTES_OF_A_TURN:
        first, last = brute_force(sentences, likely, free)
        free -= set(range(first, last + 1))
        expected.append((spans[first][0], spans[last][1], likely[first : last + 1].sum()))
    best = max(likelihood for *_, likelihood in expected)
    kept = sorted(one for one in expected if one[2] >= LEAST_OF_BEST * best)
    extractor = Extractor(Given([score for *_, score in sentences]))
    citations = extractor.answer([found], wanted("brug"), "nl")[1]
    assert [(c.start, c.end) for c in citations] == [(start, end) for start, end, _ in kept]
    assert [c.score for c in citations] == pytest.approx([likelihood for *_, likelihood in kept])


def brute_force(
    sentences: Sequence[tuple[int, int, float]], likely: npt.NDArray[np.float64], free: set[int]
) -> tuple[int, int]:
    """The likeliest of all stretches that may be quoted, the first of several as likely, without its unlikely edges."""
    may_be = []
    for first in range(len(sentences)):
        for last in range(first, len(sentences)):
            stretch = range(first, last + 1)
            one_paragraph = len({sentences[at][0] for at in stretch}) == 1
            short = sum(sentences[at][1] for at in stretch) <= LONGEST_QUOTE
            if free.issuperset(stretch) and one_paragraph and (short or first == last):
                may_be.append((first, last))
    first, last = max(may_be, key=lambda stretch: round(sum(likely[stretch[0] : stretch[1] + 1]), 14))
    telling = [at for at in range(first, last + 1) if likely[at] >= LEAST_OF_STRETCH * likely[first : last + 1].max()]
    return telling[0], telling[-1]


def test_the_sentences_of_all_turns_are_weighed_against_one_another(wanted: Asked) -> None:
    found = [evidence(ASKS, ASIDE, score=2.0), evidence(PROMISE, day=2, score=1.0)]
    for second, shown in ((3.0, PROMISE), (1.0, ASKS)):
        citations = Extractor(Given([2.0, 0.0], [second])).answer(found, wanted("brug"), "nl")[1]
        assert citations[0].quote == shown


def test_a_quote_that_is_much_less_likely_than_the_best_is_not_shown(wanted: Asked) -> None:
    for score, shown in ((-2.0, 2), (-4.0, 1)):
        citations = Extractor(Given([0.0, score])).answer([evidence(PROMISE, ASIDE)], wanted("brug"), "nl")[1]
        assert len(citations) == shown


# -- what belongs to a quote -----------------------------------------------------------------------------------------


def first(extractor_of: Sequence[float], text: str, wanted: Wanted) -> str:
    """The likeliest quote of a turn whose sentences have these scores."""
    return Extractor(Given(extractor_of)).answer([evidence(text)], wanted, "nl")[1][0].quote


def test_what_a_pronoun_stands_for_is_quoted_with_it_and_it_stays_one_stretch(wanted: Asked) -> None:
    text = "Goedendag. De brug wordt hersteld. Dat zal volgend jaar gebeuren. De haven blijft."
    assert first([0, 0, 9, 0], text, wanted("brug")) == "De brug wordt hersteld. Dat zal volgend jaar gebeuren."


@pytest.mark.parametrize(
    "condition",
    [
        "Tenzij de aannemer failliet gaat.", "Maar alleen als de stad meebetaalt.", "Op voorwaarde dat het kan.",
        "Behalve voor fietsers.", "At least if the city pays.", "Sauf si la ville refuse.",
        "De stad moet echter meebetalen.",
    ],
)  # fmt: skip
def test_a_condition_is_never_cut_off_even_where_a_new_paragraph_begins(condition: str, wanted: Asked) -> None:
    for between in (" ", "\n\n"):
        text = f"Ik zou de brug steunen.{between}{condition} De haven blijft."
        quote = first([9, 0, 0], text, wanted("brug"))
        assert quote == f"Ik zou de brug steunen.{between}{condition}"
        assert first([0, 9, 0], text, wanted("brug")) == quote


def test_what_belongs_to_one_quote_is_not_quoted_again_in_another(wanted: Asked) -> None:
    long = " ".join(f"De brug {n} gaat open en weer dicht voor de schepen van de stad Gent." for n in range(9))
    text = f"{long} Maar dat kan anders. Dat kan echt. Daarom doen we dat."
    spans = sentence_spans(text)
    citations = Extractor(Given([1.0] * len(spans))).answer([evidence(text)], wanted("brug"), "nl")[1]
    assert len(citations) == 2
    assert citations[0].end < citations[1].start


def test_a_quote_of_several_sentences_has_no_more_of_them_than_a_fingerprint_finds(wanted: Asked) -> None:
    text = " ".join("Brug open." for _ in range(40))
    for citation in Extractor(Given([1.0] * 40)).answer([evidence(text)], wanted("brug"), "nl")[1]:
        assert len(sentence_spans(citation.quote)) <= MOST_SENTENCES


def test_a_turn_of_which_all_belongs_together_is_quoted_whole_rather_than_cut(wanted: Asked) -> None:
    text = f"Ik lees voor: “{' '.join(['Maar de brug niet.'] * (MOST_SENTENCES + 3))}”"
    count = len(sentence_spans(text))
    assert [c.quote for c in Extractor(Given([1.0] * count)).answer([evidence(text)], wanted("brug"), "nl")[1]] == [
        text
    ]


# -- kinds of question -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text", "marked"),
    [
        ("how much", "De brug kostte in 2023 al 12 miljoen euro.", ["12 miljoen euro"]),
        ("when", "De brug gaat open in het najaar van 2026.", ["in het najaar van 2026"]),
        ("why", "De brug is dicht omdat het hout rot.", ["omdat"]),
        ("said", "De brug kostte 12 miljoen euro omdat het moest.", []),
    ],
)
def test_the_figure_the_time_or_the_reason_that_was_asked_for_is_marked(
    kind: Kind, text: str, marked: list[str], extractor: Extractor, wanted: Asked
) -> None:
    found, asked = [evidence(f"Goedendag. {text}")], wanted("brug", kind)
    for citation in (*extractor.answer(found, asked, "nl")[1], *extractor.nearest(found, asked)):
        assert [citation.turn.text[a:b] for a, b in citation.marks] == marked


def test_where_people_are_asked_for_more_of_them_are_quoted_and_nobody_twice_beyond_the_first_quotes(
    wanted: Asked,
) -> None:
    people = [Speaker(f"p{n}", f"Ann {n}") for n in range(4)]
    chair = Speaker("chair", "De voorzitter", None, "chair")
    speaking = [*people[:3], chair, people[3]]
    found = [evidence(PROMISE, ASIDE, speaker=one, order=n, score=9.0) for n, one in enumerate(speaking)]
    extractor = Extractor(Given([1.0, 1.0]))
    said = extractor.answer(found, wanted("brug"), "nl")[1]
    listed = extractor.answer(found, wanted("brug", "list"), "nl")[1]
    assert len(said) == MOST_QUOTES
    assert {citation.turn.speaker for citation in listed} == set(people)
    assert MOST_QUOTES < len(listed) <= MOST_LISTED
