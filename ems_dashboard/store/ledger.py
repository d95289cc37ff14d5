"""The ledger: open it, append to it, read it as of a moment."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url

from ems_dashboard.moments import KnownAt, Moment, ValidAt
from ems_dashboard.rules.facts import Fact
from ems_dashboard.store.appending import Appended, append
from ems_dashboard.store.engine import make_engine
from ems_dashboard.store.errors import explained
from ems_dashboard.store.fact_cache import FactCache
from ems_dashboard.store.migrating import migrate
from ems_dashboard.store.notes import write_note
from ems_dashboard.store.reader import Reader
from ems_dashboard.store.writer import Writer

F = TypeVar("F", bound=Fact)
T = TypeVar("T")


class Store:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = Writer(engine)
        self._cache = FactCache()

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

    def note(self, name: str, value: str) -> None:
        self.write(lambda connection: write_note(connection, name, value))

    @contextmanager
    def reading(self, known: KnownAt | None = None) -> Iterator[Reader]:
        """A consistent view; close it soon: an open one keeps the write-ahead log from being
        folded."""
        with self.engine.connect() as connection:
            yield Reader(connection, known, self._cache)

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


def open_store(url: str) -> Store:
    """The store at an SQLAlchemy URL, its tables brought up to date; an SQLite file and its
    folder are made. Raises errors.Unusable with what to do."""
    with explained(url):
        parsed = make_url(url)
        if (
            parsed.get_backend_name() == "sqlite"
            and parsed.database
            and parsed.database != ":memory:"
        ):
            with suppress(OSError):  # the file cannot be opened then, and that is explained
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = make_engine(url)
        migrate(engine)
    return Store(engine)
