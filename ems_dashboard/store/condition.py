"""What keeps the database from being written or read, as far as this process knows: found at a
failed statement or at a look at the file, told to every screen, over when a write succeeds."""

from enum import StrEnum
from typing import Any

from sqlalchemy.exc import (
    DatabaseError,
    DBAPIError,
    DisconnectionError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from ems_dashboard.errors import EmsError


class Trouble(StrEnum):
    """`AWAY`: nothing can be read or written. `LOCKED`, `FULL`, `READ_ONLY`: everything can be
    read, nothing be written. `DAMAGED`: what is read may be wrong, and nothing is accepted."""

    AWAY = "away"
    LOCKED = "locked"
    FULL = "full"
    READ_ONLY = "read_only"
    DAMAGED = "damaged"


class Damaged(EmsError):
    """The database is not the one that was opened, or cannot be what was written into it."""


UNWRITABLE = frozenset({Trouble.LOCKED, Trouble.FULL, Trouble.READ_ONLY})
SQLITE = {
    "SQLITE_BUSY": Trouble.LOCKED,
    "SQLITE_LOCKED": Trouble.LOCKED,
    "SQLITE_FULL": Trouble.FULL,
    "SQLITE_READONLY": Trouble.READ_ONLY,
    "SQLITE_PERM": Trouble.READ_ONLY,
    "SQLITE_CORRUPT": Trouble.DAMAGED,
    "SQLITE_NOTADB": Trouble.DAMAGED,
}
"""By the first two words of the driver's name for it; what else goes wrong is AWAY."""
POSTGRESQL = {
    "25006": Trouble.READ_ONLY,
    "53100": Trouble.FULL,
    "55P03": Trouble.LOCKED,
    "57014": Trouble.LOCKED,
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
}


def trouble_of(error: BaseException) -> Trouble | None:
    """What an error says of the database; None where it is a mistake of ours."""
    if isinstance(error, Damaged):
        return Trouble.DAMAGED
    if isinstance(error, DisconnectionError | PoolTimeoutError):
        return Trouble.AWAY
    if not isinstance(error, DBAPIError):
        return None
    cause: Any = error.orig
    name = "_".join(str(getattr(cause, "sqlite_errorname", "")).split("_")[:2])
    known = SQLITE.get(name) or POSTGRESQL.get(str(getattr(cause, "sqlstate", "")))
    if known is not None:
        return known
    if isinstance(error, OperationalError | InterfaceError):
        return Trouble.AWAY
    return Trouble.DAMAGED if type(error) is DatabaseError else None


class Condition:
    """Shared by all threads of a process; each mark is one assignment."""

    def __init__(self) -> None:
        self._writing: Trouble | None = None
        self._damage = ""

    @property
    def trouble(self) -> Trouble | None:
        return Trouble.DAMAGED if self._damage else self._writing

    @property
    def damage(self) -> str:
        """What was found, for the log and the administrator; empty where nothing was."""
        return self._damage

    def failed(self, error: BaseException) -> None:
        """A statement failed."""
        found = trouble_of(error)
        if found is Trouble.DAMAGED:
            self.damaged(str(error).partition("\n")[0])
        elif found is not None and (found is not Trouble.AWAY or self._writing is None):
            self._writing = found

    def written(self) -> None:
        self._writing = None

    def damaged(self, found: str) -> None:
        self._damage = self._damage or found
