"""While the database does not answer: a page that says so and opens by itself when it does,
instead of a bare error."""

import logging

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from ems_dashboard.store.condition import UNWRITABLE, Trouble, trouble_of
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
        except Exception as error:
            trouble = trouble_of(error)
            if trouble is None or begun or scope["type"] not in ("http", "websocket"):
                raise
            log.warning(
                "%s: the database does not answer: %s", scope["path"], str(error).partition("\n")[0]
            )
            await _refusal(scope, trouble)(scope, receive, send)


def _refusal(scope: Scope, trouble: Trouble) -> Response | WebSocketClose:
    if scope["type"] == "websocket":
        return WebSocketClose(code=TRY_AGAIN_LATER)
    if "text/html" in HTTPConnection(scope).headers.get("accept", ""):  # also where a form was sent
        return HTMLResponse(_page(trouble), 503, HEADERS | {"Refresh": str(RETRY_SECONDS)})
    said = "unreachable" if trouble is Trouble.AWAY else str(trouble)
    return JSONResponse({"database": said}, 503, HEADERS)


def _page(trouble: Trouble) -> str:
    """In both languages: whose it is cannot be looked up."""
    zh, en = words("zh"), words("en")
    title, advice = _keys(trouble)
    paragraphs = zh(advice), en(title), en(advice)
    return page(
        lang="zh-CN",
        title=zh(title),
        product=zh("frame.product"),
        body=rendered("sign_in/paragraphs.html", paragraphs=paragraphs),
    )


def _keys(trouble: Trouble) -> tuple[str, str]:
    if trouble in UNWRITABLE:
        return f"frame.bar.{trouble}", f"frame.bar.{trouble}_note"
    if trouble is Trouble.DAMAGED:
        return "frame.damaged", "frame.damaged_todo"
    return "frame.database_unavailable", "frame.database_unavailable_todo"
