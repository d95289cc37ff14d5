"""Alembic's entry: the connection comes from store.migrating."""

from alembic import context

from ems_dashboard.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
)
context.run_migrations()
