"""Who asks: read from the cookie, or from the token of a wall, on every request and every
websocket. Strangers of a live database come no further than the sign-in page."""

from ipaddress import IPv6Address, ip_address
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from ems_dashboard import clock
from ems_dashboard.actions.passwords import key_of
from ems_dashboard.actions.recognising import Caller, recognised, recognised_wall
from ems_dashboard.rules.roles import Role
from ems_dashboard.runtime import runtime
from ems_dashboard.views.streamlit_internals import oidc

COOKIE = "ems_session"
CALLER = "ems.caller"
STATIC = ("/assets/", "/static/")
"""Scripts and styles: the same for everybody, so nobody is looked up for them."""
OPEN_FOLDERS = (*STATIC, "/sign-in/")
OPEN = frozenset(
    {
        "/sign-in",
        "/sign-out",
        "/health",
        "/wall/land",
        "/_stcore/health",
        "/auth/login",
        "/oauth2callback",
    }
)
"""What strangers may ask for: scripts, styles and the outline of the land, without figures, and
the way in."""
WALL = frozenset({"/wall", "/wall/picture", "/events", "/stamp"})
"""What the token of a wall opens, and nothing else."""
NO_STORE = {"Cache-Control": "no-store"}


class Identity:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or scope["path"].startswith(STATIC):
            await self.app(scope, receive, send)
            return
        caller = await run_in_threadpool(_recognise, HTTPConnection(scope))
        refusal = _refusal(scope, caller)
        if refusal is None:
            headers = [*scope["headers"], *_said(caller, address_of(HTTPConnection(scope)))]
            await self.app({**scope, "headers": headers, CALLER: caller}, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008)(scope, receive, send)
        else:
            await refusal(scope, receive, send)


def caller_of(connection: HTTPConnection) -> Caller:
    caller: Caller = connection.scope[CALLER]
    return caller


def address_of(connection: HTTPConnection) -> str:
    """An IPv6 network of 64 bits is one place: who has one address of it has all."""
    host = connection.client.host if connection.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return (
        f"{IPv6Address(int(address) >> 64 << 64)}/64" if isinstance(address, IPv6Address) else host
    )


def is_secure(connection: HTTPConnection) -> bool:
    return runtime().settings.https or connection.url.scheme in ("https", "wss")


def cookie_name(connection: HTTPConnection) -> str:
    """With the prefix a browser takes the cookie from this very host over TLS only."""
    return f"__Host-{COOKIE}" if is_secure(connection) else COOKIE


def token_key(connection: HTTPConnection) -> str:
    """The hash of the token that a wall's address carries; empty where it carries none."""
    token = connection.query_params.get("token", "")
    return key_of(token) if token else ""


def _recognise(connection: HTTPConnection) -> Caller:
    path, home = connection.url.path, runtime()
    secret = connection.cookies.get(cookie_name(connection), "")
    caller = recognised(
        home.store,
        key_of(secret) if secret else "",
        clock.machine_now(),
        home.limits,
        seen=_is_visit(path),
    )
    if caller.account is None and path in WALL and (token := token_key(connection)):
        wall = recognised_wall(home.store, token, clock.machine_now())
        return Caller(wall) if wall else caller
    return caller


def _is_visit(path: str) -> bool:
    """Streams, drafts, health checks and what waits go on by themselves when nobody sits there."""
    return path not in WALL and path not in OPEN and path not in ("/drafts", "/waiting")


def _refusal(scope: Scope, caller: Caller) -> Response | None:
    path = scope["path"]
    if path == "/" and caller.account is None and oidc.USER_COOKIE in HTTPConnection(scope).cookies:
        return RedirectResponse("/sign-in/identified", 303, NO_STORE)
    if path in OPEN or path.startswith(OPEN_FOLDERS):
        return None
    if caller.actor.role is not Role.STRANGER and not caller.must_choose:
        return None
    if scope["type"] == "http" and _is_page(HTTPConnection(scope)):
        query = scope["query_string"].decode("latin-1")
        wanted = quote(path) + (f"?{query}" if query else "")
        door = "/sign-in/password" if caller.must_choose else "/sign-in"
        return RedirectResponse(f"{door}?{urlencode({'next': wanted})}", 303, NO_STORE)
    return JSONResponse({"error": "sign in first"}, 401, NO_STORE)


def _is_page(connection: HTTPConnection) -> bool:
    asked = connection.headers.get("sec-fetch-mode", "navigate")
    return (
        connection.scope["method"] == "GET"
        and asked == "navigate"
        and "text/html" in connection.headers.get("accept", "")
    )


def _said(caller: Caller, address: str) -> list[tuple[bytes, bytes]]:
    """What Streamlit puts into st.user when a page connects."""
    if caller.account is None or caller.must_choose:
        return []
    said = {"session": caller.key, "user": caller.actor.account, "role": str(caller.actor.role)}
    said["address"] = address
    return [(f"x-ems-{name}".encode(), value.encode()) for name, value in said.items()]
