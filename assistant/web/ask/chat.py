"""The conversation: a Gradio page that asks the assistant and shows its answers as they grow.

A conversation is its reader's own: it lives in their session. Only a question that found nothing is kept, without a
name, for whoever looks after the record. Gradio, slow to
import and off by default in nothing, is imported and hardened here alone. Knows nothing of how answers look.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from fastapi import FastAPI
from starlette.middleware import Middleware

from assistant.answer import Answer, Language, Question
from assistant.answering.model.narrator import Narrator
from assistant.assistant import Assistant
from assistant.errors import CitationError, FeedbackError
from assistant.feedback.kept import Feedback
from assistant.suggesting import suggestions
from assistant.understanding.chips import Chip, chips
from assistant.web.ask.answers import failure_message, question_message, stages, suggestions_message
from assistant.web.ask.examples import examples
from assistant.web.ask.sharing import LONGEST_QUESTION, Step, asked, changes, read
from assistant.web.ask.understood import together
from assistant.web.guard.gradio_routes import LONGEST_BODY, REFUSALS, OnlyNeeded
from assistant.web.serving import Serving
from assistant.web.templating import page_templates
from assistant.web.texts import FALLBACK, LANGUAGES, texts

if TYPE_CHECKING:
    import gradio as gr

AT_ONCE = 2
"""Answers made at once; one keeps a core busy."""

HELP = ("prose", "translate")
"""What a language model can be asked to do with an answer."""

WAITING = 64
"""Questions that may wait for their turn."""

LOOKS_EVERY = 0.02
"""Seconds between two looks for work while there is none."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one reader asked, oldest first, the messages shown, the last answer, and the chips of its question.

    `chips` are all that the last question shows, those that the reader took away included; `helps` says whether a
    language model can be asked for more.
    """

    steps: tuple[Step, ...] = ()
    messages: tuple[dict[str, str], ...] = ()
    chips: tuple[Chip, ...] = ()
    answer: Answer | None = None
    helps: bool = False

    def with_message(self, role: str, content: str) -> Conversation:
        """The conversation with one more message."""
        return replace(self, messages=(*self.messages, {"role": role, "content": content}))

    def with_last(self, step: Step) -> Conversation:
        """The conversation without its last answer, and with its last question so."""
        return replace(self, steps=(*self.steps[:-1], step), messages=self.messages[:-1])


def converse(assistant: Assistant, text: str, before: Conversation) -> Iterator[Conversation]:
    """The conversation as it grows by a question and its answer; a blank question changes nothing."""
    text = text.encode(errors="replace").decode().strip()[:LONGEST_QUESTION]  # half a character is none
    if not text:
        yield before
        return
    asked = _with_question(before, Step(text))
    yield asked
    yield from _answered(assistant, asked)


def act(assistant: Assistant, told: str, before: Conversation) -> Iterator[Conversation]:
    """The conversation as it changes by what the page tells, in the form of an address.

    ``toggle=ID`` takes a chip of the last question away or brings it back, ``change=ID&to=VALUE`` puts something else
    in its place, and an address of `assistant.web.ask.sharing` asks a conversation again. Else nothing changes.
    """
    items = parse_qsl(told)
    if steps := read(items):
        yield from replay(assistant, steps, Conversation(helps=before.helps))
    elif before.steps and (changed := changes(items)):
        yield from _answered(assistant, before.with_last(before.steps[-1].changed(changed)))
    elif (chip := dict(items).get("toggle")) in {shown.id for shown in before.chips} and chip:
        yield from _answered(assistant, before.with_last(before.steps[-1].toggled(chip)))
    else:
        yield before


def narrate(narrator: Narrator, what: str, before: Conversation) -> Conversation:
    """The conversation with prose by a language model over its last answer (`what` "prose"), or with its quotes
    translated ("translate"); anything else changes nothing."""
    if before.answer is None or what not in HELP:
        return before
    made = narrator.with_prose(before.answer) if what == "prose" else narrator.with_translations(before.answer)
    now = replace(before, answer=made, messages=before.messages[:-1])
    *_, whole = stages(made, now.chips, now.steps, helps=now.helps)
    return now.with_message("assistant", whole)


def replay(assistant: Assistant, steps: Sequence[Step], now: Conversation) -> Iterator[Conversation]:
    """A conversation asked again, from an empty one: every answer but the last is shown at once."""
    for step in steps[:-1]:
        now = _with_question(now, step)
        yield now
        *_, now = _answered(assistant, now)
    now = _with_question(now, steps[-1])
    yield now
    yield from _answered(assistant, now)


def _with_question(before: Conversation, step: Step) -> Conversation:
    asked = Conversation((*before.steps, step), before.messages, helps=before.helps)
    return asked.with_message("user", question_message(step.text))


def _answered(assistant: Assistant, now: Conversation) -> Iterator[Conversation]:
    """The conversation as the answer to its last question grows."""
    question = asked(now.steps)
    try:
        answer = assistant.ask(question)
    except CitationError:
        # A quote that does not stand in the record is never shown; the reader is told, the reason goes to the log.
        _LOG.exception("no answer was given, for a quote could not be proved")
        yield replace(now, answer=None).with_message("assistant", failure_message(FALLBACK))
        return
    shown = together(chips(answer.understood), now.chips or _before(assistant, question), question.without)
    now = replace(now, chips=shown, answer=answer)
    for message in stages(answer, now.chips, now.steps, helps=now.helps):
        yield now.with_message("assistant", message)


def _before(assistant: Assistant, question: Question) -> tuple[Chip, ...]:
    """The chips that a question would show had none been taken away: an address names those by their ids alone."""
    return chips(assistant.understand(replace(question, without=())).understood) if question.without else ()


def follow_ups(assistant: Assistant, now: Conversation) -> str:
    """What could be asked next, as a message; empty where nothing is suggested."""
    found = suggestions(assistant, now.answer) if now.answer else []
    return suggestions_message(found, now.steps, now.answer.understood.language) if found and now.answer else ""


def keep_unanswered(feedback: Feedback, answer: Answer) -> None:
    """Keep a question that found nothing, for whoever looks after the record; without it the page goes on as well."""
    question, refusal = answer.question, answer.refusal
    assert refusal is not None
    try:
        feedback.add_unanswered(dt.datetime.now(dt.UTC), question.text, question.history, refusal.reason)
    except FeedbackError:
        _LOG.exception("a question that found nothing was not kept")


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

    empty = Conversation(helps=serving.narrating is not None)
    page = gr.Blocks(title="Woordelijk", analytics_enabled=False, fill_width=True)
    with page:
        conversation = gr.State(empty)
        with gr.Row(elem_id="desk"), gr.Column(elem_id="talk"):
            with gr.Row(elem_id="tools"):
                new = gr.Button(i18n("new"), elem_id="new", size="sm", scale=0)
            with gr.Column(elem_id="scroll"):
                log = gr.Chatbot(
                    elem_id="log", show_label=False, container=False, layout="panel", autoscroll=False, height="auto",
                    placeholder=str(i18n("intro")), examples=[{"text": question} for question in questions],
                    buttons=[], feedback_options=None, latex_delimiters=[], allow_file_downloads=False,
                )  # fmt: skip
                further = gr.Markdown(elem_id="further", latex_delimiters=[])
            with gr.Row(elem_id="composer"):
                box = gr.Textbox(
                    label=i18n("question"), placeholder=i18n("placeholder"), show_label=False, container=False,
                    lines=1, max_lines=6, max_length=LONGEST_QUESTION, elem_id="question", scale=1,
                )  # fmt: skip
                ask = gr.Button(i18n("ask"), elem_id="ask", variant="primary", scale=0)
        # What stands in a message or in our own part of the page is out of Gradio's reach: page.js writes here what was
        # done and presses the button, and asks for suggestions when an answer is whole.
        told = gr.Textbox(visible="hidden", elem_id="told")
        press = gr.Button(visible="hidden", elem_id="press")
        more = gr.Button(visible="hidden", elem_id="more")

        def answer(text: str, before: Conversation) -> Iterator[tuple[Any, ...]]:
            now = before
            for count, now in enumerate(converse(serving.assistant, text, before)):
                yield list(now.messages), now, "" if count == 0 else gr.skip()
            if now is not before and now.answer and now.answer.refusal:
                keep_unanswered(serving.feedback, now.answer)

        def answer_example(before: Conversation, chosen: gr.SelectData) -> Iterator[tuple[Any, ...]]:
            yield from answer(chosen.value["text"], before)

        def answer_told(doing: str, before: Conversation) -> Iterator[tuple[Any, ...]]:
            what = dict(parse_qsl(doing)).get("narrate", "")
            if what and serving.narrating:
                now = narrate(serving.narrating(serving.assistant), what, before)
                yield list(now.messages), now
                return
            for now in act(serving.assistant, doing, before):
                yield list(now.messages), now

        # Gradio looks for the type itself; its name alone, as annotations are kept here, it cannot resolve.
        answer_example.__annotations__["chosen"] = gr.SelectData

        shown = [log, conversation, box]
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        # An event of its own: while suggestions are looked for, the next question can be asked. Those that come too
        # late are not shown, for they bear the address of the conversation that they follow.
        more.click(
            lambda now: follow_ups(serving.assistant, now), [conversation], [further], concurrency_limit=1,
            trigger_mode="always_last", **quiet,
        )  # fmt: skip
        asking: list[dict[str, Any]] = [
            box.submit(answer, [box, conversation], shown, **quiet),
            ask.click(answer, [box, conversation], shown, **quiet),
            log.example_select(answer_example, [conversation], shown, **quiet),
            press.click(answer_told, [told, conversation], [log, conversation], **quiet),
        ]
        emptied = [*shown, further]
        new.click(lambda: ([], empty, "", ""), None, emptied, cancels=asking, queue=False, **quiet)
    page.queue(default_concurrency_limit=AT_ONCE, max_size=WAITING, api_open=False)
    # Gradio looks a thousand times a second whether there is work, which takes a laptop a twentieth of a core.
    page._queue.sleep_when_free = LOOKS_EVERY
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
