"""The states of the page that a person meets, view by view, over the demo record: for axe and for screenshots."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.walking import ask, follow, marked

Steps = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class State:
    """A state: the path of its view, what is done there, and what must be visible then."""

    name: str
    path: str
    shows: str
    steps: Steps = lambda page: None

    def reach(self, page: Page) -> None:
        """Do what leads there, and wait until it is there."""
        self.steps(page)
        expect(page.locator(self.shows).first).to_be_visible()


def answered(page: Page) -> None:
    ask(page, "Wat beloofde Somers over SIB's?")


def reading(page: Page) -> None:
    answered(page)
    follow(page)
    marked(page)


def refused(page: Page) -> None:
    ask(page, "What did Somers promise on nuclear energy?")


def changing(page: Page) -> None:
    answered(page)
    page.locator(".narrow button").click()


def saving(page: Page) -> None:
    answered(page)
    expect(page.locator(".further")).to_be_visible()
    page.locator("#save summary").click()


STATES = (
    State("ask", "", ".example"),
    State("ask-answer", "", ".answer .sources", answered),
    State("ask-reading", "", "iframe[name=record]", reading),
    State("ask-refusal", "", ".reason", refused),
    State("ask-changing", "", "#change", changing),
    State("ask-saving", "", "#save a", saving),
    State("ask-keys", "", "#help", lambda page: page.keyboard.press("?")),
    State("record", "record/", ".sittings li"),
    State("feedback", "feedback", "h1"),
)
