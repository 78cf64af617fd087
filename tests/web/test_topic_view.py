"""The view of a topic: over invented debates, over the demo record, and over a hostile one."""

import csv
import datetime as dt
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html
from starlette.testclient import TestClient

from assistant.answer import Filters
from assistant.answering.counting.counted import Count
from assistant.answering.positions.finding import Position, Positions, Whom
from assistant.assistant import Assistant
from assistant.web.texts import LANGUAGES, texts
from assistant.web.views import topic as module
from assistant.web.views.positions import section
from assistant.web.views.topic import KEYS
from assistant.web.views.topics import Counts
from index.store import open_index
from index.transcript import Sitting, Speaker, Turn
from tests.index.conftest import turn
from tests.web.conftest import client
from tests.web.sittings import ATTACK, HARBOUR, write_index, written

ANN: dict[str, Any] = {"speaker": "Ann Maes", "party": "Rood"}
BEN: dict[str, Any] = {"speaker": "Ben Smet", "party": "Blauw"}
CAS: dict[str, Any] = {"speaker": "Cas Wolf", "party": "Blauw"}
LINES = [
    turn("d1", 0, "De dijk is oud. Een dijk is geen muur.", date="2023-11-06", **ANN),
    turn("d1", 1, "Over de dijk spreken we later.", date="2023-11-06", **BEN),
    turn("d2", 0, "Vandaag gaat het over de scholen.", date="2024-01-15", **ANN),
    turn("d3", 0, "De dijken houden stand, zegt men.", date="2024-03-04", **ANN),
    turn("d3", 1, "Niemand vroeg iets over de scholen.", date="2024-03-04", **CAS),
    turn("d4", 0, "Een dijk, een dijk, altijd een dijk.", date="2024-03-20", speaker=None, party=None),
]


