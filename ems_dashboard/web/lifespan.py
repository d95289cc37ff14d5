"""What runs once beside the pages while the server runs: the watch on the ledger, the minute,
the inbox, the sources, the reminders, the outbox."""

import asyncio
import logging
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from types import FrameType
from typing import Any

from ems_dashboard import clock
from ems_dashboard.actions.clocks import clock_notice, keep_up
from ems_dashboard.actions.inbox import watch_inbox
from ems_dashboard.actions.keeping import keep_backing_up, keep_verifying
from ems_dashboard.actions.polling import Poller, keep_polling
from ems_dashboard.actions.practice import clock_json, set_going_if_waiting, start_clock, stop_clock
from ems_dashboard.actions.reminders import keep_reminding
from ems_dashboard.actions.sending import keep_sending
from ems_dashboard.actions.signing_in import issue_first_code
from ems_dashboard.errors import ConfigError
from ems_dashboard.feeds.sources import Source, load_sources
from ems_dashboard.runtime import Runtime, runtime
from ems_dashboard.screen.picture_stamp import stamp
from ems_dashboard.store.watch import Watch
from ems_dashboard.text import Words, words
from ems_dashboard.web.version_stream import VERSIONS, StreamedVersion

TRY_SECONDS = 2.0
LOOK_SECONDS = 1.0
CLOSE_SECONDS = 60.0

log = logging.getLogger("ems.web")


class Served:
    """The ledger that is served, and all that runs beside the pages for it."""

    def __init__(self) -> None:
        self._home: Runtime | None = None
        self._watch: Watch | None = None
        self._stop = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self, home: Runtime) -> None:
        say = words(home.settings.lang)
        self._home, self._stop = home, asyncio.Event()
        await asyncio.to_thread(start_clock, home.store)
        await asyncio.to_thread(_check_clock, home, say)
        self._watch = Watch(home.store, partial(_committed, home))
        VERSIONS.open(home.store.version(), self._watch.trouble)
        self._watch.start()
        self._tasks = [asyncio.create_task(work) for work in self._works(home, say)]

    def _works(self, home: Runtime, say: Words) -> Iterator[Coroutine[Any, Any, None]]:
        store, city, chosen = home.store, home.city, home.settings
        yield _every_minute(home)
        yield watch_inbox(store, city, chosen.inbox, words=say, stop=self._stop)
        yield keep_polling(Poller(store, city, say), _sources(home, say))
        yield keep_reminding(store, city, say)
        yield keep_sending(store, say)
        yield _keep_trying_to_write(home)
        yield keep_verifying(store)
        yield keep_backing_up(store, chosen.backups, chosen.backups_kept)

    async def close(self) -> None:
        self._stop.set()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._watch is not None:
            await asyncio.to_thread(self._watch.stop)

    async def exchange(self, home: Runtime) -> None:
        """Another ledger takes the place of the one that was served."""
        before = self._home
        await self.close()
        await self.open(home)
        if before is not None:  # those who were reading it have done so by then
            asyncio.get_running_loop().call_later(CLOSE_SECONDS, before.store.close)

    async def tell(self) -> None:
        """All who listen what is to be seen now."""
        if self._home is not None:
            VERSIONS.announce(await asyncio.to_thread(_streamed_version, self._home))


_served: list[Served] = []


def served() -> Served:
    """What the server of this process serves."""
    return _served[-1]


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    home = await asyncio.to_thread(runtime)
    await asyncio.to_thread(_tell_first_code, home)
    mine = Served()
    await mine.open(home)
    _served.append(mine)
    with _at_signal(VERSIONS.close):
        try:
            yield
        finally:
            VERSIONS.close()
            _served.remove(mine)
            await mine.close()
            await asyncio.to_thread(stop_clock, runtime().store)
            clock.hold(None)


def _check_clock(home: Runtime, say: Words) -> None:
    """A clock that stands before the ledger is told to whoever starts the server, and to every
    screen afterwards."""
    keep_up(home.store)
    if sentence := clock_notice(say):
        print(sentence, file=sys.stderr, flush=True)


def _committed(home: Runtime, version: int) -> None:
    keep_up(home.store)
    VERSIONS.announce(StreamedVersion(version))


def _tell_first_code(home: Runtime) -> None:
    """A live database that nobody has an account in: whoever reads the console may become its
    administrator."""
    code = issue_first_code(home.store)
    if code:
        address = f"{home.settings.public_url or f'http://{home.settings.host}:{home.settings.port}'}/sign-in/first"
        print(
            words(home.settings.lang)("people.first_code", code=code, address=address), flush=True
        )


def _sources(home: Runtime, say: Words) -> tuple[Source, ...]:
    """A mistake in the file must not keep the dashboard from starting: it is logged, and no
    source is read."""
    try:
        return load_sources(home.settings.sources, say)
    except ConfigError as error:
        log.error("%s", error)
        return ()


async def _every_minute(home: Runtime) -> None:
    """A warning runs out, an item falls due, a clock of the ledger's own reaches what was written for
    later: the picture of now changes with no commit. Looked at once for all."""
    shown = clock.minute(clock.now())
    while True:
        await asyncio.sleep(_until_next_minute(own_clock=bool(home.settings.practice_of)))
        if not VERSIONS.listeners:
            continue
        begun = await asyncio.to_thread(set_going_if_waiting, home.store)
        reached = clock.minute(clock.now())
        if begun or reached != shown:
            shown = reached
            try:
                VERSIONS.announce(await asyncio.to_thread(_streamed_version, home))
            except Exception:  # whatever it was, the next minute is tried
                log.exception("the picture of this minute could not be made")


def _until_next_minute(*, own_clock: bool) -> float:
    """Seconds. A clock of the ledger's own is looked at often: its pace may change."""
    if own_clock:
        return LOOK_SECONDS
    now = clock.now()
    return 60.2 - now.second - now.microsecond / 1e6


async def _keep_trying_to_write(home: Runtime) -> None:
    while True:
        await asyncio.sleep(TRY_SECONDS)
        await asyncio.to_thread(home.store.try_writing, clock.machine_now())


def _streamed_version(home: Runtime) -> StreamedVersion:
    picture = home.cache.at()
    return StreamedVersion(picture.version, stamp(home.cache, picture), clock_json())


@contextmanager
def _at_signal(act: Callable[[], None]) -> Iterator[None]:
    """`act` before what the server does at Ctrl+C or a stop: uvicorn waits for open streams
    before it ends the lifespan, which is where they would be closed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def handle(number: int, frame: FrameType | None) -> None:
        act()
        earlier = before[signal.Signals(number)]
        if callable(earlier):
            earlier(number, frame)

    for number in before:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
