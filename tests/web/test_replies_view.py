"""Questions and replies on the page: over an invented record, over the demo record, and over a hostile one."""

import datetime as dt
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html
from starlette.testclient import TestClient

from assistant.assistant import Assistant
from assistant.web.texts import LANGUAGES, texts
from assistant.web.views import replies as module
from assistant.web.views.replies import asking
from index.store import open_index
from index.transcript import AgendaItem, Locator, Note, Sitting, Speaker, Turn
from tests.assistant.replies.conftest import MINISTER, RECORD
from tests.index.conftest import turn
from tests.web.conftest import client
from tests.web.sittings import ATTACK, OUTSIDE, write_index, written

EN = texts("en")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return written(tmp_path_factory.mktemp("replies"), RECORD)


@pytest.fixture(scope="module")
def asked(assistant: Assistant) -> TestClient:
    return client(assistant)


def page(site: TestClient, path: str = "/replies", language: str = "en", http: int = 200, **sent: Any) -> Any:
    response = site.get(path, params=sent or None, headers={"accept-language": language})
    assert response.status_code == http
    return html.fromstring(response.text)


def shown(tree: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.xpath(selector)]


def words(tree: html.HtmlElement, selector: str) -> list[str]:
    return [text.strip("“”") for text in shown(tree, f"{selector}//p[@class='words']")]


def rows(tree: html.HtmlElement) -> list[dict[str, str]]:
    columns = shown(tree, "//thead//th")
    return [dict(zip(columns, shown(row, "./td"), strict=True)) for row in tree.xpath("//tbody/tr")]


# -- one intervention -------------------------------------------------------------------------------------------------


def test_each_question_stands_beside_the_passages_that_may_reply_in_the_order_spoken(
    assistant: Assistant, asked: TestClient
) -> None:
    found, tree = assistant.replies("brug-0"), page(asked, turn="brug-0")
    assert found is not None
    pairs = tree.xpath("//li[@class='pair']")
    assert [words(pair, "./section[@class='put']")[-1] for pair in pairs] == [
        question.citation.quote for question in found.questions
    ]
    assert [words(pair, "./section[@class='replied']") for pair in pairs] == [
        [candidate.citation.quote for candidate in question.candidates] for question in found.questions
    ]
    assert "opnieuw geschilderd in de lente" in words(pairs[1], "./section[@class='replied']")[0]


def test_the_sentence_before_a_question_that_refers_back_to_it_is_a_quote_of_its_own(asked: TestClient) -> None:
    first, *others = page(asked, turn="brug-0").xpath("//li[@class='pair']")
    assert words(first, "./section[@class='put']") == [
        "Volgens de krant zit er lood in de verf.", "Kunt u dat bevestigen?",
    ]  # fmt: skip
    assert [len(words(pair, "./section[@class='put']")) for pair in others] == [1, 1]


def test_who_asked_who_replied_when_and_on_what_is_said(asked: TestClient) -> None:
    tree = page(asked, turn="brug-0")
    assert shown(tree, "//h1") == ["Vraag om uitleg over de brug in Boom van Ann Maes aan minister Jo Claes"]
    facts = dict(zip(shown(tree, "//dt"), shown(tree, "//dd"), strict=True))
    assert facts["Asked by"] == "Ann Maes Groen"
    assert facts["Replied to by"] == "Jo Claes minister"
    assert facts["Sitting"].startswith("1 March 2024")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_that_they_are_candidates_and_where_no_reply_was_found(asked: TestClient, language: Any) -> None:
    tree = page(asked, language=language, turn="bus-0")
    assert texts(language)["replies_no_verdict"] in tree.text_content()
    assert shown(tree, "//*[@class='none']") == [texts(language)["replies_none"]] * 2
    assert texts(language)["replies_nobody"] in shown(tree, "//dd")


