"""Pictures of every state of the page, in three widths and both themes: `python -m tests.browser.screenshots`.

They are written to docs/screenshots/, to be looked at. Only 64 colours are kept: enough for a page of type.
"""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import ViewportSize

from tests.browser.states import STATES
from tests.browser.walking import DESK, PHONE, Theme, chromium, opened, serving
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "screenshots"
WIDE: ViewportSize = {"width": 2560, "height": 1300}
COLOURS = 64


def main() -> None:
    """Take every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    themes: tuple[Theme, ...] = ("light", "dark")
    with tempfile.TemporaryDirectory() as cache, chromium() as browser, serving(cache=Path(cache)) as address:
        for state in STATES:
            for size in (PHONE, DESK, WIDE):
                for theme in themes:
                    with opened(browser, address, "nl-BE", size, state.path, theme) as page:
                        state.reach(page)
                        page.wait_for_timeout(300)  # what is still moving comes to rest
                        picture = Image.open(io.BytesIO(page.screenshot()))
                    name = f"{state.name}-{size['width']}-{theme}.png"
                    picture.convert("RGB").quantize(COLOURS).save(FOLDER / name, optimize=True)
                    print(name)


if __name__ == "__main__":
    main()
