"""The web application: the views, the page's own files, a health check, and the conversation over all.

One assistant, shared and only read, serves every reader. Knows nothing of settings.
"""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from assistant.assistant import Assistant
from assistant.web.chat import mount_chat
from assistant.web.check import check_pages
from assistant.web.commitments import commitment_pages
from assistant.web.exporting import export_route
from assistant.web.feedback import feedback_pages
from assistant.web.manage import manage_pages
from assistant.web.names import names_route
from assistant.web.record import record_pages
from assistant.web.security import SecurityHeaders
from assistant.web.serving import Serving
from assistant.web.sittings import sittings_pages
from assistant.web.startpage import StartPage
from assistant.web.topic import topic_pages


def create_app(assistant: Assistant) -> FastAPI:
    """The application over an assistant."""
    app = FastAPI(title="Woordelijk", docs_url=None, redoc_url=None, openapi_url=None)
    serving = Serving(assistant)

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    app.include_router(commitment_pages(serving))
    app.include_router(topic_pages(serving))
    app.include_router(check_pages(serving))
    app.include_router(manage_pages(serving))
    app.include_router(sittings_pages(serving))
    app.include_router(record_pages(serving))
    app.include_router(export_route(serving))
    app.include_router(names_route(serving))
    app.include_router(feedback_pages(serving))
    app.mount("/woordelijk", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.add_middleware(StartPage)
    app.add_middleware(SecurityHeaders)
    # Last: the conversation is mounted at the root and takes every address that is not taken yet.
    return mount_chat(app, serving)
