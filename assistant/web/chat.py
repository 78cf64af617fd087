"""The conversation: a Gradio page that asks the assistant and shows its answers as they grow.

A conversation is its reader's own: it lives in their session and nothing of it is kept elsewhere. Gradio, slow to
import and off by default in nothing, is imported and hardened here alone. Knows nothing of how answers look.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from starlette.middleware import Middleware

from assistant.answer import Language, Question
from assistant.assistant import Assistant
from assistant.errors import CitationError
from assistant.understanding.chips import Chip, chips
from assistant.web.answers import failure_message, question_message, stages
from assistant.web.examples import examples
from assistant.web.gradio_routes import LONGEST_BODY, REFUSALS, OnlyNeeded
from assistant.web.serving import Serving
from assistant.web.templating import page_templates
from assistant.web.texts import FALLBACK, LANGUAGES, texts
from assistant.web.understood import together

if TYPE_CHECKING:
    import gradio as gr

LONGEST_QUESTION = 1_000
"""Characters."""

AT_ONCE = 2
"""Answers made at once; one keeps a core busy."""

WAITING = 64
"""Questions that may wait for their turn."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one reader asked, oldest first, and the messages shown.

    `chips` are those of the last question, `without` the ids of those of them that the reader took away.
    """

    questions: tuple[str, ...] = ()
    messages: tuple[dict[str, str], ...] = ()
    chips: tuple[Chip, ...] = ()
    without: tuple[str, ...] = ()

    def with_message(self, role: str, content: str) -> Conversation:
        """The conversation with one more message."""
        return replace(self, messages=(*self.messages, {"role": role, "content": content}))


def converse(assistant: Assistant, text: str, before: Conversation) -> Iterator[Conversation]:
    """The conversation as it grows by a question and its answer; a blank question changes nothing."""
    text = text.encode(errors="replace").decode().strip()[:LONGEST_QUESTION]  # half a character is none
    if not text:
        yield before
        return
    asked = Conversation((*before.questions, text), before.messages).with_message("user", question_message(text))
    yield asked
    yield from _answered(assistant, asked)


def toggle(assistant: Assistant, chip: str, before: Conversation) -> Iterator[Conversation]:
    """The conversation as the answer to its last question is replaced: without this chip, or with it again.

    An id that is no chip of the last question changes nothing.
    """
    if chip not in {shown.id for shown in before.chips}:
        yield before
        return
    kept = tuple(gone for gone in before.without if gone != chip)
    without = kept if chip in before.without else (*kept, chip)
    yield from _answered(assistant, replace(before, messages=before.messages[:-1], without=without))


def _answered(assistant: Assistant, asked: Conversation) -> Iterator[Conversation]:
    """The conversation as the answer to its last question grows."""
    *history, text = asked.questions
    try:
        answer = assistant.ask(Question(text, tuple(history), without=asked.without))
    except CitationError:
        # A quote that does not stand in the record is never shown; the reader is told, the reason goes to the log.
        _LOG.exception("no answer was given, for a quote could not be proved")
        yield asked.with_message("assistant", failure_message(FALLBACK))
        return
    asked = replace(asked, chips=together(chips(answer.understood), asked.chips, asked.without))
    for message in stages(answer, asked.chips):
        yield asked.with_message("assistant", message)


def mount_chat(app: FastAPI, serving: Serving) -> FastAPI:
    """The application with the conversation at its root; its own routes must be there already."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported
    import gradio as gr

    i18n = gr.I18n(**{language: _interface(language) for language in LANGUAGES})
    questions = examples({row.id for row in serving.assistant.index.sittings.values()})
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        _page(serving, i18n, questions),
        path="/",
        theme=_theme(),
        i18n=i18n,
        ssr_mode=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size=1,  # byte: nothing is ever uploaded
        mcp_server=False,
        pwa=False,
        app_kwargs={
            "middleware": [Middleware(OnlyNeeded)],
            "max_body_size": LONGEST_BODY,
            "exception_handlers": REFUSALS,
        },
    )
    return mounted


def _interface(language: Language) -> dict[str, str]:
    """The texts that Gradio shows, one set a language; the browser takes the set of its own."""
    words = texts(language)
    intro = page_templates().get_template("intro.html").render(texts=words)
    return {"intro": intro, **{key: words[key] for key in ("question", "placeholder", "ask", "new")}}


