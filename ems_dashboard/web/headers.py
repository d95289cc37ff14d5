"""Middleware on http and websocket: answers carry the headers that keep a page to itself, and
nobody outside can name himself to us."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ems_dashboard.config import settings

OURS = b"x-ems-"

POLICY = "; ".join(
    (
        "default-src 'self'",
        # Streamlit and its components run scripts from blobs and inline; maps are finished pages in
        # a frame
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss: blob: data:",
        "worker-src 'self' blob:",
        "frame-src 'self' blob: data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
}
TLS_ONLY = "max-age=31536000"
"""Where the server is reached by TLS, a browser that was there once asks by TLS alone."""
NEVER_KEPT = "no-store"
"""Of pages: after signing out the way back asks the server, which leads to the door, and no kept frame stands there."""


class Headers:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        kept = [pair for pair in scope["headers"] if not pair[0].lower().startswith(OURS)]

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if scope["scheme"] == "https" or settings().https:
                    headers["Strict-Transport-Security"] = TLS_ONLY
                if headers.get("Content-Type", "").startswith("text/html"):
                    headers["Cache-Control"] = NEVER_KEPT
            await send(message)

        await self.app({**scope, "headers": kept}, receive, answer)
