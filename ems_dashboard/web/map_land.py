"""/map/land: the land under the map of a storm, made once and kept by the browser for a day."""

import gzip
from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ems_dashboard.runtime import runtime
from ems_dashboard.screen.storm_map import LAND
from ems_dashboard.situation.coasts import storm_land

HEADERS = {"Cache-Control": "public, max-age=86400", "Vary": "Accept-Encoding"}


async def land(request: Request) -> Response:
    body = await run_in_threadpool(lambda: storm_land(runtime().city))
    kind = "application/geo+json"
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(body, media_type=kind, headers=HEADERS)
    packed = await run_in_threadpool(_packed, body)
    return Response(packed, media_type=kind, headers=HEADERS | {"Content-Encoding": "gzip"})


@cache
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 6)


routes = [Route(LAND, land)]
