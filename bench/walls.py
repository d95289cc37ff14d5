"""Many signed-in walls at one server: what they cost while nothing happens, and how soon after a commit the last of
them has the picture. Server and walls are processes of their own; the walls are sockets that read as `wall.js` does."""

import asyncio
import json
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from bench.figures import Figures
from bench.measuring import Finding, at_most
from bench.seasons import Ground, ledger
from bench.servers import Server, dashboard
from ems_dashboard import clock
from ems_dashboard.actions.passwords import key_of
from ems_dashboard.rules.accounts import Account, Limits, Session
from ems_dashboard.rules.roles import Role
from ems_dashboard.store import Store
from ems_dashboard.store.accounts import add_account
from ems_dashboard.store.sessions import begin_session

TOGETHER, LONGEST_SECONDS = 50, 30
LIMITS = Limits(timedelta(hours=12), timedelta(hours=24))
SETTLED, LAST_SECOND = 4, 58
"""The turn of a minute changes the picture too: what is measured lies between two."""


def measure(ground: Ground) -> Iterator[Finding]:
    path, sizes = ground.folder / "walls.sqlite", ground.sizes
    store = ledger(path, ground.year)
    _admit(store, sizes.walls)
    with dashboard(f"sqlite:///{path}", ground.folder / "inbox") as server:
        idle, taken = asyncio.run(_measured(server, store, ground))
    store.close()
    what = f"a core's share of {sizes.walls} signed-in walls while nothing happens"
    yield at_most(what, idle, 5.0, " %")
    late = [times[int(len(times) * 0.95) - 1] for times in taken]
    middle = statistics.median(statistics.median(times) for times in taken)
    what = f"commit to the picture on {sizes.walls} walls, p95"
    yield at_most(what, statistics.median(late), 1.0, " s", f"median {middle:.2f} s")


def _admit(store: Store, walls: int) -> None:
    """A session for each, of one account."""
    now = clock.now()
    account = Account("walls", "大屏", Role.DUTY_OFFICER, created_at=now)
    store.write(lambda connection: add_account(connection, account, ""))
    for number in range(walls):
        session = Session(key_of(_secret(number)), "walls", now, now)
        store.write(lambda c, session=session: begin_session(c, session, LIMITS))  # type: ignore[misc]


def _secret(number: int) -> str:
    return f"wall-{number}"


async def _measured(
    server: Server, store: Store, ground: Ground
) -> tuple[float, list[list[float]]]:
    walls = [Wall(server.port, _secret(number)) for number in range(ground.sizes.walls)]
    listening = []
    for start in range(0, len(walls), TOGETHER):
        listening += [asyncio.create_task(w.listen()) for w in walls[start : start + TOGETHER]]
        await asyncio.sleep(0.5)
    await _until(lambda: all(wall.seen for wall in walls))
    idle = await _idle(server, ground.sizes.idle_seconds)
    figures, taken = Figures(store, ground.now), []
    for _ in range(ground.sizes.wall_commits):
        await _between_minutes(len(walls) / TOGETHER)
        await asyncio.to_thread(figures.change)
        taken.append(await _shown(walls, store.version()))
    for task in listening:
        task.cancel()
    return idle, taken


async def _shown(walls: list["Wall"], version: int) -> list[float]:
    """Seconds until each wall had the picture of the version that was just committed."""
    committed = time.monotonic()
    await _until(lambda: all(version in wall.seen for wall in walls))
    return sorted(wall.seen[version] - committed for wall in walls)


async def _idle(server: Server, seconds: float) -> float:
    await _between_minutes(seconds)
    used, begin = server.cpu_ms(), time.monotonic()
    await asyncio.sleep(seconds)
    return (server.cpu_ms() - used) / (time.monotonic() - begin) / 10


async def _between_minutes(seconds: float) -> None:
    """Waits until so many seconds are left of the minute."""
    while not SETTLED <= clock.now().second <= LAST_SECOND - seconds:
        await asyncio.sleep(0.5)


async def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_SECONDS
    while not done():
        if time.monotonic() > end:
            raise RuntimeError("not every wall has the picture")
        await asyncio.sleep(0.05)


class Wall:
    """`seen`: the version that was told → when its picture was read."""

    def __init__(self, port: int, secret: str) -> None:
        self._port, self._secret = port, secret
        self.seen: dict[int, float] = {}

    async def listen(self) -> None:
        stream, writer = await self._ask("/events")
        event = ""
        while line := await stream.readline():
            name, _, said = line.decode().strip().partition(": ")
            event = said if name == "event" else event
            if name == "data" and event == "version":
                await self._fetch(json.loads(said)["version"])
        writer.close()

    async def _fetch(self, version: int) -> None:
        if version in self.seen:
            return
        reader, writer = await self._ask("/wall/picture", "Connection: close\r\n")
        await reader.read()
        self.seen[version] = time.monotonic()
        writer.close()

    async def _ask(
        self, path: str, more: str = ""
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """The answer, from its body on."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        cookie = f"Cookie: ems_session={self._secret}\r\n"
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nAccept-Encoding: gzip\r\n"
        writer.write(f"{head}{cookie}{more}\r\n".encode())
        status = await reader.readline()
        if b"200" not in status:
            raise RuntimeError(f"{path}: {status.decode().strip()}")
        await reader.readuntil(b"\r\n\r\n")
        return reader, writer
