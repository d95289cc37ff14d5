"""The tables. One per kind of fact, append-only; beside it `latest_<kind>`, the newest row per
key, kept by the same transaction; `month_counts`, what the annual report counts; `ledger`, the
sequence that every row's id comes from; `misdated`, the rows that a wrong clock dated: nobody
reads them, each is there once more with its right moments; `chain`, the proof that no row was
changed."""

from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    FromClause,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    select,
)
from sqlalchemy.sql.elements import ColumnElement

from ems_dashboard.caching import made_once
from ems_dashboard.rules.accounts import AccountState
from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.roles import Role
from ems_dashboard.store.columns import Code, UtcMoment, fact_columns

metadata = MetaData()

ledger = Table(
    "ledger",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("written_at", UtcMoment, nullable=True),
)

notes = Table(
    "notes", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False)
)

month_counts = Table(
    "month_counts",
    metadata,
    Column("mode", Text),
    Column("year", Integer),
    Column("month", Integer),
    Column("measure", Text),
    Column("part", Text),
    Column("amount", BigInteger, nullable=False),
    PrimaryKeyConstraint("mode", "year", "month", "measure", "part"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("account", Text),
    Column("form", Text),
    Column("item", Text),
    Column("name", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("base", BigInteger, nullable=True),
    Column("seen_at", UtcMoment, nullable=False),
    Column("updated_at", UtcMoment, nullable=True),
    Column("cleared_at", UtcMoment, nullable=True),
    PrimaryKeyConstraint("account", "form", "item"),
)
Index("ix_drafts_form", drafts.c.form, drafts.c.item)

accounts = Table(
    "accounts",
    metadata,
    Column("account", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Code(Role), nullable=False),
    Column("unit", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("state", Code(AccountState), nullable=False),
    Column("one_time", Boolean, nullable=False),
    Column("one_time_at", UtcMoment),
    Column("created_at", UtcMoment, nullable=False),
    Column("password", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("key", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("began_at", UtcMoment, nullable=False),
    Column("seen_at", UtcMoment, nullable=False),
)
Index("ix_sessions_account", sessions.c.account)

tokens = Table(
    "tokens",
    metadata,
    Column("token", Text, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("created_at", UtcMoment, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("seen_at", UtcMoment, nullable=True),
    Column("revoked_at", UtcMoment, nullable=True),
)

misdated = Table(
    "misdated",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("found_at", UtcMoment, nullable=False),
)

chain = Table(
    "chain",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("link", Text, nullable=False),
    sqlite_with_rowid=False,
)

failures = Table(
    "failures",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("since", UtcMoment, nullable=False),
    Column("locked_until", UtcMoment, nullable=True),
)


def dated(facts: FromClause) -> ColumnElement[bool]:
    """Rows whose clock was right, as far as anybody knows."""
    return facts.c.seq.not_in(select(misdated.c.seq))


@dataclass(frozen=True, eq=False)
class KindTables:
    """`latest` is None where the moment is part of the key: each row is then its own newest."""

    kind: type[Fact]
    facts: Table
    latest: Table | None


@made_once
def tables(kind: type[Fact]) -> KindTables:
    facts = Table(
        kind.KIND,
        metadata,
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        *fact_columns(kind),
        Column("digest", Text, nullable=False, unique=True),
    )
    moment = () if "valid_at" in kind.KEY else ("valid_at",)
    Index(
        f"ix_{kind.KIND}_seek",
        *(facts.c[name] for name in ("mode", *kind.KEY, *moment, "seq", "known_at")),
    )
    Index(f"ix_{kind.KIND}_time", facts.c.mode, facts.c.valid_at)
    Index(f"ix_{kind.KIND}_known", facts.c.mode, facts.c.known_at, facts.c.seq)
    _of_replaced(kind, facts)
    _by_incident(kind, facts)
    if "valid_at" in kind.KEY:
        return KindTables(kind, facts, None)
    latest = Table(
        f"latest_{kind.KIND}",
        metadata,
        *fact_columns(kind),
        Column("seq", BigInteger, nullable=False),
        PrimaryKeyConstraint("mode", *kind.KEY),
    )
    _by_incident(kind, latest)
    return KindTables(kind, facts, latest)


def _of_replaced(kind: type[Fact], facts: Table) -> None:
    """The few rows that correct another: who asks which rows hold no more reads nothing else."""
    some = facts.c.replaces.is_not(None)
    Index(f"ix_{kind.KIND}_replaces", facts.c.replaces, sqlite_where=some, postgresql_where=some)


def _by_incident(kind: type[Fact], table: Table) -> None:
    """An index for the kinds that belong to an incident without being keyed by it first."""
    if "incident" in own_fields(kind) and kind.KEY[0] != "incident":
        Index(f"ix_{table.name}_incident", table.c.mode, table.c.incident)


for _kind in KINDS.values():
    tables(_kind)
