"""/clock: the clock of a demonstration, which whoever looks may stop, hasten, set and begin anew."""

import asyncio
import json
import os
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ems_dashboard import clock
from ems_dashboard.actions import practice
from ems_dashboard.clock import Pace
from ems_dashboard.feeds.demonstration import Demonstration, demonstration_of
from ems_dashboard.rules.roles import may
from ems_dashboard.runtime import Runtime, runtime
from ems_dashboard.screen.here import language
from ems_dashboard.screen.tour import tour
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from ems_dashboard.web.identity import caller_of
from ems_dashboard.web.lifespan import served

LARGEST = 1_000
NO_STORE = {"Cache-Control": "no-store"}
_beginning = asyncio.Lock()


async def turn(request: Request) -> Response:
    home, script = runtime(), _script()
    if script is None or not may(caller_of(request).actor.role, "read:overview"):
        return Response(status_code=404)
    try:
        said = json.loads(await _limited(request))
        wanted = str(said["do"])
        if wanted == "anew":
            await _begin_anew(script)
        else:
            pace = _ACTS[wanted](said, script)
            await run_in_threadpool(practice.run, home.store, pace)
    except (ValueError, KeyError, TypeError, RecursionError):
        return JSONResponse({"error": "unreadable"}, status_code=400, headers=NO_STORE)
    await served().tell()
    return JSONResponse(practice.clock_json(), headers=NO_STORE)


async def _limited(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise ValueError("too large")
    return body


def _run(said: dict[str, object], _script: Demonstration) -> Pace:
    speed = said["speed"]
    if speed not in (0, *practice.SPEEDS):
        raise ValueError(speed)
    return practice.turned(clock.pace(), int(str(speed)))


def _go(said: dict[str, object], _script: Demonstration) -> Pace:
    """To a moment, at the pace at which it runs."""
    pace = clock.pace()
    return Pace(clock.parse(str(said["at"])), clock.wall(), pace.speed if pace else 1)


def _today(_said: dict[str, object], _script: Demonstration) -> None:
    return None


def _evening(_said: dict[str, object], script: Demonstration) -> Pace:
    """Back from today to where the demonstration begins."""
    return Pace(script.begins, clock.wall(), 1)


_ACTS: dict[str, Callable[[dict[str, object], Demonstration], Pace | None]] = {
    "run": _run,
    "go": _go,
    "today": _today,
    "evening": _evening,
}


async def _begin_anew(script: Demonstration) -> None:
    """A copy in which nobody acted takes the place of the one that is served."""
    async with _beginning:
        await served().exchange(await run_in_threadpool(_copied_anew, script))


def _copied_anew(script: Demonstration) -> Runtime:
    home = runtime()
    original = home.settings.practice_of
    demonstration = open_store(original)
    try:
        folder = practice.folder_of(original)
        path = practice.copy_anew(demonstration, folder, script.begins, before=home.store)
    finally:
        demonstration.close()
    os.environ["EMS_DATABASE_URL"] = f"sqlite:///{path}"
    return runtime()


def _script() -> Demonstration | None:
    chosen = runtime().settings
    return demonstration_of(chosen.city_dir) if chosen.practice_of else None


async def guide(request: Request) -> Response:
    """The words of the tour."""
    lang = language([request.query_params.get("lang")], runtime().settings.lang)
    return JSONResponse(tour(words(lang)), headers=NO_STORE)


routes = [Route("/clock", turn, methods=["POST"]), Route("/tour", guide)]
