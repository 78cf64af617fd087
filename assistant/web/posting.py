"""What changes something comes from this program's own pages: a dependency of every route that takes a POST.

A browser sends a reader's identity along with a form of any site; cookies that stay within one site are no help to a
page in another site's frame. So the request must say that one of our own pages sent it: by ``Sec-Fetch-Site``, which
browsers send over HTTPS and on the reader's own machine, else by ``Origin``, which they send with every POST. What has
neither is no browser, and carries nobody's identity by itself. Knows nothing of who the reader is.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import HTTPException, Request

_OWN = ("same-origin", "none")
"""Of ``Sec-Fetch-Site`` (W3C Fetch Metadata): one of our pages, or the reader themselves."""


def own_page(request: Request) -> None:
    """Refuse what a page of another site sent.

    Raises:
        HTTPException: it is of another site (403); the message says how to mend a proxy that hides our own name.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        allowed = site in _OWN
    elif origin is not None:
        # No page can set these two; a proxy in front of us may have put its own name in the first.
        names = {request.headers.get(name, "").lower() for name in ("host", "x-forwarded-host")}
        allowed = urlsplit(origin).netloc.lower() in names - {""}
    else:
        allowed = True
    if not allowed:
        raise HTTPException(
            403,
            f"This was sent by a page of another site ({origin or site}), so nothing was changed. If it was one of our "
            "own, have the proxy pass Host or X-Forwarded-Host on.",
        )
