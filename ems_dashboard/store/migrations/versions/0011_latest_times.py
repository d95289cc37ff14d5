"""No index by time on the latest tables: nothing sought through it, and every entry wrote it"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    inspector = sa.inspect(op.get_bind())
    for table in inspector.get_table_names():
        for index in inspector.get_indexes(table):
            if index["name"] == f"ix_{table}_time" and table.startswith("latest_"):
                op.drop_index(index["name"], table_name=table)
