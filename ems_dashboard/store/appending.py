"""Appending facts inside the writer's transaction: the rows, the latest tables and the year's counts together."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Connection, Insert, Select, Table, bindparam, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.facts import COMMON, Fact, own_fields
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.store.counting import COUNTED, count_again, earlier_batches
from ems_dashboard.store.schema import KindTables, ledger, tables

HISTORY = timedelta(hours=24)
CHUNK = 500
TAKE = (
    update(ledger).values(seq=ledger.c.seq + bindparam("count"), written_at=bindparam("moment")).returning(ledger.c.seq)
)


@dataclass(frozen=True, slots=True)
class Appended:
    accepted: int
    duplicates: int
    version: int


def append(connection: Connection, facts: Iterable[Fact], *, written_by: str, moment: datetime) -> Appended:
    """Adds the facts that are not there yet. A fact without `known_at` is known now, or as published (at its
    `valid_at`) where that lies more than 24 hours back."""
    given = list(facts)
    by_kind: dict[type[Fact], dict[str, Fact]] = defaultdict(dict)
    for fact in given:
        by_kind[type(fact)].setdefault(_digest(fact), fact)
    fresh = {kind: _unseen(connection, tables(kind).facts, rows) for kind, rows in by_kind.items()}
    accepted = sum(len(rows) for rows in fresh.values())
    seq = _take(connection, accepted, moment)
    version = seq + accepted
    for kind, rows in fresh.items():
        stamped = []
        for digest, fact in rows.items():
            seq += 1
            stamped.append((digest, _stamped(fact, seq, written_by, moment)))
        _store(connection, tables(kind), stamped)
    _count(connection, fresh)
    return Appended(accepted, len(given) - accepted, version)


def _digest(fact: Fact) -> str:
    """What makes two readings of the same row the same: all that the source said, nothing that the store adds."""
    said = [fact.KIND, *(getattr(fact, name) for name in own_fields(type(fact)))]
    said += [fact.valid_at, fact.known_at, fact.mode, fact.replaces]
    return hashlib.blake2b(repr([_plain(value) for value in said]).encode(), digest_size=16).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.timestamp()
    return str(value) if isinstance(value, str) else value


def _unseen(connection: Connection, table: Table, rows: dict[str, Fact]) -> dict[str, Fact]:
    digests = list(rows)
    seen: set[str] = set()
    for start in range(0, len(digests), CHUNK):
        chunk = digests[start : start + CHUNK]
        seen.update(connection.execute(_seen(table), {"digests": chunk}).scalars())
    return {digest: fact for digest, fact in rows.items() if digest not in seen}


def _take(connection: Connection, count: int, moment: datetime) -> int:
    """The sequence number before the first of `count` new ones. The update locks out every other writer."""
    if not count:
        return connection.execute(select(ledger.c.seq)).scalar_one()
    return connection.execute(TAKE, {"count": count, "moment": moment}).scalar_one() - count


def _stamped(fact: Fact, seq: int, written_by: str, moment: datetime) -> Fact:
    known_at = fact.known_at
    if known_at is None:
        known_at = fact.valid_at if moment - fact.valid_at > HISTORY else max(moment, fact.valid_at)
    return replace(fact, seq=seq, known_at=known_at, written_at=moment, written_by=written_by or fact.written_by)


def _values(fact: Fact) -> dict[str, object]:
    return {name: getattr(fact, name) for name in (*own_fields(type(fact)), *COMMON)}


def _store(connection: Connection, kind: KindTables, rows: Sequence[tuple[str, Fact]]) -> None:
    if not rows:
        return
    connection.execute(_insert(kind.facts), [_values(fact) | {"digest": digest} for digest, fact in rows])
    if kind.latest is not None:
        keep_latest(connection, kind, [fact for _, fact in rows])


def keep_latest(connection: Connection, kind: KindTables, facts: Iterable[Fact]) -> None:
    """Puts the newest of the facts into the latest table where they are newer than what it holds: by valid_at first
    (a late report for an earlier hour replaces nothing), then by the sequence number (a correction of the same hour
    wins, whatever any clock said)."""
    newest: dict[tuple, Fact] = {}
    for fact in facts:
        key = (fact.mode, *fact.key)
        held = newest.get(key)
        if held is None or _age(fact) > _age(held):
            newest[key] = fact
    assert kind.latest is not None
    connection.execute(_upsert(connection.dialect.name, kind.latest), [_values(fact) for fact in newest.values()])


def _age(fact: Fact) -> tuple:
    return (fact.valid_at, fact.seq)


# built once: building a statement costs more than running it
@cache
def _seen(table: Table) -> Select:
    return select(table.c.digest).where(table.c.digest.in_(bindparam("digests", expanding=True)))


@cache
def _insert(table: Table) -> Insert:
    return table.insert()


@cache
def _upsert(dialect: str, latest: Table) -> Insert:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(latest)
    age = ("valid_at", "seq")
    newer = tuple_(*(insert.excluded[name] for name in age)) > tuple_(*(latest.c[name] for name in age))
    keys = [column.name for column in latest.primary_key]
    rest = {column.name: insert.excluded[column.name] for column in latest.columns if column.name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=rest, where=newer)


def _count(connection: Connection, fresh: dict[type[Fact], dict[str, Fact]]) -> None:
    for kind in COUNTED:
        rows = fresh.get(kind, {}).values()
        days = {(fact.mode, fact.valid_at.astimezone(BEIJING)) for fact in rows}
        if kind is MessageBatch:  # a correction may take a batch out of the month that counted it
            days |= {(mode, at.astimezone(BEIJING)) for mode, at in earlier_batches(connection, rows)}
        for mode, year, month in sorted({(mode, day.year, day.month) for mode, day in days}):
            count_again(connection, kind, mode, year, month)
