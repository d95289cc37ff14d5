"""Connections. SQLite: write-ahead log, every commit on the disk before it is answered, writers
take the lock at their first statement (a deferred transaction that upgrades later is refused
under load)."""

import sqlite3

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from ems_dashboard.store.prepared import execute

BUSY_MS = 15_000


def make_engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(
        url, connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine; the transactions of its connections are writers from their first
    statement."""
    return engine.execution_options(ems_begin="BEGIN IMMEDIATE")


def begun_by_hand(engine: Engine) -> Connection:
    """A connection on which no transaction begins or ends but by a statement that says so."""
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT", ems_begin="")


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the begin event below says how a transaction begins
    for pragma in (
        "journal_mode=WAL",
        # NORMAL loses acknowledged rows in a power cut
        "synchronous=FULL",
        f"busy_timeout={BUSY_MS}",
        "foreign_keys=ON",
        "cache_size=-65536",
        "mmap_size=268435456",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    begin = connection.get_execution_options().get("ems_begin", "BEGIN")
    if begin:
        execute(connection, begin)
