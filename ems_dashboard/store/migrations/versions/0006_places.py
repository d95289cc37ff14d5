"""States of evacuation: in shelters, dispersed, checked, cleared to return"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for table in ("evacuation", "latest_evacuation"):
        for name in ("sheltered", "dispersed", "checked", "cleared"):
            op.add_column(table, sa.Column(name, sa.BigInteger(), nullable=True))
