"""The tables before the first release"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0011"
down_revision = None

Kind = tuple[TypeEngine[Any], bool]
"""A type, and whether the column may be empty."""
TEXT, MAYBE_TEXT = (sa.Text(), False), (sa.Text(), True)
WHOLE, MAYBE_WHOLE = (sa.BigInteger(), False), (sa.BigInteger(), True)
REAL: Kind = (sa.Double(), False)
MAYBE_REAL: Kind = (sa.Double(), True)
MOMENT, MAYBE_MOMENT = (sa.DateTime(timezone=True), False), (sa.DateTime(timezone=True), True)
OF_EVERY_FACT: Mapping[str, Kind] = {
    "valid_at": MOMENT,
    "known_at": MOMENT,
    "source": TEXT,
    "mode": TEXT,
    "replaces": MAYBE_WHOLE,
    "written_at": MOMENT,
    "written_by": TEXT,
}


def _fact(
    name: str,
    key: Sequence[str],
    own: Mapping[str, Kind],
    *,
    by_incident: bool = False,
    latest: bool = True,
) -> None:
    """The rows of a kind and, where it has a newest row per key, the table of those."""
    op.create_table(
        name,
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        *_columns({**own, **OF_EVERY_FACT, "digest": TEXT}),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index(f"ix_{name}_known", name, ["mode", "known_at", "seq"])
    last = [column for column in ("valid_at", "seq", "known_at") if column not in key]
    op.create_index(f"ix_{name}_seek", name, ["mode", *key, *last])
    op.create_index(f"ix_{name}_time", name, ["mode", "valid_at"])
    tables = [name]
    if latest:
        tables.append(f"latest_{name}")
        op.create_table(
            tables[-1],
            *_columns({**own, **OF_EVERY_FACT, "seq": WHOLE}),
            sa.PrimaryKeyConstraint("mode", *key),
        )
    for table in tables if by_incident else ():
        op.create_index(f"ix_{table}_incident", table, ["mode", "incident"])


def _columns(kinds: Mapping[str, Kind]) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=empty) for name, (kind, empty) in kinds.items()]


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("one_time", sa.Boolean(), nullable=False),
        sa.Column("one_time_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account"),
    )
    _fact(
        "acts",
        ["act"],
        {
            "act": TEXT,
            "account": TEXT,
            "name": TEXT,
            "role": TEXT,
            "verb": TEXT,
            "subject": TEXT,
            "object": TEXT,
            "outcome": TEXT,
            "address": TEXT,
        },
    )
    _fact(
        "cadres",
        ["incident", "unit"],
        {"incident": TEXT, "unit": TEXT, "sent": WHOLE, "reporter": TEXT},
    )
    _fact(
        "consultations",
        ["consultation"],
        {
            "consultation": TEXT,
            "incident": TEXT,
            "serial": WHOLE,
            "state": TEXT,
            "held_at": MAYBE_MOMENT,
            "due_at": MAYBE_MOMENT,
            "host": TEXT,
            "place": TEXT,
            "attending": TEXT,
            "units": TEXT,
            "facts": TEXT,
            "judgement": TEXT,
            "conclusion": TEXT,
            "feedback": TEXT,
            "hazard": MAYBE_TEXT,
            "change": MAYBE_TEXT,
            "level": MAYBE_TEXT,
            "proposal": TEXT,
            "author": TEXT,
            "signed_by": TEXT,
        },
        by_incident=True,
    )
    _fact(
        "decisions",
        ["consultation", "number"],
        {
            "consultation": TEXT,
            "number": WHOLE,
            "incident": TEXT,
            "matter": TEXT,
            "units": TEXT,
            "deadline": MAYBE_MOMENT,
            "order": TEXT,
        },
        by_incident=True,
    )
    _fact(
        "deployments",
        ["incident", "group"],
        {
            "incident": TEXT,
            "group": TEXT,
            "unit": TEXT,
            "state": TEXT,
            "people": WHOLE,
            "place": TEXT,
            "lon": MAYBE_REAL,
            "lat": MAYBE_REAL,
            "problems_found": WHOLE,
            "problems_fixed": WHOLE,
            "note": TEXT,
            "reporter": TEXT,
        },
    )
    _fact(
        "dispatches",
        ["dispatch"],
        {
            "dispatch": TEXT,
            "incident": TEXT,
            "unit": TEXT,
            "state": TEXT,
            "item": TEXT,
            "quantity": REAL,
            "measure": TEXT,
            "origin": TEXT,
            "back": MAYBE_REAL,
            "purpose": TEXT,
            "person": TEXT,
        },
        by_incident=True,
    )
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
    op.create_index("ix_drafts_form", "drafts", ["form", "item"])
    _fact(
        "duty_states",
        ["incident", "unit", "duty", "owner"],
        {
            "incident": TEXT,
            "unit": TEXT,
            "duty": TEXT,
            "owner": TEXT,
            "state": TEXT,
            "person": TEXT,
            "note": TEXT,
        },
    )
    _fact(
        "evacuation",
        ["incident", "unit", "category"],
        {
            "incident": TEXT,
            "unit": TEXT,
            "category": TEXT,
            "target": WHOLE,
            "moved": WHOLE,
            "returned": WHOLE,
            "sheltered": MAYBE_WHOLE,
            "dispersed": MAYBE_WHOLE,
            "checked": MAYBE_WHOLE,
            "cleared": MAYBE_WHOLE,
            "reporter": TEXT,
        },
    )
    op.create_table(
        "failures",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("subject"),
    )
    _fact(
        "feed_runs",
        ["feed"],
        {
            "feed": TEXT,
            "how": TEXT,
            "last_success": MAYBE_MOMENT,
            "read": WHOLE,
            "accepted": WHOLE,
            "rejected": WHOLE,
            "problems": TEXT,
            "marks": TEXT,
        },
    )
    _fact(
        "handovers",
        ["handover"],
        {
            "handover": TEXT,
            "outgoing": TEXT,
            "outgoing_name": TEXT,
            "incoming": TEXT,
            "incoming_name": TEXT,
            "shift_from": MOMENT,
            "shift_to": MOMENT,
            "remarks": TEXT,
            "state": TEXT,
            "open_list": TEXT,
        },
    )
    _fact(
        "impacts",
        ["incident", "unit", "item"],
        {"incident": TEXT, "unit": TEXT, "item": TEXT, "amount": REAL, "reporter": TEXT},
    )
    _fact(
        "incidents",
        ["incident"],
        {
            "incident": TEXT,
            "hazard": TEXT,
            "name": TEXT,
            "number": TEXT,
            "storm": MAYBE_TEXT,
            "began_at": MOMENT,
            "ended_at": MAYBE_MOMENT,
        },
    )
    op.create_table(
        "ledger",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
    _fact(
        "lessons",
        ["lesson"],
        {
            "lesson": TEXT,
            "incident": TEXT,
            "matter": TEXT,
            "owner": TEXT,
            "deadline": MOMENT,
            "state": TEXT,
            "author": TEXT,
        },
        by_incident=True,
    )
    _fact(
        "level_proposals",
        ["proposal"],
        {
            "proposal": TEXT,
            "incident": TEXT,
            "incident_name": TEXT,
            "storm": TEXT,
            "unit": TEXT,
            "hazard": TEXT,
            "level": MAYBE_TEXT,
            "change": TEXT,
            "effective_at": MOMENT,
            "basis": TEXT,
            "basis_text": TEXT,
            "reason": TEXT,
            "suggested": MAYBE_TEXT,
            "suggested_because": TEXT,
            "state": TEXT,
            "author": TEXT,
            "approved_by": TEXT,
            "note": TEXT,
        },
        by_incident=True,
    )
    _fact(
        "log_entries",
        ["entry"],
        {
            "entry": TEXT,
            "incident": TEXT,
            "category": TEXT,
            "unit": TEXT,
            "counterpart": TEXT,
            "text": TEXT,
            "follow_up": TEXT,
            "follow_up_due": MAYBE_MOMENT,
            "state": TEXT,
            "outcome": TEXT,
        },
        by_incident=True,
    )
    _fact(
        "measures",
        ["incident", "unit", "measure"],
        {
            "incident": TEXT,
            "unit": TEXT,
            "measure": TEXT,
            "starts_at": MOMENT,
            "ends_at": MAYBE_MOMENT,
            "scope": TEXT,
            "exemptions": TEXT,
            "basis": TEXT,
        },
    )
    _fact(
        "messages",
        ["batch"],
        {
            "batch": TEXT,
            "incident": MAYBE_TEXT,
            "unit": TEXT,
            "channel": TEXT,
            "sent": WHOLE,
            "subject": TEXT,
        },
        by_incident=True,
    )
    op.create_table(
        "month_counts",
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mode", "year", "month", "measure", "part"),
    )
    op.create_table(
        "notes",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    _fact(
        "orders",
        ["order"],
        {
            "order": TEXT,
            "incident": TEXT,
            "kind": TEXT,
            "serial": WHOLE,
            "document": TEXT,
            "title": TEXT,
            "body": TEXT,
            "units": TEXT,
            "state": TEXT,
            "receipt_due": MAYBE_MOMENT,
            "feedback_due": MAYBE_MOMENT,
            "category": MAYBE_TEXT,
            "complete_by": MAYBE_MOMENT,
            "corrects": MAYBE_TEXT,
            "author": TEXT,
            "approved_by": TEXT,
            "note": TEXT,
        },
        by_incident=True,
    )
    _fact(
        "rain",
        ["station", "hours", "valid_at"],
        {"station": TEXT, "hours": REAL, "rain_mm": REAL},
        latest=False,
    )
    _fact(
        "receipts",
        ["order", "unit"],
        {"order": TEXT, "unit": TEXT, "state": TEXT, "person": TEXT, "note": TEXT},
    )
    _fact(
        "reminders",
        ["order", "unit", "stage"],
        {
            "order": TEXT,
            "incident": TEXT,
            "unit": TEXT,
            "stage": TEXT,
            "state": TEXT,
            "text": TEXT,
            "person": TEXT,
        },
        by_incident=True,
    )
    _fact(
        "report_figures",
        ["report", "version", "valid_at"],
        {"report": TEXT, "version": WHOLE, "incident": TEXT, "cut_off": MOMENT, "figures": TEXT},
        by_incident=True,
        latest=False,
    )
    _fact(
        "report_questions",
        ["report", "version", "question", "unit", "category"],
        {
            "report": TEXT,
            "version": WHOLE,
            "incident": TEXT,
            "question": TEXT,
            "unit": TEXT,
            "category": TEXT,
            "before": MAYBE_WHOLE,
            "after": MAYBE_WHOLE,
            "since": MAYBE_MOMENT,
            "state": TEXT,
            "answer": TEXT,
            "answered_by": TEXT,
        },
        by_incident=True,
    )
    _fact(
        "reports",
        ["report", "version"],
        {
            "report": TEXT,
            "version": WHOLE,
            "incident": TEXT,
            "serial": WHOLE,
            "state": TEXT,
            "cut_off": MOMENT,
            "due_at": MAYBE_MOMENT,
            "taken_at": MAYBE_MOMENT,
            "signed_at": MAYBE_MOMENT,
            "title": TEXT,
            "sections": TEXT,
            "reason": TEXT,
            "author": TEXT,
            "signed_by": TEXT,
        },
        by_incident=True,
    )
    _fact(
        "responses",
        ["unit", "hazard"],
        {
            "incident": TEXT,
            "unit": TEXT,
            "hazard": TEXT,
            "level": MAYBE_TEXT,
            "change": TEXT,
            "document": TEXT,
            "basis": TEXT,
            "reason": TEXT,
            "proposal": TEXT,
            "author": TEXT,
            "approved_by": TEXT,
        },
        by_incident=True,
    )
    _fact(
        "river_levels",
        ["station", "valid_at"],
        {"station": TEXT, "level_m": REAL, "flow_m3s": MAYBE_REAL},
        latest=False,
    )
    op.create_table(
        "sessions",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_sessions_account", "sessions", ["account"])
    _fact(
        "shelter_states",
        ["shelter"],
        {"shelter": TEXT, "incident": TEXT, "state": TEXT, "occupancy": WHOLE, "reporter": TEXT},
        by_incident=True,
    )
    _fact(
        "storm_fixes",
        ["storm", "agency", "valid_at"],
        {
            "storm": TEXT,
            "name_zh": TEXT,
            "name_en": TEXT,
            "agency": TEXT,
            "lat": REAL,
            "lon": REAL,
            "pressure_hpa": MAYBE_REAL,
            "wind_ms": MAYBE_REAL,
            "grade": MAYBE_TEXT,
            "move_dir_deg": MAYBE_REAL,
            "move_speed_kmh": MAYBE_REAL,
            "radius_scale": TEXT,
            "averaging_min": MAYBE_WHOLE,
            "r7_ne_km": MAYBE_REAL,
            "r7_se_km": MAYBE_REAL,
            "r7_sw_km": MAYBE_REAL,
            "r7_nw_km": MAYBE_REAL,
            "r10_ne_km": MAYBE_REAL,
            "r10_se_km": MAYBE_REAL,
            "r10_sw_km": MAYBE_REAL,
            "r10_nw_km": MAYBE_REAL,
            "r12_ne_km": MAYBE_REAL,
            "r12_se_km": MAYBE_REAL,
            "r12_sw_km": MAYBE_REAL,
            "r12_nw_km": MAYBE_REAL,
        },
        latest=False,
    )
    _fact(
        "storm_forecasts",
        ["storm", "agency", "valid_at", "forecast_at"],
        {
            "storm": TEXT,
            "agency": TEXT,
            "forecast_at": MOMENT,
            "lat": REAL,
            "lon": REAL,
            "pressure_hpa": MAYBE_REAL,
            "wind_ms": MAYBE_REAL,
            "grade": MAYBE_TEXT,
        },
        latest=False,
    )
    _fact(
        "suggestion_decisions",
        ["suggestion"],
        {
            "suggestion": TEXT,
            "unit": TEXT,
            "hazard": TEXT,
            "level": MAYBE_TEXT,
            "basis": TEXT,
            "because": TEXT,
            "choice": TEXT,
            "reason": TEXT,
            "proposal": TEXT,
            "author": TEXT,
        },
    )
    _fact(
        "supply_states",
        ["depot", "item", "move", "unit"],
        {
            "depot": TEXT,
            "item": TEXT,
            "move": TEXT,
            "unit": TEXT,
            "quantity": REAL,
            "measure": TEXT,
            "incident": MAYBE_TEXT,
        },
        by_incident=True,
    )
    _fact(
        "team_states",
        ["team"],
        {
            "team": TEXT,
            "incident": TEXT,
            "state": TEXT,
            "unit": TEXT,
            "people": WHOLE,
            "task": TEXT,
        },
        by_incident=True,
    )
    op.create_table(
        "tokens",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("token"),
        sa.UniqueConstraint("key"),
    )
    _fact(
        "vessel_actions",
        ["incident", "unit", "vessel_kind", "action", "place"],
        {
            "incident": TEXT,
            "unit": TEXT,
            "vessel_kind": TEXT,
            "action": TEXT,
            "place": TEXT,
            "vessels": WHOLE,
            "people": WHOLE,
            "reporter": TEXT,
        },
    )
    _fact(
        "warnings",
        ["id"],
        {
            "id": TEXT,
            "kind": TEXT,
            "event": TEXT,
            "event_code": TEXT,
            "colour": MAYBE_TEXT,
            "level": MAYBE_TEXT,
            "units": TEXT,
            "area": TEXT,
            "polygons": TEXT,
            "issuer": TEXT,
            "headline": TEXT,
            "description": TEXT,
            "instruction": TEXT,
            "message_type": TEXT,
            "references": TEXT,
            "expires_at": MAYBE_MOMENT,
            "incident": MAYBE_TEXT,
        },
        by_incident=True,
    )
