"""Requests that another site's page sends in the name of whoever looks at it: a foreign host
name (rebound to us), or a foreign origin that posts or opens a websocket; Streamlit's own routes
too."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from ems_dashboard.config import Settings, settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Origins:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers, chosen = Headers(scope=scope), settings()
        if not host_is_ours(headers.get("host", ""), chosen):
            refusal = PlainTextResponse(
                "unknown host name; EMS_PUBLIC_URL names the one that people type", 421
            )
        elif not _is_reading(scope) and not _from_here(headers, chosen):
            refusal = PlainTextResponse("this request did not come from a page of this server", 403)
        else:
            await self.app(scope, receive, send)
            return
        await (WebSocketClose(code=1008) if scope["type"] == "websocket" else refusal)(
            scope, receive, send
        )


def host_is_ours(host: str, chosen: Settings) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    return name is not None and "@" not in host and name.lower().rstrip(".") in chosen.hosts


def _is_reading(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] in SAFE


def _from_here(headers: Headers, chosen: Settings) -> bool:
    """Every browser says where a POST or a websocket comes from; what does not say it is
    refused."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin is None:
        return site == "same-origin"
    return origin == (chosen.public_url or None) or urlsplit(origin).netloc == headers.get(
        "host", ""
    )
