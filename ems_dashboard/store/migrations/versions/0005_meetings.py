"""Consultations and reports"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("consultation", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("units", sa.Text(), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=True),
        sa.Column("order", sa.Text(), nullable=False),
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
    op.create_index("ix_decisions_incident", "decisions", ["mode", "incident"], unique=False)
    op.create_index(
        "ix_decisions_seek",
        "decisions",
        ["mode", "consultation", "number", "valid_at", "seq", "known_at"],
        unique=False,
    )
    op.create_index("ix_decisions_time", "decisions", ["mode", "valid_at"], unique=False)
    op.create_table(
        "latest_decisions",
        sa.Column("consultation", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("units", sa.Text(), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=True),
        sa.Column("order", sa.Text(), nullable=False),
        sa.Column("valid_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mode", "consultation", "number"),
    )
    op.create_index(
        "ix_latest_decisions_incident", "latest_decisions", ["mode", "incident"], unique=False
    )
    op.create_index(
        "ix_latest_decisions_time", "latest_decisions", ["mode", "valid_at"], unique=False
    )
    op.create_table(
        "latest_report_questions",
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("before", sa.BigInteger(), nullable=True),
        sa.Column("after", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("valid_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mode", "report", "version", "question", "unit", "category"),
    )
    op.create_index(
        "ix_latest_report_questions_incident",
        "latest_report_questions",
        ["mode", "incident"],
        unique=False,
    )
    op.create_index(
        "ix_latest_report_questions_time",
        "latest_report_questions",
        ["mode", "valid_at"],
        unique=False,
    )
    op.create_table(
        "report_figures",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("cut_off", sa.DateTime(timezone=True), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
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
        "ix_report_figures_incident", "report_figures", ["mode", "incident"], unique=False
    )
    op.create_index(
        "ix_report_figures_seek",
        "report_figures",
        ["mode", "report", "version", "valid_at", "seq", "known_at"],
        unique=False,
    )
    op.create_index("ix_report_figures_time", "report_figures", ["mode", "valid_at"], unique=False)
    op.create_table(
        "report_questions",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("before", sa.BigInteger(), nullable=True),
        sa.Column("after", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
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
        "ix_report_questions_incident", "report_questions", ["mode", "incident"], unique=False
    )
    op.create_index(
        "ix_report_questions_seek",
        "report_questions",
        [
            "mode",
            "report",
            "version",
            "question",
            "unit",
            "category",
            "valid_at",
            "seq",
            "known_at",
        ],
        unique=False,
    )
    op.create_index(
        "ix_report_questions_time", "report_questions", ["mode", "valid_at"], unique=False
    )
    op.add_column(
        "consultations", sa.Column("state", sa.Text(), nullable=False, server_default="signed")
    )
    op.add_column("consultations", sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "consultations", sa.Column("units", sa.Text(), nullable=False, server_default="[]")
    )
    op.add_column(
        "consultations", sa.Column("feedback", sa.Text(), nullable=False, server_default="")
    )
    op.add_column("consultations", sa.Column("hazard", sa.Text(), nullable=True))
    op.add_column("consultations", sa.Column("change", sa.Text(), nullable=True))
    op.add_column("consultations", sa.Column("level", sa.Text(), nullable=True))
    op.add_column(
        "consultations", sa.Column("proposal", sa.Text(), nullable=False, server_default="")
    )
    op.add_column(
        "consultations", sa.Column("author", sa.Text(), nullable=False, server_default="")
    )
    op.add_column(
        "consultations", sa.Column("signed_by", sa.Text(), nullable=False, server_default="")
    )
    op.drop_column("consultations", "decisions")
    op.add_column(
        "latest_consultations",
        sa.Column("state", sa.Text(), nullable=False, server_default="signed"),
    )
    op.add_column(
        "latest_consultations", sa.Column("held_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "latest_consultations", sa.Column("units", sa.Text(), nullable=False, server_default="[]")
    )
    op.add_column(
        "latest_consultations", sa.Column("feedback", sa.Text(), nullable=False, server_default="")
    )
    op.add_column("latest_consultations", sa.Column("hazard", sa.Text(), nullable=True))
    op.add_column("latest_consultations", sa.Column("change", sa.Text(), nullable=True))
    op.add_column("latest_consultations", sa.Column("level", sa.Text(), nullable=True))
    op.add_column(
        "latest_consultations", sa.Column("proposal", sa.Text(), nullable=False, server_default="")
    )
    op.add_column(
        "latest_consultations", sa.Column("author", sa.Text(), nullable=False, server_default="")
    )
    op.add_column(
        "latest_consultations", sa.Column("signed_by", sa.Text(), nullable=False, server_default="")
    )
    op.drop_column("latest_consultations", "decisions")
    op.add_column(
        "reports", sa.Column("version", sa.BigInteger(), nullable=False, server_default="1")
    )
    op.add_column("reports", sa.Column("state", sa.Text(), nullable=False, server_default="signed"))
    op.add_column("reports", sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("reports", sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("reports", sa.Column("sections", sa.Text(), nullable=False, server_default=""))
    op.add_column("reports", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("reports", sa.Column("author", sa.Text(), nullable=False, server_default=""))
    op.add_column("reports", sa.Column("signed_by", sa.Text(), nullable=False, server_default=""))
    op.drop_column("reports", "body")
    op.drop_index("ix_reports_seek", table_name="reports")
    op.create_index(
        "ix_reports_seek",
        "reports",
        ["mode", "report", "version", "valid_at", "seq", "known_at"],
        unique=False,
    )
    _newest_reports()


def _newest_reports() -> None:
    """The key of a report has its version now; a primary key is not altered in place."""
    op.drop_table("latest_reports")
    op.create_table(
        "latest_reports",
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("cut_off", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("valid_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mode", "report", "version"),
    )
    op.create_index(
        "ix_latest_reports_incident", "latest_reports", ["mode", "incident"], unique=False
    )
    op.create_index("ix_latest_reports_time", "latest_reports", ["mode", "valid_at"], unique=False)
    columns = "report, version, incident, serial, state, cut_off, due_at, taken_at, signed_at, title, sections, "
    columns += "reason, author, signed_by, valid_at, known_at, source, mode, replaces, written_at, written_by, seq"
    newer = "SELECT 1 FROM reports n WHERE n.mode = r.mode AND n.report = r.report AND n.version = r.version"
    newer += " AND (n.valid_at > r.valid_at OR (n.valid_at = r.valid_at AND n.seq > r.seq))"
    op.execute(
        f"INSERT INTO latest_reports ({columns}) SELECT {columns} FROM reports r WHERE NOT EXISTS ({newer})"
    )
