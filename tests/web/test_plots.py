from itertools import pairwise

from lxml import html

from assistant.web.views.plots import HEIGHT, Bar, columns, lying
from tests.web.sittings import ATTACK


def drawn(bars: list[Bar], labels: list[tuple[int, str]], top: int) -> html.HtmlElement:
    return html.fromstring(f"<div>{columns(bars, labels, top)}</div>")


def test_a_column_is_as_high_as_its_mentions_and_solid_as_high_as_its_turns() -> None:
    tree = drawn([Bar("March", 10, 4, "?month=3"), Bar("April", 5, 5, "?month=4")], [(0, "March"), (1, "April")], 10)
    heights = {
        kind: [float(h) for h in tree.xpath(f"//rect[@class='{kind}']/@height")] for kind in ("mentions", "turns")
    }
    assert heights == {"mentions": [HEIGHT, HEIGHT / 2], "turns": [HEIGHT * 0.4, HEIGHT / 2]}


def test_each_column_links_to_its_quotes_and_says_in_words_what_it_shows() -> None:
    tree = drawn([Bar("March: 10", 10, 4, "?a=1&month=3"), Bar("April: 5", 5, 5, "?month=4", chosen=True)], [], 10)
    assert tree.xpath("//a/@href") == ["?a=1&month=3", "?month=4"]
    assert [title.text for title in tree.xpath("//a/title")] == ["March: 10", "April: 5"]
    assert tree.xpath("//a[@class='chosen']/@href") == ["?month=4"]


def test_what_has_no_mention_keeps_its_place_and_links_nowhere() -> None:
    def place(bars: list[Bar]) -> float:
        return float(drawn(bars, [], 3).xpath("//rect[@class='turns']/@x")[-1].rstrip("%"))

    silent, said = Bar("silent", 0, 0, None), Bar("said", 3, 1, "?")
    assert place([silent, silent, silent, said]) > 75
    assert len(drawn([silent, said], [], 3).xpath("//a")) == 1


def test_one_mention_among_thousands_can_still_be_seen() -> None:
    (height,) = drawn([Bar("one", 1, 1, "?")], [], 9_000).xpath("//rect[@class='mentions']/@height")
    assert float(height) == 2


def test_labels_of_years_do_not_run_into_those_at_the_ends() -> None:
    months = [Bar("m", 1, 1, "?")] * 36
    tree = drawn(months, [(0, "2020-11"), (2, "2021"), (14, "2022"), (26, "2023"), (35, "2023-10")], 1)
    shown = [(float(text.get("x").rstrip("%")), text.text) for text in tree.xpath("//text")][1:]
    assert [label for _, label in shown] == ["2020-11", "2022", "2023", "2023-10"]
    assert all(right - left > 9 for (left, _), (right, _) in pairwise(shown))


def test_no_word_of_a_record_becomes_an_element_of_a_plot() -> None:
    bar = Bar(ATTACK, 2, 1, f'?x="{ATTACK}')
    for tree in (drawn([bar], [(0, ATTACK)], 2), html.fromstring(str(lying(bar, 2)))):
        assert {element.tag for element in tree.iter()} <= {"div", "svg", "a", "title", "rect", "text", "line"}
        assert ATTACK in [title.text for title in tree.iter("title")]


def test_nothing_at_all_is_an_empty_plot() -> None:
    assert drawn([], [(0, "")], 0).xpath("//a") == []
