"""Connections. SQLite: write-ahead log, every commit on the disk before it is answered, writers
take the lock at their first statement (a deferred transaction that upgrades later is refused
under load)."""

import sqlite3
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from ems_dashboard.store.prepared import execute

BUSY_MS = 15_000
CONNECT_S, STATEMENT_MS, POOL_S = 5, 60_000, 15
SILENT_S = 3
"""A server that hangs keeps its connections open: asked so often whether it is there, three
times."""


def make_engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(
            url, pool_pre_ping=True, pool_timeout=POOL_S, connect_args=_limits(url)
        )
    path = Path(make_url(url).database or "")
    if path.is_file():
        engine = create_engine(url, creator=partial(_open_file, path))
    else:
        limits = {"timeout": BUSY_MS / 1000, "check_same_thread": False}
        engine = create_engine(url, connect_args=limits)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _open_file(path: Path) -> sqlite3.Connection:
    """A file that was there is never made anew: an empty one in its place would look like calm."""
    address = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, timeout=BUSY_MS / 1000, check_same_thread=False, uri=True)


def _limits(url: str) -> dict[str, object]:
    """So that a hung server is an error, and no page that never comes."""
    if make_url(url).get_backend_name() != "postgresql":
        return {}
    return {
        "connect_timeout": CONNECT_S,
        "options": f"-c lock_timeout={BUSY_MS} -c statement_timeout={STATEMENT_MS}",
        "keepalives_idle": SILENT_S,
        "keepalives_interval": SILENT_S,
        "keepalives_count": 3,
        "tcp_user_timeout": 1000 * SILENT_S * 4,
    }


def writing(engine: Engine) -> Engine:
    """The same engine; the transactions of its connections are writers from their first
    statement."""
    return engine.execution_options(ems_begin="BEGIN IMMEDIATE")


def begun_by_hand(engine: Engine) -> Connection:
    """A connection on which no transaction begins or ends but by a statement that says so."""
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT", ems_begin="")


def wait_at_most(connection: Connection, wait_ms: int) -> None:
    """How long this connection waits for a lock that another process holds."""
    if connection.dialect.name == "sqlite":
        execute(connection, f"PRAGMA busy_timeout={wait_ms}")
    else:
        execute(connection, f"SET lock_timeout={wait_ms}")


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the begin event below says how a transaction begins
    for pragma in (
        "journal_mode=WAL",
        # NORMAL loses acknowledged rows in a power cut
        "synchronous=FULL",
        f"busy_timeout={BUSY_MS}",
        "foreign_keys=ON",
        # no mmap_size: a file that is cut off would end the server by SIGBUS
        "cache_size=-65536",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    begin = connection.get_execution_options().get("ems_begin", "BEGIN")
    if begin:
        execute(connection, begin)