def test_every_quote_leads_to_its_place_in_the_record_with_the_quote_marked(asked: TestClient) -> None:
    tree = page(asked, turn="brug-0")
    for quote in tree.xpath("//section[@class='put'] | //blockquote"):
        (link,) = quote.xpath(".//a/@href")
        (marked,) = page(asked, urljoin("/replies", link.split("#")[0])).xpath("//mark")
        assert marked.text_content() == words(quote, ".")[-1]


def test_that_the_reply_itself_names_a_question_is_said_where_it_does(tmp_path: Path) -> None:
    title = {"title": "Vraag om uitleg over de trein naar Zoutleeuw"}
    put = "Minister, wanneer rijdt de trein naar Zoutleeuw? Hoeveel kost een kaartje?"
    told = "De trein rijdt vanaf de zomer. Op uw tweede vraag: een kaartje naar Zoutleeuw kost drie euro."
    train = [turn("trein", 0, put, "Els Pas", **title), turn("trein", 1, told, **MINISTER, **title)]
    assistant = written(tmp_path, [*RECORD, *train])
    found = assistant.replies("trein-0")
    assert found is not None
    named = [candidate.named for question in found.questions for candidate in question.candidates]
    assert set(named) == {True, False}
    tree = page(client(assistant), turn="trein-0")
    assert [shown(quote, ".//*[@class='named']") for quote in tree.xpath("//blockquote")] == [
        [EN["replies_named"]] if one else [] for one in named
    ]


def test_a_turn_that_asks_nothing_is_said_to_ask_nothing_and_can_be_read(asked: TestClient) -> None:
    tree = page(asked, turn="brug-1")  # the minister's reply
    assert EN["replies_asks_nothing"] in tree.text_content()
    (link,) = tree.xpath("//main//a[starts-with(@href, 'record/')]/@href")
    assert (
        page(asked, urljoin("/replies", link.split("#")[0])).xpath("//*[@aria-current='true']/@id")[-1] == "turn-brug-1"
    )


@pytest.mark.parametrize(
    ("sent", "why"), [({"turn": "no-such"}, "replies_gone"), ({"sitting": "no-such"}, "replies_no_sitting")]
)
def test_what_the_record_does_not_have_is_not_found_in_one_clear_line(
    asked: TestClient, sent: dict[str, str], why: str
) -> None:
    assert shown(page(asked, http=404, **sent), "//main/p")[1:] == [EN[why]]


# -- the list ---------------------------------------------------------------------------------------------------------


def test_a_sitting_lists_who_asked_what_and_how_much_replies(asked: TestClient) -> None:
    tree = page(asked, sitting="brug")
    assert shown(tree, "//*[@class='counted']") == ["Interventions that ask something: 2."]
    first, second = rows(tree)
    assert first["Date"] == "1 March 2024"
    assert first["Who"] == "Ann Maes Groen"
    assert first["First words"].startswith("“Minister, de brug in Boom bladdert af.”")
    assert (first["Questions"], first["Replies"]) == ("3", "1")
    assert (second["Questions"], second["Replies"]) == ("1", "1")


def test_an_entry_opens_its_own_page(asked: TestClient) -> None:
    links = page(asked, sitting="brug").xpath("//tbody//a[starts-with(@href, 'replies?')]/@href")
    assert [len(page(asked, urljoin("/replies", link)).xpath("//li[@class='pair']")) for link in links] == [3, 1]


def test_a_sitting_that_was_chosen_can_be_let_go(asked: TestClient) -> None:
    (link,) = page(asked, sitting="brug", speaker="Maes").xpath("//a[@class='chip']/@href")
    tree = page(asked, urljoin("/replies", link))
    assert tree.xpath("//a[@class='chip']") == []
    assert {row["Who"] for row in rows(tree)} == {"Ann Maes Groen"}


@pytest.mark.parametrize(
    ("sent", "count"),
    [
        ({"speaker": "Maes"}, 2), ({"speaker": "Piet Wit"}, 1), ({"since": "2024-04-01"}, 1),
        ({"until": "2024-03-31", "speaker": "Wit"}, 0), ({"speaker": "Pas", "since": "2024-01-01"}, 11),
    ],
)  # fmt: skip
def test_filters_narrow_the_list_and_the_form_keeps_them(asked: TestClient, sent: dict[str, str], count: int) -> None:
    tree = page(asked, **sent)
    assert shown(tree, "//*[@class='counted']") == [f"Interventions that ask something: {count}."]
    assert len(rows(tree)) == count
    (form,) = tree.xpath("//form")
    assert {name: value for name, value in form.form_values() if value} == sent


