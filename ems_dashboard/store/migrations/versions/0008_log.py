"""The log, handovers, drafts"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("account", "form", "item"),
    )
    op.create_index("ix_drafts_form", "drafts", ["form", "item"], unique=False)
    _log_entries()
    _handovers()
    _known_indexes()


def _log_entries() -> None:
    op.create_table(
        "log_entries",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("counterpart", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("follow_up", sa.Text(), nullable=False),
        sa.Column("follow_up_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("valid_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index("ix_log_entries_incident", "log_entries", ["mode", "incident"], unique=False)
    op.create_index(
        "ix_log_entries_seek",
        "log_entries",
        ["mode", "entry", "valid_at", "seq", "known_at"],
        unique=False,
    )
    op.create_index("ix_log_entries_time", "log_entries", ["mode", "valid_at"], unique=False)
    op.create_table(
        "latest_log_entries",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("counterpart", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("follow_up", sa.Text(), nullable=False),
        sa.Column("follow_up_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("valid_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mode", "entry"),
    )
    op.create_index(
        "ix_latest_log_entries_incident", "latest_log_entries", ["mode", "incident"], unique=False
    )
    op.create_index(
        "ix_latest_log_entries_time", "latest_log_entries", ["mode", "valid_at"], unique=False
    )


def _handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("handover", sa.Text(), nullable=False),
        sa.Column("outgoing", sa.Text(), nullable=False),
        sa.Column("outgoing_name", sa.Text(), nullable=False),
        sa.Column("incoming", sa.Text(), nullable=False),
        sa.Column("incoming_name", sa.Text(), nullable=False),
        sa.Column("shift_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shift_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("open_list", sa.Text(), nullable=False),
        sa.Column("valid_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index(
        "ix_handovers_seek",
        "handovers",
        ["mode", "handover", "valid_at", "seq", "known_at"],
        unique=False,
    )
    op.create_index("ix_handovers_time", "handovers", ["mode", "valid_at"], unique=False)
    op.create_table(
        "latest_handovers",
        sa.Column("handover", sa.Text(), nullable=False),
        sa.Column("outgoing", sa.Text(), nullable=False),
        sa.Column("outgoing_name", sa.Text(), nullable=False),
        sa.Column("incoming", sa.Text(), nullable=False),
        sa.Column("incoming_name", sa.Text(), nullable=False),
        sa.Column("shift_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shift_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("open_list", sa.Text(), nullable=False),
        sa.Column("valid_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mode", "handover"),
    )
    op.create_index(
        "ix_latest_handovers_time", "latest_handovers", ["mode", "valid_at"], unique=False
    )


def _known_indexes() -> None:
    """What became known in a span of time is asked of every kind at once."""
    inspector = sa.inspect(op.get_bind())
    for table in inspector.get_table_names():
        columns = {column["name"] for column in inspector.get_columns(table)}
        names = {index["name"] for index in inspector.get_indexes(table)}
        if {"known_at", "digest"} <= columns and f"ix_{table}_known" not in names:
            op.create_index(f"ix_{table}_known", table, ["mode", "known_at", "seq"], unique=False)
