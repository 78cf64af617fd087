"""The views of commitments and of a topic, in a real browser, on the demo record."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.walking import DESK, PHONE, marked, opened

pytestmark = pytest.mark.browser


def test_commitments_are_filtered_by_minister_and_a_quote_is_opened_in_the_record(
    browser: Browser, demo_address: str
) -> None:
    with opened(browser, demo_address, path="") as page:
        page.get_by_role("link", name="Commitments").click()
        expect(page.locator(".counted")).to_have_text("30 commitments: 18 firm, 12 weak.")
        page.get_by_label("Who").select_option("Bart Somers")
        page.get_by_label("Words in the quote or the title").fill("visienota")
        page.keyboard.press("Enter")
        expect(page.locator(".counted")).to_have_text("1 of 30 commitments: 1 firm, 0 weak.")
        expect(page).to_have_url(re.compile("speaker=Bart\\+Somers"))
        words = page.locator("td .words").inner_text().strip("“”")
        page.locator("td").get_by_role("link", name="in context").click()
        assert marked(page) == words


def test_what_is_filtered_is_downloaded(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address, path="commitments?speaker=Bart+Somers") as page:
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        assert download.value.suggested_filename == "commitments.csv"
        assert download.value.path().read_text(encoding="utf-8-sig").count("Bart Somers") >= 9


def test_a_status_is_set_by_keyboard_and_stands_in_the_table_with_a_name(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address, path="commitments?words=visienota", size=PHONE) as page:
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
        expect(page.locator(".counted")).to_have_text("1 of 30 commitments: 1 firm, 0 weak.")
        expect(page.locator("td.state")).to_contain_text("said on")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_click_on_a_bar_of_the_plot_shows_the_quotes_of_its_month(
    browser: Browser, demo_address: str, theme: str
) -> None:
    with opened(browser, demo_address, path="topic", theme=theme) as page:
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
    with opened(browser, demo_address, path="topic?about=SIB&by=speaker") as page:
        boxes = page.get_by_role("checkbox")
        names = []
        for number in range(2):
            names.append(boxes.nth(number).get_attribute("aria-label"))
            boxes.nth(number).focus()
            page.keyboard.press("Space")
        page.get_by_role("button", name="side by side").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#quotes .columns-of h3")).to_have_text(names)  # type: ignore[arg-type]
        left, right = page.locator("#quotes .columns-of > section").all()
        assert (left.bounding_box() or {})["y"] == (right.bounding_box() or {})["y"]


@pytest.mark.parametrize(
    "path", ["commitments", "topic?about=bridge", "topic?about=bridge&by=party", "topic?about=bridge&speaker=ann"]
)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_hostile_words_run_nothing_and_stay_within_the_window(
    browser: Browser, harbour_address: str, path: str, size: dict[str, int]
) -> None:
    with opened(browser, harbour_address, path=path, size=size) as page:
        assert page.title().endswith("Woordelijk")
        assert page.locator("main").locator("script, img, em, strong, code").count() == 0
        assert "We will repair the harbour bridge" in page.locator("main").inner_text()