@pytest.fixture(scope="module")
def debates(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return written(tmp_path_factory.mktemp("debates"), LINES)


@pytest.fixture(scope="module")
def dike(debates: Assistant) -> TestClient:
    return client(debates)


def page(site: TestClient, language: str = "en", address: str = "/topic", **asked: Any) -> html.HtmlElement:
    response = site.get(address, params=asked or None, headers={"accept-language": language})
    assert response.status_code == 200
    return html.fromstring(response.text)


def shown(tree: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.xpath(selector)]


def quotes(tree: html.HtmlElement) -> list[str]:
    """The exact mentions; what was found by meaning is `positions`."""
    exact = ".//blockquote[not(ancestor::section[@id='positions'])]/p[@class='words']"
    return [text.strip("“”") for text in shown(tree, exact)]


def positions(tree: html.HtmlElement) -> list[list[str]]:
    """The quotes found by meaning, of each person or party."""
    return [
        [text.strip("“”") for text in shown(column, ".//p[@class='words']")]
        for column in tree.xpath("//*[@id='positions'][not(.//h3)] | //*[@id='positions']//section")
    ]


def table(tree: html.HtmlElement) -> dict[str, tuple[int, int]]:
    """Mentions and turns by the name of the row."""
    return {
        shown(row, "./th//bdi")[0]: tuple(int(text) for text in shown(row, "./td[@class='number']")[:2])  # type: ignore[misc]
        for row in tree.xpath(".//tbody/tr")
    }


def plotted(tree: html.HtmlElement) -> dict[str, tuple[int, int]]:
    """Mentions and turns by what the title of each bar names."""
    read = [
        re.fullmatch(r"(.+): mentions: (\d+), in speaking turns: (\d+)", title) for title in shown(tree, "//title")[1:]
    ]
    return {match[1]: (int(match[2]), int(match[3])) for match in read if match}


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_topic_the_view_says_what_it_is_for(dike: TestClient, language: str) -> None:
    assert texts(language)["topic_intro"] in page(dike, language).text_content()  # type: ignore[arg-type]


def test_what_was_counted_and_in_how_much_is_said(dike: TestClient, debates: Assistant) -> None:
    said = shown(page(dike, about="dijk"), "//*[@class='what']")
    assert said == [" ".join(debates.count("dijk").what("en").split())]


def test_months_stand_in_order_with_those_without_a_mention(dike: TestClient) -> None:
    assert list(table(page(dike, about="dijk")).items()) == [
        ("March 2024", (4, 2)), ("February 2024", (0, 0)), ("January 2024", (0, 0)), ("December 2023", (0, 0)),
        ("November 2023", (3, 2)),
    ]  # fmt: skip


def test_a_month_without_a_mention_has_its_words_as_denominator(dike: TestClient) -> None:
    cells = {shown(row, "./th")[0]: shown(row, "./td")[2:] for row in page(dike, about="dijk").xpath("//tbody/tr")}
    assert cells["January 2024"] == ["6", "0"]
    assert cells["February 2024"] == ["0", "–"]


@pytest.mark.parametrize("by", ["month", "party", "speaker"])
def test_the_plot_shows_the_numbers_of_the_table_and_they_add_up(dike: TestClient, by: str) -> None:
    tree = page(dike, about="dijk", by=by)
    rows = table(tree)
    assert plotted(tree) == {name: numbers for name, numbers in rows.items() if numbers != (0, 0)}
    assert [sum(numbers) for numbers in zip(*rows.values(), strict=True)] == [7, 4]
    assert shown(tree, "//tfoot//td[@class='number']")[:2] == ["7", "4"]


def test_groups_stand_by_mentions_and_those_that_the_record_does_not_name_are_said_to_be_unnamed(
    dike: TestClient,
) -> None:
    assert list(table(page(dike, about="dijk", by="party")).items()) == [
        ("Rood", (3, 2)), ("not stated in the record", (3, 1)), ("Blauw", (1, 1)),
    ]  # fmt: skip
    assert "Ann Maes Rood" in shown(page(dike, about="dijk", by="speaker"), "//tbody//th")


@pytest.mark.parametrize("by", ["month", "party", "speaker"])
def test_a_bar_and_its_row_filter_the_quotes_below_to_as_many_as_they_say(dike: TestClient, by: str) -> None:
    tree = page(dike, about="dijk", by=by)
    rows = {shown(link, "./bdi")[0]: link.get("href") for link in tree.xpath("//tbody/tr/th/a")}
    assert sorted(tree.xpath("//figure//a/@href")) == sorted(rows.values())
    for name, address in rows.items():
        narrowed = page(dike, address=urljoin("/topic", address))
        assert len(narrowed.xpath("//blockquote//mark")) == table(tree)[name][0]
        assert shown(narrowed, "//tbody//a[@aria-current]/bdi[1]") == [name]


def test_a_second_click_lets_go_of_what_was_chosen(dike: TestClient) -> None:
    tree = page(dike, about="dijk", month="2024-03")
    (chosen,) = tree.xpath("//tbody//a[@aria-current]/@href")
    assert len(quotes(page(dike, address=urljoin("/topic", chosen)))) == len(quotes(page(dike, about="dijk"))) == 5


def test_quotes_stand_newest_first_with_the_mentions_marked_and_lead_to_the_record(dike: TestClient) -> None:
    tree = page(dike, about="dijk")
    assert quotes(tree) == [
        "Een dijk, een dijk, altijd een dijk.", "De dijken houden stand, zegt men.", "De dijk is oud.",
        "Een dijk is geen muur.", "Over de dijk spreken we later.",
    ]  # fmt: skip
    assert shown(tree.xpath("//blockquote")[1], ".//mark") == ["dijken"]
    for link, words in zip(tree.xpath("//blockquote//a/@href"), quotes(tree), strict=True):
        (marked,) = page(dike, address=urljoin("/topic", link.split("#")[0])).xpath("//mark")
        assert marked.text_content() == words


def test_one_speaker_is_read_in_order_of_time_and_the_plot_is_theirs(dike: TestClient) -> None:
    tree = page(dike, about="dijk", speaker="Maes")
    assert quotes(tree) == ["De dijk is oud.", "Een dijk is geen muur.", "De dijken houden stand, zegt men."]
    assert plotted(tree) == {"November 2023": (2, 1), "March 2024": (1, 1)}
    assert texts("en")["topic_in_order"] in tree.text_content()


def test_several_stand_side_by_side_and_who_has_no_words_on_it_is_said_to_have_none(dike: TestClient) -> None:
    tree = page(dike, about="dijk", speaker=["Maes", "Wolf"], party="Blauw")
    columns = tree.xpath("//*[@class='columns-of']/section")
    assert [shown(column, "./h3") for column in columns] == [["Ann Maes"], ["Cas Wolf"], ["Blauw"]]
    assert [quotes(column) for column in columns] == [
        ["De dijken houden stand, zegt men.", "De dijk is oud.", "Een dijk is geen muur."],
        [],
        ["Over de dijk spreken we later."],
    ]
    assert [shown(column, ".//*[@class='absent']") for column in columns] == [
        [], ["Cas Wolf does not use this term within what is chosen."], [],
    ]  # fmt: skip
    months = [list(table(column)) for column in columns if column.xpath(".//tbody")]
    assert months[0] == months[1]  # one scale in time


def test_those_ticked_in_the_table_are_set_side_by_side(dike: TestClient) -> None:
    (form,) = page(dike, about="dijk", by="speaker", since="2023-01-01").xpath("//form[@class='beside']")
    for box in form.xpath(".//input[@type='checkbox']"):
        box.checked = True
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    tree = page(dike, address=urljoin("/topic", form.get("action").split("#")[0]), **sent)
    assert shown(tree, "//*[@class='columns-of']//h3") == ["Ann Maes", "Ben Smet"]
    assert len(tree.xpath("//tbody//input[@checked]")) == 2
    assert tree.xpath("//input[@name='since']/@value")[0] == "2023-01-01"


def test_somebody_chosen_can_be_let_go(dike: TestClient) -> None:
    tree = page(dike, about="dijk", speaker=["Maes", "Smet"], month="2023-11")
    labels = {link.get("aria-label"): link.get("href") for link in tree.xpath("//a[@class='chip']")}
    assert list(labels) == ["Remove: Ann Maes", "Remove: Ben Smet", "Remove: November 2023"]
    assert quotes(page(dike, address=urljoin("/topic", labels["Remove: Ann Maes"]))) == [
        "Over de dijk spreken we later."
    ]
    assert len(quotes(page(dike, address=urljoin("/topic", labels["Remove: November 2023"])))) == 4


def test_there_is_room_for_so_many_and_the_others_are_named(dike: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BESIDE", 2)
    tree = page(dike, about="dijk", speaker=["Maes", "Smet", "Wolf"])
    assert shown(tree, "//*[@class='columns-of']//h3") == ["Ann Maes", "Ben Smet"]
    assert shown(tree, "//*[@class='warning']") == ["There is room for 2 side by side. Left out: Cas Wolf"]


def test_a_period_narrows_everything(dike: TestClient, debates: Assistant) -> None:
    tree = page(dike, about="dijk", since="2024-01-01", until="2024-03-10", by="party")
    assert table(tree) == {"Rood": (1, 1)}
    assert quotes(tree) == ["De dijken houden stand, zegt men."]


def test_by_party_a_chosen_month_narrows_the_groups_too(dike: TestClient) -> None:
    assert table(page(dike, about="dijk", by="party", month="2023-11")) == {"Rood": (2, 1), "Blauw": (1, 1)}


def test_what_nobody_said_has_no_plot_and_is_said_not_to_be_there(dike: TestClient) -> None:
    tree = page(dike, about="walvis")
    assert "“walvis” was not said." in tree.text_content()
    assert tree.xpath("//svg | //table | //blockquote") == []


def test_what_cannot_be_read_is_left_out_and_said(dike: TestClient) -> None:
    tree = page(dike, about="dijk", by="day", month="2024-13", since="x", party="Groen", speaker="Nobody", page="-1")
    warnings = shown(tree, "//*[@class='warning']")
    assert set(warnings[0].removeprefix(texts("en")["fields_unread"]).replace(" ", "").split(",")) == {
        "by=day", "month=2024-13", "since=x", "party=Groen", "page=-1",
    }  # fmt: skip
    assert "Nobody" in warnings[1]
    assert len(quotes(tree)) == 5


@pytest.mark.parametrize("about", ["a", "?!", "ab " * 300, "x" * 5_000, "\0", "%", "_", "'; drop table turns; --"])
def test_a_topic_that_cannot_be_counted_breaks_nothing(dike: TestClient, about: str) -> None:
    assert quotes(page(dike, about=about)) == []


def test_pages_hold_a_part_each_and_keep_the_topic(dike: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "A_PAGE", 2)
    address, seen = "/topic?about=dijk", []
    while address:
        tree = page(dike, address=address)
        seen += quotes(tree)
        address = next((urljoin("/topic", link) for link in tree.xpath("//a[@rel='next']/@href")), "")
    monkeypatch.setattr(module, "A_PAGE", 50)
    assert seen == quotes(page(dike, about="dijk"))


def test_the_quotes_shown_are_exported_mention_by_mention(dike: TestClient) -> None:
    for asked in ({}, {"speaker": "Maes"}, {"speaker": ["Maes", "Smet"], "by": "party"}, {"month": "2024-03"}):
        tree = page(dike, about="dijk", **asked)
        (link,) = tree.xpath("//*[@class='exports']/a/@href")
        response = dike.get(urljoin("/topic", link))
        assert response.headers["content-disposition"] == 'attachment; filename="topic.csv"'
        read = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert {row["quote"] for row in read} == set(quotes(tree))
        assert len(read) == len(tree.xpath("//blockquote//mark"))
    assert page(dike, about="walvis").xpath("//*[@class='exports']") == []
    assert dike.get("/topic.csv?about=?").status_code == 404


def test_a_question_on_the_topic_is_a_click_away(dike: TestClient) -> None:
    (link,) = page(dike, about="dijk & co").xpath("//*[@class='further']/a/@href")
    assert link == "./?q=What+was+said+about+dijk+%26+co%3F"


def test_a_count_is_made_once_for_the_same_topic_and_anew_for_another_index(
    debates: Assistant, demo: Assistant
) -> None:
    counts, made = Counts(), []

    class Counting(Assistant):
        def __init__(self, real: Assistant) -> None:
            self.real = real

        def count(self, term: Any, filters: Filters | None = None) -> Count:
            made.append(term)
            return self.real.count(term, filters)

    old, new = Counting(debates), Counting(demo)
    assert counts.count(old, "dijk", Filters()) is counts.count(old, "dijk", Filters())
    assert counts.count(old, "dijk", Filters(parties=("Rood",))).mentions == 3
    assert counts.count(new, "dijk", Filters()).mentions != 7
    assert len(made) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_a_grouping_is_shown_by_is_there(language: str) -> None:
    assert set(KEYS) <= set(texts(language))  # type: ignore[arg-type]


# -- positions: what was found by meaning ----------------------------------------------------------------------------

FERRY = [
    *LINES,
    turn("v1", 0, "De veerboot over de Schelde moet vaker varen dan vandaag.", date="2023-05-02", **ANN),
    turn("v2", 0, "Ik blijf erbij: de veerboot over de Schelde vaart te weinig.", date="2024-02-06", **ANN),
    turn("v2", 1, "De veerboot kost geld, en dat geld is er niet.", date="2024-02-06", **CAS),
    *(
        turn(f"z{at}", 0, f"Zwemlessen in school {at} verdienen meer uren en meer leraren.", date="2024-02-07", **BEN)
        for at in range(9)
    ),
]


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return written(tmp_path_factory.mktemp("ferry"), FERRY)


@pytest.fixture(scope="module")
def crossing(ferry: Assistant) -> TestClient:
    return client(ferry)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_persons_positions_stand_in_order_of_time_above_every_exact_mention(
    ferry: Assistant, crossing: TestClient, language: Any
) -> None:
    tree = page(crossing, language, about="veerboot", speaker="Maes")
    (column,) = ferry.over_time("veerboot", "Maes").columns
    assert positions(tree) == [[citation.quote for citation in column.citations]]
    days = shown(tree, "//*[@id='positions']//span[@class='name']")
    assert [day[-4:] for day in days] == ["2023", "2024"]
    assert [title for title in shown(tree, "//h2") if title] == [
        texts(language)["topic_by_meaning"], texts(language)["topic_exact"],
    ]  # fmt: skip
    assert len(quotes(tree)) == 2


def test_several_peoples_positions_stand_side_by_side_and_who_has_none_is_said_to_have_none(
    crossing: TestClient,
) -> None:
    tree = page(crossing, about="veerboot", speaker=["Maes", "Smet", "Wolf"])
    columns = tree.xpath("//*[@id='positions']//section")
    assert [shown(column, "./h3") for column in columns] == [["Ann Maes"], ["Ben Smet"], ["Cas Wolf"]]
    assert [len(found) for found in positions(tree)] == [2, 0, 1]
    assert shown(columns[1], ".//*[@class='absent']") == ["No words of Ben Smet on this in 10 sittings (10 turns)."]
    assert shown(columns[2], "./p[@class='about']") == ["Searched: 2 turns in 2 sittings."]
    assert "No stance is computed" in tree.text_content()


def test_who_mentions_the_term_is_not_said_to_have_no_words_on_it() -> None:
    columns = tuple(Position(Whom("speaker", name, name), (), 7, 3, 0.1) for name in ("Ann", "Ben"))
    found = section(Positions("dijk", Filters(), "en", columns), {"Ben"}, "en")
    assert [column["absent"] for column in found["columns"]] == [
        "No words of Ann on this in 3 sittings (7 turns).",
        "By meaning, nothing of Ben comes near enough to this; the term itself is mentioned, see below.",
    ]


def test_a_position_leads_to_its_place_in_the_record(crossing: TestClient) -> None:
    tree = page(crossing, about="veerboot", party=["Rood", "Blauw"])
    links = tree.xpath("//*[@id='positions']//blockquote//a/@href")
    found = [quote for column in positions(tree) for quote in column]
    assert len(found) == 3
    for link, words in zip(links, found, strict=True):
        (marked,) = page(crossing, address=urljoin("/topic", link.split("#")[0])).xpath("//mark")
        assert marked.text_content() == words


def test_a_period_and_a_month_narrow_positions_too(crossing: TestClient) -> None:
    for chosen in ({"month": "2024-02"}, {"since": "2024-01-01"}):
        ((quote,),) = positions(page(crossing, about="veerboot", speaker="Maes", **chosen))
        assert quote.startswith("Ik blijf erbij")


def test_where_nobody_is_chosen_there_are_no_positions(crossing: TestClient) -> None:
    assert page(crossing, about="veerboot").xpath("//*[@id='positions'] | //*[@id='exact-title']") == []


@pytest.mark.parametrize("about", ["a", "?!", "\0", "%"])
def test_a_topic_without_a_word_has_no_positions(crossing: TestClient, about: str) -> None:
    assert page(crossing, about=about, speaker="Maes").xpath("//*[@id='positions']") == []


@pytest.mark.parametrize("about", ["x" * 900, "ab " * 300, "'; drop table turns; --"])
def test_a_topic_that_nobody_speaks_of_has_nobodys_positions(crossing: TestClient, about: str) -> None:
    assert positions(page(crossing, about=about, speaker="Maes")) == [[]]


# -- hostile words --------------------------------------------------------------------------------------------------

ADDED = "//body//script | //img | //em | //strong | //i | //b | //code | //main//a[contains(@href, '//')]"


@pytest.mark.parametrize("by", ["month", "party", "speaker"])
def test_a_record_full_of_markup_adds_no_element_to_the_view(site: TestClient, by: str) -> None:
    for chosen in ({}, {"speaker": "ann"}, {"speaker": "ann", "party": "<i>Party</i>"}):
        tree = page(site, about="bridge", by=by, **chosen)
        assert tree.xpath(ADDED) == []
        assert ATTACK in tree.text_content()
        assert all(ATTACK in quote for column in positions(tree) for quote in column)
    assert [len(column) for column in positions(tree)] == [1, 1]


def test_hostile_fields_are_shown_as_text(site: TestClient) -> None:
    for name in ("about", "by", "month", "since", "until", "speaker", "party", "page"):
        tree = page(site, **({"about": "bridge"} | {name: f'"><script>alert(1)</script>{ATTACK}'}))
        assert tree.xpath(ADDED) == []


def test_the_hostile_party_can_be_chosen_like_any_other(site: TestClient) -> None:
    assert HARBOUR.turns[1].speaker is not None
    tree = page(site, about="bridge", party=HARBOUR.turns[1].speaker.party)
    assert shown(tree, "//*[@class='chip']/bdi") == ["<i>Party</i>"]
    assert len(quotes(tree)) == 1


def test_words_of_a_hundred_thousand_letters_are_shown_whole(tmp_path: Path) -> None:
    long = "x" * 100_000
    said = Turn("t", "d1", None, Speaker(long, long, long, long), f"Een dijk {long} is lang.", 0)
    sitting = Sitting("d1", "test", dt.date(2024, 1, 1), long, long, turns=(said,))
    site = client(Assistant(open_index(write_index(tmp_path / "index", [sitting]))))
    for by in ("month", "party", "speaker"):
        assert quotes(page(site, about="dijk", by=by)) == [f"Een dijk {long} is lang."]
