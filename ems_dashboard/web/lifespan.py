"""What runs once beside the pages while the server runs: the watch on the ledger, the minute,
the inbox, the sources, the reminders, the outbox."""

import asyncio
import logging
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from types import FrameType

from ems_dashboard import clock
from ems_dashboard.actions.clocks import clock_notice, keep_up
from ems_dashboard.actions.inbox import watch_inbox
from ems_dashboard.actions.keeping import keep_backing_up, keep_verifying
from ems_dashboard.actions.polling import Poller, keep_polling
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

log = logging.getLogger("ems.web")


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    home = await asyncio.to_thread(runtime)
    await asyncio.to_thread(_tell_first_code, home)
    say = words(home.settings.lang)
    await asyncio.to_thread(_check_clock, home, say)
    watch = Watch(home.store, partial(_committed, home))
    VERSIONS.open(home.store.version(), watch.trouble)
    watch.start()
    stop = asyncio.Event()
    beside = [
        asyncio.create_task(_every_minute(home)),
        asyncio.create_task(
            watch_inbox(home.store, home.city, home.settings.inbox, words=say, stop=stop)
        ),
        asyncio.create_task(keep_polling(Poller(home.store, home.city, say), _sources(home, say))),
        asyncio.create_task(keep_reminding(home.store, home.city, say)),
        asyncio.create_task(keep_sending(home.store, say)),
        asyncio.create_task(_keep_trying_to_write(home)),
        asyncio.create_task(keep_verifying(home.store)),
        asyncio.create_task(
            keep_backing_up(home.store, home.settings.backups, home.settings.backups_kept)
        ),
    ]
    with _at_signal(VERSIONS.close):
        try:
            yield
        finally:
            VERSIONS.close()
            stop.set()
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            await asyncio.to_thread(watch.stop)
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
    """A warning runs out, an item falls due: the picture of now changes with no commit. Looked
    at once for all."""
    while True:
        now = clock.now()
        await asyncio.sleep(60.2 - now.second - now.microsecond / 1e6)
        if VERSIONS.listeners:
            try:
                VERSIONS.announce(await asyncio.to_thread(_streamed_version, home))
            except Exception:  # whatever it was, the next minute is tried
                log.exception("the picture of this minute could not be made")


async def _keep_trying_to_write(home: Runtime) -> None:
    while True:
        await asyncio.sleep(TRY_SECONDS)
        await asyncio.to_thread(home.store.try_writing, clock.now())


def _streamed_version(home: Runtime) -> StreamedVersion:
    picture = home.cache.at()
    return StreamedVersion(picture.version, stamp(home.cache, picture))


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
