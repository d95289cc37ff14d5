"""While the database does not answer: a page that says so and opens by itself when it does,
instead of a bare error."""

import logging

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from ems_dashboard.store.errors import DATABASE_UNAVAILABLE
from ems_dashboard.templating import rendered
from ems_dashboard.text import words
from ems_dashboard.web.sign_in_page import page

RETRY_SECONDS = 5
HEADERS = {"Cache-Control": "no-store", "Retry-After": str(RETRY_SECONDS)}
TRY_AGAIN_LATER = 1013

log = logging.getLogger("ems.web")


class DatabaseUnavailable:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, answer)
        except DATABASE_UNAVAILABLE as error:
            if begun or scope["type"] not in ("http", "websocket"):
                raise
            log.warning(
                "%s: the database does not answer: %s", scope["path"], str(error).partition("\n")[0]
            )
            await _refusal(scope)(scope, receive, send)


def _refusal(scope: Scope) -> Response | WebSocketClose:
    if scope["type"] == "websocket":
        return WebSocketClose(code=TRY_AGAIN_LATER)
    if "text/html" in HTTPConnection(scope).headers.get("accept", ""):  # also where a form was sent
        return HTMLResponse(_page(), 503, HEADERS | {"Refresh": str(RETRY_SECONDS)})
    return JSONResponse({"database": "unreachable"}, 503, HEADERS)


def _page() -> str:
    """In both languages: whose it is cannot be looked up."""
    zh, en = words("zh"), words("en")
    paragraphs = (
        zh("frame.database_unavailable_todo"),
        en("frame.database_unavailable"),
        en("frame.database_unavailable_todo"),
    )
    return page(
        lang="zh-CN",
        title=zh("frame.database_unavailable"),
        product=zh("frame.product"),
        body=rendered("sign_in/paragraphs.html", paragraphs=paragraphs),
    )
