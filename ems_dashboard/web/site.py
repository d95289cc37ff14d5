"""Everything that is served beside the pages."""

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ems_dashboard.screen.menu import FIRST
from ems_dashboard.web import (
    assets,
    drafts,
    events,
    health,
    map_land,
    phone,
    practice,
    sign_in,
    waiting,
    wall,
)
from ems_dashboard.web.database_unavailable import DatabaseUnavailable
from ems_dashboard.web.headers import Headers
from ems_dashboard.web.identity import Identity
from ems_dashboard.web.origins import Origins


async def first_page(request: Request) -> Response:
    """Streamlit serves its first page at the bare address only; a typed /overview is the same
    page."""
    query = request.url.query
    return RedirectResponse(f"/?{query}" if query else "/")


routes: list[BaseRoute] = [
    Route(f"/{FIRST}", first_page),
    *events.routes,
    *health.routes,
    *assets.routes,
    *wall.routes,
    *map_land.routes,
    *drafts.routes,
    *waiting.routes,
    *practice.routes,
    *phone.routes,
    *sign_in.routes,
]
middleware = [
    Middleware(Headers),
    Middleware(Origins),
    Middleware(DatabaseUnavailable),
    Middleware(Identity),
]
"""The outermost first: what a client says of himself is removed before anybody reads it."""
