"""The demonstration, loaded once and kept as a file under a key made of everything that it is made from."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from ems_dashboard import clock
from ems_dashboard.actions.demo import load_demonstration
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.store import open_store
from ems_dashboard.text import words

CITY_DIR = ROOT / "data" / "zhangzhou"
KEPT = ROOT / "var" / "tests"
MADE_BY = ("rules", "feeds", "store", "actions", "text")
"""The packages below and beside `actions.demo`."""


def kept_demonstration() -> Path:
    """The file; whichever process comes first makes it, the others wait. Copy it, never open it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        path = KEPT / f"demonstration-{key()}.sqlite"
        if not path.exists():
            for old in KEPT.glob("demonstration-*"):
                old.unlink()
            _make(path)
    return path


def key() -> str:
    made_from = hashlib.sha256()
    for path in _sources():
        made_from.update(str(path.relative_to(ROOT)).encode())
        made_from.update(path.read_bytes())
    return made_from.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    package = ROOT / "ems_dashboard"
    folders = [CITY_DIR, *(package / name for name in MADE_BY)]
    for folder in folders:
        yield from sorted(
            path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"
        )
    yield from sorted(package.glob("*.py"))


def _make(path: Path) -> None:
    unfinished = path.with_suffix(f".{os.getpid()}")
    store = open_store(f"sqlite:///{unfinished}")
    load_demonstration(store, load_city(CITY_DIR), CITY_DIR, moment=clock.now(), words=words("zh"))
    store.close()  # folds the write-ahead log into the file
    unfinished.rename(path)
