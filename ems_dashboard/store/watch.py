"""Noticing a commit of any process: one thread on one connection that only reads, whatever the
number of viewers."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any, cast

from sqlalchemy import Engine
from sqlalchemy.pool import PoolProxiedConnection

from ems_dashboard.store.condition import Damaged, Trouble
from ems_dashboard.store.errors import sentence
from ems_dashboard.store.ledger import Store

SQLITE_SECONDS = 0.03
OTHER_SECONDS = 0.25
AFTER_ERROR_SECONDS = 2.0
BLIND_SECONDS = 5.0
GUARD_SECONDS = 1.0

log = logging.getLogger("ems.watch")


class Watch:
    """Calls `changed(version)` from its own thread after every commit that changed the ledger."""

    def __init__(self, store: Store, changed: Callable[[int], None]) -> None:
        self._store, self._changed = store, changed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ems-watch", daemon=True)
        self._version: int | None = None
        self._looked_at = time.monotonic()
        self._guarded_at, self._suspicion = 0.0, ""

    def trouble(self) -> Trouble | None:
        """AWAY while the database does not answer, be it that it refuses or that it hangs."""
        if self._store.condition.trouble is Trouble.DAMAGED:
            return Trouble.DAMAGED
        blind = time.monotonic() - self._looked_at >= BLIND_SECONDS
        return Trouble.AWAY if blind else self._store.condition.trouble

    def start(self) -> None:
        self._version = self._store.version()
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        look = self._look_at_file if _is_file(self._store.engine) else self._look_at_ledger
        failed = False
        while not self._stop.is_set():
            try:
                look()
            except (
                Exception
            ) as error:  # the driver's own errors too: nobody else would notice a commit
                self._store.condition.failed(error)
                if not failed:
                    log.warning("the database cannot be watched, trying again: %r", error)
                failed = True
                self._stop.wait(AFTER_ERROR_SECONDS)

    def _look_at_file(self) -> None:
        """`data_version` of a connection that never writes moves with every commit of every
        other one: 4 µs a look."""
        with closing(self._store.engine.raw_connection()) as connection:
            seen = None
            while not self._stop.is_set():
                self._guarded()
                mark = _data_version(connection)
                self._looked_at = time.monotonic()
                if mark != seen:
                    seen = mark
                    self._compare()
                self._stop.wait(SQLITE_SECONDS)

    def _guarded(self) -> None:
        """Found twice, it is no file that is just being written."""
        guard, now = self._store.guard, time.monotonic()
        if guard is None or now - self._guarded_at < GUARD_SECONDS:
            return
        self._guarded_at = now
        try:
            guard.require_whole()
            self._suspicion = ""
        except (Damaged, OSError) as error:
            if self._suspicion:
                self._store.condition.damaged(str(error))
            self._suspicion = str(error)

    def _look_at_ledger(self) -> None:
        while not self._stop.wait(OTHER_SECONDS):
            self._compare()
            self._looked_at = time.monotonic()

    def _compare(self) -> None:
        version = self._store.version()
        if version == self._version:
            return
        if self._version is not None and version < self._version:
            found = sentence("shorter", before=self._version, now=version)
            self._store.condition.damaged(found)
        self._version = version
        self._changed(version)


def _data_version(connection: PoolProxiedConnection) -> int:
    driver: Any = connection.driver_connection
    (version,) = driver.execute("PRAGMA data_version").fetchone()
    return cast(int, version)


def _is_file(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite" and engine.url.database not in (None, "", ":memory:")
