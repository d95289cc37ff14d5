"""Which rows were corrected is found without reading the table"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    inspector = sa.inspect(op.get_bind())
    for table in inspector.get_table_names():
        columns = {column["name"] for column in inspector.get_columns(table)}
        if "replaces" in columns and not table.startswith("latest_"):
            some = sa.text("replaces IS NOT NULL")
            name = f"ix_{table}_replaces"
            op.create_index(name, table, ["replaces"], sqlite_where=some, postgresql_where=some)
