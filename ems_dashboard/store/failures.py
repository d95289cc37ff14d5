"""Attempts to sign in, counted per account name (whether or not there is such an account) at an
address. Where the holder never came from that address they are counted per name and per address
too: so no stranger can keep the holder out, nor one guest a whole office."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from ems_dashboard.rules.accounts import (
    LOCKED_FOR,
    TRIES,
    WIDE_TRIES,
    Attempts,
    counted,
    is_locked,
)
from ems_dashboard.rules.acts import Act
from ems_dashboard.store.schema import failures, tables

PAIR = "pair "


def begin_attempt(connection: Connection, subjects: list[str], moment: datetime) -> bool:
    """False where one of the subjects is locked; otherwise each is counted as failed at once, so
    that a hundred guesses sent together are not a hundred looks at the password."""
    held = {subject: _read(connection, subject) for subject in subjects}
    if any(is_locked(attempts, moment) for attempts in held.values()):
        return False
    _forget_old(connection, moment)
    for subject, attempts in held.items():
        tries = TRIES if subject.startswith(PAIR) else WIDE_TRIES
        _write(connection, subject, counted(attempts, moment, tries))
    return True


def forget_attempt(connection: Connection, pair: str, wide: Sequence[str]) -> None:
    """It succeeded: the account at this address starts afresh, the others get this one attempt
    back."""
    connection.execute(delete(failures).where(failures.c.subject == pair))
    fewer = update(failures).where(failures.c.subject.in_(wide), failures.c.count > 0)
    connection.execute(fewer.values(count=failures.c.count - 1, locked_until=None))


def forget_account(connection: Connection, account: str) -> None:
    """An administrator let the holder in again: whatever was tried in this name counts no more."""
    pairs = failures.c.subject.startswith(f"{PAIR}{account}@", autoescape=True)
    connection.execute(delete(failures).where(pairs | (failures.c.subject == f"account {account}")))


def came_from(connection: Connection, account: str, address: str) -> bool:
    """Whether the holder has ever signed in from there."""
    acts = tables(Act).facts
    same = acts.c.account == account, acts.c.address == address
    entered = acts.c.verb == "begin", acts.c.subject == "sessions", acts.c.outcome == "done"
    return (
        connection.execute(select(acts.c.seq).where(*same, *entered).limit(1)).first() is not None
    )


def locked(connection: Connection, subject: str, moment: datetime) -> bool:
    return is_locked(_read(connection, subject), moment)


def _read(connection: Connection, subject: str) -> Attempts | None:
    columns = failures.c["count", "since", "locked_until"]
    row = connection.execute(select(*columns).where(failures.c.subject == subject)).first()
    return Attempts(*row) if row else None


def _write(connection: Connection, subject: str, attempts: Attempts) -> None:
    connection.execute(delete(failures).where(failures.c.subject == subject))
    values = {
        "count": attempts.count,
        "since": attempts.since,
        "locked_until": attempts.locked_until,
    }
    connection.execute(failures.insert().values(subject=subject, **values))


def _forget_old(connection: Connection, moment: datetime) -> None:
    over = failures.c.locked_until.is_(None) | (failures.c.locked_until <= moment)
    connection.execute(delete(failures).where(failures.c.since <= moment - LOCKED_FOR, over))
