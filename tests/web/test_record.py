import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from assistant.web.record import paragraphs
from assistant.web.texts import LANGUAGES, texts
from tests.web.sittings import ATTACK, HARBOUR, HOSTILE_WORDS, OUTSIDE

CITED = HARBOUR.turns[1]
START = CITED.text.index("We will repair")
END = START + len(HOSTILE_WORDS)


def page(site: TestClient, language: str = "en", **place: object) -> html.HtmlElement:
    response = site.get(f"/record/{quote(HARBOUR.id, safe='')}", params=place, headers={"accept-language": language})
    assert response.status_code == 200
    return html.fromstring(response.text)


def texts_of(tree: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.xpath(selector)]


def plain(text: str) -> str:
    return " ".join(text.split())


def test_a_citation_opens_its_turn_with_exactly_the_quote_marked(site: TestClient) -> None:
    tree = page(site, turn=CITED.id, start=START, end=END)
    (turn,) = tree.xpath("//article[contains(@class, 'cited')]")
    assert turn.get("id") == f"turn-{CITED.id}"
    assert [mark.text_content() for mark in turn.xpath(".//mark")] == [HOSTILE_WORDS]


def test_the_marked_quote_is_copied_as_a_citation_letter_for_letter(site: TestClient) -> None:
    (text,) = page(site, turn=CITED.id, start=START, end=END).xpath("//article//button[@class='copy']/@value")
    assert text.startswith(f"“{HOSTILE_WORDS}” Ann Peeters")
    assert "1 March 2024" in text
    assert re.search(r"\(woordelijk:[0-9a-z]{4}-[0-9a-z]{4}\)$", text)


@pytest.mark.parametrize(
    "place", [{}, {"turn": "gone", "start": 1, "end": 5}, {"turn": CITED.id, "start": 5, "end": 5}]
)
def test_without_a_marked_quote_there_is_nothing_to_copy(site: TestClient, place: dict[str, object]) -> None:
    assert page(site, **place).xpath("//button[@class='copy']") == []


def test_a_sitting_is_shown_with_its_turns_notes_and_items_in_their_order(site: TestClient) -> None:
    tree = page(site)
    order = "//main/*[self::h2 or self::article or contains(@class, 'note ')]"
    beginnings = [text[:12] for text in texts_of(tree, order)]
    assert beginnings == [
        "1 First item", "The chair Ms", "Ann Peeters ", "(Applause <s", "2 Second ite", "speaker unkn", "12 for, 3 ag",
    ]  # fmt: skip
    assert texts_of(tree, "//h1") == [plain(HARBOUR.title)]
    assert "1 March 2024" in texts_of(tree, "//main/header")[0]


def test_the_notice_of_a_sitting_stands_above_its_words(site: TestClient) -> None:
    assert texts_of(page(site), "//main/header//*[@role='note']") == [plain(f"Condensed rendering {ATTACK}")]


def test_furniture_of_the_page_a_text_came_from_is_not_shown(site: TestClient) -> None:
    assert "Page furniture" not in page(site).text_content()


def test_words_of_nobody_known_are_set_apart_in_the_readers_language(site: TestClient) -> None:
    assert texts_of(page(site, "nl"), "//article[contains(@class, 'unknown')]/h3") == ["spreker onbekend"]
    assert texts_of(page(site, "fr"), "//article[contains(@class, 'unknown')]/h3") == ["orateur inconnu"]


def test_a_record_full_of_markup_adds_no_element_to_the_page(site: TestClient) -> None:
    tree = page(site, turn=CITED.id, start=START, end=END)
    assert tree.xpath("//main//script | //img | //em | //strong | //i | //b | //main//a") == []
    assert texts_of(tree, "//article[contains(@class, 'cited')]/p") == [
        "Thank you.",
        plain(HOSTILE_WORDS),
        "That is all.",
    ]


def test_only_an_address_on_the_web_is_linked_as_the_official_page(site: TestClient) -> None:
    outside = "//a[@target='_blank']"
    (official,) = page(site, turn=CITED.id).xpath(outside)
    assert (official.get("href"), official.get("rel")) == (f"{OUTSIDE}/page?a=1&b=2", "noopener noreferrer")
    assert page(site, turn="t 2").xpath(outside) == []


@pytest.mark.parametrize(
    ("start", "end"),
    [(-1, 5), (5, 5), (9, 2), (0, 99_999), ("x", "y"), ("٣", "٩"), ("", ""), ("1e3", 2), ("9" * 40, 1)],
)
def test_offsets_that_are_not_in_the_turn_mark_nothing(site: TestClient, start: object, end: object) -> None:
    tree = page(site, turn=CITED.id, start=start, end=end)
    assert (len(tree.xpath("//mark")), len(tree.xpath("//article[contains(@class, 'cited')]"))) == (0, 1)


def test_a_turn_that_is_gone_is_said_to_be_gone(site: TestClient) -> None:
    assert texts_of(page(site, turn="gone"), "//*[@role='status']") == [texts("en")["turn_missing"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_sitting_is_a_page_that_says_so(site: TestClient, language: str) -> None:
    response = site.get("/record/no-such", headers={"accept-language": language})
    assert response.status_code == 404
    assert texts(language)["missing"] in html.fromstring(response.text).xpath("//h1")[0].text_content()  # type: ignore[arg-type]


def test_the_list_of_sittings_links_each_of_them(site: TestClient) -> None:
    tree = html.fromstring(site.get("/record/").text)
    (link,) = tree.xpath("//main//li/a")
    assert site.get(f"/record/{link.get('href')}").status_code == 200


def test_the_newest_sitting_is_listed_first(demo_site: TestClient) -> None:
    tree = html.fromstring(demo_site.get("/record/", headers={"accept-language": "en"}).text)
    dates = [text.split(" · ")[0] for text in texts_of(tree, "//main//li/span")]
    assert (len(dates), dates[0], dates[-1]) == (17, "26 February 2025", "9 November 2017")


@given(st.text(alphabet="ab \n\r\t<&", max_size=60), st.integers(-5, 70), st.integers(-5, 70))
def test_a_turn_loses_nothing_but_empty_lines_and_the_marked_characters_are_the_quote(
    text: str, start: int, end: int
) -> None:
    shown = paragraphs(text, start, end)
    assert "\n".join("".join(p.text for p in paragraph) for paragraph in shown).split() == text.split()
    marked = "".join(p.text for paragraph in shown for p in paragraph if p.marked)
    inside = text[start:end] if 0 <= start < end <= len(text) else ""
    assert "".join(marked.split()) == "".join(inside.split())
