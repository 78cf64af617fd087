"""Asking in a real browser: keys, changed chips, suggestions, addresses, files, copied citations."""

import re
import time
from urllib.parse import quote as quote_address

import docx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.walking import DESK, PHONE, ask, follow, marked, opened, quote

pytestmark = pytest.mark.browser

SIBS = "What did Somers promise on SIBs?"


def test_an_answer_is_visible_soon_and_said_once(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        ask(page, "Wat beloofde Somers over SIB's?")  # the first question of a program loads what it needs
        page.evaluate(
            """const place = document.querySelector("#said");
            window.told = [];
            new MutationObserver(() => told.push(place.textContent)).observe(place, { childList: true });"""
        )
        page.fill("#question textarea", SIBS)
        begun = time.monotonic()
        page.press("#question textarea", "Enter")
        expect(page.locator(".answer").last.locator(".words").first).to_be_visible()
        expect(page.locator(".answer")).to_have_count(2)
        assert time.monotonic() - begun < 1.5
        expect(page.locator(".further:visible button")).not_to_have_count(0)
        (told,) = page.evaluate("told")
        assert told.startswith("Bart Somers (minister), on 7 July 2020: “")
        assert page.locator("#log [role=log]").get_attribute("aria-live") == "off"


def test_keys_ask_go_through_the_citations_and_leave(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        ask(page, SIBS)
        box = page.locator("#question textarea")
        page.keyboard.type("jk?/")
        expect(box).to_have_value("jk?/")
        page.keyboard.press("Escape")
        expect(box).not_to_be_focused()
        cites = page.locator("blockquote .cite")
        for key, at in (("j", 0), ("j", 1), ("j", 1), ("k", 0)):
            page.keyboard.press(key)
            expect(cites.nth(at)).to_be_focused()
            expect(cites.nth(at)).to_have_attribute("aria-current", "location")
            paragraph = page.locator(".words").nth(at).inner_text().strip("“”").split("\n\n")[0]
            expect(page.frame_locator("iframe[name=record]").locator("mark").first).to_have_text(paragraph)
        page.frame_locator("iframe[name=record]").locator("mark").first.click()
        page.keyboard.press("j")  # from within the record as well
        expect(cites.nth(1)).to_be_focused()
        page.keyboard.press("?")
        keys = page.get_by_role("dialog", name="Keys")
        expect(keys).to_be_visible()
        keys.get_by_label("Use these keys").uncheck()
        page.keyboard.press("Escape")
        expect(keys).to_be_hidden()
        page.keyboard.press("/")
        expect(box).not_to_be_focused()
        page.locator("button.keys").click()
        keys.get_by_label("Use these keys").check()
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        expect(box).to_be_focused()


def test_on_a_phone_a_key_goes_on_to_the_next_citation_within_the_record(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address, size=PHONE) as page:
        ask(page, SIBS)
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        mark = page.frame_locator("iframe[name=record]").locator("mark").first
        expect(mark).to_be_in_viewport()
        first = mark.inner_text()
        page.keyboard.press("j")
        expect(mark).not_to_have_text(first)
        page.keyboard.press("Escape")
        expect(page.locator("#talk")).to_be_visible()
        assert "open=" not in page.url


def test_the_speaker_of_a_question_is_changed_by_keyboard(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        ask(page, SIBS)
        page.get_by_role("button", name="Change: Bart Somers").focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="What to look for")
        field = dialog.get_by_label("Said by")
        expect(field).to_be_focused()
        expect(dialog.get_by_label("Asked for")).to_be_hidden()
        page.keyboard.press("Control+A")
        page.keyboard.type("vree")
        expect(page.locator("#names option")).to_have_count(1)
        assert page.locator("#names option").get_attribute("value") == "Maaike De Vreese"
        field.fill("Maaike De Vreese")
        page.keyboard.press("Enter")
        changed = page.get_by_role("button", name="Change: Maaike De Vreese")
        expect(changed).to_be_focused()
        expect(page.locator(".answer .who").first).to_contain_text("Maaike De Vreese")
        expect(page.locator(".question")).to_have_count(1)
        changed.click()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(page.locator(".answer .who").first).to_contain_text("Maaike De Vreese")


def test_a_question_is_narrowed_to_days_and_a_kind(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        ask(page, "What did Somers say about SIBs?")
        page.get_by_role("button", name="narrow").click()
        dialog = page.get_by_role("dialog", name="What to look for")
        dialog.get_by_label("from").fill("2020-01-01")
        dialog.get_by_label("up to and including").fill("2020-03-01")
        dialog.get_by_label("Asked for").select_option("reason")
        dialog.get_by_role("button", name="Ask again").click()
        chips = page.locator(".answer .understood")
        expect(chips).to_contain_text("1 January 2020 – 1 March 2020")
        expect(chips).to_contain_text("reason")
        expect(page.locator(".answer.whole .sources")).to_contain_text("21 January 2020")
        expect(page.locator(".answer .sources")).not_to_contain_text("7 July 2020")


def test_a_suggestion_is_asked_by_a_click_and_is_answered(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        ask(page, SIBS)
        page.get_by_role("button", name="What did Maaike De Vreese ask about that?").click()
        expect(page.locator(".answer")).to_have_count(2)
        expect(page.locator(".answer").last).to_have_class("answer whole")
        expect(page.locator(".answer").last.locator(".who").first).to_contain_text("Maaike De Vreese")
        expect(page.get_by_role("button", name="What did Maaike De Vreese ask about that?")).to_have_count(0)


def test_an_address_opened_by_a_colleague_shows_the_same_conversation_and_turn(
    browser: Browser, demo_address: str
) -> None:
    with opened(browser, demo_address) as page:
        ask(page, SIBS)
        page.get_by_role("button", name="Remove: promise").click()
        expect(page.locator(".whole .understood s")).to_have_text("promise")
        ask(page, "What did Maaike De Vreese ask about that?")
        follow(page)
        words = marked(page)
        expect(page).to_have_url(re.compile("open=record"))
        page.evaluate("document.execCommand = () => (window.copied = document.activeElement.value, true)")
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        copy = page.get_by_role("button", name="Copy address")
        copy.click()
        expect(page.locator("#address")).to_have_text("Copied", use_inner_text=True)
        address = page.evaluate("copied")
        assert address == page.url
        said = page.locator(".answer").all_inner_texts()
        page.click("#new")
        expect(page).to_have_url(f"{demo_address}/")
        expect(copy).to_be_hidden()
    for language, size in (("en-GB", DESK), ("nl-BE", PHONE)):
        with opened(browser, demo_address, language, size) as page:
            page.goto(address)
            expect(page.locator(".answer.whole")).to_have_count(2)
            assert marked(page) == words
            if size == PHONE:
                page.keyboard.press("Escape")
            assert page.locator(".answer").all_inner_texts() == said
            if size == DESK:
                assert page.url == address
                assert (
                    page.locator(".languages a[lang=fr]").get_attribute("href") == f"?{address.split('?')[1]}&lang=fr"
                )


def test_only_a_page_of_the_record_is_opened_by_an_address(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        for place in ("https://outside.invalid/record/", "record/../config", "//outside.invalid", "x:y"):
            page.goto(f"{demo_address}/?open={quote_address(place)}")
            expect(page.frame_locator("iframe[name=record]").locator("h1")).to_be_visible()
            assert page.evaluate("frames.record.location.pathname") == "/record/"


def test_a_conversation_is_saved_as_a_word_document(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        ask(page, SIBS)
        words = quote(page)
        page.get_by_text("Save").click()
        with page.expect_download() as saved:
            page.get_by_role("link", name="Word").click()
        assert re.fullmatch(r"woordelijk-\d{4}-\d\d-\d\d-what-did-somers.*\.docx", saved.value.suggested_filename)
        paragraphs = [paragraph.text for paragraph in docx.Document(str(saved.value.path())).paragraphs]
        assert f"“{words}”" in paragraphs
        expect(page.get_by_role("link", name="Word")).to_be_hidden()


def test_a_quote_is_copied_as_a_citation_from_an_answer_and_from_the_record(
    browser: Browser, demo_address: str
) -> None:
    with opened(browser, demo_address) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        ask(page, SIBS)
        words = quote(page)
        page.get_by_role("button", name="copy as citation").click()
        expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
        text = page.evaluate("navigator.clipboard.readText()")
        assert text.startswith(f"“{words}” Bart Somers (minister), 7 July 2020, ")
        assert len(re.findall(r"\(woordelijk:\w{4}-\w{4}\)", text)) == 2
        follow(page)
        record = page.frame_locator("iframe[name=record]")
        record.get_by_role("button", name="copy as citation").click()
        expect(record.locator("button.copy")).to_have_text("Copied", use_inner_text=True)
        one = page.evaluate("navigator.clipboard.readText()")
        assert one.startswith(f"“{words}” ")
        assert text.startswith(f"{one}\n")


def test_a_link_into_the_record_opens_beside_a_plain_page_on_a_wide_window_only(
    browser: Browser, harbour_address: str
) -> None:
    plain = '<!doctype html><main><a href="record/">the record</a></main><script src="woordelijk/pane.js" {}></script>'
    data = 'data-root="" data-title="The record" data-close="Close"'
    for width, beside in ((1280, True), (1000, False)):
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        page.route("**/plain*", lambda route: route.fulfill(content_type="text/html", body=plain.format(data)))
        page.goto(f"{harbour_address}/plain?by=ann")
        page.get_by_text("the record").click()
        if not beside:
            expect(page).to_have_url(f"{harbour_address}/record/")
            continue
        record = page.frame_locator("iframe[name=record]")
        record.locator(".sittings a").first.click()
        expect(page).to_have_url(re.compile(r"/plain\?by=ann&open=record%2Fharbour"))
        page.reload()
        expect(record.locator("h1")).to_contain_text("The harbour bridge")
        page.get_by_role("button", name="Close").click()
        expect(page.locator("iframe")).to_have_count(0)
        assert page.url == f"{harbour_address}/plain?by=ann"
        context.close()
