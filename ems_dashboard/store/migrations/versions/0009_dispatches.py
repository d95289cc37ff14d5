"""Dispatches of teams and supplies"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "dispatches",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        *_columns(),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index("ix_dispatches_incident", "dispatches", ["mode", "incident"], unique=False)
    op.create_index(
        "ix_dispatches_seek",
        "dispatches",
        ["mode", "dispatch", "valid_at", "seq", "known_at"],
        unique=False,
    )
    op.create_index("ix_dispatches_time", "dispatches", ["mode", "valid_at"], unique=False)
    op.create_index("ix_dispatches_known", "dispatches", ["mode", "known_at", "seq"], unique=False)
    op.create_table(
        "latest_dispatches",
        *_columns(),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mode", "dispatch"),
    )
    op.create_index(
        "ix_latest_dispatches_incident", "latest_dispatches", ["mode", "incident"], unique=False
    )
    op.create_index(
        "ix_latest_dispatches_time", "latest_dispatches", ["mode", "valid_at"], unique=False
    )


def _columns() -> list[sa.Column]:
    return [
        sa.Column("dispatch", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Double(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("back", sa.Double(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("valid_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
    ]
