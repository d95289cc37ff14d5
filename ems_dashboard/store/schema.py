"""The tables. One per kind of fact, append-only; beside it `latest_<kind>`, the newest row per key, kept by the same
transaction; `year_counts`, the counts of a city-year; `ledger`, the sequence that every row's id is taken from."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.store.columns import UtcMoment, fact_columns

metadata = MetaData()

ledger = Table(
    "ledger",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("written_at", UtcMoment, nullable=True),
)

notes = Table("notes", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

year_counts = Table(
    "year_counts",
    metadata,
    Column("mode", Text),
    Column("year", Integer),
    Column("measure", Text),
    Column("part", Text),
    Column("amount", BigInteger, nullable=False),
    PrimaryKeyConstraint("mode", "year", "measure", "part"),
)


@dataclass(frozen=True, eq=False)
class KindTables:
    """`latest` is None where the moment is part of the key: each row is then its own newest."""

    kind: type[Fact]
    facts: Table
    latest: Table | None


@cache
def tables(kind: type[Fact]) -> KindTables:
    facts = Table(
        kind.KIND,
        metadata,
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        *fact_columns(kind),
        Column("digest", Text, nullable=False, unique=True),
    )
    moment = () if "valid_at" in kind.KEY else ("valid_at",)
    Index(f"ix_{kind.KIND}_seek", *(facts.c[name] for name in ("mode", *kind.KEY, *moment, "known_at", "seq")))
    Index(f"ix_{kind.KIND}_time", facts.c.mode, facts.c.valid_at)
    if kind is WarningMessage:
        Index("ix_warnings_expiry", facts.c.mode, facts.c.expires_at)
    if "valid_at" in kind.KEY:
        return KindTables(kind, facts, None)
    latest = Table(
        f"latest_{kind.KIND}",
        metadata,
        *fact_columns(kind),
        Column("seq", BigInteger, nullable=False),
        PrimaryKeyConstraint("mode", *kind.KEY),
    )
    Index(f"ix_latest_{kind.KIND}_time", latest.c.mode, latest.c.valid_at)
    return KindTables(kind, facts, latest)


for _kind in KINDS.values():
    tables(_kind)
