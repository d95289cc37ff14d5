"""The one place where versions go out to everybody who listens; listening costs no access to the
store."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from dataclasses import asdict, dataclass

from ems_dashboard.store.condition import Trouble

HEARTBEAT_SECONDS = 4.0
RETRY_MS = 1000


@dataclass(frozen=True, slots=True)
class StreamedVersion:
    """`version` of the ledger; `stamp`: the identity of the picture of now, where it is known
    already; `clock`: the ledger's own, where it has one."""

    version: int
    stamp: str | None = None
    clock: dict[str, object] | None = None


def _told(version: StreamedVersion) -> dict[str, object]:
    told = asdict(version)
    return told if version.clock else {name: told[name] for name in ("version", "stamp")}


class VersionStream:
    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listeners: set[asyncio.Event] = set()
        self._closing = False
        self._trouble: Callable[[], Trouble | None] = lambda: None
        self.version: StreamedVersion | None = None

    @property
    def listeners(self) -> int:
        return len(self._listeners)

    def open(self, version: int, trouble: Callable[[], Trouble | None] = lambda: None) -> None:
        """Called on the event loop that serves the listeners. `trouble`: what keeps the database
        from being read or written."""
        self._trouble = trouble
        self._loop = asyncio.get_running_loop()
        self._closing = False
        self.version = StreamedVersion(version)

    def announce(self, version: StreamedVersion) -> None:
        """From any thread."""
        self._soon(self._set, version)

    def close(self) -> None:
        """Ends every stream, so that a server that is told to stop does not wait for its
        listeners. From any thread."""
        self._closing = True
        self._soon(self._wake)

    def _soon(self, act: Callable[..., None], *values: object) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(act, *values)

    def _set(self, version: StreamedVersion) -> None:
        if version != self.version:
            self.version = version
            self._wake()

    def _wake(self) -> None:
        for listener in self._listeners:
            listener.set()

    async def frames(self) -> AsyncGenerator[str]:
        """Server-sent events: `version` at once and at every change, `alive` in between; its data
        is what is wrong with the database, empty where nothing is. The heartbeat is an event and
        no comment, because a browser hides comments from the page that has to notice a dead
        server."""
        listener = asyncio.Event()
        self._listeners.add(listener)
        sent: StreamedVersion | None = None
        try:
            yield f"retry: {RETRY_MS}\n\n"
            if self._trouble() is not None:
                yield self._alive()
            while not self._closing:
                if self.version is not None and self.version != sent:
                    sent = self.version
                    yield f"event: version\ndata: {json.dumps(_told(sent))}\n\n"
                try:
                    await asyncio.wait_for(listener.wait(), HEARTBEAT_SECONDS)
                    listener.clear()
                except TimeoutError:
                    yield self._alive()
        finally:
            self._listeners.discard(listener)

    def _alive(self) -> str:
        return f"event: alive\ndata: {json.dumps(self._trouble() or 'ok')}\n\n"


VERSIONS = VersionStream()
