"""One writer at a time: whoever comes first writes what all have queued meanwhile, in one transaction with a savepoint
each, and everybody is answered when the disk has it. A thread of its own would cost each write two changes of thread:
more than the disk takes."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from ems_dashboard.store.driving import drive
from ems_dashboard.store.engine import begun_by_hand

T = TypeVar("T")
Queued = tuple[Callable[[Connection], object], Future]
GROUP = 64
BEGIN = {
    "sqlite": ("BEGIN IMMEDIATE",),
    # what an act reads cannot change before it commits, whichever process writes too
    "postgresql": ("BEGIN", "SELECT seq FROM ledger FOR UPDATE"),
}


class Writer:
    """Holds one connection, and says itself where its transactions begin and end."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._queue: deque[Queued] = deque()
        self._turn = threading.Lock()
        self._holder: int | None = None

    def write(self, work: Callable[[Connection], T]) -> T:
        """Runs `work` in the next transaction; returns or raises what it did, once committed."""
        if self._holder == threading.get_ident():
            raise RuntimeError("a write inside a write would wait for itself")
        future: Future = Future()
        self._queue.append((work, future))
        while not future.done():
            with self._turn:
                if not future.done():
                    self._write_queued()
        return future.result()

    def close(self) -> None:
        with self._turn:
            self._drop()

    def _write_queued(self) -> None:
        batch = [self._queue.popleft() for _ in range(min(len(self._queue), GROUP))]
        self._holder = threading.get_ident()
        try:
            done = self._commit(batch)
        except BaseException as error:  # nobody in the group was written, and each is told
            self._drop()
            reason = error if isinstance(error, Exception) else RuntimeError("the write was interrupted")
            for _, future in batch:
                if not future.done():
                    future.set_exception(reason)
            if reason is not error:
                raise
        else:
            for future, result in done:
                future.set_result(result)
        finally:
            self._holder = None

    def _commit(self, batch: list[Queued]) -> list[tuple[Future, object]]:
        done: list[tuple[Future, object]] = []
        connection = self._begin()
        for work, future in batch:
            drive(connection, "SAVEPOINT act")
            try:
                done.append((future, work(connection)))
            except Exception as error:  # what fails takes back its own doing
                drive(connection, "ROLLBACK TO SAVEPOINT act")
                future.set_exception(error)
            drive(connection, "RELEASE SAVEPOINT act")
        drive(connection, "COMMIT")
        return done

    def _begin(self) -> Connection:
        try:
            return self._begun()
        except DBAPIError as error:
            if not self._broken(error):
                raise
            self._drop()  # it broke since the last write, which is no reason to refuse this one
            return self._begun()

    def _begun(self) -> Connection:
        if self._connection is None:
            self._connection = begun_by_hand(self._engine)
        for text in BEGIN[self._engine.dialect.name]:
            drive(self._connection, text)
        return self._connection

    def _broken(self, error: DBAPIError) -> bool:
        connection = self._connection
        if connection is None or error.orig is None:
            return False
        return connection.dialect.is_disconnect(error.orig, connection.connection.driver_connection, None)

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
