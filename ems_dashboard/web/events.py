"""/events: the stream of versions. /stamp: the identity of the picture of a past moment."""

from collections.abc import AsyncIterator
from contextlib import aclosing

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from ems_dashboard import clock
from ems_dashboard.moments import Moment
from ems_dashboard.runtime import runtime
from ems_dashboard.screen.picture_stamp import stamp
from ems_dashboard.store.condition import trouble_of
from ems_dashboard.web.listeners import LISTENERS, Listener, listener_of
from ems_dashboard.web.version_stream import VERSIONS

NO_STORE = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


async def events(request: Request) -> Response:
    return StreamingResponse(_frames(request), media_type="text/event-stream", headers=NO_STORE)


async def _frames(request: Request) -> AsyncIterator[str]:
    """Ends within two heartbeats of the session, the account or the token that it was opened
    with."""
    listener = listener_of(request)
    with LISTENERS.listening(listener):
        async with aclosing(VERSIONS.frames()) as frames:
            async for frame in frames:
                yield frame
                if not await _may_read(listener):
                    return


async def _may_read(listener: Listener) -> bool:
    try:
        return await LISTENERS.may_read(listener)
    except Exception as error:
        if trouble_of(error) is None:
            raise
        # nobody can be looked up, and nothing new can be told: the stream says so until it can
        return True


async def past_stamp(request: Request) -> Response:
    try:
        as_of = clock.minute(clock.parse(request.query_params.get("as_of", "")))
    except (ValueError, OverflowError):
        return JSONResponse({"error": "as_of"}, status_code=400, headers=NO_STORE)
    return JSONResponse(await run_in_threadpool(_stamp, as_of), headers=NO_STORE)


def _stamp(as_of: Moment) -> dict[str, object]:
    cache = runtime().cache
    picture = cache.at(as_of)
    return {"version": picture.version, "stamp": stamp(cache, picture)}


routes = [Route("/events", events), Route("/stamp", past_stamp)]
