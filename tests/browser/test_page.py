"""The conversation in a real browser (`tests.browser.walking`)."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.walking import PHONE, ask, follow, marked, opened, quote
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
        expect(page.frame_locator("iframe[name=record]").locator("mark").first).not_to_have_text(first.split("\n\n")[0])
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
        expect(page.locator(".whole .understood s")).to_have_text("promise")
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
        assert record.locator("main").locator("script, img, em, strong, code, math, a:not([href^='#'])").count() == 0
        assert page.title() == "Woordelijk"
