"""The ledger: open it, append to it, read it as of a moment."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import SQLAlchemyError

from ems_dashboard.moments import KnownAt, Moment, ValidAt
from ems_dashboard.rules.facts import Fact
from ems_dashboard.store import file_guard
from ems_dashboard.store.appending import Appended, append
from ems_dashboard.store.condition import Condition, Trouble, trouble_of
from ems_dashboard.store.engine import make_engine
from ems_dashboard.store.errors import explained
from ems_dashboard.store.fact_cache import FactCache
from ems_dashboard.store.file_guard import FileGuard
from ems_dashboard.store.migrating import migrate
from ems_dashboard.store.notes import name_of, write_note
from ems_dashboard.store.reader import Reader
from ems_dashboard.store.writer import Writer

F = TypeVar("F", bound=Fact)
T = TypeVar("T")
TRIED = "tried to write"


class Store:
    def __init__(self, engine: Engine) -> None:
        path = file_guard.file_of(engine.url)
        self.engine, self.condition = engine, Condition()
        self.guard = FileGuard(path) if path else None
        if self.guard is not None:
            event.listen(engine, "connect", self._require_same_file)
        self._writer = Writer(engine, self.condition, self.guard)
        self._cache = FactCache()

    def _require_same_file(self, _connection: object, _record: object) -> None:
        """A connection that is made anew finds what the name leads to by then."""
        if self.guard is not None:
            self.guard.require_there()

    def append(self, facts: Iterable[Fact], *, moment: datetime, written_by: str = "") -> Appended:
        """Adds the facts that are not there yet, in one transaction; all or none."""
        given = list(facts)
        return self.write(
            lambda connection: append(connection, given, written_by=written_by, moment=moment)
        )

    def write(self, work: Callable[[Connection], T]) -> T:
        """Runs reading and appending as one act of the one writer: what it read cannot change
        before it commits."""
        return self._writer.write(work)

    def write_if_possible(
        self, work: Callable[[Connection], object], *, patient: bool = False
    ) -> bool:
        """What nobody waits for and nobody misses: that somebody was here. Not tried while the
        database cannot be written."""
        if self.condition.trouble is not None:
            return False
        try:
            self._writer.write(work, patient=patient)
        except Exception as error:  # whoever reads must not be stopped by it
            if trouble_of(error) is None:
                raise
            return False
        return True

    def try_writing(self, moment: datetime) -> None:
        """Whether a database that could not be written can be now."""
        if self.condition.trouble not in (None, Trouble.DAMAGED):
            with suppress(SQLAlchemyError):
                self.note(TRIED, moment.isoformat())

    def note(self, name: str, value: str) -> None:
        self.write(lambda connection: write_note(connection, name, value))

    @contextmanager
    def reading(self, known: KnownAt | None = None) -> Iterator[Reader]:
        """A consistent view; close it soon: an open one keeps the write-ahead log from being
        folded."""
        try:
            with self.engine.connect() as connection:
                yield Reader(connection, known, self._cache)
        except Exception as error:
            if trouble_of(error) is Trouble.DAMAGED:
                self.condition.failed(error)
            raise

    def current(
        self, kind: type[F], *, as_of: Moment, mode: str = "live", **equal: object
    ) -> list[F]:
        with self.reading() as reader:
            return reader.current(kind, as_of=as_of, mode=mode, **equal)

    def history(
        self,
        kind: type[F],
        *,
        as_of: KnownAt | None = None,
        since: ValidAt | None = None,
        until: ValidAt | None = None,
        before: ValidAt | None = None,
        mode: str = "live",
        **equal: object,
    ) -> list[F]:
        with self.reading() as reader:
            return reader.history(
                kind, as_of=as_of, since=since, until=until, before=before, mode=mode, **equal
            )

    def version(self) -> int:
        with self.reading() as reader:
            return reader.version()

    def added_since(self, version: int) -> tuple[int, datetime | None]:
        """The version now, and the earliest moment at which anything added since `version` was
        known, None if nothing was."""
        with self.reading() as reader:
            return reader.version(), reader.earliest_known(version)

    def close(self) -> None:
        self._writer.close()
        self.engine.dispose()


def open_store(url: str, *, anew: bool = False) -> Store:
    """The store at an SQLAlchemy URL, its tables brought up to date; an SQLite file and its
    folder are made. Raises errors.Unusable with what to do. `anew`: an empty ledger may be made
    where another was expected."""
    with explained(url):
        path = file_guard.file_of(url)
        made = file_guard.prepare(path, anew=anew) if path else False
        engine = make_engine(url)
        migrate(engine)
        if path:
            with engine.connect() as connection:
                file_guard.expect(path, name_of(connection))
            if made:
                file_guard.sync_folder(path.parent)
    return Store(engine)
