"""Triggers that refuse to change or delete a fact or a link of the chain, whoever asks the
database for it. They are taken away while the tables themselves are changed."""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, text

from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.store.schema import chain, tables

ACTS = ("UPDATE", "DELETE")
FUNCTION = """CREATE OR REPLACE FUNCTION ems_frozen() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'facts are never changed or deleted (%)', TG_TABLE_NAME; END$$"""


def protected() -> list[Table]:
    return [*(tables(kind).facts for kind in KINDS.values()), chain]


def protect(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(FUNCTION))
    for name, table, act in _triggers():
        connection.execute(text(_statement(connection.dialect.name, name, table, act)))


def unprotect(connection: Connection) -> None:
    gone = missing(connection)
    for name, table, _ in _triggers():
        if name not in gone:
            of = f" ON {table}" if connection.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER {name}{of}"))


def missing(connection: Connection) -> set[str]:
    """The triggers that are not there."""
    asked = (
        "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'frozen_%' AND tgenabled <> 'D'"
        if connection.dialect.name == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    there = set(connection.execute(text(asked)).scalars())
    return {name for name, _, _ in _triggers()} - there


def _triggers() -> Iterator[tuple[str, str, str]]:
    for table in protected():
        for act in ACTS:
            yield f"frozen_{table.name}_{act.lower()}", table.name, act


def _statement(dialect: str, name: str, table: str, act: str) -> str:
    if dialect == "postgresql":
        return (
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {act} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION ems_frozen()"
        )
    return (
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'facts are never changed or deleted ({table})'); END"
    )
