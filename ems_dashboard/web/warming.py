"""At the start of a server, beside its first answers: the picture of now, its race, the wall and what
the overview takes long to make, so that nobody waits for them when a shift begins. What is made is
kept by version and minute as for any viewer, and is as old as that."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from ems_dashboard.rules.roles import WALL
from ems_dashboard.runtime import Runtime, runtime
from ems_dashboard.screen.here import language, stand
from ems_dashboard.screen.menu import FIRST

# imported here, in the one thread that starts the server, and not by the first two viewers at once
from ems_dashboard.views import overview
from ems_dashboard.web import wall
from ems_dashboard.web.lifespan import lifespan

log = logging.getLogger("ems.web")


@asynccontextmanager
async def warmed(app: object) -> AsyncIterator[None]:
    """The lifespan of the routes, and the warm-up in a thread beside it."""
    async with lifespan(app):
        warming = asyncio.create_task(asyncio.to_thread(_warm_quietly))
        try:
            yield
        finally:
            warming.cancel()
            with suppress(asyncio.CancelledError):
                await warming


def _warm_quietly() -> None:
    try:
        warm(runtime())
    except Exception:  # whoever asks first makes it then, and is told what is wrong
        log.exception("the first picture could not be made beforehand")


def warm(home: Runtime) -> None:
    lang = language([], home.settings.lang)
    wall.packed(stand(home, "wall", WALL, lang, {}))
    overview.prepare(stand(home, FIRST, WALL, lang, {}))
