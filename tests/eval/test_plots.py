"""Plots: lengths and places follow the figures."""

from xml.etree import ElementTree

from markupsafe import Markup

from eval import plots


def _rects(svg: Markup, kind: str) -> list[dict[str, str]]:
    return [shape.attrib for shape in ElementTree.fromstring(svg).iter("rect") if shape.get("class") == kind]


def test_a_bar_is_as_long_as_its_share_and_the_line_spans_the_interval() -> None:
    svg = plots.bar(0.25, (0.2, 0.4), "a bar")
    assert [shape["width"] for shape in _rects(svg, "first")] == ["25.00%"]
    lines = [shape.attrib for shape in ElementTree.fromstring(svg).iter("line")]
    assert (lines[0]["x1"], lines[0]["x2"]) == ("20.00%", "40.00%")


def test_a_bar_without_an_interval_has_no_line() -> None:
    assert "<line" not in plots.bar(0.25, None, "a bar")


def test_the_columns_of_a_histogram_are_as_tall_as_their_counts() -> None:
    svg = plots.histogram([4, 0, 2, 1], ["1", "", "3", "none"], "ranks")
    tall, half = (float(shape["height"]) for shape in _rects(svg, "first"))
    (outside,) = (float(shape["height"]) for shape in _rects(svg, "second"))
    assert (half, outside) == (tall / 2, tall / 4)
    assert [text.text for text in ElementTree.fromstring(svg).iter("text")] == [
        "4",
        "1",
        "2",
        "3",
        "1",
        "none",
    ]


def test_mirrored_histograms_compare_shares_not_counts() -> None:
    svg = plots.mirrored([0.05, 0.05, 0.95, 1.0], [0.1], "scores", bins=10)
    above, below = _rects(svg, "first"), _rects(svg, "second")
    assert [shape["x"] for shape in above] == ["0.800%", "90.800%"]
    assert [shape["x"] for shape in below] == ["10.800%"]
    assert float(above[0]["height"]) * 2 == float(below[0]["height"])


def test_titles_are_escaped() -> None:
    title = 'type="x" <b>'
    assert ElementTree.fromstring(plots.bar(0.5, None, title)).get("aria-label") == title
