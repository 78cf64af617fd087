"""The templates: Jinja with autoescape on and no undefined names, for pages and for the messages of the conversation.

A message passes through Gradio's Markdown renderer. `message_templates` therefore writes every character of a value
that is neither letter, digit nor space as a numeric reference: to the renderer there is no markup, no formula and no
line in it, to the reader it is the same text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@cache
def page_templates() -> Environment:
    """Templates of whole pages."""
    return Environment(
        loader=PackageLoader("assistant.web"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


@cache
def message_templates() -> Environment:
    """Templates of messages."""
    return page_templates().overlay(finalize=inert)


def inert(value: Any) -> Markup:
    """A value as HTML that neither an HTML parser nor a Markdown renderer takes for anything but text."""
    if isinstance(value, Markup):
        return value
    return Markup("").join(
        Markup(character if character.isalnum() or character == " " else f"&#{ord(character)};")
        for character in str(value)
    )


def message(template: str, **values: Any) -> str:
    """A message as one line of HTML: Markdown leaves a block of HTML alone up to its first empty line."""
    return re.sub(r"\n\s*", "", message_templates().get_template(template).render(**values))
