"""The web application: the views, the page's own files, and the conversation over all.

One assistant, shared and only read, serves every reader. What stands between a request and the views is put together
here, from the outside in: proxies, headers, other sites' pages, the reader, the start page.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from assistant.assistant import Assistant
from assistant.opening import narrator
from assistant.settings import Settings
from assistant.web.api import create_api
from assistant.web.ask.chat import mount_chat
from assistant.web.ask.embed import embed_pages
from assistant.web.ask.exporting import export_route
from assistant.web.ask.feedback import feedback_pages
from assistant.web.ask.names import names_route
from assistant.web.guard.identity import Identity, require_identity
from assistant.web.guard.proxies import BehindProxy, Proxies
from assistant.web.guard.security import SameSite, SecurityHeaders
from assistant.web.serving import Serving
from assistant.web.startpage import StartPage
from assistant.web.views.check import check_pages
from assistant.web.views.commitments import commitment_pages
from assistant.web.views.manage import manage_pages
from assistant.web.views.record import record_pages
from assistant.web.views.replies import reply_pages
from assistant.web.views.sittings import sittings_pages
from assistant.web.views.topic import topic_pages


def create_app(assistant: Assistant, settings: Settings | None = None) -> FastAPI:
    """The application over an assistant, for the user of this machine or as the settings say.

    Raises:
        SettingsError: the settings leave open who may read.
    """
    settings = settings or Settings()
    require_identity(settings)
    app = FastAPI(title="Woordelijk", docs_url=None, redoc_url=None, openapi_url=None)
    narrating = partial(narrator, settings) if settings.model_url and settings.model_name else None
    serving = Serving(assistant, narrating)
    app.include_router(commitment_pages(serving))
    app.include_router(topic_pages(serving))
    app.include_router(reply_pages(serving))
    app.include_router(check_pages(serving))
    app.include_router(manage_pages(serving))
    app.include_router(sittings_pages(serving))
    app.include_router(record_pages(serving))
    app.include_router(export_route(serving))
    app.include_router(names_route(serving))
    app.include_router(feedback_pages(serving))
    app.include_router(embed_pages(serving, settings.embed_origins))
    app.mount("/api/v1", create_api(serving, settings))
    app.mount("/woordelijk", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    # From the inside out.
    app.add_middleware(StartPage)
    app.add_middleware(Identity, settings=settings)
    app.add_middleware(SameSite)
    app.add_middleware(SecurityHeaders, embed_origins=settings.embed_origins)
    app.add_middleware(BehindProxy, path=settings.path, proxies=Proxies(settings.trusted_proxies))
    # Last: the conversation is mounted at the root and takes every address that is not taken yet.
    return mount_chat(app, serving)
