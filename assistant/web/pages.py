"""A page of the workbench: a template in the reader's language, under the bar that all views share.

Every address on a page is relative, so that pages also hold where a proxy serves them under a prefix. Knows nothing of
what the views show.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import MutableHeaders

from assistant.answer import Language
from assistant.web.guard.identity import reader_of
from assistant.web.templating import page_templates
from assistant.web.texts import LANGUAGES, preferred, texts

VIEWS = {
    "ask": "./", "commitments": "commitments", "topic": "topic", "check": "check", "record": "record/",
}  # fmt: skip
"""The views in the order of the bar, and their addresses from the root; `view_NAME` is the text of each."""

LANGUAGE = "lang"
"""The query parameter, and the cookie, that say which language a reader chose."""


def chosen_language(request: Request) -> Language:
    """The language to show: that of the address, else the one chosen before, else the browser's."""
    for name in (request.query_params.get(LANGUAGE), request.cookies.get(LANGUAGE)):
        if name in LANGUAGES:
            return name
    return preferred(request.headers.get("accept-language"))


def page(
    request: Request, template: str, view: str, *, root: str = "", status: int = 200, **values: Any
) -> HTMLResponse:
    """The response with a page of one of `VIEWS`. `root` leads from its address to the root: "../" for a page in a
    folder; `values` are the template's own."""
    rendered = page_templates().get_template(template).render(page_values(request, view, root), **values)
    response = HTMLResponse(rendered, status_code=status)
    keep_language(request, response.headers)
    return response


def page_values(request: Request, view: str, root: str = "") -> dict[str, Any]:
    """What every page's template is given."""
    return {
        "texts": texts(chosen_language(request)), "root": root, "view": view, "views": VIEWS,
        "reader": reader_of(request), "languages": language_links(request),
    }  # fmt: skip


def keep_language(request: Request, headers: MutableHeaders) -> None:
    """Have the browser keep the language that the request's address names, if it names one."""
    language = request.query_params.get(LANGUAGE)
    if language in LANGUAGES:
        kept = f"{LANGUAGE}={language}; Max-Age=31536000; Path={request.scope.get('root_path', '')}/; SameSite=Lax"
        headers.append("set-cookie", f"{kept}; Secure" if request.url.scheme == "https" else kept)


def language_links(request: Request) -> list[tuple[Language, str]]:
    """For each language, the address of this same page in it."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != LANGUAGE]
    return [(language, f"?{urlencode([*kept, (LANGUAGE, language)])}") for language in LANGUAGES]
