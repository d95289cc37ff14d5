"""A whole ledger copied: into a file while people write, back, and from one database to another.
A copy is compared with its original row by row before it counts."""

import os
import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from ems_dashboard.errors import EmsError
from ems_dashboard.store import file_guard
from ems_dashboard.store.errors import Unusable, sentence, shown
from ems_dashboard.store.ledger import Store, open_store
from ems_dashboard.store.notes import name_of
from ems_dashboard.store.schema import metadata

CHUNK = 2_000
PAGES = 512
"""So many at once are copied of a file; between them others write."""
UNFINISHED = ".part"


class Differs(EmsError):
    """A copy that is not its original; names the table and the first row."""


def backup(store: Store, target: Path) -> None:
    """The ledger as of one moment, as an SQLite file, whatever database it lies in. What stands at
    `target` is replaced only by a copy that is whole."""
    unfinished = target.with_name(target.name + UNFINISHED)
    target.parent.mkdir(parents=True, exist_ok=True)
    _forget(unfinished)
    os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, 0o600))
    if store.engine.dialect.name == "sqlite":
        _copy_file(store, unfinished)
    else:
        _forget(unfinished)
        copied = open_store(f"sqlite:///{unfinished}")
        copy(store, copied)
        copied.close()
    _single_file(unfinished)
    unfinished.rename(target)
    _forget(unfinished)
    file_guard.sync_folder(target.parent)


def restore(source: Path, url: str) -> None:
    """Into a database that holds nothing; the backup itself is not touched. Raises Unusable where
    it holds something, Differs where the copy is not the original."""
    if not source.is_file():
        raise Unusable(sentence("no_backup", path=source))
    path = file_guard.file_of(url)
    if path and not path.exists():
        file_guard.marker_of(path).unlink(missing_ok=True)
    with TemporaryDirectory() as folder:
        read = Path(folder) / "backup.sqlite"
        shutil.copy(source, read)
        original, target = open_store(f"sqlite:///{read}"), open_store(url)
        try:
            move(original, target)
            _expect(target, path)
        finally:
            target.close()
            original.close()


def _expect(target: Store, path: Path | None) -> None:
    """The ledger that was restored is the one that is expected from now on."""
    if path:
        file_guard.marker_of(path).unlink(missing_ok=True)
        with target.reading() as reader:
            file_guard.expect(path, name_of(reader.connection))


def move(original: Store, target: Store) -> None:
    """Everything of one database into another that holds nothing, and the two compared."""
    if target.version():
        raise Unusable(sentence("not_empty", url=shown(target.engine.url)))
    copy(original, target)
    require_equal(original, target)


def copy(original: Store, target: Store) -> None:
    with original.reading() as reader:
        source = _snapshot(reader.connection)

        def work(connection: Connection) -> None:
            for table in metadata.sorted_tables:
                connection.execute(delete(table))
                for rows in _chunks(source, table):
                    connection.execute(insert(table), rows)

        target.write(work)


def carry_over(original: Store, target: Store, names: Collection[str]) -> None:
    """The tables of these names, in place of what `target` has in them."""
    chosen = [table for table in metadata.sorted_tables if table.name in names]
    with original.reading() as reader:
        rows = {table: list(_rows(reader.connection, table)) for table in chosen}

    def work(connection: Connection) -> None:
        for table in chosen:
            connection.execute(delete(table))
            if rows[table]:
                connection.execute(insert(table), rows[table])

    target.write(work)


def _snapshot(connection: Connection) -> Connection:
    """All tables as of one moment, which SQLite does by itself."""
    if connection.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="REPEATABLE READ")
    return connection


def require_equal(original: Store, target: Store) -> int:
    """How many rows were compared. Raises Differs."""
    compared = 0
    with original.reading() as left, target.reading() as right:
        for table in metadata.sorted_tables:
            pairs = zip_longest(_rows(left.connection, table), _rows(right.connection, table))
            for number, (one, other) in enumerate(pairs, 1):
                if one != other:
                    raise Differs(sentence("differs", table=table.name, row=number))
                compared += 1
    return compared


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """In the order of their keys as Python sorts them: no two databases sort texts alike."""
    names = [column.name for column in table.primary_key]
    rows = [dict(row) for row in connection.execute(select(table)).mappings()]
    yield from sorted(rows, key=lambda row: [str(row[name]) for name in names])


def _chunks(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    streamed = connection.execution_options(yield_per=CHUNK).execute(select(table)).mappings()
    for part in streamed.partitions(CHUNK):
        yield [dict(row) for row in part]


def _copy_file(store: Store, target: Path) -> None:
    with store.engine.connect() as connection, closing(sqlite3.connect(target)) as copied:
        source: Any = connection.connection.driver_connection
        source.backup(copied, pages=PAGES, sleep=0.01)


def _single_file(path: Path) -> None:
    """Nothing beside it: no write-ahead log, no marker."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    with path.open("rb") as file:
        os.fsync(file.fileno())
    file_guard.marker_of(path).unlink(missing_ok=True)


def _forget(path: Path) -> None:
    for name in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", ".marker"))):
        name.unlink(missing_ok=True)
