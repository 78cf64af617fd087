import re
import string
from pathlib import Path

import pytest

from assistant.answer import Language
from assistant.web import texts as module
from assistant.web.ask.chat import HELP
from assistant.web.ask.exporting import FORMATS
from assistant.web.ask.understood import CHIP_KEYS, KIND_KEYS
from assistant.web.pages import VIEWS
from assistant.web.texts import LANGUAGES, preferred, texts
from assistant.web.views.commitments import KEYS as COMMITMENT_KEYS
from assistant.web.views.manage import KINDS
from assistant.web.views.topic import KEYS as TOPIC_KEYS

WEB = Path(module.__file__).parent


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_with_the_same_fields(language: Language) -> None:
    english = texts("en")
    assert {key: fields(text) for key, text in texts(language).items()} == {k: fields(t) for k, t in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: Language) -> None:
    assert [key for key, text in texts(language).items() if not text.strip()] == []


def test_every_text_is_used_somewhere() -> None:
    sources = [*WEB.rglob("*.py"), *WEB.glob("templates/*.html")]
    used = set(re.findall(r'texts\.(\w+)|"(\w+)"', "".join(file.read_text(encoding="utf-8") for file in sources)))
    names = {name for pair in used for name in pair} | set(KIND_KEYS.values()) | set(CHIP_KEYS.values())
    names |= {f"view_{view}" for view in VIEWS} | set(COMMITMENT_KEYS) | set(TOPIC_KEYS)
    names |= {f"narrate_{what}" for what in HELP}
    names |= {f"save_{name}" for name in FORMATS}
    names |= {f"note_{kind}" for kind in KINDS}
    assert set(texts("en")) - names == set()


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("nl-BE,nl;q=0.9,en;q=0.8", "nl"),
        ("de-DE, fr;q=0.4, en;q=0.3", "fr"),
        ("en;q=0.2, nl;q=0.7", "nl"),
        ("FR-be", "fr"),
        ("de", "en"),
        ("nl;q=0", "en"),
        ("nl;q=high, fr;q=0.1", "fr"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_interface_speaks_the_language_that_the_browser_asks_for(header: str | None, language: str) -> None:
    assert preferred(header) == language
