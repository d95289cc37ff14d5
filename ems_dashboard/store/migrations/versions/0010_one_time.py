"""When a one-time password was given"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("accounts", sa.Column("one_time_at", sa.DateTime(timezone=True), nullable=True))
