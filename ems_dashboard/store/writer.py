"""The one writer of a process: a thread that takes what is queued, writes all of it in one transaction with a
savepoint each, and answers when the disk has it."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from ems_dashboard.store.engine import writing
from ems_dashboard.store.schema import ledger

T = TypeVar("T")
Work = Callable[[Connection], object]
GROUP = 64


class Writer:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.Queue[tuple[Work, Future] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="ems-writer", daemon=True)
        self._thread.start()

    def write(self, work: Callable[[Connection], T]) -> T:
        """Runs `work` in the writer's next transaction; returns or raises what it did, once committed."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a write inside a write would wait for itself")
        future: Future = Future()
        self._queue.put((work, future))
        return future.result()

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            batch, closing = self._gather(first)
            self._commit(batch)
            if closing:
                return

    def _gather(self, first: tuple[Work, Future]) -> tuple[list[tuple[Work, Future]], bool]:
        batch = [first]
        while len(batch) < GROUP:
            try:
                item = self._queue.get_nowait()
            except queue.Empty:
                break
            if item is None:
                return batch, True
            batch.append(item)
        return batch, False

    def _commit(self, batch: list[tuple[Work, Future]]) -> None:
        done: list[tuple[Future, object]] = []
        try:
            with writing(self._engine) as connection, connection.begin() as transaction:
                _alone(connection)
                for work, future in batch:
                    # what fails takes back its own doing; who is alone needs no mark to go back to
                    step = connection.begin_nested() if len(batch) > 1 else transaction
                    try:
                        result = work(connection)
                    except Exception as error:
                        step.rollback()
                        future.set_exception(error)
                    else:
                        done.append((future, result))
                        if step is not transaction:
                            step.commit()
        except SQLAlchemyError as error:  # the commit itself failed: nobody in the group was written
            for future, _ in done:
                future.set_exception(error)
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for future, result in done:
            future.set_result(result)


def _alone(connection: Connection) -> None:
    """What an act reads cannot change before it commits, whichever process writes too. SQLite has the lock already."""
    if connection.dialect.name != "sqlite":
        connection.execute(select(ledger.c.seq).with_for_update())
