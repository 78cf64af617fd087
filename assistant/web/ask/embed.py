"""The embedded form: a small page with a question and its answer, to be framed by an intranet's pages at /embed.

Plain and whole from the server, without Gradio, and of use without JavaScript. Everything about it stands in its
address: `q` (several are a conversation, oldest first), `speaker`, `source`, `lang`, `theme`. Links open in a new tab.
Knows nothing of who may frame it (`security.py`).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from lxml import html
from markupsafe import Markup

from assistant.answer import Language, Question
from assistant.answering.counting.filters import named_filters
from assistant.assistant import Assistant
from assistant.errors import CitationError, CountError
from assistant.understanding.chips import chips
from assistant.web.ask.answers import failure_message, stages
from assistant.web.ask.sharing import LONGEST_QUESTION
from assistant.web.guard.desk import BusyError, Desk
from assistant.web.guard.security import EMBED
from assistant.web.pages import LANGUAGE, chosen_language, page
from assistant.web.serving import Serving
from assistant.web.templating import page_templates
from assistant.web.texts import LANGUAGES, texts

EARLIER = 5
"""Earlier questions that a follow-up carries along."""

LONGEST_NAME = 200
AT_ONCE, WAITING = 2, 32
THEMES = ("light", "dark")

_PRESSED = (
    "//*[@hidden] | //li[contains(@class, 'narrow')] | //*[contains(@class, 'feedback')] | "
    "//button[not(ancestor::*[contains(@class, 'narrow') or contains(@class, 'feedback')])]"
)

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; what it has no place for is left out."""

    questions: tuple[str, ...]
    speaker: str | None
    source: str | None
    theme: str | None
    lang: str | None

    @classmethod
    def of(cls, request: Request) -> Asked:
        """What the address of a request asks for."""
        given = request.query_params
        questions = [text.replace("\0", " ").strip() for text in given.getlist("q")]
        theme, lang = given.get("theme"), given.get(LANGUAGE)
        return cls(
            tuple([text for text in questions if text][-EARLIER - 1 :]),
            _name(given.get("speaker")), _name(given.get("source")),
            theme if theme in THEMES else None, lang if lang in LANGUAGES else None,
        )  # fmt: skip

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the next question's address says besides the question."""
        named = {"speaker": self.speaker, "source": self.source, LANGUAGE: self.lang, "theme": self.theme}
        return [(name, value) for name, value in named.items() if value is not None]


def embed_pages(serving: Serving, origins: Sequence[str]) -> APIRouter:
    """Routes of the embedded form, and of the page that shows how to embed it. `origins` may frame it."""
    router = APIRouter()
    desk = Desk("embed", AT_ONCE, WAITING)

    @router.get(EMBED, response_class=HTMLResponse)
    async def embedded(request: Request) -> HTMLResponse:
        asked, words = Asked.of(request), texts(chosen_language(request))
        answer, problem, status = Markup(""), None, 200
        try:
            if any(len(text) > LONGEST_QUESTION for text in asked.questions):
                problem, status = words["embed_long"].format(count=LONGEST_QUESTION), 422
            elif asked.questions:
                answer = await desk.do(partial(_answer, serving.assistant, asked, chosen_language(request)))
        except CountError:
            name = asked.speaker if asked.source is None else f"{asked.speaker or ''} {asked.source}".strip()
            problem, status = words["embed_unknown"].format(name=name), 422
        except BusyError:
            problem, status = words["embed_busy"], 503
        values: dict[str, Any] = {
            "texts": words, "asked": asked, "answer": answer, "problem": problem, "origins": " ".join(origins),
            "longest": LONGEST_QUESTION,
        }  # fmt: skip
        return HTMLResponse(page_templates().get_template("embed.html").render(values), status)

    @router.get(f"{EMBED}/snippet", response_class=HTMLResponse)
    def snippet(request: Request) -> HTMLResponse:
        address = str(request.url.replace(path=f"{request.scope.get('root_path', '')}{EMBED}", query="", fragment=""))
        code = snippet_code(address, texts(chosen_language(request)))
        return page(request, "embed_snippet.html", "embed", root="../", code=code, origins=origins)

    return router


def snippet_code(address: str, words: Mapping[str, str]) -> str:
    """The lines that put the form at an address into another page, which then follows its height."""
    origin = "/".join(address.split("/")[:3])
    template = page_templates().get_template("embed_code.html")
    return template.render(address=address, origin=origin, lang=words["code"], title=words["embed_title"])


def _answer(assistant: Assistant, asked: Asked, language: Language) -> Markup:
    """The answer to the last question, as the conversation shows it."""
    *history, text = asked.questions
    filters = named_filters(assistant.index, speaker=asked.speaker, source=asked.source)
    try:
        answer = assistant.ask(Question(text, tuple(history), filters))
        *_, whole = stages(answer, chips(answer.understood))
    except CitationError:
        _LOG.exception("no answer was given, for a quote could not be proved")
        whole = failure_message(language)
    return still(whole)


def still(message: str) -> Markup:
    """A message of the conversation without what is pressed there: the form has nothing that would hear it.

    It was made by the templates of messages, which let no value through as markup.
    """
    answer = html.fragment_fromstring(message)
    for pressed in answer.xpath(_PRESSED):
        before = pressed.getprevious()
        if before is not None:  # the dot between this and what stands before it goes too
            before.tail = (before.tail or "").rstrip(" ·") or None
        pressed.drop_tree()
    return Markup(html.tostring(answer, encoding="unicode"))


def _name(value: str | None) -> str | None:
    name = (value or "").replace("\0", " ").strip()[:LONGEST_NAME]
    return name or None
