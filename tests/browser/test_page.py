"""The conversation in a real browser (`tests.browser.walking`)."""

import re
import time
from urllib.parse import quote as quote_address

import docx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.walking import DESK, PHONE, ask, follow, marked, opened, quote
from tests.web.sittings import ATTACK, HOSTILE_QUESTION, HOSTILE_WORDS

pytestmark = pytest.mark.browser


def test_a_citation_opens_the_turn_in_its_sitting_with_the_quote_marked(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        ask(page, "what did Somers promise on SIBs?")
        expect(page.locator(".answer blockquote .cite").first).to_have_text("[1]")
        follow(page)
        assert marked(page) == quote(page)
        assert "administratie" in quote(page)


def test_a_follow_up_keeps_its_context_and_its_citation_opens_too(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        ask(page, "Wat beloofde Somers over SIB's?")
        follow(page)
        first = marked(page)
        ask(page, "En wat zegde hij toe voor de studente?")
        answer = page.locator(".answer").last
        expect(answer.locator(".understood")).to_contain_text("Bart Somers")
        for_her = answer.locator("blockquote").filter(has_text="student")
        for_her.locator(".cite").first.click()
        expect(page.frame_locator("iframe[name=record]").locator("mark")).not_to_have_text(first)
        assert marked(page) == for_her.locator(".words").first.inner_text().strip("“”")


def test_a_refusal_says_what_was_searched_and_shows_what_came_nearest(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        ask(page, "what did Somers promise on nuclear energy?")
        expect(page.locator(".reason")).to_be_visible()
        expect(page.locator(".searched")).to_contain_text("17 sittings")
        expect(page.locator(".nearest")).to_have_text("Nearest passages")
        follow(page)
        assert marked(page) == quote(page)


def test_a_notice_stands_under_the_answer_and_above_the_record(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        ask(page, "what did Somers promise on SIBs?")
        expect(page.locator(".answer .notice")).to_have_count(1)
        expect(page.locator(".answer .notice")).to_contain_text("niet de officiële woorden")
        follow(page)
        notice = page.frame_locator("iframe[name=record]").locator("header [role=note]")
        expect(notice).to_contain_text("niet de officiële woorden")


def test_an_example_is_asked_by_a_click_and_a_new_conversation_forgets_it(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        page.get_by_text("Wat beloofde Somers over SIB's?").click()
        expect(page.locator(".answer .sources")).to_be_visible()
        page.click("#new")
        expect(page.locator(".answer")).to_have_count(0)
        expect(page.get_by_text("Wat beloofde Somers over SIB's?")).to_be_visible()
        ask(page, "en wanneer?")
        expect(page.locator(".answer .understood")).not_to_contain_text("Somers")


@pytest.mark.parametrize(
    ("language", "word"), [("nl-BE", "Vraag"), ("en-GB", "Ask"), ("fr-BE", "Demander"), ("de", "Ask")]
)
def test_the_interface_speaks_the_readers_language(
    browser: Browser, demo_address: str, language: str, word: str
) -> None:
    with opened(browser, demo_address, language) as page:
        expect(page.locator("#ask")).to_have_text(word)


def test_on_a_phone_the_record_lies_over_the_conversation_and_goes_back_to_it(
    browser: Browser, demo_address: str
) -> None:
    with opened(browser, demo_address, size=PHONE) as page:
        ask(page, "what did Somers promise on SIBs?")
        words = quote(page)
        for leave in (lambda: page.click(".pane .close"), page.go_back, lambda: page.keyboard.press("Escape")):
            follow(page)
            assert marked(page) == words
            expect(page.locator("#talk")).to_be_hidden()
            leave()
            expect(page.locator("#talk")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_citation_is_reached_and_opened_by_keyboard_alone(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        ask(page, "what did Somers promise on SIBs?")
        for _ in range(20):
            page.keyboard.press("Shift+Tab")
            if page.evaluate("document.activeElement.matches('.cite') && document.activeElement.textContent") == "[1]":
                break
        page.keyboard.press("Enter")
        assert marked(page) == quote(page)


def test_a_chip_is_taken_away_and_brought_back_by_keyboard(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        page.get_by_text("What did Somers promise on SIBs?").click()
        answer = page.locator(".answer")
        expect(answer.locator(".sources")).to_be_visible()
        words = answer.inner_text()
        remove = page.get_by_role("button", name="Remove: Bart Somers", exact=True)
        back = page.get_by_role("button", name="Bring back: Bart Somers", exact=True)
        remove.focus()
        page.keyboard.press("Enter")
        expect(back).to_be_focused()
        expect(answer.locator(".understood s")).to_have_text("Bart Somers")
        expect(answer.locator(".sources")).to_be_visible()
        assert answer.locator(".words").all_inner_texts() != re.findall("“.*?”", words)
        page.keyboard.press("Space")
        expect(remove).to_be_focused()
        expect(answer.locator(".sources")).to_be_visible()
        assert answer.inner_text() == words
        expect(page.locator(".question")).to_have_count(1)


def test_only_the_last_questions_chips_can_be_taken_away(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address, size=PHONE) as page:
        ask(page, "what did Somers promise on SIBs?")
        page.get_by_role("button", name="Remove: promise").click()
        expect(page.locator(".understood s")).to_have_text("promise")
        ask(page, "And when did he say that?")
        first, last = page.locator(".answer").all()
        expect(first.locator(".understood s")).to_have_text("promise")
        expect(first.locator(".understood").get_by_role("button")).to_have_count(0)
        expect(last.get_by_role("button", name="Remove: Bart Somers")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_reader_says_that_an_answer_is_right_and_which_words_of_the_record_answer(
    browser: Browser, harbour_address: str
) -> None:
    with opened(browser, harbour_address) as page:
        ask(page, "What was promised about the harbour bridge?")
        outcome = page.locator(".feedback .outcome")
        page.get_by_role("button", name="Right", exact=True).click()
        expect(outcome).to_have_text("Kept, thank you.")
        expect(page.get_by_role("button", name="Right", exact=True)).to_have_attribute("aria-pressed", "true")
        selected = page.get_by_role("button", name="what is selected in the record")
        selected.click()
        expect(outcome).to_have_text("Select words in the record first.")
        follow(page)
        marked(page)
        page.frame_locator("iframe[name=record]").locator("article.cited p").nth(2).select_text()
        selected.click()
        expect(outcome).to_have_text("Kept, thank you.")
        page.goto(f"{harbour_address}/feedback")
        expect(page.locator("tbody tr td:nth-child(2)")).to_have_text(["This passage answers it", "Right"])
        page.locator("tbody tr").first.locator("td:nth-child(3) a").click()
        expect(page.locator("mark")).to_have_text("That is all.")


SIBS = "What did Somers promise on SIBs?"


def test_an_answer_is_visible_soon_and_said_once(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as page:
        ask(page, "Wat beloofde Somers over SIB's?")  # the first question of a program loads what it needs
        page.evaluate(
            "window.told = []; new MutationObserver(() => told.push(said.textContent))"
            ".observe(document.querySelector('#said'), {childList: true})"
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
            expect(page.frame_locator("iframe[name=record]").locator("mark")).to_have_text(
                page.locator(".words").nth(at).inner_text().strip("“”")
            )
        page.frame_locator("iframe[name=record]").locator("mark").click()
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
        expect(page.frame_locator("iframe[name=record]").locator("mark")).to_have_count(1)
        first = marked(page)
        page.keyboard.press("j")
        expect(page.frame_locator("iframe[name=record]").locator("mark")).not_to_have_text(first)
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
        expect(page.locator(".understood s")).to_have_text("promise")
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
        with opened(browser, demo_address, language, size, address.removeprefix(f"{demo_address}/")) as page:
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
        assert page.evaluate("navigator.clipboard.readText()") == text.splitlines()[0]


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


def test_readers_do_not_see_each_others_questions(browser: Browser, demo_address: str) -> None:
    with opened(browser, demo_address) as one, opened(browser, demo_address) as other:
        ask(one, "what did Somers promise on SIBs?")
        ask(other, "and when?")
        expect(other.locator(".answer .understood")).not_to_contain_text("Somers")
        expect(other.locator(".question")).to_have_count(1)


def test_a_hostile_record_and_a_hostile_question_are_shown_as_text_and_change_nothing(
    browser: Browser, harbour_address: str
) -> None:
    with opened(browser, harbour_address) as page:
        ask(page, HOSTILE_QUESTION)
        assert page.locator(".question").inner_text() == " ".join(HOSTILE_QUESTION.split())
        assert ATTACK in page.locator(".answer").inner_text()
        added = "script, img, em, strong, code, math, .katex, a:not([href^='record/'], .address, [rel~='noreferrer'])"
        assert page.locator("#log").locator(added).count() == 0
        page.locator(".answer blockquote .cite").first.click()
        record = page.frame_locator("iframe[name=record]")
        assert marked(page) == quote(page)
        assert HOSTILE_WORDS in record.locator("article.cited").inner_text()
        assert record.locator("main").locator("script, img, em, strong, code, math, a").count() == 0
        assert page.title() == "Woordelijk"
