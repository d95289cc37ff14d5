"""The rows that a wrong clock dated"""

import sqlalchemy as sa
from alembic import op

from ems_dashboard.store.columns import UtcMoment

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    if "misdated" in sa.inspect(op.get_bind()).get_table_names():
        return
    op.create_table(
        "misdated",
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("found_at", UtcMoment, nullable=False),
    )
