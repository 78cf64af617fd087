"""The states of the page that a person meets, view by view, over the demo record: for axe and for screenshots."""

import re
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


FOLLOW = re.compile("status and follow-ups|status en vervolg|statut et suites")

STATES = (
    State("ask", "", ".example"),
    State("ask-answer", "", ".answer .sources", answered),
    State("ask-reading", "", "iframe[name=record]", reading),
    State("ask-refusal", "", ".reason", refused),
    State("ask-changing", "", "#change", changing),
    State("ask-saving", "", "#save a", saving),
    State("ask-keys", "", "#help", lambda page: page.keyboard.press("?")),
    State("commitments", "commitments", "td .words"),
    State("commitments-chosen", "commitments?speaker=Bart+Somers&strength=firm&sort=deadline", "td .words"),
    State("commitment", "commitments", "form", lambda page: page.get_by_role("link", name=FOLLOW).first.click()),
    State("topic", "topic", "#about"),
    State("topic-months", "topic?about=SIB", "figure.plot"),
    State("topic-speakers", "topic?about=regering&by=speaker", "figure.plot"),
    State("topic-beside", "topic?about=SIB&speaker=Bart+Somers&speaker=Maaike+De+Vreese", ".columns-of"),
    State("embed", "embed", "input"),
    State("embed-answer", "embed?q=Wat+beloofde+Somers+over+SIB%27s%3F&theme=dark", ".answer"),
    State("embed-snippet", "embed/snippet", "textarea, pre"),
    State("check", "check", "#words"),
    State("check-report", "check?words=Sociale-impactobligaties+vind+ik+geen+goed+idee.&said_by=Somers", ".report del"),
    State("record", "record/", ".sittings li"),
    State("replies", "replies?sitting=vp-1871678", ".asked tbody tr"),
    State("replies-turn", "replies?turn=vp-1871678-002", ".pair blockquote"),
    State("topic-positions", "topic?about=mest&speaker=Brouns&speaker=Schauvliege", "#positions blockquote"),
    State("record-search", "record/?find=minister", ".hits mark"),
    State("sitting", "record/", "article.turn", lambda page: page.locator(".sittings a").first.click()),
    State("manage", "record/manage", "tbody tr"),
    State("feedback", "feedback", "h1"),
)
