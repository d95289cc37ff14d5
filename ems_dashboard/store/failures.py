"""Attempts to sign in, counted per account name (whether or not there is such an account) and
per address."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from ems_dashboard.rules.accounts import LOCKED_FOR, Attempts, counted, is_locked
from ems_dashboard.store.schema import failures


def begin_attempt(connection: Connection, subjects: list[str], moment: datetime) -> bool:
    """False where one of the subjects is locked; otherwise each is counted as failed at once, so
    that a hundred guesses sent together are not a hundred looks at the password."""
    held = {subject: _read(connection, subject) for subject in subjects}
    if any(is_locked(attempts, moment) for attempts in held.values()):
        return False
    _forget_old(connection, moment)
    for subject, attempts in held.items():
        _write(connection, subject, counted(attempts, moment))
    return True


def forget_attempt(connection: Connection, account: str, address: str) -> None:
    """It succeeded: the account starts afresh, the address gets this one attempt back."""
    connection.execute(delete(failures).where(failures.c.subject == account))
    fewer = update(failures).where(failures.c.subject == address, failures.c.count > 0)
    connection.execute(fewer.values(count=failures.c.count - 1, locked_until=None))


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
