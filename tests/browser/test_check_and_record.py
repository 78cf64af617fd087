"""Check a quote, and the record, as a person walks them in a real browser, on the demo record and on a hostile one."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from index.transcript import AgendaItem, Note, Sitting, Speaker, Turn
from tests.browser.walking import PHONE, marked, opened, serving
from tests.web.sittings import ATTACK, HARBOUR, write_index

pytestmark = pytest.mark.browser

LONG = "w" * 100_000
WIDE = Sitting(
    "wide", f"source {ATTACK}", None, f"T{LONG}", f"C{LONG}",
    (AgendaItem("a", "1", f"I{LONG}"), AgendaItem("b", "2", "x")),
    (
        Turn("w0", "wide", "a", Speaker("z", f"N{LONG}", "P", "member"), f"Is it so? {LONG}", 0),
        Turn("w1", "wide", "b", Speaker("y", "Ann Peeters", None, "minister"), f"It is so. {LONG}", 1),
    ),
    (Note(f"U{LONG}", "unplaced", 0),),
)  # fmt: skip


def spoken(page: Page) -> str:
    """A sentence of a sitting that is open, of eight words or more."""
    said = page.locator("article.turn:not(.chair) p[lang]").first.inner_text()
    return next(part.strip() for part in said.split(".") if len(part.split()) >= 8)


def test_words_are_checked_and_the_record_is_opened_at_them(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address, path="record/") as page:
        page.locator(".sittings a").first.click()
        words = spoken(page)
        page.get_by_role("link", name="Check a quote").click()
        page.get_by_label("The words, or a fingerprint").fill(words)
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.locator(".report .verdict")).to_have_text("Verbatim")
        expect(page.locator(".report .verdict")).to_be_in_viewport()
        address = page.url
        page.get_by_role("link", name="in context").first.click()
        assert marked(page).rstrip(".") == words.rstrip(".")
        with opened(browser, demo_address, size=PHONE, path=address.removeprefix(f"{demo_address}/")) as other:
            expect(other.locator(".report .verdict")).to_have_text("Verbatim")


def test_a_document_is_checked_and_its_report_downloaded(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address, path="record/") as page:
        page.locator(".sittings a").first.click()
        note = f"Somebody said “{spoken(page)}.” and “the moon is made of the greenest cheese”."
        page.get_by_role("link", name="Check a quote").click()
        page.set_input_files("#document", {"name": "note.txt", "mimeType": "text/plain", "buffer": note.encode()})
        page.get_by_role("button", name="Check every quotation").click()
        expect(page.locator(".quote .verdict")).to_have_text(["Verbatim", "Not found"])
        with page.expect_download() as download:
            page.get_by_role("button", name="CSV").click()
        written = download.value.path().read_text(encoding="utf-8-sig")
        assert written.count("\n") >= 3
        assert written.startswith("number,words,verdict,")


def test_mentions_in_a_sitting_are_walked_through_by_keyboard(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address, path="record/?find=minister") as page:
        expect(page.locator(".hits mark").first).to_have_text("minister", ignore_case=True)
        page.locator(".hits a").first.click()
        page.get_by_role("searchbox").fill("minister")
        page.keyboard.press("Enter")
        expect(page.locator("header [role=status]")).to_contain_text("mentions")
        page.get_by_role("link", name="to the first").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        while "next" not in (page.evaluate("document.activeElement.textContent") or ""):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("article:target mark").first).to_be_in_viewport()


def test_an_administrator_adds_a_file_finds_it_and_removes_it(browser: Browser, tmp_path: Path) -> None:
    line = {"turn_id": "quay-0", "doc_id": "quay", "source": "test", "date": "2031-03-01", "title": "The quay",
            "speaker": "Ann Peeters", "text": "The quay opens again for the public in spring."}  # fmt: skip
    directory = write_index(tmp_path / "index", [HARBOUR])
    with (
        serving("--index", str(directory), cache=tmp_path) as address,
        opened(browser, address, path="record/") as page,
    ):
        page.get_by_role("link", name="Add or remove files").click()
        content = json.dumps(line).encode()
        page.set_input_files("#files", {"name": "quay.jsonl", "mimeType": "application/jsonl", "buffer": content})
        page.get_by_role("button", name="Add").click()
        expect(page.locator("#line")).to_have_text("Done. What was changed can be searched now.", timeout=60_000)
        page.goto(f"{address}/record/?find=quay+opens")
        expect(page.locator(".hits .words")).to_have_text("The quay opens again for the public in spring.")
        page.goto(f"{address}/record/manage")
        page.locator("tr", has_text="quay.jsonl").get_by_role("link", name="Remove").click()
        page.get_by_role("button", name="Remove").click()
        expect(page.locator("#line")).to_have_text("Done. What was changed can be searched now.", timeout=60_000)
        page.goto(f"{address}/record/manage")
        expect(page.get_by_text("quay.jsonl", exact=True)).to_have_count(0)


def test_a_hostile_record_stays_in_its_box_and_is_only_text(browser: Browser, tmp_path: Path) -> None:
    directory = write_index(tmp_path / "index", [HARBOUR, WIDE])
    paths = [
        "/record/", f"/record/?find=so&title={quote(ATTACK)}", "/record/?find=so", "/record/wide?find=so",
        f"/record/{quote(HARBOUR.id, safe='')}?find=repair", f"/check?words={quote(f'It is so. {LONG[:3_000]}')}",
        f"/check?words={quote(ATTACK)}&said_by={quote(ATTACK)}", "/record/manage", "/record/manage/file?name=test",
        "/record/manage/remove?name=wide",
    ]  # fmt: skip
    with (
        serving("--index", str(directory), cache=tmp_path) as address,
        opened(browser, address, size=PHONE, path="record/") as page,
    ):
        for path in paths:
            page.goto(f"{address}{path}")
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], path
            assert page.locator("main").locator("img, em, strong:not(.counts strong), code, i, b").count() == 0
            assert page.title() != "taken"


def test_on_paper_a_sitting_stands_alone_with_its_address(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address, path="record/") as page:
        page.locator(".sittings a").first.click()
        page.emulate_media(media="print")
        for hidden in ("header.top", "nav.ways", "form.find", ".in-page"):
            expect(page.locator(hidden)).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".printed")).to_contain_text(page.url)
