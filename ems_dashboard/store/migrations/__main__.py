"""`python -m ems_dashboard.store.migrations new "What is new"`: writes the step that takes a
ledger from the last migration to the tables of schema.py, ready to run. A column added to a
table that has rows is given what the fact's field is by default; a field without a default is
refused, because nobody knows it for the rows of before."""

import subprocess
import sys
from dataclasses import MISSING, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.operations.ops import AddColumnOp, MigrateOperation, MigrationScript, ModifyTableOps
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Column, Connection, DefaultClause, MetaData, create_engine, inspect
from sqlalchemy.dialects import sqlite

from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.store.migrating import MIGRATIONS, configuration
from ems_dashboard.store.schema import metadata

VERSIONS = MIGRATIONS / "versions"
USAGE = 'usage: python -m ems_dashboard.store.migrations new "What is new"'


class CannotWrite(Exception):
    """What keeps the step from being written, with what to do."""


def write_migration(
    title: str, *, wanted: MetaData = metadata, versions: Path = VERSIONS
) -> Path | None:
    """The file of the new step, or None where the migrations already lead to the wanted tables."""
    config = configuration()
    config.set_main_option("version_locations", str(versions))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["metadata"] = wanted
    number = _following(ScriptDirectory.from_config(config))
    with create_engine("sqlite://").connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if changed := changed_keys(connection, wanted):
            raise CannotWrite(
                f"the key of {', '.join(changed)} has changed, which Alembic does not see: write "
                "the step by hand (0015 is one)"
            )
        script = command.revision(
            config,
            title,
            autogenerate=True,
            rev_id=number,
            process_revision_directives=_complete,
        )
    return Path(script.path) if isinstance(script, Script) else None


def _following(scripts: ScriptDirectory) -> str:
    return f"{int(scripts.get_current_head() or 0) + 1:04}"


def _complete(_context: Any, _revision: Any, directives: list[MigrationScript]) -> None:
    (script,) = directives
    if not _operations(script):
        directives.clear()
    for table in _operations(script):
        if isinstance(table, ModifyTableOps):
            _complete_columns(table)


def _operations(script: MigrationScript) -> list[MigrateOperation]:
    return script.upgrade_ops.ops if script.upgrade_ops else []


def _complete_columns(table: ModifyTableOps) -> None:
    for operation in table.ops:
        if isinstance(operation, AddColumnOp):
            operation.column.server_default = _default(operation.table_name, operation.column)


def changed_keys(connection: Connection, wanted: MetaData) -> list[str]:
    """The tables whose primary key is another than wanted."""
    found = inspect(connection)
    return [
        name
        for name, table in wanted.tables.items()
        if found.has_table(name)
        and found.get_pk_constraint(name)["constrained_columns"]
        != list(table.primary_key.columns.keys())
    ]


def _default(table: str, column: Column[Any]) -> Any:
    """What the rows of before have in a new column."""
    if column.nullable:
        return column.server_default
    kind = KINDS.get(table.removeprefix("latest_"))
    declared = {field.name: field.default for field in fields(kind)} if kind else {}
    value = declared.get(column.name, MISSING)
    if value is MISSING or value is None:
        raise CannotWrite(
            f"{table}.{column.name} is new and may not be empty: give the field a default, which "
            "is what it is for the rows of before"
        )
    return DefaultClause(_as_text(column, value))  # bare, Alembic leaves out an empty one


def _as_text(column: Column[Any], value: object) -> str:
    bound = column.type.dialect_impl(sqlite.dialect()).bind_processor(sqlite.dialect())
    written = bound(value) if bound else value
    if isinstance(written, bool):
        return str(int(written))
    return written.isoformat() if isinstance(written, datetime) else str(written)


def _tidied(path: Path) -> None:
    """Without Alembic's remarks, and as `make check` wants it where ruff is installed."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.strip().startswith("# ###")]
    path.write_text("".join(kept), encoding="utf-8")
    for task in (["format"], ["check", "--fix"]):
        subprocess.run([sys.executable, "-m", "ruff", *task, "--quiet", str(path)], check=False)


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or arguments[0] != "new":
        print(USAGE, file=sys.stderr)
        return 2
    try:
        path = write_migration(arguments[1])
    except CannotWrite as error:
        print(error, file=sys.stderr)
        return 1
    if path is None:
        print("nothing to do: the migrations lead to the tables of schema.py")
        return 0
    _tidied(path)
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
