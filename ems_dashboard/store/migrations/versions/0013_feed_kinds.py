"""What a source holds"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    for table in ("feed_runs", "latest_feed_runs"):
        op.add_column(table, sa.Column("kinds", sa.Text(), nullable=False, server_default="[]"))
