import datetime as dt
import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from assistant.assistant import Assistant
from assistant.web.texts import LANGUAGES, texts
from assistant.web.views import sittings
from assistant.web.views.record import paragraphs
from index.store import open_index
from index.transcript import AgendaItem, Sitting, Speaker, Turn
from tests.web.conftest import client
from tests.web.looking import found, said
from tests.web.sittings import ATTACK, HARBOUR, HOSTILE_WORDS, OUTSIDE, write_index

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
    added = "//main//script | //img | //em | //strong | //i | //b | //main//a[not(starts-with(@href, '#'))]"
    assert tree.xpath(added) == []
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


MARKS = st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=4)


@given(st.text(alphabet="ab \n\r\t<&", max_size=60), MARKS)
def test_a_turn_loses_nothing_but_empty_lines_and_the_marked_characters_are_those_of_the_marks(
    text: str, marks: list[tuple[int, int]]
) -> None:
    shown = paragraphs(text, marks)
    assert "\n".join("".join(p.text for p in paragraph) for paragraph in shown).split() == text.split()
    marked = "".join(p.text for paragraph in shown for p in paragraph if p.marked)
    inside = {at for start, end in marks if 0 <= start < end <= len(text) for at in range(start, end)}
    assert "".join(marked.split()) == "".join("".join(text[at] for at in sorted(inside)).split())


DAYS = [dt.date(2024, 1, day) for day in (8, 9, 10)]
ANN, BOB = Speaker("ann", "Ann Peeters", None, "minister"), Speaker("bob", "Bob Claes", "Party of Parks")
LOCKS = [
    Sitting(
        f"lock-{number}", "canal" if number < 3 else "river", DAYS[number % 3], f"{title} {number}",
        "Committee for Water" if number % 2 else "Committee for Boats",
        (AgendaItem("a", None, "The lock"), AgendaItem("b", None, "The quay")),
        (
            Turn(f"{number}-0", f"lock-{number}", "a", BOB, "Minister, when will the old lock be repaired?", 0),
            Turn(f"{number}-1", f"lock-{number}", "a", ANN, "The lock is repaired in May. A lock needs care.", 1),
            Turn(f"{number}-2", f"lock-{number}", "b", BOB, "And the quay, minister?", 2),
            Turn(f"{number}-3", f"lock-{number}", "b", ANN, "The quay comes after the lock.", 3),
        ),
    )
    for number, title in enumerate(["Locks", "Locks and quays", "Boats", "Barges"])
]  # fmt: skip
LONG = "x" * 100_000
LONG_TURNS = Sitting(
    "long", "long", None, LONG, None, (),
    tuple(Turn(f"l-{n}", "long", None, ANN, f"The lock again. {LONG if n == 7 else ''}", n) for n in range(2_000)),
)  # fmt: skip


@pytest.fixture(scope="module")
def canal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client(Assistant(open_index(write_index(tmp_path_factory.mktemp("canal"), LOCKS)))) as opened:
        yield opened


def looked(site: TestClient, address: str) -> html.HtmlElement:
    response = site.get(address, headers={"accept-language": "en"})
    assert response.status_code == 200
    return html.fromstring(response.text)


def test_the_record_says_what_is_in_it_by_source(canal: TestClient) -> None:
    assert said(looked(canal, "/record/"), ".overview tbody tr") == [
        "canal 3 12 8 January 2024 10 January 2024",
        "river 1 4 8 January 2024 8 January 2024",
    ]


@pytest.mark.parametrize(
    ("narrowed", "left"),
    [
        ("", ["Boats 2", "Locks and quays 1", "Locks 0", "Barges 3"]),
        ("?source=river", ["Barges 3"]),
        ("?committee=Committee+for+Water", ["Locks and quays 1", "Barges 3"]),
        ("?since=2024-01-09", ["Boats 2", "Locks and quays 1"]),
        ("?until=2024-01-08", ["Locks 0", "Barges 3"]),
        ("?title=QUAYS+lock", ["Locks and quays 1"]),
        ("?since=yesterday&page=none&source=", ["Boats 2", "Locks and quays 1", "Locks 0", "Barges 3"]),
        ("?title=nothing", []),
    ],
)
def test_the_list_is_narrowed_by_its_address(canal: TestClient, narrowed: str, left: list[str]) -> None:
    tree = looked(canal, f"/record/{narrowed}")
    assert said(tree, ".sittings a") == left
    assert said(tree, "h2.contents") == [f"{len(left)} sitting{'s' if len(left) != 1 else ''}"]


def test_the_form_shows_what_the_list_is_narrowed_to(canal: TestClient) -> None:
    tree = looked(canal, "/record/?source=canal&title=quays&since=2024-01-09")
    assert said(tree, "#source option[selected]") == ["canal"]
    assert [found(tree, f"#{name}")[0].get("value") for name in ("title", "since")] == ["quays", "2024-01-09"]


def test_a_long_list_has_pages_that_are_addresses(canal: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sittings, "PAGE", 3)
    first = looked(canal, "/record/?since=2024-01-01")
    (after,) = found(first, "nav.pages a")
    assert (after.get("rel"), after.get("href")) == ("next", "?since=2024-01-01&page=2")
    second = looked(canal, f"/record/{after.get('href')}")
    assert said(second, ".sittings a") == ["Barges 3"]
    assert said(second, "nav.pages span") == ["Page 2 of 2"]
    assert said(looked(canal, "/record/?page=99"), ".sittings a") == ["Barges 3"]


