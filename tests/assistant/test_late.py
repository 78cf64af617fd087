"""What turns tell of a question, token by token, over invented turns and the bundled encoder."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.late import AROUND, EARLIER, LEAST_MOST, PASSAGE, RAREST, LateInteraction
from index.encoders import load_bundled
from index.encoders.near import LEAST
from tests.assistant.conftest import Over
from tests.index.conftest import turn

SUBJECTS = "huurprijzen haven treinen scholen wegen ziekenhuizen sportclubs bossen energie belastingen".split()
COMMON = [f"In de vergadering spraken wij in maart over {subject} en over geld." for subject in SUBJECTS]
ASIDE = "Mijn grootvader kwam daar elke dag."
ANSWER = "Dat kost de gemeente elk jaar veel."


def debate(doc: str, *texts: str, title: str = "Wonen") -> list[dict[str, Any]]:
    return [turn(doc, n, text, "AB"[n % 2], title=title) for n, text in enumerate(texts)]


FILLER = [f"Er zijn ook {subject} in die straat." for subject in SUBJECTS * 2]
LONG = [" ".join(FILLER), "Daar staat een vuurtoren."]
TURNS = [
    *(line for n in range(4) for line in debate(f"a{n}", *COMMON)),
    *(line for text in ("vuurtoren", "vergadering", "lighthouse") for line in debate(text, f"{ASIDE} Een {text}.")),
    *debate("none", f"{ASIDE} Een paard."),
    *debate("longer", f"{ASIDE} Een vuurtoren. {' '.join(COMMON[:3])}"),
    *debate("reply", "Hoe gaat het met de vuurtoren?", ANSWER, ASIDE, ASIDE, ASIDE, ASIDE),
    *debate("around", ASIDE, "Hoe gaat het met de vuurtoren?", ASIDE),
    *debate("reply-elsewhere", ANSWER),
    *debate("titled", ANSWER, title="De vuurtoren van Nieuwpoort"),
    *debate("passages", " ".join(LONG)),
    *debate("passages-turned", " ".join(reversed(LONG))),
    *debate("many", " ".join([*FILLER * 4, "Daar staat een vuurtoren.", *FILLER * 3]), "Een vuurtoren."),
    *debate("items", "Hoe gaat het met de vuurtoren?", title="Vuurtorens"),
    *(turn("items", 1, ANSWER, title="Energie"),),
]


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return over(TURNS)


@pytest.fixture(scope="module")
def late(assistant: Assistant) -> LateInteraction:
    return assistant.retriever.late


def told(assistant: Assistant, question: str, *ids: str) -> list[float]:
    """What each of these turns tells of a question."""
    late = assistant.retriever.late
    rows = np.array([assistant.index.layout.row_of(turn_id) for turn_id in ids])
    return late.turns(late.question([question]), rows)[0].tolist()


def test_a_rarer_word_tells_more_than_a_common_one(assistant: Assistant) -> None:
    rare, common = told(assistant, "vuurtoren vergadering", "vuurtoren-0", "vergadering-0")
    assert rare > common > 0


def test_the_same_word_in_a_longer_passage_tells_less(assistant: Assistant) -> None:
    short, long = told(assistant, "vuurtoren", "vuurtoren-0", "longer-0")
    assert short > long > 0


def test_a_translation_tells_less_than_the_word_itself_and_more_than_another_word(assistant: Assistant) -> None:
    itself, translation, unrelated = told(assistant, "lighthouse", "lighthouse-0", "vuurtoren-0", "none-0")
    assert itself > translation > unrelated


def test_what_the_turn_before_says_fills_the_gaps_of_a_reply(assistant: Assistant) -> None:
    reply, elsewhere = told(assistant, "Wat kost de vuurtoren?", "reply-1", "reply-elsewhere-0")
    assert reply > elsewhere > 0


def test_what_was_said_counts_the_more_the_nearer_and_more_before_than_after(assistant: Assistant) -> None:
    two, three, four = told(assistant, "vuurtoren", "reply-2", "reply-3", "reply-4")
    assert two > three > four == 0
    told_before, told_after = told(assistant, "vuurtoren", "around-2", "around-0")
    assert told_before > told_after > 0


def test_a_question_of_common_words_alone_is_no_measure_of_almost_nothing(assistant: Assistant) -> None:
    assert 0 < told(assistant, "geld", "a0-0")[0] <= told(assistant, "vergadering", "vergadering-0")[0] < 1.5


def test_what_the_title_says_fills_gaps_too(assistant: Assistant) -> None:
    titled, elsewhere = told(assistant, "Wat kost de vuurtoren?", "titled-0", "reply-elsewhere-0")
    assert titled > elsewhere


def test_a_turn_of_another_debate_fills_none(assistant: Assistant) -> None:
    """Neither the sitting before in the record, nor the agenda item before in the same sitting."""
    layout = assistant.index.layout
    assert layout.row_of("items-1") == layout.row_of("items-0") + 1
    other_item, alone = told(assistant, "Wat kost de vuurtoren?", "items-1", "reply-elsewhere-0")
    assert other_item == pytest.approx(alone, rel=1e-5)


@pytest.mark.parametrize("turn_id", ["passages-0", "passages-turned-0"])
def test_the_best_passage_is_the_one_with_the_words(assistant: Assistant, turn_id: str) -> None:
    late, layout = assistant.retriever.late, assistant.index.layout
    row = layout.row_of(turn_id)
    assert len(layout.passages_of_turns(np.array([row]))[0]) > 1
    _, best = late.turns(late.question(["vuurtoren"]), np.array([row]))
    start, end = layout.spans[best[0]].tolist()
    assert "vuurtoren" in assistant.index.turns([row])[row].text[start:end]
    assert layout.turn_of_passage[best[0]] == row


@pytest.mark.parametrize("question", ["", "???", "vuurtoren"])
def test_of_no_turns_nothing_is_told(late: LateInteraction, question: str) -> None:
    scores, best = late.turns(late.question([question]), np.zeros(0, dtype=np.int64))
    assert scores.shape == best.shape == (0,)


def test_of_an_empty_question_every_turn_tells_nothing(assistant: Assistant, late: LateInteraction) -> None:
    rows = np.arange(len(TURNS))
    scores, best = late.turns(late.question([""]), rows)
    assert scores.tolist() == [0.0] * len(rows)
    assert assistant.index.layout.turn_of_passage[best].tolist() == rows.tolist()
    assert late.texts(late.question([""]), late.cut([ASIDE])).shape == (0, 1)


def test_a_text_tells_what_a_turn_of_one_such_passage_tells(assistant: Assistant, late: LateInteraction) -> None:
    question = late.question(["lighthouse en vergadering"])
    texts = [f"{ASIDE} Een vuurtoren.", "", f"{ASIDE} Een vergadering."]
    tells = late.texts(question, late.cut(texts))
    assert tells[:, 1].tolist() == [0.0] * len(question.shares)
    shares = question.shares @ tells / question.most
    assert shares[[0, 2]].tolist() == pytest.approx(
        told(assistant, "lighthouse en vergadering", "vuurtoren-0", "vergadering-0"), rel=1e-5
    )


# -- any question ----------------------------------------------------------------------------------------------------

VOCABULARY = sorted({word for line in TURNS for word in line["text"].split()} | {"lighthouse", "rent", "prix", "xyz"})
ASKED = st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=5).map(" ".join), min_size=1, max_size=3)
ROWS = st.lists(st.integers(0, len(TURNS) - 1), min_size=1, max_size=8, unique=True)


@settings(max_examples=60)
@given(ASKED)
def test_what_is_told_lies_about_between_nothing_and_all(late: LateInteraction, texts: list[str]) -> None:
    scores, _ = late.turns(late.question(texts), np.arange(len(TURNS)))
    assert scores.min() >= 0
    assert scores.max() <= 1 / LEAST_MOST + 1e-9


@settings(max_examples=40)
@given(ASKED, ROWS)
def test_turns_tell_what_plain_loops_say_that_they_tell(
    assistant: Assistant, texts: list[str], rows: list[int]
) -> None:
    late = assistant.retriever.late
    scores, best = late.turns(late.question(texts), np.array(rows))
    slow = Slow(assistant, texts)
    for row, score, passage in zip(rows, scores.tolist(), best.tolist(), strict=True):
        by_passage = slow.turn(row)
        assert score == pytest.approx(max(by_passage.values()), rel=1e-3, abs=1e-4)
        assert by_passage[passage] == pytest.approx(score, rel=1e-3, abs=1e-4)


class Slow:
    """The same by plain loops over texts, for one question."""

    def __init__(self, assistant: Assistant, texts: Sequence[str]) -> None:
        self.index = assistant.index
        self.encoder = load_bundled()
        self.tokens = [(token, EARLIER**n) for n, text in enumerate(texts) for token in self._cut(text)]
        self.counts = Counter(
            token for row in range(len(TURNS)) for text in self._passages(row).values() for token in self._cut(text)
        )
        self.near = {token: self._near(token) for token, _ in self.tokens}

    def turn(self, row: int) -> dict[int, float]:
        """What each passage of a turn tells, by its position in the layout."""
        most = sum(share * max(self._most(token) - math.log(PASSAGE), 0.0) for token, share in self.tokens)
        most = max(most, LEAST_MOST * sum(share * self._most(token) for token, share in self.tokens))
        found = {}
        for position, text in self._passages(row).items():
            whole = 0.0
            for token, share in self.tokens:
                offers = [self._tells(token, self._cut(text)), self._tells(token, self._cut(self._title(row)))]
                for distance, worth in AROUND.items():
                    if 0 <= row + distance < len(TURNS) and self._debate(row + distance) == self._debate(row):
                        beside = " ".join(self._passages(row + distance).values())
                        offers.append(worth * self._tells(token, self._cut(beside)))
                whole += share * max(offers)
            found[position] = whole / most if most else 0.0
        return found

    def _tells(self, asked: int, ids: list[int]) -> float:
        best = max((self._information(asked, self.near[asked].get(token, 0.0)) for token in set(ids)), default=0.0)
        return max(best - math.log(max(len(ids), 1)), 0.0)

    def _most(self, asked: int) -> float:
        nearest = max(self.near[asked].values(), default=0.0)
        return self._information(asked, nearest)

    def _information(self, asked: int, cosine: float) -> float:
        """What a token so near tells: the chance that a token of the record is as near or nearer."""
        if cosine <= LEAST:
            return 0.0
        nearer = sum(count for token, count in self.counts.items() if self.near[asked].get(token, 0.0) >= cosine)
        return -math.log(max(nearer / self.counts.total(), RAREST))

    def _near(self, asked: int) -> dict[int, float]:
        """The cosines of all tokens of the record, and of the token itself, to a token of the question."""
        one = self.encoder.token_vectors(np.array([asked]))[0]
        found = {}
        for token in {asked, *self.counts}:
            other = self.encoder.token_vectors(np.array([token]))[0]
            lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
            found[token] = round(float(one @ other) / lengths, 5) if lengths else 0.0
        return found

    def _cut(self, text: str) -> list[int]:
        return self.encoder.tokens([text])[0].tolist()

    def _passages(self, row: int) -> dict[int, str]:
        positions = self.index.layout.passages_of_turns(np.array([row]))[0].tolist()
        spans = [self.index.layout.spans[at].tolist() for at in positions]
        text = self.index.turns([row])[row].text
        return {at: text[start:end] for at, (start, end) in zip(positions, spans, strict=True)}

    def _debate(self, row: int) -> tuple[int, str | None]:
        return int(self.index.layout.sitting_of_turn[row]), self.index.turns([row])[row].item_id

    def _title(self, row: int) -> str:
        sitting, item = self._debate(row)
        return self.index.items[sitting, item].title if item else self.index.sittings[sitting].title


def test_the_best_passages_of_a_turn_tell_most_and_those_beside_them_come_next(assistant: Assistant) -> None:
    late, layout = assistant.retriever.late, assistant.index.layout
    many = layout.spans[layout.passages_of_turns(np.array([layout.row_of("many-0")]))[0]].tolist()
    text = TURNS[[line["doc_id"] for line in TURNS].index("many")]["text"]
    place = next(n for n, (start, end) in enumerate(many) if "vuurtoren" in text[start:end])
    assert 1 < place < len(many) - 2
    asked = late.question(["Waar staat de vuurtoren?"])
    short, best = late.best_passages(asked, ["many-1", "many-0"], 3)
    assert short == [[0, len("Een vuurtoren.")]]
    assert best == [many[place], many[place - 1], many[place + 1]]
    assert late.best_passages(asked, ["many-0"], 1) == [[many[place]]]
    assert sorted(late.best_passages(asked, ["many-0"], 100)[0]) == many
