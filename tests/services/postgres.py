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


class Cluster:
    """`url`: the SQLAlchemy URL of the cluster's own database. It runs; a test may stop and start it again."""

    def __init__(self, url: str, control: list, start: list) -> None:
        self.url, self._control, self._start = url, control, start

    def start(self) -> None:
        self._do(*self._start, "start")

    def stop(self) -> None:
        self._do("-m", "fast", "stop")

    def _do(self, *arguments: object) -> None:
        subprocess.run([*self._control, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/tmp")


@contextmanager
def running_postgres() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="ems-pg-", dir="/tmp"))
    as_owner = _owner(folder)
    port = _free_port()
    data = folder / "data"
    subprocess.run(
        [*as_owner, _program("initdb"), "-D", data, "-U", "ems", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    control = [*as_owner, _program("pg_ctl"), "-D", data, "-w"]
    url = f"postgresql+psycopg://ems@127.0.0.1:{port}/postgres"
    cluster = Cluster(url, control, ["-l", folder / "log", "-o", options])
    cluster.start()
    try:
        yield cluster
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


def _owner(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then the package's own user owns the cluster."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


def _program(name: str) -> str:
    found = shutil.which(name) or next(iter(sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)), None)
    if found is None:
        raise RuntimeError(f"{name} is missing: install PostgreSQL (Debian: apt install postgresql)")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
