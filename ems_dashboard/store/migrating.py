"""Bringing a database up to date with Alembic (well kept, made for SQLAlchemy)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, select

from ems_dashboard.store import chain, protecting
from ems_dashboard.store.engine import writing
from ems_dashboard.store.errors import Unusable, sentence, shown
from ems_dashboard.store.notes import name_ledger, write_note
from ems_dashboard.store.schema import ledger

MIGRATIONS = Path(__file__).parent / "migrations"
OLDER = tuple(f"{number:04}" for number in range(1, 11))
"""Steps from before the first release; the tables that they led to are made by 0011 at once."""


def migrate(engine: Engine) -> None:
    config = configuration()
    scripts = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        revision = _revision(connection)
    if revision is not None and revision == scripts.get_current_head():
        return
    _refuse_unknown(engine, revision, scripts)
    with engine.connect() as connection:
        has_chain = inspect(connection).has_table("chain")
    with writing(engine).begin() as connection:
        before = chain.head(connection) if has_chain else None
        protecting.unprotect(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.execute(select(ledger.c.seq)).first() is None:
            connection.execute(ledger.insert().values(name="facts", seq=0))
        name_ledger(connection)
        _link_anew(connection, before)
        protecting.protect(connection)


def _link_anew(connection: Connection, before: chain.Link | None) -> None:
    """The tables are others now, and so is the text of each row. The chain from before is closed
    by a note of its last link."""
    if before is not None:
        write_note(connection, f"chain until {before.seq}", before.link)
    chain.link_all(connection)


def configuration() -> Config:
    """Alembic's configuration; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _revision(connection: Connection) -> str | None:
    """The last step that the ledger has seen; None where there is no ledger yet."""
    if not inspect(connection).has_table("ledger"):
        return None
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_unknown(engine: Engine, revision: str | None, scripts: ScriptDirectory) -> None:
    """Nothing is touched in a ledger whose last step is none of ours. Raises Unusable."""
    if revision is None or revision in {script.revision for script in scripts.walk_revisions()}:
        return
    key = "older" if revision in OLDER else "newer"
    raise Unusable(sentence(key, url=shown(engine.url), revision=revision))
