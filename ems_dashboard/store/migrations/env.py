"""Alembic's entry: store.migrating upgrades through it, `migrations new` compares through it."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from ems_dashboard.store.columns import Code, Names, UtcMoment
from ems_dashboard.store.schema import metadata


def plain_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """The column types of the store as a step writes them: what they are to the database."""
    if kind == "type" and isinstance(item, UtcMoment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Code | Names):
        return "sa.Text()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata", metadata),
    transaction_per_migration=False,
    # SQLite changes most things about a table by making it anew
    render_as_batch=True,
    render_item=plain_type,
)
context.run_migrations()
