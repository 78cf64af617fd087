"""The views of commitments and of a topic, in a real browser, on the demo record."""

# ruff: noqa: F811 (fixtures are taken in by their names)

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_page import DESK, PHONE, browser, demo_address, harbour_address  # noqa: F401

pytestmark = pytest.mark.browser


@contextmanager
def shown(
    browser: Browser, address: str, path: str, size: dict[str, int] = DESK, theme: str = "light"
) -> Iterator[Page]:
    """A view, which may ask nothing of another machine, may not complain, and is never wider than the window."""
    context = browser.new_context(locale="en-GB", viewport=size, color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        page.goto(f"{address}/{path}")
        yield page
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    finally:
        context.close()
    assert [url for url in asked if not url.startswith(f"{address}/")] == []
    assert complaints == []


def test_commitments_are_filtered_by_minister_and_a_quote_is_opened_in_the_record(
    browser: Browser, demo_address: str
) -> None:
    with shown(browser, demo_address, "") as page:
        page.get_by_role("link", name="Commitments").click()
        expect(page.locator(".counted")).to_have_text("28 commitments: 17 firm, 11 weak.")
        page.get_by_label("Who").select_option("Bart Somers")
        page.get_by_label("Words in the quote or the title").fill("visienota")
        page.keyboard.press("Enter")
        expect(page.locator(".counted")).to_have_text("1 of 28 commitments: 1 firm, 0 weak.")
        expect(page).to_have_url(re.compile("speaker=Bart\\+Somers"))
        words = page.locator("td .words").inner_text().strip("“”")
        page.locator("td").get_by_role("link", name="in context").click()
        expect(page.locator("mark")).to_have_text(words)
        expect(page.locator("mark")).to_be_in_viewport()


def test_what_is_filtered_is_downloaded(browser: Browser, demo_address: str) -> None:
    with shown(browser, demo_address, "commitments?speaker=Bart+Somers") as page:
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        assert download.value.suggested_filename == "commitments.csv"
        assert download.value.path().read_text(encoding="utf-8-sig").count("Bart Somers") >= 9


def test_a_status_is_set_by_keyboard_and_stands_in_the_table_with_a_name(browser: Browser, demo_address: str) -> None:
    with shown(browser, demo_address, "commitments?words=visienota", PHONE) as page:
        page.get_by_role("link", name="status and follow-ups").focus()
        page.keyboard.press("Enter")
        page.get_by_label("open", exact=True).focus()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_label("kept", exact=True)).to_be_checked()
        page.keyboard.press("Tab")
        page.keyboard.type("Sent to the government.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Noted.")).to_be_visible()
        expect(page.locator(".history li")).to_have_count(1)
        expect(page.locator(".history li")).to_contain_text("Sent to the government.")
        page.get_by_role("link", name="All commitments").click()
        page.get_by_label("Status", exact=True).select_option("kept")
        page.get_by_role("button", name="Filter").click()
        expect(page.locator(".counted")).to_have_text("1 of 28 commitments: 1 firm, 0 weak.")
        expect(page.locator("td.state")).to_contain_text("said on")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_click_on_a_bar_of_the_plot_shows_the_quotes_of_its_month(
    browser: Browser, demo_address: str, theme: str
) -> None:
    with shown(browser, demo_address, "topic", theme=theme) as page:
        page.get_by_label("Topic").fill("SIB")
        page.keyboard.press("Enter")
        bars = page.locator("figure a")
        expect(bars).not_to_have_count(0, timeout=20_000)  # the first count of a program reads dictionaries
        title = bars.last.locator("title").text_content() or ""
        month, mentions = title.split(":")[0], re.search(r"mentions: (\d+)", title)
        bars.last.locator(".hit").click()
        expect(page.locator("#quotes-title")).to_contain_text(month)
        expect(page.locator("#quotes-title")).to_be_in_viewport()
        assert mentions is not None
        expect(page.locator("blockquote mark")).to_have_count(int(mentions[1]))
        page.get_by_role("link", name=f"Remove: {month}").click()
        expect(page.locator("#quotes-title")).not_to_contain_text(month)


def test_two_speakers_are_set_side_by_side_by_keyboard(browser: Browser, demo_address: str) -> None:
    with shown(browser, demo_address, "topic?about=SIB&by=speaker") as page:
        boxes = page.get_by_role("checkbox")
        names = []
        for number in range(2):
            names.append(boxes.nth(number).get_attribute("aria-label"))
            boxes.nth(number).focus()
            page.keyboard.press("Space")
        page.get_by_role("button", name="side by side").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".columns-of h3")).to_have_text(names)  # type: ignore[arg-type]
        left, right = page.locator(".columns-of > section").all()
        assert (left.bounding_box() or {})["y"] == (right.bounding_box() or {})["y"]


@pytest.mark.parametrize(
    "path", ["commitments", "topic?about=bridge", "topic?about=bridge&by=party", "topic?about=bridge&speaker=ann"]
)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_hostile_words_run_nothing_and_stay_within_the_window(
    browser: Browser, harbour_address: str, path: str, size: dict[str, int]
) -> None:
    with shown(browser, harbour_address, path, size) as page:
        assert page.title().endswith("Woordelijk")
        assert page.locator("main").locator("script, img, em, strong, code").count() == 0
        assert "We will repair the harbour bridge" in page.locator("main").inner_text()
