"""Accounts and the hashes of their passwords. Rows change; what became of them is told by the
acts."""

from typing import Any

from sqlalchemy import Connection, Select, func, select, update

from ems_dashboard.rules.accounts import Account, AccountState
from ems_dashboard.rules.roles import Role
from ems_dashboard.store.schema import accounts

FIELDS = tuple(Account.__dataclass_fields__)


def read_account(connection: Connection, account: str) -> Account | None:
    row = connection.execute(_selected().where(accounts.c.account == account)).first()
    return Account(*row) if row else None


def account_of_email(connection: Connection, email: str) -> Account | None:
    """None where nobody or more than one has it."""
    rows = (
        connection.execute(_selected().where(accounts.c.email == email.lower())).all()
        if email
        else []
    )
    return Account(*rows[0]) if len(rows) == 1 else None


def all_accounts(connection: Connection) -> list[Account]:
    return [Account(*row) for row in connection.execute(_selected().order_by(accounts.c.account))]


def password_of(connection: Connection, account: str) -> str:
    """The hash; empty for an account that has no password or is not there."""
    return (
        connection.execute(
            select(accounts.c.password).where(accounts.c.account == account)
        ).scalar()
        or ""
    )


def administrators(connection: Connection) -> int:
    active = accounts.c.role == Role.ADMINISTRATOR, accounts.c.state == AccountState.ACTIVE
    return connection.execute(select(func.count()).where(*active)).scalar_one()


def add_account(connection: Connection, account: Account, password: str) -> None:
    connection.execute(accounts.insert().values(**_values(account), password=password))


def change_account(connection: Connection, account: Account) -> None:
    connection.execute(
        update(accounts).where(accounts.c.account == account.account).values(**_values(account))
    )


def change_password(connection: Connection, account: str, password: str) -> None:
    connection.execute(
        update(accounts).where(accounts.c.account == account).values(password=password)
    )


def _selected() -> Select[Any]:
    return select(*(accounts.c[name] for name in FIELDS))


def _values(account: Account) -> dict[str, object]:
    return {name: getattr(account, name) for name in FIELDS}
