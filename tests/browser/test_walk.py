"""What holds over all views: the language is switched, the page is soon there, and little is sent."""

import time

import pytest
from playwright.sync_api import Browser, Response, expect

from tests.browser.states import STATES
from tests.browser.walking import ask

pytestmark = pytest.mark.browser

MOST_BYTES = 150_000
SOON = 2.0
"""Seconds from opening the page to a question that can be asked."""


def test_the_language_is_switched_and_the_conversation_goes_on(browser: Browser, demo_address: str) -> None:
    # Not `opened`: Gradio complains of its own stream, which is cut off when its page is left.
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{demo_address}/")
    ask(page, "What did Somers promise on SIBs?")
    words = page.locator(".answer .words").all_inner_texts()
    page.locator(".languages").get_by_role("link", name="fr").click()
    expect(page.locator("#ask")).to_have_text("Demander")
    expect(page.locator(".answer.whole")).to_be_visible()
    assert page.locator(".answer .words").all_inner_texts() == words
    page.get_by_role("link", name="Engagements").click()
    expect(page.locator("h1")).to_have_text("Engagements")  # kept from view to view
    page.locator(".languages").get_by_role("link", name="nl").click()
    expect(page.locator("h1")).to_have_text("Toezeggingen")
    context.close()


def test_our_own_styles_and_scripts_are_small(browser: Browser, demo_address: str) -> None:
    sizes: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if "/woordelijk/" in response.url:
            sizes[response.url] = len(response.body())

    for path in dict.fromkeys(state.path for state in STATES):
        context = browser.new_context()
        page = context.new_page()
        page.on("response", weigh)
        page.goto(f"{demo_address}/{path}")
        page.wait_for_timeout(500)  # Gradio adds its own when it runs; ours are named in the page
        context.close()
    assert len(sizes) > 10
    assert sum(sizes.values()) < MOST_BYTES


def test_a_question_can_be_asked_soon_after_the_page_is_opened(browser: Browser, demo_address: str) -> None:
    took = []
    for _ in range(3):  # the quickest counts: what else a machine does is not the page's
        context = browser.new_context()
        page = context.new_page()
        begun = time.monotonic()
        page.goto(f"{demo_address}/")
        expect(page.locator("#question textarea")).to_be_editable(timeout=20_000)
        expect(page.locator(".example").first).to_be_visible()
        took.append(time.monotonic() - begun)
        context.close()
    assert min(took) < SOON
