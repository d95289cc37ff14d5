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


@contextmanager
def running_postgres() -> Iterator[str]:
    """The SQLAlchemy URL of the cluster's own database."""
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
    subprocess.run(
        [*control, "-l", folder / "log", "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, cwd=folder
    )
    try:
        yield f"postgresql+psycopg://ems@127.0.0.1:{port}/postgres"
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
