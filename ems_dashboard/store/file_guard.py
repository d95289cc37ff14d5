"""The file of an SQLite ledger, looked at from outside: made for its owner alone, known by a
marker beside it, and seen to be deleted, exchanged or cut off while it is open. SQLite itself goes
on with a file that has no name any more, and makes an empty one where none is."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from ems_dashboard.store.condition import Damaged
from ems_dashboard.store.errors import Unusable, sentence, shown


def file_of(url: str | URL) -> Path | None:
    """None for a database that is no file."""
    parsed = make_url(url)
    name = parsed.database
    is_file = parsed.get_backend_name() == "sqlite" and name and name != ":memory:"
    return Path(name).absolute() if is_file and name else None


def marker_of(path: Path) -> Path:
    """The file that says which ledger is expected here."""
    return path.with_name(f"{path.name}.marker")


def prepare(path: Path, *, anew: bool) -> bool:
    """Makes the folder and an empty file that only its owner can read; True where it was made.
    Raises Unusable where a ledger is expected that is not there, unless one is to be made
    `anew`."""
    if path.exists():
        with suppress(OSError):  # another's file, or a file system without such rights
            path.chmod(0o600)
        return False
    if marker_of(path).exists() and not anew:
        raise Unusable(sentence("gone", url=shown(f"sqlite:///{path}"), marker=marker_of(path)))
    with suppress(OSError):  # the file cannot be opened then, and that is explained
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    marker_of(path).unlink(missing_ok=True)
    return True


def expect(path: Path, name: str) -> None:
    """From now on the ledger of this name is expected here. Raises Unusable where it is another."""
    marker = marker_of(path)
    if marker.exists():
        if marker.read_text(encoding="ascii", errors="replace").strip() != name:
            raise Unusable(sentence("exchanged", url=shown(f"sqlite:///{path}"), marker=marker))
        return
    with suppress(OSError):  # a folder that cannot be written to keeps no marker
        marker.write_text(f"{name}\n", encoding="ascii")
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """A name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class FileGuard:
    """What the file is while it is open. Raises Damaged where it is that no more. It is never
    opened here but by SQLite: closing it would end the locks of every connection of the process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._identity = self._named()
        self._size = 0

    def require_there(self) -> None:
        """The name still leads to the file that was opened: one look at its folder."""
        if self._named() != self._identity:
            raise Damaged(sentence("gone_meanwhile", path=self.path))

    def require_whole(self) -> None:
        """And it has not become shorter, which we never make it, and is a database still."""
        self.require_there()
        size = self.path.stat().st_size
        if size < self._size:
            raise Damaged(sentence("broken", path=self.path))
        self._size = size
        try:
            with closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True)) as fresh:
                fresh.execute("SELECT seq FROM ledger").fetchone()
        except sqlite3.OperationalError:  # locked, or no file handle is left: no damage
            return
        except sqlite3.DatabaseError as error:
            raise Damaged(sentence("broken", path=self.path)) from error

    def _named(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
