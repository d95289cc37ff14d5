"""What tells how a source is doing: what its answer held, its pace, how old its newest row may be"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    for table in ("feed_runs", "latest_feed_runs"):
        op.add_column(table, sa.Column("content", sa.Text(), nullable=False, server_default="rows"))
        op.add_column(table, sa.Column("every_s", sa.Double(), nullable=True))
        op.add_column(table, sa.Column("renewed_s", sa.Double(), nullable=True))
