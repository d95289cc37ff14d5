"""Who is signed in where: the hash of each browser's secret. A session that has ended has no
row."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from ems_dashboard.rules.accounts import Account, Limits, Session
from ems_dashboard.store.accounts import FIELDS as ACCOUNT_FIELDS
from ems_dashboard.store.accounts import read_account
from ems_dashboard.store.schema import accounts, sessions

FIELDS = tuple(Session.__dataclass_fields__)


def read_session(connection: Connection, key: str) -> tuple[Session, Account] | None:
    row = connection.execute(
        select(*(sessions.c[name] for name in FIELDS)).where(sessions.c.key == key)
    ).first()
    account = read_account(connection, row.account) if row else None
    return (Session(*row), account) if row and account else None


def read_sessions(
    connection: Connection, keys: Collection[str]
) -> dict[str, tuple[Session, Account]]:
    """As read_session, of many at once."""
    columns = [
        *(sessions.c[name] for name in FIELDS),
        *(accounts.c[name] for name in ACCOUNT_FIELDS),
    ]
    joined = select(*columns).join(accounts, accounts.c.account == sessions.c.account)
    own = len(FIELDS)
    rows = connection.execute(joined.where(sessions.c.key.in_(keys)))
    found = [(Session(*row[:own]), Account(*row[own:])) for row in rows]
    return {session.key: (session, account) for session, account in found}


def begin_session(connection: Connection, session: Session, limits: Limits) -> None:
    """Those that have run out go at the same time."""
    idle, old = session.seen_at - limits.idle, session.began_at - limits.longest
    connection.execute(
        delete(sessions).where((sessions.c.seen_at <= idle) | (sessions.c.began_at <= old))
    )
    connection.execute(
        sessions.insert().values(**{name: getattr(session, name) for name in FIELDS})
    )


def see_session(connection: Connection, key: str, moment: datetime) -> None:
    connection.execute(update(sessions).where(sessions.c.key == key).values(seen_at=moment))


def end_sessions(connection: Connection, account: str) -> None:
    connection.execute(delete(sessions).where(sessions.c.account == account))


def end_session(connection: Connection, key: str) -> None:
    connection.execute(delete(sessions).where(sessions.c.key == key))
