"""Every state of the page is looked through by axe-core (https://github.com/dequelabs/axe-core), in both themes."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.states import STATES, State
from tests.browser.walking import DESK, PHONE, Theme, opened
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

AXE = ROOT / ".axe" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "rules => axe.run(document, { runOnly: rules }).then(found => found.violations)"


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN, RULES)
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_axe_finds_nothing_wrong(browser: Browser, demo_address: str, state: State, theme: Theme) -> None:
    if not AXE.is_file():
        pytest.fail(f"axe-core is not installed: npm install --no-save --prefix {ROOT / '.axe'} axe-core@4")
    size = DESK if theme == "light" else PHONE  # each theme at one width, each width in one theme
    with opened(browser, demo_address, size=size, path=state.path, theme=theme) as page:
        state.reach(page)
        assert violations(page) == []
