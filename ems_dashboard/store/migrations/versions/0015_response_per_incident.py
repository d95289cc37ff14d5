"""A unit's response of a hazard is one per incident: two typhoons may be in force at once"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

KEY = ("mode", "unit", "hazard", "incident")


def upgrade() -> None:
    facts = sa.Table("responses", sa.MetaData(), autoload_with=op.get_bind())
    op.drop_index("ix_responses_seek", "responses")
    op.create_index("ix_responses_seek", "responses", [*KEY, "valid_at", "seq", "known_at"])
    op.drop_table("latest_responses")
    kept = [column for column in facts.columns if column.name != "digest"]
    latest = op.create_table(
        "latest_responses",
        *(sa.Column(column.name, column.type, nullable=column.nullable) for column in kept),
        sa.PrimaryKeyConstraint(*KEY),
    )
    op.create_index("ix_latest_responses_incident", "latest_responses", ["mode", "incident"])
    newer = facts.alias("newer")
    later = sa.or_(
        newer.c.valid_at > facts.c.valid_at,
        sa.and_(newer.c.valid_at == facts.c.valid_at, newer.c.seq > facts.c.seq),
    )
    same = (newer.c[name] == facts.c[name] for name in KEY)
    newest = sa.select(*kept).where(~sa.exists().where(*same, later))
    op.execute(latest.insert().from_select([column.name for column in kept], newest))
