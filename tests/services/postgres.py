"""A PostgreSQL of our own for the tests: a fresh cluster on a free port of loopback, ended by its own process."""

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, make_url, text

from ems_dashboard.store import open_store

NOT_DURABLE = "fsync=off synchronous_commit=off full_page_writes=off"
"""No test takes the power away; what is killed here is a client or the server's process, never the machine."""


class Cluster:
    """`url`: the SQLAlchemy URL of the cluster's own database. It runs; a test may stop and start it again."""

    def __init__(self, url: str, control: list, start: list) -> None:
        self.url, self._control, self._start = url, control, start

    def start(self) -> None:
        self._do(*self._start, "start")

    def stop(self) -> None:
        self._do("-m", "fast", "stop")

    def _do(self, *arguments: object) -> None:
        subprocess.run(
            [*self._control, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/tmp"
        )


class EmptyDatabase:
    """A database of the cluster with our tables. Making one costs a second or two, emptying it little: so a test that
    is done with it empties it, and it is made anew only where a test changed the tables themselves."""

    def __init__(self, cluster_url: str) -> None:
        self._admin = create_engine(cluster_url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self.url = (
            make_url(cluster_url).set(database="ems_test").render_as_string(hide_password=False)
        )
        self._tables = self._made()

    def empty(self) -> None:
        with self._admin.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'ems_test'"
                )
            )
        engine = create_engine(self.url, poolclass=NullPool)
        with engine.begin() as connection:
            changed = _columns(connection) != self._tables
            if not changed:
                _delete_rows(connection, self._tables)
        if changed:
            self._tables = self._made()

    def _made(self) -> set[tuple[str, str]]:
        with self._admin.connect() as connection:
            connection.execute(text("DROP DATABASE IF EXISTS ems_test WITH (FORCE)"))
            connection.execute(text("CREATE DATABASE ems_test"))
        open_store(self.url).close()
        with create_engine(self.url, poolclass=NullPool).connect() as connection:
            return _columns(connection)


def _columns(connection: Connection) -> set[tuple[str, str]]:
    asked = text(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
    )
    return {(table, column) for table, column in connection.execute(asked)}


def _delete_rows(connection: Connection, columns: set[tuple[str, str]]) -> None:
    kept = {"alembic_version", "ledger"}
    tables = {table for table, _ in columns} - kept
    statements = [
        "SET session_replication_role = replica",  # past the triggers that guard the facts
        *(f'DELETE FROM "{table}"' for table in sorted(tables)),
        "UPDATE ledger SET seq = 0, written_at = NULL",
    ]
    connection.execute(text("; ".join(statements)))


@contextmanager
def running_postgres() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="ems-pg-", dir="/tmp"))
    as_owner = _owner(folder)
    port = _free_port()
    data = folder / "data"
    subprocess.run(
        [
            *as_owner,
            _program("initdb"),
            "-D",
            data,
            "-U",
            "ems",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    settings = f"listen_addresses=127.0.0.1 unix_socket_directories={folder} {NOT_DURABLE}"
    options = f"-p {port} {' '.join(f'-c {setting}' for setting in settings.split())}"
    control = [*as_owner, _program("pg_ctl"), "-D", data, "-w"]
    url = f"postgresql+psycopg://ems@127.0.0.1:{port}/postgres"
    cluster = Cluster(url, control, ["-l", folder / "log", "-o", options])
    cluster.start()
    try:
        yield cluster
    finally:
        subprocess.run(
            [*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder
        )
        shutil.rmtree(folder, ignore_errors=True)


def _owner(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then the package's own user owns the cluster."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


def _program(name: str) -> str:
    found = shutil.which(name) or next(
        iter(sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)), None
    )
    if found is None:
        raise RuntimeError(
            f"{name} is missing: install PostgreSQL (Debian: apt install postgresql)"
        )
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
