"""Everything that is served beside the pages."""

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ems_dashboard.views.menu import FIRST
from ems_dashboard.web import assets, drafts, events, health, wall
from ems_dashboard.web.headers import Headers


async def first_page(request: Request) -> Response:
    """Streamlit serves its first page at the bare address only; a typed /overview is the same page."""
    query = request.url.query
    return RedirectResponse(f"/?{query}" if query else "/")


routes: list[BaseRoute] = [
    Route(f"/{FIRST}", first_page),
    *events.routes,
    *health.routes,
    *assets.routes,
    *wall.routes,
    *drafts.routes,
]
middleware = [Middleware(Headers)]
