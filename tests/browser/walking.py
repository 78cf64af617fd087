"""How tests walk through the page as a person would: the real program, `python app.py`, in a real browser.

Every request that a page makes is watched: none may go to another machine, and nothing may complain on the console.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.conftest import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
Theme = Literal["light", "dark"]
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}


@contextmanager
def serving(*arguments: str, cache: Path) -> Iterator[str]:
    """The program on a free port, until the block ends; gives its address."""
    program = subprocess.Popen(
        [sys.executable, "app.py", "--port", "0", *arguments],
        cwd=ROOT, env=os.environ | {"XDG_CACHE_HOME": str(cache)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert program.stdout is not None
        line = program.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, f"app.py did not print its address but {line!r}"
        yield found[0]
    finally:
        program.terminate()
        program.communicate(timeout=20)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that is installed here, without a window."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail(
            "The browser tests need Chromium. Debian, Ubuntu: sudo apt-get install chromium; macOS: brew install "
            "--cask chromium; or have google-chrome on the PATH."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser,
    address: str,
    language: str = "en-GB",
    size: ViewportSize = DESK,
    path: str = "",
    theme: Theme = "light",
) -> Iterator[Page]:
    """The page at a path, which may ask nothing of another machine and may not complain on its console."""
    context = browser.new_context(locale=language, viewport=size, color_scheme=theme)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        page.goto(f"{address}/{path}")
        if path.partition("?")[0] == "":
            expect(page.locator("#question textarea")).to_be_visible(timeout=20_000)
        yield page
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]  # never wider than its window
    finally:
        context.close()
    assert [url for url in asked if not url.startswith((f"{address}/", "data:"))] == []
    assert not complaints, complaints


def ask(page: Page, question: str) -> None:
    """Ask, and wait until the whole answer is there."""
    before = page.locator(".answer").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    expect(page.locator(".answer")).to_have_count(before + 1, timeout=10_000)
    expect(page.locator(".answer").last).to_have_class("answer whole")


def quote(page: Page) -> str:
    """The first quote of the last answer, without its quotation marks."""
    return page.locator(".answer").last.locator(".words").first.inner_text().strip("“”")


def follow(page: Page) -> None:
    """Follow the first citation of the last answer."""
    page.locator(".answer").last.locator("blockquote .cite").first.click()


def marked(page: Page) -> str:
    """The marked words in the record beside the conversation."""
    marks = page.frame_locator("iframe[name=record]").locator("mark")
    expect(marks.first).to_be_in_viewport()
    return "\n\n".join(marks.all_inner_texts())  # a quote may go on in the next paragraph
