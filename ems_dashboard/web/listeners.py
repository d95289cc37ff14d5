"""Who listens to the stream, and whether they still may: asked of the store once for all of them,
so that a thousand walls cost what one costs."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

from ems_dashboard import clock
from ems_dashboard.actions.recognising import actors_of
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.runtime import runtime
from ems_dashboard.web.identity import caller_of, token_key

LOOK_SECONDS = 2.0
"""An answer of the store is good for so long: less than a heartbeat."""


@dataclass(frozen=True, slots=True, eq=False)
class Listener:
    """`actor` opened the stream, by a session or by the token of a wall; the key is the hash of
    its secret. Told apart by identity: one session may have several streams."""

    actor: Actor
    session: str = ""
    token: str = ""


@dataclass
class Listeners:
    _open: set[Listener] = field(default_factory=set)
    _looked_at: float = float("-inf")
    _looking: asyncio.Task[None] | None = None
    _gone: set[Listener] = field(default_factory=set)

    @contextmanager
    def listening(self, listener: Listener) -> Iterator[None]:
        self._open.add(listener)
        try:
            yield
        finally:
            self._open.discard(listener)
            self._gone.discard(listener)

    async def may_read(self, listener: Listener) -> bool:
        """A visitor of the demonstration may for ever."""
        if listener.actor.role is Role.GUEST:
            return True
        if time.monotonic() - self._looked_at >= LOOK_SECONDS:
            await self._look_once()
        return listener not in self._gone

    async def _look_once(self) -> None:
        """Whoever comes while the store is being asked waits for the same answer."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        await asyncio.shield(self._looking)

    async def _look(self) -> None:
        asked = [each for each in self._open if each.actor.role is not Role.GUEST]
        begun = time.monotonic()
        actors = await run_in_threadpool(_actors, asked)
        known = {each for each in asked if actors.get(each.session or each.token) == each.actor}
        self._gone = set(asked) - known
        self._looked_at = begun


def listener_of(connection: HTTPConnection) -> Listener:
    caller = caller_of(connection)
    token = "" if caller.key else token_key(connection)
    return Listener(caller.actor, caller.key, token)


def _actors(listeners: list[Listener]) -> dict[str, Actor]:
    home = runtime()
    sessions = {each.session for each in listeners if each.session}
    walls = {each.token for each in listeners if each.token}
    return actors_of(home.store, sessions, walls, clock.machine_now(), home.limits)


LISTENERS = Listeners()
