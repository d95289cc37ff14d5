"""Appending facts inside the writer's transaction: the rows, the latest tables and the year's
counts together."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from itertools import count
from operator import attrgetter
from typing import Any, get_origin, get_type_hints

from sqlalchemy import Connection, bindparam, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from ems_dashboard.caching import made_once
from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.facts import COMMON, Fact, own_fields
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.typed import clean
from ems_dashboard.store import chain
from ems_dashboard.store.counting import COUNTED, count_again, earlier_batches, replaced_rows
from ems_dashboard.store.prepared import PreparedStatement, Values
from ems_dashboard.store.schema import ledger, tables

HISTORY = timedelta(hours=24)
CHUNK = 500
PLAIN = {str, int, float, bool, type(None)}


@dataclass(frozen=True, slots=True)
class Appended:
    accepted: int
    duplicates: int
    version: int


def append(
    connection: Connection, facts: Iterable[Fact], *, written_by: str, moment: datetime
) -> Appended:
    """Adds the facts that are not there yet. A fact without `known_at` is known now, or as
    published (at its `valid_at`) where that lies more than 24 hours back."""
    given = [_cleaned(fact) for fact in facts]
    by_kind: dict[type[Fact], dict[str, Fact]] = defaultdict(dict)
    for fact in given:
        by_kind[type(fact)].setdefault(_digest(fact), fact)
    fresh = {kind: _unseen(connection, kind, rows) for kind, rows in by_kind.items()}
    accepted = sum(len(rows) for rows in fresh.values())
    before = _take(connection, accepted, moment)
    numbers, last = count(before + 1), chain.head(connection) if accepted else None
    link = last.link if last else ""
    for kind, rows in fresh.items():
        stamped = [
            _row(fact, digest, next(numbers), written_by, moment) for digest, fact in rows.items()
        ]
        if stamped:
            ready = _store(connection, kind, rows.values(), stamped)
            link = chain.extend(connection, kind, ready, link)
    _count(connection, fresh)
    return Appended(accepted, len(given) - accepted, before + accepted)


def _cleaned(fact: Fact) -> Fact:
    """The one door for every text of every fact, typed, uploaded, polled or made."""
    changed: dict[str, Any] = {}
    for name in _texts(type(fact)):
        text = getattr(fact, name) or ""
        if not text.isprintable():
            changed[name] = clean(text)
    for name in _lists(type(fact)):
        texts = getattr(fact, name) or ()
        changed[name] = tuple(map(clean, texts))
    changed = {name: value for name, value in changed.items() if value != getattr(fact, name)}
    return replace(fact, **changed) if changed else fact


@made_once
def _texts(kind: type[Fact]) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if hints[field.name] in (str, str | None))


@made_once
def _lists(kind: type[Fact]) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if get_origin(hints[field.name]) is tuple)


def _digest(fact: Fact) -> str:
    """What makes two readings of the same row the same: all that the source said, nothing that
    the store adds."""
    said = [fact.KIND, *_said(type(fact))(fact)]
    plain = [value if type(value) in PLAIN else _plain(value) for value in said]
    return hashlib.blake2b(repr(plain).encode(), digest_size=16).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.timestamp()
    return str(value) if isinstance(value, str) else value


@made_once
def _said(kind: type[Fact]) -> "attrgetter[tuple[object, ...]]":
    return attrgetter(*own_fields(kind), "valid_at", "known_at", "mode", "replaces")


def _unseen(connection: Connection, kind: type[Fact], rows: Mapping[str, Fact]) -> dict[str, Fact]:
    digests = list(rows)
    seen: set[str] = set()
    many = CHUNK if len(digests) > 1 else 1
    for start in range(0, len(digests), many):
        asked = digests[start : start + many]
        values = {f"d{n}": asked[min(n, len(asked) - 1)] for n in range(many)}
        seen.update(
            digest
            for (digest,) in _seen(kind, many, connection.dialect.name).rows(connection, values)
        )
    return {digest: fact for digest, fact in rows.items() if digest not in seen}


def _take(connection: Connection, amount: int, moment: datetime) -> int:
    """The sequence number before the first of `amount` new ones; no other writer is between the
    two statements."""
    dialect = connection.dialect.name
    before: int
    ((before,),) = _taken(dialect).rows(connection, {})
    if amount:
        _taking(dialect).rows(connection, {"taken": before + amount, "moment": moment})
    return before


def _row(fact: Fact, digest: str, seq: int, written_by: str, moment: datetime) -> Values:
    row = {name: getattr(fact, name) for name in (*own_fields(type(fact)), *COMMON)}
    row |= {
        "seq": seq,
        "known_at": fact.known_at or _known_by_itself(fact, moment),
        "written_at": moment,
        "digest": digest,
    }
    row["written_by"] = written_by or fact.written_by
    return row


def _known_by_itself(fact: Fact, moment: datetime) -> datetime:
    """When a fact is known that does not say it."""
    if moment - fact.valid_at > HISTORY:
        return fact.valid_at
    return max(moment, fact.valid_at)


def _store(
    connection: Connection, kind: type[Fact], facts: Iterable[Fact], rows: Sequence[Values]
) -> list[Values]:
    """Returns the rows as SQLite keeps them."""
    insert = _insert(kind, connection.dialect.name)
    ready = [insert.ready(row) for row in rows]
    insert.each(connection, ready)
    is_sqlite = connection.dialect.name == "sqlite"
    plain = ready if is_sqlite else [chain.plain(kind, row) for row in rows]
    if tables(kind).latest is None:
        return plain
    newest: dict[tuple[object, ...], tuple[datetime, Values]] = {}
    for fact, row in zip(facts, ready, strict=True):
        key = (fact.mode, *fact.key)
        if key not in newest or newest[key][0] <= fact.valid_at:  # of the same moment the later row
            newest[key] = fact.valid_at, row
    _upsert(kind, connection.dialect.name).each(connection, [row for _, row in newest.values()])
    return plain


# made ready once: that costs more than running it
@made_once
def _seen(kind: type[Fact], amount: int, dialect: str) -> PreparedStatement:
    digest = tables(kind).facts.c.digest
    return PreparedStatement(
        select(digest).where(digest.in_([bindparam(f"d{n}") for n in range(amount)])), dialect
    )


@made_once
def _taken(dialect: str) -> PreparedStatement:
    return PreparedStatement(select(ledger.c.seq), dialect)


@made_once
def _taking(dialect: str) -> PreparedStatement:
    moment = bindparam("moment", type_=ledger.c.written_at.type)
    return PreparedStatement(
        update(ledger).values(seq=bindparam("taken"), written_at=moment), dialect
    )


@made_once
def _insert(kind: type[Fact], dialect: str) -> PreparedStatement:
    return PreparedStatement(tables(kind).facts.insert(), dialect)


@made_once
def _upsert(kind: type[Fact], dialect: str) -> PreparedStatement:
    """Puts a row into the latest table where it is newer than what that holds: by valid_at first
    (a late report for an earlier hour replaces nothing), then by the sequence number (a
    correction of the same hour wins, whatever any clock said)."""
    latest = tables(kind).latest
    assert latest is not None
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(latest)
    age = ("valid_at", "seq")
    newer = tuple_(*(insert.excluded[name] for name in age)) > tuple_(
        *(latest.c[name] for name in age)
    )
    keys = [column.name for column in latest.primary_key]
    rest = {
        column.name: insert.excluded[column.name]
        for column in latest.columns
        if column.name not in keys
    }
    return PreparedStatement(
        insert.on_conflict_do_update(index_elements=keys, set_=rest, where=newer), dialect
    )


def _count(connection: Connection, fresh: dict[type[Fact], dict[str, Fact]]) -> None:
    for kind in COUNTED:
        rows = fresh.get(kind, {}).values()
        if rows:
            for mode, year, month in sorted(_months(connection, kind, rows)):
                count_again(connection, kind, mode, year, month)


def _months(
    connection: Connection, kind: type[Fact], rows: Collection[Fact]
) -> set[tuple[str, int, int]]:
    """(mode, year, month) of every count that the rows change."""
    moments: list[tuple[str, datetime]] = [(row.mode, row.valid_at) for row in rows]
    moments += replaced_rows(connection, kind, rows)
    # a correction may take a batch out of the month that counted it
    batches = [row for row in rows if isinstance(row, MessageBatch)]
    if batches:
        moments += earlier_batches(connection, batches)
    days = [(mode, moment.astimezone(BEIJING)) for mode, moment in moments]
    return {(mode, day.year, day.month) for mode, day in days}
