"""Notes about the ledger itself, such as whether it is the demonstration."""

from sqlalchemy import Connection, delete

from ems_dashboard.store.schema import notes


def write_note(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(notes).where(notes.c.name == name))
    connection.execute(notes.insert().values(name=name, value=value))
