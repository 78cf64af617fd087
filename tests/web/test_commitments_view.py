"""The view of commitments: over the demo record, over a hostile one, and what people say of a commitment."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import pytest
from lxml import html
from starlette.testclient import TestClient

from assistant.answering.commitments.ledger import Ledger
from assistant.assistant import Assistant
from assistant.web.guard.identity import Reader
from assistant.web.texts import LANGUAGES, texts
from assistant.web.views import commitments as module
from assistant.web.views.commitments import KEYS, ORDERS
from index.errors import IndexMismatchError
from index.store import open_index
from tests.web.conftest import client
from tests.web.sittings import ATTACK, HARBOUR, HOSTILE_WORDS, write_index

OWN = {"origin": "http://127.0.0.1:7860"}


def page(site: TestClient, path: str = "/commitments", language: str = "en", **asked: Any) -> html.HtmlElement:
    response = site.get(path, params=asked or None, headers={"accept-language": language})
    assert response.status_code == 200
    return html.fromstring(response.text)


def shown(tree: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.xpath(selector)]


def quotes(tree: html.HtmlElement) -> list[str]:
    return [text.strip("“”") for text in shown(tree, "//td//p[@class='words']")]


def rows(tree: html.HtmlElement) -> list[dict[str, str]]:
    columns = shown(tree, "//thead//th")
    return [dict(zip(columns, shown(row, "./td"), strict=True)) for row in tree.xpath("//tbody/tr")]


def test_the_table_holds_every_commitment_with_all_that_is_known_of_it(demo: Assistant, demo_site: TestClient) -> None:
    entries = Ledger(demo.index).entries()
    tree = page(demo_site)
    assert sorted(quotes(tree)) == sorted(entry.citation.quote for entry in entries)
    (row,) = (row for row in rows(tree) if "visienota" in row["Words"])
    assert row["Date"] == "7 July 2020"
    assert row["Who"] == "Bart Somers minister"
    assert "binds the government, nobody named" in row["Words"]
    assert row["Deadline"] == "nog vóór het zomerreces 20 July 2020"
    assert row["Dossier"].endswith("in reply to Maaike De Vreese")
    assert row["Status"] == "open firm"


def test_the_clause_that_binds_is_set_apart_within_the_whole_quote(demo: Assistant, demo_site: TestClient) -> None:
    clauses = shown(page(demo_site), "//td//span[@class='binds']")
    narrower = {e.made.action for e in Ledger(demo.index).entries() if e.made.action != e.citation.quote}
    assert set(clauses) == narrower


def test_a_quote_links_to_its_place_in_the_record(demo_site: TestClient) -> None:
    tree = page(demo_site, words="visienota")
    (link,) = tree.xpath("//td//a[starts-with(@href, 'record/')]/@href")
    (marked,) = page(demo_site, urljoin("/commitments", link.split("#")[0])).xpath("//mark")
    assert [marked.text_content()] == quotes(tree)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "30 commitments: 18 firm, 12 weak."),
        ({"speaker": "Bart Somers"}, "9 of 30 commitments: 6 firm, 3 weak."),
        ({"speaker": "Bart Somers", "strength": "weak"}, "3 of 30 commitments: 0 firm, 3 weak."),
        ({"speaker": "Bart Somers", "until": "2020-01-31"}, "1 of 30 commitments: 1 firm, 0 weak."),
        ({"since": "2100-01-01"}, "0 of 30 commitments: 0 firm, 0 weak."),
        ({"status": "kept"}, "0 of 30 commitments: 0 firm, 0 weak."),
        ({"words": "visienota"}, "1 of 30 commitments: 1 firm, 0 weak."),
    ],
)
def test_filters_narrow_the_table_and_its_counts_say_of_how_many(
    demo_site: TestClient, asked: dict[str, str], said: str
) -> None:
    tree = page(demo_site, **asked)
    assert shown(tree, "//*[@class='counted']") == [said]
    assert len(rows(tree)) == int(said.split()[0])


def test_the_form_offers_those_who_have_commitments_and_keeps_what_was_chosen(
    demo: Assistant, demo_site: TestClient
) -> None:
    asked = {"speaker": "Bart Somers", "since": "2020-02-01", "strength": "firm", "words": "fase", "sort": "oldest"}
    tree = page(demo_site, **asked)
    spoke = {e.citation.turn.speaker.name for e in Ledger(demo.index).entries() if e.citation.turn.speaker}
    assert set(tree.xpath("//select[@id='speaker']/option/@value")) == spoke | {""}
    (form,) = tree.xpath("//form")
    sent = {name: value for name, value in form.form_values() if value}
    assert sent == asked


def test_part_of_a_name_in_an_address_stands_in_the_form_too(demo_site: TestClient) -> None:
    tree = page(demo_site, speaker="Somers")
    assert len(rows(tree)) == 9
    assert tree.xpath("//select[@id='speaker']/option[@selected]/@value") == ["Somers"]


def test_the_table_is_sorted_by_date_or_by_deadline(demo: Assistant, demo_site: TestClient) -> None:
    entries = {entry.citation.quote: entry for entry in Ledger(demo.index).entries()}
    by = {order: [entries[quote] for quote in quotes(page(demo_site, sort=order))] for order in ORDERS}
    dates = [entry.citation.sitting.date for entry in by["newest"]]
    assert dates == sorted(dates, reverse=True)  # type: ignore[type-var]
    dates = [entry.citation.sitting.date for entry in by["oldest"]]
    assert dates == sorted(dates)  # type: ignore[type-var]
    due = [entry.made.due for entry in by["deadline"]]
    dated = [date for date in due if date]
    assert len(dated) > 1
    assert due == sorted(dated) + [None] * (len(due) - len(dated))


def test_what_cannot_be_read_is_left_out_and_said(demo_site: TestClient) -> None:
    tree = page(demo_site, since="2020-13-01", status="done", page="x", strength="firm")
    assert set(shown(tree, "//*[@class='warning']/bdi")) == {"status=done", "since=2020-13-01", "page=x"}
    assert len(rows(tree)) == 18


def test_pages_hold_a_part_each_and_keep_the_filters(demo_site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "A_PAGE", 4)
    address, seen = "/commitments?speaker=Bart+Somers", []
    while address:
        tree = page(demo_site, address)
        seen.append(len(rows(tree)))
        assert shown(tree, "//*[@class='counted']")[0].startswith("9 of 30 commitments")
        address = next((urljoin("/commitments", link) for link in tree.xpath("//a[@rel='next']/@href")), "")
    assert seen == [4, 4, 1]
    assert "Shown here: 9 to 9." in tree.text_content()
    assert len(rows(page(demo_site, "/commitments?speaker=Bart+Somers&page=99"))) == 1


def test_exactly_what_is_filtered_is_exported(demo: Assistant, demo_site: TestClient) -> None:
    tree = page(demo_site, speaker="Bart Somers", sort="oldest")
    links = {link.text: urljoin("/commitments", link.get("href")) for link in tree.xpath("//*[@class='exports']/a")}
    table = demo_site.get(links["CSV"])
    assert table.headers["content-disposition"] == 'attachment; filename="commitments.csv"'
    read = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [row["quote"] for row in read] == quotes(tree)
    document = demo_site.get(links["JSON"]).json()
    assert [entry["quote"] for entry in document] == quotes(tree)
    assert document[0] == next(e for e in Ledger(demo.index).entries() if e.made.id == document[0]["id"]).to_json()


def test_an_export_is_whole_whatever_page_of_the_table_it_stands_on(
    demo_site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "A_PAGE", 4)
    (link,) = page(demo_site, page=2).xpath("//a[.='JSON']/@href")
    assert len(demo_site.get(urljoin("/commitments", link)).json()) == 30


def test_the_page_of_a_commitment_proposes_later_words_and_judges_nothing(
    demo: Assistant, demo_site: TestClient
) -> None:
    ledger = Ledger(demo.index)
    entry = next(entry for entry in ledger.entries() if ledger.follow_ups(entry, demo))
    tree = page(demo_site, f"/commitments/{entry.made.id}")
    words = [text.strip("“”") for text in shown(tree, "//blockquote/p[@class='words']")]
    later = ledger.follow_ups(entry, demo)
    found = [" ".join(one.turn.text[one.passage.start : one.passage.end].split()) for one in later]
    assert words == [entry.citation.quote, *found]
    assert texts("en")["commitment_proposed"] in tree.text_content()
    assert texts("en")["commitment_by_people"] in tree.text_content()
    for link in tree.xpath("//main//a[contains(@href, 'record/')]/@href"):
        assert demo_site.get(urljoin("/commitments/x", link)).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_commitment_is_a_page_that_says_so(demo_site: TestClient, language: str) -> None:
    response = demo_site.get("/commitments/no-such", headers={"accept-language": language})
    assert response.status_code == 404
    assert texts(language)["commitment_missing"] in response.text  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_a_state_is_shown_by_is_there(language: str) -> None:
    assert set(KEYS) <= set(texts(language))  # type: ignore[arg-type]


# -- what people say of a commitment --------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Assistant, TestClient, str]]:
    """An index of its own, to write to, with its site and the address of its one commitment."""
    assistant = Assistant(open_index(write_index(tmp_path, [HARBOUR])))
    (entry,) = Ledger(assistant.index).entries()
    with client(assistant) as site:
        yield assistant, site, f"/commitments/{entry.made.id}"


def signed_in(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    for place in ("assistant.web.views.commitments", "assistant.web.pages"):
        monkeypatch.setattr(f"{place}.reader_of", lambda request: Reader(name))


def test_a_signed_in_person_says_what_became_of_a_commitment_and_is_named_with_it(
    own: tuple[Assistant, TestClient, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, site, address = own
    signed_in(monkeypatch, "Mia Claes")
    (form,) = page(site, address).xpath("//form")
    assert urljoin(address, form.get("action")) == address
    said = site.post(address, data={"status": "kept", "note": " See the works.\r\nDone. "}, headers=OWN)
    assert said.status_code == 200  # after the redirect, which a reload does not send again
    assert [response.status_code for response in said.history] == [303]
    site.post(address, data={"status": "broken"}, headers=OWN)
    history = shown(page(site, address), "//ol[@class='history']/li")
    assert [re.sub(r"\d+ \w+ \d{4}", "DAY", line) for line in history] == [
        "broken said on DAY by Mia Claes", "kept said on DAY by Mia ClaesSee the works. Done.",
    ]  # fmt: skip
    (row,) = rows(page(site, status="broken"))
    assert row["Status"].startswith("broken")
    assert row["Status"].endswith("Mia Claes")
    assert rows(page(site, status="open")) == []


def test_who_is_not_signed_in_finds_no_form_and_changes_nothing(
    own: tuple[Assistant, TestClient, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant, site, address = own
    signed_in(monkeypatch, None)
    tree = page(site, address)
    assert tree.xpath("//form") == []
    assert texts("en")["status_nobody"] in tree.text_content()
    assert site.post(address, data={"status": "kept"}, headers=OWN).status_code == 403
    assert [entry.status for entry in Ledger(assistant.index).entries()] == ["open"]


def test_a_form_of_another_site_changes_nothing(own: tuple[Assistant, TestClient, str]) -> None:
    assistant, site, address = own
    for headers in ({"origin": "https://evil.test"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert site.post(address, data={"status": "kept"}, headers=headers).status_code == 403
    assert [entry.status for entry in Ledger(assistant.index).entries()] == ["open"]


@pytest.mark.parametrize("data", [{}, {"status": "done"}, {"status": "kept", "note": "x" * 5_000}])
def test_a_form_that_is_not_ours_is_refused(own: tuple[Assistant, TestClient, str], data: dict[str, str]) -> None:
    assistant, site, address = own
    assert site.post(address, data=data, headers=OWN).status_code == 422
    assert [entry.status for entry in Ledger(assistant.index).entries()] == ["open"]


def test_a_status_of_no_commitment_is_not_kept(own: tuple[Assistant, TestClient, str]) -> None:
    _, site, _ = own
    assert site.post("/commitments/no-such", data={"status": "kept"}, headers=OWN).status_code == 404


def test_what_cannot_be_written_now_is_said_and_stays_in_the_form(
    own: tuple[Assistant, TestClient, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise IndexMismatchError("being written")

    monkeypatch.setattr(module, "set_status", busy)
    _, site, address = own
    response = site.post(address, data={"status": "kept", "note": "See the works."}, headers=OWN)
    tree = html.fromstring(response.text)
    assert response.status_code == 503
    assert shown(tree, "//*[@role='alert']") == [texts("en")["status_unkept"]]
    assert (tree.xpath("//textarea")[0].text, tree.xpath("//input[@checked]/@value")) == ("See the works.", ["kept"])


# -- hostile words --------------------------------------------------------------------------------------------------


def test_a_record_full_of_markup_adds_no_element_to_the_view(
    own: tuple[Assistant, TestClient, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, site, address = own
    signed_in(monkeypatch, f"Mia {ATTACK}")
    site.post(address, data={"status": "kept", "note": ATTACK}, headers=OWN)
    for path in ("/commitments", address):
        tree = page(site, path)
        assert tree.xpath("//body//script | //img | //em | //strong | //i | //code") == []
        assert HOSTILE_WORDS in tree.text_content()
        assert [link for link in tree.xpath("//main//a/@href") if "outside.invalid" in link] == (
            [HARBOUR.turns[1].locator.url] if path == address else []
        )


def test_hostile_filters_are_shown_as_text(site: TestClient) -> None:
    for name in ("speaker", "committee", "since", "status", "words", "sort", "page"):
        tree = page(site, **{name: f'"><script>alert(1)</script>{ATTACK}'})
        assert tree.xpath("//body//script | //img | //em | //strong | //i | //code") == []
    assert site.get(f"/commitments?{quote('speaker')}={quote(chr(0) + 'x' * 20_000)}").status_code == 200


def test_the_hostile_speaker_and_committee_can_be_chosen_like_any_other(site: TestClient) -> None:
    assert HARBOUR.turns[1].speaker is not None
    for name, value in (("speaker", HARBOUR.turns[1].speaker.name), ("committee", HARBOUR.committee)):
        tree = page(site, **{name: value})
        assert len(rows(tree)) == 1
        assert len(tree.xpath(f"//select[@id='{name}']/option[@selected]")) == 1
