"""What may change something here: a request that one of our own pages makes.

Another site that a reader has open can make the reader's browser post to us, with the reader's identity. Browsers say
where a request comes from, and one from elsewhere is refused. Knows nothing of who the reader is.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import HTTPException, Request

_OWN = ("same-origin", "none")
"""Values of Sec-Fetch-Site (W3C Fetch Metadata): a page of ours, or the reader themselves."""


def own_page(request: Request) -> None:
    """A dependency of every route that is posted to.

    Raises:
        HTTPException: 403, the request comes from a page of another site.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    hosts = {request.headers.get("host"), request.headers.get("x-forwarded-host")} - {None, ""}
    foreign = origin is not None and urlsplit(origin).netloc not in hosts
    if (site is not None and site not in _OWN) or foreign:
        raise HTTPException(403, "this was sent from a page of another site")
