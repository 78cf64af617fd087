"""Requests that change something must come from our own pages, whatever else a reader's browser has open.

A browser says where a request comes from: by `Sec-Fetch-Site` (https://www.w3.org/TR/fetch-metadata/), older ones by
`Origin`. Cookies would not do: the page may stand in an iframe, and on loopback there are none. Programs send neither.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import HTTPException, Request


def own_page(request: Request) -> None:
    """A dependency of every route that changes something.

    Raises:
        HTTPException: 403, the request comes from another site's page.
    """
    site = request.headers.get("sec-fetch-site", "none")
    origin = request.headers.get("origin")
    hosts = {request.headers.get("host"), request.headers.get("x-forwarded-host")}
    if site not in ("same-origin", "none") or (origin is not None and urlsplit(origin).netloc not in hosts):
        raise HTTPException(403, "this request comes from a page of another site")
