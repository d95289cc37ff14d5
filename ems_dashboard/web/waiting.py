"""/waiting: what waits for who is signed in, by keys: a tab that nobody looks at says how much
it is in its title."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ems_dashboard.rules.roles import Actor
from ems_dashboard.runtime import runtime
from ems_dashboard.screen.waiting import waiting_now
from ems_dashboard.text import words
from ems_dashboard.web.identity import caller_of

NO_STORE = {"Cache-Control": "no-store"}


async def waiting(request: Request) -> Response:
    items = await run_in_threadpool(_items, caller_of(request).actor)
    return JSONResponse(items, headers=NO_STORE)


def _items(actor: Actor) -> list[dict[str, object]]:
    return [
        {"key": item.key, "notice": item.notice}
        for item in waiting_now(runtime(), actor, words("zh"))
    ]


routes = [Route("/waiting", waiting)]
