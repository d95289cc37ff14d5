"""Bringing a database up to date with Alembic (well kept, made for SQLAlchemy)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, select

from ems_dashboard.store.engine import writing
from ems_dashboard.store.schema import ledger


def migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    head = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        known = inspect(connection).has_table("ledger")
        if known and MigrationContext.configure(connection).get_current_revision() == head:
            return
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.execute(select(ledger.c.seq)).first() is None:
            connection.execute(ledger.insert().values(name="facts", seq=0))