def _page(serving: Serving, i18n: gr.I18n, questions: list[str]) -> gr.Blocks:
    import gradio as gr

    page = gr.Blocks(title="Woordelijk", analytics_enabled=False, fill_width=True)
    with page:
        conversation = gr.State(Conversation())
        with gr.Row(elem_id="desk"), gr.Column(elem_id="talk"):
            with gr.Row(elem_id="tools"):
                new = gr.Button(i18n("new"), elem_id="new", size="sm", scale=0)
            log = gr.Chatbot(
                elem_id="log", show_label=False, container=False, layout="panel", autoscroll=False, height="auto",
                placeholder=str(i18n("intro")), examples=[{"text": question} for question in questions],
                buttons=[], feedback_options=None, latex_delimiters=[], allow_file_downloads=False,
            )  # fmt: skip
            with gr.Row(elem_id="composer"):
                box = gr.Textbox(
                    label=i18n("question"), placeholder=i18n("placeholder"), show_label=False, container=False,
                    lines=1, max_lines=6, max_length=LONGEST_QUESTION, elem_id="question", scale=1,
                )  # fmt: skip
                ask = gr.Button(i18n("ask"), elem_id="ask", variant="primary", scale=0)
        # A chip's button stands in a message, out of Gradio's reach: page.js writes its id here and presses this.
        chip = gr.Textbox(visible="hidden", elem_id="chip")
        press = gr.Button(visible="hidden", elem_id="press")

        def answer(text: str, before: Conversation) -> Iterator[tuple[Any, ...]]:
            for count, now in enumerate(converse(serving.assistant, text, before)):
                yield list(now.messages), now, "" if count == 0 else gr.skip()

        def answer_example(before: Conversation, chosen: gr.SelectData) -> Iterator[tuple[Any, ...]]:
            yield from answer(chosen.value["text"], before)

        def answer_anew(chosen: str, before: Conversation) -> Iterator[tuple[Any, ...]]:
            for now in toggle(serving.assistant, chosen, before):
                yield list(now.messages), now

        # Gradio looks for the type itself; its name alone, as annotations are kept here, it cannot resolve.
        answer_example.__annotations__["chosen"] = gr.SelectData

        shown = [log, conversation, box]
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        asking: list[dict[str, Any]] = [
            box.submit(answer, [box, conversation], shown, **quiet),
            ask.click(answer, [box, conversation], shown, **quiet),
            log.example_select(answer_example, [conversation], shown, **quiet),
            press.click(answer_anew, [chip, conversation], [log, conversation], **quiet),
        ]
        new.click(lambda: ([], Conversation(), ""), None, shown, cancels=asking, queue=False, **quiet)
    page.queue(default_concurrency_limit=AT_ONCE, max_size=WAITING, api_open=False)
    return page


def _theme() -> gr.themes.Base:
    """Gradio's plainest theme, in the fonts and colours of static/tokens.css, which follow the reader's system."""
    import gradio as gr

    colours = {
        "body_background_fill": "var(--paper)",
        "body_text_color": "var(--ink)",
        "body_text_color_subdued": "var(--quiet)",
        "background_fill_primary": "var(--paper)",
        "background_fill_secondary": "var(--paper)",
        "block_background_fill": "var(--paper)",
        "border_color_primary": "var(--line)",
        "border_color_accent": "var(--link)",
        "color_accent_soft": "var(--paper)",
        "link_text_color": "var(--link)",
        "input_background_fill": "var(--sheet)",
        "input_border_color": "var(--line)",
        "input_placeholder_color": "var(--quiet)",
        "button_primary_background_fill": "var(--link)",
        "button_primary_background_fill_hover": "var(--link)",
        "button_primary_text_color": "var(--paper)",
        "button_secondary_background_fill": "var(--paper)",
        "button_secondary_background_fill_hover": "var(--sheet)",
        "button_secondary_text_color": "var(--ink)",
    }
    fonts = ("var(--sans)",)
    return gr.themes.Base(font=fonts, font_mono=fonts).set(
        **colours, **{f"{name}_dark": value for name, value in colours.items()}
    )
