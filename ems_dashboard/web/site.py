"""Everything that is served beside the pages."""

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from ems_dashboard.web import assets, events, health
from ems_dashboard.web.headers import Headers

routes: list[BaseRoute] = [*events.routes, *health.routes, *assets.routes]
middleware = [Middleware(Headers)]
