"""One writer at a time: whoever comes first writes what all have queued meanwhile, in one
transaction with a savepoint each, and everybody is answered when the disk has it. A thread of
its own would cost each write two changes of thread: more than the disk takes."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from ems_dashboard.store.condition import Condition, Damaged, Trouble, trouble_of
from ems_dashboard.store.engine import BUSY_MS, begun_by_hand, wait_at_most
from ems_dashboard.store.file_guard import FileGuard
from ems_dashboard.store.prepared import driver_connection, execute

T = TypeVar("T")
GROUP = 64
IMPATIENT_MS = 1_000
"""Where the lock is known to be held, or nobody waits for what is to be written."""
BEGIN = {
    "sqlite": ("BEGIN IMMEDIATE",),
    # what an act reads cannot change before it commits, whichever process writes too
    "postgresql": ("BEGIN", "SELECT seq FROM ledger FOR UPDATE"),
}


class _Act:
    __slots__ = ("done", "error", "patient", "result", "work")

    def __init__(self, work: Callable[[Connection], object], *, patient: bool) -> None:
        self.work, self.patient = work, patient
        self.result: Any = None
        self.error: Exception | None = None
        self.done = False


class Writer:
    """Holds one connection, and says itself where its transactions begin and end."""

    def __init__(
        self, engine: Engine, condition: Condition | None = None, guard: FileGuard | None = None
    ) -> None:
        self._engine, self._guard = engine, guard
        self._condition = condition or Condition()
        self._connection: Connection | None = None
        self._queue: deque[_Act] = deque()
        self._turn = threading.Lock()
        self._holder: int | None = None
        self._wait_ms, self._patient = BUSY_MS, True

    def write(self, work: Callable[[Connection], T], *, patient: bool = True) -> T:
        """Runs `work` in the next transaction; returns or raises what it did, once committed.
        `patient`: waits long for a lock that another process holds."""
        if self._holder == threading.get_ident():
            raise RuntimeError("a write inside a write would wait for itself")
        act = _Act(work, patient=patient)
        self._queue.append(act)
        while not act.done:
            with self._turn:
                if not act.done:
                    self._write_queued()
        if act.error is not None:
            raise act.error
        return cast(T, act.result)

    def close(self) -> None:
        with self._turn:
            self._drop()

    def _write_queued(self) -> None:
        batch = [self._queue.popleft() for _ in range(min(len(self._queue), GROUP))]
        self._holder = threading.get_ident()
        self._patient = any(act.patient for act in batch)
        try:
            self._commit(batch)
        except BaseException as error:  # nobody in the group was written, and each is told
            self._drop()
            if self._patient or trouble_of(error) is not Trouble.LOCKED:
                self._condition.failed(error)
            for act in batch:
                act.error = act.error or (
                    error if isinstance(error, Exception) else RuntimeError("interrupted")
                )
            if not isinstance(error, Exception):
                raise
        finally:
            self._holder = None
            for act in batch:
                act.done = True

    def _commit(self, batch: list[_Act]) -> None:
        self._require_sound()
        connection = self._begin()
        alone = (
            len(batch) == 1
        )  # and needs no savepoint, for which SQLite copies every page that it touches
        for act in batch:
            if not alone:
                execute(connection, "SAVEPOINT act")
            try:
                act.result = act.work(connection)
            except Exception as error:  # what fails takes back its own doing
                act.error = error
                self._condition.failed(error)
                execute(connection, "ROLLBACK" if alone else "ROLLBACK TO SAVEPOINT act")
        if not (alone and batch[0].error):
            execute(connection, "COMMIT")
            self._require_sound()
            self._condition.written()

    def _require_sound(self) -> None:
        """Before a transaction and once more before it is acknowledged: a file that has no name
        any more takes every write and keeps none."""
        if self._condition.damage:
            raise Damaged(self._condition.damage)
        if self._guard is not None:
            self._guard.require_there()

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
            self._connection, self._wait_ms = begun_by_hand(self._engine), BUSY_MS
        held = self._condition.trouble is Trouble.LOCKED
        self._wait(BUSY_MS if self._patient and not held else IMPATIENT_MS)
        for text in BEGIN[self._engine.dialect.name]:
            execute(self._connection, text)
        return self._connection

    def _wait(self, wait_ms: int) -> None:
        if self._connection is not None and wait_ms != self._wait_ms:
            wait_at_most(self._connection, wait_ms)
            self._wait_ms = wait_ms

    def _broken(self, error: DBAPIError) -> bool:
        connection = self._connection
        if connection is None or error.orig is None:
            return False
        cause: Any = error.orig
        return connection.dialect.is_disconnect(cause, driver_connection(connection), None)

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
