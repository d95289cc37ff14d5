"""Notes about the ledger itself, such as whether it is the demonstration."""

import secrets

from sqlalchemy import Connection, delete, select

from ems_dashboard.store.schema import notes

LEDGER = "ledger"


def write_note(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(notes).where(notes.c.name == name))
    connection.execute(notes.insert().values(name=name, value=value))


def read_note(connection: Connection, name: str) -> str:
    """Empty where there is none."""
    found = select(notes.c.value).where(notes.c.name == name)
    return connection.execute(found).scalar() or ""


def name_of(connection: Connection) -> str:
    """What tells this ledger from every other; empty where it has none."""
    return read_note(connection, LEDGER)


def name_ledger(connection: Connection) -> None:
    if not name_of(connection):
        write_note(connection, LEDGER, secrets.token_hex(8))
