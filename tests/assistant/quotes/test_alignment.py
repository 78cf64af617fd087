"""Which explanation of words is the cheapest: counted by hand, and against the textbook's edit distance."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.quotes.alignment import SEAM, Text, alteration_costs, left_between, steps, stitching, uncovered
from assistant.quotes.comparing import Quoted, literal, marked, tokens
from assistant.quotes.search import Read
from index.transcript import Turn


def reads(*texts: str) -> list[Read]:
    return [Read(n, Turn(f"t{n}", "s", None, None, text, n), tuple(tokens(text))) for n, text in enumerate(texts)]


def costs(quote: str, *texts: str) -> list[float]:
    return [float(cost) for cost in alteration_costs(Text(marked(quote) or literal(quote), reads(*texts)))]


def test_a_stretch_of_a_turn_costs_nothing_wherever_it_stands() -> None:
    assert costs("de brug gaat open", "morgen, zegt zij, gaat de brug gaat open voor", "De brug gaat open") == [0, 0]


def test_each_word_that_differs_counts_one_and_a_mark_a_quarter() -> None:
    turn = "Wij zeggen: de brug gaat morgen weer open, hoop ik."
    assert costs("de brug gaat vandaag weer open", turn) == [1]  # changed
    assert costs("de brug gaat weer open", turn) == [1]  # left out
    assert costs("de brug gaat morgen helemaal weer open", turn) == [1]  # added
    assert costs("de brug gaat, morgen weer open", turn) == [0.25]
    assert costs("de sluis gaat vandaag dicht", turn) == [3]


def test_at_a_gap_anything_may_stand_but_nothing_of_another_turn() -> None:
    one, other = "de brug over de oude vaart gaat open", "morgen komt het schip"
    assert costs("de brug (...) gaat open", one, other) == [0, 4]
    assert costs("de brug (...) het schip", one, other) == [2, 2]
    assert costs("de brug [daar] gaat open", one, other) == [0, 4]


words = st.lists(st.sampled_from("abcd"), max_size=8)


@given(words.filter(bool), words)
def test_the_cost_is_the_least_edit_distance_to_any_stretch(quote: list[str], text: list[str]) -> None:
    def distance(one: list[str], other: list[str]) -> int:
        row = list(range(len(other) + 1))
        for i, a in enumerate(one, start=1):
            before, row = row, [i]
            for j, b in enumerate(other, start=1):
                row.append(
                    min(before[j] + 1, row[-1] + 1, before[j - 1] + (a.lower() != b.lower() if i == 1 else a != b))
                )
        return row[-1]

    stretches = [text[a:b] for a in range(len(text) + 1) for b in range(a, len(text) + 1)]
    assert costs(" ".join(quote), " ".join(text)) == [min(distance(quote, stretch) for stretch in stretches)]


@given(words.filter(bool), words)
def test_the_steps_lead_from_the_turn_to_the_quote_at_that_cost(quote: list[str], text: list[str]) -> None:
    quoted = literal(" ".join(quote))
    (read,) = reads(" ".join(text))
    way = steps(quoted, read)
    assert [i for step, i, _ in way if step != "leave out"] == list(range(len(quote)))
    used = [j for step, _, j in way if step != "add"]
    assert used == list(range(used[0], used[0] + len(used))) if used else True
    assert sum(step != "match" for step, *_ in way) == costs(" ".join(quote), " ".join(text))[0]
    assert all(quote[i] == text[j] for step, i, j in way if step == "match")


ONE, OTHER = "wij openen de brug in het najaar", "zij planten tweehonderd linden langs het kanaal"


def stitched(quote: str, *texts: str) -> tuple[float, list[tuple[int, int, int, int]]]:
    cost, stretches = stitching(Text(literal(quote), reads(*texts)))
    return cost, [(s.first, s.last, s.read.row, s.at) for s in stretches]


def test_two_stretches_cost_one_seam() -> None:
    assert stitched("openen de brug in tweehonderd linden langs het kanaal", ONE, OTHER) == (
        SEAM,
        [(0, 4, 0, 1), (4, 9, 1, 2)],
    )


def test_what_is_in_no_stretch_costs_its_words_and_three_words_are_no_stretch() -> None:
    assert stitched("openen de brug in heel snel langs het kanaal", ONE, OTHER) == (5, [(0, 4, 0, 1)])
    assert stitched("heel iets anders", ONE, OTHER) == (3, [])


def test_what_is_not_explained_is_long_enough_to_be_looked_for() -> None:
    quoted: Quoted = literal("openen de brug in een heel ander seizoen morgen")
    _, stretches = stitching(Text(quoted, reads(ONE)))
    assert uncovered(quoted, stretches) == [(4, 9)]
    assert uncovered(quoted, []) == []


def test_between_stretches_that_follow_in_one_turn_words_are_counted() -> None:
    _, (one, other) = stitching(Text(literal("a b c d h i j k"), reads("a b c d e, f g h i j k")))
    assert left_between(one, other) == 3
    assert left_between(other, one) is None