def test_what_was_said_is_searched_and_every_mention_is_counted_and_marked(canal: TestClient) -> None:
    tree = looked(canal, "/record/?find=lock&source=canal")
    assert said(tree, "h2.contents") == ["“lock”: 12 mentions · 9 turns · 3 sittings"]
    assert {text.lower() for text in said(tree, ".hits mark")} == {"lock"}
    assert len(found(tree, ".hits li")) == 12
    page_of_first = looked(canal, f"/{found(tree, '.hits a')[0].get('href').removeprefix('../')}")
    assert said(page_of_first, "mark") == [said(tree, ".hits .words")[0]]


def test_the_search_counts_what_the_list_is_narrowed_to(canal: TestClient) -> None:
    tree = looked(canal, "/record/?find=lock&title=boats")
    assert said(tree, "h2.contents") == ["“lock”: 4 mentions · 3 turns · 1 sitting"]


@pytest.mark.parametrize("term", ["?", "a", "%"])
def test_what_cannot_be_looked_for_is_said_to_be_so(canal: TestClient, term: str) -> None:
    tree = looked(canal, f"/record/?find={quote(term)}")
    assert texts("en")["find_nothing"] in tree.text_content()
    assert looked(canal, f"/record/lock-0?find={quote(term)}").xpath("//mark") == []


def test_within_a_sitting_every_mention_is_marked_and_counted(canal: TestClient) -> None:
    tree = looked(canal, "/record/lock-0?find=lock")
    assert said(tree, "article mark") == ["lock", "lock", "lock", "lock"]
    assert said(tree, "header [role=status]")[0].startswith("“lock”: 4 mentions · 3 turns")


def test_turns_with_a_mention_are_walked_through_by_links(canal: TestClient) -> None:
    tree = looked(canal, "/record/lock-0?find=lock")
    walked = [(said(one, ".found")[0], [a.get("href") for a in found(one, ".found a")]) for one in found(tree, ".turn")
              if found(one, ".found")]  # fmt: skip
    assert walked == [
        ("Found: 1 next", ["#turn-0-1"]),
        ("Found: 2 previous next", ["#turn-0-0", "#turn-0-3"]),
        ("Found: 3 previous", ["#turn-0-1"]),
    ]


def test_a_quote_stays_marked_beside_what_is_looked_for(canal: TestClient) -> None:
    tree = looked(canal, "/record/lock-0?turn=0-1&start=0&end=28&find=care")
    assert said(tree, "mark") == ["The lock is repaired in May.", "care"]


def test_a_sitting_has_its_agenda_and_its_speakers_as_links_to_where_they_begin(canal: TestClient) -> None:
    tree = looked(canal, "/record/lock-0")
    links = {text: link.get("href") for text, link in zip(
        said(tree, ".in-page a"), found(tree, ".in-page a"), strict=True)}  # fmt: skip
    assert links == {
        "The lock": "#item-0-0", "The quay": "#item-0-2", "Bob Claes (Party of Parks)": "#turn-0-0",
        "Ann Peeters (minister)": "#turn-0-1",
    }  # fmt: skip
    ids = set(tree.xpath("//@id"))
    assert {href.removeprefix("#") for href in links.values()} <= ids


def test_a_turn_is_linked_to_the_question_that_it_answers_and_back(canal: TestClient) -> None:
    tree = looked(canal, "/record/lock-0")
    question, reply = found(tree, "article.turn")[:2]
    assert [(a.get("href"), " ".join(a.text_content().split())) for a in found(question, ".links a")] == [
        ("#turn-0-1", "answered by Ann Peeters")
    ]
    assert [(a.get("href"), " ".join(a.text_content().split())) for a in found(reply, ".links a")] == [
        ("#turn-0-0", "answers Bob Claes")
    ]


def test_a_sitting_leads_to_those_of_its_source_before_and_after_it(canal: TestClient) -> None:
    beside = {link.get("rel"): link.get("href") for link in found(looked(canal, "/record/lock-1"), "nav.pages a")}
    assert beside == {"prev": "lock-0", "next": "lock-2"}
    assert found(looked(canal, "/record/lock-3"), "nav.pages a") == []


def test_every_link_of_a_hostile_sitting_leads_to_something_on_it(site: TestClient) -> None:
    tree = page(site, find="repair")
    anchors = [unquote(a.get("href").removeprefix("#")) for a in tree.xpath("//main//a")]
    assert anchors
    assert set(anchors) <= set(tree.xpath("//@id"))


def test_a_hostile_search_is_shown_as_text(site: TestClient) -> None:
    for address in ("/record/", f"/record/{quote(HARBOUR.id, safe='')}"):
        tree = html.fromstring(site.get(address, params={"find": ATTACK, "title": ATTACK}).text)
        assert tree.xpath("//main//script | //img | //em | //strong | //i | //b") == []
        assert found(tree, "#find")[0].get("value") == plain(ATTACK[:200])


def test_a_sitting_of_two_thousand_turns_opens_quickly_and_keeps_a_word_of_a_hundred_thousand_letters(
    tmp_path: Path,
) -> None:
    with client(Assistant(open_index(write_index(tmp_path, [LONG_TURNS])))) as site:
        site.get("/record/long")
        begun = time.process_time()
        response = site.get("/record/long")
        assert time.process_time() - begun < 2
    assert len(html.fromstring(response.text).xpath("//article")) == 2_000
    assert LONG in response.text


def test_a_few_words_between_two_stretches_of_anothers_speech_are_set_apart(demo_site: TestClient) -> None:
    tree = html.fromstring(demo_site.get("/record/vp-1411853").text)
    (interjection,) = tree.xpath("//article[contains(@class, 'interjection')]")
    assert "unknown" in interjection.get("class")
    assert "Op intellectueel vlak" in interjection.text_content()