def test_a_committee_can_be_chosen_by_part_of_its_name(demo: Assistant, demo_site: TestClient) -> None:
    tree = page(demo_site, committee="Wonen")
    assert {row["Dossier"].endswith("Commissie voor Wonen") for row in rows(tree)} == {True}
    assert tree.xpath("//select[@id='committee']/option[@selected]/text()") == ["Wonen"]


def test_without_anything_chosen_the_newest_sittings_come_first(asked: TestClient, demo_site: TestClient) -> None:
    assert [row["Date"] for row in rows(page(asked))][:2] == ["2 April 2024", "1 March 2024"]
    tree = page(demo_site)
    assert len(rows(tree)) == module.A_PAGE
    assert shown(tree, "//*[@class='counted']") == ["The newest interventions that ask something: 50."]


def test_pages_hold_a_part_each_and_keep_what_was_chosen(asked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = words(page(asked, since="2024-01-01"), "//tbody")
    monkeypatch.setattr(module, "A_PAGE", 4)
    address, seen = "/replies?since=2024-01-01", []
    while address:
        tree = page(asked, address)
        seen += words(tree, "//tbody")
        address = next((urljoin("/replies", link) for link in tree.xpath("//a[@rel='next']/@href")), "")
    assert seen == whole
    assert len(whole) == 14
    assert EN["replies_here"].format(first=13, last=14) in tree.text_content()


def test_somebody_who_does_not_speak_is_said_not_to_and_nothing_is_listed(asked: TestClient) -> None:
    tree = page(asked, speaker="Zwartkruis")
    assert shown(tree, "//*[@class='warning']") == ["Nobody of the name Zwartkruis speaks in the record."]
    assert rows(tree) == []


def test_what_cannot_be_read_is_left_out_and_said(asked: TestClient) -> None:
    (warning,) = shown(page(asked, since="x", committee="Zee", page="-1", speaker="Maes"), "//*[@class='warning']")
    for unread in ("since=x", "committee=Zee", "page=-1"):
        assert unread in warning


# -- the ways there ---------------------------------------------------------------------------------------------------


def test_the_record_leads_to_the_questions_of_a_sitting_and_of_each_turn_that_asks(asked: TestClient) -> None:
    tree = page(asked, "/record/brug")
    (whole,) = tree.xpath("//header//a[contains(@href, 'replies?')]/@href")
    assert urljoin("/record/brug", whole) == "/replies?sitting=brug"
    turns = {turn.get("id"): turn.xpath(".//a[contains(@href, 'replies?')]/@href") for turn in tree.xpath("//article")}
    assert {anchor for anchor, links in turns.items() if links} == {"turn-brug-0", "turn-brug-2"}
    assert urljoin("/record/brug", turns["turn-brug-0"][0]) == "/replies?turn=brug-0"


def test_a_sitting_that_asks_nothing_has_no_such_link(site: TestClient) -> None:
    tree = page(site, "/record/harbour%2F1%20%26%20%3C2%3E")
    assert tree.xpath("//a[contains(@href, 'replies')]") == []


def test_a_sitting_that_was_read_a_moment_ago_has_no_links_yet(tmp_path: Path) -> None:
    assistant = written(tmp_path, [one for one in RECORD if one["doc_id"] != "brug"])
    written(tmp_path, RECORD)
    assert assistant.index.sitting("brug") is not None
    assert asking(assistant, "brug") == {}


def test_a_commitment_leads_to_the_question_that_it_replies_to(demo_site: TestClient) -> None:
    links = page(demo_site, "/commitments", words="visienota").xpath("//td[contains(@class, 'dossier')]/a/@href")
    tree = page(demo_site, urljoin("/commitments", links[0]))
    assert dict(zip(shown(tree, "//dt"), shown(tree, "//dd"), strict=True))["Asked by"].startswith("Maaike De Vreese")


# -- hostile words ----------------------------------------------------------------------------------------------------

ADDED = "//main//script | //img | //em | //strong | //i | //b | //code"
TAKEN = f"Minister, will you repair the harbour bridge {ATTACK} before the summer? When will it be painted {ATTACK}?"
REPLY = f"We will repair the harbour bridge {ATTACK} before the summer. It will be painted next year {ATTACK}."
HOSTILE = Sitting(
    "harbour/2 & <3>", "test", dt.date(2024, 3, 1), f"The bridge {ATTACK}", f"Committee {ATTACK}",
    items=(AgendaItem("a", "1", f"Item {ATTACK}"), AgendaItem("b", "2", "Other")),
    turns=(
        Turn('q"1<#&', "harbour/2 & <3>", "a", Speaker("bo", f"Bo {ATTACK}", "<i>Party</i>", "member"), TAKEN, 0,
             Locator(f"{OUTSIDE}/page?a=1&b=2")),
        Turn("r <2>", "harbour/2 & <3>", "a", Speaker("ann", f"Ann {ATTACK}", None, "minister"), REPLY, 1,
             Locator("javascript:alert(1)")),
    ),
    notes=(Note(f"– Condensed rendering {ATTACK}", "notice"),),
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return client(Assistant(open_index(write_index(tmp_path_factory.mktemp("hostile"), [HOSTILE]))))


def test_a_record_full_of_markup_adds_no_element(hostile: TestClient) -> None:
    one, listed = page(hostile, turn='q"1<#&'), page(hostile, sitting="harbour/2 & <3>")
    assert len(one.xpath("//li[@class='pair']")) == len(rows(listed)) + 1 == 2
    assert one.xpath("//blockquote")
    for tree in (one, listed, page(hostile), page(hostile, "/record/harbour%2F2%20%26%20%3C3%3E")):
        assert tree.xpath(ADDED) == []
        assert ATTACK in tree.text_content()
        assert [link for link in tree.xpath("//main//a/@href") if "javascript" in link] == []
    assert [link for link in one.xpath("//main//a/@href") if OUTSIDE in link] == [HOSTILE.turns[0].locator.url]


def test_hostile_fields_are_shown_as_text(hostile: TestClient) -> None:
    for name in ("speaker", "committee", "since", "until", "page"):
        assert page(hostile, **{name: f'"><script>alert(1)</script>{ATTACK}'}).xpath(ADDED) == []
    for name in ("turn", "sitting"):
        assert page(hostile, http=404, **{name: f'"><script>alert(1)</script>{ATTACK}'}).xpath(ADDED) == []
    for value in ("\0", "%", "x" * 5_000):
        assert page(hostile, speaker=value).xpath(ADDED) == []


def test_the_links_of_a_hostile_sitting_lead_where_they_say(hostile: TestClient) -> None:
    (link,) = page(hostile, sitting="harbour/2 & <3>").xpath("//tbody//a[starts-with(@href, 'replies?')]/@href")
    tree = page(hostile, urljoin("/replies", link))
    (back,) = tree.xpath("//main/p[@class='about']/a/@href")
    assert len(rows(page(hostile, urljoin("/replies", back)))) == 1


def test_a_speech_of_a_hundred_thousand_letters_is_shown_whole(tmp_path: Path) -> None:
    long = "x" * 100_000
    said = Turn("t", "d", None, Speaker("a", long, long, "member"), f"Minister, wat is {long}?", 0)
    sitting = Sitting("d", "test", dt.date(2024, 1, 1), long, long, turns=(said,))
    site = client(Assistant(open_index(write_index(tmp_path / "index", [sitting]))))
    assert words(page(site, turn="t"), "//section") == [f"Minister, wat is {long}?"]
    assert words(page(site, sitting="d"), "//tbody") == [f"Minister, wat is {long}?"]
